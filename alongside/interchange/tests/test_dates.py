"""Days and times in the ways people and systems write them."""

import datetime as dt

import pytest

from alongside.interchange.dates import DateEvidence, read_day, read_moment
from alongside.interchange.tests.conftest import LONDON, Desk


@pytest.mark.parametrize(
    ("text", "day", "time"),
    [
        ("2025-05-21", (2025, 5, 21), None),
        ("2025-05-21 17:00:00", (2025, 5, 21), "17:00:00"),
        ("2025-05-21T08:08:00.628932", (2025, 5, 21), "08:08:00.628932"),
        ("21/05/2025", (2025, 5, 21), None),
        ("21.5.25", (2025, 5, 21), None),
        ("21/05/2025, 15:30", (2025, 5, 21), "15:30:00"),
        ("21/05/2025 3:30 pm", (2025, 5, 21), "15:30:00"),
        ("Wed 21st May 2025", (2025, 5, 21), None),
        ("May 21, 2025 at 9:15", (2025, 5, 21), "09:15:00"),
        ("21 May 25", (2025, 5, 21), None),
        ("21st of May '25, 15:30", (2025, 5, 21), "15:30:00"),
        ("21-May-25", (2025, 5, 21), None),
        ("21-May-2025 15:30", (2025, 5, 21), "15:30:00"),
        ("45798", (2025, 5, 21), None),
        ("45798.5", (2025, 5, 21), "12:00:00"),
    ],
)
def test_many_ways_of_writing_a_day_are_read(
    text: str, day: tuple[int, int, int], time: str | None
) -> None:
    moment = read_moment(text)
    assert moment is not None
    assert moment.day == dt.date(*day)
    assert moment.time == (dt.time.fromisoformat(time) if time else None)


@pytest.mark.parametrize(
    "text", ["", "soon", "31/02/2025", "99", "Mo 2025", "12/13/14/15", "Flat 2, 25"]
)
def test_what_is_no_day_is_not_made_into_one(text: str) -> None:
    assert read_moment(text) is None


def test_a_column_shows_whether_the_day_or_the_month_comes_first() -> None:
    british, american, silent = DateEvidence(), DateEvidence(), DateEvidence()
    for text in ("03/04/2025", "13/04/2025"):
        british.add(text)
    for text in ("03/04/2025", "04/13/2025"):
        american.add(text)
    silent.add("03/04/2025")
    assert not british.reads_month_first
    assert american.reads_month_first
    assert silent.ambiguous
    assert not british.ambiguous


def test_a_birthday_written_with_two_figures_is_never_in_the_future() -> None:
    assert read_day("4.7.62", past=dt.date(2026, 1, 1)) == dt.date(1962, 7, 4)
    assert read_day("4 Jul 62", past=dt.date(2026, 1, 1)) == dt.date(1962, 7, 4)


def test_a_column_read_two_ways_is_asked_about_and_read_day_first_until_told(desk: Desk) -> None:
    desk.sheet("notes.csv", ["Name", "Note", "Date"], ["Mo Reed", "Tea", "03/04/2025"])
    plan = desk.plan()
    (question,) = [one for one in plan.questions if one.key.startswith("dates:")]
    assert [moment.when for moment in plan.moments] == [
        dt.datetime(2025, 4, 3, tzinfo=LONDON),
    ]
    assert [problem.column for problem in plan.problems] == ["Date"]
    told = desk.plan({question.key: "month"})
    assert [moment.when for moment in told.moments] == [
        dt.datetime(2025, 3, 4, tzinfo=LONDON),
    ]


def test_parts_of_a_second_are_a_machines_clock_and_read_as_utc(desk: Desk) -> None:
    heading = ["Name", "Note", "Created at"]
    desk.sheet("server.csv", heading, ["Mo Reed", "Tea", "2025-07-01 08:00:00.628932"])
    desk.sheet("local.csv", heading, ["Kay Reed", "Tea", "2025-07-01 08:00:00"])
    whens = {moment.file: moment.when for moment in desk.plan().moments}
    assert whens["server.csv"] == dt.datetime(2025, 7, 1, 8, 0, 0, 628932, tzinfo=dt.UTC)
    assert whens["local.csv"] == dt.datetime(2025, 7, 1, 7, tzinfo=dt.UTC)
