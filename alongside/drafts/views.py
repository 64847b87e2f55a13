from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from alongside.access.viewer import selves_of
from alongside.drafts.actions import keep_draft

MOST_BYTES, LONGEST_FORM = 200_000, 120
"""No form of ours holds more than this; the words stay in the browser if it does."""


@require_POST
def keep(request: HttpRequest, form: str) -> HttpResponse:
    """Keep what is being typed, and say nothing."""
    if len(request.body) > MOST_BYTES or len(form) > LONGEST_FORM:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    for me in selves_of(request):
        # The form asks for it as the record it belongs to.
        keep_draft(by=me, form=form, fields=dict(request.POST.lists()))
    return HttpResponse(status=HTTPStatus.NO_CONTENT)
