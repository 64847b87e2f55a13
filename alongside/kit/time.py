"""The one clock. Moments are aware UTC; days and parts of a day are in the place's own zone."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from django.utils import timezone

_held: ContextVar[datetime | None] = ContextVar("alongside_clock_held", default=None)

MORNING, NOON, EVENING, NIGHT = 5, 12, 17, 22
"""Hours, in the place's zone, at which morning, afternoon, evening and night begin."""


class DayPart(StrEnum):
    """The part of a day: all the trail says about when someone looked."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


def now() -> datetime:
    """Give this moment as aware UTC, or the moment the clock is held at."""
    return _held.get() or datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[datetime]:
    """Hold the clock at an aware `moment` for this thread or task. Nested holds may differ."""
    if moment.tzinfo is None:
        message = "The clock can only be held at a moment that has a time zone."
        raise ValueError(message)
    token = _held.set(moment.astimezone(UTC))
    try:
        yield now()
    finally:
        _held.reset(token)


def here(moment: datetime | None = None) -> datetime:
    """Give `moment` (now if not given) on the place's own clock: `settings.TIME_ZONE`."""
    return (moment or now()).astimezone(timezone.get_default_timezone())


def today() -> date:
    """Give today's date in the place's zone."""
    return here().date()


def end_of(last_day: date) -> datetime:
    """The whole of a day belongs to it: it ends as the next one begins, in the place’s zone."""
    zone = timezone.get_default_timezone()
    return datetime.combine(last_day + timedelta(days=1), time(0), tzinfo=zone)


def last_day_before(end: datetime) -> date:
    """The last day of what lasts until then: the other way round."""
    return here(end - timedelta(seconds=1)).date()


def day_part(moment: datetime) -> DayPart:
    """Say which part of the day `moment` falls in, in the place's zone."""
    hour = here(moment).hour
    if MORNING <= hour < NOON:
        return DayPart.MORNING
    if NOON <= hour < EVENING:
        return DayPart.AFTERNOON
    return DayPart.EVENING if EVENING <= hour < NIGHT else DayPart.NIGHT
