"""The closed door: what somebody wrote, whose time here had ended, is handed back to them."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from alongside.kit.errors import ended, handed_back, only_sent_to


class Door(LoginRequiredMiddleware):
    """Closed unless a view says otherwise; nobody who knocks loses what they carry."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Hand words back; lead anybody else to the way in, and from there to a page."""
        closed = super().process_view(request, view_func, view_args, view_kwargs)
        if closed is not None and _has_just_left(request):
            return render(request, "kit/away.html")
        if closed is None or request.method != "POST":
            return closed
        by_itself = request.headers.get("X-Requested-With") == "keep-words"
        if not by_itself and handed_back(request)["words"]:
            return ended(request)
        return redirect_to_login(_page_of(request), self.get_login_url(view_func))

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Say it in our words when somebody opens what only takes forms."""
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.content:
            return response
        said = only_sent_to(request)
        said.headers["Allow"] = response.headers["Allow"]
        return said


JUST_LEFT, FOR_A_WHILE = "__Host-gone", 600
"""Set by the dull page, for ten minutes. It says only that somebody was there."""


def just_left(response: HttpResponse) -> HttpResponse:
    """Going back to a page of theirs shows nothing: not even which, or that one can come in."""
    response.set_cookie(
        JUST_LEFT, "1", max_age=FOR_A_WHILE, secure=True, httponly=True, samesite="Lax"
    )
    return response


def _has_just_left(request: HttpRequest) -> bool:
    """Of pages alone: a script has to hear that nobody is in, or it takes words for kept.

    Whoever types the bare address can come in again.
    """
    a_page = request.method == "GET" and "X-Requested-With" not in request.headers
    return a_page and request.path != "/" and JUST_LEFT in request.COOKIES


def _page_of(request: HttpRequest) -> str:
    """Where the form stood: where it is sent to is no page."""
    stood = urlsplit(request.headers.get("Referer", ""))
    return stood.path if stood.netloc == request.get_host() else "/"
