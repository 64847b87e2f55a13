"""What a worker's file can never do to people others walk with, nor tell about them."""

from dataclasses import asdict
from pathlib import Path

import pytest

from alongside.access.viewer import Life, Viewer
from alongside.interchange.desk import Written
from alongside.interchange.tests.conftest import Desk
from alongside.interchange.tests.test_writing import (
    NOTES,
    PEOPLE,
    TASKS,
    bringer,
    brought,
    rows,
    side_of,
    words_seen,
)
from alongside.moments.models import BroughtIn, Moment
from alongside.people.actions import add_person
from alongside.people.models import Person
from alongside.promises.models import Promise
from alongside.relationships.queries import my_relationships
from alongside.relationships.words import let_reach_through, ways_to_reach
from alongside.vault.fields import open_rows

__all__ = ["bringer"]

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAWN = ("Dawn Fell", "", "", "", "Client", "")


@pytest.fixture
def sam(desk: Desk, bringer: Viewer) -> Viewer:
    """Greta brought in Dawn and Sam, who walks with her, and Bev, who does not."""
    desk.sheet(
        "people.csv",
        PEOPLE,
        ("Dawn Fell", "Dawn", "07700 900123", "", "Client", "Sam Tealby"),
        ("Sam Tealby", "", "", "", "Team", ""),
        ("Bev Orr", "", "", "", "Team", ""),
    )
    brought(desk.paths, bringer)
    return side_of("Sam Tealby", Life.WORKING)


@pytest.fixture
def bev(sam: Viewer) -> Viewer:
    """A worker of the place who has never met Dawn."""
    return side_of("Bev Orr", Life.WORKING)


def told(written: Written) -> dict[str, object]:
    numbers = asdict(written)
    numbers.pop("id")
    return numbers


def test_naming_somebody_only_others_know_makes_somebody_new(
    desk: Desk, sam: Viewer, bev: Viewer
) -> None:
    mine = ("Bev Quinn", "", "", "", "Team", "")
    row = ("Dawn Fell", "", "", "", "Client", "Bev Quinn")
    brought([desk.sheet("mine.csv", PEOPLE, mine, row)], bev, "Bev Quinn")
    dawn = next(each.other.id for each in my_relationships(sam) if each.other.called == "Dawn")
    (new,) = (each.other.id for each in my_relationships(bev) if each.other.called == "Dawn Fell")
    assert dawn != new
    assert dawn not in {each.other.id for each in my_relationships(bev)}


def test_numbers_never_tell_who_is_known_here(desk: Desk, bev: Viewer) -> None:
    stranger = ("Nobody Known", *DAWN[1:])
    known = brought([desk.sheet("one.csv", PEOPLE, DAWN)], bev)
    assert told(known) == told(brought([desk.sheet("two.csv", PEOPLE, stranger)], bev))


def test_the_same_file_from_two_colleagues_is_two_records(desk: Desk, bev: Viewer) -> None:
    before = Person.objects.count()
    brought([desk.paths[0]], Viewer(add_person(by=None, called="Kit").id, Life.WORKING))
    assert Person.objects.count() == before + 4


def test_whom_a_worker_can_see_already_is_found_again(desk: Desk, sam: Viewer) -> None:
    before = Person.objects.count()
    more = desk.sheet("more.csv", PEOPLE, ("Dawn Fell", "", "07700 900999", "", "Client", ""))
    assert brought([more], sam).people == 0
    assert Person.objects.count() == before


def reach_of_dawn(sam: Viewer) -> str:
    dawn = next(each for each in my_relationships(sam) if each.other.called == "Dawn")
    reach = ways_to_reach(sam, dawn.id, dawn.other.id)[0]
    return str(reach.words)


def later(desk: Desk) -> list[Path]:
    """A second file of Greta, who is a side beside Sam and beside nobody he walks with."""
    desk.paths.clear()
    desk.sheet(
        "later.csv",
        PEOPLE,
        ("Dawn Fell", "", "07999 666666", "", "Client", "Sam Tealby"),
        ("Greta Holm", "", "", "", "Team", ""),
    )
    desk.sheet(
        "notes.csv",
        NOTES,
        ("2026-03-04 10:00", "Dawn Fell", "Sam Tealby", "Meeting", "Forged"),
        ("2026-03-05 10:00", "Greta Holm", "Sam Tealby", "Call", "About me"),
    )
    desk.sheet(
        "tasks.csv",
        TASKS,
        ("Ring the GP", "Sam Tealby", "Dawn Fell", "2026-03-10", "Done"),
    )
    return desk.paths


def test_a_file_writes_nothing_where_two_others_meet(
    desk: Desk, bringer: Viewer, sam: Viewer
) -> None:
    between = [each.id for each in my_relationships(sam)]
    reach = reach_of_dawn(sam)
    brought(later(desk), bringer, "Greta Holm")
    assert [each.id for each in my_relationships(sam)] == between
    assert reach_of_dawn(sam) == reach
    seen = Moment.objects.visible_to(sam) | Moment.objects.filter(relationship_id__in=between)
    assert not seen.exclude(noted_by_id=bringer.person_id).exists()
    assert not Promise.objects.visible_to(sam).exists()


def test_nothing_is_written_as_a_colleague_who_is_here_already(
    desk: Desk, bringer: Viewer, sam: Viewer
) -> None:
    brought(later(desk), bringer, "Greta Holm")
    assert not Moment.objects.filter(noted_by_id=sam.person_id).exists()
    assert not Promise.objects.filter(written_by_id=sam.person_id).exists()
    assert {"Forged", "About me"} <= words_seen(bringer)
    assert "Sam Tealby → Dawn Fell: Ring the GP\nBy 2026-03-10\nDone, says the file." in (
        words_seen(bringer)
    )
    notes = list(BroughtIn.objects.filter(undated=False))
    open_rows(notes)
    assert [(note.author, note.teller_id) for note in notes] == [
        ("Sam Tealby", bringer.person_id)
    ] * 2


def test_a_second_run_of_what_names_colleagues_adds_nothing(
    desk: Desk, bringer: Viewer, sam: Viewer
) -> None:
    assert my_relationships(sam)
    paths = later(desk)
    brought(paths, bringer, "Greta Holm")
    before = rows()
    brought(paths, bringer, "Greta Holm")
    assert rows() == before


def test_a_file_begins_no_relationship_for_somebody_who_is_here(
    desk: Desk, bringer: Viewer, sam: Viewer
) -> None:
    new = desk.sheet("new.csv", PEOPLE, ("Jo Reed", "", "", "", "Client", "Sam Tealby"))
    names = {each.other.called for each in my_relationships(sam)}
    brought([new], bringer)
    assert {each.other.called for each in my_relationships(sam)} == names
    assert "Sam Tealby: Supports: Jo Reed" in words_seen(bringer)


def test_words_somebody_read_through_are_never_pushed_aside(desk: Desk, bringer: Viewer) -> None:
    first = desk.sheet("first.csv", PEOPLE, ("Jo Reed", "", "07700 900111", "", "Client", ""))
    brought([first], bringer)
    (between,) = my_relationships(bringer)
    read = ways_to_reach(bringer, between.id, between.other.id)[0]
    let_reach_through(by=bringer, reach_id=read.id)
    more = desk.sheet("more.csv", PEOPLE, ("Jo Reed", "", "07700 900222", "", "Client", ""))
    brought([more], bringer)
    newest = ways_to_reach(bringer, between.id, between.other.id)[0]
    assert newest == read
    assert "Mobile: 07700 900222" in words_seen(bringer)
