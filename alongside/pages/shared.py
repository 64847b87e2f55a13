"""What was opened beyond two sides: as it is seen, and, before that, as it will be seen."""

from dataclasses import dataclass, field
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from alongside.access.grounds import OURS, Ground
from alongside.access.strands import Strand
from alongside.access.trail import looking
from alongside.access.viewer import Life, Viewer, selves_of, viewer_of
from alongside.circles.looking import CircleShown, shown_to_others
from alongside.circles.queries import as_shared
from alongside.drafts.actions import let_draft_go
from alongside.drafts.forms import as_left
from alongside.moments.models import Moment
from alongside.moments.opened import MOST, opened_story, story_as_others_get_it
from alongside.pages.showing import Shown, number_asked, shown, with_months
from alongside.people.queries import where_they_live
from alongside.plans.queries import Written, shared_plan
from alongside.profiles.headings import Sheet
from alongside.profiles.queries import Part, shared_page
from alongside.promises.opened import opened_promises, promises_as_others_get_them
from alongside.promises.showing import PromiseLine, line_of, on_paper
from alongside.relationships.models import SafeReach, WhatMatters
from alongside.relationships.queries import Between, the_relationship
from alongside.relationships.words import as_it_stands
from alongside.shares.between import sharing_between
from alongside.shares.choices import my_own_worker, whom_it_could_be
from alongside.shares.forms import OneMomentForm, ShareForm, sharing_draft
from alongside.shares.models import Share
from alongside.shares.queries import one_share, shares_with_me, two_voices
from alongside.shares.showing import line_of as share_line
from alongside.vault.fields import open_rows


@dataclass(slots=True)
class Opened:
    """What one share shows."""

    places: list[Shown] = field(default_factory=list)
    older: int = 0
    lines: list[PromiseLine] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    reach: list[SafeReach] = field(default_factory=list)
    circle: CircleShown | None = None
    parts: list[Written] = field(default_factory=list)
    page: list[Part] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        said = (self.places, self.lines, self.words, self.reach, self.parts, self.page)
        return not any((*said, self.circle))


def shared_with_me(request: HttpRequest) -> HttpResponse:
    """Whatever others opened to me, and until when."""
    lines = [
        (share, share_line(me, share)) for me in selves_of(request) for share in shares_with_me(me)
    ]
    return render(request, "pages/shared_with_me.html", {"lines": lines, "here": "people"})


def shared(request: HttpRequest, share_id: UUID) -> HttpResponse:
    """One share. To whoever it was opened to: what it shows. To its sides: just what that is."""
    viewer = viewer_of(request)
    with looking(viewer) as look:
        share, is_side = one_share(viewer, share_id)
        # Where somebody lives is not their worker's as a side either: only by this share.
        is_side = is_side and share.with_person_id != viewer.person_id
        between = two_voices(share)
        most = shown_so_far(request)
        opened = _of(viewer, share, between, is_preview=is_side, most=most)
        ground = Ground.SIDE if is_side else Ground(share.ground)
        if not opened.is_empty:
            thing = None if is_side else share.safety_id or share.duty_id
            look.saw(share.about_id, Strand(share.strand), ground, share.relationship_id, thing)
    line, is_mine = share_line(viewer, share), share.about_id == viewer.person_id
    may_say_yes = is_mine and not viewer.is_working and line.how in {"asked", "declined"}
    page = {
        "share": share,
        "line": line,
        "between": between,
        "opened": opened,
        "next": most + MOST,
        "is_preview": is_side,
        "is_mine": is_mine,
        "may_say_yes": may_say_yes and share.ground in {Ground.SHARE.value, Ground.COVER.value},
        "here": "sharing" if is_side else "people",
    }
    return render(request, "pages/shared.html", page)


def shown_so_far(request: HttpRequest) -> int:
    """How many moments of a story this page shows: as many as were asked for, page by page."""
    return max(MOST, number_asked(request.GET.get("most", "")))


def sharing_one(request: HttpRequest, moment_id: UUID) -> HttpResponse:
    """Share one moment by itself, for instance with somebody who was there."""
    viewer = viewer_of(request)
    found = Moment.objects.get_ours(viewer, id=moment_id, relationship__isnull=False)
    between = the_relationship(viewer, found.relationship_id)  # type: ignore[arg-type]
    if {viewer.life, between.other_life} != set(Life):
        raise Http404
    worker = between.me if viewer.is_working else between.other
    form = as_left(
        viewer,
        f"sharing-moment/{moment_id}",
        OneMomentForm,
        request.POST or None,
        choices=whom_it_could_be(viewer, between),
        worker_id=worker.id,
        is_mine=not viewer.is_working,
    )
    if request.method == "POST" and (answer := _next(request, between, form, moment_id)):
        return answer
    page = {"form": form, "between": between, "moment_id": moment_id, "here": "people"}
    return render(request, "pages/sharing_one.html", {**page, "is_mine": not viewer.is_working})


