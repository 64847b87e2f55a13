"""Who can see what: the person's own page, and what two sides share from their relationship."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer, selves_of, viewer_of
from alongside.drafts.actions import let_draft_go
from alongside.drafts.forms import as_left
from alongside.drafts.queries import drafts_of
from alongside.people.actions import say_where_i_live
from alongside.people.queries import where_they_live
from alongside.relationships.queries import Between, my_relationships, the_relationship
from alongside.shares import actions
from alongside.shares.between import by_how, sharing_between
from alongside.shares.choices import my_own_worker, whom_it_could_be
from alongside.shares.feared import MustNotKnow
from alongside.shares.forms import AddressForm, LaterForm, NeverTellForm, ShareForm, sharing_draft
from alongside.shares.models import Delay, Duty, Share
from alongside.shares.opened import OpenPage, open_now, with_names
from alongside.shares.queries import (
    keepers_of_mine,
    never_tells,
    paused_since,
    shares_about_me,
)
from alongside.shares.second_people import powers_about_me
from alongside.shares.showing import ShareLine, line_of
from alongside.shares.told_later import asked_to_tell_later


def mine(request: HttpRequest) -> HttpResponse:
    """Everything anybody can see about me: who, what, why, until when."""
    viewer = _own_life(request)
    form = NeverTellForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.name_never_tell(by=viewer, words=said["words"], id=said["id"])
        return redirect("shares:mine")
    selves = selves_of(request)
    shares = [(share, line_of(me, share)) for me in selves for share in shares_about_me(me)]
    people = [each for me in selves for each in my_relationships(me)]
    opened = with_names((one for me in selves for one in open_now(me)), people)
    page = {
        **by_how([line for _share, line in shares]),
        "people": [(each, _beside(each, shares, opened)) for each in people],
        "opened": opened,
        "paused": next(filter(None, (paused_since(me, me.person_id) for me in selves)), None),
        "keepers": [keeping for me in selves for keeping in keepers_of_mine(me)],
        "powers": [power for me in selves for power in powers_about_me(me)],
        "never": [said for me in selves for said in never_tells(me, me.person_id)],
        "form": form,
        "lives": [w for me in selves for w in where_they_live(me, me.person_id, Ground.MINE)],
        "address_form": AddressForm(auto_id="at-%s"),
        "here": "sharing",
    }
    return render(request, "shares/mine.html", page)


def _beside(
    each: Between, shares: list[tuple[Share, ShareLine]], opened: list[OpenPage]
) -> list[str]:
    """What else they see, beside what the two of us write."""
    own = [one.what for one in opened if one.relationship_id == each.id]
    by_name = {
        line.what
        for share, line in shares
        if line.how == "given" and share.with_person_id == each.other.id
    }
    return [*own, *sorted(by_name)]


@require_POST
def where_i_live(request: HttpRequest) -> HttpResponse:
    """Write it, or take it out by leaving it empty. It opens to nobody by that."""
    viewer = _own_life(request)
    form = AddressForm(request.POST)
    if form.is_valid():
        words = form.cleaned_data["words"]
        # Written as one record; taken out of all.
        for me in (viewer,) if words else selves_of(request):
            say_where_i_live(by=me, words=words)
    return redirect("shares:mine")


def _own_life(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    if viewer.is_working:
        raise Http404
    return viewer


def between(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """What opens from one relationship. A worker asks; what the person gives they see first."""
    return _between(request, relationship_id, request.POST or None)


def _between(
    request: HttpRequest,
    relationship_id: UUID,
    sent: object,
    never_form: NeverTellForm | None = None,
) -> HttpResponse:
    """`sent`: of the form to share; `never_form`: with what is missing in it."""
    viewer = viewer_of(request)
    page = sharing_between(viewer, relationship_id)
    each, is_mine = page["between"], page["is_mine"]
    form = as_left(
        viewer,
        sharing_draft(relationship_id),
        ShareForm,
        None if is_mine else sent,
        choices=[*whom_it_could_be(viewer, each), *my_own_worker(viewer, each)],
        worker_id=(each.me if viewer.is_working else each.other).id,
        is_mine=is_mine,
    )
    if form.is_bound and form.is_valid():
        share = form.asked(by=viewer, between=each)
        if share is not None:
            let_draft_go(by=viewer, form=form.draft)
            return redirect("pages:shared", share.id)
    page |= {"form": form, "never_form": never_form or _never_form(viewer, relationship_id)}
    page["duties"] = _with_later(viewer, page["duties"])
    return render(request, "shares/between.html", page)


def _never_form(viewer: Viewer, relationship_id: UUID, data: object = None) -> NeverTellForm:
    key = f"not-to-be-told/{relationship_id}"
    return as_left(viewer, key, NeverTellForm, data, auto_id="never-%s")


def _with_later(viewer: Viewer, duties: list[Duty]) -> list[tuple[Duty, list[Delay], LaterForm]]:
    """What I named, with what I asked about telling it later, and the form to ask."""
    asked = asked_to_tell_later(viewer, [duty.id for duty in duties]) if duties else []
    keys = {duty.id: f"told-later/{duty.id}" for duty in duties}
    drafts = drafts_of(viewer, keys.values()) if duties else {}
    return [
        (
            duty,
            [one for one in asked if one.of_id == duty.id],
            as_left(viewer, keys[duty.id], LaterForm, drafts=drafts, auto_id=f"{duty.id}-%s"),
        )
        for duty in duties
    ]


@require_POST
def yes(request: HttpRequest, share_id: UUID) -> HttpResponse:
    try:
        actions.say_yes(by=viewer_of(request), share_id=share_id)
    except MustNotKnow:
        return render(request, "shares/must_not_know.html", {"here": "sharing"})
    return redirect("shares:mine")


@require_POST
def not_yet(request: HttpRequest, share_id: UUID) -> HttpResponse:
    actions.say_not_yet(by=viewer_of(request), share_id=share_id)
    return redirect("shares:mine")


@require_POST
def taking_back(request: HttpRequest, share_id: UUID) -> HttpResponse:
    actions.take_back(by=viewer_of(request), share_id=share_id)
    return redirect("shares:mine")


def taking_back_quietly(request: HttpRequest, share_id: UUID) -> HttpResponse:
    """Stop it, or say a yes that opens nothing, so that nobody can tell: with somebody I trust."""
    viewer = _own_life(request)
    share = Share.objects.get_ours(viewer, id=share_id, about_id=viewer.person_id)
    apart = actions.not_to_be_trusted_with(share)
    trusted = [
        each
        for me in selves_of(request)
        for each in my_relationships(me)
        if each.other_life.value == "working" and each.other.id not in apart
    ]
    if request.method == "POST":
        chosen = {str(each.id): each.id for each in trusted}.get(request.POST.get("with", ""))
        if chosen is not None:
            try:
                actions.take_back_quietly(by=viewer, share_id=share.id, relationship_id=chosen)
            except MustNotKnow:
                return render(request, "shares/must_not_know.html", {"here": "sharing"})
            return redirect("shares:mine")
    page = {"line": line_of(viewer, _opened(viewer, share_id)), "trusted": trusted}
    return render(request, "shares/quietly.html", {**page, "here": "sharing"})


def _opened(viewer: Viewer, share_id: UUID) -> Share:
    return next(share for share in shares_about_me(viewer) if share.id == share_id)


@require_POST
def pausing(request: HttpRequest) -> HttpResponse:
    for me in selves_of(request):
        actions.pause(by=me)
    return redirect("shares:mine")


@require_POST
def sharing_again(request: HttpRequest) -> HttpResponse:
    for me in selves_of(request):
        actions.share_again(by=me)
    return redirect("shares:mine")


@require_POST
def may_know_after_all(request: HttpRequest, never_tell_id: UUID) -> HttpResponse:
    actions.take_back_never_tell(by=viewer_of(request), never_tell_id=never_tell_id)
    return redirect("shares:mine")


@require_POST
def must_not_know(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """A worker writes down whom the person they walk with fears."""
    viewer = viewer_of(request)
    each = the_relationship(viewer, relationship_id)
    form = _never_form(viewer, relationship_id, request.POST)
    if not form.is_valid():
        return _between(request, relationship_id, None, form)
    said = form.cleaned_data
    actions.name_never_tell(
        by=viewer, person_id=each.supported.id, words=said["words"], id=said["id"]
    )
    let_draft_go(by=viewer, form=form.draft)
    return redirect(reverse("shares:between", args=[relationship_id]))
