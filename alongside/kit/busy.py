"""A full disk, or a store that is locked: say so, write nothing, and hand the words back."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from alongside.kit.errors import busy


class BusyStore:
    """Turns what the store cannot do just now into a page that still holds what was typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take what Django's middleware takes."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on what is asked."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for the store; anything else is not ours."""
        return busy(request) if isinstance(exception, OperationalError) else None
