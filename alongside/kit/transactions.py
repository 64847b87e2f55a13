"""Reading and writing: two kinds of transaction, named for what they are for.

On SQLite a write transaction takes the lock when it begins (IMMEDIATE), so two
writers queue instead of failing half-way. A page that only reads must not queue
behind them, so it begins DEFERRED: it sees one moment in time and holds no lock
that stops a writer from starting.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def reading() -> Iterator[None]:
    """One consistent view of the data: access and content are decided in the same moment."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    usual, connection.transaction_mode = connection.transaction_mode, "DEFERRED"  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            yield
    finally:
        connection.transaction_mode = usual  # type: ignore[attr-defined]


@contextmanager
def writing() -> Iterator[None]:
    """All or nothing: what is acknowledged after this block is on the disk."""
    with transaction.atomic():
        yield
