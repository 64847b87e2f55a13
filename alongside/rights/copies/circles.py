"""Who is around me, as the pages of my own copy show it: each picture, and the same as a list."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from alongside.circles.layout import lay_out
from alongside.circles.queries import picture_from
from alongside.circles.showing import Group, date_title, groups_of
from alongside.circles.svg import PAPER, XMLNS, circle_svg
from alongside.rights.copies.gathering import Gathered


@dataclass(frozen=True, slots=True)
class CircleTold:
    """One picture, ready for its page."""

    day: str
    svg: SafeString
    groups: list[Group]
    have: str
    missing: str


def circles_of(all_of_it: Gathered) -> list[CircleTold]:
    """Every picture in the copy, oldest first and hopes last."""
    circles = sorted(all_of_it.of("circles.Circle"), key=lambda each: (each.hoped, each.on))
    name = all_of_it.names.get(all_of_it.viewer.person_id, "")
    told = []
    for number, circle in enumerate(circles):
        ties = [tie for tie in all_of_it.of("circles.Tie") if tie.circle_id == circle.id]
        picture, day = picture_from(circle, ties), date_title(circle)
        laid = lay_out(picture.people)
        svg = circle_svg(picture, name=name, title=day, ink=PAPER, laid=laid, key=f"c{number}")
        # Inside a page it needs no word of where SVG is written down.
        svg = mark_safe(svg.replace(XMLNS, ""))  # noqa: S308 - our own picture
        groups = groups_of(picture, numbered=laid.numbered)
        told.append(CircleTold(day, svg, groups, circle.needed_have, circle.needed_missing))
    return told
