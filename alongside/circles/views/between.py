"""What each of two sides opens of their circle to the other, and asking to point to them."""

from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alongside.access.trail import looking
from alongside.access.viewer import selves_of, viewer_of
from alongside.circles import opening as actions
from alongside.circles.looking import of_the_other, page_of, read
from alongside.circles.queries import asked_of_me, dates_of, newest, opened_by_me, opening_to_me
from alongside.relationships.queries import my_relationships, the_relationship


def between(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """The other's circle, while they open it here; and whether they see mine."""
    viewer = viewer_of(request)
    found = None
    with looking(viewer) as look:
        each = the_relationship(viewer, relationship_id)
        life = each.other_life.value
        if opening_to_me(viewer, each.other.id, life, each.id):
            dates = dates_of(viewer, each.other.id, life)
            circle = newest(dates)
            if circle is not None:
                found = read(viewer, circle, of_the_other(each, look), dates)
        page = {
            "between": each,
            "is_open": any(mine.relationship_id == each.id for mine in opened_by_me(viewer)),
            "asks": asked_of_me(viewer, each.id),
        }
    page |= {"here": "people", "tab": "circle"}
    return render(request, "circles/between.html", {**(page_of(found) if found else {}), **page})


def who(request: HttpRequest) -> HttpResponse:
    """Everybody I have a relationship with, and whether my circle is open to them."""
    people = []
    for me in selves_of(request):
        with looking(me):
            opened = {each.relationship_id: each for each in opened_by_me(me)}
            people += [(each, opened.get(each.id)) for each in my_relationships(me)]
    return render(request, "circles/who.html", {"people": people, "here": "me"})


@require_POST
def opening(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Open my circle here."""
    actions.open_to(by=viewer_of(request), relationship_id=relationship_id)
    return _back(request, relationship_id)


@require_POST
def taking_back(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """From now on they see nothing of it."""
    actions.take_back_opening(by=viewer_of(request), relationship_id=relationship_id)
    return _back(request, relationship_id)


def _back(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    back = {"who": "circles:who", "sharing": "shares:mine"}.get(request.POST.get("back", ""))
    if back:
        return redirect(back)
    return redirect("circles:between", relationship_id)


@require_POST
def asking(request: HttpRequest, tie_id: UUID) -> HttpResponse:
    """Ask somebody here whether this one in my circle may point to them."""
    with_whom, id = _id(request, "with"), _id(request, "id")
    if with_whom is None:
        raise Http404
    actions.ask_to_point(by=viewer_of(request), tie_id=tie_id, relationship_id=with_whom, id=id)
    return redirect("circles:tie", tie_id)


def _id(request: HttpRequest, name: str) -> UUID | None:
    try:
        chosen: UUID = forms.UUIDField().clean(request.POST.get(name))
    except forms.ValidationError:
        return None
    return chosen


@require_POST
def yes(request: HttpRequest, tie_ask_id: UUID) -> HttpResponse:
    ask = actions.say_yes_to_pointing(by=viewer_of(request), tie_ask_id=tie_ask_id)
    return redirect("circles:between", ask.relationship_id)


@require_POST
def not_now(request: HttpRequest, tie_ask_id: UUID) -> HttpResponse:
    ask = actions.say_not_now_to_pointing(by=viewer_of(request), tie_ask_id=tie_ask_id)
    return redirect("circles:between", ask.relationship_id)


@require_POST
def pointing_taken_back(request: HttpRequest, tie_ask_id: UUID) -> HttpResponse:
    actions.take_back_pointing(by=viewer_of(request), tie_ask_id=tie_ask_id)
    # The relationship it was asked in may be theirs no more: back to what is always one's own.
    return redirect("circles:mine")
