"""Leaving quickly where there was no signal: the browser says so at the next thing it asks.

A script cannot end a session without a signal, but it can write a cookie. Whatever that browser
asks next, in any tab, on any day, ends the session and is answered with the dull page.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

COOKIE = "__Host-left"
"""`leave.js` writes it. It holds nothing, and can only sign out."""
KEEPS_WORDS = ("/drafts/", "/together/")
"""What a page sends while it goes: a form's draft, and words written together."""


class Left:
    """Stand behind the session, before anybody is known by it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.COOKIES.get(COOKIE):
            return self.get_response(request)
        if _is_keeping_words(request):
            # Nothing typed is ever lost; and who has left is shown nothing, of others' words too.
            kept = self.get_response(request)
            return (
                HttpResponse(status=HTTPStatus.NO_CONTENT)
                if kept.status_code < HTTPStatus.BAD_REQUEST
                else kept
            )
        request.session.flush()
        away = reverse("pages:away")
        response = self.get_response(request) if request.path_info == away else redirect(away)
        response.delete_cookie(COOKIE, samesite="Lax")
        return response


def _is_keeping_words(request: HttpRequest) -> bool:
    """Words that were being typed are still taken in: the page has gone."""
    return request.method == "POST" and request.path_info.startswith(KEEPS_WORDS)
