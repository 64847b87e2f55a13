"""Finding words in what matters to somebody and in how to reach them, as it stands.

What stood before is not found: an old way to reach somebody can be the wrong one. Nor is the
word two people agreed on for danger, nor where somebody lives.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.viewer import Viewer
from alongside.kit.prepared import prepared
from alongside.relationships.models import SafeReach, WhatMatters
from alongside.relationships.words import as_it_stands
from alongside.vault.fields import open_rows
from alongside.vault.finding import Found, Lie, found_in, holding

MATTERS = "matters"
SAID = Lie(MATTERS, WhatMatters, ("words",), whose="person_id", at="said_at")


def find_in_matters(viewer: Viewer, looked_for: str) -> list[Found]:
    """What matters most to each, as last said; and how to reach them."""
    return [
        *found_in(SAID, _newest_of_each(viewer), looked_for),
        *_ways_found(viewer, looked_for),
    ]


def _newest_of_each(viewer: Viewer) -> list[tuple[Any, ...]]:
    newest = {}
    where, whose = SAID.columns.index(SAID.where), SAID.columns.index(SAID.whose)
    for row in _said.as_kept(viewer):
        newest[row[where], row[whose]] = row
    return list(newest.values())


@prepared
def _said(viewer: Viewer) -> "QuerySet[Any, Any]":
    return WhatMatters.objects.ours(viewer).order_by("said_at").values_list(*SAID.asked)


def _ways_found(viewer: Viewer, looked_for: str) -> Iterator[Found]:
    holds = holding(looked_for)
    said: dict[tuple[UUID, UUID], list[SafeReach]] = {}
    for way in _ways(viewer):
        said.setdefault((way.relationship_id, way.person_id), []).append(way)
    standing = [way for ways in said.values() for way in as_it_stands(ways)]
    open_rows(standing)
    for way in standing:
        for words in (way.words, way.times, way.who_might_see):
            if holds(words):
                yield Found(MATTERS, way.id, way.relationship_id, way.person_id, way.said_at, words)


@prepared
def _ways(viewer: Viewer) -> "QuerySet[SafeReach]":
    return SafeReach.objects.ours(viewer).defer("safe_word").order_by("-said_at", "-id")
