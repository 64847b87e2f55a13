"""A circle for paper: the picture in ink on white, the same as a list, and the facts.

Plain data, for whoever lays out the page. Without the hidden layer, always: paper lies about.
"""

from dataclasses import dataclass
from uuid import UUID

from alongside.access.viewer import Viewer
from alongside.circles.facts import Before, Fact, facts_of
from alongside.circles.layout import lay_out
from alongside.circles.queries import (
    circle_of,
    dates_of,
    half_a_year_before,
    picture_of,
    who_was_here,
)
from alongside.circles.showing import date_title, groups_of
from alongside.circles.svg import PAPER, circle_svg


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One person in the list."""

    number: int
    called: str
    says: str
    knows: str
    words: str


@dataclass(frozen=True, slots=True)
class PaperGroup:
    name: str
    lines: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class PaperCircle:
    """All that goes on the page."""

    name: str
    day: str
    svg: str
    numbered: bool
    """Whether the picture has numbers, so that the list must show them too."""
    groups: tuple[PaperGroup, ...]
    needed_have: str
    needed_missing: str
    facts: tuple[Fact, ...]


def paper_of(viewer: Viewer, circle_id: UUID, name: str) -> PaperCircle:
    """One circle the viewer may see. `name`: of the one in the middle. Raises Http404."""
    circle = circle_of(viewer, circle_id)
    dates = dates_of(viewer, circle.person_id, circle.life)
    picture = picture_of(viewer, circle)
    earlier = half_a_year_before(circle, dates)
    before = Before(earlier.on, who_was_here(viewer, earlier)) if earlier else None
    laid = lay_out(picture.people)
    day = date_title(circle)
    mine = circle.person_id == viewer.person_id
    return PaperCircle(
        name=name,
        day=day,
        svg=str(circle_svg(picture, name=name, title=f"{name}, {day}", ink=PAPER, laid=laid)),
        numbered=laid.numbered,
        groups=tuple(
            PaperGroup(
                group.name,
                tuple(
                    PaperLine(each.number, each.called, each.says, each.knows, each.words)
                    for each in group.entries
                ),
            )
            for group in groups_of(picture, "" if mine else name)
        ),
        needed_have=circle.needed_have,
        needed_missing=circle.needed_missing,
        facts=tuple(facts_of(picture, before)),
    )
