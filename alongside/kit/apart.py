"""Work in a process of its own, that inherits nothing, may do little, and ends soon.

What strangers sent, and pages that may hold anything, are opened there and not in the server.
"""

import contextlib
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

WAITS = 10
"""Seconds until somebody is told that too much is being made at once."""
AT_ONCE = BoundedSemaphore(2)
"""As many as work at the same time: the others wait, and the server stays quick."""
ROOM = 1 << 30


class NotDone(Exception):
    """It was not done. Never says why in words of what it was to work on."""

    def __init__(self, code: int | None = None) -> None:
        """`code`: what the process ended with; None if it took too long or never began."""
        super().__init__("Not done." if code is None else f"It stopped with {code}.")
        self.code = code


def done_apart(module: str, kind: str, job: bytes, *, seconds: int) -> bytes:
    """What `python -m module kind` makes of this. Raises NotDone."""
    if not AT_ONCE.acquire(timeout=WAITS):
        raise NotDone
    try:
        return _run(module, kind, job, seconds)
    finally:
        AT_ONCE.release()


def _run(module: str, kind: str, job: bytes, seconds: int) -> bytes:
    # It inherits nothing: no key, no file, no folder. What it says on stderr could hold words of
    # what it works on, so nobody reads it.
    command = [sys.executable, "-I", "-m", module, kind]
    try:
        done = subprocess.run(  # noqa: S603 - it starts ourselves, and nothing of it is typed
            command,
            input=job,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            env={"RAYON_NUM_THREADS": "1"},
            cwd="/",
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        # Not `from`: what went wrong may hold those words too.
        raise NotDone from None
    if done.returncode != 0 or not done.stdout:
        raise NotDone(done.returncode)
    return done.stdout


def stay_small(seconds: int) -> None:
    """No file, no picture of its memory, no more time and room than the work takes.

    Where room runs out all the same, this process goes and not the server.
    """
    import resource

    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    for what, most in {
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_AS: ROOM,
    }.items():
        resource.setrlimit(what, (most, most))
