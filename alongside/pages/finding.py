"""Finding words in everything that is mine or that I keep with somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.access.trail import looking
from alongside.access.viewer import Viewer, selves_of
from alongside.pages.forms import SearchForm
from alongside.pages.places_found import KINDS, Hit, hits_of, newest_first, saw_hits
from alongside.pages.showing import number_asked
from alongside.promises.finding import PROMISES, find_in_promises, standings_of
from alongside.promises.showing import PromiseLine, lines_of, saw_lines
from alongside.relationships.queries import Between, my_relationships

MOST = 50
"""Shown of one kind at a time: the newest; older ones by a link."""


@dataclass(frozen=True, slots=True)
class Part:
    """Of what was found of one kind, as much as this page shows."""

    name: str
    all: int
    first: int
    shown: Sequence[Any]

    @property
    def last(self) -> int:
        return self.first + len(self.shown)

    @property
    def told(self) -> str:
        """How many of how many; nothing when these are all."""
        said = {"first": self.first + 1, "last": self.last, "all": self.all}
        if self.first:
            return _("%(first)s to %(last)s of %(all)s, newest first.") % said
        return _("The newest %(last)s of %(all)s.") % said if self.last < self.all else ""

    @property
    def older(self) -> str:
        """Of the next page, what its address asks; nothing at the end."""
        return urlencode({"in": self.name, "from": str(self.last)}) if self.last < self.all else ""


@dataclass(slots=True)
class Mine:
    """What one record of me found."""

    viewer: Viewer
    between: dict[UUID, Between]
    hits: list[Hit]
    promises: list[UUID]


def search(request: HttpRequest) -> HttpResponse:
    """Find words in everything that is mine or kept with me, across all my people."""
    form = SearchForm(request.GET or None)
    looked_for = form.cleaned_data["q"].strip() if form.is_valid() else ""
    found = [_find(me, looked_for) for me in selves_of(request)] if looked_for else []
    only, first = _asked(request)
    hits = newest_first(hit for mine in found for hit in mine.hits)
    parts = [
        part(name, [hit for hit in hits if hit.found.kind == name], first)
        for name in KINDS
        if only in {"", name}
    ]
    promised = [(mine, each) for mine in found for each in mine.promises]
    promises = part(PROMISES, promised if only in {"", PROMISES} else [], first)
    page = {"form": form, "looked_for": looked_for, "promises": promises}
    page["parts"] = [(each, KINDS[each.name]) for each in parts if each.shown]
    page["lines"] = [line for mine in found for line in _saw(mine, parts, promises)]
    page["found"] = _found(len(hits) + len(promised))
    return render(request, "pages/search.html", {**page, "here": "search"})


def part(name: str, found: Sequence[Any], first: int) -> Part:
    """The newest of it, or those from there on."""
    return Part(name, len(found), first, found[first : first + MOST])


def _asked(request: HttpRequest) -> tuple[str, int]:
    """One kind alone, and from where on; all of them from their newest otherwise."""
    name, first = request.GET.get("in", ""), request.GET.get("from", "")
    if name not in {*KINDS, PROMISES}:
        return "", 0
    return name, number_asked(first)


def _find(viewer: Viewer, looked_for: str) -> Mine:
    with looking(viewer):
        between = {each.id: each for each in my_relationships(viewer)}
        hits = hits_of(viewer, between, looked_for)
        return Mine(viewer, between, hits, find_in_promises(viewer, looked_for))


def _saw(mine: Mine, parts: Sequence[Part], promises: Part) -> list[PromiseLine]:
    """What is shown of mine leaves its lines; and how the promises among it stand."""
    ids = [each for owner, each in promises.shown if owner is mine]
    with looking(mine.viewer) as look:
        lines = lines_of(mine.viewer, mine.between, standings_of(mine.viewer, ids))
        saw_lines(look, lines)
        shown = [hit for each in parts for hit in each.shown if hit.viewer == mine.viewer]
        saw_hits(look, shown, mine.between)
    return lines


def _found(count: int) -> str:
    if not count:
        return _("Nothing found")
    return ngettext("%(count)s place found", "%(count)s places found", count) % {"count": count}
