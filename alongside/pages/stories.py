"""The story of a relationship, one moment of it, and noting a new one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.trail import Look, looking
from alongside.access.viewer import Life, Viewer, selves_of, viewer_of
from alongside.agreements.queries import resting
from alongside.drafts.actions import let_draft_go
from alongside.drafts.forms import as_left
from alongside.drafts.queries import Fields, draft_of
from alongside.kit import forms as kit
from alongside.kit.folding import folded
from alongside.kit.ids import new_id
from alongside.kit.paper.answers import answer
from alongside.kit.paper.sheets import Kind as PaperKind
from alongside.kit.time import now
from alongside.moments.actions import TooLate, kept_apart_by, note_moment
from alongside.moments.models import Kind, Moment
from alongside.moments.queries import entry_of, key_of, place_said, story_page
from alongside.pages import actions
from alongside.pages.for_both import for_both
from alongside.pages.forms import NoteForm, SayForm
from alongside.pages.nearest import nearest_first, visits_today
from alongside.pages.noting import JUST_ME
from alongside.pages.paper import story_sheet
from alongside.pages.showing import Shown, matters_of, shown, with_months
from alongside.profiles.actions import lay_ready_under
from alongside.profiles.headings import FOR_A_LINE, heading_said, sheet_of
from alongside.profiles.queries import who_wrote
from alongside.promises.actions import mine_alone
from alongside.promises.models import Promise
from alongside.promises.opened import promises_as_others_get_them
from alongside.promises.queries import made_in, next_open, standings
from alongside.promises.showing import PromiseLine, ahead_and_past, line_of
from alongside.promises.showing import on_paper as on_paper_line
from alongside.relationships.joining import is_here
from alongside.relationships.queries import (
    Between,
    my_relationships,
    once_for_me,
    one_each,
    the_relationship,
    who_are_here,
)
from alongside.relationships.words import (
    last_read_together,
    newest_matters,
)
from alongside.shares.forms import HidingForm, hiding_draft
from alongside.shares.presence import who_is_not_there
from alongside.shares.told_later import asked_to_tell_later

FIRST_CHIPS = 5
"""People offered at once when noting; the rest are behind *Someone else*."""


def story(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Our story, newest first; older moments load as you go."""
    viewer = viewer_of(request)
    before = place_said(request.GET.get("before", ""))
    with looking(viewer) as look:
        between = the_relationship(viewer, relationship_id)
        page = story_page(viewer, relationship_id, before)
        places = with_months([shown(viewer, between, entry) for entry in page.entries])
        soonest = [] if before else next_open(viewer, between.id, now())
        still_open = _with_promises(viewer, between, places, soonest)
        head = {} if before else _head(viewer, between, still_open)
        _saw(look, between, places, head)
    told = {"between": between, "places": places, "earlier": key_of(page.earlier), "tab": "story"}
    name = "pages/story_part.html" if before else "pages/story.html"
    if before and request.headers.get("X-Requested-With") != "load-earlier":
        name = "pages/story.html"
    return render(request, name, {**told, **head, "here": "people", "before": before})


def _saw(look: Look, between: Between, places: list[Shown], head: Mapping[str, object]) -> None:
    """Leave a line for each strand the page shows."""
    shows = {
        Strand.MOMENTS: bool(places),
        Strand.PROMISES: bool(head.get("ahead") or head.get("past"))
        or any(p.promises for p in places),
        Strand.ABOUT_ME: bool(head.get("matters")),
    }
    for strand, is_shown in shows.items():
        if is_shown:
            look.saw(between.other.id, strand, Ground.SIDE, between.id)


def _head(viewer: Viewer, between: Between, still_open: list[PromiseLine]) -> dict[str, Any]:
    said = newest_matters(viewer, between.id, between.supported.id)
    return {
        "matters": matters_of(between, said),
        **ahead_and_past(still_open),
        "read": last_read_together(viewer, between.id),
        "resting": resting(viewer, between.id),
    }


def _with_promises(
    viewer: Viewer,
    between: Between,
    places: list[Shown],
    apart: Sequence[Promise] = (),
) -> list[PromiseLine]:
    """Put each promise under the moment it was made in; give some as lines of their own."""
    by_id: dict[UUID | None, Shown] = {place.id: place for place in places if place.id}
    moment_ids = [place.id for place in places if place.id]
    asked = {promise.id: promise for promise in (*made_in(viewer, moment_ids), *apart)}
    lines = {
        standing.promise.id: line_of(viewer, between, standing)
        for standing in standings(viewer, asked.values())
    }
    for line in lines.values():
        moment_id = line.standing.promise.moment_id
        if moment_id in by_id:
            by_id[moment_id].promises.append(line)
    return [lines[promise.id] for promise in reversed(apart)]


