"""Finding words in promises: first among the sealed words, then how they stand, of those found."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.viewer import Viewer
from alongside.kit.prepared import prepared
from alongside.promises.models import Answer, Promise, Reply
from alongside.promises.queries import Standing, standings
from alongside.vault.finding import Lie, an_id, holding, opened

PROMISES = "promises"
MADE = Lie(PROMISES, Promise, ("words", "place"), whose="written_by_id", at="made_at")
ANSWERS = Lie(PROMISES, Answer, ("words",), thing="promise_id")
REPLIES = Lie(PROMISES, Reply, ("words",), thing="answer__promise_id")


def find_in_promises(viewer: Viewer, looked_for: str) -> list[UUID]:
    """Promises whose words, place or answers hold every word looked for, the newest first."""
    if not looked_for.split():
        return []
    holds = holding(looked_for)
    said: dict[Any, list[str]] = {}
    for lie, rows in ((MADE, _made), (ANSWERS, _answers), (REPLIES, _replies)):
        for promise, _where, _whose, _at, words in opened(lie, rows.as_kept(viewer)):
            if lie is MADE or promise in said:
                said.setdefault(promise, []).append(words)
    return [an_id(promise) for promise, words in said.items() if holds(" ".join(words))]


@prepared
def _made(viewer: Viewer) -> "QuerySet[Any, Any]":
    return Promise.objects.ours(viewer).order_by("-made_at", "-id").values_list(*MADE.asked)


@prepared
def _answers(viewer: Viewer) -> "QuerySet[Any, Any]":
    return Answer.objects.ours(viewer).values_list(*ANSWERS.asked)


@prepared
def _replies(viewer: Viewer) -> "QuerySet[Any, Any]":
    return Reply.objects.ours(viewer).values_list(*REPLIES.asked)


def standings_of(viewer: Viewer, promise_ids: Iterable[UUID]) -> list[Standing]:
    """How these stand, in this order."""
    ids = list(promise_ids)
    rows = _these(viewer, ids) if ids else []
    found = {each.promise.id: each for each in standings(viewer, rows)}
    return [found[id_] for id_ in ids if id_ in found]


@prepared
def _these(viewer: Viewer, ids: list[UUID]) -> "QuerySet[Promise]":
    return Promise.objects.ours(viewer).filter(id__in=ids)
