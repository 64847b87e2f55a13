"""Is it really you? Asked before what could hurt, ten minutes after coming in."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

from alongside.accounts.models import Account
from alongside.kit.time import now

SURE_FOR = timedelta(minutes=10)
SURE_AT = "sure_at"


def account_of(request: HttpRequest) -> Account:
    account = request.user
    if not isinstance(account, Account):
        raise TypeError("Only pages behind the door ask whose they are.")
    return account


def is_sure(request: HttpRequest) -> bool:
    """Whether somebody showed a moment ago who they are, or has nothing they could show."""
    account = account_of(request)
    if not account.has_usable_password() and not account.passkeys.exists():
        return True
    at: str = request.session.get(SURE_AT, "")
    return bool(at) and now() - datetime.fromisoformat(at) < SURE_FOR


def ask_again(request: HttpRequest, *, after: str = "") -> HttpResponse:
    """Lead to the question, and back here after it. What was pressed is pressed once more."""
    after = after or (request.path if request.method == "GET" else "/me/")
    answer = redirect("accounts:again")
    answer["Location"] += f"?{urlencode({'next': after})}"
    return answer


def be_sure(request: HttpRequest) -> None:
    """Somebody has just shown who they are."""
    request.session[SURE_AT] = now().isoformat()
