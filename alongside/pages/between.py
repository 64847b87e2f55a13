"""What two people agreed so far, beside the story: what matters, how to reach, reading together."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.trail import looking
from alongside.access.viewer import Viewer, viewer_of
from alongside.agreements.queries import resting
from alongside.kit.time import today
from alongside.moments.models import Moment
from alongside.moments.queries import entries_of
from alongside.pages.beside import saw_safety
from alongside.pages.forms import REACH, READ, MattersForm, ReachForm, ReadForm
from alongside.pages.showing import matters_of, shown
from alongside.relationships.joining import is_here
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
        "matters_form": MattersForm(
            initial={"words": matters.words if matters else ""}, own=_is_own(viewer, between)
        ),
        "reach_form": ReachForm.of(ways[0] if ways else None),
        "read_form": ReadForm(initial={"day": today()}, auto_id=READ),
        **again,
    }
    said = {"matters": matters, "ways": ways, "read": read, "waiting": waiting, "safety": safety}
    said["is_here"] = is_here(by=viewer, relationship_id=relationship_id)
    told = {"between": between, "tab": "between", "here": "people", **said, **forms}
    return render(request, "pages/between.html", {**told, "resting": rests})


def _waiting(viewer: Viewer, between: Between) -> int:
    """How many old notes wait to be read through; only a worker's side has any to read."""
    if not viewer.is_working:
        return 0
    found = Moment.objects.ours(viewer).filter(relationship_id=between.id)
    notes = found.filter(brought_in__read_at=None, brought_in__isnull=False).count()
    return notes + len(reach_to_read_through(viewer, between.id))


def _is_own(viewer: Viewer, between: Between) -> bool:
    """What matters most here is the viewer's own to say."""
    return between.supported.id == viewer.person_id


@require_POST
def mattering(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Say what matters most, or write it down for the person, with their yes."""
    viewer = viewer_of(request)
    between = the_relationship(viewer, relationship_id)
    form = MattersForm(request.POST, own=_is_own(viewer, between))
    if not form.is_valid():
        return _between_us(request, relationship_id, matters_form=form)
    say_what_matters(
        by=viewer,
        relationship_id=relationship_id,
        person_id=between.supported.id,
        words=form.cleaned_data["words"],
        id=form.cleaned_data["id"],
    )
    return redirect("pages:between", relationship_id)


@require_POST
def reaching(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Say how to reach the person safely."""
    viewer = viewer_of(request)
    between = the_relationship(viewer, relationship_id)
    form = ReachForm(request.POST, auto_id=REACH)
    if not form.is_valid():
        return _between_us(request, relationship_id, reach_form=form)
    say_how_to_reach(
        by=viewer,
        relationship_id=relationship_id,
        person_id=between.supported.id,
        **form.cleaned_data,
    )
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
    """Old notes that wait to be read through before the person sees them."""
    viewer = viewer_of(request)
    if not viewer.is_working:
        raise Http404
    with looking(viewer) as look:
        between = the_relationship(viewer, relationship_id)
        unread = Moment.objects.ours(viewer).filter(
            relationship_id=relationship_id, brought_in__isnull=False, brought_in__read_at=None
        )
        entries = entries_of(viewer, list(unread.order_by("happened_at", "id")[:20]))
        places = [shown(viewer, between, entry) for entry in entries]
        reach = reach_to_read_through(viewer, between.id)
        look.saw(between.other.id, Strand.MOMENTS, Ground.SIDE, between.id)
        if reach:
            look.saw(between.other.id, Strand.ABOUT_ME, Ground.SIDE, between.id)
    told = {"between": between, "places": places, "reach": reach, "here": "people"}
    return render(request, "pages/to_read_through.html", told)
