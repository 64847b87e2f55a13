"""Who may see a moment: whoever noted it, and the other side once it has opened."""

from django.db.models import Exists, OuterRef, Q

from alongside.access.book import rule
from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.kit.time import now
from alongside.moments.models import (
    BroughtIn,
    KeptApart,
    Moment,
    Stance,
    Telling,
    Turning,
    WrongPerson,
)
from alongside.relationships.queries import my_relationship_ids


def between_us(viewer: Viewer) -> Q:
    return Q(relationship_id__in=my_relationship_ids(viewer))


def read_through(moment: str) -> Q:
    """An old note reaches the other side only once the side it lies under let it through."""
    return ~Q(Exists(BroughtIn.objects.filter(moment_id=OuterRef(moment), read_at=None)))


def not_kept_apart(moment: str) -> Q:
    return ~Q(Exists(KeptApart.objects.filter(moment_id=OuterRef(moment))))


@rule(Moment, Ground.MINE)
def moments_i_noted(viewer: Viewer) -> Q:
    mine = Q(noted_by_id=viewer.person_id, life=viewer.life)
    return mine & (Q(relationship=None) | between_us(viewer))


@rule(Moment, Ground.SIDE)
def moments_between_us(viewer: Viewer) -> Q:
    opened = Q(opens_at__lte=now())
    return between_us(viewer) & opened & not_kept_apart("pk") & read_through("pk")


@rule(Telling, Ground.MINE)
def my_own_words(viewer: Viewer) -> Q:
    # Moment by moment: my words do not outlast a moment that is kept apart from me.
    return Q(teller_id=viewer.person_id) & seen_moment(viewer)


@rule(Telling, Ground.SIDE)
def tellings_between_us(viewer: Viewer) -> Q:
    return between_us(viewer) & Q(opens_at__lte=now()) & seen_moment(viewer)


def seen_moment(viewer: Viewer) -> Q:
    seen = moments_i_noted(viewer) | moments_between_us(viewer)
    return Q(Exists(Moment.objects.filter(seen, pk=OuterRef("moment_id"))))


@rule(KeptApart, Ground.SIDE)
def that_something_is_kept_apart(viewer: Viewer) -> Q:
    return between_us(viewer)


@rule(Stance, Ground.MINE)
def my_own_stance(viewer: Viewer) -> Q:
    return between_us(viewer) & Q(by_id=viewer.person_id)


@rule(Stance, Ground.SIDE)
def stances_once_both_are_placed(viewer: Viewer) -> Q:
    mine = Stance.objects.filter(by_id=viewer.person_id, moment_id=OuterRef("moment_id"))
    return between_us(viewer) & Q(Exists(mine)) & seen_moment(viewer)


@rule(Turning, Ground.SIDE)
def turnings_between_us(viewer: Viewer) -> Q:
    return between_us(viewer) & seen_moment(viewer)


@rule(BroughtIn, Ground.SIDE)
def notes_brought_in_between_us(viewer: Viewer) -> Q:
    return between_us(viewer) & seen_moment(viewer)


@rule(WrongPerson, Ground.MINE)
def incidents_i_noted(viewer: Viewer) -> Q:
    return between_us(viewer) & Q(by_id=viewer.person_id)
