"""A made-up team beside a new place: opened from its first page, and gone when the place stops."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread

OPENING = [
    *(sys.executable, "-m", "alongside", "run"),
    *("--demo", "--port=0", "--beside", "--once-ready"),
]


class Beside:
    """At most one made-up team beside this place, in a process, folder and databases of its own."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._folder = TemporaryDirectory()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def is_there(self) -> bool:
        """Whether one is open, or opening; not when it could not be opened."""
        return self._process is not None and self._process.poll() is None

    def open(self) -> None:
        """Begin to open a made-up team, unless one is there."""
        with self._turn:
            if not self.is_there:
                self._ready.unlink(missing_ok=True)
                # Its input ends when this process does, and then it stops too.
                self._process = subprocess.Popen(
                    [*OPENING, str(self._ready)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    start_new_session=True,
                )

    def people(self) -> dict[str, str]:
        """Give sign-in links by name; none before it is ready."""
        if not (self.is_there and self._ready.exists()):
            return {}
        found: dict[str, str] = json.loads(self._ready.read_text("utf-8"))["people"]
        return found

    def close(self) -> None:
        """Stop it, wait until it has stopped, and leave nothing behind."""
        if self._process and self._process.stdin:
            self._process.stdin.close()
            self._process.wait()
        self._folder.cleanup()

    @property
    def _ready(self) -> Path:
        return Path(self._folder.name) / "ready.json"


beside = Beside()


def stop_with_whoever_began_it() -> None:
    """Wait, aside, for the process that began this one to end; then end, with all it began."""

    def wait() -> None:
        while os.read(sys.stdin.fileno(), 1):
            pass
        os.killpg(os.getpgrp(), signal.SIGTERM)

    Thread(target=wait, daemon=True).start()
