"""The page that asks somebody who they are, once more."""

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.accounts import actions
from alongside.accounts import passkeys as keys
from alongside.accounts.forms import AgainForm
from alongside.accounts.models import Account
from alongside.accounts.sure import account_of, be_sure
from alongside.accounts.tries import BEING_MYSELF, TooManyTries, note_try, take_back
from alongside.accounts.views.small import (
    local,
    passkey_words,
    refused,
    said_by_script,
)


def again(request: HttpRequest) -> HttpResponse:
    """A passphrase or a key, once more."""
    account = account_of(request)
    form = AgainForm(request.POST or None)
    after = local(request.GET.get("next", "")) or "/me/"
    sent = request.method == "POST" and form.is_valid()
    if sent and is_their_passphrase(account, form, "passphrase"):
        be_sure(request)
        return redirect(after)
    page = {
        "form": form if account.has_usable_password() else None,
        "has_passkey": account.passkeys.exists(),
        "words": passkey_words(request),
        "after": after,
        "here": "me",
    }
    return render(request, "accounts/again.html", page)


def is_their_passphrase(account: Account, form: forms.Form, name: str) -> bool:
    """A phone left open must not be a way to take it over."""
    if name not in form.fields:
        return True
    try:
        tries = note_try((BEING_MYSELF, str(account.id)))
    except TooManyTries as too_many:
        form.add_error(None, too_many.says())
        return False
    if not actions.is_passphrase_of(account, form.cleaned_data[name]):
        form.add_error(name, _("That is not your passphrase. Try again."))
        return False
    take_back(tries)
    return True


@require_POST
def passkey_options(request: HttpRequest) -> HttpResponse:
    return HttpResponse(keys.ask_who(request), content_type="application/json")


@require_POST
def passkey(request: HttpRequest) -> HttpResponse:
    """The key of whoever is signed in here, and of nobody else."""
    said = said_by_script(request)
    try:
        known, sign_count = keys.who_answers(request, said.get("credential") or {})
    except keys.NotProved:
        return refused(_("We do not know that key. Try again, or use another way."))
    if known.account_id != account_of(request).id:
        return refused(_("We do not know that key. Try again, or use another way."))
    actions.note_used(known, sign_count)
    be_sure(request)
    # No page named: the one that asked knows where to go.
    return JsonResponse({})
