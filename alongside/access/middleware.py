from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from alongside.access.viewer import Life, Viewer
from alongside.kit.errors import not_here
from alongside.vault.keyring import KeyDestroyed, keyring

GetResponse = Callable[[HttpRequest], HttpResponse]


class ViewerMiddleware:
    """Says who is looking, in which life; and lets go of every opened key after the answer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = _viewer(request)  # type: ignore[attr-defined]
        with keyring():
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Whoever asked for erasing has no words here any more, nor ever again under that key."""
        return not_here(request) if isinstance(exception, KeyDestroyed) else None


def _viewer(request: HttpRequest) -> Viewer | None:
    if not request.user.is_authenticated:
        return None
    life = request.session.get("life", Life.OWN.value)
    return Viewer(person_id=request.user.person_id, life=Life(life))
