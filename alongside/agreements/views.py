"""Our agreement, what we do together, resting and endings, and hard things to say."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alongside.access.strands import Strand
from alongside.access.trail import Look, looking
from alongside.access.viewer import Life, Viewer, viewer_of
from alongside.agreements import actions
from alongside.agreements.forms import (
    AgreementForm,
    DoingForm,
    EndingForm,
    HardAnswerForm,
    HardThingForm,
    TurnForm,
    WordsForm,
    first_terms,
)
from alongside.agreements.hearers import Choice, may_send_round, who_else
from alongside.agreements.models import Agreement, Doing, HardThing
from alongside.agreements.paper import agreement_sheet
from alongside.agreements.queries import (
    Version,
    Versions,
    doings_between,
    endings_between,
    hard_things_between,
    resting,
    versions_between,
)
from alongside.agreements.showing import beside, doing_shown, hard_shown, shown
from alongside.drafts.actions import let_draft_go
from alongside.drafts.forms import as_left
from alongside.drafts.queries import draft_of
from alongside.kit import forms as kit
from alongside.kit.ids import new_id
from alongside.kit.paper.answers import answer
from alongside.kit.paper.sheets import Kind
from alongside.relationships.queries import Between, the_relationship
from alongside.relationships.words import ways_to_reach
from alongside.shares.showing import who_may_step_in


def _saw(look: Look, between: Between) -> None:
    look.saw(between.other.id, Strand.ABOUT_ME, between.ground, between.id)


def _first(viewer: Viewer, draft: str, form: type[kit.Form], **first: object) -> dict[str, object]:
    """What a form begins with: what was typed and not saved comes before all else."""
    kept = draft_of(viewer, draft)
    return {"id": new_id(), **first, **(kit.first_said(form, kept) if kept else {})}


# --- the agreement ------------------------------------------------------------------------------


def agreement(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """What holds between us, what is proposed, and what was there before."""
    told = _agreement(viewer_of(request), relationship_id)
    between = told["between"]
    lines = [doing_shown(between, line) for line in told["doings"]]
    told["now"] = [line for line in lines if not line.line.ended]
    told["ended"] = [line for line in lines if line.line.ended]
    told["doing_form"] = _doing_form(viewer_of(request), between.id, auto_id="doing-%s")
    told |= {"beside": beside(between), "here": "people"}
    told["one_at_work"] = {viewer_of(request).life, between.other_life} == set(Life)
    return render(request, "agreements/agreement.html", told)


def agreement_as(request: HttpRequest, relationship_id: UUID, kind: Kind) -> HttpResponse:
    """What holds, as a file, in large print, or for Word."""
    told = _agreement(viewer_of(request), relationship_id)
    sheet = agreement_sheet(told["between"], told["holds"], told["doings"], told["ways"])
    return answer(sheet, kind)


def _agreement(viewer: Viewer, relationship_id: UUID) -> dict[str, Any]:
    """All that is between us on it, with its line on the trail."""
    with looking(viewer) as look:
        between = the_relationship(viewer, relationship_id)
        versions = versions_between(viewer, between.id)
        told: dict[str, Any] = {
            "doings": doings_between(viewer, between.id),
            "ways": ways_to_reach(viewer, between.id, between.supported.id),
            "endings": _by_name(between, endings_between(viewer, between.id)),
            "resting": resting(viewer, between.id),
            "stepping_in": who_may_step_in(viewer, between.id),
        }
        told |= _versions_shown(between, versions)
        if any(told.values()):
            _saw(look, between)
    return {**told, "between": between}


def _versions_shown(between: Between, versions: Versions) -> dict[str, Any]:
    def show(version: Version, *, against: Version | None) -> object:
        return shown(between, version, against)

    holds = versions.holds
    return {
        "holds": show(holds, against=None) if holds else None,
        "open": [show(each, against=holds) for each in versions.open],
        "before": [show(each, against=None) for each in reversed(versions.before)],
    }


def _by_name(between: Between, written: list[Any]) -> list[tuple[str, Any]]:
    return [(between.person(each.by_id).called, each) for each in written]


def writing(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Write a version: a first one, or one over another, which stays."""
    viewer = viewer_of(request)
    draft = f"agreement/{relationship_id}"
    with looking(viewer) as look:
        between = the_relationship(viewer, relationship_id)
        versions = versions_between(viewer, between.id)
        over = _written_over(request, versions)
        if over:
            _saw(look, between)
    if request.method == "POST":
        form = AgreementForm(request.POST, other=between.other.called)
        if form.is_valid():
            actions.propose_agreement(
                by=viewer,
                relationship_id=relationship_id,
                terms=form.terms(),
                builds_on_id=form.cleaned_data["builds_on"],
                id=form.cleaned_data["id"],
            )
            let_draft_go(by=viewer, form=draft)
            return redirect("agreements:agreement", relationship_id)
    else:
        first = first_terms(between, over.agreement if over else None)
        first = _first(viewer, draft, AgreementForm, **first)
        form = AgreementForm(initial=first, other=between.other.called)
    page = {"form": form, "between": between, "draft": draft, "over": over, "here": "people"}
    return render(request, "agreements/writing.html", page)


