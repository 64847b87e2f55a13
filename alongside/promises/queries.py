from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from alongside.access.guarded import GuardedQuerySet
from alongside.access.viewer import Viewer
from alongside.kit.prepared import prepared
from alongside.kit.time import now
from alongside.vault.fields import SealedModel, open_rows

if TYPE_CHECKING:
    from alongside.promises.models import Answer, Promise, Reply


class PromiseQuerySet(GuardedQuerySet["Promise"]):
    def open(self) -> "PromiseQuerySet":
        """Neither kept, missed nor put right, nor let go with a yes from both."""
        from alongside.promises.models import Answer, Became

        ended = Q(became__in=(Became.KEPT, Became.MISSED, Became.PUT_RIGHT, Became.DROPPED))
        let_go = Q(became=Became.LET_GO, replies__agrees=True)
        return self.filter(
            ~Exists(Answer.objects.filter(ended | let_go, promise_id=OuterRef("pk")))
        )

    def soonest_first(self) -> "PromiseQuerySet":
        return self.order_by(F("due_at").asc(nulls_last=True), "id")


OPEN = frozenset({"open", "late"})
"""The marks of a promise that has not ended."""


LATE_SHOWN = 3
"""Late promises at the head of a story; the others stand with all of them."""


@dataclass(slots=True)
class Standing:
    """A promise and all that both sides said became of it, in order."""

    promise: "Promise"
    answers: list["Answer"] = field(default_factory=list)
    replies: dict[UUID, "Reply"] = field(default_factory=dict)

    @property
    def last(self) -> "Answer | None":
        return self.answers[-1] if self.answers else None

    @property
    def coming(self) -> "Answer | None":
        """The newest word on whether the visit will happen, since it was last moved."""
        newest = None
        for answer in self.answers:
            if answer.became == "moved":
                newest = None
            elif answer.became in {"coming", "not-today"}:
                newest = answer
        return newest

    @property
    def was_dropped(self) -> bool:
        """It had been let go before it was brought in; the other side was not asked."""
        return any(answer.became == "dropped" for answer in self.answers)

    @property
    def is_off(self) -> bool:
        """The last word on it is: not today."""
        return self.coming is not None and self.coming.became == "not-today"

    @property
    def mark(self) -> str:
        """How it stands, as a promise mark: open, late, kept, changed, broken or mended."""
        said = {answer.became for answer in self.answers}
        if "put-right" in said:
            return "mended"
        if "kept" in said:
            return "kept"
        if "missed" in said:
            return "broken"
        if self.was_dropped or any(a.became == "let-go" and self._agreed(a) for a in self.answers):
            return "changed"
        return "late" if self.is_late else "open"

    @property
    def is_open(self) -> bool:
        return self.mark in OPEN

    @property
    def is_late(self) -> bool:
        due = self.promise.due_at
        return due is not None and due < now()

    @property
    def asked_to_let_go(self) -> "Answer | None":
        """One side asks to let it go, and the other has not said yes or no."""
        for answer in reversed(self.answers):
            if answer.became == "let-go" and answer.id not in self.replies:
                return answer
        return None

    @property
    def disputed(self) -> bool:
        return any(not reply.agrees for reply in self.replies.values())

    def can_be_taken_back(self, answer: "Answer") -> bool:
        """Nobody replied to it; and of a move or a miss, nothing was said after it."""
        rests = answer.became in {"moved", "missed"} and answer != self.last
        return answer.id not in self.replies and not rests

    def _agreed(self, answer: "Answer") -> bool:
        reply = self.replies.get(answer.id)
        return reply is not None and reply.agrees


