"""To whom I open my circle: told to the page of who can see what."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.access.viewer import Viewer
from alongside.circles.queries import opened_by_me
from alongside.shares.opened import OpenPage, tells_what_is_open


@tells_what_is_open("circles")
def circles_that_are_open(viewer: Viewer) -> Iterator[OpenPage]:
    for opening in opened_by_me(viewer):
        yield OpenPage(
            page="circles",
            what=_("who is around me"),
            since=opening.at,
            stop=reverse("circles:taking-back", args=(opening.relationship_id,)),
            relationship_id=opening.relationship_id,
        )
