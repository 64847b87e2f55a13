from typing import TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.trail import looking
from alongside.access.viewer import Viewer, viewer_of
from alongside.drafts.actions import let_draft_go
from alongside.drafts.forms import as_left
from alongside.drafts.queries import draft_of
from alongside.kit import forms as kit
from alongside.kit.ids import new_id
from alongside.moments import actions
from alongside.moments.forms import ApartAgainForm, StanceForm, TakenDownForm, TellingForm
from alongside.moments.models import Moment, Telling, Why
from alongside.moments.queries import my_stances, said_by_others
from alongside.relationships.queries import Between, the_relationship
from alongside.vault.fields import open_rows

F = TypeVar("F", bound=TellingForm)


def telling(request: HttpRequest, moment_id: UUID) -> HttpResponse:
    """Add my words to a moment."""
    return _telling(request, moment_id, otherwise=False)


def otherwise(request: HttpRequest, moment_id: UUID) -> HttpResponse:
    """That's not how it was: my account stands beside the first."""
    return _telling(request, moment_id, otherwise=True)


def _telling(request: HttpRequest, moment_id: UUID, *, otherwise: bool) -> HttpResponse:
    viewer = viewer_of(request)
    with looking(viewer) as look:
        _moment, between = _where(viewer, moment_id)
        said = said_by_others(viewer, moment_id)
        if said:
            look.saw(between.other.id, Strand.MOMENTS, Ground.SIDE, between.id)
    key = f"telling/{moment_id}/{'otherwise' if otherwise else 'words'}"
    form = _form(request, viewer, key, TellingForm)
    if form.is_valid():
        actions.add_telling(
            by=viewer,
            moment_id=moment_id,
            words=form.cleaned_data["words"],
            otherwise=otherwise,
            id=form.cleaned_data["id"],
        )
        let_draft_go(by=viewer, form=key)
        return redirect("pages:moment", moment_id)
    page = {"form": form, "between": between, "otherwise": otherwise, "draft": key, "said": said}
    return render(request, "moments/telling.html", {**page, "moment_id": moment_id})


def taking_down(request: HttpRequest, moment_id: UUID) -> HttpResponse:
    """Write down what the other side says, in their words, with their yes."""
    viewer = viewer_of(request)
    _moment, between = _where(viewer, moment_id)
    key = f"telling/{moment_id}/taken-down"
    form = _form(request, viewer, key, TakenDownForm)
    if form.is_valid():
        actions.take_down_telling(
            by=viewer,
            moment_id=moment_id,
            teller_id=between.other.id,
            words=form.cleaned_data["words"],
            otherwise=form.cleaned_data["otherwise"],
            id=form.cleaned_data["id"],
        )
        let_draft_go(by=viewer, form=key)
        return redirect("pages:moment", moment_id)
    page = {"form": form, "between": between, "taken_down": True, "draft": key}
    return render(request, "moments/telling.html", {**page, "moment_id": moment_id})


def placing(request: HttpRequest, moment_id: UUID) -> HttpResponse:
    """Place my own dot on support x challenge, move it, or take it away."""
    viewer = viewer_of(request)
    _moment, between = _where(viewer, moment_id)
    mine = my_stances(viewer, [moment_id]).get(moment_id)
    placed = kit.Placed(*mine.support_and_challenge()) if mine else None
    form = StanceForm(request.POST or None, initial={"stance": placed})
    if request.method == "POST" and form.is_valid():
        if place := form.cleaned_data["stance"]:
            actions.place_stance(
                by=viewer, moment_id=moment_id, support=place.up, challenge=place.right
            )
        else:
            actions.take_stance_away(by=viewer, moment_id=moment_id)
        return redirect("pages:moment", moment_id)
    page = {"form": form, "between": between, "moment_id": moment_id, "placed": placed}
    return render(request, "moments/placing.html", page)


@require_POST
def turning(request: HttpRequest, moment_id: UUID) -> HttpResponse:
    """This is when it changed; the same button takes the mark away again."""
    viewer = viewer_of(request)
    act = actions.unmark_turning if request.POST.get("off") else actions.mark_turning
    act(by=viewer, moment_id=moment_id)
    return redirect("pages:moment", moment_id)


