"""A browser that calls the server's own door: the whole stack, without a network between."""

import io
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from time import perf_counter, process_time
from typing import Any
from urllib.parse import urlencode

from django.db import connections

CSRF = "benchbenchbenchbenchbenchbench32"
HOST = "localhost"
COUNTED = ("SELECT", "INSERT", "UPDATE", "DELETE")
MS = 1000.0

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and what it took. Times in milliseconds."""

    status: int
    headers: dict[str, str]
    body: bytes
    ms: float
    cpu_ms: float


@dataclass(frozen=True, slots=True)
class Ask:
    """What a browser asks for: with `form` it posts."""

    path: str
    query: str = ""
    form: tuple[tuple[str, str], ...] = ()
    json: bytes = b""
    """What a script of ours posts."""


class Browser:
    """Signed in with one session cookie, over https."""

    def __init__(self, application: Application, session: str) -> None:
        self.application = application
        self.cookie = f"__Host-session={session}; __Host-csrf={CSRF}"

    def ask(self, ask: Ask, *, accept: str = "gzip") -> Answer:
        """Ask, and take the answer to its last byte. Raises AssertionError for an error page."""
        environ = self._environ(ask, accept)
        told: list[Any] = []
        wall, cpu = perf_counter(), process_time()
        answer = self.application(environ, lambda *said: told.extend(said))
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        wall, cpu = perf_counter() - wall, process_time() - cpu
        status = int(told[0].split()[0])
        wanted = 302 if ask.form else 200
        assert status == wanted, f"{ask.path} answered {status}, not {wanted}"
        return Answer(status, dict(told[1]), body, wall * MS, cpu * MS)

    def _environ(self, ask: Ask, accept: str) -> dict[str, Any]:
        sent, kind = ask.json, "application/json" if ask.json else ""
        if ask.form:
            sent = urlencode([*ask.form, ("csrfmiddlewaretoken", CSRF)]).encode()
            kind = "application/x-www-form-urlencoded"
        return {
            "REQUEST_METHOD": "POST" if sent else "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": ask.path,
            "QUERY_STRING": ask.query,
            "SERVER_NAME": HOST,
            "SERVER_PORT": "443",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": kind,
            "CONTENT_LENGTH": str(len(sent)),
            "HTTP_HOST": HOST,
            "HTTP_ORIGIN": f"https://{HOST}",
            "HTTP_X_CSRFTOKEN": CSRF,
            "HTTP_COOKIE": self.cookie,
            "HTTP_ACCEPT_ENCODING": accept,
            "HTTP_ACCEPT_LANGUAGE": "en-GB,en;q=0.8",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "https",
            "wsgi.input": io.BytesIO(sent),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }


@dataclass(frozen=True, slots=True)
class Asked:
    """One statement, and the milliseconds until its first row."""

    sql: str
    ms: float


def asked_by(doing: Callable[[], object]) -> list[Asked]:
    """Every statement this asks of both stores; what begins and ends transactions left out."""
    asked: list[Asked] = []

    def keep(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        began = perf_counter()
        done = execute(sql, params, many, context)
        if sql.lstrip().upper().startswith(COUNTED):
            asked.append(Asked(sql, (perf_counter() - began) * MS))
        return done

    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(keep))
        doing()
    return asked
