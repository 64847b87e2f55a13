"""A person's own page: what they are called, and their ways in."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.access.viewer import viewer_of
from alongside.accounts import actions
from alongside.accounts import passkeys as keys
from alongside.accounts.devices import device_of, is_phone
from alongside.accounts.forms import CalledForm, PasskeyForm, PassphraseForm, PhoneForm
from alongside.accounts.lending import is_lent
from alongside.accounts.models import OwnDevice, Passkey
from alongside.accounts.phones import COOKIE as PHONE_COOKIE
from alongside.accounts.phones import known_phone
from alongside.accounts.queries import devices_of, known_devices, lendings_of, paper_left
from alongside.accounts.second import authenticator_of
from alongside.accounts.sure import account_of, ask_again, is_sure
from alongside.accounts.views.again import is_their_passphrase
from alongside.accounts.views.small import local, myself, refused, said_by_script
from alongside.people.actions import rename_myself


def me(request: HttpRequest) -> HttpResponse:
    """What I am called, and my ways in."""
    viewer, account = viewer_of(request), account_of(request)
    person = myself(account)
    form = CalledForm(request.POST or None, initial={"called": person.called})
    if request.method == "POST" and form.is_valid():
        rename_myself(by=viewer, called=form.cleaned_data["called"])
        return redirect("accounts:me")
    return render(request, "accounts/me.html", _my_page(request, form))


def _my_page(request: HttpRequest, form: CalledForm, says: str = "") -> dict[str, Any]:
    viewer, account = viewer_of(request), account_of(request)
    devices = devices_of(account, request.session.session_key)
    app = authenticator_of(account)
    return {
        "here": "me",
        "form": form,
        "says": says,
        "passkeys": Passkey.objects.visible_to(viewer).order_by("made_at"),
        "has_passphrase": account.has_usable_password(),
        "app_since": app.works_since if app else None,
        "paper": paper_left(account),
        "devices": devices,
        "elsewhere": len(devices) > 1,
        "known": known_devices(account, devices),
        "lendings": lendings_of(viewer),
        "may_keep_key": may_keep_key(request),
    }


def passphrase(request: HttpRequest) -> HttpResponse:
    """Set or change my passphrase. Every other session ends."""
    account = account_of(request)
    # Whoever has one is asked for it by the form itself.
    if not account.has_usable_password() and not is_sure(request):
        return ask_again(request)
    form = PassphraseForm(
        request.POST or None,
        has_passphrase=account.has_usable_password(),
        has_handle=account.has_handle,
    )
    sent = request.method == "POST" and form.is_valid()
    if sent and is_their_passphrase(account, form, "passphrase_now"):
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


def may_keep_key(request: HttpRequest) -> bool:
    """Only on a phone that is somebody's own; or as the very first way in they have."""
    account = account_of(request)
    if is_lent(request):
        return False
    has_way_in = account.has_usable_password() or account.passkeys.exists()
    return bool(request.session.get("trusted")) or not has_way_in


@require_safe
def new_passkey(request: HttpRequest) -> HttpResponse:
    """Use this phone to come in next time. Never a phone that others use too."""
    if not may_keep_key(request):
        return redirect("accounts:me")
    if not is_sure(request):
        return ask_again(request)
    page = {
        "here": "me",
        "form": PasskeyForm(initial={"called": device_of(request)}, auto_id="passkey_%s"),
        "has_passphrase": account_of(request).has_usable_password(),
        "words": _("Use this phone") if is_phone(request) else _("Use this computer"),
        "next": local(request.GET.get("next", "")) or reverse("accounts:me"),
    }
    return render(request, "accounts/new_passkey.html", page)


@require_POST
def new_passkey_options(request: HttpRequest) -> HttpResponse:
    account = account_of(request)
    if not (may_keep_key(request) and is_sure(request)):
        return refused(_("Not on this phone. Come in again first, on one that only you use."))
    asked = keys.ask_for_new(request, account, myself(account).called)
    return HttpResponse(asked, content_type="application/json")


@require_POST
def passkeys(request: HttpRequest) -> HttpResponse:
    """Keep a new passkey."""
    if not (may_keep_key(request) and is_sure(request)):
        return refused(_("Not on this phone. Come in again first, on one that only you use."))
    said = said_by_script(request)
    form = PasskeyForm({"called": str(said.get("called") or "").strip() or device_of(request)})
    if not form.is_valid():
        return refused(_("Give it a shorter name."))
    try:
        key = keys.read_new(request, said.get("credential") or {})
        actions.add_passkey(
            by=viewer_of(request),
            account=account_of(request),
            key=key,
            called=form.cleaned_data["called"],
        )
    except keys.NotProved:
        return refused(_("That did not work. Try again, or use another way."))
    except actions.TooMany:
        return refused(_("You have many keys already. Take one out first."))
    # No page named: the one that asked knows where to go.
    return JsonResponse({})


@require_POST
def passkey_removal(request: HttpRequest, passkey_id: UUID) -> HttpResponse:
    """Take a passkey out, unless it is the only way in."""
    if not is_sure(request):
        return ask_again(request)
    try:
        actions.remove_passkey(by=viewer_of(request), passkey_id=passkey_id)
    except actions.LastWayIn:
        says = _("This is your only way in. Set a passphrase first, or add another key.")
        form = CalledForm(initial={"called": myself(account_of(request)).called})
        page = _my_page(request, form, says)
        return render(request, "accounts/me.html", page, status=HTTPStatus.CONFLICT)
    return redirect("accounts:me")


@require_POST
def sessions(request: HttpRequest) -> HttpResponse:
    """Sign out elsewhere: one phone or computer, or all but this."""
    only = request.POST.get("session", "")
    actions.sign_out_elsewhere(
        account=account_of(request),
        keep=request.session.session_key,
        only=None if only == "others" else only,
    )
    return redirect("accounts:me")


@require_POST
def forget_phone(request: HttpRequest) -> HttpResponse:
    """Forget this phone: its session ends, and nothing of us stays on it."""
    account, borrowed = account_of(request), is_lent(request)
    if known := known_phone(request, account):
        actions.forget_device(by=viewer_of(request), device_id=known.id)
    actions.sign_out(request)
    answer = redirect("accounts:come-in")
    if borrowed:
        # What the phone knows of the one it belongs to is not the borrower's to clear away.
        return answer
    answer.delete_cookie(PHONE_COOKIE, samesite="Strict")
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer


def phone(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """One of my own phones or computers: its name, and forgetting it."""
    viewer = viewer_of(request)
    device = OwnDevice.objects.get_visible(viewer, id=device_id)
    form = PhoneForm(request.POST or None, initial={"called": device.called})
    if request.method == "POST" and form.is_valid():
        called = form.cleaned_data["called"]
        actions.name_device(by=viewer, device_id=device_id, called=called)
        return redirect("accounts:me")
    page = {"form": form, "device": device, "here": "me"}
    return render(request, "accounts/phone.html", page)


@require_POST
def phone_removal(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Forget a phone from afar."""
    viewer = viewer_of(request)
    here = known_phone(request, account_of(request))
    if here and here.id == device_id:
        return forget_phone(request)
    actions.forget_device(by=viewer, device_id=device_id)
    return redirect("accounts:me")
