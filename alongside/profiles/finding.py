"""Finding words on the pages people write about themselves: mine, and those opened to me."""

from typing import Any

from django.db.models import QuerySet

from alongside.access.viewer import Viewer
from alongside.kit.prepared import prepared
from alongside.profiles.headings import Sheet
from alongside.profiles.models import Appreciation, Attachment, Told
from alongside.vault.finding import Found, Lie, found_in

ABOUT_ME, ONE_PAGE = "about-me", "one-page"
"""Kinds of places, one for each of the two pages."""
KINDS = {Sheet.ABOUT_ME: ABOUT_ME, Sheet.ONE_PAGE: ONE_PAGE}
APPRECIATED = Lie(
    ONE_PAGE,
    Appreciation,
    ("words",),
    where="life",
    whose="about_id",
    thing="relationship_id",
    sealed_by=("relationship_id", "by_id"),
)


def _told_lie(kind: str) -> Lie:
    return Lie(kind, Told, ("words",), where="life", whose="person_id", at="told_at")


def _attached_lie(kind: str) -> Lie:
    return Lie(kind, Attachment, ("says",), where="life", whose="person_id", at="added_at")


def find_on_pages(viewer: Viewer, looked_for: str) -> list[Found]:
    """As they stand now: what is told, what is on a picture in words, and what others put there."""
    found = found_in(APPRECIATED, _appreciated.as_kept(viewer), looked_for)
    for sheet, kind in KINDS.items():
        found += found_in(_told_lie(kind), _told.as_kept(viewer, sheet), looked_for)
        found += found_in(_attached_lie(kind), _attached.as_kept(viewer, sheet), looked_for)
    return found


@prepared
def _told(viewer: Viewer, sheet: Sheet) -> "QuerySet[Any, Any]":
    standing = Told.objects.ours(viewer).filter(replaced_at=None, sheet=sheet)
    return standing.values_list(*_told_lie(KINDS[sheet]).asked)


@prepared
def _attached(viewer: Viewer, sheet: Sheet) -> "QuerySet[Any, Any]":
    on_it = Attachment.objects.ours(viewer).filter(sheet=sheet)
    return on_it.values_list(*_attached_lie(KINDS[sheet]).asked)


@prepared
def _appreciated(viewer: Viewer) -> "QuerySet[Any, Any]":
    on_a_page = Appreciation.objects.ours(viewer).filter(accepted_at__isnull=False, left_at=None)
    return on_a_page.values_list(*APPRECIATED.asked)
