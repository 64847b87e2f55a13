"""Nothing of theirs stays on a phone that was lent: no file is handed out there."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from alongside.accounts.lending import is_lent


class NothingStays:
    """Stand behind the session; in place of a file, a page that says where it can be had."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if is_file(response) and is_lent(request):
            response.close()
            return not_kept_here(request)
        return response


def is_file(response: HttpResponseBase) -> bool:
    return "attachment" in response.headers.get("Content-Disposition", "")


def not_kept_here(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/not_kept_here.html", status=HTTPStatus.FORBIDDEN)
