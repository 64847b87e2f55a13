"""Clocks that a law gives, said plainly: by when, and what stops them. Never a target."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from alongside.kit.time import here, now
from alongside.kit.words import day, day_and_time

ACKNOWLEDGED_WITHIN = timedelta(days=30)
TOLD_WITHIN = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Clock:
    """Until when, and whether what it waits for has happened."""

    until: datetime
    stopped_at: datetime | None
    exact: bool = False
    """To the hour, and not only to the day."""

    @property
    def says(self) -> str:
        when = day_and_time(self.until) if self.exact else day(self.until)
        if self.stopped_at:
            done = day_and_time(self.stopped_at) if self.exact else day(self.stopped_at)
            return _("Done on %(done)s. The law gave until %(when)s.") % {
                "done": done,
                "when": when,
            }
        if self.until < now():
            return _("The law gave until %(when)s. Do it now, and say why it took longer.") % {
                "when": when
            }
        return _("The law gives until %(when)s.") % {"when": when}


def a_month_after(day_asked: date) -> date:
    """The same day of the next month; its last day, where there is no such day."""
    year, month = divmod(day_asked.year * 12 + day_asked.month, 12)
    for number in range(day_asked.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, min(day_asked.day, 28))


def to_acknowledge(begun: datetime, stopped_at: datetime | None) -> Clock:
    """A complaint is acknowledged within 30 days."""
    return Clock(here(begun) + ACKNOWLEDGED_WITHIN, stopped_at)


def to_tell(begun: datetime, stopped_at: datetime | None) -> Clock:
    """Of words that reached where they should not, those who watch over data hear in 72 hours."""
    return Clock(here(begun) + TOLD_WITHIN, stopped_at, exact=True)


def to_give_out(asked_on: date, stopped_at: datetime | None) -> Clock:
    """A copy that was asked for is given out within a month."""
    last = a_month_after(asked_on)
    return Clock(datetime.combine(last, time.max, tzinfo=here().tzinfo), stopped_at)
