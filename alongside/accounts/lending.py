"""Somebody with no phone comes in on a worker's, with their own passphrase or a code of theirs.

The worker is signed out first and comes back only by coming in again: nothing of either passes to
the other. What the person opens is their own life, for ten idle minutes, and says so on each page.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest

from alongside.access.viewer import Viewer
from alongside.accounts.models import Account, Lending
from alongside.kit.time import now

OFFERED, LENT = "lent_by", "lending"
WITHIN = timedelta(minutes=10)


def lend(request: HttpRequest, *, by: Viewer) -> None:
    """Sign the worker out, and wait for the person they hand their phone to."""
    request.session.flush()
    request.session[OFFERED] = {"by": str(by.person_id), "at": now().isoformat()}


def lender(request: HttpRequest) -> UUID | None:
    """Who handed this phone over a moment ago; None on a phone that was not."""
    offered = request.session.get(OFFERED)
    if not offered or now() - datetime.fromisoformat(offered["at"]) > WITHIN:
        return None
    return UUID(offered["by"])


def is_lent_to(request: HttpRequest, account: Account) -> UUID | None:
    """Who lends, if it is to somebody else: whoever comes back to their own borrows nothing."""
    by = lender(request)
    return by if by != account.person_id else None


def note_lending(*, account: Account, by_id: UUID) -> Lending:
    """A line the person sees on their own page, from now on."""
    return Lending.objects.create(account=account, lent_by_id=by_id)


def is_lent(request: HttpRequest) -> bool:
    return bool(request.session.get(LENT))


def give_back(request: HttpRequest) -> None:
    """The person is done. Their session ends here and now."""
    lending = request.session.get(LENT)
    request.session.flush()
    if lending:
        Lending.objects.filter(pk=lending, given_back_at=None).update(given_back_at=now())
