"""The door, and a person's own page."""

import json
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.access.viewer import Life, viewer_of
from alongside.accounts import actions
from alongside.accounts import passkeys as keys
from alongside.accounts.devices import address_of, device_of, is_phone
from alongside.accounts.forms import (
    CalledForm,
    ComeInForm,
    PasskeyForm,
    PassphraseForm,
    StayForm,
    WhichForm,
)
from alongside.accounts.handles import handle_of
from alongside.accounts.lives import lives_open_to
from alongside.accounts.models import Account, Passkey
from alongside.accounts.queries import devices_of
from alongside.accounts.tries import (
    COMING_IN_AS,
    COMING_IN_FROM,
    TooManyTries,
    note_try,
    take_back,
)
from alongside.kit.time import now
from alongside.people.actions import rename_myself
from alongside.people.models import Person
from alongside.vault.fields import open_rows

CAME_IN = "came_in"
CHOOSE_WITHIN = timedelta(minutes=10)
MOST_BYTES = 50_000
"""No answer of a passkey is longer."""


# --- coming in --------------------------------------------------------------------------------


@login_not_required
def come_in(request: HttpRequest) -> HttpResponse:
    """A passkey, or a name and a passphrase. Wrong name and wrong passphrase read the same."""
    if request.user.is_authenticated:
        return redirect("/")
    after = _local(request.GET.get("next", ""))
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
        tries = note_try((COMING_IN_FROM, address_of(request)), (COMING_IN_AS, handle_of(handle)))
    except TooManyTries:
        form.add_error(None, _("That was too many tries. Wait 15 minutes, then try again."))
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
    said = _said(request)
    try:
        passkey, sign_count = keys.who_answers(request, said.get("credential") or {})
    except keys.NotProved:
        return _refused(_("We do not know that key. Try again, or use another way."))
    actions.note_used(passkey, sign_count)
    own, after = bool(said.get("own")), str(said.get("next") or "")
    return JsonResponse({"next": _let_in(request, passkey.account, own=own, after=after)})


