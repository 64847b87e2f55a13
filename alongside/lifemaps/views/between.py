"""What each of two sides opens of how life is to the other."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alongside.access.strands import Strand
from alongside.access.trail import looking
from alongside.access.viewer import selves_of, viewer_of
from alongside.lifemaps import actions
from alongside.lifemaps.queries import LifeMap, map_between, opened_by_me
from alongside.lifemaps.views.mine import beside_now, day_of
from alongside.relationships.queries import Between, my_relationships, the_relationship


def between(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """How the other says life is, while they open it here; and whether they see mine."""
    each, found = _read(request, relationship_id)
    page = {
        "between": each,
        "map": found,
        "picked": found.picked,
        "is_open": each.id in opened_by_me(viewer_of(request)),
        "here": "people",
        "tab": "life",
    }
    return render(request, "lifemaps/between.html", page)


def then(request: HttpRequest, relationship_id: UUID, then: str) -> HttpResponse:
    """An earlier map of theirs and that of now, side by side."""
    day = day_of(then)
    each, found = _read(request, relationship_id)
    page = {**beside_now(found, day), "between": each, "here": "people", "tab": "life"}
    return render(request, "lifemaps/then.html", page)


def _read(request: HttpRequest, relationship_id: UUID) -> tuple[Between, LifeMap]:
    """Their map, with its line on the trail where there is anything to see."""
    viewer = viewer_of(request)
    with looking(viewer) as look:
        each = the_relationship(viewer, relationship_id)
        found = map_between(viewer, each)
        if not found.is_empty:
            look.saw(each.other.id, Strand.ABOUT_ME, each.ground, each.id)
    return each, found


def who(request: HttpRequest) -> HttpResponse:
    """Everybody I have a relationship with, and whether they see how life is."""
    people = []
    for me in selves_of(request):
        with looking(me):
            opened = opened_by_me(me)
            people += [(each, opened.get(each.id)) for each in my_relationships(me)]
    return render(request, "lifemaps/who.html", {"people": people, "here": "me"})


@require_POST
def opening(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Open my map here."""
    actions.open_map(by=viewer_of(request), relationship_id=relationship_id)
    return _back(request, relationship_id)


@require_POST
def taking_back(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """From now on they see nothing of it."""
    actions.close_map(by=viewer_of(request), relationship_id=relationship_id)
    return _back(request, relationship_id)


def _back(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    back = {"who": "lifemaps:who", "sharing": "shares:mine"}.get(request.POST.get("back", ""))
    if back:
        return redirect(back)
    return redirect("lifemaps:between", relationship_id)