def moment(request: HttpRequest, moment_id: UUID) -> HttpResponse:
    """One moment, with both voices and what can be done."""
    viewer = viewer_of(request)
    with looking(viewer) as look:
        entry = entry_of(viewer, moment_id)
        found = entry.moment
        between = None
        if found is not None and found.relationship_id is not None:
            between = the_relationship(viewer, found.relationship_id)
        place = shown(viewer, between, entry)
        if between is not None:
            _with_promises(viewer, between, [place])
            _saw(look, between, [place], {})
        rests = resting(viewer, between.id) if between else None
    told: dict[str, object] = {"place": place, "between": between, "here": "people"}
    told["resting"] = rests
    # What two share in their own lives, or at work, stays between them; so does what is apart.
    told["may_share"] = bool(
        between and {viewer.life, between.other_life} == set(Life) and not place.kept_apart_by
    )
    if between is not None and between.other_life == Life.OWN and place.is_mine:
        told |= _about_hiding(viewer, moment_id)
    if between is not None and place.learned and not place.kept_apart_by:
        told["goes"] = FOR_A_LINE[viewer.life]
    if between is not None and place.can_undo:
        told["is_here"] = is_here(by=viewer, relationship_id=between.id)
    return render(request, "pages/moment.html", told)


def _about_hiding(viewer: Viewer, moment_id: UUID) -> dict[str, object]:
    """For the page of a moment the viewer keeps apart at work: the form, and what was asked."""
    mark = kept_apart_by(viewer).filter(moment_id=moment_id).first()
    if mark is None:
        return {}
    form = as_left(viewer, hiding_draft(moment_id), HidingForm)
    return {"hiding": form, "asked": asked_to_tell_later(viewer, [mark.id])}


@require_POST
def to_my_page(request: HttpRequest, moment_id: UUID) -> HttpResponse:
    """Lay what was learned ready on a page of mine, for me to read through and save."""
    viewer, heading = viewer_of(request), heading_said(request.POST.get("heading", ""))
    if heading not in FOR_A_LINE[viewer.life]:
        raise Http404
    with looking(viewer) as look:
        entry = entry_of(viewer, moment_id)
        if entry.moment is None or entry.moment.relationship_id is None:
            raise Http404
        between = the_relationship(viewer, entry.moment.relationship_id)
        place = shown(viewer, between, entry)
        _saw(look, between, [place], {})
    if place.kept_apart_by:
        # What is kept apart goes nowhere else.
        raise Http404
    if place.learned:
        me = who_wrote(selves_of(request), sheet_of(heading))
        lay_ready_under(by=me, heading=heading, line=place.learned)
    return redirect("profiles:writing", heading.value)


def note(request: HttpRequest) -> HttpResponse:
    """Note a moment, with the promise made in it."""
    if request.method == "POST":
        # With whom is checked against that one; everybody is opened only to offer them again.
        for me in selves_of(request):
            form = NoteForm(request.POST, people=_with_whom(me, request.POST.get("who", "")))
            if form.is_valid():
                noted = actions.note(
                    by=me, noted=form.noted(me.person_id), draft=_draft_of_note(request)
                )
                return redirect("pages:moment", noted.id)
        form = NoteForm(request.POST, people=_nearest_first(request, request.POST.get("who", "")))
    else:
        people = _nearest_first(request, request.GET.get("with", ""))
        form = NoteForm(initial=_first(request, people), people=people)
    here = {each for me in selves_of(request) for each in who_are_here(me)}
    page = {"form": form, **_chips(form, here)}
    return render(
        request, "pages/note.html", {**page, "draft": _draft_of_note(request), "kept": form.initial}
    )


def _draft_of_note(request: HttpRequest) -> str:
    """A note begun on somebody's page has a draft of its own.

    Words begun about one person never come up about another.
    """
    try:
        return f"{actions.NOTE}/{UUID(request.GET.get('with', ''))}"
    except ValueError:
        return actions.NOTE


def _nearest_first(request: HttpRequest, asked: str) -> list[Between]:
    """Everybody I may have met, each person once."""
    people: list[Between] = []
    for me in selves_of(request):
        people += nearest_first(me, my_relationships(me), visits_today(me))
    return one_each(people, asked) if viewer_of(request).is_working else once_for_me(people)


def _with_whom(viewer: Viewer, key: str) -> list[Between]:
    try:
        return my_relationships(viewer, only=UUID(key))
    except ValueError:
        return []


def _first(request: HttpRequest, people: list[Between]) -> dict[str, object]:
    drafts = (draft_of(me, _draft_of_note(request)) for me in selves_of(request))
    kept: Fields | None = next((draft for draft in drafts if draft), None)
    first: dict[str, object] = {"id": new_id()}
    if people:
        first["who"] = str(people[0].id) if len(people) == 1 else ""
    if kept:
        first.update(kit.first_said(NoteForm, kept))
    if asked := request.GET.get("with"):
        first["who"] = asked
    return first


