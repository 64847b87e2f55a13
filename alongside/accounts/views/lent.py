"""Lending a phone: the worker hands it over, the person comes in, and gives it back."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from alongside.access.viewer import viewer_of
from alongside.accounts import lending


def lend(request: HttpRequest) -> HttpResponse:
    """Say what will happen; then sign the worker out and show the other person the door."""
    viewer = viewer_of(request)
    if not viewer.is_working:
        raise Http404
    if request.method == "POST":
        lending.lend(request, by=viewer)
        return redirect("accounts:lent")
    return render(request, "accounts/lend.html", {"here": "me"})


@login_not_required
@require_safe
def lent(request: HttpRequest) -> HttpResponse:
    """The door on somebody else's phone."""
    if lending.lender(request) is None:
        return redirect("accounts:come-in")
    return render(request, "accounts/lent.html")


@login_not_required
@require_POST
def give_back(request: HttpRequest) -> HttpResponse:
    """I am done: my session ends, and nothing of mine stays on this phone."""
    lending.give_back(request)
    answer = redirect("accounts:given-back")
    # Not its cookies: the phone itself stays known to the one it belongs to.
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@login_not_required
@require_safe
def given_back(request: HttpRequest) -> HttpResponse:
    """Nobody is signed in."""
    return render(request, "accounts/given_back.html")
