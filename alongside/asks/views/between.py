"""Asks of a relationship: written, looked at, said yes to, sent, taken back; what came after."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.strands import Strand
from alongside.access.trail import Look, looking
from alongside.access.viewer import Viewer, viewer_of
from alongside.asks import actions
from alongside.asks.checks import MustNotKnow, NamesThem
from alongside.asks.forms import AfterForm, AskForm, DoorForm
from alongside.asks.models import Ask
from alongside.asks.queries import Asked, asks_between, one_ask
from alongside.drafts.actions import let_draft_go
from alongside.drafts.forms import as_left
from alongside.kit.square import square
from alongside.partners.queries import people_in
from alongside.people.where import SaysWhere
from alongside.relationships.queries import Between, the_relationship
from alongside.teams.queries import my_team_ids


def asks(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """What we asked others, and what came of it."""
    viewer = viewer_of(request)
    with looking(viewer) as look:
        between = the_relationship(viewer, relationship_id)
        found = asks_between(viewer, relationship_id)
        if found:
            _saw(look, between)
    page = {"between": between, "asks": found, "here": "people", "tab": "asks"}
    return render(request, "asks/asks.html", page)


def _saw(look: Look, between: Between) -> None:
    look.saw(between.other.id, Strand.PLANS, between.ground, between.id)


def asking(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Ask one person to open a door: written, then looked at as they will read it, then a yes."""
    viewer = viewer_of(request)
    between = the_relationship(viewer, relationship_id)
    form = _ask_form(request, viewer, between)
    ask = _looked_over(form, viewer, between) if form.is_bound and form.is_valid() else None
    if ask is None:
        page = {"form": form, "between": between, "here": "people"}
        return render(request, "asks/asking.html", page)
    said = request.POST.get("yes", "")
    if not said:
        kept = [(name, each) for name in form.fields for each in request.POST.getlist(name)]
        page = {"ask": ask, "between": between, "kept": kept, "here": "people"}
        return render(request, "asks/before.html", page)
    made = actions.write_ask(
        by=viewer,
        relationship_id=between.id,
        wish=form.wish(),
        heard=said == "heard",
        id=form.cleaned_data["id"],
    )
    let_draft_go(by=viewer, form=form.draft)
    return redirect("asks:one", made.id)


def _ask_form(request: HttpRequest, viewer: Viewer, between: Between) -> AskForm:
    """As it was sent; brought back to be changed; or as the viewer left it."""
    about = actions.whose_life(viewer, between)
    first: dict[str, object] = {"signed": between.me.called}
    if changing := "change" in request.POST:
        first = {name: request.POST.get(name, "") for name in AskForm.base_fields}
    return as_left(
        viewer,
        f"ask/{between.id}",
        AskForm,
        None if changing else request.POST or None,
        first=first,
        known=people_in(viewer) if viewer.is_working else (),
        about=about.called if about.id != viewer.person_id else "",
    )


def _looked_over(form: AskForm, viewer: Viewer, between: Between) -> Ask | None:
    """What would be asked; or None, and the form says why not."""
    try:
        return actions.would_ask(by=viewer, relationship_id=between.id, wish=form.wish())
    except MustNotKnow:
        form.add_error("to" if form.cleaned_data.get("to") else "called", _never_told(between))
    except SaysWhere:
        form.add_error("words", says_where())
    return None


def _never_told(between: Between) -> str:
    return _("%(name)s asked never to tell somebody of this name. Talk it over first.") % {
        "name": between.supported.called
    }


def says_where() -> str:
    return _("These words say where somebody lives. Take that out: an ask never carries it.")


# --- one ask ------------------------------------------------------------------------------------


def one(request: HttpRequest, the_ask_id: UUID) -> HttpResponse:
    """One ask, what came of it, and what can be done now."""
    return _page(request, the_ask_id)


