"""What two people agreed so far, beside the story: what matters, how to reach, reading together."""

from typing import TypeVar
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.trail import looking
from alongside.access.viewer import Viewer, viewer_of
from alongside.agreements.queries import resting
from alongside.drafts.actions import let_draft_go
from alongside.drafts.forms import as_left
from alongside.drafts.queries import drafts_of
from alongside.kit.time import today
from alongside.moments.models import Why
from alongside.moments.queries import entries_of, old_notes
from alongside.pages.beside import saw_safety
from alongside.pages.forms import REACH, READ, MattersForm, ReachForm, ReadForm
from alongside.pages.showing import Matters, matters_of, shown
from alongside.promises.queries import old_promises, standings
from alongside.promises.showing import lines_of
from alongside.relationships.joining import is_here
from alongside.relationships.models import SafeReach
from alongside.relationships.queries import (
    Between,
    the_relationship,
)
from alongside.relationships.words import (
    last_read_together,
    newest_matters,
    reach_to_read_through,
    read_together,
    say_how_to_reach,
    say_what_matters,
    ways_to_reach,
)
from alongside.rights.queries import left_to_decide

A_PAGE = 20
M = TypeVar("M")


def between_us(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """What matters, how to reach, reading together, inviting: what we agreed so far."""
    return _between_us(request, relationship_id)


def _between_us(
    request: HttpRequest, relationship_id: UUID, **again: MattersForm | ReachForm | ReadForm
) -> HttpResponse:
    """The page; `again` holds a form whose words need something."""
    viewer = viewer_of(request)
    with looking(viewer) as look:
        between = the_relationship(viewer, relationship_id)
        matters = matters_of(between, newest_matters(viewer, between.id, between.supported.id))
        ways = ways_to_reach(viewer, between.id, between.supported.id)
        read = last_read_together(viewer, between.id)
        waiting = _waiting(viewer, between)
        safety = saw_safety(viewer, look, [between])
        rests = resting(viewer, between.id)
        if matters or ways:
            look.saw(between.other.id, Strand.ABOUT_ME, Ground.SIDE, between.id)
    forms = {
        **_forms(viewer, between, matters, ways[0] if ways else None),
        "read_form": ReadForm(initial={"day": today()}, auto_id=READ),
        **again,
    }
    said = {"matters": matters, "ways": ways, "read": read, "waiting": waiting, "safety": safety}
    said["is_here"] = is_here(by=viewer, relationship_id=relationship_id)
    to_decide = left_to_decide(viewer, [between])
    told: dict[str, object] = {"between": between, "tab": "between", **said, **forms}
    told |= {"resting": rests, "to_decide": to_decide, "here": "people"}
    return render(request, "pages/between.html", told)


def _forms(
    viewer: Viewer, between: Between, matters: Matters | None, way: SafeReach | None
) -> dict[str, MattersForm | ReachForm]:
    """Both forms as they were left; else as it was last said."""
    mattering, reaching = _drafts(between.id)
    drafts = drafts_of(viewer, (mattering, reaching))
    words = {"words": matters.words if matters else ""}
    said, reach_id = ReachForm.said(way), REACH
    return {
        "matters_form": as_left(
            viewer, mattering, MattersForm, first=words, drafts=drafts, own=_is_own(viewer, between)
        ),
        "reach_form": as_left(
            viewer, reaching, ReachForm, first=said, drafts=drafts, auto_id=reach_id
        ),
    }


def _drafts(relationship_id: UUID) -> tuple[str, str]:
    return f"mattering/{relationship_id}", f"reaching/{relationship_id}"


def _waiting(viewer: Viewer, between: Between) -> int:
    """How many old lines wait to be read through; only a worker's side has any to read."""
    if not viewer.is_working:
        return 0
    lines = old_notes(viewer, between.id).count() + old_promises(viewer, between.id).count()
    return lines + len(reach_to_read_through(viewer, between.id))


def _is_own(viewer: Viewer, between: Between) -> bool:
    """What matters most here is the viewer's own to say."""
    return between.supported.id == viewer.person_id


@require_POST
def mattering(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Say what matters most, or write it down for the person, with their yes."""
    viewer = viewer_of(request)
    between = the_relationship(viewer, relationship_id)
    draft = _drafts(between.id)[0]
    own = _is_own(viewer, between)
    form = as_left(viewer, draft, MattersForm, request.POST, own=own)
    if not form.is_valid():
        return _between_us(request, relationship_id, matters_form=form)
    say_what_matters(
        by=viewer,
        relationship_id=relationship_id,
        person_id=between.supported.id,
        words=form.cleaned_data["words"],
        id=form.cleaned_data["id"],
    )
    let_draft_go(by=viewer, form=draft)
    return redirect("pages:between", relationship_id)


@require_POST
def reaching(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Say how to reach the person safely."""
    viewer = viewer_of(request)
    between = the_relationship(viewer, relationship_id)
    draft = _drafts(between.id)[1]
    form = as_left(viewer, draft, ReachForm, request.POST, auto_id=REACH)
    if not form.is_valid():
        return _between_us(request, relationship_id, reach_form=form)
    say_how_to_reach(
        by=viewer,
        relationship_id=relationship_id,
        person_id=between.supported.id,
        **form.cleaned_data,
    )
    let_draft_go(by=viewer, form=draft)
    return redirect("pages:between", relationship_id)


@require_POST
def reading_together(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """We sat down, today or on a day before, and read what is written here."""
    viewer = viewer_of(request)
    the_relationship(viewer, relationship_id)
    form = ReadForm(request.POST, auto_id=READ)
    if not form.is_valid():
        return _between_us(request, relationship_id, read_form=form)
    read_together(by=viewer, relationship_id=relationship_id, on=form.cleaned_data["day"])
    return redirect("pages:between", relationship_id)


def to_read_through(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """What another system said, that waits to be read through before the person sees it."""
    viewer = viewer_of(request)
    if not viewer.is_working:
        raise Http404
    aside = "aside" in request.GET
    with looking(viewer) as look:
        between = the_relationship(viewer, relationship_id)
        notes = Paginator(old_notes(viewer, between.id, aside=aside), A_PAGE)
        waiting = old_promises(viewer, between.id)
        promises = Paginator(waiting.none() if aside else waiting, A_PAGE)
        # Two lists of one length: notes and promises turn their pages together.
        longer = notes if notes.num_pages >= promises.num_pages else promises
        page = longer.get_page(request.GET.get("page"))
        entries = entries_of(viewer, _on(notes, page.number))
        lines = lines_of(
            viewer, {between.id: between}, standings(viewer, _on(promises, page.number))
        )
        first = page.number == 1 and not aside
        reach = reach_to_read_through(viewer, between.id) if first else []
        look.saw(between.other.id, Strand.MOMENTS, Ground.SIDE, between.id)
        if lines:
            look.saw(between.other.id, Strand.PROMISES, Ground.SIDE, between.id)
        if reach:
            look.saw(between.other.id, Strand.ABOUT_ME, Ground.SIDE, between.id)
        set_aside = aside or old_notes(viewer, between.id, aside=True).exists()
    said = {"places": [shown(viewer, between, entry) for entry in entries], "lines": lines}
    said |= {"reach": reach, "page": page, "aside": aside, "set_aside": set_aside, "whys": Why}
    told = {"between": between, **said, "here": "people"}
    return render(request, "pages/to_read_through.html", told)


def _on(pages: "Paginator[M]", number: int) -> list[M]:
    return list(pages.page(number).object_list) if number <= pages.num_pages else []
