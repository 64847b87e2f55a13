"""Who else hears a hard thing about a worker: people I know, and who said so in their team."""

from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from alongside.access.grounds import Ground
from alongside.access.viewer import Life, Viewer
from alongside.kit.time import today
from alongside.people.aliases import also_me
from alongside.people.models import Person
from alongside.relationships.actions import begun
from alongside.relationships.queries import Between, my_relationships
from alongside.shares.feared import feared_among
from alongside.teams.models import Member
from alongside.teams.queries import places_now

Choice = tuple[str, str]
HEARS = "hears"
"""Before the id of somebody there need be no relationship with yet."""


def may_send_round(by: Viewer, here: Between) -> bool:
    """A person in their own life, about somebody who is at work."""
    return by.life == Life.OWN and here.other_life == Life.WORKING


def who_else(viewer: Viewer, here: Between) -> list[Choice]:
    """To whom else it can go, by name: never to the one it is about, nor to one they fear."""
    hearing = _who_hear(viewer, here)
    known = _known(viewer, here, {person.id for person in hearing})
    near = [*(each.other.id for each in known), *(person.id for person in hearing)]
    feared = feared_among(viewer.person_id, near)
    said = _("%(hearer)s, who hears hard things in the team of %(worker)s")
    who_hears = {p.id: said % {"hearer": p.called, "worker": here.other.called} for p in hearing}
    return [
        *((str(each.id), each.other.called) for each in known if each.other.id not in feared),
        *((f"{HEARS}/{id}", name) for id, name in who_hears.items() if id not in feared),
    ]


def _known(viewer: Viewer, here: Between, hearing: set[UUID]) -> list[Between]:
    """Whom the person has a relationship with, but for the worker, and for who hears anyway."""
    mine = [each for each in my_relationships(viewer) if each.other.id != here.other.id]
    return [x for x in mine if x.other_life == Life.OWN or x.other.id not in hearing]


def _who_hear(viewer: Viewer, here: Between) -> list[Person]:
    """Whoever in a team of this worker said: I hear hard things."""
    teams = places_now().filter(person_id=here.other.id).values("team_id")
    hearing = Member.objects.visible_to(viewer, Ground.SIDE).filter(team_id__in=teams)
    me = {viewer.person_id} | also_me(viewer.person_id)
    others = hearing.exclude(person_id__in={here.other.id, *me})
    people = Person.objects.visible_to(viewer, Ground.SIDE)
    return people.filter(id__in=others.values("person_id")).order_by("id").opened()


def begin_with_hearer(by: Viewer, here: Between, person_id: UUID) -> UUID:
    """The relationship a person has with somebody who hears; else it begins with what they say.

    To be called within `writing()`. Raises Http404 for whoever does not hear, or is feared.
    """
    if f"{HEARS}/{person_id}" not in dict(who_else(by, here)):
        raise Http404
    for each in my_relationships(by):
        if each.other.id == person_id and each.other_life == Life.WORKING:
            return each.id
    made: UUID = begun(by, person_id, Life.WORKING, began_on=today()).id
    return made
