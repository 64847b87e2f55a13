"""Asking for erasing, twice; a week to think; and what others told."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.grounds import Ground
from alongside.access.trail import looking
from alongside.access.viewer import Viewer, selves_of, viewer_of
from alongside.accounts.sure import ask_again, is_sure
from alongside.drafts.actions import let_draft_go
from alongside.drafts.forms import as_left
from alongside.drafts.queries import Fields, drafts_of
from alongside.kit.ids import new_id
from alongside.relationships.queries import Between, the_relationship
from alongside.rights.actions import erasures as actions
from alongside.rights.copies.gathering import strand_of
from alongside.rights.erasing import works_here
from alongside.rights.forms import DecideForm, HoldForm, SureForm
from alongside.rights.kinds import as_read, called
from alongside.rights.models import ErasureAsk, Hold
from alongside.rights.queries import hold_on, is_erased, words_left
from alongside.vault.fields import SealedModel

MOST = 50
"""Things to decide on one page; the next come when these are decided."""


def _own_life(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    if viewer.is_working:
        raise Http404
    return viewer


def erasing(request: HttpRequest) -> HttpResponse:
    """What erasing does, and how mine stands. The first yes."""
    viewer = _own_life(request)
    form = SureForm(request.POST or None, initial={"id": new_id()})
    if request.method == "POST" and form.is_valid():
        if not is_sure(request):
            return ask_again(request, after=request.path)
        ask = actions.ask_to_erase(by=viewer, id=form.cleaned_data["id"])
        return redirect("rights:erasing-again", ask.id)
    standing = actions.my_standing(viewer)
    page = {"form": form, "standing": standing, "works": works_here(viewer.person_id)}
    page["several"] = len(selves_of(request)) > 1
    return render(request, "rights/erasing.html", {**page, "here": "me"})


def again(request: HttpRequest, ask_id: UUID) -> HttpResponse:
    """The second yes, on a page of its own."""
    viewer = _own_life(request)
    ask = ErasureAsk.objects.get_ours(viewer, id=ask_id)
    form = SureForm(request.POST or None, initial={"id": ask.id})
    if request.method == "POST" and form.is_valid():
        if not is_sure(request):
            return ask_again(request, after=request.path)
        actions.confirm_erasing(by=viewer, ask_id=ask.id)
        return redirect("rights:erasing")
    if not actions.standing_of(ask).is_open or actions.standing_of(ask).confirmed:
        return redirect("rights:erasing")
    return render(request, "rights/erasing_again.html", {"form": form, "ask": ask, "here": "me"})


@require_POST
def taking_back(request: HttpRequest, ask_id: UUID) -> HttpResponse:
    """Never mind."""
    actions.take_erasing_back(by=_own_life(request), ask_id=ask_id)
    return redirect("rights:erasing")


@require_POST
def finishing(request: HttpRequest, ask_id: UUID) -> HttpResponse:
    """The week is over: do it now. Whoever has no way in any more stands before the door."""
    try:
        actions.finish_erasing(by=_own_life(request), ask_id=ask_id)
    except actions.TooEarly:
        return redirect("rights:erasing")
    return redirect("pages:away")


def words_of_others(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """What I told about somebody who asked for erasing, thing by thing; and holds."""
    viewer = viewer_of(request)
    between = the_relationship(viewer, relationship_id)
    form = DecideForm(request.POST or None)
    says = "" if form.is_valid() or not form.is_bound else _("Say why.")
    if request.method == "POST" and form.is_valid():
        says = _decide(viewer, relationship_id, form, destroy="destroy" in request.POST)
        if not says:
            let_draft_go(by=viewer, form=_deciding(form.cleaned_data["row"]))
            return redirect("rights:erased", relationship_id)
    return _words_of_others(request, between, says, _hold_form(viewer, relationship_id))


def _words_of_others(
    request: HttpRequest, between: Between, says: str, hold_form: HoldForm
) -> HttpResponse:
    viewer, relationship_id = viewer_of(request), between.id
    with looking(viewer) as look:
        erased = is_erased(viewer, relationship_id)
        left = words_left(viewer, relationship_id) if erased else []
        hold = hold_on(viewer, relationship_id)
        for row, _said in left[:MOST]:
            if strand := strand_of(row):
                look.saw(between.other.id, strand, Ground.SIDE, between.id)
    drafts = drafts_of(viewer, [_deciding(row.pk) for row, _said in left[:MOST]])
    page = {
        "between": between,
        "erased": erased,
        "left": [_shown(viewer, row, said, request, drafts) for row, said in left[:MOST]],
        "more": max(0, len(left) - MOST),
        "hold": hold,
        "my_hold": hold is not None and hold.by_id == viewer.person_id,
        "hold_form": hold_form,
        "says": says,
        "here": "people",
    }
    return render(request, "rights/erased.html", page)


def _decide(viewer: Viewer, relationship_id: UUID, form: DecideForm, *, destroy: bool) -> str:
    """Gives what stands against it, in plain words; nothing when it was done."""
    try:
        actions.decide_words(
            by=viewer,
            relationship_id=relationship_id,
            kind=form.cleaned_data["kind"],
            row_id=form.cleaned_data["row"],
            destroy=destroy,
            reason=form.cleaned_data["reason"],
        )
    except actions.HoldStands as hold:
        return _("These words have to stay for now: %(why)s") % {"why": hold.words}
    return ""


def _deciding(row_id: UUID) -> str:
    return f"deciding/{row_id}"


def _hold_form(viewer: Viewer, relationship_id: UUID, data: object = None) -> HoldForm:
    first = {"id": new_id()}
    key = f"holding/{relationship_id}"
    return as_left(viewer, key, HoldForm, data, first=first, auto_id="hold-%s")


def _shown(
    viewer: Viewer,
    row: SealedModel,
    said: list[str],
    request: HttpRequest,
    drafts: dict[str, Fields],
) -> dict[str, object]:
    form = as_left(
        viewer,
        _deciding(row.pk),
        DecideForm,
        request.POST if request.POST.get("row") == str(row.pk) else None,
        first={"kind": row._meta.label, "row": row.pk},
        drafts=drafts,
        auto_id=f"d-{row.pk}-%s",
    )
    return {"about": called(row), "said": as_read(row, said), "form": form}


@require_POST
def holding(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Say why words have to stay for a while."""
    viewer = viewer_of(request)
    between = the_relationship(viewer, relationship_id)
    form = _hold_form(viewer, relationship_id, request.POST)
    if not viewer.is_working:
        raise Http404
    if not form.is_valid():
        return _words_of_others(request, between, "", form)
    said = form.cleaned_data
    actions.hold_words(
        by=viewer,
        relationship_id=relationship_id,
        words=said["words"],
        until=said["until"],
        id=said["id"],
    )
    let_draft_go(by=viewer, form=form.draft)
    return redirect("rights:erased", relationship_id)


@require_POST
def lifting(request: HttpRequest, hold_id: UUID) -> HttpResponse:
    """Lift a hold of mine."""
    viewer = viewer_of(request)
    hold = Hold.objects.get_ours(viewer, id=hold_id, by_id=viewer.person_id)
    actions.lift_hold(by=viewer, hold_id=hold.id)
    return redirect("rights:erased", hold.relationship_id)
