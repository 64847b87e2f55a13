"""What people can do with teams: begin one, bring a colleague in, say who hears hard things."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.kit.ids import new_id
from alongside.kit.transactions import writing
from alongside.people.models import Person
from alongside.teams.models import Member, Team


def begin_team(*, by: Viewer, called: str, id: UUID | None = None) -> Team:
    """Begin a team with the viewer in it. Twice with one id is once. Raises Http404 in own life."""
    if not by.is_working:
        raise Http404
    with writing():
        if id and Team.objects.filter(id=id).exists():
            return Team.objects.get_visible(by, id=id)
        team = Team.objects.create(id=id or new_id(), called=called, made_by_id=by.person_id)
        Member.objects.create(team=team, person_id=by.person_id, added_by_id=by.person_id)
    return team


def bring_into_team(*, by: Viewer, team_id: UUID, person_id: UUID) -> Member:
    """Bring somebody the viewer can see into a team of theirs. Twice is once.

    Raises Http404 for a team or a person out of sight.
    """
    with writing():
        team = get_object_or_404(Team.objects.visible_to(by, Ground.MINE), id=team_id)
        person = Person.objects.get_visible(by, id=person_id)
        there = Member.objects.filter(team=team, person=person, left_at=None).first()
        return there or Member.objects.create(team=team, person=person, added_by_id=by.person_id)


def say_who_hears(*, by: Viewer, member_id: UUID, hears: bool) -> None:
    """Whether people can turn to me with a hard thing to say: mine alone to say."""
    with writing():
        member = Member.objects.get_visible(by, id=member_id, person_id=by.person_id, left_at=None)
        member.hears = hears
        member.save(update_fields=["hears"])
