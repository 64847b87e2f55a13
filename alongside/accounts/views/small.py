"""What every page of this slice needs."""

import json
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from alongside.accounts.devices import is_phone
from alongside.accounts.models import Account
from alongside.people.models import Person
from alongside.vault.fields import open_rows

MOST_BYTES = 50_000
"""No answer of a passkey is longer."""


def myself(account: Account) -> Person:
    open_rows([account.person])
    return account.person


def local(address: str) -> str:
    """The address if it is a page of ours, or no words."""
    ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if ours else ""


def said_by_script(request: HttpRequest) -> dict[str, Any]:
    """What a script sent, or nothing if it cannot be read."""
    if len(request.body) > MOST_BYTES:
        return {}
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def refused(says: str) -> JsonResponse:
    return JsonResponse({"says": says}, status=HTTPStatus.BAD_REQUEST)


def passkey_words(request: HttpRequest) -> str:
    if is_phone(request):
        return _("Sign in with this phone")
    return _("Sign in with this computer")
