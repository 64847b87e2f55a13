"""Our plan: read and written on one page, with or without script."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.strands import Strand
from alongside.access.trail import Look, looking
from alongside.access.viewer import Viewer, selves_of, viewer_of
from alongside.cowriting.queries import saw_documents
from alongside.drafts.actions import let_draft_go
from alongside.drafts.forms import as_left
from alongside.kit.change import nobody_in_between
from alongside.kit.ids import new_id
from alongside.kit.paper.answers import answer
from alongside.kit.paper.sheets import Kind
from alongside.lifemaps.models import Patch
from alongside.lifemaps.queries import picked_for_plan
from alongside.plans import actions
from alongside.plans.cards import CARDS, Begun, card_of
from alongside.plans.forms import LineForm, NameForm, PartForm, SpendForm
from alongside.plans.models import Part, Spend
from alongside.plans.paper import plan_sheet
from alongside.plans.queries import Plan, Written, beside, is_open, one_part, plan_of
from alongside.profiles.headings import FOR_A_LINE, heading_said, sheet_of
from alongside.profiles.queries import who_wrote
from alongside.relationships.queries import Between, the_relationship, whose_plan

# --- the plan -----------------------------------------------------------------------------------


def plan(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """All of it, each text in a form of its own."""
    viewer = viewer_of(request)
    between, found = _read(viewer, relationship_id)
    page = {
        "between": between,
        "plan": found,
        "spent": _by_name(between, found.spent),
        "spent_before": _by_name(between, found.spent_before),
        "is_open": is_open(viewer, relationship_id),
        "here": "people",
        "tab": "plan",
    }
    return render(request, "plans/plan.html", page)


def plan_as(request: HttpRequest, relationship_id: UUID, kind: Kind) -> HttpResponse:
    """What both of us see, as a file, in large print, or for Word."""
    between, found = _read(viewer_of(request), relationship_id, only_ours=True)
    return answer(plan_sheet(between, found), kind)


def _read(
    viewer: Viewer, relationship_id: UUID, *, only_ours: bool = False
) -> tuple[Between, Plan]:
    """The plan with its line on the trail."""
    with looking(viewer) as look:
        between = the_relationship(viewer, relationship_id)
        found = plan_of(viewer, relationship_id)
        if only_ours:
            found.mine, found.let_go, found.spent_before = [], [], []
        _saw(look, between, found)
    return between, found


def _saw(look: Look, between: Between, found: Plan) -> None:
    if found.shows_the_other:
        look.saw(between.other.id, Strand.PLANS, between.ground, between.id)
    saw_documents(look, found.documents)


def _by_name(between: Between, spent: list[Spend]) -> list[tuple[str, Spend]]:
    return [(between.person(each.by_id).called, each) for each in spent]


# --- parts --------------------------------------------------------------------------------------


def beginning(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """A part of our own, or a card to borrow."""
    viewer = viewer_of(request)
    between = the_relationship(viewer, relationship_id)
    picked = _picked(viewer, between)
    form = PartForm(request.POST or None, at_work=viewer.is_working)
    if begun := _borrowed(request, between, picked):
        once = _id(request, "id") or new_id()
        actions.borrow(by=viewer, relationship_id=relationship_id, parts=begun, id=once)
        return redirect("plans:plan", relationship_id)
    if {"card", "patch"} & request.POST.keys() and form.is_valid():
        form.add_error(None, _("That one is not here any more. Choose another, or name your own."))
    if request.method == "POST" and form.is_valid():
        actions.begin_part(by=viewer, relationship_id=relationship_id, **form.cleaned_data)
        return redirect("plans:plan", relationship_id)
    page = {"form": form, "between": between, "cards": CARDS, "here": "people"}
    page |= {"is_open": is_open(viewer, relationship_id), "picked": picked}
    return render(request, "plans/beginning.html", page)


def _picked(viewer: Viewer, between: Between) -> list[Patch]:
    """What the one whose plan it is wants to start with, where we may both know."""
    with looking(viewer) as look:
        picked = picked_for_plan(viewer, between)
        if picked and whose_plan(viewer, between).id == between.other.id:
            look.saw(between.other.id, Strand.ABOUT_ME, between.ground, between.id)
    return picked


def _borrowed(request: HttpRequest, between: Between, picked: list[Patch]) -> Sequence[Begun]:
    """The parts of the card that was chosen, or the one named like a patch of the life map."""
    card = card_of(request.POST.get("card", ""))
    if card is not None:
        return card.borrowed(viewer_of(request), between)
    patch_id = _id(request, "patch")
    return [Begun(patch.called) for patch in picked if patch.id == patch_id]


@nobody_in_between
def part(request: HttpRequest, part_id: UUID) -> HttpResponse:
    """One part: its name, its place, and what can become of it."""
    viewer = viewer_of(request)
    between, found = _one(viewer, part_id)
    form = NameForm(request.POST or None, stands={"called": found.part.called})
    if request.method == "POST" and form.is_valid():
        actions.name_part(by=viewer, part_id=part_id, called=form.cleaned_data["called"])
        return redirect("plans:plan", between.id)
    page = {"form": form, "between": between, "one": found, "here": "people"}
    page |= _neighbours(viewer, found.part)
    return render(request, "plans/part.html", page)


def _one(viewer: Viewer, part_id: UUID) -> tuple[Between, Written]:
    """One part with its line on the trail."""
    with looking(viewer) as look:
        found = one_part(viewer, part_id)
        between = the_relationship(viewer, found.part.relationship_id)
        if found.part.only_id is None:
            look.saw(between.other.id, Strand.PLANS, between.ground, between.id)
        saw_documents(look, [found.document])
    return between, found


def _neighbours(viewer: Viewer, part: Part) -> dict[str, object]:
    """Before which part it goes when it is moved up, and when it is moved down."""
    ids: list[UUID | str] = [each.id for each in beside(viewer, part)]
    if part.id not in ids:
        return {}
    here = ids.index(part.id)
    after = [*ids, "", ""][here + 2]
    return {
        "is_first": here == 0,
        "is_last": here == len(ids) - 1,
        "before": ids[here - 1] if here else "",
        "after": after,
    }


@require_POST
def moving(request: HttpRequest, part_id: UUID) -> HttpResponse:
    """Put it before another part, or at the end."""
    before = _id(request, "before")
    moved = actions.move_part(by=viewer_of(request), part_id=part_id, before=before)
    return redirect("plans:plan", moved.relationship_id)


def _id(request: HttpRequest, name: str) -> UUID | None:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        return None


@require_POST
def showing(request: HttpRequest, part_id: UUID) -> HttpResponse:
    """What only I saw, both see from now on."""
    shown = actions.show_part(by=viewer_of(request), part_id=part_id)
    return redirect("plans:plan", shown.relationship_id)


@require_POST
def letting_go(request: HttpRequest, part_id: UUID) -> HttpResponse:
    return _back(actions.let_part_go, request, part_id=part_id)


@require_POST
def bringing_back(request: HttpRequest, part_id: UUID) -> HttpResponse:
    return _back(actions.bring_part_back, request, part_id=part_id)


def _back(verb: Callable[..., Part | Spend], request: HttpRequest, **ids: UUID) -> HttpResponse:
    changed = verb(by=viewer_of(request), **ids)
    return redirect("plans:plan", changed.relationship_id)


def promising(request: HttpRequest, part_id: UUID) -> HttpResponse:
    """Choose a line: the form of a promise, of an ask, or of my page about me begins with it."""
    viewer = viewer_of(request)
    between, found = _one(viewer, part_id)
    form = LineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _begun_with(request, between, part_id, form.cleaned_data["words"])
    page = {"between": between, "one": found, "form": form, "here": "people"}
    if whose_plan(viewer, between).id == viewer.person_id:
        page["goes"] = FOR_A_LINE[viewer.life]
    return render(request, "plans/promising.html", page)


def _begun_with(
    request: HttpRequest, between: Between, part_id: UUID, words: str
) -> HttpResponseRedirect:
    """To the form that now begins with this line."""
    viewer = viewer_of(request)
    if named := request.POST.get("heading"):
        heading = heading_said(named)
        if heading not in FOR_A_LINE[viewer.life]:
            raise Http404
        mine = who_wrote(selves_of(request), sheet_of(heading))
        actions.lay_ready_about_me(
            by=viewer, part_id=part_id, words=words, heading=heading, page_of=mine
        )
        return redirect("profiles:writing", heading.value)
    if request.POST.get("becomes") == "ask":
        actions.lay_ready_as_ask(by=viewer, part_id=part_id, words=words)
        return redirect("asks:asking", between.id)
    actions.lay_ready_as_promise(by=viewer, part_id=part_id, words=words)
    return redirect("promises:make", between.id)


# --- money --------------------------------------------------------------------------------------


def spending(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Write down what was spent."""
    viewer = viewer_of(request)
    between = the_relationship(viewer, relationship_id)
    draft = f"spending/{relationship_id}"
    form = as_left(viewer, draft, SpendForm, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.note_spend(by=viewer, relationship_id=relationship_id, **form.cleaned_data)
        let_draft_go(by=viewer, form=draft)
        return redirect("plans:plan", relationship_id)
    page = {"form": form, "between": between, "here": "people"}
    return render(request, "plans/spending.html", page)


@require_POST
def spend_letting_go(request: HttpRequest, spend_id: UUID) -> HttpResponse:
    return _back(actions.let_spend_go, request, spend_id=spend_id)


@require_POST
def spend_bringing_back(request: HttpRequest, spend_id: UUID) -> HttpResponse:
    return _back(actions.bring_spend_back, request, spend_id=spend_id)
