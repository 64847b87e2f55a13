"""Who is joined to whom: each once, and never where safety is at stake."""

from alongside.interchange.tests.conftest import Desk

PEOPLE = ["Name", "Line of business", "Phone"]
HEADING = ["From", "Type", "To", "Start Date", "End Date"]


def seat_everyone(desk: Desk) -> None:
    desk.sheet(
        "people.csv",
        PEOPLE,
        ["Dawn Pike", "Client", ""],
        ["Mo Reed", "Client", ""],
        ["Sam Tull", "Team", ""],
    )


def test_a_relation_told_from_both_ends_is_one(desk: Desk) -> None:
    seat_everyone(desk)
    desk.sheet(
        "relations.csv",
        HEADING,
        ["Sam Tull", "Supports", "Dawn Pike", "2025-03-04", ""],
        ["Dawn Pike", "Supported by", "Sam Tull", "2025-03-04", ""],
        ["Dawn Pike", "Friend", "Mo Reed", "", "2025-06-01"],
        ["Mo Reed", "Friend", "Dawn Pike", "", "2025-06-01"],
    )
    plan = desk.plan()
    names = {person.ref: person.called for person in plan.people}
    told = [(names[one.a], one.words, names[one.b], one.nature) for one in plan.relationships]
    assert told == [
        ("Sam Tull", "Supports", "Dawn Pike", "walking"),
        ("Dawn Pike", "Friend", "Mo Reed", "tie"),
    ]
    assert str(plan.relationships[0].since) == "2025-03-04"
    assert str(plan.relationships[1].until) == "2025-06-01"


def test_whose_whereabouts_must_not_be_told_is_asked_at_once_and_never_a_relationship(
    desk: Desk,
) -> None:
    seat_everyone(desk)
    desk.sheet(
        "relations.csv",
        HEADING,
        ["Mo Reed", "NOT TO BE TOLD whereabouts of", "Dawn Pike", "", ""],
    )
    plan = desk.plan()
    names = {person.ref: person.called for person in plan.people}
    assert not plan.relationships
    assert [(names[one.person], names[one.kept_from]) for one in plan.safety] == [
        ("Dawn Pike", "Mo Reed")
    ]
    assert plan.questions[0].urgent
    assert [(one.row, one.column) for one in plan.problems] == [(2, "Type")]


def test_a_wide_sheet_reads_each_name_once_and_this_person_is_the_row_itself(desk: Desk) -> None:
    seat_everyone(desk)
    desk.sheet(
        "knows.csv",
        ["Last name", "First name", "Last name", "First name", "is a friend of",
         "must not find out where this person is:"],
        ["Pike", "Dawn", "Tull", "Sam", "Mo Reed", "Mo Reed"],
        ["Pike", "Dawn", "Tull", "Sam", "Mo Reed", "Mo Reed"],
        ["Reed", "Mo", "", "", "Dawn Pike", ""],
    )  # fmt: skip
    plan = desk.plan()
    names = {person.ref: person.called for person in plan.people}
    assert sorted(one.words for one in plan.relationships) == ["Friend", "Supports"]
    assert [(names[one.person], names[one.kept_from]) for one in plan.safety] == [
        ("Dawn Pike", "Mo Reed")
    ]


def test_a_name_two_people_share_waits_and_an_answer_settles_it(desk: Desk) -> None:
    desk.sheet(
        "people.csv",
        ["Name", "Birthday", "Phone"],
        ["Daniel Oke", "1985-07-11", ""],
        ["Daniel Oke", "2004-12-25", ""],
        ["Mo Reed", "1970-01-01", ""],
    )
    desk.sheet("relations.csv", HEADING, ["Mo Reed", "Friend", "Daniel Oke", "", ""])
    plan = desk.plan()
    assert not plan.relationships
    (question,) = plan.questions
    told = desk.plan({question.key: question.choices[0].value})
    assert [one.b for one in told.relationships] == [question.choices[0].value]


def test_workers_named_only_in_a_column_of_workers_are_brought_in_as_workers(desk: Desk) -> None:
    desk.sheet(
        "people.csv",
        ["Full name", "DOB", "Key worker"],
        ["Dawn Pike", "04/03/1980", "Sam Tull"],
        ["Mo Reed", "25/03/1981", "Sam Tull"],
    )
    plan = desk.plan()
    assert [person.called for person in plan.people if person.kind == "worker"] == ["Sam Tull"]
    assert [one.words for one in plan.relationships] == ["Supports", "Supports"]
