"""What takes two people: looking again at safety access, and what the law asks for."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.trail import looking
from alongside.access.viewer import Viewer, viewer_of
from alongside.drafts.actions import let_draft_go
from alongside.drafts.forms import as_left
from alongside.kit.forms import first_said
from alongside.kit.ids import new_id
from alongside.kit.time import end_of
from alongside.kit.words import day
from alongside.moments.actions import hide_that_it_is_here, kept_apart_by
from alongside.moments.queries import Entry, story_pages
from alongside.pages.actions import Later, name_duty_and_tell, say_what_i_think_of_it
from alongside.promises.opened import promises_as_others_get_them
from alongside.promises.queries import Standing
from alongside.relationships.queries import Between, the_relationship
from alongside.shares.choices import who_receives
from alongside.shares.feared import MustNotKnow
from alongside.shares.forms import DutyForm, HidingForm, ReviewForm, hiding_draft
from alongside.shares.second_people import safety_to_review

SHORT = 12
"""Words of a moment by which its worker knows it again."""


def reviewing(request: HttpRequest, access_id: UUID) -> HttpResponse:
    """Was it right to look? A no ends it at once, and is written down as gone wrong."""
    viewer = viewer_of(request)
    if not viewer.is_working:
        raise Http404
    with looking(viewer) as look:
        access = safety_to_review(viewer, access_id)
        look.saw(access.about_id, Strand.ABOUT_ME, Ground.SAFETY, None, access_id)
    form = as_left(viewer, f"looked-again/{access_id}", ReviewForm, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        say_what_i_think_of_it(
            by=viewer, access_id=access_id, was_right=said["right"] == "yes", words=said["words"]
        )
        let_draft_go(by=viewer, form=form.draft)
        return redirect("shares:second-look")
    return render(request, "pages/reviewing.html", {"access": access, "form": form})


def hiding(request: HttpRequest, moment_id: UUID) -> HttpResponse:
    """Ask a colleague to agree that even the mark of what I keep apart is hidden for a while."""
    viewer = viewer_of(request)
    get_object_or_404(kept_apart_by(viewer), moment_id=moment_id)
    form = as_left(viewer, hiding_draft(moment_id), HidingForm, request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        hide_that_it_is_here(
            by=viewer,
            moment_id=moment_id,
            reason=said["reason"],
            until=end_of(said["until"]),
            id=said["id"],
        )
        let_draft_go(by=viewer, form=form.draft)
        return redirect("pages:moment", moment_id)
    page = {"form": form, "moment_id": moment_id, "here": "people"}
    return render(request, "pages/hiding.html", page)


def naming_duty(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """The law asks for named things; a second person agrees before anything opens."""
    viewer = viewer_of(request)
    if not viewer.is_working:
        raise Http404
    with looking(viewer) as look:
        each = the_relationship(viewer, relationship_id)
        shown = _shown(request)
        entries, more = story_pages(viewer, relationship_id, shown)
        if entries:
            look.saw(each.other.id, Strand.MOMENTS, each.ground, each.id)
        promised = promises_as_others_get_them(viewer, relationship_id)
        if promised:
            look.saw(each.other.id, Strand.PROMISES, each.ground, each.id)
    promises = [(str(one.promise.id), _promise_in_short(one)) for one in promised]
    moments = [(str(one.moment.id), _in_short(one)) for one in entries if one.moment]
    kept = first_said(DutyForm, dict(request.POST.lists())) if _EARLIER in request.POST else None
    form = as_left(
        viewer,
        f"by-law/{relationship_id}",
        DutyForm,
        None if kept is not None else request.POST or None,
        first=kept,
        # What was just sent, to see more to choose from, is newer than any draft.
        drafts={} if kept is not None else None,
        choices=who_receives(viewer, each),
        moments=moments,
        promises=promises,
    )
    if form.is_valid() and _named(viewer, each, form):
        let_draft_go(by=viewer, form=form.draft)
        return redirect("shares:between", relationship_id)
    page = {"between": each, "form": form, "shown": shown, "more": more, "tab": "sharing"}
    return render(request, "pages/duty.html", page)


_EARLIER = "earlier"
_MOST = 400
"""Pages of a story that a form shows at most: ten thousand moments."""


def _shown(request: HttpRequest) -> int:
    """How many pages of the story there are to choose from; one more when they ask for it."""
    said = request.POST.get("shown", "")
    before = int(said) if said.isdecimal() and len(said) <= len(str(_MOST)) else 1
    return min(_MOST, max(1, before + (_EARLIER in request.POST)))


def _in_short(entry: Entry) -> str:
    words = entry.tellings[0].words if entry.tellings else ""
    return f"{day(entry.happened_at)}: {Truncator(words).words(SHORT)}"


def _promise_in_short(one: Standing) -> str:
    return f"{day(one.promise.made_at)}: {Truncator(one.promise.words or _('Meet')).words(SHORT)}"


def _named(viewer: Viewer, each: Between, form: DutyForm) -> bool:
    """Named; or not, and the form says why."""
    said = form.cleaned_data
    later = None
    if said["later_until"]:
        later = Later(
            said["later_reason"], end_of(said["later_until"]), said["later_id"] or new_id()
        )
    try:
        name_duty_and_tell(
            by=viewer,
            later=later,
            relationship_id=each.id,
            power=said["power"],
            strands=tuple(Strand(strand) for strand in said["strands"]),
            moment_ids=tuple(UUID(one) for one in said["moments"]),
            promise_ids=tuple(UUID(one) for one in said["promises"]),
            with_person_id=UUID(said["whom"].split("/")[1]) if said["whom"] else None,
            receiver=said["receiver"],
            until=end_of(said["until"]),
            id=said["id"],
        )
    except MustNotKnow:
        says = _("%(name)s asked us never to tell this person. It cannot be opened to them here.")
        form.add_error(
            "receiver" if said["receiver"] else "whom", says % {"name": each.supported.called}
        )
        return False
    return True
