from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.people.models import Person
from alongside.vault.fields import open_rows

if TYPE_CHECKING:
    from alongside.teams.models import Member, Team


def places_now() -> QuerySet["Member"]:
    """For rules: whoever is in a team now: they said yes to it, and have not left."""
    from alongside.teams.models import Member

    return Member.objects.filter(accepted_at__isnull=False, left_at=None)


def asked_to_join(viewer: Viewer) -> QuerySet["Member"]:
    """For rules: places that wait for the viewer's own yes, at work."""
    from alongside.teams.models import Member

    if viewer.is_working:
        return Member.objects.filter(person_id=viewer.person_id, accepted_at=None, left_at=None)
    return Member.objects.none()


def my_team_ids(viewer: Viewer) -> QuerySet["Member", UUID]:
    """For rules: the teams the viewer is in now. Only somebody at work is in a team."""
    from alongside.teams.models import Member

    if viewer.is_working:
        return places_now().filter(person_id=viewer.person_id).values_list("team_id", flat=True)
    return Member.objects.none().values_list("team_id", flat=True)


def colleague_ids(viewer: Viewer) -> QuerySet["Member", UUID]:
    """For rules: whoever is in a team of the viewer's now, but for the viewer."""
    beside = places_now().filter(team_id__in=my_team_ids(viewer))
    return beside.exclude(person_id=viewer.person_id).values_list("person_id", flat=True)


def my_teams(viewer: Viewer) -> list["Team"]:
    from alongside.teams.models import Team

    mine = Team.objects.visible_to(viewer, Ground.MINE).filter(id__in=my_team_ids(viewer))
    return list(mine.order_by("called", "id"))


def teams_that_ask_me(viewer: Viewer) -> list["Member"]:
    """Places that wait for the viewer's yes, with the team and who asks, names opened."""
    from alongside.teams.models import Member

    places = Member.objects.visible_to(viewer, Ground.MINE)
    found = list(
        places.filter(id__in=asked_to_join(viewer).values("id"))
        .select_related("team", "added_by")
        .order_by("since", "id")
    )
    open_rows([place.added_by for place in found])
    return found


def members_of(viewer: Viewer, team_id: UUID) -> list["Member"]:
    """Everybody who is in this team now, and whoever was asked to join; names opened.

    Having asked somebody is no ground on their name: whoever is out of sight since is left out.
    """
    from alongside.teams.models import Member

    found = Member.objects.visible_to(viewer).filter(team_id=team_id, left_at=None)
    in_sight = Person.objects.visible_to(viewer).values("id")
    members = list(
        found.filter(person_id__in=in_sight).select_related("person").order_by("since", "id")
    )
    open_rows([member.person for member in members])
    return members


def colleagues(viewer: Viewer) -> list[Person]:
    """Whoever shares a team with the viewer now, by name."""
    from alongside.teams.models import Member

    beside = Member.objects.visible_to(viewer).filter(id__in=places_now().values("id"))
    people = Person.objects.visible_to(viewer).filter(id__in=beside.values("person_id"))
    return people.exclude(id=viewer.person_id).opened()
