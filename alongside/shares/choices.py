"""With whom something could be shared: only people and teams the viewer can already see."""

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from alongside.access.grounds import Ground
from alongside.access.viewer import Life, Viewer
from alongside.partners.models import PartnerPerson
from alongside.partners.queries import people_in
from alongside.people.models import Person
from alongside.relationships.queries import Between, my_relationships
from alongside.shares.models import Share
from alongside.teams.models import Team
from alongside.teams.queries import colleagues, places_now

Choice = tuple[str, str]
PERSON, TEAM = "person", "team"


def whom_it_could_be(viewer: Viewer, between: Between) -> list[Choice]:
    """By name: people I walk with, colleagues, partners' people, and the teams beside us."""
    both = {between.me.id, between.other.id}
    found: dict[str, str] = {}
    for each in my_relationships(viewer):
        # From work, never one person somebody walks with to another: that is theirs alone.
        if each.other_life == Life.WORKING or not viewer.is_working:
            _add(found, each.other.id, each.other_life, each.other.called, both)
    for known in _named_to_me(viewer):
        _add(found, known.id, Life.WORKING, known.called, both)
    for colleague in colleagues(viewer):
        _add(found, colleague.id, Life.WORKING, colleague.called, both)
    for one in people_in(viewer):
        called = f"{one.person.called}, {one.partner.called}"
        _add(found, one.person_id, Life.WORKING, called, both)
    teams = Team.objects.visible_to(viewer).order_by("called", "id")
    return [
        *found.items(),
        *((f"{TEAM}/{team.id}/{Life.WORKING.value}", team.called) for team in teams),
    ]


def my_own_worker(viewer: Viewer, between: Between) -> list[Choice]:
    """Where I live is not for the other side either, until I share it: with them too."""
    at_work = between.other_life == Life.WORKING and not between.has_left
    if viewer.is_working or not at_work:
        return []
    name = _("%(name)s: where I live") % {"name": between.other.called}
    return [(f"{PERSON}/{between.other.id}/{Life.WORKING.value}", name)]


def _named_to_me(viewer: Viewer) -> list[Person]:
    """Whoever at work my worker asked about, or I shared with before: I know them by that."""
    if viewer.is_working:
        return []
    named = Share.objects.ours(viewer).filter(about_id=viewer.person_id, life=Life.WORKING)
    people = Person.objects.visible_to(viewer, Ground.SHARE).filter(
        id__in=named.values("with_person_id")
    )
    in_partner = PartnerPerson.objects.filter(left_at=None).values("person_id")
    here = Q(id__in=in_partner) | Q(id__in=places_now().values("person_id"))
    return people.filter(here).opened()


def who_receives(viewer: Viewer, between: Between) -> list[Choice]:
    """The same, for what the law asks: people at work only."""
    return [
        (value, name)
        for value, name in whom_it_could_be(viewer, between)
        if value.startswith(PERSON) and value.endswith(Life.WORKING.value)
    ]


def _add(found: dict[str, str], person_id: UUID, life: Life, called: str, both: set[UUID]) -> None:
    if person_id not in both:
        found.setdefault(f"{PERSON}/{person_id}/{life.value}", called)
