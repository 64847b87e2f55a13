"""Finding words in moments: what was told, and the lines beside it."""

from typing import Any

from django.db.models import Q, QuerySet

from alongside.access.viewer import Viewer
from alongside.kit.prepared import prepared
from alongside.moments.models import BroughtIn, KeptApart, Moment, Telling
from alongside.relationships.queries import my_open_relationship_ids
from alongside.vault.finding import Found, Lie, found_in

STORIES, APART = "stories", "apart"
LINES = ("others", "in_the_way", "learned")

TOLD = Lie(
    STORIES, Telling, ("words",), whose="teller_id", at="moment__happened_at", thing="moment_id"
)
BESIDE = Lie(STORIES, Moment, LINES, whose="noted_by_id", at="happened_at")
AUTHORS = Lie(
    STORIES, BroughtIn, ("author",), whose="teller_id", at="moment__happened_at", thing="moment_id"
)
KEPT = Lie(APART, KeptApart, ("reason",), thing="moment_id")


def find_in_moments(viewer: Viewer, looked_for: str) -> list[Found]:
    """Tellings, whose old words they are, who else was there, what was learned: newest first."""
    hits = [
        *found_in(TOLD, _told.as_kept(viewer), looked_for),
        *found_in(BESIDE, _beside.as_kept(viewer), looked_for),
        *found_in(AUTHORS, _authors.as_kept(viewer), looked_for),
    ]
    return sorted(hits, key=lambda found: found.at, reverse=True)


@prepared
def _told(viewer: Viewer) -> "QuerySet[Any, Any]":
    return Telling.objects.ours(viewer).values_list(*TOLD.asked)


@prepared
def _beside(viewer: Viewer) -> "QuerySet[Any, Any]":
    noted = Moment.objects.ours(viewer).exclude(**dict.fromkeys(LINES, b""))
    # What the other side wrote beside their words stops with a pause, as their words do.
    open_to_me = Q(noted_by_id=viewer.person_id) | Q(
        relationship_id__in=my_open_relationship_ids(viewer)
    )
    return noted.filter(open_to_me).values_list(*BESIDE.asked)


@prepared
def _authors(viewer: Viewer) -> "QuerySet[Any, Any]":
    return BroughtIn.objects.ours(viewer).values_list(*AUTHORS.asked)


def find_in_kept_apart(viewer: Viewer, looked_for: str) -> list[Found]:
    """Why I keep a moment apart, in the words that I wrote.

    Why somebody keeps one from me stands in our story, and nothing leads there over a shoulder.
    """
    return found_in(KEPT, _kept.as_kept(viewer), looked_for)


@prepared
def _kept(viewer: Viewer) -> "QuerySet[Any, Any]":
    mine = KeptApart.objects.ours(viewer).filter(by_id=viewer.person_id, shown_at=None)
    return mine.values_list(*KEPT.asked)
