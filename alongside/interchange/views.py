"""Bringing in spreadsheets, in three steps: choose, look and agree, done."""

import json
from typing import Any
from uuid import UUID

from django.db import IntegrityError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access import trail
from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.viewer import Viewer, viewer_of
from alongside.interchange.arriving import Known
from alongside.interchange.at_work import (
    Job,
    Look,
    forget,
    is_long,
    job_of,
    look_now,
    looked,
    write,
    write_now,
)
from alongside.interchange.forms import FilesForm, say_so
from alongside.interchange.incoming import Incoming, clear_old, incoming, take_in
from alongside.interchange.keeping import bytes_of, kept_files, take_out
from alongside.interchange.models import BringIn, KeptFile
from alongside.interchange.planning.plan import Plan
from alongside.interchange.problems import Problem, as_sheet
from alongside.interchange.safety import talk_through
from alongside.interchange.showing import cells_of, grouped, shown
from alongside.kit import errors
from alongside.teams.queries import my_teams
from alongside.vault.fields import open_rows

AGREED, STOP = "bring", "stop"
MOST_EARLIER = 50
SECONDS = 3
"""After so long a page that waits asks again."""


def bring_in(request: HttpRequest) -> HttpResponse:
    """Step one: choose the files."""
    viewer = _worker(request)
    clear_old()
    form = FilesForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = FilesForm(request.POST, request.FILES)
        try:
            if form.is_valid() and (kept := _taken_in(viewer, form)):
                return redirect("interchange:look", kept.id)
        except (OSError, OperationalError) as why:
            return errors.busy(request, full=errors.is_full(why))
    earlier = BringIn.objects.visible_to(viewer).order_by("-at")[:MOST_EARLIER]
    return render(request, "interchange/choose.html", {"form": form, "earlier": earlier})


def _taken_in(viewer: Viewer, form: FilesForm) -> Incoming | None:
    """The files kept; none where one of them cannot be read, which the form then says."""
    kept = take_in(viewer, form.cleaned_data["sheets"])
    problems = kept.unreadable()
    if not problems:
        return kept
    kept.throw_away()
    for one in problems:
        form.add_error("sheets", _("%(name)s: %(says)s") % {"name": one.file, "says": one.says})
    return None


def look(request: HttpRequest, id: UUID) -> HttpResponse:
    """Step two: see how the files were read, answer, agree. Step three: what came in."""
    viewer = _worker(request)
    done = BringIn.objects.visible_to(viewer).filter(id=id).first()
    if done is not None:
        return _done(request, viewer, done)
    kept = incoming(viewer, id)
    job = job_of(kept)
    if job is not None and job.writing:
        return _wait(request, kept, job)
    if request.POST.get("do") == STOP:
        forget(kept)
        kept.throw_away()
        return redirect("interchange:bring-in")
    if request.method == "POST":
        seen = job.look if job is not None and job.look else look_now(viewer, kept)
        return _heard(request, viewer, kept, seen)
    return _look(request, viewer, kept)


def _look(request: HttpRequest, viewer: Viewer, kept: Incoming) -> HttpResponse:
    """The page to agree to; for a long file the one that says how far it is."""
    if not is_long(kept):
        return _page(request, viewer, kept, look_now(viewer, kept))
    if "afresh" in request.GET:
        forget(kept)
    job = looked(viewer, kept)
    if job.look is None or job.busy:
        return _wait(request, kept, job)
    return _page(request, viewer, kept, job.look, failed=job.failed)


def _wait(request: HttpRequest, kept: Incoming, job: Job) -> HttpResponse:
    """How far it is. The page asks again by itself, and nobody has to stay on it."""
    answer = render(request, "interchange/waiting.html", {"kept": kept, "job": job})
    if not job.failed:
        answer["Refresh"] = f"{SECONDS}; url={request.path}"
    return answer


def _done(request: HttpRequest, viewer: Viewer, done: BringIn) -> HttpResponse:
    open_rows([done])
    told = json.loads(done.told) if done.told else {}
    page = {
        "done": done,
        "told": told,
        "files": kept_files(viewer, done.id),
        "problems": grouped(_file_and_row(one) for one in told.get("problems", ())),
        "left_out": grouped((one["why"], cells_of(one)) for one in told.get("left_out", ())),
    }
    return render(request, "interchange/done.html", page)


def _file_and_row(one: dict[str, Any]) -> tuple[str, str]:
    """The file and column, and the row alone: the done page keeps nobody's words."""
    where = ", ".join(part for part in (one["file"], one["column"]) if part)
    return where, _("row %(row)s") % {"row": one["row"]} if one["row"] else where


