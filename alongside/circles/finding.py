"""Finding names and words in my own circle. Never what is kept hidden.

The people in a circle did not ask to be in it: nobody searches for them across people, so what
others open to me is read there and not found here.

Hidden ones are not looked for even by whoever hid them: a page of what was found is read over
somebody's shoulder, and nobody asked it to show them.
"""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.circles.models import Circle, Tie
from alongside.kit.prepared import prepared
from alongside.vault.finding import Found, Lie, found_in

CIRCLES = "circles"
TIES = Lie(
    CIRCLES,
    Tie,
    ("called", "words"),
    where="life",
    whose="person_id",
    at="circle__made_at",
    thing="circle_id",
)
NEEDS = Lie(
    CIRCLES,
    Circle,
    ("needed_have", "needed_missing"),
    where="life",
    whose="person_id",
    at="made_at",
)


def find_in_circles(viewer: Viewer, looked_for: str) -> list[Found]:
    """What stands in many pictures is found once: in the newest."""
    hits = [
        *found_in(TIES, _ties.as_kept(viewer), looked_for),
        *found_in(NEEDS, _needs.as_kept(viewer), looked_for),
    ]
    once: dict[tuple[UUID, str], Found] = {}
    for found in sorted(hits, key=lambda hit: hit.at, reverse=True):
        once.setdefault((found.whose_id, found.words), found)
    return list(once.values())


@prepared
def _ties(viewer: Viewer) -> "QuerySet[Any, Any]":
    return Tie.objects.visible_to(viewer, Ground.MINE).values_list(*TIES.asked)


@prepared
def _needs(viewer: Viewer) -> "QuerySet[Any, Any]":
    return Circle.objects.visible_to(viewer, Ground.MINE).values_list(*NEEDS.asked)
