"""Who may see a partner: the people in it, and the teams that work with it."""

from django.db.models import Q, QuerySet

from alongside.access.book import rule
from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.partners.models import Partner, PartnerPerson
from alongside.partners.queries import my_partner_ids
from alongside.people.models import Person
from alongside.teams.models import Member
from alongside.teams.queries import my_team_ids


def our_partners(viewer: Viewer) -> QuerySet[Partner]:
    """Partners that somebody of the viewer's teams wrote down, though they may have left."""
    team = Member.objects.filter(team_id__in=my_team_ids(viewer), accepted_at__isnull=False)
    return Partner.objects.filter(made_by_id__in=team.values("person_id"))


@rule(Partner, Ground.MINE)
def partners_i_work_in(viewer: Viewer) -> Q:
    return Q(id__in=my_partner_ids(viewer))


@rule(Partner, Ground.COVER)
def partners_of_our_teams(viewer: Viewer) -> Q:
    return Q(id__in=our_partners(viewer).values("id"))


@rule(PartnerPerson, Ground.MINE)
def places_where_i_work(viewer: Viewer) -> Q:
    return Q(partner_id__in=my_partner_ids(viewer))


@rule(PartnerPerson, Ground.COVER)
def people_our_teams_work_with(viewer: Viewer) -> Q:
    return Q(partner_id__in=our_partners(viewer).values("id"))


@rule(Person, Ground.COVER)
def partners_people_by_name(viewer: Viewer) -> Q:
    theirs = PartnerPerson.objects.filter(people_our_teams_work_with(viewer), left_at=None)
    return Q(id__in=theirs.values("person_id"))


@rule(Person, Ground.MINE)
def people_where_i_work(viewer: Viewer) -> Q:
    beside = PartnerPerson.objects.filter(places_where_i_work(viewer), left_at=None)
    return Q(id__in=beside.values("person_id"))
