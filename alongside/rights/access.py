"""Who may see what people asked for: the one who asked, and whoever they ask it of."""

from django.db.models import Q

from alongside.access.book import rule
from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.rights.models import TakenOut


@rule(TakenOut, Ground.MINE)
def copies_i_made(viewer: Viewer) -> Q:
    return Q(person_id=viewer.person_id, life=viewer.life)
