"""What somebody wrote for themselves alone: read again, and taken out whenever they like."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alongside.access.trail import looking
from alongside.access.viewer import selves_of, viewer_of
from alongside.moments.actions import take_out
from alongside.moments.models import Moment
from alongside.moments.queries import PAGE, Entry, just_mine, key_of, place_of, place_said
from alongside.pages.showing import shown, with_months


def just_me(request: HttpRequest) -> HttpResponse:
    """All I wrote for myself, newest first; older ones load as you go."""
    before = place_said(request.GET.get("before", ""))
    found: list[Entry] = []
    for me in selves_of(request):
        with looking(me):
            found += just_mine(me, before)
    found.sort(key=place_of, reverse=True)
    entries = found[:PAGE]
    earlier = key_of(place_of(entries[-1])) if len(found) > PAGE else ""
    places = with_months([shown(viewer_of(request), None, entry) for entry in entries])
    page = {"places": places, "earlier": earlier, "before": before}
    return render(request, "pages/just_me.html", {**page, "here": "just-me"})


def taking_out(request: HttpRequest, moment_id: UUID) -> HttpResponse:
    """Take out something I wrote for myself. It is nobody else's, so nobody is asked."""
    viewer = viewer_of(request)
    if request.method == "POST":
        take_out(by=viewer, moment_id=moment_id)
        return redirect("pages:just-me")
    Moment.objects.get_ours(viewer, id=moment_id, noted_by_id=viewer.person_id, relationship=None)
    return render(request, "pages/taking_out.html", {"moment_id": moment_id})
