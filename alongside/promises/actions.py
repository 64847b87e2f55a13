"""What people can do with promises: make, answer, reply. Either side writes, either answers."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404

from alongside.access.viewer import Viewer
from alongside.kit.ids import new_id
from alongside.kit.once import already
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.promises.models import Answer, Became, Due, Promise, Reply, Told
from alongside.promises.queries import OPEN, Standing, standing_of
from alongside.relationships.models import Side
from alongside.relationships.queries import must_be_mine

ME, THEM = "me", "them"
"""Who promises, as a form says it."""


class Ended(Exception):
    """As the promise stands now, this can no longer, or not yet, be said of it."""


@dataclass(frozen=True, kw_only=True)
class What:
    """What is promised: words, when, and for a visit where."""

    words: str
    due: str = Due.NONE
    due_at: datetime | None = None
    place: str = ""


def make_promise(
    *,
    by: Viewer,
    relationship_id: UUID,
    promiser_id: UUID,
    what: What,
    moment_id: UUID | None = None,
    opens_at: datetime | None = None,
    id: UUID | None = None,
) -> Promise:
    """Write down a promise of either side to the other. Twice with one id is once.

    A time and a place make it a visit. Raises Http404 when the viewer is no side.
    """
    with writing():
        must_be_mine(by, relationship_id)
        mine = {"written_by_id": by.person_id, "relationship_id": relationship_id}
        if there := already(Promise, id, **mine):
            return there
        return Promise.objects.create(
            id=id or new_id(),
            relationship_id=relationship_id,
            by_id=promiser_id,
            to_id=_other_side(relationship_id, promiser_id),
            written_by_id=by.person_id,
            moment_id=moment_id,
            words=what.words,
            place=what.place,
            is_visit=what.due == Due.TIME and bool(what.place),
            due=what.due,
            due_at=what.due_at,
            opens_at=opens_at or now(),
        )


def _other_side(relationship_id: UUID, person_id: UUID) -> UUID:
    sides = set(
        Side.objects.filter(relationship_id=relationship_id).values_list("person_id", flat=True)
    )
    if person_id not in sides:
        raise Http404
    return (sides - {person_id}).pop()


def let_promise_through(*, by: Viewer, promise_id: UUID) -> None:
    """I have read this old promise through: the other side may see it. Twice is once."""
    with writing():
        promise = Promise.objects.get_ours(by, id=promise_id, written_by_id=by.person_id)
        if promise.opens_at is None:
            promise.opens_at = now()
            promise.save(update_fields=["opens_at"])


def keep_promise(
    *, by: Viewer, promise_id: UUID, words: str = "", id: UUID | None = None
) -> Answer:
    """It was kept."""
    return _answer(by, promise_id, Became.KEPT, words, id)


def miss_promise(
    *, by: Viewer, promise_id: UUID, words: str = "", id: UUID | None = None
) -> Answer:
    """It was missed. Said plainly; it can still be put right."""
    return _answer(by, promise_id, Became.MISSED, words, id)


def put_right(*, by: Viewer, promise_id: UUID, words: str, id: UUID | None = None) -> Answer:
    """What we did to put a missed promise right. Raises Ended for one that is not missed."""
    return _answer(by, promise_id, Became.PUT_RIGHT, words, id, marks={"broken"})


def ask_to_let_go(
    *, by: Viewer, promise_id: UUID, words: str = "", id: UUID | None = None
) -> Answer:
    """Let it go together: it needs a yes from the other side."""
    return _answer(by, promise_id, Became.LET_GO, words, id)


def say_coming(*, by: Viewer, promise_id: UUID, words: str = "", id: UUID | None = None) -> Answer:
    """I'll be there."""
    return _answer(by, promise_id, Became.COMING, words, id)


def say_not_today(
    *, by: Viewer, promise_id: UUID, words: str = "", id: UUID | None = None
) -> Answer:
    """Not today. No reason is needed."""
    return _answer(by, promise_id, Became.NOT_TODAY, words, id)


