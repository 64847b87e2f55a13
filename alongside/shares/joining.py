"""Joining a team: a yes of one's own, and a look at who fears whoever joins."""

from uuid import UUID

from alongside.access.viewer import Viewer
from alongside.kit.transactions import writing
from alongside.shares.feared import learn_who_is_feared
from alongside.shares.leaving import wait_with_those_left
from alongside.shares.models import Share
from alongside.teams.actions import join_team
from alongside.teams.models import Member


def join(*, by: Viewer, member_id: UUID) -> Member:
    """I say yes to a team that asks me; what is open to it stays shut to somebody feared."""
    with writing():
        place = join_team(by=by, member_id=member_id)
        shared = Share.objects.filter(with_team_id=place.team_id, withdrawal=None)
        learn_who_is_feared(by.person_id, shared.values_list("about_id", flat=True))
        wait_with_those_left(team_id=place.team_id, person_id=by.person_id)
    return place
