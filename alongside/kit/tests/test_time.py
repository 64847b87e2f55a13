"""One clock, which can be held; days and parts of a day are the place's own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from django.test import override_settings

from alongside.kit import time

JUST_BEFORE_MIDNIGHT = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)


def test_now_is_aware_and_moves() -> None:
    assert time.now().tzinfo is UTC
    assert time.now() <= time.now()


def test_a_held_clock_stands_still_and_goes_on_after() -> None:
    with time.at(JUST_BEFORE_MIDNIGHT):
        assert time.now() == JUST_BEFORE_MIDNIGHT
        with time.at(datetime(2020, 1, 1, tzinfo=UTC)):
            assert time.now().year == 2020
        assert time.now() == JUST_BEFORE_MIDNIGHT
    assert time.now() != JUST_BEFORE_MIDNIGHT


def test_a_clock_held_here_is_not_held_in_another_thread() -> None:
    with time.at(JUST_BEFORE_MIDNIGHT), ThreadPoolExecutor(1) as pool:
        assert pool.submit(time.now).result() != JUST_BEFORE_MIDNIGHT


def test_a_moment_with_no_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"), time.at(datetime(2026, 7, 1)):  # noqa: DTZ001
        pass


@override_settings(TIME_ZONE="Europe/London")
def test_today_is_the_places_own_day() -> None:
    with time.at(JUST_BEFORE_MIDNIGHT):
        assert time.today() == date(2026, 7, 2)


@override_settings(TIME_ZONE="Europe/London")
@pytest.mark.parametrize(
    ("hour", "part"),
    [(4, "morning"), (3, "night"), (11, "afternoon"), (16, "evening"), (21, "night")],
)
def test_the_parts_of_a_summer_day(hour: int, part: str) -> None:
    # In July the place is an hour ahead of UTC.
    assert time.day_part(datetime(2026, 7, 1, hour, tzinfo=UTC)) == part
