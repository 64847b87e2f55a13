"""Tasks become promises."""

import datetime as dt

import pytest

from alongside.interchange.planning.tasks import standing_of
from alongside.interchange.tests.conftest import Desk

HEADING = ["Title", "Status", "Start", "End", "All day?", "Assigned to", "For", "Description"]
TIMED = ["Ring the vet", "Delayed", "2025-07-04 15:00:00", "2025-07-04 15:30:00", "No",
         "Sam Tull", "Dawn Pike", "Before tea."]  # fmt: skip
WHOLE = ["Bring boots", "Planned", "2025-07-05 00:00:00", "2025-07-05 23:59:00", "Yes",
         "Sam Tull", "Dawn Pike", ""]  # fmt: skip


def people_and_tasks(desk: Desk, *rows: list[str]) -> None:
    desk.sheet(
        "people.csv",
        ["Name", "Group", "Phone"],
        ["Dawn Pike", "Client", ""],
        ["Sam Tull", "Team", ""],
    )
    desk.sheet("tasks.csv", HEADING, *rows)


def test_a_promise_has_who_to_whom_by_when_and_how_it_stands(desk: Desk) -> None:
    people_and_tasks(desk, TIMED, WHOLE)
    plan = desk.plan()
    refs = {person.full_name: person.ref for person in plan.people}
    timed, whole = plan.promises
    assert (timed.by, timed.to) == (refs["Sam Tull"], refs["Dawn Pike"])
    assert timed.due_at == dt.datetime(2025, 7, 4, 14, 30, tzinfo=dt.UTC)
    assert (timed.standing, timed.late, timed.extra) == ("open", True, "Before tea.")
    assert (whole.due_day, whole.due_at) == (dt.date(2025, 7, 5), None)


def test_where_nobody_is_named_as_promised_to_the_promise_is_still_theirs(desk: Desk) -> None:
    people_and_tasks(desk, ["Water beans", "Done", "", "", "No", "Dawn Pike", "", ""])
    (promise,) = desk.plan().promises
    assert promise.to == ""
    assert promise.standing == "kept"
    assert promise.due_day is None


def test_a_promise_by_nobody_waits(desk: Desk) -> None:
    people_and_tasks(desk, ["Water beans", "Planned", "", "", "No", "", "Dawn Pike", ""])
    plan = desk.plan()
    assert (len(plan.promises), len(plan.waiting_promises)) == (0, 1)


@pytest.mark.parametrize(
    ("word", "stands"),
    [
        ("Done", ("kept", False, True)),
        ("Planned", ("open", False, True)),
        ("Delayed", ("open", True, True)),
        ("Cancelled", ("let_go", False, True)),
        ("", ("open", False, True)),
        ("Purple", ("open", False, False)),
    ],
)
def test_how_a_promise_stands_is_read_from_the_other_systems_word(
    word: str, stands: tuple[str, bool, bool]
) -> None:
    assert standing_of(word) == stands


def test_titles_in_a_people_sheet_wait_until_somebody_says_whose_they_are(desk: Desk) -> None:
    desk.sheet(
        "people.csv",
        ["Name", "Group", "Active Todos", "Owner user"],
        ["Dawn Pike", "Client", "Bring the map/Ring", "Sam T."],
        ["Sam Tull", "Team", "", "Sam T."],
    )
    assert len(desk.plan().waiting_promises) == 2
    told = desk.plan({"titles:people.csv:Active Todos": "owner"})
    assert [promise.words for promise in told.promises] == ["Bring the map", "Ring"]
