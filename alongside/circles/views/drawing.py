"""Drawing: putting people in, moving them, saying how it is; and the hidden layer."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.viewer import Viewer, viewer_of
from alongside.circles import actions
from alongside.circles.forms import NewTieForm, PlaceForm, TieForm, first_said
from alongside.circles.looking import my_name
from alongside.circles.models import Around, Circle, HiddenTie, Tie
from alongside.circles.queries import (
    Picture,
    Somebody,
    my_asks,
    my_circle,
    picture_of,
    with_the_hidden,
)
from alongside.circles.showing import date_title, groups_of, key_of_picture, to_draw
from alongside.circles.svg import circle_svg
from alongside.drafts.actions import let_draft_go
from alongside.drafts.queries import draft_of
from alongside.kit import forms as kit
from alongside.kit.change import nobody_in_between
from alongside.kit.ids import new_id
from alongside.relationships.queries import my_relationships


def drawing(request: HttpRequest, circle_id: UUID) -> HttpResponse:
    """One picture of mine to draw on, and a form that puts somebody in."""
    viewer = viewer_of(request)
    circle = my_circle(viewer, circle_id)
    form = NewTieForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _put_in(viewer, circle, form):
        return redirect("circles:drawing", circle_id)
    return _to_draw(request, picture_of(viewer, circle), form, hidden=False)


def hidden(request: HttpRequest, circle_id: UUID) -> HttpResponse:
    """The same with those I keep hidden: the page is there whether anybody is or not."""
    viewer = viewer_of(request)
    circle = my_circle(viewer, circle_id)
    form = NewTieForm(request.POST or None)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and _put_in(viewer, circle, form, is_hidden=True):
        return redirect("circles:hidden", circle_id)
    picture = with_the_hidden(viewer, picture_of(viewer, circle))
    return _to_draw(request, picture, form, hidden=True)


def _put_in(viewer: Viewer, circle: Circle, form: NewTieForm, *, is_hidden: bool = False) -> bool:
    """Put somebody in; or say on the form why not."""
    said, id = form.said(), form.cleaned_data["id"]
    try:
        actions.put_in(by=viewer, circle_id=circle.id, said=said, hidden=is_hidden, id=id)
    except actions.TooMany:
        form.add_error(
            None,
            _("%(most)s people are in this picture. Take somebody out to make room.")
            % {"most": actions.MOST},
        )
        return False
    return True


def _to_draw(
    request: HttpRequest, picture: Picture, form: NewTieForm, *, hidden: bool
) -> HttpResponse:
    name = my_name(request)
    page = {
        "circle": picture.circle,
        "date": date_title(picture.circle),
        "svg": circle_svg(picture, name=name, title=name, link=to_draw),
        "groups": groups_of(picture),
        "key": key_of_picture(),
        "form": form,
        "hidden": hidden,
        "here": "me",
    }
    return render(request, "circles/drawing.html", page)


# --- one of them ----------------------------------------------------------------------------------


@nobody_in_between
def tie(request: HttpRequest, tie_id: UUID) -> HttpResponse:
    """All that can be said of somebody in my picture."""
    return _tie(request, Tie, tie_id)


@nobody_in_between
def hidden_tie(request: HttpRequest, hidden_id: UUID) -> HttpResponse:
    """The same, of somebody I keep hidden."""
    return _tie(request, HiddenTie, hidden_id)


def _tie(request: HttpRequest, kind: type[Around], tie_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    mine = actions.my_tie(viewer, kind, tie_id)
    is_hidden = kind is HiddenTie
    picture = picture_of(viewer, my_circle(viewer, mine.circle_id))
    if is_hidden:
        picture = with_the_hidden(viewer, picture)
    one = next(each for each in picture.people if each.id == mine.id)
    others = [(each.who, each.called) for each in picture.people if each is not one]
    # What is typed about somebody hidden is kept nowhere else meanwhile.
    draft = "" if is_hidden else actions.draft_of_tie(tie_id)
    form = TieForm(
        request.POST or None,
        initial=_typed(viewer, draft),
        stands=first_said(one.called, one.words, one.drawn),
        drawn=one.drawn,
        others=others,
    )
    if request.method == "POST" and form.is_valid():
        actions.say_about(by=viewer, kind=kind, tie_id=tie_id, said=form.said())
        if draft:
            let_draft_go(by=viewer, form=draft)
        return redirect(_back(kind), mine.circle_id)
    page = {"form": form, "one": one, "circle": picture.circle, "draft": draft, "here": "me"}
    page |= {"hidden": is_hidden} if is_hidden else _pointing(viewer, one)
    return render(request, "circles/tie.html", page)


def _typed(viewer: Viewer, draft: str) -> dict[str, object]:
    """What was typed about them before, and not saved."""
    kept = draft_of(viewer, draft) if draft else None
    return kit.first_said(TieForm, kept) if kept else {}


def _pointing(viewer: Viewer, one: Somebody) -> dict[str, Any]:
    """Whom it could point to, or does: people I have a relationship with, and no others."""
    people = my_relationships(viewer)
    ask = my_asks(viewer).get(one.who)
    asked = next((each for each in people if ask and each.id == ask.relationship_id), None)
    return {"people": people, "ask": ask if asked else None, "asked": asked, "ask_id": new_id()}


def _back(kind: type[Around]) -> str:
    return "circles:hidden" if kind is HiddenTie else "circles:drawing"


@require_POST
def place(request: HttpRequest, tie_id: UUID) -> HttpResponse:
    """Put somebody elsewhere: by a drag, by a key, or by a button."""
    return _place(request, Tie, tie_id)


@require_POST
def hidden_place(request: HttpRequest, hidden_id: UUID) -> HttpResponse:
    return _place(request, HiddenTie, hidden_id)


def _place(request: HttpRequest, kind: type[Around], tie_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    mine = actions.my_tie(viewer, kind, tie_id)
    form = PlaceForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        actions.move(by=viewer, kind=kind, tie_id=tie_id, ring=said["ring"], angle=said["angle"])
    return redirect(_back(kind), mine.circle_id)


@require_POST
def removal(request: HttpRequest, tie_id: UUID) -> HttpResponse:
    """Take somebody out of this picture, or of all of them."""
    return _removal(request, Tie, tie_id)


@require_POST
def hidden_removal(request: HttpRequest, hidden_id: UUID) -> HttpResponse:
    return _removal(request, HiddenTie, hidden_id)


def _removal(request: HttpRequest, kind: type[Around], tie_id: UUID) -> HttpResponse:
    everywhere = request.POST.get("everywhere") == "yes"
    circle_id = actions.take_out(
        by=viewer_of(request), kind=kind, tie_id=tie_id, everywhere=everywhere
    )
    return redirect(_back(kind), circle_id)


@require_POST
def hiding(request: HttpRequest, tie_id: UUID) -> HttpResponse:
    """Keep them hidden: only I see them, in every picture."""
    circle_id = actions.keep_hidden(by=viewer_of(request), tie_id=tie_id)
    return redirect("circles:drawing", circle_id)


@require_POST
def showing(request: HttpRequest, hidden_id: UUID) -> HttpResponse:
    """They are in my pictures like everybody else."""
    circle_id = actions.show_again(by=viewer_of(request), hidden_id=hidden_id)
    return redirect("circles:hidden", circle_id)
