"""Days and times in words a tired person can read."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import pytest
from django.template import Context, Template
from django.test import override_settings
from django.utils import translation

from alongside.kit import time as clock
from alongside.kit import words

NINE_FIFTY = datetime(2026, 11, 19, 9, 50, tzinfo=UTC)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _thursday() -> Iterator[None]:
    with override_settings(TIME_ZONE="Europe/London"), clock.at(NINE_FIFTY):
        yield


def test_days() -> None:
    assert words.day(date(2026, 11, 17)) == "Tuesday 17 November"
    assert words.day(date(2025, 3, 4)) == "Tuesday 4 March 2025"
    assert words.day(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "Thursday 2 July"
    assert words.day(None) == ""


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (time(10, 30), "10:30"),
        (time(13), "1:00"),
        (time(8), "8:00"),
        (time(19, 59), "7:59"),
        (time(20), "8:00 pm"),
        (time(7, 15), "7:15 am"),
        (time(0, 5), "12:05 am"),
        (time(12), "12:00"),
    ],
)
def test_a_time_is_never_unclear(moment: time, said: str) -> None:
    assert words.clock(moment) == said


def test_when() -> None:
    assert words.when(at(19, 8, 50)) == "today at 8:50"
    assert words.when(at(18, 21, 40)) == "yesterday at 9:40 pm"
    assert words.when(at(17, 14)) == "Tuesday 17 November at 2:00"
    assert words.day_and_time(at(19, 8, 50)) == "Thursday 19 November at 8:50"


def test_due() -> None:
    assert words.due_words(at(19, 17), "by") == "by 5 today"
    assert words.due_words(at(19, 13)) == "at 1 today"
    assert words.due_words(at(20, 10, 30)) == "at 10:30 tomorrow"
    assert words.due_words(at(21, 10, 30)) == "at 10:30 on Saturday"
    assert words.due_words(date(2026, 11, 21)) == "on Saturday"
    assert words.due_words(date(2026, 11, 21), "by") == "by Saturday"
    assert words.due_words(date(2026, 12, 3), "by") == "by Thursday 3 December"
    assert words.due_words(date(2026, 11, 14)) == "on Saturday 14 November"
    assert words.due_words(None) == ""


def test_late_is_plain_and_only_when_it_is() -> None:
    assert words.late_words(date(2026, 11, 17)) == "2 days late"
    assert words.late_words(at(18, 12)) == "1 day late"
    assert words.late_words(at(19, 9)) == "late today"
    assert words.late_words(at(19, 10)) == ""
    assert words.late_words(date(2026, 11, 19)) == ""


def test_after_a_month_no_days_are_counted() -> None:
    assert words.late_words(date(2026, 10, 19)) == "31 days late"
    assert words.late_words(date(2026, 10, 18)) == "still open"


def test_a_month_and_a_date_are_said_whole() -> None:
    assert words.month(date(2026, 11, 1)) == "November 2026"
    assert words.date_words(date(2024, 3, 3)) == "3 March 2024"
    assert words.date_words(None) == ""


def test_a_page_is_read_in_the_language_of_whoever_opens_it() -> None:
    page = Template("{% load i18n kit %}{% translate 'January' %}, {% translate day %}")
    for _ in range(2):
        read = {}
        for language in ("en", "de"):
            with translation.override(language):
                read[language] = page.render(Context({"day": "Monday"}))
        assert read == {"en": "January, Monday", "de": "Januar, Montag"}
