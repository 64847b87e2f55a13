"""At work: doors my teams know of, and what others ask of me."""

from itertools import groupby
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.trail import Look, looking
from alongside.access.viewer import Viewer, viewer_of
from alongside.asks import actions
from alongside.asks.forms import AnswerForm
from alongside.asks.links import SaidEnough
from alongside.asks.queries import Asked, asked_of_me, doors, one_asked_of_me, what_i_answered
from alongside.drafts.actions import let_draft_go
from alongside.drafts.forms import as_left
from alongside.partners.queries import people_in
from alongside.relationships.queries import my_relationships, one_each


def _at_work(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    if not viewer.is_working:
        raise Http404
    return viewer


def our_doors(request: HttpRequest) -> HttpResponse:
    """Who opened one and for what, by name: no order but that of names, and no counts."""
    viewer = _at_work(request)
    known = doors(viewer)
    places = {one.person_id: one for one in people_in(viewer)}
    people = [
        (opened[0].person, places.get(person_id), opened)
        for person_id, opened in (
            (key, list(group)) for key, group in groupby(known, lambda door: door.person_id)
        )
    ]
    page = {"people": people, "beside": one_each(my_relationships(viewer)), "here": "doors"}
    return render(request, "asks/doors.html", page | {"me": viewer.person_id})


@require_POST
def taking_off(request: HttpRequest, door_id: UUID) -> HttpResponse:
    actions.take_door_off(by=_at_work(request), door_id=door_id)
    return redirect("asks:doors")


def of_me(request: HttpRequest) -> HttpResponse:
    """What I am asked, and every answer of mine: I alone read them side by side."""
    viewer = _at_work(request)
    with looking(viewer) as look:
        found = asked_of_me(viewer)
        for asked in found:
            _saw(look, asked)
    page = {"asks": found, "answers": what_i_answered(viewer), "here": "doors"}
    return render(request, "asks/of_me.html", page)


def _saw(look: Look, asked: Asked) -> None:
    ask = asked.ask
    look.saw(ask.about_id, Strand.PLANS, Ground.SHARE, ask.relationship_id, ask.id)


def one_of_me(request: HttpRequest, the_ask_id: UUID) -> HttpResponse:
    """One ask to me, as its link would show it, with my answer."""
    viewer = _at_work(request)
    with looking(viewer) as look:
        asked = one_asked_of_me(viewer, the_ask_id)
        if asked is None:
            raise Http404
        _saw(look, asked)
    draft = f"ask-answer/{the_ask_id}"
    form = as_left(viewer, draft, AnswerForm, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_what_i_was_asked(by=viewer, ask_id=the_ask_id, **form.said())
        except SaidEnough:
            return redirect("asks:of-me")
        let_draft_go(by=viewer, form=draft)
        return redirect("asks:one-of-me", the_ask_id)
    page = {"asked": asked, "ask": asked.ask, "form": form, "here": "doors"}
    return render(request, "asks/one_of_me.html", page)
