"""Dated pictures: looked at, laid over each other, begun, taken out."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alongside.access.trail import looking
from alongside.access.viewer import Viewer, viewer_of
from alongside.circles import actions
from alongside.circles.forms import DayForm, NeedsForm, TakingOutForm
from alongside.circles.looking import (
    Whose,
    last_of_the_others,
    my_name,
    over_of,
    page_of,
    page_of_over,
    read,
    whoever_drew,
    whose,
)
from alongside.circles.paper import circle_sheet
from alongside.circles.queries import (
    circle_of,
    my_asks,
    my_circle,
    newest,
    opened_by_me,
    picture_of,
    with_the_hidden,
)
from alongside.circles.taking_out import file_of
from alongside.drafts.actions import let_draft_go
from alongside.drafts.queries import draft_of
from alongside.kit import forms as kit
from alongside.kit.change import nobody_in_between
from alongside.kit.paper.answers import answer
from alongside.kit.paper.sheets import Kind as PaperKind
from alongside.relationships.queries import Between, my_relationships
from alongside.vault.fields import open_rows


def mine(request: HttpRequest) -> HttpResponse:
    """The newest picture of who is around me; or how to begin one."""
    viewer, dates = whoever_drew(request)
    circle = newest(dates) or (dates[0] if dates else None)
    if circle is None:
        return render(request, "circles/none.html", {"here": "me"})
    with looking(viewer):
        found = read(viewer, circle, Whose(my_name(request)), dates)
        page = _mine(request, viewer)
    return render(request, "circles/picture.html", {**page_of(found), **page})


def one(request: HttpRequest, circle_id: UUID) -> HttpResponse:
    """One picture: mine, or of somebody who opened theirs to me."""
    viewer = viewer_of(request)
    with looking(viewer) as look:
        circle = circle_of(viewer, circle_id)
        of = whose(request, viewer, look, circle)
        found = read(viewer, circle, of)
        page = _mine(request, viewer) if of.is_mine else {"here": "people", "tab": "circle"}
    return render(request, "circles/picture.html", {**page_of(found), **page})


def _mine(request: HttpRequest, viewer: Viewer) -> dict[str, object]:
    """What only whoever drew it reads beside it: to whom it is open, and whom it points to."""
    opened, asks = opened_by_me(viewer), my_asks(viewer)
    people: dict[UUID, Between] = {}
    if opened or asks:
        people = {between.id: between for between in my_relationships(viewer)}
    return {
        "opened": [
            people[each.relationship_id] for each in opened if each.relationship_id in people
        ],
        "pointing": {
            ask.who.hex: people[ask.relationship_id]
            for ask in asks.values()
            if ask.yes_at and ask.relationship_id in people
        },
        "also_mine": last_of_the_others(request, viewer),
        "day_form": DayForm(),
        "here": "me",
    }


def over(request: HttpRequest, circle_id: UUID, earlier_id: UUID) -> HttpResponse:
    """One picture laid over another: new, gone, moved. In words too."""
    viewer = viewer_of(request)
    with looking(viewer) as look:
        later, earlier = circle_of(viewer, circle_id), circle_of(viewer, earlier_id)
        if (later.person_id, later.life) != (earlier.person_id, earlier.life):
            raise Http404
        of = whose(request, viewer, look, later)
        if (earlier.hoped, earlier.on) > (later.hoped, later.on):
            earlier, later = later, earlier
        page = page_of_over(over_of(viewer, earlier, later), of)
    page |= {"here": "me" if of.is_mine else "people", "tab": "circle"}
    return render(request, "circles/over.html", page)


@require_POST
def beginning(request: HttpRequest) -> HttpResponse:
    """Draw it as it is today, from the last picture; or as it was on a day that is over."""
    form = DayForm(request.POST)
    if not form.is_valid():
        return render(request, "circles/day.html", {"day_form": form, "here": "me"})
    viewer, _dates = whoever_drew(request)
    circle = actions.draw_as_it_is(by=viewer, on=form.cleaned_data["on"])
    return redirect("circles:drawing", circle.id)


@require_POST
def hoping(request: HttpRequest) -> HttpResponse:
    """Draw it as I hope it will be."""
    viewer, _dates = whoever_drew(request)
    return redirect("circles:drawing", actions.draw_what_i_hope(by=viewer).id)


@nobody_in_between
def needs(request: HttpRequest, circle_id: UUID) -> HttpResponse:
    """What I need and have, beside what I need and miss."""
    viewer = viewer_of(request)
    draft = f"needs/{circle_id}"
    circle = my_circle(viewer, circle_id)
    open_rows([circle])
    kept = {"have": circle.needed_have, "missing": circle.needed_missing}
    form = NeedsForm(request.POST or None, initial=_typed(viewer, draft), stands=kept)
    if request.method == "POST" and form.is_valid():
        actions.say_what_is_needed(by=viewer, circle_id=circle_id, **form.cleaned_data)
        let_draft_go(by=viewer, form=draft)
        return redirect("circles:one", circle_id)
    page = {"form": form, "circle": circle, "draft": draft, "here": "me"}
    return render(request, "circles/needs.html", page)


def _typed(viewer: Viewer, draft: str) -> dict[str, object]:
    kept = draft_of(viewer, draft)
    return kit.first_said(NeedsForm, kept) if kept else {}


@require_POST
def taking_out_picture(request: HttpRequest, circle_id: UUID) -> HttpResponse:
    """This picture goes; the others stay."""
    actions.take_out_picture(by=viewer_of(request), circle_id=circle_id)
    return redirect("circles:mine")


def on_paper(request: HttpRequest, circle_id: UUID, kind: PaperKind) -> HttpResponse:
    """My circle to hold in the hand, and only mine."""
    viewer = viewer_of(request)
    found = read(viewer, my_circle(viewer, circle_id), Whose(my_name(request)))
    return answer(circle_sheet(found), kind)


def copy(request: HttpRequest, circle_id: UUID) -> HttpResponse:
    """My circle as a file, and only mine. By a form: no link makes one."""
    viewer = viewer_of(request)
    circle = my_circle(viewer, circle_id)
    form = TakingOutForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        page = {"form": form, "circle": circle, "here": "me"}
        return render(request, "circles/copy.html", page)
    picture = picture_of(viewer, circle)
    if form.cleaned_data["hidden"]:
        picture = with_the_hidden(viewer, picture)
    file = file_of(picture, my_name(request), form.cleaned_data["kind"])
    taken = HttpResponse(file.whole, content_type=f"{file.kind}; charset=utf-8")
    taken.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return taken
