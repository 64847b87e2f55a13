"""Leaving work: everything that came with it ends in one transaction, and nobody is dropped."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from alongside.access.grounds import Ground
from alongside.access.viewer import Life, Viewer
from alongside.accounts.actions import end_work, end_working_sessions
from alongside.accounts.models import Account
from alongside.kit.ids import new_id
from alongside.kit.once import already
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.partners.models import PartnerPerson
from alongside.relationships.models import Side
from alongside.relationships.waiting import waited_with_by
from alongside.shares.keeping import beside, give_keepers, others_in, pass_on
from alongside.shares.models import (
    Away,
    Keeping,
    Leaving,
    SafetyAccess,
    Share,
    Withdrawal,
)
from alongside.teams.models import Member
from alongside.teams.queries import my_team_ids

WAITS_FOR = timedelta(days=7)
"""After a week it has to be said again: nobody leaves by an old word."""


class SameTwo(Exception):
    """It takes two colleagues to say that a third has left."""


def leave_team(
    *, by: Viewer, member_id: UUID, keeper_ids: Sequence[UUID] = (), id: UUID | None = None
) -> Leaving | None:
    """Somebody leaves a team of the viewer's: oneself at once, another when a second agrees.

    Sessions, shares and cover end at once; with their last place their work here does: devices
    too, and each relationship they had from work waits with two keepers of the team (one, where
    there is only one), who see the name and the safe ways to reach. Twice is once. Raises
    NobodyToKeep, and Http404 out of sight.
    """
    with writing():
        mine = Member.objects.visible_to(by, Ground.MINE).filter(team_id__in=my_team_ids(by))
        member = get_object_or_404(mine, id=member_id)
        if member.left_at is not None:
            return None
        if member.accepted_at is None:
            _mark_left(member, by)
            return None
        if member.person_id != by.person_id:
            return _say_so(by, id, keeper_ids, person_id=member.person_id, member_id=member.id)
        _out_of_team(member, keeper_ids, by)
    return None


def leave_partner(
    *, by: Viewer, place_id: UUID, keeper_ids: Sequence[UUID] = (), id: UUID | None = None
) -> Leaving | None:
    """Somebody leaves a partner: oneself, or said by two who work there or brought them."""
    with writing():
        place = PartnerPerson.objects.get_visible(by, id=place_id)
        if not by.is_working:
            raise Http404
        if place.left_at is not None:
            return None
        if place.person_id != by.person_id:
            return _say_so(by, id, keeper_ids, person_id=place.person_id, place_id=place.id)
        _out_of_partner(place, keeper_ids, by)
    return None


def say_colleague_is_away(
    *, by: Viewer, member_id: UUID, until: datetime, id: UUID | None = None
) -> Leaving:
    """Somebody of a team of the viewer's cannot say it themselves: it holds with a second word."""
    with writing():
        mine = Member.objects.visible_to(by, Ground.MINE).filter(team_id__in=my_team_ids(by))
        there = mine.filter(accepted_at__isnull=False, left_at=None)
        member = get_object_or_404(there.exclude(person_id=by.person_id), id=member_id)
        of = {"person_id": member.person_id, "member_id": member.id}
        return _say_so(by, id, (), away_until=until, **of)


def _say_so(
    by: Viewer,
    id: UUID | None,
    keeper_ids: Sequence[UUID],
    away_until: datetime | None = None,
    **of: UUID,
) -> Leaving:
    """Whoever says that another left is never the one to keep those people."""
    if there := already(Leaving, id, by_id=by.person_id):
        return there
    said = {**of, "away_until": away_until}
    waits = leavings_that_wait().filter(by_id=by.person_id, **said).first()
    keepers = [str(one) for one in keeper_ids if one != by.person_id]
    return waits or Leaving.objects.create(
        id=id or new_id(), by_id=by.person_id, keeper_ids=keepers, **said
    )


def leavings_that_wait() -> QuerySet[Leaving]:
    not_over = Q(away_until=None) | Q(away_until__gt=now())
    lately = Leaving.objects.filter(not_over, agreed_at=None, at__gt=now() - WAITS_FOR)
    return lately.filter(member__left_at=None, place__left_at=None)


def agree_to_leaving(*, by: Viewer, leaving_id: UUID) -> None:
    """The second colleague says so too: it holds from now. Raises SameTwo and NobodyToKeep."""
    with writing():
        seen = Leaving.objects.visible_to(by, Ground.COVER).filter(
            id__in=leavings_that_wait().values("id")
        )
        said = get_object_or_404(seen, id=leaving_id)
        if by.person_id in {said.by_id, said.person_id}:
            raise SameTwo
        said.agreed_by_id, said.agreed_at = by.person_id, now()
        said.save(update_fields=["agreed_by", "agreed_at"])
        wished = [UUID(one) for one in said.keeper_ids]
        if said.away_until is not None:
            _be_away(said.person_id, said.away_until, said.by_id)
        elif said.member is not None:
            _out_of_team(said.member, wished, by, but=said.by_id)
        elif said.place is not None:
            _out_of_partner(said.place, wished, by, but=said.by_id)


def _out_of_team(
    member: Member, wished: Sequence[UUID], by: Viewer, but: UUID | None = None
) -> None:
    _mark_left(member, by)
    team = others_in([member.team_id], member.person_id)
    if but is not None and set(team) <= {but}:
        # Of a team of two only whoever said it is left: the second person keeps.
        team = [by.person_id]
    _end(member.person_id, wished, team, by, but)


def _mark_left(member: Member, by: Viewer) -> None:
    member.left_at, member.left_by_id = now(), by.person_id
    member.save(update_fields=["left_at", "left_by"])


