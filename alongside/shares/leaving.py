"""Leaving work: everything that came with it ends in one transaction, and nobody is dropped."""

from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from alongside.access.grounds import Ground
from alongside.access.viewer import Life, Viewer
from alongside.accounts.actions import end_work
from alongside.accounts.models import Account
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.partners.models import PartnerPerson
from alongside.relationships.models import Side
from alongside.relationships.waiting import waited_with_by
from alongside.shares.models import Away, Keeping, Share, Withdrawal
from alongside.teams.models import Member

KEEPERS = 2


class NobodyToKeep(Exception):
    """Nobody would be left to wait with the people this worker walks alongside."""


def leave_team(*, by: Viewer, member_id: UUID, keeper_ids: tuple[UUID, ...] = ()) -> None:
    """Somebody leaves a team of the viewer's. With their last place, their work here ends.

    Then sessions, devices, shares and cover end at once, and each relationship they had from
    work waits with two keepers of the team (one, where only one is left), who see the name and
    the safe ways to reach. Twice is once. Raises NobodyToKeep, and Http404 out of sight.
    """
    with writing():
        member = get_object_or_404(Member.objects.visible_to(by, Ground.MINE), id=member_id)
        if member.left_at is not None:
            return
        member.left_at, member.left_by_id = now(), by.person_id
        member.save(update_fields=["left_at", "left_by"])
        if not _works_elsewhere(member.person_id):
            _end_all(member.person_id, _keepers(member, keeper_ids), by)


def leave_partner(*, by: Viewer, place_id: UUID) -> None:
    """Somebody leaves a partner. With their last place, their work here ends, as above."""
    with writing():
        place = PartnerPerson.objects.get_visible(by, id=place_id)
        if not by.is_working:
            raise Http404
        if place.left_at is not None:
            return
        place.left_at, place.left_by_id = now(), by.person_id
        place.save(update_fields=["left_at", "left_by"])
        if not _works_elsewhere(place.person_id):
            _end_all(place.person_id, [by.person_id], by)


def _works_elsewhere(person_id: UUID) -> bool:
    teams = Member.objects.filter(person_id=person_id, left_at=None)
    return (
        teams.exists() or PartnerPerson.objects.filter(person_id=person_id, left_at=None).exists()
    )


def _keepers(member: Member, wished: tuple[UUID, ...]) -> list[UUID]:
    """Those who were named, then whoever has been in the team longest: two of them."""
    team = Member.objects.filter(team_id=member.team_id, left_at=None).order_by("since", "id")
    there = list(team.values_list("person_id", flat=True))
    named = [person_id for person_id in wished if person_id in there]
    return list(dict.fromkeys([*named, *there]))[:KEEPERS]


def _end_all(person_id: UUID, keepers: list[UUID], by: Viewer) -> None:
    _hand_to_keepers(person_id, [one for one in keepers if one != person_id])
    for account in Account.objects.filter(person_id=person_id):
        end_work(account=account)
    Away.objects.filter(person_id=person_id, until__gt=now()).update(until=now())
    with_them = Share.objects.filter(
        with_person_id=person_id, life=Life.WORKING.value, withdrawal=None
    )
    for share in with_them:
        Withdrawal.objects.create(share=share, by_id=by.person_id)
    Keeping.objects.filter(keeper_id=person_id, ended_at=None).update(ended_at=now())


def _hand_to_keepers(person_id: UUID, keepers: list[UUID]) -> None:
    sides = Side.objects.filter(person_id=person_id, life=Life.WORKING.value, left_at=None)
    own = Side.objects.filter(
        relationship_id__in=sides.values("relationship_id"), life=Life.OWN.value
    )
    waiting = list(own.values_list("relationship_id", flat=True))
    if waiting and not keepers:
        raise NobodyToKeep
    for relationship_id in waiting:
        for keeper_id in keepers:
            Keeping.objects.get_or_create(relationship_id=relationship_id, keeper_id=keeper_id)
    sides.update(left_at=now())


def keep_no_longer(*, relationship_id: UUID) -> None:
    """A new agreement was made here: whoever waited with this person waits no longer."""
    with writing():
        here = Side.objects.filter(relationship_id=relationship_id, life=Life.OWN.value)
        theirs = Side.objects.filter(person_id__in=here.values("person_id"), life=Life.OWN.value)
        Keeping.objects.filter(
            relationship_id__in=theirs.values("relationship_id"), ended_at=None
        ).update(ended_at=now())


@waited_with_by
def is_waited_with(person_id: UUID) -> bool:
    """Whether anybody waits with this person, in any of their relationships, until a new side."""
    theirs = Side.objects.filter(person_id=person_id, life=Life.OWN.value)
    kept = Keeping.objects.filter(relationship_id__in=theirs.values("relationship_id"))
    return kept.filter(ended_at=None).exists()


def go_away(*, by: Viewer, until: datetime) -> Away:
    """I am away from work until then. Whoever the people I walk with named steps in."""
    with writing():
        if not by.is_working:
            raise Http404
        Away.objects.filter(person_id=by.person_id, until__gt=now()).update(until=now())
        return Away.objects.create(person_id=by.person_id, until=until, written_by_id=by.person_id)


def be_back(*, by: Viewer) -> None:
    with writing():
        Away.objects.filter(person_id=by.person_id, until__gt=now()).update(until=now())
