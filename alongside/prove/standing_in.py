"""A slice that stands in for those above `cowriting`, so that its documents open to somebody.

By itself a document opens to nobody, and rules that follow its own could be broken unseen. A slice
that writes rules for its documents takes the place of this one, here and in `decider.py`.
"""

from django.db.models import Q

from alongside.access.book import rule
from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.cowriting.access import held_by
from alongside.cowriting.models import Document, Writing
from alongside.relationships.access import open_between_us


@rule(Document, Ground.SIDE)
def documents_between_us(viewer: Viewer) -> Q:
    return open_between_us(viewer)


@rule(Document, Ground.MINE)
def documents_of_my_own(viewer: Viewer) -> Q:
    # Whoever wrote in it stands for the rows that point to a document in a real slice.
    mine = Writing.objects.filter(by_id=viewer.person_id)
    return Q(relationship_id=None) & held_by(mine)
