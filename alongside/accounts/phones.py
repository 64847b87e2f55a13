"""Phones and computers that are somebody's own: a cookie says so, long after they signed out.

It opens nothing. It keeps the door free for its owner while others guess at their passphrase, and
gives the phone a name in their list. On a phone that is shared there is no such cookie.
"""

import secrets
from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from alongside.accounts.devices import device_of
from alongside.accounts.handles import keyed
from alongside.accounts.models import Account, OwnDevice
from alongside.kit.time import today

COOKIE = "__Host-phone"
KEPT_FOR = timedelta(days=400)
_NEW = "_new_phone_cookie"


def known_phone(request: HttpRequest, account: Account) -> OwnDevice | None:
    """The phone this request comes from, if its owner came in on it and said: my own."""
    token = request.COOKIES.get(COOKIE, "")
    return account.own_devices.filter(token=_fingerprint(account, token)).first() if token else None


def remember_phone(request: HttpRequest, account: Account) -> OwnDevice:
    """Know this phone again. The cookie goes out with the answer."""
    account.own_devices.filter(seen_on__lt=today() - KEPT_FOR).delete()
    # Never a cookie that came from outside and is not known: it could have been planted.
    known = known_phone(request, account)
    token = request.COOKIES[COOKIE] if known else secrets.token_urlsafe(32)
    setattr(request, _NEW, token)
    if known is None:
        return OwnDevice.objects.create(
            account=account, token=_fingerprint(account, token), called=device_of(request)[:60]
        )
    known.seen_on = today()
    known.save(update_fields=["seen_on"])
    return known


def _fingerprint(account: Account, token: str) -> str:
    # With the account in it: two people who share a phone are not tied together by it.
    return keyed(f"phone of {account.id}", token)


class Phones:
    """Sends the cookie of a phone that is known from now on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if token := getattr(request, _NEW, None):
            response.set_cookie(
                COOKIE,
                token,
                max_age=KEPT_FOR,
                path="/",
                secure=True,
                httponly=True,
                samesite="Strict",
            )
        return response
