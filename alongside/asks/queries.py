"""What can be asked of asks: those of a relationship, one with all that came of it, doors."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.asks.models import Ask, AskAfter, AskAnswer, Door
from alongside.kit.prepared import prepared
from alongside.kit.time import now
from alongside.vault.fields import SealedModel, open_rows

LATELY = timedelta(days=7)
"""How long an answer stands on Today."""


@dataclass(slots=True)
class Asked:
    """An ask and all that came of it, opened, in order."""

    ask: Ask
    answers: list[AskAnswer] = field(default_factory=list)
    afters: list[AskAfter] = field(default_factory=list)

    @property
    def last(self) -> AskAnswer | None:
        return self.answers[-1] if self.answers else None

    @property
    def is_over(self) -> bool:
        return self.ask.taken_back_at is not None or self.ask.until <= now()

    @property
    def stands(self) -> str:
        """How it stands: waits, agreed, sent, yes, no, talk, over, taken-back."""
        if self.ask.taken_back_at:
            return "taken-back"
        if self.last:
            return self.last.says
        if self.is_over:
            return "over"
        if self.ask.agreed_at is None:
            return "waits"
        return "sent" if self.ask.link else "agreed"

    @property
    def door(self) -> str:
        """Which door is drawn: open, shut or ajar."""
        return {"yes": "open", "no": "shut"}.get(self.last.says if self.last else "", "ajar")

    @property
    def for_them(self) -> list[AskAfter]:
        """What whoever was asked may read."""
        return [after for after in self.afters if after.for_them]


def asks_between(viewer: Viewer, relationship_id: UUID) -> list[Asked]:
    """The asks of one relationship, the newest first."""
    return with_all(viewer, _between(viewer, relationship_id))


@prepared
def _between(viewer: Viewer, relationship_id: UUID) -> QuerySet[Ask]:
    ours = Ask.objects.ours(viewer).filter(relationship_id=relationship_id)
    return ours.order_by("-made_at", "-id")


def one_ask(viewer: Viewer, ask_id: UUID) -> Asked:
    """One of ours; a stranger's 404 otherwise."""
    (asked,) = with_all(viewer, [Ask.objects.get_ours(viewer, id=ask_id)])
    return asked


def with_all(viewer: Viewer, asks: Iterable[Ask]) -> list[Asked]:
    """These asks with their answers and what came after: two more questions, however many."""
    found = {ask.id: Asked(ask) for ask in asks}
    if not found:
        return []
    answers = list(_answers(viewer, list(found)))
    afters = list(_afters(viewer, list(found)))
    sealed: list[SealedModel] = [*(each.ask for each in found.values()), *answers, *afters]
    open_rows(sealed)
    for answer in answers:
        found[answer.ask_id].answers.append(answer)
    for after in afters:
        found[after.ask_id].afters.append(after)
    return list(found.values())


@prepared
def _answers(viewer: Viewer, ask_ids: list[UUID]) -> QuerySet[AskAnswer]:
    return AskAnswer.objects.visible_to(viewer).filter(ask_id__in=ask_ids).order_by("at", "id")


@prepared
def _afters(viewer: Viewer, ask_ids: list[UUID]) -> QuerySet[AskAfter]:
    return AskAfter.objects.visible_to(viewer).filter(ask_id__in=ask_ids).order_by("at", "id")


@dataclass(frozen=True, slots=True)
class News:
    """An ask that waits for my word: none of its own words, which stand on its page."""

    ask_id: UUID
    relationship_id: UUID
    what: str
    """waits: for my yes; heard: somebody wrote my yes down; ready: it has a yes and no link;
    answered: in the last days.
    """


def asks_for_my_word(viewer: Viewer) -> list[News]:
    """What asks wait for me with: one question."""
    at = now()
    told = _news(viewer, viewer.person_id, at, at - LATELY)
    return [
        News(ask_id, where, _what(viewer, by_id, agreed_at, answered=answered))
        for ask_id, where, by_id, agreed_at, answered in told
    ]


def _what(viewer: Viewer, by_id: UUID, agreed_at: datetime | None, *, answered: bool) -> str:
    if agreed_at is None:
        return "waits"
    if answered:
        return "answered"
    return "ready" if by_id == viewer.person_id else "heard"


@prepared
def _news(viewer: Viewer, me: UUID, at: datetime, since: datetime) -> "QuerySet[Ask, Any]":
    ours = Ask.objects.ours(viewer).filter(taken_back_at=None, until__gt=at)
    answered = AskAnswer.objects.filter(ask_id=OuterRef("pk"), at__gt=since)
    for_me = Q(about_id=me) & ~Q(by_id=me) & (Q(agreed_at=None) | _heard(me, since))
    ready = Q(by_id=me, agreed_at__isnull=False, link=None)
    with_answer = (Q(by_id=me) | Q(about_id=me)) & Q(Exists(answered))
    told = ours.filter(for_me | ready | with_answer).order_by("made_at", "id")
    return told.values_list("id", "relationship_id", "by_id", "agreed_at", Exists(answered))


def _heard(me: UUID, since: datetime) -> Q:
    """Somebody else wrote down that I said yes: nobody's yes is written down in silence."""
    return Q(agreed_at__gt=since) & ~Q(agreed_by_id=me)


def asked_of_me(viewer: Viewer) -> list[Asked]:
    """What colleagues of other places ask me, here at work, now."""
    asks = Ask.objects.visible_to(viewer, Ground.SHARE).order_by("-made_at", "-id")
    return with_all(viewer, asks)


def one_asked_of_me(viewer: Viewer, ask_id: UUID) -> Asked | None:
    found = Ask.objects.visible_to(viewer, Ground.SHARE).filter(id=ask_id)
    return next(iter(with_all(viewer, found)), None)


def what_i_answered(viewer: Viewer) -> list[AskAnswer]:
    """Every answer of mine, the newest first: I alone read them together."""
    mine = AskAnswer.objects.visible_to(viewer, Ground.MINE).order_by("-at", "-id")
    found = list(mine)
    open_rows(found)
    return found


def doors(viewer: Viewer) -> list[Door]:
    """Doors that were opened, as told to my teams, by the name of who opened them."""
    found = list(Door.objects.visible_to(viewer, Ground.COVER).select_related("person"))
    people = {door.person_id: door.person for door in found}
    sealed: list[SealedModel] = [*found, *people.values()]
    open_rows(sealed)
    for door in found:
        door.person = people[door.person_id]
    return sorted(found, key=lambda door: (door.person.called, str(door.person_id), door.at))
