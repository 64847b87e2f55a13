from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from alongside.access.viewer import Life, Viewer, selves_of
from alongside.kit.busy import when_busy
from alongside.kit.errors import erased
from alongside.vault.keyring import KeyDestroyed, keyring

GetResponse = Callable[[HttpRequest], HttpResponse]


class ViewerMiddleware:
    """Says who is looking, in which life; and lets go of every opened key after the answer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        selves = _selves(request)
        request.selves = selves  # type: ignore[attr-defined]
        request.viewer = selves[0] if selves else None  # type: ignore[attr-defined]
        with keyring():
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for somebody who is another record as well, or writes where all was erased."""
        if isinstance(exception, Http404):
            return _as_another(request)
        return erased(request) if isinstance(exception, KeyDestroyed) else None


def _selves(request: HttpRequest) -> tuple[Viewer, ...]:
    """One viewer for each record of whoever is signed in. At work nobody is several."""
    if not request.user.is_authenticated:
        return ()
    life = Life(request.session.get("life", Life.OWN.value))
    if life == Life.WORKING:
        return (Viewer(request.user.person_id, life),)
    return tuple(Viewer(person_id, life) for person_id in request.user.person_ids)


def _as_another(request: HttpRequest) -> HttpResponse | None:
    """What an address names belongs to one record: whoever it is not there for, it may be for.

    So everything is read and written as that record, and rules and verbs know of one at a time.
    """
    first, *others = selves_of(request) or (None,)
    asked = request.resolver_match
    for me in others if asked else ():
        request.viewer = me  # type: ignore[attr-defined]
        try:
            answer: HttpResponse = asked.func(request, *asked.args, **asked.kwargs)  # type: ignore[union-attr]
        except Http404:
            continue
        except Exception as problem:
            if isinstance(problem, KeyDestroyed):
                return erased(request)
            if (busy := when_busy(request, problem)) is not None:
                return busy
            raise
        return answer
    request.viewer = first  # type: ignore[attr-defined]
    return None
