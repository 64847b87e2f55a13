"""Pages for when something goes wrong. They need no database, no session and no context.

Point the address book's `handler400`, `handler403`, `handler404` and `handler500` here, and
`CSRF_FAILURE_VIEW` at `alongside.kit.errors.stale`.
"""

import errno
import re

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import is_valid_path

SECRET = re.compile("csrf|pass(phrase|word)", re.IGNORECASE)
"""Fields whose words are never written on a page again."""
NO_ROOM = ("full", "no space left", "disk i/o error")
"""How a store says that the disk takes no more."""


def is_full(problem: BaseException) -> bool:
    """Whether this is what a full disk looks like, from a file or from the store."""
    if isinstance(problem, OperationalError):
        return any(said in str(problem).lower() for said in NO_ROOM)
    return isinstance(problem, OSError) and problem.errno in {errno.ENOSPC, errno.EDQUOT}


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the browser asked in a way we cannot read (400)."""
    return _page("kit/400.html", 400, request, exception)


def not_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is nothing here (404): missing and not yours look the same."""
    return _page("kit/404.html", 404, request, exception)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that this cannot be done from here (403)."""
    return _page("kit/403.html", 403, request, exception)


def spilled(request: HttpRequest) -> HttpResponse:
    """Say that it is our fault (500)."""
    return _page("kit/500.html", 500, request)


def busy(request: HttpRequest, *, full: bool = False, had_file: bool = False) -> HttpResponse:
    """Say that nothing could be written just now: a full disk, or a store that is locked (503)."""
    told = {
        **handed_back(request),
        "full": full,
        "had_file": had_file or bool(request.FILES),
    }
    return HttpResponse(render_to_string("kit/503.html", told), status=503)


def handed_back(request: HttpRequest) -> dict[str, object]:
    """Give what was sent, for a page that sends it again: nothing somebody wrote is lost."""
    kept = [
        (name, said)
        for name, all_said in request.POST.lists()
        if not SECRET.search(name)
        for said in all_said
    ]
    return {
        "again": request.get_full_path(),
        "kept": kept,
        "words": [said for name, said in kept if name == "words" or " " in said],
        "token": get_token(request),
    }


def ended(request: HttpRequest) -> HttpResponse:
    """Say that nobody is in any more, and hand back what was written (403)."""
    return HttpResponse(render_to_string("kit/ended.html", handed_back(request)), status=403)


def erased(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that what was here is gone for good, and nothing can be added to it (410)."""
    return _page("kit/410.html", 410, request, exception)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page was open too long to be sure who sent it (403).

    What was written is handed back only where a page of ours sent it: nobody else's page may put
    words under a button of ours.
    """
    del reason
    told = {}
    from_here = f"{request.scheme}://{request.get_host()}"
    if request.headers.get("Origin") == from_here and not any(map(SECRET.search, _sent(request))):
        told = handed_back(request)
    return HttpResponse(render_to_string("kit/csrf.html", told), status=403)


def _sent(request: HttpRequest) -> list[str]:
    return [name for name in request.POST if name != "csrfmiddlewaretoken"]


def only_sent_to(request: HttpRequest) -> HttpResponse:
    """Say that this is where a button leads, not a page (405); and lead to the page above it."""
    above = request.path.rstrip("/").rpartition("/")[0] + "/"
    told = {"has_page_above": above != "/" and is_valid_path(above)}
    return HttpResponse(render_to_string("kit/405.html", told), status=405)


def _page(template: str, status: int, *_: object) -> HttpResponse:
    """Render without the request, so that nothing that may be broken is asked."""
    return HttpResponse(render_to_string(template), status=status)
