"""People of exported sheets: each once, nobody guessed, nothing brought in that has no place."""

from alongside.interchange.planning.plan import KnownPerson
from alongside.interchange.tests.conftest import Desk

HEADING = ["Name", "Our ref", "Line of business", "Birthday", "Mobile", "Risk score"]
DAWN = ["Dawn Pike", "LAN-1", "Client", "1980-03-04", "07700 900001", "12"]
SAM = ["Sam Reed", "", "Team", "", "07700 900002", ""]
RUTH = ["Ruth Adeyemi", "", "Partner agency", "", "07700 900003", ""]


def test_people_workers_and_partners_are_told_apart_and_the_old_word_stays_behind(
    desk: Desk,
) -> None:
    desk.sheet("people.csv", HEADING, DAWN, SAM, RUTH)
    plan = desk.plan()
    assert {person.full_name: person.kind for person in plan.people} == {
        "Dawn Pike": "person",
        "Sam Reed": "worker",
        "Ruth Adeyemi": "partner",
    }
    assert "Client" not in repr(plan.people)
    assert {(left.column, left.count) for left in plan.left_out} >= {
        ("Line of business", 3),
        ("Risk score", 1),
    }


def test_the_same_people_have_the_same_refs_in_another_file_and_another_run(desk: Desk) -> None:
    desk.sheet("people.csv", HEADING, DAWN, SAM)
    first = {person.ref for person in desk.plan().people}
    desk.sheet("people-again.csv", HEADING, SAM, DAWN)
    again = desk.plan()
    assert {person.ref for person in again.people} == first
    assert not [one for one in again.questions if one.key.startswith("perhaps")]


def test_two_people_of_one_name_stay_two(desk: Desk) -> None:
    desk.sheet(
        "people.csv",
        ["Name", "Birthday"],
        ["Daniel Oke", "1985-07-11"],
        ["Daniel Oke", "2004-12-25"],
    )
    assert len({person.ref for person in desk.plan().people}) == 2


def test_one_name_is_enough_but_a_number_is_nobody(desk: Desk) -> None:
    desk.sheet("people.csv", ["Name", "Phone"], ["Wren", "01632 960001"], ["6805", "01632 960002"])
    plan = desk.plan()
    assert [person.called for person in plan.people] == ["Wren"]
    assert [(problem.row, problem.column) for problem in plan.problems] == [(3, "Name")]


def test_what_somebody_likes_to_be_called_is_kept(desk: Desk) -> None:
    desk.sheet(
        "people.csv",
        ["Last name", "First name", "Likes to be called", "Phone"],
        ["Reed", "Margaret", "Peg", ""],
        ["Pike", "Robert (Bobbo)", "", ""],
    )
    assert [person.called for person in desk.plan().people] == ["Peg", "Bobbo"]


def test_a_row_without_a_name_belongs_to_the_person_above(desk: Desk) -> None:
    desk.sheet(
        "parties.csv",
        ["Code", "Name", "Contact Mechanisms/Type", "Contact Mechanisms/Value",
         "Contact Mechanisms/Comment", "Identifiers/Code"],
        ["7", "Dawn Pike", "mobile", "07700 900001", "Do not leave a message", "DOB 04/03/1980"],
        ["", "", "email", "dawn@example.org", "", "RISK 3/25"],
    )  # fmt: skip
    (dawn,) = desk.plan().people
    assert [way.kind for way in dawn.ways] == ["mobile", "email"]
    assert dawn.safe_contact[0].words == "Do not leave a message"
    assert str(dawn.born) == "1980-03-04"
    assert "Identifiers/Code: RISK" in {left.column for left in desk.plan().left_out}


def test_an_address_is_kept_apart_and_no_fixed_abode_is_none(desk: Desk) -> None:
    desk.sheet(
        "people.csv",
        ["Name", "Phone", "Address", "City"],
        ["Dawn Pike", "", "1 Lantern Row", "Wrenmouth"],
        ["Mo Reed", "", "No fixed abode", "Wrenmouth"],
    )
    dawn, mo = desk.plan().people
    assert dawn.address == "1 Lantern Row\nWrenmouth"
    assert "Lantern" not in repr(dawn)
    assert mo.address == ""


def test_people_of_two_lists_who_may_be_one_are_offered_and_never_joined_unasked(
    desk: Desk,
) -> None:
    desk.sheet("one.csv", ["Name", "Mobile"], ["Seán Mac Giolla", "07700 900001"])
    desk.sheet("two.csv", ["Full name", "Mobile", "Code"], ["Sean MacGiolla", "07700900001", "9"])
    plan = desk.plan()
    assert len(plan.people) == 2
    (question,) = [one for one in plan.questions if one.key.startswith("perhaps")]
    (joined,) = desk.plan({question.key: "same"}).people
    assert len(joined.also) == 1


def test_somebody_already_here_is_offered_by_name(desk: Desk) -> None:
    desk.sheet("people.csv", HEADING, DAWN)
    known = [KnownPerson("here-1", ("Dawn Pike",), ways=("07700 900001",))]
    plan = desk.plan(known=known)
    (question,) = [one for one in plan.questions if one.key.startswith("perhaps")]
    assert not desk.plan({question.key: "same"}, known=known).people


def test_a_note_that_names_somebody_already_here_asks_whether_it_is_them(desk: Desk) -> None:
    note = ["Dawn", "2026-11-02", "A different Dawn, from the library."]
    desk.sheet("notes.csv", ["Name", "Date", "Note"], note)
    known = [KnownPerson("here-1", ("Dawn", "Dawn Hesketh"))]
    plan = desk.plan(known=known)
    (question,) = [one for one in plan.questions if one.key.startswith("here:")]
    assert "who is here already" in question.says
    assert [moment.people for moment in plan.moments] == [("here-1",)]
    not_her = desk.plan({question.key: "wait"}, known=known)
    assert not list(not_her.moments)
    assert len(list(not_her.waiting_moments)) == 1


def test_a_day_far_ahead_is_named(desk: Desk) -> None:
    desk.sheet("people.csv", HEADING, DAWN)
    note = ["Dawn Pike", "2999-01-01", "Tea."]
    desk.sheet("notes.csv", ["Name", "Date", "Note"], note)
    says = [problem.says for problem in desk.plan().problems]
    assert any("far ahead: 2999-01-01" in each for each in says)


def test_what_the_other_system_came_with_is_asked_about(desk: Desk) -> None:
    desk.sheet("people.csv", HEADING, DAWN, ["ReplaceByYourSociety", "", "", "", "", ""])
    plan = desk.plan()
    assert len(plan.people) == 1
    assert [one.default for one in plan.questions] == ["leave"]


def test_a_map_of_columns_goes_before_every_guess(desk: Desk) -> None:
    desk.sheet("list.csv", ["Wer", "Handy", "Geheim"], ["Dawn Pike", "07700 900001", "x"])
    said = {
        "files": {
            "*.csv": {
                "kind": "people",
                "columns": {"Wer": "name", "Handy": "mobile", "Geheim": "leave out"},
            }
        }
    }
    plan = desk.plan(said=said)
    assert [(person.full_name, person.ways[0].kind) for person in plan.people] == [
        ("Dawn Pike", "mobile")
    ]
    assert [left.column for left in plan.left_out] == ["Geheim"]
