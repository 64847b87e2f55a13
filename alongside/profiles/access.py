"""Who may read what somebody tells of themselves: they; and whom they open it to.

The one page of somebody at work is open to everybody they walk with, because they read about
people all day. What somebody told before is theirs alone. No share, safety access or duty opens
any of it: a yes to "what matters to me" was no yes to this. A card opens by `cards.py`.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access.book import rule
from alongside.access.grounds import Ground
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
