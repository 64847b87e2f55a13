"""Notes become moments with their words to the letter."""

import tracemalloc

from alongside.interchange.tests.conftest import Desk

HEADING = ["Name", "Note", "Date", "Worker"]
WORDS = '=SUM(1) +tea\t"yes"\u00a0<b> 🙂\r\n\r\n- and home '


def test_an_ordinary_sheet_of_notes_needs_no_list_of_people(desk: Desk) -> None:
    desk.sheet(
        "log.csv", HEADING, ["Dawn Pike", "Tea by the river", "2025-03-04 10:00", "Sam Tull"]
    )
    plan = desk.plan()
    (moment,) = plan.moments
    assert {person.full_name: person.kind for person in plan.people} == {
        "Dawn Pike": "person",
        "Sam Tull": "worker",
    }
    assert moment.author_as_given == "Sam Tull"
    assert not plan.problems


def test_words_are_kept_to_the_letter(desk: Desk) -> None:
    desk.sheet("log.csv", HEADING, ["Dawn Pike", WORDS, "2025-03-04", "Sam Tull"])
    (moment,) = desk.plan().moments
    assert moment.words == WORDS


def test_the_same_note_with_other_line_ends_has_the_same_key(desk: Desk) -> None:
    desk.sheet("one.csv", HEADING, ["Dawn Pike", "Tea\r\nand home", "2025-03-04", "Sam Tull"])
    desk.sheet("two.csv", HEADING, ["Dawn Pike", "Tea\nand home", "2025-03-04", "Sam Tull"])
    plan = desk.plan()
    assert len(plan.moments) == 1
    assert [problem.file for problem in plan.problems] == ["two.csv"]


def test_a_note_about_two_people_is_one_moment_with_both(desk: Desk) -> None:
    desk.sheet("people.csv", ["Name", "Phone"], ["Dawn Pike", "1"], ["Mo Reed", "2"])
    desk.sheet("notes.csv", HEADING, ["Dawn Pike/Mo Reed", "Lunch", "2025-03-04", ""])
    (moment,) = desk.plan().moments
    assert len(moment.people) == 2


def test_rows_about_a_name_two_people_share_wait_until_somebody_says_who(desk: Desk) -> None:
    desk.sheet(
        "people.csv",
        ["Name", "Birthday"],
        ["Daniel Oke", "1985-07-11"],
        ["Daniel Oke", "2004-12-25"],
    )
    desk.sheet(
        "notes.csv",
        HEADING,
        ["Daniel Oke", "Tea", "2025-03-04", ""],
        ["Daniel Oke", "Soup", "2025-03-05", ""],
    )
    plan = desk.plan()
    assert (len(plan.moments), len(plan.waiting_moments)) == (0, 2)
    assert [(one.row, one.column) for one in plan.problems] == [(2, "Name"), (3, "Name")]
    (question,) = plan.questions
    ref = question.choices[0].value
    assert {one.people for one in desk.plan({question.key: ref}).moments} == {(ref,)}
    each = desk.plan({question.key: "each"})
    assert len(each.questions) == 3
    one_row = {question.key: "each", each.questions[1].key: ref}
    assert (len(desk.plan(one_row).moments), len(desk.plan(one_row).waiting_moments)) == (1, 1)


def test_a_row_that_names_nobody_keeps_its_words_and_waits(desk: Desk) -> None:
    desk.sheet("people.csv", ["Name", "Phone"], ["Dawn Pike", "1"])
    desk.sheet("notes.csv", HEADING, ["", "Sat a while", "2025-03-04", ""])
    plan = desk.plan()
    assert [moment.words for moment in plan.waiting_moments] == ["Sat a while"]
    (question,) = plan.questions
    told = desk.plan({question.key: plan.people[0].ref})
    assert [moment.people for moment in told.moments] == [(plan.people[0].ref,)]


def test_a_row_without_a_day_waits_and_is_not_given_todays(desk: Desk) -> None:
    desk.sheet("notes.csv", HEADING, ["Dawn Pike", "Tea", "soon", ""])
    plan = desk.plan()
    assert len(plan.moments) == 0
    assert next(iter(plan.waiting_moments)).when is None


def test_a_note_that_stands_twice_for_two_people_is_offered_as_one(desk: Desk) -> None:
    desk.sheet("people.csv", ["Name", "Phone"], ["Dawn Pike", "1"], ["Mo Reed", "2"])
    desk.sheet(
        "notes.csv",
        HEADING,
        ["Dawn Pike", "Lunch", "2025-03-04 10:00:00", "Sam"],
        ["Mo Reed", "Lunch", "2025-03-04 10:00:31", "Sam"],
    )
    assert len(desk.plan().moments) == 2
    (moment,) = desk.plan({"doubles:notes.csv": "one"}).moments
    assert (len(moment.people), len(moment.also_keys)) == (2, 1)


def test_things_to_do_among_notes_are_notes_or_promises_and_never_both(desk: Desk) -> None:
    desk.sheet("people.csv", ["Name", "Phone"], ["Dawn Pike", "1"])
    note = "TO DO, LATE (by 14/03/2026, 15:30): Book the vet\nBring the lead."
    desk.sheet("notes.csv", HEADING, ["Dawn Pike", note, "2026-03-01", "Sam Tull"])
    plan = desk.plan()
    assert (len(plan.moments), len(plan.promises), len(plan.offered)) == (1, 0, 1)
    told = desk.plan({"todos:notes.csv": "promises"})
    (promise,) = told.promises
    assert (len(told.moments), len(told.offered)) == (0, 0)
    assert (promise.words, promise.extra, promise.late) == ("Book the vet", "Bring the lead.", True)
    assert promise.by == next(one.ref for one in told.people if one.kind == "worker")


def test_memos_are_kept_whole_and_undated(desk: Desk) -> None:
    desk.sheet("people.csv", ["Name", "Phone", "Memos"], ["Dawn Pike", "", "Text from D./Told D."])
    plan = desk.plan()
    assert [one.words for one in plan.undated] == ["Text from D./Told D."]
    assert len(plan.moments) == 0


def test_memory_stays_flat_while_planning_a_long_sheet(desk: Desk) -> None:
    path = desk.folder / "long.csv"
    words = "some words that go on for a while " * 20
    with path.open("w", encoding="utf-8") as file:
        file.write("Name,Note,Date,Worker\n")
        file.writelines(
            f"Dawn Pike,{words}{number},2025-03-04 10:00,Sam Tull\n" for number in range(10_000)
        )
    desk.paths.append(path)
    tracemalloc.start()
    plan = desk.plan()
    assert sum(1 for _moment in plan.moments) == 10_000
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < path.stat().st_size // 2
