"""The door: coming in, and going out."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.access.viewer import Life
from alongside.accounts import actions
from alongside.accounts import passkeys as keys
from alongside.accounts.devices import is_phone
from alongside.accounts.forms import ComeInForm, StayForm, WhichForm
from alongside.accounts.handles import handle_of
from alongside.accounts.lives import lives_open_to
from alongside.accounts.models import Account
from alongside.accounts.tries import TooManyTries, counted_at_the_door, note_try, take_back
from alongside.accounts.views.small import local, refused, said_by_script
from alongside.kit.time import now

CAME_IN = "came_in"
CHOOSE_WITHIN = timedelta(minutes=10)


@login_not_required
def come_in(request: HttpRequest) -> HttpResponse:
    """A passkey, or a name and a passphrase. Wrong name and wrong passphrase read the same."""
    if request.user.is_authenticated:
        return redirect("/")
    after = local(request.GET.get("next", ""))
    form = ComeInForm(request.POST or None, initial={"next": after})
    if request.method == "POST" and form.is_valid():
        account = _account_behind(request, form)
        if account is not None:
            said = form.cleaned_data
            return redirect(_let_in(request, account, own=said["own"], after=said["next"]))
    stay = StayForm(initial={"next": form["next"].value() or ""}, auto_id="with_passkey_%s")
    page = {"form": form, "stay": stay, "words": _passkey_words(request)}
    return render(request, "accounts/come_in.html", page)


def _account_behind(request: HttpRequest, form: ComeInForm) -> Account | None:
    """Whose name and passphrase these are; or None, and the form says why."""
    handle, passphrase = form.cleaned_data["handle"], form.cleaned_data["passphrase"]
    try:
        tries = note_try(*counted_at_the_door(request, handle_of(handle)))
    except TooManyTries as too_many:
        form.add_error(None, too_many.says())
        return None
    account = actions.account_named(handle=handle, passphrase=passphrase)
    if account is None:
        form.add_error("passphrase", _("That name and passphrase do not go together. Try again."))
        return None
    take_back(tries)
    return account


@login_not_required
@require_POST
def passkey_options(request: HttpRequest) -> HttpResponse:
    return HttpResponse(keys.ask_who(request), content_type="application/json")


@login_not_required
@require_POST
def come_in_by_passkey(request: HttpRequest) -> HttpResponse:
    """Let in whoever holds a key we know."""
    said = said_by_script(request)
    try:
        passkey, sign_count = keys.who_answers(request, said.get("credential") or {})
    except keys.NotProved:
        return refused(_("We do not know that key. Try again, or use another way."))
    actions.note_used(passkey, sign_count)
    own, after = bool(said.get("own")), str(said.get("next") or "")
    return JsonResponse({"next": _let_in(request, passkey.account, own=own, after=after)})


def _let_in(request: HttpRequest, account: Account, *, own: bool, after: str) -> str:
    """Open the one life there is, or ask which; gives the next page."""
    lives = lives_open_to(account)
    if len(lives) == 1:
        actions.open_session(request, account=account, life=lives[0], trusted=own)
        return local(after) or "/"
    request.session.flush()
    request.session[CAME_IN] = {
        "account": str(account.id),
        "own": own,
        "next": local(after),
        "at": now().isoformat(),
    }
    return reverse("accounts:which")


@login_not_required
def which(request: HttpRequest) -> HttpResponse:
    """Working, or my own life. Asked only of somebody who has just come in and has both."""
    came_in = request.session.get(CAME_IN)
    account = _who_came_in(came_in)
    if account is None or came_in is None:
        return redirect("accounts:come-in")
    form = WhichForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        life = Life(form.cleaned_data["life"])
        if life in lives_open_to(account):
            actions.open_session(request, account=account, life=life, trusted=came_in["own"])
            return redirect(came_in["next"] or "/")
    return render(request, "accounts/which.html", {"form": form})


def _who_came_in(came_in: dict[str, Any] | None) -> Account | None:
    if not came_in or now() - datetime.fromisoformat(came_in["at"]) > CHOOSE_WITHIN:
        return None
    return Account.objects.filter(pk=came_in["account"]).first()


@login_not_required
@require_safe
def cannot_get_in(request: HttpRequest) -> HttpResponse:
    """Lost access is put right by meeting somebody, never by a message."""
    return render(request, "accounts/cannot_get_in.html")


@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    actions.sign_out(request)
    return redirect("accounts:come-in")


def _passkey_words(request: HttpRequest) -> str:
    if is_phone(request):
        return _("Sign in with this phone")
    return _("Sign in with this computer")