def before_sharing(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """What I chose to share: just what would open, and, with my yes, it opens."""
    viewer = viewer_of(request)
    page = sharing_between(viewer, relationship_id)
    between = page["between"]
    if not (page["is_mine"] and page["may_share"]):
        raise Http404
    if request.method != "POST":
        return redirect("shares:between", relationship_id)
    choices = [*whom_it_could_be(viewer, between), *my_own_worker(viewer, between)]
    form = as_left(
        viewer,
        sharing_draft(relationship_id),
        ShareForm,
        request.POST,
        choices=choices,
        worker_id=between.other.id,
        is_mine=True,
    )
    answer = _next(request, between, form)
    return answer or render(request, "shares/between.html", {**page, "form": form})


def _next(
    request: HttpRequest, between: Between, form: ShareForm, moment_id: UUID | None = None
) -> HttpResponse | None:
    """What a form that was sent leads to; None where it says what it needs.

    A worker asks. The person looks first: before their yes nothing is kept, and nothing is open.
    """
    viewer = viewer_of(request)
    if not form.is_valid():
        return None
    if viewer.is_working or "yes" in request.POST:
        share = form.asked(by=viewer, between=between, moment_id=moment_id)
        if share is None:
            return None
        let_draft_go(by=viewer, form=form.draft)
        return redirect("pages:shared", share.id)
    share = form.looked_over(by=viewer, between=between, moment_id=moment_id)
    return _looked_at_first(request, share, form) if share else None


def _looked_at_first(request: HttpRequest, share: Share, form: ShareForm) -> HttpResponse:
    viewer = viewer_of(request)
    with looking(viewer):
        opened = _of(viewer, share, two_voices(share), is_preview=True, most=MOST)
    page = {
        "share": share,
        "line": share_line(viewer, share),
        "opened": opened,
        "chosen": [(name, said) for name in form.fields if (said := request.POST.get(name))],
        "again": request.path,
        "back": reverse("shares:between", args=(share.relationship_id,)),
        "here": "sharing",
    }
    return render(request, "pages/before_sharing.html", page)


def _of(viewer: Viewer, share: Share, between: Between, *, is_preview: bool, most: int) -> Opened:
    grounds = OURS if is_preview else (Ground(share.ground),)
    match share.strand:
        case Strand.MOMENTS.value:
            return _story(viewer, share, between, is_preview=is_preview, most=most)
        case Strand.PROMISES.value:
            return _promises(viewer, share, between, is_preview=is_preview)
        case Strand.CIRCLES.value:
            ground = None if is_preview else Ground(share.ground)
            picture = as_shared(viewer, share.about_id, ground)
            name = between.other.called
            return Opened(circle=shown_to_others(picture, name) if picture else None)
        case Strand.PLANS.value:
            at = None if is_preview else Ground(share.ground)
            return Opened(parts=shared_plan(viewer, share.relationship_id, at))
        case Strand.ADDRESS.value:
            return Opened(words=where_they_live(viewer, share.about_id, *grounds))
        case _:
            return _of_themselves(viewer, share, grounds)


def _of_themselves(viewer: Viewer, share: Share, grounds: tuple[Ground, ...]) -> Opened:
    """What matters to them and how to reach them; or one page of theirs by itself."""
    if share.sheet:
        sheet = Sheet(share.sheet)
        return Opened(page=shared_page(viewer, share.about_id, sheet, *grounds))
    return Opened(words=_matters(viewer, share, grounds), reach=_reach(viewer, share, grounds))


def _story(
    viewer: Viewer, share: Share, between: Between, *, is_preview: bool, most: int
) -> Opened:
    which = (share.relationship_id, share.moment_id)
    if is_preview:
        story = story_as_others_get_it(viewer, *which, most=most)
    else:
        story = opened_story(viewer, which[0], Ground(share.ground), which[1], most=most)
    places = with_months([shown(viewer, between, entry) for entry in story.entries])
    return Opened(places=places, older=story.older)


def _promises(viewer: Viewer, share: Share, between: Between, *, is_preview: bool) -> Opened:
    if is_preview:
        found = promises_as_others_get_them(viewer, share.relationship_id, share.promise_id)
    else:
        found = opened_promises(viewer, share.relationship_id, Ground(share.ground))
    return Opened(lines=[on_paper(line_of(viewer, between, standing)) for standing in found])


def _matters(viewer: Viewer, share: Share, grounds: tuple[Ground, ...]) -> list[str]:
    said = WhatMatters.objects.visible_to(viewer, *grounds).filter(
        relationship_id=share.relationship_id, person_id=share.about_id
    )
    newest = list(said.order_by("-said_at")[:1])
    open_rows(newest)
    return [one.words for one in newest]


def _reach(viewer: Viewer, share: Share, grounds: tuple[Ground, ...]) -> list[SafeReach]:
    if share.ground not in {Ground.COVER.value, Ground.SAFETY.value}:
        return []
    said = SafeReach.objects.visible_to(viewer, *grounds).filter(
        relationship_id=share.relationship_id, person_id=share.about_id
    )
    standing = as_it_stands(said.order_by("-said_at", "-id"))
    open_rows(standing)
    return standing
