"""Who looked: the trail as the person it is about reads it, in plain words and whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from alongside.access.grounds import Ground
from alongside.access.models import TrailLine
from alongside.access.strands import Strand
from alongside.access.trail import chain_of
from alongside.access.viewer import Life, Viewer, viewer_of
from alongside.kit.time import DayPart
from alongside.kit.words import day, part_of_day
from alongside.people.queries import names_on_the_trail
from alongside.shares.showing import ground_words
from alongside.shares.told_later import held_back, not_yet_agreed

A_PAGE = 60


@dataclass(frozen=True, slots=True)
class Look:
    """One line of the trail, in words."""

    name: str
    what: str
    when: str
    why: str


def who_looked(request: HttpRequest) -> HttpResponse:
    """Everybody who was shown anything of mine, newest first."""
    viewer = viewer_of(request)
    if viewer.is_working:
        raise Http404
    lines, later = _lines(viewer)
    page = Paginator(lines, A_PAGE).get_page(request.GET.get("page"))
    looks = _in_words(list(page.object_list))
    days = [(day(on), [look for _on, look in found]) for on, found in groupby(looks, _day)]
    told = {"days": days, "page": page, "later": later, "whole": chain_of(viewer.person_id)}
    return render(request, "pages/looked.html", {**told, "here": "sharing"})


def _lines(viewer: Viewer) -> tuple[QuerySet[TrailLine], int]:
    """Lines about the viewer, and how many of them are told later.

    What somebody reads in their own life stays with them: it is not shown to whom they read of.
    """
    about = TrailLine.objects.filter(about_id=viewer.person_id, life=Life.WORKING.value)
    about = about.exclude(not_yet_agreed(viewer.person_id))
    hidden = held_back(viewer.person_id)
    later = about.filter(hidden).count()
    return about.exclude(hidden).order_by("-number"), later


def _day(found: tuple[date, Look]) -> date:
    return found[0]


def _in_words(lines: list[TrailLine]) -> Iterator[tuple[date, Look]]:
    names = names_on_the_trail({line.viewer_id for line in lines})
    for line in lines:
        yield (
            line.day,
            Look(
                name=names.get(line.viewer_id, _("Somebody who has left")),
                what=_what(line.strand),
                when=part_of_day(DayPart(line.part)),
                why=ground_words(Ground(line.ground)),
            ),
        )


def _what(strand: str) -> str:
    return {
        Strand.ABOUT_ME.value: _("what is written about you: what matters, how to reach you"),
        Strand.MOMENTS.value: _("your story"),
        Strand.PROMISES.value: _("your promises"),
        Strand.ADDRESS.value: _("where you live"),
        Strand.PLANS.value: _("your plan"),
        Strand.CIRCLES.value: _("your circle"),
        Strand.MEASURES.value: _("your measures"),
        Strand.STORIES.value: _("a story you told"),
    }[strand]
