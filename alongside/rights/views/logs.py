"""Complaints, and what went wrong: written, heard, answered."""

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alongside.access.trail import looking
from alongside.access.viewer import Viewer, viewer_of
from alongside.drafts.actions import let_draft_go
from alongside.drafts.forms import as_left
from alongside.kit.ids import new_id
from alongside.kit.words import day
from alongside.moments.models import WrongPerson
from alongside.rights.actions import logs as actions
from alongside.rights.forms import AnswerForm, ComplaintForm, HearingForm, IncidentForm
from alongside.rights.models import About, LogEntry
from alongside.rights.queries import who_hears_now
from alongside.rights.showing import hearers_here, named, shown


def _at_work(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    if not viewer.is_working:
        raise Http404
    return viewer


def complaints(request: HttpRequest) -> HttpResponse:
    """Mine, and those I was named to hear."""
    return _list(request, viewer_of(request), About.COMPLAINT)


def incidents(request: HttpRequest) -> HttpResponse:
    """What went wrong: what I wrote down, and what I was named to hear."""
    return _list(request, _at_work(request), About.INCIDENT)


def _list(request: HttpRequest, viewer: Viewer, about: About) -> HttpResponse:
    with looking(viewer) as look:
        seen = LogEntry.objects.ours(viewer).filter(about=about.value).order_by("-at")
        entries = shown(viewer, look, seen)
    hears = who_hears_now().filter(person_id=viewer.person_id).exists()
    page = {"entries": entries, "is_complaint": about == About.COMPLAINT, "hears": hears}
    return render(request, "rights/log.html", {**page, "here": "me"})


def complain(request: HttpRequest) -> HttpResponse:
    """Write a complaint, to whom I choose."""
    viewer = viewer_of(request)
    form = as_left(
        viewer,
        "complaint",
        ComplaintForm,
        request.POST or None,
        first={"id": new_id()},
        hearers=_to_choose(),
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        entry = actions.complain(
            by=viewer, words=said["words"], hearers=said["hearers"], id=said["id"]
        )
        let_draft_go(by=viewer, form=form.draft)
        return redirect("rights:entry", entry.id)
    page = {"form": form, "is_complaint": True, "working": viewer.is_working}
    return render(request, "rights/log_new.html", page)


def note_incident(request: HttpRequest) -> HttpResponse:
    """Write down what went wrong."""
    viewer = _at_work(request)
    form = as_left(
        viewer,
        "gone-wrong",
        IncidentForm,
        request.POST or None,
        first={"id": new_id()},
        hearers=_to_choose(),
        wrong=_wrong_people(viewer),
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        entry = actions.note_incident(
            by=viewer,
            words=said["words"],
            hearers=said["hearers"],
            id=said["id"],
            breach=said["breach"],
            known_at=form.known_at(),
            wrong_person_id=said.get("wrong_person"),
        )
        let_draft_go(by=viewer, form=form.draft)
        return redirect("rights:entry", entry.id)
    return render(request, "rights/log_new.html", {"form": form, "working": True})


def _to_choose() -> Sequence[tuple[str, str]]:
    return [(str(hearer.id), named(hearer)) for hearer in hearers_here()]


def _wrong_people(viewer: Viewer) -> Sequence[tuple[str, str]]:
    """Moments I took from the wrong person and have not written about yet, by their day."""
    mine = LogEntry.objects.ours(viewer).exclude(wrong_person=None)
    written = mine.values_list("wrong_person_id", flat=True)
    left = WrongPerson.objects.ours(viewer).exclude(id__in=list(written)).order_by("-at")
    return [(str(each.id), day(each.at)) for each in left]


def entry(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One entry: what happened, by when, what was said."""
    return _entry(request, entry_id)


def _entry(request: HttpRequest, entry_id: UUID, form: AnswerForm | None = None) -> HttpResponse:
    viewer = viewer_of(request)
    with looking(viewer) as look:
        one = shown(viewer, look, [LogEntry.objects.get_ours(viewer, id=entry_id)])[0]
    page = {
        "one": one,
        "form": form or _answer_form(viewer, entry_id),
        "is_complaint": one.entry.about == About.COMPLAINT,
        "more": [(h.id, named(h)) for h in hearers_here() if h.person_id not in one.heard_by],
    }
    return render(request, "rights/log_entry.html", {**page, "here": "me"})


def _answer_form(viewer: Viewer, entry_id: UUID, data: object = None) -> AnswerForm:
    key = f"log-answer/{entry_id}"
    return as_left(viewer, key, AnswerForm, data, first={"id": new_id()})


@require_POST
def answering(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Answer, or say what was done."""
    viewer = viewer_of(request)
    LogEntry.objects.get_ours(viewer, id=entry_id)
    form = _answer_form(viewer, entry_id, request.POST)
    if not form.is_valid():
        return _entry(request, entry_id, form)
    actions.answer_entry(by=viewer, entry_id=entry_id, **form.cleaned_data)
    let_draft_go(by=viewer, form=form.draft)
    return redirect("rights:entry", entry_id)


@require_POST
def naming(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Let somebody else hear it too: the writer's choice alone."""
    viewer = viewer_of(request)
    LogEntry.objects.get_ours(viewer, id=entry_id, by_id=viewer.person_id)
    chosen = [id for id, _called in _to_choose() if id in request.POST.getlist("hearers")]
    actions.name_hearers(by=viewer, entry_id=entry_id, hearers=map(UUID, chosen))
    return redirect("rights:entry", entry_id)


def hearing(request: HttpRequest) -> HttpResponse:
    """Say that I hear complaints here, and how I am named."""
    viewer = _at_work(request)
    mine = [hearer for hearer in hearers_here() if hearer.person_id == viewer.person_id]
    first = {"does": mine[0].does} if mine else {}
    form = HearingForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        actions.hear_complaints(by=viewer, does=form.cleaned_data["does"])
        return redirect("rights:hearing")
    others = [named(hearer) for hearer in hearers_here()]
    page = {"form": form, "hears": bool(mine), "others": others}
    return render(request, "rights/hearing.html", {**page, "here": "me"})


@require_POST
def not_hearing(request: HttpRequest) -> HttpResponse:
    """Nobody new can choose me."""
    actions.stop_hearing(by=_at_work(request))
    return redirect("rights:hearing")