def standings(viewer: Viewer, promises: "Iterable[Promise]") -> list[Standing]:
    """These promises with their answers and replies, opened: three questions, however many."""
    found = {promise.id: Standing(promise) for promise in promises}
    answers = _answers(viewer, list(found))
    replies = _replies(viewer, [answer.id for answer in answers])
    sealed: list[SealedModel] = [*(s.promise for s in found.values()), *answers, *replies]
    open_rows(sealed)
    promise_of = {}
    for answer in answers:
        found[answer.promise_id].answers.append(answer)
        promise_of[answer.id] = answer.promise_id
    for reply in replies:
        found[promise_of[reply.answer_id]].replies[reply.answer_id] = reply
    for answer in answers:
        standing = found[answer.promise_id]
        reply_to_it = standing.replies.get(answer.id)
        answer.replies_said = [reply_to_it] if reply_to_it else []  # type: ignore[attr-defined]
        answer.can_be_taken_back = standing.can_be_taken_back(answer)  # type: ignore[attr-defined]
    return list(found.values())


@prepared
def _answers(viewer: Viewer, promise_ids: list[UUID]) -> "QuerySet[Answer]":
    from alongside.promises.models import Answer

    said = Answer.objects.ours(viewer).filter(promise_id__in=promise_ids)
    return said.order_by("at", "id")


@prepared
def _replies(viewer: Viewer, answer_ids: list[UUID]) -> "QuerySet[Reply]":
    from alongside.promises.models import Reply

    return Reply.objects.ours(viewer).filter(answer_id__in=answer_ids)


@prepared
def next_open(viewer: Viewer, relationship_id: UUID, at: datetime) -> "QuerySet[Promise]":
    """The next open promise still to come at that moment, and the newest few that are late."""
    from alongside.promises.models import Promise

    still_open = Promise.objects.ours(viewer).filter(relationship_id=relationship_id).open()
    to_come = still_open.filter(Q(due_at__gte=at) | Q(due_at=None)).soonest_first()
    found = still_open.filter(Q(due_at__lt=at) | Q(id__in=to_come.values("id")[:1]))
    return found.order_by(F("due_at").desc(nulls_first=True), "id")[: 1 + LATE_SHOWN]


@prepared
def visited(viewer: Viewer, since: datetime, until: datetime) -> "QuerySet[Promise, UUID]":
    """The relationships with an open visit between these two moments, soonest first."""
    from alongside.promises.models import Promise

    visits = Promise.objects.ours(viewer).open().soonest_first().filter(is_visit=True)
    within = visits.filter(due_at__gte=since, due_at__lt=until)
    return within.values_list("relationship_id", flat=True)


@prepared
def made_in(viewer: Viewer, moment_ids: list[UUID]) -> "QuerySet[Promise]":
    """The promises made in these moments."""
    from alongside.promises.models import Promise

    return Promise.objects.ours(viewer).filter(moment_id__in=moment_ids)


@prepared
def _open(viewer: Viewer, until: datetime | None) -> "QuerySet[Promise]":
    from alongside.promises.models import Promise

    found = Promise.objects.ours(viewer).open().soonest_first()
    return found if until is None else found.filter(due_at__lt=until)


def standing_of(viewer: Viewer, promise_id: UUID) -> Standing:
    """One promise; a stranger's 404 when there is no ground."""
    from alongside.promises.models import Promise

    Promise.objects.get_ours(viewer, id=promise_id)
    return standings(viewer, Promise.objects.ours(viewer).filter(id=promise_id))[0]


def promises_between(viewer: Viewer, relationship_id: UUID) -> list[Standing]:
    from alongside.promises.models import Promise

    between = Promise.objects.ours(viewer).filter(relationship_id=relationship_id)
    return standings(viewer, between.soonest_first())


def old_promises(viewer: Viewer, relationship_id: UUID) -> "PromiseQuerySet":
    """Promises that were brought in and wait until the one who wrote them lets them through."""
    from alongside.promises.models import Promise

    mine = Promise.objects.ours(viewer).filter(written_by_id=viewer.person_id)
    return mine.filter(relationship_id=relationship_id, opens_at=None).soonest_first()


def open_promises(viewer: Viewer, until: datetime | None = None) -> list[Standing]:
    """Open promises in all the viewer's relationships, soonest first; `until` leaves later ones."""
    return standings(viewer, _open(viewer, until))
