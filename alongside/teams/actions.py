"""What people can do with teams: begin one, ask a colleague in, say yes, hear hard things."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.kit.ids import new_id
from alongside.kit.once import already
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.people.models import Person
from alongside.teams.models import Member, Team
from alongside.teams.queries import asked_to_join, my_team_ids, places_now


def may_begin_team(by: Viewer) -> bool:
    """Whoever is in a team begins another; anybody at work, where no team has anybody in it."""
    return by.is_working and (my_team_ids(by).exists() or not places_now().exists())


def begin_team(*, by: Viewer, called: str, id: UUID | None = None) -> Team:
    """Begin a team with the viewer in it. Twice with one id is once.

    Raises Http404 in own life, and for whoever is in no team where there are teams.
    """
    with writing():
        if there := already(Team, id, made_by_id=by.person_id):
            return there
        if not may_begin_team(by):
            raise Http404
        team = Team.objects.create(id=id or new_id(), called=called, made_by_id=by.person_id)
        Member.objects.create(
            team=team, person_id=by.person_id, added_by_id=by.person_id, accepted_at=now()
        )
    return team


def bring_into_team(*, by: Viewer, team_id: UUID, person_id: UUID) -> Member:
    """Ask somebody the viewer can see into a team of theirs. It counts from their own yes.

    Twice is once. Raises Http404 for a team the viewer is not in, or a person out of sight.
    """
    with writing():
        team = get_object_or_404(
            Team.objects.visible_to(by, Ground.MINE).filter(id__in=my_team_ids(by)), id=team_id
        )
        person = Person.objects.get_visible(by, id=person_id)
        there = Member.objects.filter(team=team, person=person, left_at=None).first()
        return there or Member.objects.create(team=team, person=person, added_by_id=by.person_id)


def join_team(*, by: Viewer, member_id: UUID) -> Member:
    """I say yes to a team that asks me. Twice is once. Raises Http404 for anybody else."""
    with writing():
        place = Member.objects.get_visible(by, id=member_id, person_id=by.person_id, left_at=None)
        if place.accepted_at is None:
            place.accepted_at = place.since = now()
            place.save(update_fields=["accepted_at", "since"])
    return place


def not_join_team(*, by: Viewer, member_id: UUID) -> None:
    """I would rather not: it is as if nobody had asked. Twice is once."""
    with writing():
        get_object_or_404(Member, id=member_id, person_id=by.person_id, accepted_at=None)
        asked_to_join(by).filter(id=member_id).update(left_at=now(), left_by_id=by.person_id)


def say_who_hears(*, by: Viewer, member_id: UUID, hears: bool) -> None:
    """Whether people can turn to me with a hard thing to say: mine alone to say."""
    with writing():
        member = Member.objects.get_visible(by, id=member_id, person_id=by.person_id, left_at=None)
        member.hears = hears
        member.save(update_fields=["hears"])