def _out_of_partner(
    place: PartnerPerson, wished: Sequence[UUID], by: Viewer, but: UUID | None = None
) -> None:
    place.left_at, place.left_by_id = now(), by.person_id
    place.save(update_fields=["left_at", "left_by"])
    # Whoever brought them stays when they leave: the team that wrote the partner down.
    brought = [*beside(place.partner.made_by_id), place.partner.made_by_id]
    made_by = Member.objects.filter(person_id=place.partner.made_by_id, left_at=None)
    team = brought if made_by.exists() else brought[:-1]
    _end(place.person_id, wished, team, by, but)


def _end(
    person_id: UUID,
    wished: Sequence[UUID],
    team: list[UUID],
    by: Viewer,
    but: UUID | None,
) -> None:
    """What was given ends with any place; the rest with the last one.

    Keepers are those who were named, then whoever has been in the team longest.
    """
    if not _works_elsewhere(person_id):
        there = [one for one in team if one not in {but, person_id}]
        keepers = [*(one for one in wished if one in there), *there]
        _hand_to_keepers(person_id, keepers, said_by_two=but is not None)
        _end_work(person_id)
    if not _is_in_a_team(person_id):
        # It was the team that was trusted to keep somebody.
        kept = Keeping.objects.filter(keeper_id=person_id)
        pass_on(kept, but, said_by_two=but is not None)
    _end_what_was_given(person_id, by)


def _works_elsewhere(person_id: UUID) -> bool:
    in_a_partner = PartnerPerson.objects.filter(person_id=person_id, left_at=None)
    return _is_in_a_team(person_id) or in_a_partner.exists()


def _is_in_a_team(person_id: UUID) -> bool:
    places = Member.objects.filter(person_id=person_id, accepted_at__isnull=False, left_at=None)
    return places.exists()


def _end_work(person_id: UUID) -> None:
    for account in Account.objects.filter(person_id=person_id):
        end_work(account=account)
    Away.objects.filter(person_id=person_id, until__gt=now()).update(until=now())


def _end_what_was_given(person_id: UUID, by: Viewer) -> None:
    """Shares, cover, safety access and working sessions.

    Nothing says for which place something was given, so all of it ends.
    """
    opened = SafetyAccess.objects.filter(by_id=person_id, ends_at__gt=now())
    opened.update(ends_at=now())
    for account in Account.objects.filter(person_id=person_id):
        end_working_sessions(account=account)
    with_them = Share.objects.filter(
        with_person_id=person_id, life=Life.WORKING.value, withdrawal=None
    )
    for share in with_them:
        Withdrawal.objects.create(share=share, by_id=by.person_id)
    quietly = Withdrawal.objects.filter(
        share__with_person_id=person_id, share__life=Life.WORKING.value
    )
    # What they could no longer see looks over now, as all of theirs does.
    quietly.exclude(quietly_in=None).update(quietly_in=None, at=now())


def _hand_to_keepers(person_id: UUID, keepers: list[UUID], *, said_by_two: bool) -> None:
    """Raises NobodyToKeep where somebody leaves by their own word: they can ask somebody in first.

    Where two say that they have left their way in ends all the same, and the person waits with
    nobody until somebody joins the team (`wait_with_those_left`), and reads that.
    """
    sides = Side.objects.filter(person_id=person_id, life=Life.WORKING.value, left_at=None)
    own = Side.objects.filter(
        relationship_id__in=sides.values("relationship_id"), life=Life.OWN.value
    )
    for relationship_id in own.values_list("relationship_id", flat=True):
        give_keepers(relationship_id, keepers, needed=not said_by_two)
    sides.update(left_at=now())


def keep_no_longer(*, relationship_id: UUID) -> None:
    """A new agreement with somebody at work: whoever waited with this person waits no longer."""
    with writing():
        sides = Side.objects.filter(relationship_id=relationship_id)
        if not sides.filter(life=Life.WORKING.value, left_at=None).exists():
            return
        here = sides.filter(life=Life.OWN.value)
        theirs = Side.objects.filter(person_id__in=here.values("person_id"), life=Life.OWN.value)
        Keeping.objects.filter(
            relationship_id__in=theirs.values("relationship_id"), ended_at=None
        ).update(ended_at=now())


def wait_with_those_left(*, team_id: UUID, person_id: UUID) -> None:
    """Somebody joined: they wait with whoever was left with nobody when one of the team went."""
    gone = Member.objects.filter(team_id=team_id, left_at__isnull=False).values("person_id")
    at_work = Side.objects.filter(life=Life.WORKING.value)
    left = at_work.filter(person_id__in=gone, left_at__isnull=False).values("relationship_id")
    kept = Keeping.objects.filter(ended_at=None).values("relationship_id")
    walks_on = at_work.filter(left_at=None).values("relationship_id")
    own = Side.objects.filter(life=Life.OWN.value)
    with_somebody = own.filter(Q(relationship_id__in=walks_on) | Q(relationship_id__in=kept))
    alone = own.filter(relationship_id__in=left).exclude(
        person_id__in=with_somebody.values("person_id")
    )
    for relationship_id in alone.values_list("relationship_id", flat=True):
        give_keepers(relationship_id, [person_id], needed=False)


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
        return _be_away(by.person_id, until, by.person_id)


def _be_away(person_id: UUID, until: datetime, written_by_id: UUID) -> Away:
    Away.objects.filter(person_id=person_id, until__gt=now()).update(until=now())
    return Away.objects.create(person_id=person_id, until=until, written_by_id=written_by_id)


def be_back(*, by: Viewer) -> None:
    with writing():
        Away.objects.filter(person_id=by.person_id, until__gt=now()).update(until=now())