def problems_file(request: HttpRequest, id: UUID) -> HttpResponse:
    """All that needs a look in one's own files, as a spreadsheet: the page shows the first ones."""
    viewer = _worker(request)
    done = BringIn.objects.visible_to(viewer).filter(id=id).first()
    if done is not None:
        open_rows([done])
        told = json.loads(done.told) if done.told else {}
        # What was wrong is not kept: it can name somebody. Where it was is.
        problems = [Problem(**one, says="") for one in told.get("problems", ())]
    else:
        kept = incoming(viewer, id)
        job = looked(viewer, kept) if is_long(kept) else None
        seen = job.look if job else look_now(viewer, kept)
        if seen is None:
            return redirect("interchange:look", kept.id)
        problems = list(seen.plan.problems)
    answer = HttpResponse("\ufeff" + as_sheet(problems), content_type="text/csv; charset=utf-8")
    name = _("what needs a look.csv")
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    return answer


def kept_file(request: HttpRequest, id: UUID) -> StreamingHttpResponse:
    """A file kept beside its bring-in, as it was sent."""
    viewer = _worker(request)
    file = KeptFile.objects.get_visible(viewer, id=id)
    bring_in = BringIn.objects.get_visible(viewer, id=file.bring_in_id)
    open_rows([file, bring_in])
    told = json.loads(bring_in.told) if bring_in.told else {}
    look = trail.Look(viewer)
    for person in told.get("in_files", ()):
        look.saw(UUID(person), Strand.MOMENTS, Ground.MINE, None)
    trail.record(viewer, look.sights)
    answer = StreamingHttpResponse(bytes_of(viewer, file), content_type="application/octet-stream")
    asked = content_disposition_header(as_attachment=True, filename=file.name)
    answer["Content-Disposition"] = asked or "attachment"
    return answer


@require_POST
def kept_file_removal(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take a kept file out for good."""
    return redirect("interchange:look", take_out(by=_worker(request), file_id=id))


@require_POST
def talking_through(request: HttpRequest, id: UUID) -> HttpResponse:
    """What a file says about somebody's safety was talked through with them."""
    talk_through(by=_worker(request), line_id=id)
    return redirect("pages:today")


def _heard(request: HttpRequest, viewer: Viewer, kept: Incoming, seen: Look) -> HttpResponse:
    """Whatever was changed is looked at again first: only what was shown is brought in."""
    changed = say_so(kept, seen.page, request.POST.dict())
    try:
        kept.keep()
    except OSError as why:
        return errors.busy(request, full=errors.is_full(why))
    if request.POST.get("do") != AGREED or changed:
        again = "?again=1" if changed and request.POST.get("do") == AGREED else ""
        answer = redirect("interchange:look", kept.id)
        answer["Location"] += again
        return answer
    if not request.POST.get("agreed"):
        return _page(request, viewer, kept, seen, not_agreed=True)
    return _agreed(request, viewer, kept, seen)


def _agreed(request: HttpRequest, viewer: Viewer, kept: Incoming, seen: Look) -> HttpResponse:
    if is_long(kept):
        write(viewer, kept)
        return redirect("interchange:look", kept.id)
    try:
        write_now(viewer, kept, seen)
    except OperationalError as why:
        return errors.busy(request, full=errors.is_full(why))
    except IntegrityError:
        # Pressed twice: the other one brought it in, and this page says so.
        return redirect("interchange:look", kept.id)
    return redirect("interchange:look", kept.id)


def _page(
    request: HttpRequest, viewer: Viewer, kept: Incoming, seen: Look, **more: Any
) -> HttpResponse:
    plan = seen.plan
    _leave_a_line(viewer, plan, seen.known)
    page = shown(plan, kept, my_teams(viewer))
    return render(
        request,
        "interchange/look.html",
        {
            "kept": kept,
            "plan": plan,
            "page": page,
            "urgent": [one for one in page.questions if one.question.urgent],
            "questions": [one for one in page.questions if not one.question.urgent],
            "waiting": len(plan.waiting_moments) + len(plan.waiting_promises),
            "numbers": seen.numbers.new,
            "here": seen.numbers.here,
            "organisations": seen.numbers.organisations,
            "again": request.GET.get("again"),
            "is_long": is_long(kept),
            **more,
        },
    )


def _leave_a_line(viewer: Viewer, plan: Plan, known: Known) -> None:
    """Somebody the viewer knows, named in a question, was looked at."""
    asked = " ".join(question.key for question in plan.questions)
    sights = {
        trail.Sight(between.other.id, Strand.ABOUT_ME, between.ground, between.id)
        for ref, between in known.betweens.items()
        if ref in asked
    }
    trail.record(viewer, sights)


def _worker(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    if not viewer.is_working:
        raise Http404
    return viewer
