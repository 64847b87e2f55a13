from django.db.models import Q

from alongside.access.book import rule
from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.people.models import Address, Alias, Person


@rule(Person, Ground.MINE)
def my_own_name(viewer: Viewer) -> Q:
    return Q(id=viewer.person_id)


@rule(Address, Ground.MINE)
def where_i_live(viewer: Viewer) -> Q:
    # Nobody else, whatever their relationship: the address opens only by an agreement of its own.
    return Q(person_id=viewer.person_id)


@rule(Alias, Ground.MINE)
def records_i_said_are_me(viewer: Viewer) -> Q:
    # Not before I said yes: a record that is not mine is not even named to me.
    either = Q(kept_as_id=viewer.person_id) | Q(other_id=viewer.person_id)
    said = Q(agreed_at__isnull=False, undone_at=None)
    return either & said & Q(pk__isnull=viewer.is_working)
