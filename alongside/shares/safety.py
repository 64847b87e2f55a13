"""Opening without a yes, to keep somebody safe; and telling the person later.

Each by two people and with an end: software never does it by itself.
"""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.accounts.tries import Limit, note_try
from alongside.kit.folding import folded
from alongside.kit.ids import new_id
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.people.models import Person
from alongside.relationships.models import Side
from alongside.shares.models import Delay, Duty, SafetyAccess, SafetyReview, Share
from alongside.shares.powers import LONGEST_DELAY, SAFETY_LASTS
from alongside.shares.queries import colleague_ids
from alongside.teams.models import Member
from alongside.teams.queries import my_team_ids
from alongside.vault.fields import open_rows

OPENED = (Strand.ABOUT_ME, Strand.MOMENTS, Strand.PROMISES)
"""Never where somebody lives: that is not needed to reach them, and kills when it is wrong."""
SAFETY_TRIES = Limit("safety access by somebody", 6, timedelta(hours=24))

log = logging.getLogger("alongside.safety")


class SamePerson(Exception):
    """It takes two people: this one asked for it."""


class TooLong(Exception):
    """Telling somebody may be put off for 90 days at a time, no longer."""


def open_for_safety(
    *, by: Viewer, called: str, reason: str, id: UUID | None = None
) -> SafetyAccess | None:
    """Open what a colleague's relationships hold about one person, for four hours at most.

    The person by the whole of what they are called, among those the viewer's team walks
    with; None when there is nobody, or more than one. Every try is counted and logged, with
    ids only. Raises TooManyTries, and Http404 outside a team.
    """
    with writing():
        if not my_team_ids(by).exists():
            raise Http404
        if id and (there := SafetyAccess.objects.filter(id=id, by_id=by.person_id).first()):
            return there
    note_try((SAFETY_TRIES, by.person_id.hex))
    with writing():
        about = _whom_the_team_walks_with(by, called)
        whom = about.hex if about else "nobody"
        log.warning("Safety access", extra={"where": f"{by.person_id.hex} {whom}"})
        if about is None:
            return None
        access = SafetyAccess.objects.create(
            id=id or new_id(),
            by_id=by.person_id,
            about_id=about,
            reason=reason,
            ends_at=now() + SAFETY_LASTS,
        )
        _open_all(access)
    return access


def _whom_the_team_walks_with(by: Viewer, called: str) -> UUID | None:
    """The one person of this name. For opening, never for showing: it asks nobody's leave."""
    team = Member.objects.filter(team_id__in=my_team_ids(by))
    beside = Side.objects.filter(
        person_id__in=team.values("person_id"), life=Life.WORKING.value
    ).exclude(person_id=by.person_id)
    own = Side.objects.filter(
        relationship_id__in=beside.values("relationship_id"), life=Life.OWN.value
    )
    people = list(Person.objects.filter(id__in=own.values("person_id")))
    open_rows(people)
    wanted = folded(called.strip())
    found = [one.id for one in people if wanted in {folded(one.called), folded(one.full_name)}]
    return found[0] if len(found) == 1 else None


def _open_all(access: SafetyAccess) -> None:
    own = Side.objects.filter(person_id=access.about_id, life=Life.OWN.value)
    for relationship_id in own.values_list("relationship_id", flat=True):
        for strand in OPENED:
            Share.objects.create(
                relationship_id=relationship_id,
                about_id=access.about_id,
                strand=strand.value,
                ground=Ground.SAFETY.value,
                with_person_id=access.by_id,
                asked_by_id=access.by_id,
                given_at=access.began_at,
                until=access.ends_at,
                safety=access,
            )


def end_safety(*, by: Viewer, access_id: UUID) -> None:
    """I have seen what I needed: it ends now."""
    with writing():
        access = SafetyAccess.objects.get_ours(by, id=access_id, by_id=by.person_id)
        if access.ends_at > now():
            access.ends_at = now()
            access.save(update_fields=["ends_at"])


