"""Opening without a yes, to keep somebody safe; and telling the person later.

Each by two people and with an end: software never does it by itself.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.accounts.tries import Limit, note_try
from alongside.kit.folding import folded
from alongside.kit.ids import new_id
from alongside.kit.once import already
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.partners.queries import my_partner_ids
from alongside.people.models import Person
from alongside.relationships.models import Side
from alongside.shares.feared import (
    MustNotKnow,
    feared_among,
    must_not_be_feared,
    names_of,
    names_somebody_feared,
)
from alongside.shares.models import Basis, Delay, Duty, Keeping, SafetyAccess, SafetyReview, Share
from alongside.shares.powers import BY_LAW, LONGEST_DELAY, LONGEST_DUTY, SAFETY_LASTS
from alongside.teams.queries import colleague_ids, my_team_ids, places_now
from alongside.vault.fields import open_rows

OPENED = (Strand.ABOUT_ME, Strand.MOMENTS, Strand.PROMISES)
"""Never where somebody lives: that is not needed to reach them, and kills when it is wrong."""
SAFETY_TRIES = Limit("safety access by somebody", 6, timedelta(hours=24))

log = logging.getLogger("alongside.safety")


class SamePerson(Exception):
    """It takes two people: this one asked for it."""


class LooksAgainFirst(Exception):
    """A second person has not looked at the last one yet: no other before that."""


class NotByLaw(Exception):
    """Nothing of this kind opens because the law asks: only by a yes, or never."""


class TooLong(Exception):
    """Telling somebody may be put off for 90 days at a time, no longer."""


def open_for_safety(
    *, by: Viewer, called: str, reason: str, id: UUID | None = None
) -> SafetyAccess | None:
    """Open what a colleague's relationships hold about one person, for four hours at most.

    The person by the whole of what they are called, among those a team of the viewer's walks
    with; None when there is nobody, or more than one, or they fear the viewer. Every try is
    counted and logged, with ids only. Raises TooManyTries, LooksAgainFirst while a second
    person has not looked at the last one, and Http404 outside a team and in a partner.
    """
    with writing():
        if not may_open_for_safety(by):
            raise Http404
        if there := already(SafetyAccess, id, by_id=by.person_id):
            return there
    note_try((SAFETY_TRIES, by.person_id.hex))
    with writing():
        found = _whom_a_team_walks_with(by, called)
        whom = found[0].hex if found else "nobody"
        log.warning("Safety access", extra={"where": f"{by.person_id.hex} {whom}"})
        if found is None:
            return None
        about_id, team_id = found
        if SafetyAccess.objects.filter(by_id=by.person_id, about_id=about_id, review=None).exists():
            raise LooksAgainFirst
        access = SafetyAccess.objects.create(
            id=id or new_id(),
            by_id=by.person_id,
            about_id=about_id,
            team_id=team_id,
            reason=reason,
            ends_at=now() + SAFETY_LASTS,
        )
        _open_all(access)
    return access


def may_open_for_safety(by: Viewer) -> bool:
    """Whoever is in a team, by their own yes, and does not work in a partner."""
    return my_team_ids(by).exists() and not my_partner_ids(by).exists()


def _whom_a_team_walks_with(by: Viewer, called: str) -> tuple[UUID, UUID] | None:
    """The one person of this name, and the team. For opening, never for showing."""
    where = _beside_teams(by)
    own = Side.objects.filter(relationship_id__in=where, life=Life.OWN.value)
    team_of = {
        person_id: where[each]
        for person_id, each in own.values_list("person_id", "relationship_id")
    }
    people = list(Person.objects.filter(id__in=team_of))
    open_rows(people)
    wanted = folded(called.strip())
    found = [one.id for one in people if wanted in names_of(one)]
    if len(found) != 1 or feared_among(found[0], {by.person_id}):
        return None
    return found[0], team_of[found[0]]


def _beside_teams(by: Viewer) -> dict[UUID, UUID]:
    """Relationships that others of a team of the viewer's walk in now, or that it keeps."""
    mine = places_now().filter(team_id__in=my_team_ids(by)).order_by("since", "id")
    places = dict(mine.values_list("person_id", "team_id"))
    keeps = Keeping.objects.filter(keeper_id__in=places, ended_at=None)
    walks = Side.objects.filter(person_id__in=places, life=Life.WORKING.value, left_at=None)
    others = walks.exclude(person_id=by.person_id)
    beside = [
        *keeps.values_list("relationship_id", "keeper_id"),
        *others.values_list("relationship_id", "person_id"),
    ]
    return {relationship_id: places[person_id] for relationship_id, person_id in beside}


