"""Leaving quickly where there was no signal: the browser says so at the next thing it asks.

A script cannot end a session without a signal, but it can write a cookie. Whatever that browser
asks next, in any tab, on any day, ends the session and is answered with the dull page.
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

COOKIE = "__Host-left"
"""`leave.js` writes it. It holds nothing, and can only sign out."""
KEEPS_WORDS = "/drafts/"


class Left:
    """Stand behind the session, before anybody is known by it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.COOKIES.get(COOKIE) or _is_keeping_words(request):
            return self.get_response(request)
        request.session.flush()
        away = reverse("pages:away")
        response = self.get_response(request) if request.path_info == away else redirect(away)
        response.delete_cookie(COOKIE, samesite="Lax")
        return response


def _is_keeping_words(request: HttpRequest) -> bool:
    """Words that were being typed are still taken in: it shows nothing, and the page has gone."""
    return request.method == "POST" and request.path_info.startswith(KEEPS_WORDS)
