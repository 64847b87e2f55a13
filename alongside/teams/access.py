"""Who may see a team: whoever is in it, at work, or asked to join. It opens names, no life."""

from django.db.models import Q

from alongside.access.book import rule
from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.people.models import Person
from alongside.teams.models import Member, Team
from alongside.teams.queries import asked_to_join, my_team_ids, places_now


@rule(Team, Ground.MINE)
def teams_i_am_in(viewer: Viewer) -> Q:
    return Q(id__in=my_team_ids(viewer)) | Q(id__in=asked_to_join(viewer).values("team_id"))


@rule(Member, Ground.MINE)
def places_in_my_teams(viewer: Viewer) -> Q:
    # Who is asked and has not said yes is known to whoever asks them, and to themselves.
    said_yes = Q(accepted_at__isnull=False) | Q(added_by_id=viewer.person_id)
    asks_me = Q(id__in=asked_to_join(viewer).values("id"))
    return (Q(team_id__in=my_team_ids(viewer)) & said_yes) | asks_me


@rule(Person, Ground.SIDE)
def people_who_ask_me_to_join(viewer: Viewer) -> Q:
    return Q(id__in=asked_to_join(viewer).values("added_by_id"))


@rule(Person, Ground.COVER)
def my_colleagues_by_name(viewer: Viewer) -> Q:
    beside = places_now().filter(team_id__in=my_team_ids(viewer))
    return Q(id__in=beside.values("person_id"))
