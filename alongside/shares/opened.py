"""What somebody opens of their own pages, told by the slices that keep those pages.

A share opens what two people wrote. About me, how life is, who is around me and a card are opened
by themselves, in slices above this one: each of them tells here, so that one page says it all.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from alongside.access.viewer import Viewer
from alongside.relationships.queries import Between


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPage:
    """One page of somebody's that is open now: to the other side of one relationship, or by a card.

    `stop` is the address that ends it; `sheet` what is said there beside.
    """

    page: str
    what: str
    since: datetime
    stop: str
    sheet: str = ""
    relationship_id: UUID | None = None
    name: str = ""
    """With whom: the other side, or whom a card is meant for."""
    until: datetime | None = None
    opened_at: datetime | None = None

    @property
    def is_card(self) -> bool:
        return self.relationship_id is None


Tells = Callable[[Viewer], Iterable[OpenPage]]
_TELL: list[tuple[str, Tells]] = []


def tells_what_is_open(page: str) -> Callable[[Tells], Tells]:
    """For a slice that keeps pages of one's own: to be told where it is said who sees this page."""

    def told(tells: Tells) -> Tells:
        _TELL.append((page, tells))
        return tells

    return told


def open_now(viewer: Viewer, page: str = "") -> list[OpenPage]:
    """Every page of mine that is open, or this one, with nobody named yet."""
    asked = [tells for of, tells in _TELL if page in {"", of}]
    return [one for tells in asked for one in tells(viewer)]


def with_names(opened: Iterable[OpenPage], people: Iterable[Between]) -> list[OpenPage]:
    """With whom by name, oldest first; none of a relationship that is mine no more.

    Whoever left sees nothing that was opened to them.
    """
    names = {each.id: each.other.called for each in people if not each.has_left}
    named = [
        replace(one, name=names[one.relationship_id]) if one.relationship_id else one
        for one in opened
        if one.relationship_id is None or one.relationship_id in names
    ]
    return sorted(named, key=lambda one: one.since)
