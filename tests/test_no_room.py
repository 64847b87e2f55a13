"""A disk that is really full, and a store that is really locked, while Sam notes a moment."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from alongside.moments.models import Moment, Telling
from alongside.pages.tests.place import note_of, text
from conftest import SignIn

if TYPE_CHECKING:
    from alongside.world.small import World

pytestmark = [
    # Rows are really kept here: what SQLite does to a transaction that finds no room is its own.
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="says how SQLite runs out of room"),
]
LONG = "On the steps. " * 700


@pytest.fixture
def both_databases(request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("_django_db_helper")


def counted() -> tuple[int, int]:
    return Moment.objects.count(), Telling.objects.count()


@contextmanager
def no_more_room() -> Iterator[None]:
    """The disk ends where the store does."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count")
        (as_it_was,) = cursor.fetchone()
        cursor.execute("PRAGMA max_page_count = 1")  # SQLite takes it to mean: none beyond today's
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA max_page_count = {as_it_was}")


@contextmanager
def somebody_else_writes() -> Iterator[None]:
    name = connection.settings_dict["NAME"]
    with closing(sqlite3.connect(name, uri=True, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")


@pytest.mark.parametrize(
    ("trouble", "says"),
    [(no_more_room, "The disk here is full"), (somebody_else_writes, "Try again now")],
)
def test_nothing_is_written_sams_words_come_back_and_it_goes_on_when_it_is_over(
    world: "World",
    sign_in: SignIn,
    trouble: Callable[[], AbstractContextManager[None]],
    says: str,
) -> None:
    sam, sent, before = sign_in("Sam"), note_of(world, words=LONG), counted()
    with trouble():
        answer = sam.post("/note/", sent, secure=True)
        assert answer.status_code == 503
        assert says in text(answer)
        assert LONG.strip() in answer.content.decode()
    assert counted() == before
    assert sam.post("/note/", sent, secure=True).status_code == 302
    assert counted() == (before[0] + 1, before[1] + 1)
