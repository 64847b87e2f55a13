"""A second person looks again at what was opened to keep somebody safe."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.trail import looking
from alongside.access.viewer import viewer_of
from alongside.pages.actions import say_what_i_think_of_it
from alongside.shares.forms import ReviewForm
from alongside.shares.second_people import safety_to_review


def reviewing(request: HttpRequest, access_id: UUID) -> HttpResponse:
    """Was it right to look? A no ends it at once, and is written down as gone wrong."""
    viewer = viewer_of(request)
    if not viewer.is_working:
        raise Http404
    with looking(viewer) as look:
        access = safety_to_review(viewer, access_id)
        look.saw(access.about_id, Strand.ABOUT_ME, Ground.SAFETY, None)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        say_what_i_think_of_it(
            by=viewer, access_id=access_id, was_right=said["right"] == "yes", words=said["words"]
        )
        return redirect("shares:second-look")
    return render(request, "pages/reviewing.html", {"access": access, "form": form})
