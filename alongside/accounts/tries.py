"""Guessing is made slow: tries are counted, by fingerprint, for a day."""

from dataclasses import dataclass
from datetime import timedelta

from alongside.accounts.handles import keyed
from alongside.accounts.models import Try
from alongside.kit.time import now
from alongside.kit.transactions import writing

KEPT_FOR = timedelta(days=1)


class TooManyTries(Exception):
    """Wait a while, then try again."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most this many tries at one purpose, by one somebody, within this time."""

    purpose: str
    most: int
    within: timedelta

    def fingerprint(self, who: str) -> str:
        return keyed(f"tries: {self.purpose}", who)


COMING_IN_FROM = Limit("coming in from an address", 10, timedelta(minutes=15))
ASKING_FOR_A_KEY = Limit("asking for a key from an address", 200, timedelta(minutes=15))
COMING_IN_AS = Limit("coming in by a name", 5, timedelta(minutes=15))


def too_many_tries(limit: Limit, who: str) -> bool:
    since = now() - limit.within
    return Try.objects.filter(what=limit.fingerprint(who), at__gt=since).count() >= limit.most


def note_try(*counted: tuple[Limit, str]) -> list[Try]:
    """Count a try before it is made. Raises TooManyTries, and then counts nothing."""
    with writing():
        if any(too_many_tries(limit, who) for limit, who in counted):
            raise TooManyTries
        Try.objects.filter(at__lt=now() - KEPT_FOR).delete()
        return [Try.objects.create(what=limit.fingerprint(who), at=now()) for limit, who in counted]


def take_back(tries: list[Try]) -> None:
    """It was right: these tries were no guesses."""
    Try.objects.filter(pk__in=[one.pk for one in tries]).delete()