@require_POST
def undoing_telling(request: HttpRequest, telling_id: UUID) -> HttpResponse:
    """Take back words nobody else has seen yet."""
    viewer = viewer_of(request)
    moment_id = Telling.objects.get_ours(viewer, id=telling_id).moment_id
    try:
        actions.undo_telling(by=viewer, telling_id=telling_id)
    except actions.TooLate:
        return render(request, "moments/too_late.html", {"moment_id": moment_id})
    return redirect("pages:moment", moment_id)


@require_POST
def letting_through(request: HttpRequest, moment_id: UUID) -> HttpResponse:
    """I have read this old note: the person may see it."""
    viewer = viewer_of(request)
    moment = Moment.objects.get_ours(viewer, id=moment_id, relationship__isnull=False)
    actions.let_through(by=viewer, moment_id=moment_id)
    if "back" in request.POST:
        return _to_the_list(request, moment)
    return redirect("pages:moment", moment_id)


@require_POST
def setting_aside(request: HttpRequest, moment_id: UUID) -> HttpResponse:
    """This old note is not for the other side, and why."""
    viewer = viewer_of(request)
    moment = Moment.objects.get_ours(viewer, id=moment_id, relationship__isnull=False)
    if not viewer.is_working:
        raise Http404
    if request.POST.get("why") in Why.values:
        actions.set_aside(by=viewer, moment_id=moment_id, why=Why(request.POST["why"]))
    return _to_the_list(request, moment)


@require_POST
def bringing_back(request: HttpRequest, moment_id: UUID) -> HttpResponse:
    """It waits to be read through again."""
    viewer = viewer_of(request)
    moment = Moment.objects.get_ours(viewer, id=moment_id, relationship__isnull=False)
    actions.bring_back(by=viewer, moment_id=moment_id)
    return _to_the_list(request, moment)


def _to_the_list(request: HttpRequest, moment: Moment) -> HttpResponse:
    """The page of the list that the button was on."""
    answer = redirect("pages:to-read-through", moment.relationship_id)
    asked = {name: request.POST[name] for name in ("page", "aside") if request.POST.get(name)}
    answer["Location"] += f"?{urlencode(asked)}" if asked else ""
    return answer


@require_POST
def showing(request: HttpRequest, moment_id: UUID) -> HttpResponse:
    """What I kept apart can be shown now."""
    viewer = viewer_of(request)
    actions.show_after_all(by=viewer, moment_id=moment_id)
    return redirect("pages:moment", moment_id)


def keeping_apart(request: HttpRequest, moment_id: UUID) -> HttpResponse:
    """Look again at what I keep apart: it can be shown, or stay so with a reason and a day."""
    viewer = viewer_of(request)
    apart = actions.kept_apart_by_me(viewer, moment_id)
    between = the_relationship(viewer, apart.relationship_id)
    open_rows([apart])
    key = f"keeping-apart/{moment_id}"
    first = {"reason": apart.reason}
    form = as_left(viewer, key, ApartAgainForm, request.POST or None, first=first)
    if request.method == "POST" and form.is_valid():
        actions.keep_apart_again(by=viewer, moment_id=moment_id, **form.cleaned_data)
        let_draft_go(by=viewer, form=key)
        return redirect("pages:moment", moment_id)
    page = {"form": form, "between": between, "moment_id": moment_id, "draft": key}
    return render(request, "moments/keeping_apart.html", page)


def _where(viewer: Viewer, moment_id: UUID) -> tuple[Moment, Between]:
    moment = Moment.objects.get_ours(viewer, id=moment_id, relationship__isnull=False)
    if moment.relationship_id is None:
        raise Http404
    return moment, the_relationship(viewer, moment.relationship_id)


def _form(request: HttpRequest, viewer: Viewer, key: str, kind: type[F]) -> F:
    if request.method == "POST":
        return kind(request.POST)
    kept = draft_of(viewer, key)
    return kind(initial={"id": new_id(), **(kit.first_said(kind, kept) if kept else {})})
