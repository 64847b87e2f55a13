"""What people can do about what they agreed: propose, agree, see it otherwise; begin and let go."""

from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.http import Http404

from alongside.access.guarded import GuardedQuerySet
from alongside.access.viewer import Viewer
from alongside.agreements.hearers import begin_with_hearer, may_send_round
from alongside.agreements.models import (
    Agreement,
    AgreementAnswer,
    Doing,
    DoingChange,
    Ending,
    HardAnswer,
    HardKind,
    HardThing,
    Rest,
    Turn,
    Written,
)
from alongside.agreements.queries import (
    Version,
    endings_between,
    last_woken,
    resting,
    versions_between,
)
from alongside.kit.ids import new_id
from alongside.kit.time import now, today
from alongside.kit.transactions import writing
from alongside.relationships.queries import must_be_mine, the_relationship
from alongside.shares.leaving import keep_no_longer

W = TypeVar("W", bound=Written)


class Overtaken(Exception):
    """Something newer holds, or this version was written again: it can be read, not agreed to."""


@dataclass(frozen=True, kw_only=True)
class EachWants:
    """How one side wants to be supported and challenged."""

    support: str = ""
    challenge: str = ""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What one version says. Any of it may be left out."""

    together: str = ""
    mine: EachWants = field(default_factory=EachWants)
    theirs: EachWants = field(default_factory=EachWants)
    sharing: str = ""
    review_on: date | None = None


def _there_already(model: type[W], by: Viewer, id: UUID | None) -> W | None:
    """What the viewer wrote under this id before: sent twice, it is one. Raises Http404."""
    if id is None or not model._default_manager.filter(id=id).exists():
        return None
    rows: GuardedQuerySet[W] = model._default_manager.all()  # type: ignore[assignment]
    return rows.get_ours(by, id=id, by_id=by.person_id)


# --- the agreement ------------------------------------------------------------------------------


def propose_agreement(
    *,
    by: Viewer,
    relationship_id: UUID,
    terms: Terms,
    builds_on_id: UUID | None = None,
    id: UUID | None = None,
) -> Agreement:
    """Write a version. It never writes over another, whatever was saved meanwhile.

    Twice with one id is once. Raises Http404 when the viewer is no side, and for a version of
    somebody else's to build on.
    """
    with writing():
        must_be_mine(by, relationship_id)
        if id and (there := Agreement.objects.filter(id=id).first()):
            mine: Agreement = Agreement.objects.get_ours(
                by, id=there.id, written_by_id=by.person_id
            )
            return mine
        if builds_on_id:
            Agreement.objects.get_ours(by, id=builds_on_id, relationship_id=relationship_id)
        return Agreement.objects.create(
            id=id or new_id(),
            relationship_id=relationship_id,
            written_by_id=by.person_id,
            written_at=now(),
            builds_on_id=builds_on_id,
            together=terms.together,
            writer_support=terms.mine.support,
            writer_challenge=terms.mine.challenge,
            other_support=terms.theirs.support,
            other_challenge=terms.theirs.challenge,
            sharing=terms.sharing,
            review_on=terms.review_on,
        )


def agree_to(*, by: Viewer, agreement_id: UUID) -> AgreementAnswer:
    """Yes: from now this version holds. Twice is once. Raises Overtaken."""
    with writing():
        version, is_open = _the_others(by, agreement_id)
        if version.yes:
            return version.yes
        if not is_open:
            raise Overtaken
        answer = _answered(by, version, agrees=True, words="")
        # Whoever waited with the person until there was something new waits no longer.
        keep_no_longer(relationship_id=answer.relationship_id)
    return answer


def see_otherwise(
    *, by: Viewer, agreement_id: UUID, words: str = "", id: UUID | None = None
) -> AgreementAnswer:
    """I see it otherwise. It stands beside the version, and neither goes away."""
    with writing():
        version, is_open = _the_others(by, agreement_id)
        if there := next((each for each in version.answers if each.id == id), None):
            return there
        if not is_open:
            raise Overtaken
        return _answered(by, version, agrees=False, words=words, id=id)


def _the_others(by: Viewer, agreement_id: UUID) -> tuple[Version, bool]:
    """A version the other side wrote, and whether it still waits for a word."""
    agreement = Agreement.objects.get_ours(by, id=agreement_id)
    if agreement.written_by_id == by.person_id:
        raise Http404
    versions = versions_between(by, agreement.relationship_id)
    found = versions.among(agreement_id)
    return found, found in versions.open


def _answered(
    by: Viewer, version: Version, *, agrees: bool, words: str, id: UUID | None = None
) -> AgreementAnswer:
    return AgreementAnswer.objects.create(
        id=id or new_id(),
        agreement_id=version.id,
        relationship_id=version.agreement.relationship_id,
        by_id=by.person_id,
        agrees=agrees,
        words=words,
        at=now(),
    )


# --- what we do together ------------------------------------------------------------------------


def begin_doing(
    *,
    by: Viewer,
    relationship_id: UUID,
    words: str,
    begun_on: date | None = None,
    id: UUID | None = None,
) -> Doing:
    """Put a line on the list of what we do together. Twice with one id is once."""
    with writing():
        must_be_mine(by, relationship_id)
        if there := _there_already(Doing, by, id):
            return there
        return Doing.objects.create(
            id=id or new_id(),
            relationship_id=relationship_id,
            by_id=by.person_id,
            words=words,
            begun_on=begun_on or today(),
            at=now(),
        )


def change_doing(*, by: Viewer, doing_id: UUID, words: str, id: UUID | None = None) -> DoingChange:
    """It is this now. What it was stays in its history."""
    return _turn(by, doing_id, Turn.CHANGED, words, id)


def finish_doing(
    *, by: Viewer, doing_id: UUID, words: str = "", id: UUID | None = None
) -> DoingChange:
    return _turn(by, doing_id, Turn.FINISHED, words, id)


def let_doing_go(
    *, by: Viewer, doing_id: UUID, words: str = "", id: UUID | None = None
) -> DoingChange:
    return _turn(by, doing_id, Turn.LET_GO, words, id)


def begin_doing_again(
    *, by: Viewer, doing_id: UUID, words: str = "", id: UUID | None = None
) -> DoingChange:
    return _turn(by, doing_id, Turn.BEGUN_AGAIN, words, id)


def _turn(by: Viewer, doing_id: UUID, became: Turn, words: str, id: UUID | None) -> DoingChange:
    with writing():
        doing = Doing.objects.get_ours(by, id=doing_id)
        if there := _there_already(DoingChange, by, id):
            return there
        return DoingChange.objects.create(
            id=id or new_id(),
            doing=doing,
            relationship_id=doing.relationship_id,
            by_id=by.person_id,
            became=became,
            words=words,
            at=now(),
        )


# --- resting, and endings -----------------------------------------------------------------------


def let_rest(*, by: Viewer, relationship_id: UUID, words: str = "") -> Rest:
    """Let it rest. What is there stays for both; resting already, it goes on resting."""
    with writing():
        must_be_mine(by, relationship_id)
        return resting(by, relationship_id) or Rest.objects.create(
            relationship_id=relationship_id, by_id=by.person_id, words=words, at=now()
        )


def wake(*, by: Viewer, relationship_id: UUID) -> None:
    """Either side wakes it, any day. Awake already, it stays so."""
    with writing():
        must_be_mine(by, relationship_id)
        rest = resting(by, relationship_id)
        if rest:
            rest.woken_at, rest.woken_by_id = now(), by.person_id
            rest.save(update_fields=["woken_at", "woken_by"])


def write_ending(
    *, by: Viewer, relationship_id: UUID, words: str, id: UUID | None = None
) -> Ending:
    """What I take from it. When both have written since it was last woken, it rests."""
    with writing():
        must_be_mine(by, relationship_id)
        if there := _there_already(Ending, by, id):
            return there
        woken = last_woken(by, relationship_id)
        others = [
            each
            for each in endings_between(by, relationship_id)
            if each.by_id != by.person_id and (woken is None or each.at > woken)
        ]
        ending = Ending.objects.create(
            id=id or new_id(),
            relationship_id=relationship_id,
            by_id=by.person_id,
            words=words,
            at=now(),
        )
        if others:
            let_rest(by=by, relationship_id=relationship_id)
        return ending


# --- hard things --------------------------------------------------------------------------------


def say_hard_thing(
    *,
    by: Viewer,
    relationship_id: UUID,
    kind: str,
    words: str,
    to_relationship_id: UUID | None = None,
    to_hearer_id: UUID | None = None,
    id: UUID | None = None,
) -> HardThing:
    """Say it to the other side; or, about a worker, to somebody else the person walks with.

    Then it is written in the relationship with them, about the worker, who never sees it; with
    somebody of the worker's team who hears hard things it begins one. Only a person in their own
    life can send it round the other side: nobody is written about in secret.
    """
    with writing():
        here = the_relationship(by, relationship_id)
        if there := _there_already(HardThing, by, id):
            return there
        sent_round = to_hearer_id is not None or to_relationship_id not in {None, here.id}
        about_a_worker = sent_round or kind == HardKind.SOMEONE_ELSE
        if about_a_worker and not may_send_round(by, here):
            raise Http404
        if to_hearer_id is not None:
            to_relationship_id = begin_with_hearer(by, here, to_hearer_id)
        to = the_relationship(by, to_relationship_id) if to_relationship_id else here
        if sent_round and to.other.id == here.other.id:
            raise Http404
        return HardThing.objects.create(
            id=id or new_id(),
            relationship_id=to.id,
            by_id=by.person_id,
            kind=kind,
            words=words,
            about_id=here.other.id if sent_round else None,
            about_called=here.other.called if sent_round else "",
            at=now(),
        )


def answer_hard_thing(
    *, by: Viewer, hard_thing_id: UUID, words: str, id: UUID | None = None
) -> HardAnswer:
    """The one it went to answers, in words."""
    with writing():
        thing = HardThing.objects.get_ours(by, id=hard_thing_id)
        if thing.by_id == by.person_id:
            raise Http404
        if there := _there_already(HardAnswer, by, id):
            return there
        return HardAnswer.objects.create(
            id=id or new_id(),
            hard_thing=thing,
            relationship_id=thing.relationship_id,
            by_id=by.person_id,
            words=words,
            at=now(),
        )