@dataclass(frozen=True, slots=True)
class Chip:
    """Somebody to note a moment with."""

    key: str
    name: str
    apart: str = ""
    is_here: bool = True


def _chips(form: NoteForm, here: set[UUID]) -> dict[str, object]:
    """The first few people, the chosen one among them; the others by name; *Just me* always."""
    chosen = str(form["who"].value() or "")
    people = [
        Chip(key, each.other.called, each.apart, each.id in here)
        for key, each in form.people.items()
    ]
    people.sort(key=lambda chip: chip.key != chosen)
    first, more = people[:FIRST_CHIPS], people[FIRST_CHIPS:]
    by_name = sorted(more, key=lambda chip: folded(chip.name))
    with_whom = next((chip for chip in people if chip.key == chosen), None)
    return {"first": first, "more": by_name, "just_me": JUST_ME, "with_whom": with_whom}


def say(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Leave words for the other side."""
    viewer = viewer_of(request)
    between = the_relationship(viewer, relationship_id)
    key = f"say/{relationship_id}"
    if request.method == "POST":
        form = SayForm(request.POST)
        if form.is_valid():
            noted = note_moment(
                by=viewer,
                relationship_id=relationship_id,
                kind=Kind.MESSAGE,
                words=form.cleaned_data["words"],
                id=form.cleaned_data["id"],
            )
            let_draft_go(by=viewer, form=key)
            return redirect("pages:moment", noted.id)
    else:
        kept = draft_of(viewer, key)
        form = SayForm(initial={"id": new_id(), **(kit.first_said(SayForm, kept) if kept else {})})
    page = {"form": form, "between": between, "draft": key}
    page["not_there"] = who_is_not_there(viewer, [between])
    return render(request, "pages/say.html", page)


@require_POST
def undoing(request: HttpRequest, moment_id: UUID) -> HttpResponse:
    """Take back a moment nobody else has seen; its words go back into the note."""
    viewer = viewer_of(request)
    try:
        about = actions.undo(by=viewer, moment_id=moment_id)
    except TooLate:
        return render(request, "moments/too_late.html", {"moment_id": moment_id})
    note = reverse("pages:note")
    return redirect(f"{note}?with={about}" if about else note)


def wrong_person(request: HttpRequest, moment_id: UUID) -> HttpResponse:
    """Take a moment off the wrong person's story, at once."""
    viewer = viewer_of(request)
    Moment.objects.get_ours(viewer, id=moment_id, noted_by_id=viewer.person_id)
    if request.method == "POST":
        actions.take_off_wrong_person(by=viewer, moment_id=moment_id)
        return redirect("pages:note")
    back = reverse("pages:moment", args=(moment_id,))
    return render(request, "pages/wrong_person.html", {"back": back})


def promise_on_wrong_person(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """The same of a promise that was written down by itself."""
    viewer = viewer_of(request)
    mine_alone(viewer, promise_id)
    if request.method == "POST":
        actions.take_promise_off_wrong_person(by=viewer, promise_id=promise_id)
        return redirect("pages:note")
    back = reverse("promises:one", args=(promise_id,))
    return render(request, "pages/wrong_person.html", {"back": back})


def on_paper(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """The newest page of our story, to print and read together."""
    told = _on_paper(request, relationship_id)
    return render(request, "pages/on_paper.html", {**told, "here": "people"})


def on_paper_as(request: HttpRequest, relationship_id: UUID, kind: PaperKind) -> HttpResponse:
    """The same as a file, in large print, or for Word."""
    told = _on_paper(request, relationship_id)
    return answer(story_sheet(told["between"], told["places"], told), kind)


def _on_paper(request: HttpRequest, relationship_id: UUID) -> dict[str, Any]:
    """What goes onto paper, with its lines on the trail."""
    viewer, before = viewer_of(request), request.GET.get("before", "")
    with looking(viewer) as look:
        between = the_relationship(viewer, relationship_id)
        page = story_page(viewer, relationship_id, place_said(before))
        places = [shown(viewer, between, entry) for entry in for_both(viewer, page.entries)]
        both = {one.promise.id for one in promises_as_others_get_them(viewer, between.id)}
        soonest = [one for one in next_open(viewer, between.id, now()) if one.id in both]
        head = _head(viewer, between, _with_promises(viewer, between, places, soonest))
        head |= {when: [on_paper_line(line) for line in head[when]] for when in ("ahead", "past")}
        for place in places:
            place.promises = [on_paper_line(line) for line in place.promises if line.id in both]
        _saw(look, between, places, head)
    told = {"between": between, "places": with_months(places), **head}
    again = f"?{urlencode({'before': before})}" if before else ""
    return {**told, "earlier": key_of(page.earlier), "query": again}