def _written_over(request: HttpRequest, versions: Versions) -> Version | None:
    """The version asked for; else the one that holds; else the newest."""
    try:
        asked = UUID(request.GET.get("over", ""))
    except ValueError:
        return versions.holds or versions.newest_open
    return versions.among(asked)


@require_POST
def agreeing(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Yes: this version holds from now."""
    viewer = viewer_of(request)
    found = Agreement.objects.get_ours(viewer, id=agreement_id)
    _tried(lambda: actions.agree_to(by=viewer, agreement_id=agreement_id))
    return redirect("agreements:agreement", found.relationship_id)


def seeing_otherwise(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """I see it otherwise, in my words. Both stay."""
    viewer = viewer_of(request)
    draft = f"otherwise/{agreement_id}"
    with looking(viewer) as look:
        found = Agreement.objects.get_ours(viewer, id=agreement_id)
        between = the_relationship(viewer, found.relationship_id)
        versions = versions_between(viewer, between.id)
        version = shown(between, versions.among(agreement_id), versions.holds)
        _saw(look, between)
    form = WordsForm(request.POST or None, initial=_first(viewer, draft, WordsForm))
    # What is mine, or has been answered with a yes, is not mine to answer: its page says so.
    is_open = not version.mine and version.version in versions.open
    if request.method == "POST" and is_open and form.is_valid():
        said = {"words": form.cleaned_data["words"], "id": form.cleaned_data["id"]}
        _tried(lambda: actions.see_otherwise(by=viewer, agreement_id=agreement_id, **said))
        let_draft_go(by=viewer, form=draft)
        return redirect("agreements:agreement", between.id)
    page = {"form": form, "between": between, "shown": version, "draft": draft, "is_open": is_open}
    return render(request, "agreements/otherwise.html", page)


def _tried(act: Callable[[], object]) -> None:
    """Do it; when something newer holds meanwhile nothing changes, and the page shows why."""
    try:
        act()
    except actions.Overtaken:
        return


# --- what we do together ------------------------------------------------------------------------


@require_POST
def doings(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Begin something together."""
    viewer = viewer_of(request)
    between = the_relationship(viewer, relationship_id)
    form = _doing_form(viewer, relationship_id, request.POST)
    if form.is_valid():
        actions.begin_doing(by=viewer, relationship_id=relationship_id, **form.cleaned_data)
        let_draft_go(by=viewer, form=form.draft)
        return redirect("agreements:agreement", relationship_id)
    page = {"form": form, "between": between, "here": "people"}
    return render(request, "agreements/doing.html", page)


def _doing_form(viewer: Viewer, relationship_id: UUID, data: Any = None, **more: Any) -> DoingForm:
    return as_left(
        viewer, f"doing/{relationship_id}", DoingForm, data, first={"id": new_id()}, **more
    )


@require_POST
def changing(request: HttpRequest, doing_id: UUID) -> HttpResponse:
    return _turning(request, doing_id, actions.change_doing, needs_words=True)


@require_POST
def finishing(request: HttpRequest, doing_id: UUID) -> HttpResponse:
    return _turning(request, doing_id, actions.finish_doing)


@require_POST
def letting_go(request: HttpRequest, doing_id: UUID) -> HttpResponse:
    return _turning(request, doing_id, actions.let_doing_go)


@require_POST
def beginning_again(request: HttpRequest, doing_id: UUID) -> HttpResponse:
    return _turning(request, doing_id, actions.begin_doing_again)


def _turning(
    request: HttpRequest,
    doing_id: UUID,
    verb: Callable[..., object],
    *,
    needs_words: bool = False,
) -> HttpResponse:
    viewer = viewer_of(request)
    doing = Doing.objects.get_ours(viewer, id=doing_id)
    form = TurnForm(request.POST)
    form.fields["words"].required = needs_words
    if "words" in form.errors:
        between = the_relationship(viewer, doing.relationship_id)
        page = {"form": form, "between": between, "here": "people"}
        return render(request, "agreements/turning.html", page)
    if form.is_valid():
        said = form.cleaned_data
        verb(by=viewer, doing_id=doing_id, words=said["words"], id=said["id"])
    return redirect("agreements:agreement", doing.relationship_id)


# --- resting, and endings -----------------------------------------------------------------------


def rest(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Let it rest, and say so."""
    viewer = viewer_of(request)
    draft = f"resting/{relationship_id}"
    between = the_relationship(viewer, relationship_id)
    form = WordsForm(request.POST or None, initial=_first(viewer, draft, WordsForm))
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        actions.let_rest(by=viewer, relationship_id=relationship_id, words=words)
        let_draft_go(by=viewer, form=draft)
        return redirect("agreements:agreement", relationship_id)
    page = {"form": form, "between": between, "draft": draft, "here": "people"}
    return render(request, "agreements/rest.html", page)


@require_POST
def waking(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Wake it, and go to the story."""
    actions.wake(by=viewer_of(request), relationship_id=relationship_id)
    return redirect("pages:story", relationship_id)


def ending(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """What each takes from it. When both have written, it rests."""
    viewer = viewer_of(request)
    draft = f"ending/{relationship_id}"
    with looking(viewer) as look:
        between = the_relationship(viewer, relationship_id)
        endings = _by_name(between, endings_between(viewer, between.id))
        if endings:
            _saw(look, between)
    form = EndingForm(request.POST or None, initial=_first(viewer, draft, EndingForm))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.write_ending(
            by=viewer, relationship_id=relationship_id, words=said["words"], id=said["id"]
        )
        let_draft_go(by=viewer, form=draft)
        return redirect("agreements:agreement", relationship_id)
    page = {"form": form, "between": between, "draft": draft, "endings": endings}
    return render(request, "agreements/ending.html", {**page, "here": "people"})


# --- hard things --------------------------------------------------------------------------------


def hard_things(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """What was hard to say between us, and what came back."""
    viewer = viewer_of(request)
    with looking(viewer) as look:
        between = the_relationship(viewer, relationship_id)
        said = hard_things_between(viewer, between.id)
        if said:
            _saw(look, between)
    things = [hard_shown(between, each) for each in said]
    page = {"things": things, "between": between, "here": "people"}
    page["may_send_round"] = bool(_others(viewer, between))
    return render(request, "agreements/hard_things.html", page)


def hard_writing(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Say something hard; a person may send theirs to somebody else than their worker."""
    viewer = viewer_of(request)
    draft = f"hard/{relationship_id}"
    between = the_relationship(viewer, relationship_id)
    others = _others(viewer, between)
    kwargs: dict[str, Any] = {"between": between, "others": others}
    if request.method == "POST":
        form = HardThingForm(request.POST, **kwargs)
        if form.is_valid():
            thing = actions.say_hard_thing(
                by=viewer,
                relationship_id=relationship_id,
                **form.to(),
                kind=form.cleaned_data["kind"],
                words=form.cleaned_data["words"],
                id=form.cleaned_data["id"],
            )
            let_draft_go(by=viewer, form=draft)
            return redirect("agreements:hard-things", thing.relationship_id)
    else:
        form = HardThingForm(initial=_first(viewer, draft, HardThingForm), **kwargs)
    page = {"form": form, "between": between, "others": others, "draft": draft, "here": "people"}
    page["about_a_worker"] = may_send_round(viewer, between)
    return render(request, "agreements/hard_writing.html", page)


def _others(viewer: Viewer, between: Between) -> list[Choice]:
    return who_else(viewer, between) if may_send_round(viewer, between) else []


def hard_answering(request: HttpRequest, hard_thing_id: UUID) -> HttpResponse:
    """The one it went to answers."""
    viewer = viewer_of(request)
    draft = f"hard-answer/{hard_thing_id}"
    with looking(viewer) as look:
        thing = HardThing.objects.get_ours(viewer, id=hard_thing_id)
        between = the_relationship(viewer, thing.relationship_id)
        said = [s for s in hard_things_between(viewer, between.id) if s.thing.id == thing.id]
        _saw(look, between)
    (shown_,) = (hard_shown(between, each) for each in said)
    form = HardAnswerForm(request.POST or None, initial=_first(viewer, draft, HardAnswerForm))
    if request.method == "POST" and form.is_valid():
        answer = {"words": form.cleaned_data["words"], "id": form.cleaned_data["id"]}
        actions.answer_hard_thing(by=viewer, hard_thing_id=hard_thing_id, **answer)
        let_draft_go(by=viewer, form=draft)
        return redirect("agreements:hard-things", between.id)
    page = {"form": form, "between": between, "thing": shown_, "draft": draft, "here": "people"}
    return render(request, "agreements/hard_answering.html", page)
