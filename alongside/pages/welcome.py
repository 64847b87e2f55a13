"""The first page of a place nobody is in yet: start your team, or look round a made-up one."""

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string

from alongside.accounts.models import Account
from alongside.pages.forms import FirstForm
from alongside.relationships.joining import TeamHasBegun, start_team


@login_not_required
def welcome(request: HttpRequest) -> HttpResponse:
    """Nobody is here yet: start your team, or look round a made-up one."""
    if Account.objects.exists():
        return redirect("pages:front")
    form = FirstForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with suppress(TeamHasBegun):  # somebody else was first: the door is there for both
            start_team(
                request,
                called=said["called"],
                handle=said["handle"],
                passphrase=said["passphrase"],
            )
        return redirect("pages:front")
    return render(
        request, "pages/welcome.html", {"form": form, "can_look_round": settings.LOOK_ROUND}
    )


@login_not_required
def looking_round(request: HttpRequest) -> HttpResponse:
    """A made-up team in a place of its own: opened when asked for, then a link for each in it."""
    if Account.objects.exists() or not settings.LOOK_ROUND:
        raise Http404
    beside: Any = import_string(settings.LOOK_ROUND)
    if request.method == "POST":
        beside.open()
        return redirect("pages:looking-round")
    if not beside.is_there:
        return _at_the_door(request, FirstForm(), not_open=True, status=503)
    return render(request, "pages/looking_round.html", {"people": beside.people().items()})


def _at_the_door(
    request: HttpRequest, form: FirstForm, *, not_open: bool = False, status: int = 200
) -> HttpResponse:
    shown = {"form": form, "can_look_round": settings.LOOK_ROUND, "not_open": not_open}
    return render(request, "pages/welcome.html", shown, status=status)
