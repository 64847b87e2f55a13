from django.db.models import Q

from alongside.access.book import rule
from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.drafts.models import Draft


@rule(Draft, Ground.MINE)
def my_drafts(viewer: Viewer) -> Q:
    return Q(person_id=viewer.person_id, life=viewer.life)
