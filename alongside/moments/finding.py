"""Finding words: everything the viewer may see is opened and scanned, nothing is indexed.

A worker's whole circle is thousands of notes, not millions; an index of words would be a
second, unsealed copy of everybody's life.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from alongside.access.viewer import Viewer
from alongside.kit.folding import folded
from alongside.moments.models import Moment, Telling
from alongside.vault.fields import open_value
from alongside.vault.keyring import Keyring, current_keyring
from alongside.vault.scopes import between_scope, person_scope

MOST_FOUND = 50

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
    return hits[:MOST_FOUND]


def _tellings(viewer: Viewer) -> Iterator[Found]:
    # Looked for among the moments the viewer may see, not telling by telling: the same rule,
    # decided once for each moment.
    seen = Moment.objects.visible_to(viewer)
    open_moments = dict(seen.values_list("id", "happened_at"))
    rows: list[_Row] = list(
        Telling.objects.visible_to(viewer).values_list(
            "id", "moment_id", "relationship_id", "teller_id", "words"
        )
    )
    ring = _ring({(relationship, teller) for _, _, relationship, teller, _ in rows})
    table = Telling._meta.db_table
    for id_, moment, relationship, teller, sealed in rows:
        scope = _scope(relationship, teller)
        words = open_value(ring, scope, sealed.blob, table, id_, "words")
        yield Found(moment, relationship, teller, open_moments[moment], words)


def _lines(viewer: Viewer) -> Iterator[Found]:
    """Who else was there, and what got in the way."""
    rows = list(Moment.objects.visible_to(viewer).exclude(others=b"", in_the_way=b""))
    ring = _ring({(row.relationship_id, row.noted_by_id) for row in rows})
    table = Moment._meta.db_table
    for row in rows:
        for field in ("others", "in_the_way"):
            blob = row.__dict__[field].blob
            words = open_value(ring, row.key_scope(), blob, table, row.id, field)
            if words:
                yield Found(row.id, row.relationship_id, row.noted_by_id, row.happened_at, words)


def _ring(owners: set[tuple[UUID | None, UUID]]) -> Keyring:
    ring = current_keyring()
    ring.fetch(_scope(relationship, teller) for relationship, teller in owners)
    return ring


def _scope(relationship_id: UUID | None, person_id: UUID) -> str:
    if relationship_id is None:
        return person_scope(person_id)
    return between_scope(relationship_id, person_id)