def look_at_again(
    *, by: Viewer, access_id: UUID, was_right: bool, words: str, id: UUID | None = None
) -> SafetyReview:
    """A colleague says what they think of it. Twice is once. Raises SamePerson."""
    with writing():
        access = SafetyAccess.objects.get_visible(by, id=access_id)
        _second_person(by, access.by_id)
        review, _new = SafetyReview.objects.get_or_create(
            access=access,
            defaults={
                "id": id or new_id(),
                "about_id": access.about_id,
                "by_id": by.person_id,
                "was_right": was_right,
                "words": words,
            },
        )
    return review


# --- duty -------------------------------------------------------------------------------------


def name_duty(
    *,
    by: Viewer,
    relationship_id: UUID,
    power: str,
    strands: tuple[Strand, ...],
    with_person_id: UUID,
    until: datetime,
    id: UUID | None = None,
) -> Duty:
    """A named power asks for named strands of one relationship. It opens when a second agrees.

    Named by the one at work in that relationship. Raises Http404 for anybody else.
    """
    with writing():
        mine = Side.objects.of(by).filter(relationship_id=relationship_id, left_at=None)
        own = Side.objects.filter(relationship_id=relationship_id, life=Life.OWN.value).first()
        if not by.is_working or not mine.exists() or own is None:
            raise Http404
        if id and (there := Duty.objects.filter(id=id, named_by_id=by.person_id).first()):
            return there
        receiver = Person.objects.get_visible(by, id=with_person_id)
        duty = Duty.objects.create(
            id=id or new_id(), about_id=own.person_id, power=power, named_by_id=by.person_id
        )
        for strand in strands:
            Share.objects.create(
                relationship_id=relationship_id,
                about_id=own.person_id,
                strand=strand.value,
                ground=Ground.DUTY.value,
                with_person=receiver,
                asked_by_id=by.person_id,
                given_at=duty.named_at,
                until=until,
                duty=duty,
            )
    return duty


def agree_to_duty(*, by: Viewer, duty_id: UUID) -> None:
    """The second person agrees: what was named opens now. Raises SamePerson."""
    with writing():
        duty = Duty.objects.get_visible(by, id=duty_id)
        _second_person(by, duty.named_by_id)
        if duty.approved_at is None:
            duty.approved_by_id, duty.approved_at = by.person_id, now()
            duty.save(update_fields=["approved_by", "approved_at"])


# --- telling later ----------------------------------------------------------------------------


def tell_later(
    *,
    by: Viewer,
    thing_id: UUID,
    about_id: UUID,
    reason: str,
    until: datetime,
    id: UUID | None = None,
) -> Delay:
    """Ask that the person is told later. It holds nothing back until a second person agrees.

    For safety access or a duty of the viewer's own; what is kept apart asks from `moments`.
    Raises TooLong.
    """
    if until > now() + LONGEST_DELAY:
        raise TooLong
    with writing():
        if id and (there := Delay.objects.filter(id=id, by_id=by.person_id).first()):
            return there
        return Delay.objects.create(
            id=id or new_id(),
            of_id=thing_id,
            about_id=about_id,
            reason=reason,
            by_id=by.person_id,
            until=until,
        )


def tell_later_of_mine(
    *, by: Viewer, thing_id: UUID, reason: str, until: datetime, id: UUID | None = None
) -> Delay:
    """The same, for safety access or a duty that the viewer wrote."""
    access = SafetyAccess.objects.ours(by).filter(id=thing_id, by_id=by.person_id).first()
    thing = access or get_object_or_404(
        Duty.objects.ours(by), id=thing_id, named_by_id=by.person_id
    )
    return tell_later(
        by=by, thing_id=thing.id, about_id=thing.about_id, reason=reason, until=until, id=id
    )


def agree_to_delay(*, by: Viewer, delay_id: UUID) -> None:
    """The second person agrees that the person is told later. Raises SamePerson."""
    with writing():
        delay = Delay.objects.get_visible(by, id=delay_id)
        _second_person(by, delay.by_id)
        if delay.approved_at is None:
            delay.approved_by_id, delay.approved_at = by.person_id, now()
            delay.save(update_fields=["approved_by", "approved_at"])


def _second_person(by: Viewer, first_id: UUID) -> None:
    if by.person_id == first_id:
        raise SamePerson
    if first_id not in set(colleague_ids(by)):
        raise Http404
