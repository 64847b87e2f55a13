"""A full disk, or a store that is locked: say so, write nothing, and hand the words back."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from alongside.kit.errors import busy, is_full

JUST_NOW = ("locked", "busy", "lock timeout", "deadlock", "serialize")
"""How a store says that it will be able to again; `is_full` knows how it says that it is full."""

log = logging.getLogger(__name__)


class BusyStore:
    """Turns what the store cannot do just now into a page that still holds what was typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take what Django's middleware takes."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on what is asked."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """A file found no room: before any verb hears of it. It was read to see who sent it."""
        found_none = getattr(request, _NO_ROOM, False)
        return busy(request, full=True, had_file=True) if found_none else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for a store that will be able to again; anything else is not ours."""
        return when_busy(request, exception)


_NO_ROOM = "found_no_room"


def no_room_for(request: HttpRequest | None) -> None:
    """Note that a file sent with this found no room: its page is then the one that says so."""
    setattr(request, _NO_ROOM, True)


def when_busy(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """The page for a store that will be able to again; nothing for any other problem."""
    full = is_full(exception)
    waits = isinstance(exception, OperationalError) and any(
        word in str(exception).lower() for word in JUST_NOW
    )
    if not full and not waits:
        return None
    log.warning("The store could not write just now", exc_info=exception)
    return busy(request, full=full)
