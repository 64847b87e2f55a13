"""Safety, duty and being away: what takes two people, and says so to the person."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.trail import looking
from alongside.access.viewer import Viewer, viewer_of
from alongside.accounts.tries import TooManyTries
from alongside.drafts.actions import let_draft_go
from alongside.drafts.forms import as_left
from alongside.kit.time import end_of, last_day_before
from alongside.relationships.colleagues import new_colleagues, say_yes_to_colleague
from alongside.shares import leaving, safety
from alongside.shares.forms import (
    AwayForm,
    LaterForm,
    SafetyForm,
)
from alongside.shares.models import Duty
from alongside.shares.queries import away_until, duties_among
from alongside.shares.second_people import (
    Waiting,
    my_safety_access,
    named_in,
    waiting_for_a_second_person,
)
from alongside.shares.showing import theirs as strand_words
from alongside.shares.showing import until_words


def _at_work(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    if not viewer.is_working:
        raise Http404
    return viewer


def opening(request: HttpRequest) -> HttpResponse:
    """Say why, then look: four hours at most, looked at again by a second person."""
    viewer = _at_work(request)
    form = as_left(viewer, "looking-for-safety", SafetyForm, request.POST or None)
    if request.method == "POST" and form.is_valid():
        access = _open(viewer, form)
        if access is not None:
            let_draft_go(by=viewer, form=form.draft)
            return redirect("shares:safety", access)
    page = {
        "form": form,
        "may_open": safety.may_open_for_safety(viewer),
        "before": my_safety_access(viewer),
        "here": "people",
    }
    return render(request, "shares/opening.html", page)


def _open(viewer: Viewer, form: SafetyForm) -> UUID | None:
    said = form.cleaned_data
    try:
        access = safety.open_for_safety(
            by=viewer, called=said["called"], reason=said["reason"], id=said["id"]
        )
    except TooManyTries:
        form.add_error(None, _("That was tried many times today. Ring a colleague instead."))
        return None
    except safety.LooksAgainFirst:
        form.add_error(
            None,
            _("You looked before, and nobody has looked at that again. Ask a colleague first."),
        )
        return None
    if access is None:
        form.add_error(
            "called", _("We cannot open that. Ask a colleague who walks with them, by phone.")
        )
        return None
    return access.id


def one_safety(request: HttpRequest, access_id: UUID) -> HttpResponse:
    """What one safety access opened, until when; and what a second person said."""
    viewer = _at_work(request)
    with looking(viewer) as look:
        found = next((one for one in my_safety_access(viewer) if one.access.id == access_id), None)
        if found is None:
            raise Http404
        look.saw(found.access.about_id, Strand.ABOUT_ME, Ground.SAFETY, None, access_id)
    form = as_left(viewer, f"told-later/{access_id}", LaterForm, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        safety.tell_later_of_mine(
            by=viewer,
            thing_id=access_id,
            reason=said["reason"],
            until=end_of(said["until"]),
            id=said["id"],
        )
        let_draft_go(by=viewer, form=form.draft)
        return redirect("shares:safety", access_id)
    return render(request, "shares/safety.html", {"one": found, "form": form, "here": "people"})


@require_POST
def ending_safety(request: HttpRequest, access_id: UUID) -> HttpResponse:
    safety.end_safety(by=viewer_of(request), access_id=access_id)
    return redirect("shares:safety", access_id)


def second_look(request: HttpRequest) -> HttpResponse:
    """What waits for a second person: mine to look at, never mine to have asked for."""
    viewer = _at_work(request)
    with looking(viewer) as look:
        waiting = waiting_for_a_second_person(viewer)
        hides = waiting.to_hide()
        for about_id, ground, thing_id in _read_of(waiting, hides):
            look.saw(about_id, Strand.ABOUT_ME, ground, None, thing_id)
    asked_for = [
        (duty, [(one, strand_words(one), until_words(one)) for one in shares])
        for duty, shares in waiting.asked_for()
    ]
    new = new_colleagues(viewer)
    page = {
        "waiting": waiting,
        "hides": hides,
        "asked_for": asked_for,
        "new": new,
        "here": "people",
    }
    return render(request, "shares/second_look.html", page)


def _read_of(waiting: Waiting, hides: set[UUID]) -> Iterator[tuple[UUID, Ground, UUID]]:
    """Whose life it is that each reason is about, on which ground it is read, and why of what."""
    for access in waiting.accesses:
        yield access.about_id, Ground.SAFETY, access.id
    for duty in waiting.duties:
        yield duty.about_id, Ground.DUTY, duty.id
    by_law = duties_among(delay.of_id for delay in waiting.delays)
    for delay in waiting.delays:
        ground = Ground.DUTY if delay.of_id in by_law else Ground.SAFETY
        # The name of what is kept apart tells its time: the line carries the asking's own.
        thing_id = delay.id if delay.id in hides else delay.of_id
        yield delay.about_id, ground, thing_id


@contextmanager
def _never_ones_own() -> Iterator[None]:
    """It takes two people: to whoever asked, there is nothing here to agree to."""
    try:
        yield
    except safety.SamePerson:
        raise Http404 from None


@require_POST
def agreeing_to_duty(request: HttpRequest, duty_id: UUID) -> HttpResponse:
    with _never_ones_own():
        safety.agree_to_duty(by=_at_work(request), duty_id=duty_id)
    return redirect("shares:second-look")


@require_POST
def agreeing_to_delay(request: HttpRequest, delay_id: UUID) -> HttpResponse:
    with _never_ones_own():
        safety.agree_to_delay(by=_at_work(request), delay_id=delay_id)
    return redirect("shares:second-look")


@require_POST
def saying_yes_to_colleague(request: HttpRequest, new_colleague_id: UUID) -> HttpResponse:
    say_yes_to_colleague(by=_at_work(request), new_colleague_id=new_colleague_id)
    return redirect("shares:second-look")


@require_POST
def ending_duty(request: HttpRequest, duty_id: UUID) -> HttpResponse:
    safety.end_duty(by=_at_work(request), duty_id=duty_id)
    return redirect("pages:front")


@require_POST
def telling_of_duty_later(request: HttpRequest, duty_id: UUID) -> HttpResponse:
    """Telling them of what the law asks would put somebody in danger: ask a colleague."""
    viewer = _at_work(request)
    duty = Duty.objects.get_ours(viewer, id=duty_id, named_by_id=viewer.person_id, ended_at=None)
    form = as_left(viewer, f"told-later/{duty.id}", LaterForm, request.POST)
    if not form.is_valid():
        page = {"form": form, "duty_id": duty.id, "here": "people"}
        return render(request, "shares/duty_later.html", page)
    said = form.cleaned_data
    safety.tell_later_of_mine(
        by=viewer,
        thing_id=duty.id,
        reason=said["reason"],
        until=end_of(said["until"]),
        id=said["id"],
    )
    let_draft_go(by=viewer, form=form.draft)
    named = named_in(duty)
    return (
        redirect("shares:between", named[0].relationship_id) if named else redirect("pages:front")
    )


def away_from_work(request: HttpRequest) -> HttpResponse:
    """I am away: whoever people named before steps in, until I am back."""
    viewer = _at_work(request)
    form = AwayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        leaving.go_away(by=viewer, until=end_of(form.cleaned_data["until"]))
        return redirect("shares:away")
    until = away_until(viewer)
    page = {"form": form, "last_day": last_day_before(until) if until else None}
    return render(request, "shares/away.html", page)


@require_POST
def being_back(request: HttpRequest) -> HttpResponse:
    leaving.be_back(by=_at_work(request))
    return redirect("shares:away")
