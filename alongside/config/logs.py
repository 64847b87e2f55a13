"""What is written to the log: what broke and where, never anyone's words.

Messages are written as they stand in the code, with nothing filled in, and an error by its
kind and its place. An address is written as its pattern, because it can hold a join code.
"""

import logging
import traceback
from http import HTTPStatus
from types import TracebackType
from typing import Any, TypeAlias

Failure: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)

CONFIGURED: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"no_words": {"()": "alongside.config.logs.NoWords"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "no_words"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # "Not found" and "not allowed" are everyday answers; only what we broke is written.
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
    },
}


class NoWords(logging.Formatter):
    """Write a line that could be shown to anyone."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Write the message as the code has it, and the pattern of the address asked for."""
        safe = logging.makeLogRecord(record.__dict__)
        # A percent sign kept whole: with no arguments, nothing is filled in.
        safe.msg, safe.args, safe.exc_text = f"{said_by(record)}{place_of(record)}", None, None
        return super().format(safe)

    def formatException(self, ei: Failure) -> str:  # noqa: N802  logging's own name
        """Write the kind of error and the lines it came through, not what it said."""
        kind, error, _ = ei
        if kind is None or error is None:
            return ""
        through = [
            f"  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
        return "\n".join([*through, f"{kind.__module__}.{kind.__qualname__}"])


def said_by(record: logging.LogRecord) -> str:
    """Give the status of an answer by its number and name; otherwise the words in the code."""
    status = getattr(record, "status_code", None)
    return f"{status} {HTTPStatus(status).phrase}" if status in set(HTTPStatus) else str(record.msg)


def place_of(record: logging.LogRecord) -> str:
    """Give the pattern of the address asked for, or the row that the code names."""
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    where = f"/{match.route}" if match else getattr(record, "where", "")
    return f" [{where}]" if where else ""
