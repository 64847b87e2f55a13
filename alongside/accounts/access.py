"""Who may see a way in: its owner, in either life."""

from django.db.models import Q

from alongside.access.book import rule
from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.accounts.models import Authenticator, Lending, OwnDevice, Passkey


@rule(Passkey, Ground.MINE)
def my_own_passkeys(viewer: Viewer) -> Q:
    return Q(account__person_id=viewer.person_id)


@rule(OwnDevice, Ground.MINE)
def my_own_devices(viewer: Viewer) -> Q:
    return Q(account__person_id=viewer.person_id)


@rule(Authenticator, Ground.MINE)
def my_own_authenticator(viewer: Viewer) -> Q:
    return Q(account__person_id=viewer.person_id)


@rule(Lending, Ground.MINE)
def my_own_lendings(viewer: Viewer) -> Q:
    return Q(account__person_id=viewer.person_id)
