"""How far a long piece of work is, for whoever waits for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Heard = Callable[[str, int, int], None]
"""Told of a file and the row it is at; or of no file, how much is put in, and of how much."""

EVERY = 500
_heard: ContextVar[Heard | None] = ContextVar("heard", default=None)


@contextmanager
def heard_by(listener: Heard) -> Iterator[None]:
    """Inside, the listener is told how far it is."""
    token = _heard.set(listener)
    try:
        yield
    finally:
        _heard.reset(token)


def heard_of_rows(file: str) -> Callable[[int], None] | None:
    """What to call with a row's number every now and then; None where nobody waits."""
    listener = _heard.get()
    return (lambda row: listener(file, row, 0)) if listener else None


def heard_of_writing(done: int, of: int) -> None:
    """So much is put in."""
    if listener := _heard.get():
        listener("", done, of)
