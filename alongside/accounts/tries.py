"""Guessing is made slow: tries are counted, by fingerprint, for a day.

Whoever guesses is slowed down where they are. Nobody can shut another person's door from elsewhere:
a phone its owner has used before has a count of its own.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils.translation import ngettext

from alongside.accounts.devices import network_of
from alongside.accounts.handles import keyed
from alongside.accounts.models import Account, Try
from alongside.accounts.phones import COOKIE, known_phone
from alongside.kit.time import now
from alongside.kit.transactions import writing

KEPT_FOR = timedelta(days=1)
MINUTE = timedelta(minutes=1)
log = logging.getLogger(__name__)


class TooManyTries(Exception):
    """Wait a while, then try again."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__()
        self.minutes = -(-wait // MINUTE)

    def says(self) -> str:
        return ngettext(
            "That was too many tries. Wait a minute, then try again.",
            "That was too many tries. Wait %(minutes)s minutes, then try again.",
            self.minutes,
        ) % {"minutes": self.minutes}


@dataclass(frozen=True, slots=True)
class Limit:
    """At most this many tries at one purpose, by one somebody, within this time."""

    purpose: str
    most: int
    within: timedelta

    def until(self, tries: Sequence[datetime]) -> datetime | None:
        """When the next try may be made, if not now."""
        return tries[-self.most] + self.within if len(tries) >= self.most else None


@dataclass(frozen=True, slots=True)
class Growing:
    """Some tries at once; after that each wait is twice the one before it, up to an hour."""

    purpose: str
    free: int = 5
    first: timedelta = MINUTE
    longest: timedelta = timedelta(hours=1)

    def until(self, tries: Sequence[datetime]) -> datetime | None:
        """When the next try may be made, if not now."""
        over = len(tries) - self.free
        if over < 0:
            return None
        doubled = self.first * (1 << min(over, 10))
        return tries[-1] + min(doubled, self.longest)


Counted = tuple[Limit | Growing, str]

# One Wi-Fi can be a whole hostel's, so one network has room for more people than one.
COMING_IN_FROM = Limit("coming in from a network", 30, timedelta(minutes=15))
COMING_IN_AS_FROM = Growing("coming in by a name from a network")
# Each asking is kept for a while, so there are only so many.
ASKING_FOR_A_KEY = Limit("asking for a key from a network", 200, timedelta(minutes=15))
# Out of reach for one network alone: it takes many, guessing together.
COMING_IN_AS = Limit("coming in by a name from anywhere", 100, timedelta(hours=1))
COMING_IN_ON = Growing("coming in by a name on a phone of one's own")
SECOND_STEP = Growing("giving the second of two things")
BEING_MYSELF = Growing("giving one's passphrase again")


def counted_at_the_door(request: HttpRequest, handle: str) -> list[Counted]:
    """What a try at this name counts against, from where it is made."""
    if COOKIE in request.COOKIES:
        account = Account.objects.filter(handle=handle).first()
        phone = known_phone(request, account) if account else None
        if phone:
            return [(COMING_IN_ON, phone.id.hex)]
    network = network_of(request)
    return [
        (COMING_IN_FROM, network),
        (COMING_IN_AS_FROM, f"{handle} {network}"),
        (COMING_IN_AS, handle),
    ]


def note_try(*counted: Counted) -> list[Try]:
    """Count a try before it is made. Raises TooManyTries, and then counts nothing."""
    with writing():
        Try.objects.filter(at__lt=now() - KEPT_FOR).delete()
        whats = [keyed(f"tries: {limit.purpose}", who) for limit, who in counted]
        ends = [
            limit.until(_tries_at(what)) for (limit, _), what in zip(counted, whats, strict=True)
        ]
        wait = max((end - now() for end in ends if end), default=timedelta(0))
        if wait <= timedelta(0):
            return [Try.objects.create(what=what, at=now()) for what in whats]
    at = ", ".join(limit.purpose for limit, _who in counted)
    log.warning("Too many tries at a way in; the next ones have to wait.", extra={"where": at})
    raise TooManyTries(wait)


def _tries_at(what: str) -> list[datetime]:
    return list(Try.objects.filter(what=what).order_by("at").values_list("at", flat=True))


def take_back(tries: list[Try]) -> None:
    """It was right: these tries were no guesses."""
    Try.objects.filter(pk__in=[one.pk for one in tries]).delete()
