"""Who may see a team: whoever is in it, at work. It opens names, never a life."""

from django.db.models import Q

from alongside.access.book import rule
from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.people.models import Person
from alongside.teams.models import Member, Team
from alongside.teams.queries import my_team_ids


@rule(Team, Ground.MINE)
def teams_i_am_in(viewer: Viewer) -> Q:
    return Q(id__in=my_team_ids(viewer))


@rule(Member, Ground.MINE)
def places_in_my_teams(viewer: Viewer) -> Q:
    return Q(team_id__in=my_team_ids(viewer))


@rule(Person, Ground.COVER)
def my_colleagues_by_name(viewer: Viewer) -> Q:
    beside = Member.objects.filter(team_id__in=my_team_ids(viewer), left_at=None)
    return Q(id__in=beside.values("person_id"))
