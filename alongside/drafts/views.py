from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_POST, require_safe

from alongside.access.viewer import mark_of, selves_of, viewer_of
from alongside.drafts.actions import keep_draft

MOST_BYTES, LONGEST_FORM = 200_000, 120
"""No form of ours holds more than this; the words stay in the browser if it does."""


@require_safe
def fresh(request: HttpRequest) -> HttpResponse:
    """What a page that stood open must send with its words, for the one whose page it is."""
    if _is_anothers(request):
        return HttpResponse(status=HTTPStatus.CONFLICT)
    return HttpResponse(get_token(request), content_type="text/plain")


def _is_anothers(request: HttpRequest) -> bool:
    """The page was opened by somebody else: on one phone, one may come in after another."""
    whose = request.headers.get("X-Whose")
    return bool(whose) and whose != mark_of(viewer_of(request))


@require_POST
def keep(request: HttpRequest, form: str) -> HttpResponse:
    """Keep what is being typed, and say nothing."""
    if _is_anothers(request):
        return HttpResponse(status=HTTPStatus.CONFLICT)
    if len(request.body) > MOST_BYTES or len(form) > LONGEST_FORM:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    for me in selves_of(request):
        # The form asks for it as the record it belongs to.
        keep_draft(by=me, form=form, fields=dict(request.POST.lists()))
    return HttpResponse(status=HTTPStatus.NO_CONTENT)
