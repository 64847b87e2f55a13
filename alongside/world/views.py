"""The demo's own door: a link signs a made-up person in. Anywhere else there is no such door."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from alongside.accounts.actions import open_session
from alongside.accounts.ways import Way
from alongside.world.cast import life_of
from alongside.world.demo import name_in
from alongside.world.small import account_of


@login_not_required
@require_safe
def come_in(request: HttpRequest, token: str) -> HttpResponse:
    """Come in as somebody made up, in one of their lives."""
    name = name_in(token) if settings.ALONGSIDE.demo else None
    if name is None:
        raise Http404
    account, life = account_of(name), life_of(name)
    open_session(request, account=account, life=life, way=Way.MACHINE)
    return redirect("/")
