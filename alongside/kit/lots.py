"""Writing many rows: at once, or made ready first and then put in, in short turns.

One writer at a time is all that SQLite has. Making a hundred thousand rows ready takes far longer
than putting them in, so it is done before anybody has to wait for it.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from time import monotonic, sleep
from typing import Any, BinaryIO, Self

from django.db import connection, models
from django.db.models.sql import InsertQuery

from alongside.kit.transactions import writing

BATCH = 500
A_TURN = 0.1
"""Seconds after which a turn ends, and everybody else has as long."""


class Ready:
    """Rows as the database will hold them, in two files without a name.

    ``first`` says which rows may go in early, in turns: rows that nobody can see before the others
    are there.
    """

    def __init__(self, folder: Path, first: Callable[[models.Model], bool]) -> None:
        self._is_first = first
        self._early: BinaryIO = TemporaryFile(dir=folder)  # noqa: SIM115 - closed by `__exit__`
        self._rest: BinaryIO = TemporaryFile(dir=folder)  # noqa: SIM115 - closed by `__exit__`
        self.statements = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_why: object) -> None:
        self._early.close()
        self._rest.close()

    def add(self, model: type[models.Model], rows: Iterable[models.Model]) -> None:
        """Make rows ready."""
        walk = iter(rows)
        while batch := list(islice(walk, BATCH)):
            early = [row for row in batch if self._is_first(row)]
            rest = [row for row in batch if not self._is_first(row)]
            for file, some in ((self._early, early), (self._rest, rest)):
                for statement in _statements(model, some):
                    pickle.dump(statement, file)
                    self.statements += file is self._early

    def put_in_turns(self, heard: Callable[[int, int], None]) -> None:
        """Put in what nobody can see yet, a little at a time, and let others write in between."""
        walk, done = _kept(self._early), 0
        statement = next(walk, None)
        while statement is not None:
            begun = monotonic()
            with writing(), connection.cursor() as cursor:
                while statement is not None and monotonic() - begun < A_TURN:
                    cursor.execute(*statement)
                    statement, done = next(walk, None), done + 1
            heard(done, self.statements)
            sleep(monotonic() - begun)

    def put_rest(self) -> None:
        """Put in all the others. The caller holds the transaction."""
        with connection.cursor() as cursor:
            for statement in _kept(self._rest):
                cursor.execute(*statement)


def _statements(
    model: type[models.Model], rows: list[models.Model]
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    if not rows:
        return
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    size = max(connection.ops.bulk_batch_size(fields, rows), 1)
    for start in range(0, len(rows), size):
        query = InsertQuery(model)
        query.insert_values(fields, rows[start : start + size])
        for sql, params in query.get_compiler(connection=connection).as_sql():
            yield sql, tuple(bytes(p) if isinstance(p, memoryview) else p for p in params)


def _kept(file: BinaryIO) -> Iterator[tuple[str, tuple[Any, ...]]]:
    file.seek(0)
    try:
        while True:
            yield pickle.load(file)  # noqa: S301 - this very process wrote it, into a file without a name
    except EOFError:
        return


_ready: ContextVar[Ready | None] = ContextVar("ready", default=None)


@contextmanager
def made_ready(ready: Ready) -> Iterator[None]:
    """Inside, `write_lots` makes rows ready and puts nothing in."""
    token = _ready.set(ready)
    try:
        yield
    finally:
        _ready.reset(token)


def write_lots(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Write new rows down; or make them ready, where that is asked."""
    if (ready := _ready.get()) is not None:
        ready.add(model, rows)
    else:
        model._default_manager.bulk_create(rows, batch_size=BATCH)
