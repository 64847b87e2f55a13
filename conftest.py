"""What every test across slices may use: both databases, and the small world."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connections, transaction
from django.test import Client, RequestFactory

from alongside.access.viewer import Life, Viewer
from alongside.accounts.actions import open_session
from alongside.accounts.sessions import SessionStore
from alongside.accounts.ways import Way
from alongside.kit.time import at
from alongside.people.actions import add_person
from alongside.relationships.models import Relationship, Side
from alongside.vault.keyring import keyring

if TYPE_CHECKING:
    from alongside.world.small import World

TUESDAY = datetime(2026, 11, 17, 8, 30, tzinfo=UTC)
"""The Tuesday the small world is told on: a November morning in Wrenmouth."""


@pytest.fixture
def both_databases(request: pytest.FixtureRequest) -> None:
    """Let the test use the store of words and the store of keys."""
    request.node.add_marker(pytest.mark.django_db(databases=["default", "keys"]))
    request.getfixturevalue("_django_db_helper")


Rows = dict[tuple[str, str], list[tuple[Any, ...]]]
"""By database and table, every row as it lies there."""

_built: Rows = {}
"""The small world as it was built by the first test that wanted it."""


@pytest.fixture
def world(both_databases: None) -> Iterator["World"]:
    """The small world, with the clock held on its Tuesday."""
    with at(TUESDAY), keyring():
        yield small_world()


def small_world() -> "World":
    """The small world in the store of this test."""
    from alongside.world.small import build, world_at

    if _built:
        _put_back(_built)
        return world_at(TUESDAY)
    # Sealing a whole world takes as long as most tests: it is done once.
    before = _rows()
    world = build(TUESDAY)
    _built.update({at_: rows for at_, rows in _rows().items() if at_ not in before})
    return world


def _rows() -> Rows:
    found: Rows = {}
    for database in connections:
        connection = connections[database]
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
                if rows := cursor.fetchall():
                    found[database, table] = rows
    return found


def _put_back(built: Rows) -> None:
    with ExitStack() as whole:
        for database in connections:
            whole.enter_context(transaction.atomic(using=database))
        _put_back_rows(built)


def _put_back_rows(built: Rows) -> None:
    for (database, table), rows in built.items():
        connection = connections[database]
        places = ", ".join(["%s"] * len(rows[0]))
        into = f"INSERT INTO {connection.ops.quote_name(table)} VALUES ({places})"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.executemany(into, rows)


SignIn = Callable[[str], Client]


@pytest.fixture
def sign_in(world: "World") -> SignIn:
    """Give a browser in which this person of the small world is signed in, in their life."""

    def come_in(name: str) -> Client:
        request = RequestFactory().get("/", secure=True)
        request.session = SessionStore()
        account, life = world.account(name), world.viewer(name).life
        open_session(request, account=account, life=life, way=Way.MACHINE)
        browser = Client(enforce_csrf_checks=False)
        browser.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key or ""
        return browser

    return come_in


@dataclass(frozen=True)
class Pair:
    """Sam, at work, and Dawn, in her own life; and Bev, who has no part in it."""

    sam: Viewer
    dawn: Viewer
    bev: Viewer
    relationship_id: UUID


@pytest.fixture
def pair(both_databases: None) -> Iterator[Pair]:
    """Two people and one relationship, on the Tuesday; quicker than the whole small world."""
    with at(TUESDAY), keyring():
        sam, dawn, bev = (add_person(by=None, called=name) for name in ("Sam", "Dawn", "Bev"))
        working = Viewer(sam.id, Life.WORKING)
        relationship = Relationship.objects.create(begun_by=sam)
        for person, life in ((sam, Life.WORKING), (dawn, Life.OWN)):
            Side.objects.create(relationship=relationship, person=person, life=life.value)
        yield Pair(
            working, Viewer(dawn.id, Life.OWN), Viewer(bev.id, Life.WORKING), relationship.id
        )
