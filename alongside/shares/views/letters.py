"""Six letters to show in person."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.access.viewer import viewer_of
from alongside.shares.in_person import may_show_letters, show_letters


def showing_letters(request: HttpRequest) -> HttpResponse:
    """For whoever works in a partner: letters for somebody who wants to share with them."""
    viewer = viewer_of(request)
    if not may_show_letters(viewer):
        raise Http404
    letters = show_letters(by=viewer) if request.method == "POST" else ""
    page = {"letters": letters, "spoken": " ".join(letters), "here": "people"}
    return render(request, "shares/letters.html", page)
