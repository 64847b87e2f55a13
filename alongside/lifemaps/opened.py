"""To whom I open how life is: told to the page of who can see what."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.access.viewer import Viewer
from alongside.lifemaps.queries import opened_by_me
from alongside.shares.opened import OpenPage, tells_what_is_open


@tells_what_is_open("life")
def maps_that_are_open(viewer: Viewer) -> Iterator[OpenPage]:
    for relationship_id, opening in opened_by_me(viewer).items():
        yield OpenPage(
            page="life",
            what=_("how life is"),
            since=opening.at,
            stop=reverse("lifemaps:taking-back", args=(relationship_id,)),
            relationship_id=relationship_id,
        )
