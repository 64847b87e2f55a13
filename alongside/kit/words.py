"""Days and times in plain words, in the place's own zone.

A time without am or pm always lies between 8 in the morning and 8 at night, so it is never unclear.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.db.models import Choices
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from alongside.kit.time import DayPart, here, now, today

Day = date | datetime
Clock = time | datetime

_PLAIN_FROM, _PLAIN_UNTIL = 8, 20
_NOON = 12
_WEEK = timedelta(days=7)
_A_DAY = timedelta(days=1)
_A_MONTH = 31
_MINUTE = 60


def label(choice: Choices) -> str:
    """The words of a choice, looked up once in each language: a story says few kinds many times."""
    return _label(choice, get_language())


@lru_cache(maxsize=1024, typed=True)
def _label(choice: Choices, language: str | None) -> str:
    del language
    return str(choice.label)


def again(words: str) -> str:
    """Words marked with `gettext_noop`, for what a page says many times."""
    return _again(words, get_language())


@lru_cache(maxsize=1024)
def _again(words: str, language: str | None) -> str:
    del language
    return _(words)


def day(value: Day | None) -> str:
    """Say a day: "Tuesday 17 November", with the year when it is not this year."""
    if value is None:
        return ""
    that = _date(value)
    return _day_words(that, with_year=that.year != today().year, language=get_language())


def month(value: date) -> str:
    """Say a month: "November 2026"."""
    return _("%(month)s %(year)s") % {"month": MONTHS[value.month], "year": value.year}


def date_words(value: Day | None) -> str:
    """Say a date without its weekday: "3 March 2024"."""
    if value is None:
        return ""
    that = _date(value)
    parts = {"day": that.day, "month": MONTHS[that.month], "year": that.year}
    return _("%(day)s %(month)s %(year)s") % parts


def clock(value: Clock | None) -> str:
    """Say a time: "10:30", "1:00", "7:15 am"."""
    if value is None:
        return ""
    moment = here(value).time() if isinstance(value, datetime) else value
    return _clock_words(moment.hour, moment.minute, short=False, language=get_language())


def sounds_for(seconds: int) -> str:
    """Say how long something sounds: "40 seconds", "about 2 minutes"."""
    if seconds < _MINUTE:
        return ngettext("%(count)s second", "%(count)s seconds", seconds) % {"count": seconds}
    minutes = round(seconds / _MINUTE)
    return ngettext("about %(count)s minute", "about %(count)s minutes", minutes) % {
        "count": minutes
    }


def part_of_day(part: DayPart) -> str:
    """Say a part of a day, after the day: "in the morning"."""
    return {
        DayPart.MORNING: _("in the morning"),
        DayPart.AFTERNOON: _("in the afternoon"),
        DayPart.EVENING: _("in the evening"),
        DayPart.NIGHT: _("at night"),
    }[part]


def day_and_time(value: datetime | None) -> str:
    """Say exactly when: "Tuesday 17 November at 10:30"."""
    if value is None:
        return ""
    return _("%(day)s at %(time)s") % {"day": day(value), "time": clock(value)}


def when(value: datetime | None) -> str:
    """Say when, the nearer the shorter: "today at 8:50", "yesterday at 9:40 pm"."""
    if value is None:
        return ""
    that = _date(value)
    return _("%(day)s at %(time)s") % {"day": _near_day(that) or day(that), "time": clock(value)}


def due_words(value: Day | None, how: str = "") -> str:
    """Say when something is due: "at 5 today", "on Saturday"; with "by": "by 5 today"."""
    if value is None:
        return ""
    near = _near_day(_date(value))
    if isinstance(value, datetime):
        parts = {"time": _short_clock(value), "day": near or _on(value)}
        return (_("by %(time)s %(day)s") if how == "by" else _("at %(time)s %(day)s")) % parts
    if how == "by":
        return _("by %(day)s") % {"day": near or _weekday_or_day(value)}
    return near or _on(value)


def late_words(value: Day | None) -> str:
    """Say how late something is, plainly: "2 days late", "late today". Nothing when it is not.

    After a month no days are counted: the date that stands beside it says enough.
    """
    if value is None:
        return ""
    days = (today() - _date(value)).days
    if days > _A_MONTH:
        return _("still open")
    if days > 0:
        return ngettext("%(count)s day late", "%(count)s days late", days) % {"count": days}
    return _("late today") if isinstance(value, datetime) and value < now() else ""


def _date(value: Day) -> date:
    return here(value).date() if isinstance(value, datetime) else value


def _near_day(that: date) -> str:
    """Today, tomorrow and yesterday have their own words."""
    near = {today(): _("today"), today() - _A_DAY: _("yesterday"), today() + _A_DAY: _("tomorrow")}
    return near.get(that, "")


def _on(value: Day) -> str:
    return _("on %(day)s") % {"day": _weekday_or_day(_date(value))}


def _weekday_or_day(that: date) -> str:
    """Say "Saturday" for the week to come, "Saturday 28 November" otherwise."""
    if today() < that < today() + _WEEK:
        return str(WEEKDAYS[that.weekday()])
    return day(that)


def _short_clock(value: datetime) -> str:
    moment = here(value)
    return _clock_words(moment.hour, moment.minute, short=True, language=get_language())


@lru_cache(maxsize=4096)
def _day_words(that: date, *, with_year: bool, language: str | None) -> str:
    """Give the words for one day, kept per `language`: pages say the same days over and over."""
    del language
    parts = {
        "weekday": WEEKDAYS[that.weekday()],
        "day": that.day,
        "month": MONTHS[that.month],
        "year": that.year,
    }
    if with_year:
        return _("%(weekday)s %(day)s %(month)s %(year)s") % parts
    return _("%(weekday)s %(day)s %(month)s") % parts


@lru_cache(maxsize=4096)
def _clock_words(hour: int, minute: int, *, short: bool, language: str | None) -> str:
    """Give the words for one time of day; `short` leaves a whole hour's :00 out."""
    del language
    parts = {"hour": hour % _NOON or _NOON, "minute": f"{minute:02}"}
    plain = str(parts["hour"]) if short and not minute else _("%(hour)s:%(minute)s") % parts
    if _PLAIN_FROM <= hour < _PLAIN_UNTIL:
        return plain
    return (_("%(time)s am") if hour < _NOON else _("%(time)s pm")) % {"time": plain}
