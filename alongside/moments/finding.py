"""Finding words: everything the viewer may see is opened and scanned, nothing is indexed.

A worker's whole circle is thousands of notes, not millions; an index of words would be a
second, unsealed copy of everybody's life.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.viewer import Viewer
from alongside.kit.folding import folded
from alongside.kit.prepared import prepared
from alongside.moments.models import Moment, Telling
from alongside.vault.fields import open_value
from alongside.vault.keyring import current_keyring
from alongside.vault.scopes import between_scope, person_scope

MOST_FOUND = 50
LINES = ("others", "in_the_way", "learned")

_Row = tuple[UUID, UUID, UUID | None, UUID, Any]


class Found(NamedTuple):
    """Words that hold what was looked for."""

    moment_id: UUID
    relationship_id: UUID | None
    teller_id: UUID
    happened_at: datetime
    words: str


def find_in_moments(viewer: Viewer, looked_for: str) -> list[Found]:
    """The newest MOST_FOUND tellings and lines that hold every word looked for."""
    words = folded(looked_for).split()
    if not words:
        return []
    hits = [
        found
        for found in (*_tellings(viewer), *_lines(viewer))
        if all(word in folded(found.words) for word in words)
    ]
    hits.sort(key=lambda found: found.happened_at, reverse=True)
    return [
        Found(_uuid(id_), _uuid(relationship), _uuid(teller), _when(happened_at), told)
        for id_, relationship, teller, happened_at, told in hits[:MOST_FOUND]
    ]


def _tellings(viewer: Viewer) -> Iterator[Found]:
    rows = _told.as_kept(viewer)
    ring = current_keyring()
    scopes = {pair: _scope_of(*pair) for pair in {row[2:4] for row in rows}}
    ring.fetch(scopes.values())
    table = Telling._meta.db_table
    for id_, moment, relationship, teller, happened_at, blob in rows:
        scope = scopes[relationship, teller]
        words = open_value(ring, scope, blob, table, id_, "words")
        yield Found(moment, relationship, teller, happened_at, words)


@prepared
def _told(viewer: Viewer) -> "QuerySet[Any, Any]":
    return Telling.objects.ours(viewer).values_list(
        "id", "moment_id", "relationship_id", "teller_id", "moment__happened_at", "words"
    )


def _lines(viewer: Viewer) -> Iterator[Found]:
    """Who else was there, what got in the way, and what was learned."""
    rows = _more.as_kept(viewer)
    ring = current_keyring()
    scopes = {pair: _scope_of(*pair) for pair in {row[1:3] for row in rows}}
    ring.fetch(scopes.values())
    table = Moment._meta.db_table
    for id_, relationship, noted_by, happened_at, *lines in rows:
        scope = scopes[relationship, noted_by]
        for field, blob in zip(LINES, lines, strict=True):
            if blob:
                words = open_value(ring, scope, blob, table, id_, field)
                yield Found(id_, relationship, noted_by, happened_at, words)


@prepared
def _more(viewer: Viewer) -> "QuerySet[Any, Any]":
    noted = Moment.objects.ours(viewer).exclude(**dict.fromkeys(LINES, b""))
    return noted.values_list("id", "relationship_id", "noted_by_id", "happened_at", *LINES)


def _scope_of(relationship: Any, person: Any) -> str:
    return _scope(_uuid(relationship), _uuid(person))


def _uuid(kept: Any) -> Any:
    """An id as the database gives it: SQLite keeps its 32 letters."""
    return UUID(kept) if isinstance(kept, str) else kept


def _when(kept: Any) -> datetime:
    """A time as the database gives it: SQLite keeps it as words, in UTC."""
    return datetime.fromisoformat(kept).replace(tzinfo=UTC) if isinstance(kept, str) else kept


def _scope(relationship_id: UUID | None, person_id: UUID) -> str:
    if relationship_id is None:
        return person_scope(person_id)
    return between_scope(relationship_id, person_id)
