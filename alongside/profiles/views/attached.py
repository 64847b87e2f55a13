"""A photo or a voice note itself, for a page that shows it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from alongside.access.strands import Strand
from alongside.access.trail import looking
from alongside.access.viewer import viewer_of
from alongside.kit.media import media
from alongside.profiles.queries import attachment, shown_in


def attached(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    """Mine, or one that somebody opens to me: seen as the page it stands on is."""
    me = viewer_of(request)
    with looking(me) as look:
        found = attachment(me, attachment_id)
        if found is None:
            raise Http404
        if found.person_id != me.person_id:
            for ground, between in shown_in(me, found):
                look.saw(found.person_id, Strand.ABOUT_ME, ground, between)
    return media(request, found.content, found.media_type)