def move_promise(
    *,
    by: Viewer,
    promise_id: UUID,
    to: datetime,
    due: str = "",
    words: str = "",
    id: UUID | None = None,
) -> Answer:
    """Move it, and keep from when; told before when its time has not passed yet."""
    with writing():
        standing = standing_of(by, promise_id)
        if there := _said(by, standing, id):
            return there
        promise = _standing_as(standing, OPEN)
        told = Told.BEFORE if promise.due_at is None or now() <= promise.due_at else Told.AFTER
        answer = Answer.objects.create(
            id=id or new_id(),
            promise=promise,
            relationship_id=promise.relationship_id,
            by_id=by.person_id,
            became=Became.MOVED,
            words=words,
            told=told,
            moved_from=promise.due_at,
            was_due=promise.due,
            moved_to=to,
        )
        promise.due_at, promise.due = to, due or promise.due
        promise.save(update_fields=["due_at", "due"])
    return answer


def reply_to_answer(*, by: Viewer, answer_id: UUID, agrees: bool, words: str = "") -> Reply:
    """Agree with what the other side says became of it, or say otherwise. Both stay."""
    with writing():
        answer = Answer.objects.get_ours(by, id=answer_id)
        if answer.by_id == by.person_id:
            raise Http404
        # A reply once given stands: nobody's words are written over, not even by their writer.
        reply, _new = Reply.objects.get_or_create(
            answer=answer,
            by_id=by.person_id,
            defaults={
                "relationship_id": answer.relationship_id,
                "agrees": agrees,
                "words": words,
                "at": now(),
            },
        )
    return reply


def undo_answer(*, by: Viewer, answer_id: UUID) -> UUID:
    """Take back my own answer while nothing rests on it; gives the promise's id."""
    with writing():
        answer = Answer.objects.get_ours(by, id=answer_id, by_id=by.person_id)
        if not standing_of(by, answer.promise_id).can_be_taken_back(answer):
            raise Ended
        promise = answer.promise
        if answer.became == Became.MOVED:
            promise.due_at, promise.due = answer.moved_from, answer.was_due
            promise.save(update_fields=["due_at", "due"])
        answer.delete()
        return promise.id


def take_away_made_in(*, by: Viewer, moment_id: UUID) -> None:
    """The moment was noted on the wrong person: what was promised in it goes with it.

    An answer the other side gave is theirs and stays, without the promise's words.
    """
    with writing():
        made = Promise.objects.ours(by).filter(moment_id=moment_id)
        made.filter(answers=None).delete()
        for promise in made:
            promise.words = promise.place = ""
            promise.save(update_fields=["words", "place"])


def mine_alone(by: Viewer, promise_id: UUID) -> Promise:
    """A promise that I wrote down by itself, in no moment; a stranger's 404 otherwise."""
    return Promise.objects.get_ours(by, id=promise_id, written_by_id=by.person_id, moment=None)


def take_from_wrong_person(*, by: Viewer, promise_id: UUID) -> None:
    """It was written down with the wrong person: it goes for everybody, at once.

    An answer the other side gave is theirs and stays, without the promise's words.
    """
    with writing():
        promise = mine_alone(by, promise_id)
        if promise.answers.exclude(by_id=by.person_id).exists():
            promise.words = promise.place = ""
            promise.save(update_fields=["words", "place"])
        else:
            promise.delete()


def _answer(
    by: Viewer,
    promise_id: UUID,
    became: Became,
    words: str,
    id: UUID | None,
    marks: AbstractSet[str] = OPEN,
) -> Answer:
    with writing():
        standing = standing_of(by, promise_id)
        if there := _said(by, standing, id):
            return there
        promise = _standing_as(standing, marks)
        return Answer.objects.create(
            id=id or new_id(),
            promise=promise,
            relationship_id=promise.relationship_id,
            by_id=by.person_id,
            became=became,
            words=words,
        )


def _said(by: Viewer, standing: Standing, id: UUID | None) -> Answer | None:
    """The answer of this id, when the same form arrives again."""
    return already(Answer, id, by_id=by.person_id, promise_id=standing.promise.id)


def _standing_as(standing: Standing, marks: AbstractSet[str]) -> Promise:
    if standing.mark not in marks:
        raise Ended
    return standing.promise
