"""What I open of my two pages, and by which cards: told to the page of who can see what."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.access.viewer import Viewer
from alongside.kit.time import now
from alongside.profiles.headings import Sheet
from alongside.profiles.models import Card
from alongside.profiles.queries import headings_on, my_cards, pages_opened_by_me
from alongside.shares.opened import OpenPage, tells_what_is_open


@tells_what_is_open(Sheet.ONE_PAGE)
def one_pages_that_are_open(viewer: Viewer) -> Iterator[OpenPage]:
    return _pages(viewer, Sheet.ONE_PAGE)


@tells_what_is_open(Sheet.ABOUT_ME)
def about_mes_that_are_open(viewer: Viewer) -> Iterator[OpenPage]:
    return _pages(viewer, Sheet.ABOUT_ME)


def _pages(viewer: Viewer, of: Sheet) -> Iterator[OpenPage]:
    for (relationship_id, sheet), opening in pages_opened_by_me(viewer).items():
        if sheet != of:
            continue
        yield OpenPage(
            page=sheet,
            what=_("About me") if sheet == Sheet.ABOUT_ME else _("my page"),
            since=opening.at,
            stop=reverse("profiles:taking-back", args=(relationship_id,)),
            sheet=sheet,
            relationship_id=relationship_id,
        )


@tells_what_is_open(Sheet.ABOUT_ME)
def cards_that_work(viewer: Viewer) -> Iterator[OpenPage]:
    for card in my_cards(viewer):
        if card.until > now():
            yield _told(card)


def _told(card: Card) -> OpenPage:
    return OpenPage(
        page=Sheet.ABOUT_ME,
        what="; ".join(headings_on(card)),
        since=card.made_at,
        stop=reverse("profiles:card-stopping", args=(card.id,)),
        name=card.meant_for,
        until=card.until,
        opened_at=card.opened_at,
    )
