"""Finding words in asks: what was asked, what was answered, what came after."""

from typing import Any

from django.db.models import QuerySet

from alongside.access.viewer import Viewer
from alongside.asks.models import Ask, AskAfter, AskAnswer
from alongside.kit.prepared import prepared
from alongside.vault.finding import Found, Lie, found_in

ASKS = "asks"
ASKED = Lie(ASKS, Ask, ("called", "place", "words", "why", "may_know"), at="made_at")
ANSWERED = Lie(ASKS, AskAnswer, ("words",), thing="ask_id", sealed_by=("scope",))
AFTER = Lie(ASKS, AskAfter, ("words",), thing="ask_id")


def find_in_asks(viewer: Viewer, looked_for: str) -> list[Found]:
    """In the asks between me and somebody; the thing found is the ask."""
    return [
        *found_in(ASKED, _asked.as_kept(viewer), looked_for),
        *found_in(ANSWERED, _answered.as_kept(viewer), looked_for),
        *found_in(AFTER, _after.as_kept(viewer), looked_for),
    ]


@prepared
def _asked(viewer: Viewer) -> "QuerySet[Any, Any]":
    return Ask.objects.ours(viewer).values_list(*ASKED.asked)


@prepared
def _answered(viewer: Viewer) -> "QuerySet[Any, Any]":
    asks = Ask.objects.ours(viewer)
    answers = AskAnswer.objects.visible_to(viewer).filter(ask_id__in=asks.values("id"))
    return answers.values_list(*ANSWERED.asked)


@prepared
def _after(viewer: Viewer) -> "QuerySet[Any, Any]":
    return AskAfter.objects.ours(viewer).values_list(*AFTER.asked)
