"""A place that is served for one scene: one clock for everybody, one request at a time."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import RLock
from threading import enumerate as enumerate_threads
from time import monotonic
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.test.testcases import LiveServerThread

from alongside.kit.time import at
from alongside.vault.keyring import keyring


class Clock:
    """The time everybody in a scene has. It goes on by itself, and jumps when told to."""

    def __init__(self, begins: datetime) -> None:
        self._begins, self._since = begins, monotonic()

    def now(self) -> datetime:
        return self._begins + timedelta(seconds=monotonic() - self._since)

    def later(self, **by: float) -> None:
        """Let time pass: `later(minutes=6)`."""
        self._begins += timedelta(**by)


class Place:
    """The whole of Alongside at an address on this machine, with databases in memory."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        # Every thread shares the one connection to a database in memory.
        self._turn = RLock()
        self._shared = {alias: connections[alias] for alias in connections}
        handler: Any = self._one_at_a_time
        self._thread = LiveServerThread(
            "localhost", static_handler=handler, connections_override=self._shared
        )
        self._thread.daemon = True

    @property
    def address(self) -> str:
        return f"http://localhost:{self._thread.port}"

    def open(self) -> None:
        for connection in self._shared.values():
            connection.inc_thread_sharing()
        self._thread.start()
        self._thread.is_ready.wait()
        if self._thread.error:
            raise self._thread.error

    def shut(self) -> None:
        self._thread.terminate()
        # A thread that still holds a connection to a browser lets go of the shared one at its end.
        for thread in enumerate_threads():
            if "process_request_thread" in thread.name:
                thread.join(timeout=3)
        for connection in self._shared.values():
            connection.dec_thread_sharing()

    @contextmanager
    def behind_the_scenes(self) -> Iterator[None]:
        """Use the verbs themselves, at the scene's own time and while no page is being made."""
        with self._turn, at(self.clock.now()), keyring():
            yield

    def _one_at_a_time(self, _files: Any) -> WSGIApplication:
        application = WSGIHandler()

        def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            with self._turn, at(self.clock.now()):
                said: Any = application(environ, start_response)
                try:
                    return [b"".join(said)]
                finally:
                    close: Callable[[], None] = getattr(said, "close", lambda: None)
                    close()

        return answer