def _page(request: HttpRequest, ask_id: UUID, **more: object) -> HttpResponse:
    viewer = viewer_of(request)
    between, asked = _one(viewer, ask_id)
    page: dict[str, object] = {"between": between, "asked": asked, "here": "people"}
    page |= {
        "form": _after_form(viewer, between, asked),
        "is_mine": asked.ask.by_id == viewer.person_id,
        "may_say_yes": asked.stands == "waits" and asked.ask.about_id == viewer.person_id,
        "asker": between.person(asked.ask.by_id).called,
        "about": between.person(asked.ask.about_id).called,
        "in_a_team": viewer.is_working and my_team_ids(viewer).exists(),
        "told": [(between.person(after.by_id).called, after) for after in asked.afters],
    }
    return render(request, "asks/one.html", {**page, **more})


def _one(viewer: Viewer, ask_id: UUID) -> tuple[Between, Asked]:
    """One ask with its line on the trail."""
    with looking(viewer) as look:
        asked = one_ask(viewer, ask_id)
        between = the_relationship(viewer, asked.ask.relationship_id)
        _saw(look, between)
    return between, asked


def _after_form(viewer: Viewer, between: Between, asked: Asked, data: object = None) -> AfterForm:
    about = between.person(asked.ask.about_id)
    return as_left(
        viewer,
        f"ask-after/{asked.ask.id}",
        AfterForm,
        data,
        called=asked.ask.called,
        about="" if about.id == viewer.person_id else about.called,
    )


@require_POST
def saying_yes(request: HttpRequest, the_ask_id: UUID) -> HttpResponse:
    """These words may be said of me."""
    actions.say_yes_to_ask(by=viewer_of(request), ask_id=the_ask_id)
    return redirect("asks:one", the_ask_id)


@require_POST
def taking_back(request: HttpRequest, the_ask_id: UUID) -> HttpResponse:
    """It is asked no more; its link shows nothing."""
    actions.take_ask_back(by=viewer_of(request), ask_id=the_ask_id)
    return redirect("asks:one", the_ask_id)


@require_POST
def linking(request: HttpRequest, the_ask_id: UUID) -> HttpResponse:
    """The link, shown once: as a square, and as words to send."""
    try:
        made = actions.make_link(by=viewer_of(request), ask_id=the_ask_id)
    except actions.NotAgreed:
        return redirect("asks:one", the_ask_id)
    except (MustNotKnow, SaysWhere):
        return _page(request, the_ask_id, may_not_go=True)
    address = request.build_absolute_uri(reverse("asks:link", args=(made.link,)))
    return _page(request, the_ask_id, address=address, square=square(address))


def after(request: HttpRequest, the_ask_id: UUID) -> HttpResponse:
    """What happened after, or thanks."""
    viewer = viewer_of(request)
    between, asked = _one(viewer, the_ask_id)
    form = _after_form(viewer, between, asked, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.tell_after(by=viewer, ask_id=the_ask_id, **form.told())
        except SaysWhere:
            form.add_error("words", says_where())
        except NamesThem as named:
            says = _("This names %(name)s. Thank them without, or ask %(name)s for a yes.")
            form.add_error("words", says % {"name": named.name})
        else:
            let_draft_go(by=viewer, form=form.draft)
            return redirect("asks:one", the_ask_id)
    page = {"form": form, "between": between, "asked": asked, "here": "people"}
    return render(request, "asks/after.html", page)


def opened_door(request: HttpRequest, the_ask_id: UUID) -> HttpResponse:
    """Tell my team who opened a door, and for what."""
    viewer = viewer_of(request)
    between, asked = _one(viewer, the_ask_id)
    first = {"place": asked.ask.place}
    form = as_left(viewer, f"ask-door/{the_ask_id}", DoorForm, request.POST or None, first=first)
    if asked.ask.to_id:
        del form.fields["place"]
    if request.method == "POST" and form.is_valid():
        try:
            actions.tell_of_door(by=viewer, ask_id=the_ask_id, **form.cleaned_data)
        except NamesThem as named:
            says = _("This names %(name)s. The team needs only the door: say it without.")
            form.add_error("words", says % {"name": named.name})
        else:
            let_draft_go(by=viewer, form=form.draft)
            return redirect("asks:doors")
    page = {"form": form, "between": between, "asked": asked, "here": "people"}
    return render(request, "asks/opened_door.html", page)
