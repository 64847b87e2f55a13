"""Writing a plan: all of it or nothing, once, and unseen until it was read through."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.http import Http404

from alongside.access.viewer import Life, Viewer
from alongside.interchange import writing
from alongside.interchange.arriving import Known
from alongside.interchange.desk import Written
from alongside.interchange.models import BringIn
from alongside.interchange.planning import make_plan, open_files
from alongside.interchange.planning.plan import Plan
from alongside.interchange.tests.conftest import LONDON, Desk
from alongside.moments.actions import let_through
from alongside.moments.models import BroughtIn, Moment, Telling
from alongside.moments.queries import last_met
from alongside.partners.queries import partners, people_in
from alongside.people.actions import add_person
from alongside.people.models import Address, Person
from alongside.promises.actions import let_promise_through
from alongside.promises.models import Promise, Reply
from alongside.promises.queries import promises_between
from alongside.relationships.models import Relationship, SafeReach, Side
from alongside.relationships.queries import my_relationships
from alongside.relationships.words import (
    let_reach_through,
    reach_to_read_through,
    say_how_to_reach,
    ways_to_reach,
)
from alongside.teams.models import Member
from alongside.vault.fields import open_rows
from alongside.vault.keyring import keyring

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
Exports = Callable[[str], list[Path]]

PEOPLE = ("Name", "Likes to be called", "Mobile", "Address", "Group", "Supported by")
NOTES = ("Date", "Client", "Author", "Type", "Note")
TASKS = ("Task", "Assigned to", "For", "Due date", "Status")


@pytest.fixture
def bringer() -> Iterator[Viewer]:
    """Somebody at work, and keys kept open for as long as a request would."""
    with keyring():
        yield Viewer(add_person(by=None, called="Greta").id, Life.WORKING)


def planned(paths: list[Path], by: Viewer, answers: dict[str, str] | None = None) -> Plan:
    opened = open_files(paths)
    return make_plan(opened, zone=LONDON, answers=answers, known=Known(by, opened).people())


def brought(
    paths: list[Path], by: Viewer, me: str = "", answers: dict[str, str] | None = None
) -> Written:
    plan = planned(paths, by, answers)
    ref = next((one.ref for one in plan.people if me and one.full_name == me), "")
    known = Known(by, open_files(paths))
    return writing.bring_in(by, plan, ref, answers=answers, known=known)


def rows() -> list[int]:
    tables: list[Any] = [Person, Relationship, Side, SafeReach, Address]
    tables += [Moment, Telling, BroughtIn, Promise]
    return [table.objects.count() for table in tables]


def small(desk: Desk) -> list[Path]:
    desk.sheet(
        "people.csv",
        PEOPLE,
        ("Dawn Fell", "Dawn", "07700 900123", "3 Low Row, ZZ1 1ZZ", "Client", "Sam Tealby"),
        ("Sam Tealby", "", "", "", "Team", ""),
        ("Ruth Adeyemi", "", "07700 900456", "", "Partner", ""),
    )
    desk.sheet(
        "notes.csv",
        NOTES,
        ("2026-03-04 10:00", "Dawn Fell", "Sam Tealby", "Meeting", " Tea.\n=1+1 "),
        ("2026-03-05 10:00", "Dawn Fell", "Sam Tealby", "", "Saw Dawn at the café"),
        ("2026-03-06 10:00", "Dawn Fell", "", "Call", "Rang"),
        ("2026-03-07 10:00", "Ruth Adeyemi", "Sam Tealby", "Call", "Asked about the room"),
    )
    desk.sheet(
        "tasks.csv",
        TASKS,
        ("Ring the GP", "Sam Tealby", "Dawn Fell", "2026-03-10", "Done"),
        ("Find the form", "Sam Tealby", "Dawn Fell", "2026-03-11", "Cancelled"),
        ("Buy paint", "Sam Tealby", "Dawn Fell", "", "Open"),
    )
    return desk.paths


def side_of(name: str, life: Life) -> Viewer:
    people = list(Person.objects.all())
    open_rows(people)
    return Viewer(next(one.id for one in people if one.called == name), life)


def test_everybody_comes_in_once_and_each_keeps_their_words(desk: Desk, bringer: Viewer) -> None:
    written = brought(small(desk), bringer, "Sam Tealby")
    assert (written.people, written.relationships, written.moments, written.promises) == (
        (2, 1, 4, 3)
    )
    told = list(Telling.objects.visible_to(bringer))
    open_rows(told)
    assert " Tea.\n=1+1 " in {one.words for one in told}
    notes = list(BroughtIn.objects.visible_to(bringer))
    open_rows(notes)
    assert sorted(note.author for note in notes) == ["", "Sam Tealby", "Sam Tealby", "Sam Tealby"]
    assert all(note.read_at is None for note in notes)


def test_a_second_run_adds_nothing(desk: Desk, bringer: Viewer) -> None:
    paths = small(desk)
    brought(paths, bringer, "Sam Tealby")
    before = rows()
    again = brought(paths, bringer, "Sam Tealby")
    assert (again.people, again.relationships, again.moments, again.promises) == (0, 0, 0, 0)
    assert (again.undated, again.begun) == (0, 0)
    assert rows() == before


def test_notes_stay_unseen_until_somebody_read_them_through(desk: Desk, bringer: Viewer) -> None:
    brought(small(desk), bringer, "Sam Tealby")
    dawn = side_of("Dawn", Life.OWN)
    assert my_relationships(dawn)
    assert not Moment.objects.visible_to(dawn).exists()
    assert not Telling.objects.visible_to(dawn).exists()
    seen = Moment.objects.visible_to(bringer)
    about_dawn = seen.filter(relationship__sides__person_id=dawn.person_id)
    assert about_dawn.count() == 3
    let_through(by=bringer, moment_id=about_dawn.order_by("happened_at")[0].id)
    assert Moment.objects.visible_to(dawn).count() == 1


def test_a_partner_does_not_see_what_was_noted_about_a_call(desk: Desk, bringer: Viewer) -> None:
    brought(small(desk), bringer, "Sam Tealby")
    ruth = side_of("Ruth Adeyemi", Life.OWN)
    assert my_relationships(ruth)
    assert not Moment.objects.visible_to(ruth).exists()


def test_only_a_worker_comes_in_at_work(desk: Desk, bringer: Viewer) -> None:
    brought(small(desk), bringer)
    working = set(Side.objects.filter(life=Life.WORKING.value).values_list("person_id", flat=True))
    people = list(Person.objects.all())
    open_rows(people)
    assert {one.called for one in people if one.id in working} == {"Greta", "Sam Tealby"}


def test_last_met_rests_on_what_the_file_said(desk: Desk, bringer: Viewer) -> None:
    brought(small(desk), bringer, "Sam Tealby")
    met = set(last_met(bringer).values())
    assert met == {dt.datetime(2026, 3, 4, 10, tzinfo=dt.UTC)}


def test_promises_wait_for_the_one_who_wrote_them(desk: Desk, bringer: Viewer) -> None:
    brought(small(desk), bringer, "Sam Tealby")
    dawn = side_of("Dawn", Life.OWN)
    between = next(one for one in my_relationships(bringer) if one.other.id == dawn.person_id)
    marks = {one.promise.words: one.mark for one in promises_between(bringer, between.id)}
    assert marks == {"Ring the GP": "kept", "Find the form": "changed", "Buy paint": "open"}
    assert not Promise.objects.visible_to(dawn).exists()
    assert not Reply.objects.exists()
    assert not Promise.objects.exclude(opens_at=None).exists()
    paint = next(p for p in promises_between(bringer, between.id) if p.mark == "open").promise
    let_promise_through(by=bringer, promise_id=paint.id)
    assert [one.id for one in Promise.objects.visible_to(dawn)] == [paint.id]


def test_addresses_are_kept_where_only_their_owner_looks(desk: Desk, bringer: Viewer) -> None:
    brought(small(desk), bringer, "Sam Tealby")
    assert not Address.objects.visible_to(bringer).exists()
    assert Address.objects.visible_to(side_of("Dawn", Life.OWN)).count() == 1
    reach = list(SafeReach.objects.visible_to(bringer))
    open_rows(reach)
    assert "Mobile: 07700 900123" in {one.words for one in reach}


def test_how_to_reach_somebody_waits_until_it_is_read_through(desk: Desk, bringer: Viewer) -> None:
    brought(small(desk), bringer, "Sam Tealby")
    dawn = side_of("Dawn", Life.OWN)
    between = next(each for each in my_relationships(bringer) if each.other.id == dawn.person_id)
    (waiting,) = reach_to_read_through(bringer, between.id)
    assert waiting.words == "Mobile: 07700 900123"
    assert ways_to_reach(bringer, between.id, dawn.person_id)[0] == waiting
    assert ways_to_reach(dawn, between.id, dawn.person_id) == []
    with pytest.raises(Http404):
        let_reach_through(by=dawn, reach_id=waiting.id)
    let_reach_through(by=bringer, reach_id=waiting.id)
    assert ways_to_reach(dawn, between.id, dawn.person_id)[0] == waiting
    assert not reach_to_read_through(bringer, between.id)


def test_what_dawn_said_herself_comes_before_what_a_file_says(desk: Desk, bringer: Viewer) -> None:
    desk.sheet("old.csv", ("Name", "Group"), ("Dawn Fell", "Client"))
    brought(desk.paths, bringer)
    dawn = side_of("Dawn Fell", Life.OWN)
    (between,) = my_relationships(dawn)
    said = say_how_to_reach(
        by=dawn, relationship_id=between.id, person_id=dawn.person_id, words="Knock twice"
    )
    more = ("Dawn Fell", "Client", "07700 9001")
    brought([desk.sheet("new.csv", ("Name", "Group", "Mobile"), more)], bringer)
    assert ways_to_reach(bringer, between.id, dawn.person_id)[0] == said
    assert "Mobile: 07700 9001" in words_seen(bringer)
    assert "Mobile: 07700 9001" not in words_seen(dawn)


def test_two_to_be_kept_apart_are_never_joined(desk: Desk, bringer: Viewer) -> None:
    desk.sheet("people.csv", ("Name", "Group"), ("Wren Ash", "Client"), ("Col Dray", "Client"))
    desk.sheet(
        "relations.csv",
        ("From", "Type", "To"),
        ("Wren Ash", "Friend", "Col Dray"),
        ("Wren Ash", "NOT TO BE TOLD whereabouts of", "Col Dray"),
    )
    written = brought(desk.paths, bringer)
    assert written.relationships == 0
    assert written.problems
    assert len(my_relationships(side_of("Wren Ash", Life.OWN))) == 1


def test_a_tie_between_two_people_never_tells_either_that_the_other_is_known_here(
    desk: Desk, bringer: Viewer
) -> None:
    desk.sheet("people.csv", ("Name", "Group"), ("Wren Ash", "Client"), ("Col Dray", "Client"))
    desk.sheet("relations.csv", ("From", "Type", "To"), ("Wren Ash", "Friend", "Col Dray"))
    assert brought(desk.paths, bringer).relationships == 1
    assert brought(desk.paths, bringer).relationships == 0
    for name in ("Wren Ash", "Col Dray"):
        person = side_of(name, Life.OWN)
        assert [each.other.id for each in my_relationships(person)] == [bringer.person_id]
        assert not Telling.objects.visible_to(person).exists()
    told = list(Telling.objects.visible_to(bringer))
    open_rows(told)
    assert [telling.words for telling in told] == ["Wren Ash: Friend: Col Dray"] * 2


def test_a_title_and_an_end_stay_with_the_words(desk: Desk, bringer: Viewer) -> None:
    desk.sheet(
        "notes.csv",
        ("Start", "End", "Title", "Client", "Author", "Note"),
        ("2026-07-04 10:00", "2026-07-04 11:30", "At the café", "Dawn Fell", "Sam Tealby", "Tea."),
        ("2026-07-05 10:00", "2026-07-06 09:00", "rang", "Dawn Fell", "Sam Tealby", "Rang twice."),
        ("2026-07-06 10:00", "", "", "Dawn Fell", "Sam Tealby", "Nothing new."),
    )
    brought(desk.paths, bringer, "Sam Tealby")
    assert words_seen(bringer) == {
        "At the café\nTea.\nUntil 11:30",
        "Rang twice.\nUntil 2026-07-06 09:00",
        "Nothing new.",
    }


def test_what_the_row_of_somebody_here_already_says_is_brought_to_them(
    desk: Desk, bringer: Viewer
) -> None:
    desk.sheet("old.csv", ("Name", "Group"), ("Dawn Fell", "Client"))
    brought(desk.paths, bringer)
    dawn = side_of("Dawn Fell", Life.OWN)
    more = [
        desk.sheet(
            "new.csv",
            ("Name", "Number", "Mobile", "Address", "Group", "Likes to be called", "Notes about"),
            ("Dawn Fell", "77", "07700 900123", "3 Low Row, ZZ1 1ZZ", "Client", "Dawnie", "Tea"),
        )
    ]
    question = next(one for one in planned(more, bringer).questions if "already here" in one.says)
    before = rows()
    same = {question.key: "same"}
    assert brought(more, bringer, answers=same).people == 0
    assert Address.objects.visible_to(dawn).count() == 1
    reach = list(SafeReach.objects.visible_to(bringer))
    open_rows(reach)
    assert [one.words for one in reach] == ["Mobile: 07700 900123"]
    after = rows()
    assert after != before
    brought(more, bringer, answers=same)
    brought(more, bringer)
    assert rows() == after


def words_seen(viewer: Viewer) -> set[str]:
    told = list(Telling.objects.visible_to(viewer))
    open_rows(told)
    return {one.words for one in told}


def test_what_goes_wrong_half_way_leaves_nothing(
    desk: Desk, bringer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = small(desk)
    before = rows()

    def full(_desk: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(writing, "write_promises", full)
    with pytest.raises(OperationalError):
        brought(paths, bringer)
    assert rows() == before
    assert not BringIn.objects.exists()


def test_a_row_that_cannot_be_read_is_named_and_the_rest_comes_in(
    desk: Desk, bringer: Viewer
) -> None:
    small(desk)
    desk.sheet("more.csv", NOTES, ("the other day", "Dawn Fell", "Sam Tealby", "Call", "Rang"))
    plan = planned(desk.paths, bringer)
    assert any(one.file == "more.csv" and one.row == 2 for one in plan.problems)
    assert writing.bring_in(bringer, plan).moments == 4


def test_what_a_file_says_of_the_bringer_is_told_in_nobodys_relationship(
    desk: Desk, bringer: Viewer
) -> None:
    desk.sheet(
        "people.csv",
        ("Name", "Group", "Position"),
        ("Greta Holm", "Team", "Nurse"),
        ("Dawn Fell", "Client", ""),
    )
    for _run in range(2):
        brought(desk.paths, bringer, "Greta Holm")
        assert not words_seen(bringer)


def test_saltmere_and_eldmouth(exports: Exports, bringer: Viewer) -> None:
    creme = brought(exports("creme-*.csv"), bringer, "Sam Tealby")
    assert (creme.people, creme.organisations, creme.relationships) == (79, 9, 197)
    assert (creme.moments, creme.promises) == (847, 115)
    before = rows()
    brought(exports("creme-*.csv"), bringer, "Sam Tealby")
    brought(exports("creme-*.xlsx"), bringer, "Sam Tealby")
    assert rows() == before
    tryton = brought(exports("tryton-*.csv"), bringer)
    assert (tryton.people, tryton.relationships, tryton.moments) == (80, 199, 990)
    seen = [Viewer(person_id, Life.OWN) for person_id in _own_lives()]
    # 120 people and 16 who work for partners: only the 24 workers are at work.
    assert len(seen) == 136
    assert (len(partners(bringer)), len(people_in(bringer))) == (18, 16)
    assert Member.objects.count() == 24
    assert not any(Moment.objects.visible_to(viewer).exists() for viewer in seen)
    assert not any(Promise.objects.visible_to(viewer).exists() for viewer in seen)


def _own_lives() -> set[Any]:
    return set(Side.objects.filter(life=Life.OWN.value).values_list("person_id", flat=True))
