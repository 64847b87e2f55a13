"""Lines of the trail in plain words, for the person they are about: on a page and in a copy."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.access.grounds import Ground
from alongside.access.models import TrailLine
from alongside.access.strands import Strand
from alongside.kit.time import DayPart
from alongside.people.queries import names_on_the_trail
from alongside.shares.showing import ground_words

REACH_TOO = {Ground.SIDE.value, Ground.COVER.value, Ground.SAFETY.value}
"""Grounds on which how to reach somebody may stand beside what matters to them."""
OPENED = {Ground.SAFETY.value, Ground.DUTY.value}


@dataclass(frozen=True, slots=True)
class Look:
    """One line of the trail, in words."""

    day: date
    name: str
    what: str
    when: str
    why: str


def in_words(lines: Iterable[TrailLine]) -> list[Look]:
    """Each line in its words, whoever looked by name."""
    lines = list(lines)
    names = names_on_the_trail({line.viewer_id for line in lines})
    return [
        Look(
            day=line.day,
            name=_name(line, names),
            what=_what(line),
            when=_part(line.part),
            why=_why(line),
        )
        for line in lines
    ]


def _name(line: TrailLine, names: dict[UUID, str]) -> str:
    # Whoever holds a card, or the link of an ask, is known by that alone.
    if line.viewer_id == line.thing_id:
        return _("Whoever was asked") if _is_an_ask(line) else _("Whoever opened your card")
    return names.get(line.viewer_id, _("Somebody who has left"))


def _is_an_ask(line: TrailLine) -> bool:
    """Seen by whoever was asked: a share of plans has no thing of its own."""
    is_share = line.strand == Strand.PLANS.value and line.ground == Ground.SHARE.value
    return is_share and line.thing_id is not None


def _what(line: TrailLine) -> str:
    if _is_an_ask(line):
        return _("what they were asked for you")
    if line.strand == Strand.ABOUT_ME.value:
        return _about_me(line)
    return {
        Strand.MOMENTS.value: _("your story"),
        Strand.PROMISES.value: _("your promises"),
        Strand.ADDRESS.value: _("where you live"),
        Strand.PLANS.value: _("your plan"),
        Strand.CIRCLES.value: _("your circle"),
        Strand.MEASURES.value: _("your measures"),
        Strand.STORIES.value: _("a story you told"),
    }[line.strand]


def _about_me(line: TrailLine) -> str:
    if line.relationship_id is None:
        if line.ground == Ground.SHARE.value:
            return _("the parts of About me that you put on a card")
        if line.ground in OPENED:
            return _("why something of yours was opened, or held back")
        return _("what you asked somebody to hear")
    if line.ground in REACH_TOO:
        return _(
            "what is written about you: what matters, your pages, how life is, or how to reach you"
        )
    return _("what matters to you")


def _why(line: TrailLine) -> str:
    if _is_an_ask(line):
        return _("because there was a yes to asking them")
    if line.viewer_id == line.thing_id:
        return _("because you made a card")
    if line.ground == Ground.SIDE.value and line.relationship_id is None:
        return _("because you asked for somebody to hear it")
    return ground_words(line.ground)


def _part(part: str) -> str:
    return {
        DayPart.MORNING.value: _("in the morning"),
        DayPart.AFTERNOON.value: _("in the afternoon"),
        DayPart.EVENING.value: _("in the evening"),
        DayPart.NIGHT.value: _("at night"),
    }[part]
