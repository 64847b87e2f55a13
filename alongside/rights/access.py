"""Who may see what people asked for: the one who asked, and whoever they ask it of."""

from django.db.models import Q

from alongside.access.book import rule
from alongside.access.grounds import Ground
from alongside.access.viewer import Life, Viewer
from alongside.relationships.queries import my_relationship_ids
from alongside.rights.models import ErasureAsk, ErasureDecision, ErasureStep, Hold, TakenOut

NOBODY = Q(pk__in=[])


def between_us(viewer: Viewer) -> Q:
    return Q(relationship_id__in=my_relationship_ids(viewer))


@rule(TakenOut, Ground.MINE)
def copies_i_made(viewer: Viewer) -> Q:
    return Q(person_id=viewer.person_id, life=viewer.life)


@rule(ErasureAsk, Ground.MINE)
def what_i_asked_to_erase(viewer: Viewer) -> Q:
    # Asked in one's own life: nobody at work is told before it is done, the asker included.
    return Q(person_id=viewer.person_id) if viewer.life == Life.OWN else NOBODY


@rule(ErasureStep, Ground.MINE)
def what_became_of_what_i_asked(viewer: Viewer) -> Q:
    return Q(ask__person_id=viewer.person_id) if viewer.life == Life.OWN else NOBODY


@rule(Hold, Ground.SIDE)
def holds_between_us(viewer: Viewer) -> Q:
    return between_us(viewer)


@rule(ErasureDecision, Ground.SIDE)
def decisions_between_us(viewer: Viewer) -> Q:
    return between_us(viewer)
