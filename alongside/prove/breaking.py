"""What goes wrong on purpose: a house that spills, and its log, to be read for what it says."""

import io
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.http import HttpRequest, HttpResponse

SPILLS = f"{__name__}.Spills"


class Spills:
    """Innermost: lets the page be made, and then breaks, holding it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        page = self.get_response(request)
        message = page.content.decode(errors="replace")
        raise RuntimeError(message)


@contextmanager
def the_log() -> Iterator[io.StringIO]:
    """All that is written to the log, as the log writes it."""
    kept = [
        (each, each.stream)
        for each in logging.getLogger().handlers
        if isinstance(each, logging.StreamHandler)
    ]
    written = io.StringIO()
    for handler, _stream in kept:
        handler.setStream(written)
    try:
        yield written
    finally:
        for handler, stream in kept:
            handler.setStream(stream)