def _open_all(access: SafetyAccess) -> None:
    """What is written with somebody at work: between two in their own lives nothing opens."""
    own = Side.objects.filter(person_id=access.about_id, life=Life.OWN.value)
    at_work = Side.objects.filter(life=Life.WORKING.value)
    here = own.filter(relationship_id__in=at_work.values("relationship_id"))
    for relationship_id in here.values_list("relationship_id", flat=True):
        for strand in OPENED:
            Share.objects.create(
                relationship_id=relationship_id,
                about_id=access.about_id,
                strand=strand.value,
                ground=Ground.SAFETY.value,
                basis=Basis.VITAL_INTERESTS.value,
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
        if by.person_id == access.by_id:
            raise SamePerson
        if not SafetyAccess.objects.visible_to(by, Ground.COVER).filter(id=access_id).exists():
            raise Http404
        if not was_right and access.ends_at > now():
            access.ends_at = now()
            access.save(update_fields=["ends_at"])
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
    strands: tuple[Strand, ...] = (),
    moment_ids: tuple[UUID, ...] = (),
    promise_ids: tuple[UUID, ...] = (),
    with_person_id: UUID | None = None,
    receiver: str = "",
    until: datetime,
    id: UUID | None = None,
) -> Duty:
    """A named power asks for named things or strands of one relationship, for a year at most.

    It opens when a second person agrees: to somebody here, or as a copy for a receiver named in
    words, which never says where somebody lives. Named by the one at work in that relationship.
    Raises TooLong, MustNotKnow, NotByLaw, and Http404 for anybody else.
    """
    if not BY_LAW.issuperset(strands):
        raise NotByLaw
    if until > now() + LONGEST_DUTY:
        raise TooLong
    with writing():
        mine = Side.objects.of(by).filter(relationship_id=relationship_id, left_at=None)
        own = Side.objects.filter(relationship_id=relationship_id, life=Life.OWN.value).first()
        if not by.is_working or not mine.exists() or own is None:
            raise Http404
        if there := already(Duty, id, named_by_id=by.person_id):
            return there
        _must_be_able_to_receive(by, own.person_id, with_person_id, receiver, strands)
        duty = Duty.objects.create(
            id=id or new_id(),
            about_id=own.person_id,
            power=power,
            receiver=receiver,
            named_by_id=by.person_id,
        )
        items: list[dict[str, Any]] = [
            *({"strand": strand.value} for strand in strands),
            *({"strand": Strand.MOMENTS.value, "moment_id": each} for each in moment_ids),
            *({"strand": Strand.PROMISES.value, "promise_id": each} for each in promise_ids),
        ]
        for named in items:
            Share.objects.create(
                **named,
                relationship_id=relationship_id,
                about_id=own.person_id,
                ground=Ground.DUTY.value,
                basis=Basis.LEGAL_OBLIGATION.value,
                with_person_id=with_person_id,
                asked_by_id=by.person_id,
                given_at=duty.named_at,
                until=until,
                duty=duty,
            )
    return duty


def _must_be_able_to_receive(
    by: Viewer,
    about_id: UUID,
    with_person_id: UUID | None,
    receiver: str,
    strands: tuple[Strand, ...],
) -> None:
    """Somebody here, or somebody named in words: one of the two, and nobody feared."""
    if (with_person_id is None) == (not receiver):
        raise Http404
    if with_person_id is not None:
        Person.objects.get_visible(by, id=with_person_id)
        must_not_be_feared(about_id, with_person_id, None)
    elif Strand.ADDRESS in strands:
        raise Http404
    elif names_somebody_feared(about_id, receiver):
        raise MustNotKnow


def agree_to_duty(*, by: Viewer, duty_id: UUID) -> None:
    """The second person agrees: what was named opens now. Raises SamePerson."""
    with writing():
        duty = Duty.objects.get_visible(by, id=duty_id)
        _second_person(by, duty.named_by_id)
        if duty.approved_at is None and duty.ended_at is None:
            duty.approved_by_id, duty.approved_at = by.person_id, now()
            duty.save(update_fields=["approved_by", "approved_at"])


def end_duty(*, by: Viewer, duty_id: UUID) -> None:
    """It is not asked for any more: it ends now. By whoever named it, or a colleague."""
    with writing():
        duty = Duty.objects.get_visible(by, id=duty_id)
        if not by.is_working:
            raise Http404
        if duty.ended_at is None:
            duty.ended_by_id, duty.ended_at = by.person_id, now()
            duty.save(update_fields=["ended_by", "ended_at"])


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
        if there := already(Delay, id, by_id=by.person_id):
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


def tell_now(*, of_id: UUID) -> None:
    """Nothing has to be held back any more: the person is told now. For the verb that shows it."""
    Delay.objects.filter(of_id=of_id, until__gt=now()).update(until=now())


def forget_delays(*, of_ids: Iterable[UUID]) -> None:
    """What was written on the wrong person, or undone, goes with what was asked about it."""
    Delay.objects.filter(of_id__in=list(of_ids)).delete()


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
