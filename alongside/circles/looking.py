"""What a page of one picture is made of, whoever looks at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from alongside.access.strands import Strand
from alongside.access.trail import Look
from alongside.access.viewer import Viewer, selves_of
from alongside.circles.facts import Before, facts_of
from alongside.circles.layout import lay_out
from alongside.circles.models import Circle
from alongside.circles.over import Over, laid_over
from alongside.circles.queries import (
    Picture,
    Somebody,
    dates_of,
    half_a_year_before,
    my_dates,
    newest,
    on_day,
    opening_to_me,
    picture_of,
    who_was_here,
)
from alongside.circles.showing import (
    Group,
    Tick,
    changes_of,
    date_title,
    groups_of,
    key_of_picture,
    ticks,
    to_the_list,
)
from alongside.circles.svg import circle_svg
from alongside.kit.time import today
from alongside.people.models import Person
from alongside.relationships.queries import Between, the_relationship
from alongside.vault.fields import open_rows


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose circle it is: mine, or that of the other side who opened it."""

    name: str
    between: Between | None = None

    @property
    def is_mine(self) -> bool:
        return self.between is None

    @property
    def to_say(self) -> str:
        """The name in sentences; nothing where they say *I*."""
        return "" if self.is_mine else self.name


def my_name(request: HttpRequest) -> str:
    person: Person = request.user.person  # type: ignore[union-attr]
    open_rows([person])
    name: str = person.called
    return name


def whoever_drew(request: HttpRequest) -> tuple[Viewer, list[Circle]]:
    """The one of my records that drew last, with all of its pictures; the first if none did."""
    drawn = [(me, my_dates(me)) for me in selves_of(request)]
    return max(drawn, key=lambda each: _drew_last(each[1]))


def _drew_last(dates: list[Circle]) -> tuple[bool, date]:
    last = newest(dates)
    return bool(dates), last.on if last else date.min


def last_of_the_others(request: HttpRequest, viewer: Viewer) -> list[Tick]:
    """Where I am several records: the last picture of each of the others that drew any."""
    others = [my_dates(me) for me in selves_of(request) if me != viewer]
    last = [newest(dates) or dates[0] for dates in others if dates]
    return [tick for circle in last for tick in ticks([circle], circle)]


def whose(request: HttpRequest, viewer: Viewer, look: Look, circle: Circle) -> Whose:
    """Whose it is, and a line on the trail when it is not mine."""
    if circle.person_id == viewer.person_id:
        return Whose(my_name(request))
    opening = opening_to_me(viewer, circle.person_id, circle.life)
    assert opening is not None  # noqa: S101 - it is how this circle was found
    return of_the_other(the_relationship(viewer, opening.relationship_id), look)


def of_the_other(between: Between, look: Look) -> Whose:
    look.saw(between.other.id, Strand.CIRCLES, between.ground, between.id)
    return Whose(between.other.called, between)


@dataclass(frozen=True, slots=True)
class Read:
    """All that was asked for one page: nothing is left to ask while it is drawn."""

    whose: Whose
    dates: list[Circle]
    picture: Picture
    before: Before | None


def read(viewer: Viewer, circle: Circle, of: Whose, dates: Sequence[Circle] = ()) -> Read:
    known = list(dates) or dates_of(viewer, circle.person_id, circle.life)
    earlier = None if circle.hoped else half_a_year_before(circle, known)
    before = Before(earlier.on, who_was_here(viewer, earlier)) if earlier else None
    return Read(of, known, picture_of(viewer, circle), before)


def page_of(found: Read) -> dict[str, Any]:
    """One picture, ready for its template."""
    picture, of = found.picture, found.whose
    title = f"{of.name}, {date_title(picture.circle)}"
    laid = lay_out(picture.people)
    all_ticks = ticks(found.dates, picture.circle)
    return {
        "circle": picture.circle,
        "whose": of,
        "between": of.between,
        "date": date_title(picture.circle),
        "today_is_drawn": on_day(found.dates, today()) is not None,
        "ticks": all_ticks,
        "to_lay_under": [tick for tick in all_ticks if not tick.is_this],
        "svg": circle_svg(picture, name=of.name, title=title, link=to_the_list, laid=laid),
        "numbered": laid.numbered,
        "groups": groups_of(picture, of.to_say, numbered=laid.numbered),
        "facts": facts_of(picture, found.before) if picture.people else [],
        "key": key_of_picture(),
    }


def page_of_over(over: Over, of: Whose) -> dict[str, Any]:
    """Two pictures over each other, ready for their template."""
    days = {"earlier": date_title(over.earlier.circle), "later": date_title(over.later.circle)}
    title = f"{of.name}, {days['earlier']} / {days['later']}"
    together = Picture(over.later.circle, [*over.later.people, *over.gone])
    laid = lay_out(together.people)
    new, gone = frozenset(one.who for one in over.new), over.gone_whos

    def link(one: Somebody, number: int) -> str:
        """What the picture shows by an edge is said to whoever hears it."""
        also = _("No longer in the picture") if one.who in gone else ""
        return to_the_list(one, number, _("New") if one.who in new else also)

    svg = circle_svg(over.later, name=of.name, title=title, link=link, over=over, laid=laid)
    return {
        **days,
        "circle": over.later.circle,
        "under": over.earlier.circle,
        "whose": of,
        "between": of.between,
        "svg": svg,
        "numbered": laid.numbered,
        "groups": groups_of(together, of.to_say, numbered=laid.numbered, new=new, gone=gone),
        "changes": changes_of(over),
        "is_same": over.is_same,
        "key": key_of_picture(),
    }


@dataclass(frozen=True, slots=True)
class CircleShown:
    """A circle as somebody beyond the two sides sees it: the picture of now, and the list."""

    day: str
    svg: str
    numbered: bool
    groups: list[Group]
    have: str
    missing: str


def shown_to_others(picture: Picture, name: str) -> CircleShown:
    day, laid = date_title(picture.circle), lay_out(picture.people)
    return CircleShown(
        day=day,
        svg=circle_svg(picture, name=name, title=f"{name}, {day}", link=to_the_list, laid=laid),
        numbered=laid.numbered,
        groups=groups_of(picture, name, numbered=laid.numbered),
        have=picture.circle.needed_have,
        missing=picture.circle.needed_missing,
    )


def over_of(viewer: Viewer, earlier: Circle, later: Circle) -> Over:
    return laid_over(picture_of(viewer, earlier), picture_of(viewer, later))
