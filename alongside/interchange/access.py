from django.db.models import Q

from alongside.access.book import rule
from alongside.access.grounds import Ground
from alongside.access.viewer import Life, Viewer
from alongside.interchange.models import BringIn


@rule(BringIn, Ground.MINE)
def what_i_brought_in(viewer: Viewer) -> Q:
    # Bringing in is done at work; it does not follow somebody home.
    return Q(by_id=viewer.person_id) if viewer.life == Life.WORKING else Q(pk__in=[])
