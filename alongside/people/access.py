from django.db.models import Q

from alongside.access.book import rule
from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.people.models import Address, Person


@rule(Person, Ground.MINE)
def my_own_name(viewer: Viewer) -> Q:
    return Q(id=viewer.person_id)


@rule(Address, Ground.MINE)
def where_i_live(viewer: Viewer) -> Q:
    # Nobody else, whatever their relationship: the address opens only by an agreement of its own.
    return Q(person_id=viewer.person_id)
