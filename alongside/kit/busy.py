"""A full disk, or a store that is locked: say so, write nothing, and hand the words back."""

import logging
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from alongside.kit.errors import busy

JUST_NOW = ("locked", "busy", "full", "no space left", "lock timeout", "deadlock", "serialize")
"""How a store says that it will be able to again."""

log = logging.getLogger(__name__)


class BusyStore:
    """Turns what the store cannot do just now into a page that still holds what was typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take what Django's middleware takes."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on what is asked."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for a store that will be able to again; anything else is not ours."""
        return when_busy(request, exception)


def when_busy(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """The page for a store that will be able to again; nothing for any other problem."""
    said = str(exception).lower()
    if not isinstance(exception, OperationalError) or not any(w in said for w in JUST_NOW):
        return None
    log.warning("The store could not write just now", exc_info=exception)
    return busy(request)
