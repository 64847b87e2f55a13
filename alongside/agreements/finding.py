"""Finding words in what was agreed, what is done together, and what was hard to say."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.viewer import Viewer
from alongside.agreements.models import (
    Agreement,
    AgreementAnswer,
    Doing,
    DoingChange,
    Ending,
    HardAnswer,
    HardThing,
)
from alongside.kit.prepared import prepared
from alongside.vault.finding import Found, Lie, found_in

AGREED, HARD = "agreed", "hard"
TERMS = (
    "together",
    "writer_support",
    "writer_challenge",
    "other_support",
    "other_challenge",
    "sharing",
)
WORDS = ("words",)

VERSIONS = Lie(AGREED, Agreement, TERMS, whose="written_by_id", at="written_at")
WRITTEN = tuple(Lie(AGREED, kind, WORDS) for kind in (AgreementAnswer, Doing, DoingChange, Ending))
HARD_WORDS = tuple(Lie(HARD, kind, WORDS) for kind in (HardThing, HardAnswer))


def find_in_agreements(viewer: Viewer, looked_for: str) -> list[Found]:
    """What was agreed, what is done together, and what each takes from it."""
    return [*_versions_found(viewer, looked_for), *_found(WRITTEN, viewer, looked_for)]


def _versions_found(viewer: Viewer, looked_for: str) -> list[Found]:
    """What stands in many versions is found once: in the newest."""
    hits = found_in(VERSIONS, _rows.as_kept(viewer, Agreement), looked_for)
    once: dict[tuple[UUID | str | None, str], Found] = {}
    for found in sorted(hits, key=lambda hit: hit.at, reverse=True):
        once.setdefault((found.where, found.words), found)
    return list(once.values())


def find_in_hard_things(viewer: Viewer, looked_for: str) -> list[Found]:
    """What was hard to say, and what came back."""
    return _found(HARD_WORDS, viewer, looked_for)


def _found(lies: tuple[Lie, ...], viewer: Viewer, looked_for: str) -> list[Found]:
    return [
        found
        for lie in lies
        for found in found_in(lie, _rows.as_kept(viewer, lie.model), looked_for)
    ]


@prepared
def _rows(viewer: Viewer, kind: type[Any]) -> "QuerySet[Any, Any]":
    (lie,) = (each for each in (VERSIONS, *WRITTEN, *HARD_WORDS) if each.model is kind)
    found: QuerySet[Any, Any] = kind.objects.ours(viewer).values_list(*lie.asked)
    return found
