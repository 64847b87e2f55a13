"""Who may see a circle: who drew it, in that life; and, while they say so, the other side.

Beyond the two sides a share opens the picture as it is now, and no earlier one. What somebody
keeps hidden has one rule, and it is theirs.
"""

from django.db.models import Exists, OuterRef, Q

from alongside.access.book import rule, rule_on_each
from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.circles.models import Circle, HiddenTie, Opening, Tie, TieAsk
from alongside.relationships.access import of_my_life, open_between_us, still_opened_between_us
from alongside.shares.queries import live_shares

BY_THEIR_YES = (Ground.SHARE, Ground.COVER)
"""Never safety or duty: those who are drawn asked for nothing, and have no word in it."""


# --- mine ---------------------------------------------------------------------------------------


@rule(Circle, Ground.MINE)
def circles_i_drew(viewer: Viewer) -> Q:
    return of_my_life(viewer)


@rule(Tie, Ground.MINE)
def ties_i_drew(viewer: Viewer) -> Q:
    return of_my_life(viewer)


@rule(HiddenTie, Ground.MINE)
def ties_i_keep_hidden(viewer: Viewer) -> Q:
    return of_my_life(viewer)


@rule(Opening, Ground.MINE)
def to_whom_i_opened(viewer: Viewer) -> Q:
    return of_my_life(viewer)


@rule(TieAsk, Ground.MINE)
def whom_i_asked(viewer: Viewer) -> Q:
    return Q(by_id=viewer.person_id, life=viewer.life)


# --- opened to the other side -------------------------------------------------------------------


@rule(Opening, Ground.SIDE)
def openings_to_me(viewer: Viewer) -> Q:
    return still_opened_between_us(viewer)


@rule(Circle, Ground.SIDE)
def circles_opened_to_me(viewer: Viewer) -> Q:
    return drawn_by_whoever_opened(viewer)


@rule(Tie, Ground.SIDE)
def ties_opened_to_me(viewer: Viewer) -> Q:
    return drawn_by_whoever_opened(viewer)


def drawn_by_whoever_opened(viewer: Viewer) -> Q:
    opened = Opening.objects.filter(
        openings_to_me(viewer), person_id=OuterRef("person_id"), life=OuterRef("life")
    )
    return Q(Exists(opened))


@rule(TieAsk, Ground.SIDE)
def asked_of_me(viewer: Viewer) -> Q:
    return open_between_us(viewer) & Q(other_id=viewer.person_id, ended_at=None)


# --- beyond the two sides -----------------------------------------------------------------------


@rule_on_each(Circle, BY_THEIR_YES)
def circles_as_they_are_now(viewer: Viewer, ground: Ground) -> Q:
    live = live_shares(viewer, ground).filter(strand=Strand.CIRCLES, moment_id=None)
    theirs = Q(person_id__in=live.values("about_id"), life=Life.OWN, hoped=False)
    later = Circle.objects.filter(
        person_id=OuterRef("person_id"), life=OuterRef("life"), hoped=False, on__gt=OuterRef("on")
    )
    return theirs & ~Q(Exists(later))


@rule_on_each(Tie, BY_THEIR_YES)
def ties_as_they_are_now(viewer: Viewer, ground: Ground) -> Q:
    now = Circle.objects.filter(circles_as_they_are_now(viewer, ground))
    return Q(circle_id__in=now.values("id"))
