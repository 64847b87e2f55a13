"""Who may see a relationship and what was made in it: its two sides."""

from django.db.models import Q

from alongside.access.book import rule
from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.people.models import Person
from alongside.relationships.models import (
    ComingBack,
    ReadTogether,
    Relationship,
    SafeReach,
    Side,
    WhatMatters,
)
from alongside.relationships.queries import my_relationship_ids


@rule(Relationship, Ground.SIDE)
def relationships_i_am_a_side_of(viewer: Viewer) -> Q:
    return Q(id__in=my_relationship_ids(viewer))


@rule(Side, Ground.SIDE)
def sides_of_my_relationships(viewer: Viewer) -> Q:
    return Q(relationship_id__in=my_relationship_ids(viewer))


@rule(Person, Ground.SIDE)
def people_i_have_a_relationship_with(viewer: Viewer) -> Q:
    others = Side.objects.filter(relationship_id__in=my_relationship_ids(viewer))
    return Q(id__in=others.values("person_id"))


@rule(WhatMatters, Ground.SIDE)
def what_matters_said_between_us(viewer: Viewer) -> Q:
    return Q(relationship_id__in=my_relationship_ids(viewer))


@rule(SafeReach, Ground.SIDE)
def safe_ways_said_between_us(viewer: Viewer) -> Q:
    # What a file says about me reaches me only once the other side has read it through.
    waits = Q(person_id=viewer.person_id, brought_in=True, let_through_at=None)
    return Q(relationship_id__in=my_relationship_ids(viewer)) & ~waits


@rule(ReadTogether, Ground.SIDE)
def days_we_read_together(viewer: Viewer) -> Q:
    return Q(relationship_id__in=my_relationship_ids(viewer))


@rule(ComingBack, Ground.MINE)
def my_own_coming_back(viewer: Viewer) -> Q:
    # In whichever life they come in: somebody else using their name must show everywhere.
    return Q(person_id=viewer.person_id)