def _let_in(request: HttpRequest, account: Account, *, own: bool, after: str) -> str:
    """Open the one life there is, or ask which; gives the next page."""
    lives = lives_open_to(account)
    if len(lives) == 1:
        actions.open_session(request, account=account, life=lives[0], trusted=own)
        return _local(after) or "/"
    request.session.flush()
    request.session[CAME_IN] = {
        "account": str(account.id),
        "own": own,
        "next": _local(after),
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


# --- my page ----------------------------------------------------------------------------------


def me(request: HttpRequest) -> HttpResponse:
    """What I am called, and my ways in."""
    viewer, account = viewer_of(request), _account(request)
    person = _myself(account)
    form = CalledForm(request.POST or None, initial={"called": person.called})
    if request.method == "POST" and form.is_valid():
        rename_myself(by=viewer, called=form.cleaned_data["called"])
        return redirect("accounts:me")
    return render(request, "accounts/me.html", _my_page(request, form))


def _my_page(request: HttpRequest, form: CalledForm, says: str = "") -> dict[str, Any]:
    viewer, account = viewer_of(request), _account(request)
    devices = devices_of(account, request.session.session_key)
    return {
        "here": "me",
        "form": form,
        "says": says,
        "passkeys": Passkey.objects.visible_to(viewer).order_by("made_at"),
        "has_passphrase": account.has_usable_password(),
        "devices": devices,
        "elsewhere": len(devices) > 1,
    }


def passphrase(request: HttpRequest) -> HttpResponse:
    """Set or change my passphrase. Every other session ends."""
    account = _account(request)
    form = PassphraseForm(
        request.POST or None,
        has_passphrase=account.has_usable_password(),
        has_handle=account.has_handle,
    )
    if request.method == "POST" and form.is_valid() and _is_really_me(account, form):
        said = form.cleaned_data
        try:
            actions.change_passphrase(
                request, account=account, passphrase=said["passphrase"], handle=said["handle"]
            )
        except actions.NameTaken:
            form.name_is_taken()
        else:
            return redirect("accounts:me")
    page = {"here": "me", "form": form, "has_passphrase": account.has_usable_password()}
    return render(request, "accounts/passphrase.html", page)


def _is_really_me(account: Account, form: PassphraseForm) -> bool:
    """Ask for the passphrase that stands: a phone left open must not be a way to take it over."""
    if "passphrase_now" not in form.fields:
        return True
    try:
        tries = note_try((COMING_IN_AS, account.handle))
    except TooManyTries:
        form.add_error(None, _("That was too many tries. Wait 15 minutes, then try again."))
        return False
    if not actions.is_passphrase_of(account, form.cleaned_data["passphrase_now"]):
        form.add_error("passphrase_now", _("That is not your passphrase. Try again."))
        return False
    take_back(tries)
    return True


@require_safe
def new_passkey(request: HttpRequest) -> HttpResponse:
    """Use this phone to come in next time."""
    page = {
        "here": "me",
        "form": PasskeyForm(initial={"called": device_of(request)}, auto_id="passkey_%s"),
        "has_passphrase": _account(request).has_usable_password(),
        "words": _("Use this phone") if is_phone(request) else _("Use this computer"),
        "next": _local(request.GET.get("next", "")) or reverse("accounts:me"),
    }
    return render(request, "accounts/new_passkey.html", page)


@require_POST
def new_passkey_options(request: HttpRequest) -> HttpResponse:
    account = _account(request)
    asked = keys.ask_for_new(request, account, _myself(account).called)
    return HttpResponse(asked, content_type="application/json")


@require_POST
def passkeys(request: HttpRequest) -> HttpResponse:
    """Keep a new passkey."""
    said = _said(request)
    form = PasskeyForm({"called": str(said.get("called") or "").strip() or device_of(request)})
    if not form.is_valid():
        return _refused(_("Give it a shorter name."))
    try:
        key = keys.read_new(request, said.get("credential") or {})
        actions.add_passkey(
            by=viewer_of(request),
            account=_account(request),
            key=key,
            called=form.cleaned_data["called"],
        )
    except keys.NotProved:
        return _refused(_("That did not work. Try again, or use another way."))
    except actions.TooMany:
        return _refused(_("You have many keys already. Take one out first."))
    # No page named: the one that asked knows where to go.
    return JsonResponse({})


@require_POST
def passkey_removal(request: HttpRequest, passkey_id: UUID) -> HttpResponse:
    """Take a passkey out, unless it is the only way in."""
    try:
        actions.remove_passkey(by=viewer_of(request), passkey_id=passkey_id)
    except actions.LastWayIn:
        says = _("This is your only way in. Set a passphrase first, or add another key.")
        form = CalledForm(initial={"called": _myself(_account(request)).called})
        page = _my_page(request, form, says)
        return render(request, "accounts/me.html", page, status=HTTPStatus.CONFLICT)
    return redirect("accounts:me")


@require_POST
def sessions(request: HttpRequest) -> HttpResponse:
    """Sign out elsewhere: one phone or computer, or all but this."""
    only = request.POST.get("session", "")
    actions.sign_out_elsewhere(
        account=_account(request),
        keep=request.session.session_key,
        only=None if only == "others" else only,
    )
    return redirect("accounts:me")


@require_POST
def forget_phone(request: HttpRequest) -> HttpResponse:
    """This phone is no longer my own: its session ends, here and now."""
    actions.sign_out(request)
    return redirect("accounts:come-in")


# --- small things -----------------------------------------------------------------------------


def _account(request: HttpRequest) -> Account:
    account = request.user
    if not isinstance(account, Account):
        raise TypeError("Only pages behind the door ask whose they are.")
    return account


def _myself(account: Account) -> Person:
    open_rows([account.person])
    return account.person


def _local(address: str) -> str:
    """The address if it is a page of ours, or no words."""
    ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if ours else ""


def _said(request: HttpRequest) -> dict[str, Any]:
    """What a script sent, or nothing if it cannot be read."""
    if len(request.body) > MOST_BYTES:
        return {}
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _refused(says: str) -> JsonResponse:
    return JsonResponse({"says": says}, status=HTTPStatus.BAD_REQUEST)


def _passkey_words(request: HttpRequest) -> str:
    if is_phone(request):
        return _("Sign in with this phone")
    return _("Sign in with this computer")
