"""Who may read what somebody tells of themselves: they; and whom they open it to.

The one page of somebody at work is open to everybody they walk with, because they read about
people all day. What somebody told before is theirs alone. A yes to "what matters to me" is no yes
to this: only a share of that one page by itself opens it beyond the two, and no safety access or
duty does. A card opens by `cards.py`.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access.book import rule, rule_on_each
from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.profiles.headings import Sheet
from alongside.profiles.models import Appreciation, Attachment, Card, PageOpening, Told
from alongside.relationships.access import (
    between_us,
    of_my_life,
    open_between_us,
    still_opened_between_us,
)
from alongside.relationships.models import Side
from alongside.relationships.queries import who_paused
from alongside.shares.queries import BY_THEIR_YES, live_shares

# --- mine ---------------------------------------------------------------------------------------


@rule(Told, Ground.MINE)
def what_i_told(viewer: Viewer) -> Q:
    return of_my_life(viewer)


@rule(Attachment, Ground.MINE)
def what_i_attached(viewer: Viewer) -> Q:
    return of_my_life(viewer)


@rule(PageOpening, Ground.MINE)
def to_whom_i_opened_a_page(viewer: Viewer) -> Q:
    return of_my_life(viewer)


@rule(Card, Ground.MINE)
def cards_i_made(viewer: Viewer) -> Q:
    return of_my_life(viewer)


@rule(Appreciation, Ground.MINE)
def what_i_appreciate(viewer: Viewer) -> Q:
    return between_us(viewer) & Q(by_id=viewer.person_id)


@rule(Appreciation, Ground.MINE)
def appreciated_about_me(viewer: Viewer) -> Q:
    # Said to me: mine to put on my page, and to take with me.
    return open_between_us(viewer) & Q(about_id=viewer.person_id, life=viewer.life)


# --- opened to the other side -------------------------------------------------------------------


@rule(PageOpening, Ground.SIDE)
def pages_opened_to_me(viewer: Viewer) -> Q:
    return still_opened_between_us(viewer)


@rule(Told, Ground.SIDE)
def told_to_me(viewer: Viewer) -> Q:
    return Q(replaced_at=None) & _on_a_page_i_read(viewer)


@rule(Attachment, Ground.SIDE)
def attached_for_me(viewer: Viewer) -> Q:
    return _on_a_page_i_read(viewer)


def _on_a_page_i_read(viewer: Viewer) -> Q:
    opened = PageOpening.objects.filter(
        pages_opened_to_me(viewer),
        person_id=OuterRef("person_id"),
        life=OuterRef("life"),
        sheet=OuterRef("sheet"),
    )
    one_page = Q(Exists(at_work_with_me(viewer, "person_id")), life=Life.WORKING)
    return Q(Exists(opened)) | (one_page & Q(sheet=Sheet.ONE_PAGE))


def at_work_with_me(viewer: Viewer, whose: str) -> QuerySet[Side]:
    """Sides of my relationships that this person is at work, for a row with their life on it."""
    return Side.objects.filter(
        open_between_us(viewer), person_id=OuterRef(whose), life=Life.WORKING, left_at=None
    )


# --- shared by itself ---------------------------------------------------------------------------


@rule_on_each(Told, BY_THEIR_YES)
def told_on_a_page_shared(viewer: Viewer, ground: Ground) -> Q:
    return Q(replaced_at=None) & _of_a_page_shared(viewer, ground)


@rule_on_each(Attachment, BY_THEIR_YES)
def attached_on_a_page_shared(viewer: Viewer, ground: Ground) -> Q:
    return _of_a_page_shared(viewer, ground)


def _of_a_page_shared(viewer: Viewer, ground: Ground) -> Q:
    shared = live_shares(viewer, ground).filter(
        strand=Strand.ABOUT_ME, about_id=OuterRef("person_id"), sheet=OuterRef("sheet")
    )
    return Q(life=Life.OWN) & Q(Exists(shared))


# --- what others appreciate ---------------------------------------------------------------------


@rule(Appreciation, Ground.SIDE)
def appreciated_about_them(viewer: Viewer) -> Q:
    # By their yes it is on their page, for whoever may read that; while the offerer shares.
    on_it = Q(accepted_at__isnull=False, left_at=None) & ~Q(by_id__in=who_paused())
    opened = PageOpening.objects.filter(
        pages_opened_to_me(viewer),
        person_id=OuterRef("about_id"),
        life=OuterRef("life"),
        sheet=Sheet.ONE_PAGE,
    )
    at_work = Q(Exists(at_work_with_me(viewer, "about_id")), life=Life.WORKING)
    return on_it & (Q(Exists(opened)) | at_work)
