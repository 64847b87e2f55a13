from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.people.models import Person
from alongside.vault.fields import open_rows

if TYPE_CHECKING:
    from alongside.teams.models import Member, Team


def my_team_ids(viewer: Viewer) -> QuerySet["Member", UUID]:
    """For rules: the teams the viewer is in now. Only somebody at work is in a team."""
    from alongside.teams.models import Member

    if viewer.is_working:
        mine = Member.objects.filter(person_id=viewer.person_id, left_at=None)
        return mine.values_list("team_id", flat=True)
    return Member.objects.none().values_list("team_id", flat=True)


def my_teams(viewer: Viewer) -> list["Team"]:
    from alongside.teams.models import Team

    return list(Team.objects.visible_to(viewer, Ground.MINE).order_by("called", "id"))


def members_of(viewer: Viewer, team_id: UUID) -> list["Member"]:
    """Everybody who is in this team now, names opened."""
    from alongside.teams.models import Member

    found = Member.objects.visible_to(viewer).filter(team_id=team_id, left_at=None)
    members = list(found.select_related("person").order_by("since", "id"))
    open_rows([member.person for member in members])
    return members


def colleagues(viewer: Viewer) -> list[Person]:
    """Whoever shares a team with the viewer now, by name."""
    from alongside.teams.models import Member

    beside = Member.objects.visible_to(viewer).filter(left_at=None)
    people = Person.objects.visible_to(viewer).filter(id__in=beside.values("person_id"))
    return people.exclude(id=viewer.person_id).opened()
