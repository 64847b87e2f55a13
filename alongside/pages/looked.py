"""Who looked: the trail as the person it is about reads it, in plain words and whole."""

from itertools import groupby
from operator import attrgetter
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.access.models import TrailLine
from alongside.access.trail import chain_of
from alongside.access.viewer import Life, selves_of, viewer_of
from alongside.kit.words import day
from alongside.shares.looks import in_words
from alongside.shares.told_later import held_back, not_yet_agreed, that_it_is_here_is_held_back

A_PAGE = 60


def who_looked(request: HttpRequest) -> HttpResponse:
    """Everybody who was shown anything of mine, newest first."""
    viewer = viewer_of(request)
    if viewer.is_working:
        raise Http404
    me = [each.person_id for each in selves_of(request)]
    lines, later = _lines(me)
    page = Paginator(lines, A_PAGE).get_page(request.GET.get("page"))
    looks = in_words(page.object_list)
    days = [(day(on), list(found)) for on, found in groupby(looks, attrgetter("day"))]
    told = {"days": days, "page": page, "later": later, "whole": all(map(chain_of, me))}
    return render(request, "pages/looked.html", {**told, "here": "sharing"})


def _lines(me: list[UUID]) -> tuple[QuerySet[TrailLine], int]:
    """Lines about me, as whichever record; and how many of them are told later.

    What somebody reads in their own life stays with them: it is not shown to whom they read of.
    """
    told, hidden = Q(pk__in=[]), Q(pk__in=[])
    for about_id in me:
        mine = Q(about_id=about_id) & ~not_yet_agreed(about_id)
        mine &= ~that_it_is_here_is_held_back(about_id)
        told, hidden = told | mine, hidden | (mine & held_back(about_id))
    about = TrailLine.objects.filter(told, life=Life.WORKING.value)
    return about.exclude(hidden).order_by("-number"), about.filter(hidden).count()
