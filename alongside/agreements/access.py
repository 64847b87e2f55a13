"""Who may see an agreement, and a hard thing said: the two sides it is written between.

While the other side pauses, each keeps what they themselves said.
"""

from django.db.models import Exists, OuterRef, Q

from alongside.access.book import rule
from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.agreements.models import (
    Agreement,
    AgreementAnswer,
    Doing,
    DoingChange,
    Ending,
    HardAnswer,
    HardThing,
    Rest,
)
from alongside.relationships.access import between_us, open_between_us


@rule(Agreement, Ground.SIDE)
def agreements_between_us(viewer: Viewer) -> Q:
    return open_between_us(viewer)


@rule(AgreementAnswer, Ground.SIDE)
def answers_to_agreements_between_us(viewer: Viewer) -> Q:
    return open_between_us(viewer)


@rule(Doing, Ground.SIDE)
def what_we_do_together(viewer: Viewer) -> Q:
    return open_between_us(viewer)


@rule(DoingChange, Ground.SIDE)
def what_became_of_what_we_do(viewer: Viewer) -> Q:
    return open_between_us(viewer)


@rule(Rest, Ground.SIDE)
def that_we_rest(viewer: Viewer) -> Q:
    # With the words of whoever said so: they stop with a pause, as all their words do.
    return open_between_us(viewer) | (between_us(viewer) & Q(by_id=viewer.person_id))


@rule(Ending, Ground.SIDE)
def what_each_of_us_takes(viewer: Viewer) -> Q:
    return open_between_us(viewer)


@rule(Ending, Ground.MINE)
def what_i_take(viewer: Viewer) -> Q:
    return between_us(viewer) & Q(by_id=viewer.person_id)


@rule(HardThing, Ground.MINE)
def hard_things_i_said(viewer: Viewer) -> Q:
    return between_us(viewer) & Q(by_id=viewer.person_id)


@rule(HardThing, Ground.SIDE)
def hard_things_said_between_us(viewer: Viewer) -> Q:
    # Never to the one it is about, in either of their lives, whatever lies in the table.
    return open_between_us(viewer) & ~Q(about_id=viewer.person_id)


@rule(HardAnswer, Ground.SIDE)
def answers_to_hard_things_between_us(viewer: Viewer) -> Q:
    seen = hard_things_i_said(viewer) | hard_things_said_between_us(viewer)
    thing = HardThing.objects.filter(seen, pk=OuterRef("hard_thing_id"))
    mine = between_us(viewer) & Q(by_id=viewer.person_id)
    return (mine | open_between_us(viewer)) & Q(Exists(thing))
