"""Who looked: the trail as the person it is about reads it, in plain words and whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from alongside.access.grounds import Ground
from alongside.access.models import TrailLine
from alongside.access.strands import Strand
from alongside.access.trail import chain_of
from alongside.access.viewer import Life, selves_of, viewer_of
from alongside.kit.time import DayPart
from alongside.kit.words import day
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
    me = [each.person_id for each in selves_of(request)]
    lines, later = _lines(me)
    page = Paginator(lines, A_PAGE).get_page(request.GET.get("page"))
    looks = _in_words(list(page.object_list))
    days = [(day(on), [look for _on, look in found]) for on, found in groupby(looks, _day)]
    told = {"days": days, "page": page, "later": later, "whole": all(map(chain_of, me))}
    return render(request, "pages/looked.html", {**told, "here": "sharing"})


def _lines(me: list[UUID]) -> tuple[QuerySet[TrailLine], int]:
    """Lines about me, as whichever record; and how many of them are told later.

    What somebody reads in their own life stays with them: it is not shown to whom they read of.
    """
    told, hidden = Q(pk__in=[]), Q(pk__in=[])
    for about_id in me:
        mine = Q(about_id=about_id) & ~not_yet_agreed(about_id)
        told, hidden = told | mine, hidden | (mine & held_back(about_id))
    about = TrailLine.objects.filter(told, life=Life.WORKING.value)
    return about.exclude(hidden).order_by("-number"), about.filter(hidden).count()


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
                when=_part(line.part),
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


def _part(part: str) -> str:
    return {
        DayPart.MORNING.value: _("in the morning"),
        DayPart.AFTERNOON.value: _("in the afternoon"),
        DayPart.EVENING.value: _("in the evening"),
        DayPart.NIGHT.value: _("at night"),
    }[part]
