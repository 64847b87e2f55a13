"""Who may see a relationship and what was made in it: its two sides.

Somebody who pauses takes back what they share: each side keeps their own words, the promises
and the safe ways to reach. They themselves go on seeing what is written with them.
"""

from django.db.models import Exists, OuterRef, Q

from alongside.access.book import rule
from alongside.access.grounds import Ground
from alongside.access.viewer import Life, Viewer
from alongside.people.models import Alias, Person
from alongside.relationships.models import (
    ComingBack,
    NewColleague,
    Pause,
    ReadTogether,
    Relationship,
    SafeReach,
    Side,
    WhatMatters,
)
from alongside.relationships.queries import my_open_relationship_ids, my_relationship_ids
from alongside.teams.queries import colleague_ids


def between_us(viewer: Viewer) -> Q:
    return Q(relationship_id__in=my_relationship_ids(viewer))


def open_between_us(viewer: Viewer) -> Q:
    return Q(relationship_id__in=my_open_relationship_ids(viewer))


def of_my_life(viewer: Viewer) -> Q:
    """Mine, in the life I am in: the two never see each other."""
    return Q(person_id=viewer.person_id, life=viewer.life)


def still_opened_between_us(viewer: Viewer) -> Q:
    """An opening of something of one's own: while whoever opened it is that side, in that life."""
    theirs = Side.objects.filter(
        relationship_id=OuterRef("relationship_id"),
        person_id=OuterRef("person_id"),
        life=OuterRef("life"),
        left_at=None,
    )
    return open_between_us(viewer) & Q(taken_back_at=None) & Q(Exists(theirs))


@rule(Relationship, Ground.SIDE)
def relationships_i_am_a_side_of(viewer: Viewer) -> Q:
    return Q(id__in=my_relationship_ids(viewer))


@rule(Side, Ground.SIDE)
def sides_of_my_relationships(viewer: Viewer) -> Q:
    return between_us(viewer)


@rule(Person, Ground.SIDE)
def people_i_have_a_relationship_with(viewer: Viewer) -> Q:
    others = Side.objects.filter(between_us(viewer))
    return Q(id__in=others.values("person_id"))


@rule(Alias, Ground.SIDE)
def records_of_people_i_walk_with(viewer: Viewer) -> Q:
    # Only at work, and only beside both: a side of one learns nothing of the other.
    own = Side.objects.filter(between_us(viewer), life=Life.OWN).values("person_id")
    beside_both = Q(kept_as_id__in=own) & Q(other_id__in=own)
    return beside_both & Q(pk__isnull=not viewer.is_working)


@rule(WhatMatters, Ground.MINE)
def what_i_said_matters(viewer: Viewer) -> Q:
    return between_us(viewer) & Q(person_id=viewer.person_id)


@rule(WhatMatters, Ground.SIDE)
def what_matters_said_between_us(viewer: Viewer) -> Q:
    return open_between_us(viewer)


@rule(SafeReach, Ground.SIDE)
def safe_ways_said_between_us(viewer: Viewer) -> Q:
    # What a file says about me reaches me only once the other side has read it through.
    return between_us(viewer) & (read_through() | ~Q(person_id=viewer.person_id))


def read_through() -> Q:
    """No way to reach somebody that a file says, and that nobody has read through yet."""
    return Q(brought_in=False) | Q(let_through_at__isnull=False)


@rule(ReadTogether, Ground.SIDE)
def days_we_read_together(viewer: Viewer) -> Q:
    return open_between_us(viewer)


@rule(ComingBack, Ground.MINE)
def my_own_coming_back(viewer: Viewer) -> Q:
    # In whichever life they come in: somebody else using their name must show everywhere.
    return Q(person_id=viewer.person_id)


@rule(Pause, Ground.MINE)
def my_own_pauses(viewer: Viewer) -> Q:
    return Q(person_id=viewer.person_id) & in_own_life(viewer)


@rule(Pause, Ground.SIDE)
def pauses_of_people_i_walk_with(viewer: Viewer) -> Q:
    # So that the other side reads why there is so little here, and thinks nothing is lost.
    own = Side.objects.filter(between_us(viewer), life=Life.OWN)
    return Q(person_id__in=own.values("person_id"))


@rule(NewColleague, Ground.MINE)
def that_i_am_new_or_let_somebody_in(viewer: Viewer) -> Q:
    by_me = Q(by_id=viewer.person_id) & ~in_own_life(viewer)
    return Q(person_id=viewer.person_id) | by_me


@rule(NewColleague, Ground.COVER)
def whom_colleagues_let_in(viewer: Viewer) -> Q:
    return Q(by_id__in=colleague_ids(viewer))


@rule(Person, Ground.COVER)
def new_colleagues_by_name(viewer: Viewer) -> Q:
    waiting = NewColleague.objects.filter(whom_colleagues_let_in(viewer), agreed_at=None)
    return Q(id__in=waiting.values("person_id"))


def in_own_life(viewer: Viewer) -> Q:
    return Q(pk__isnull=viewer.is_working)
