"""What a worker's file can never do to people others walk with, nor tell about them."""

from dataclasses import asdict

import pytest

from alongside.access.viewer import Life, Viewer
from alongside.interchange.desk import Written
from alongside.interchange.tests.conftest import Desk
from alongside.interchange.tests.test_writing import PEOPLE, bringer, brought, side_of
from alongside.people.actions import add_person
from alongside.people.models import Person
from alongside.relationships.queries import my_relationships

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
    assert brought([desk.paths[0]], Viewer(add_person(by=None, called="Kit").id, Life.WORKING))
    assert Person.objects.count() == before + 4


def test_whom_a_worker_can_see_already_is_found_again(desk: Desk, sam: Viewer) -> None:
    before = Person.objects.count()
    more = desk.sheet("more.csv", PEOPLE, ("Dawn Fell", "", "07700 900999", "", "Client", ""))
    assert brought([more], sam).people == 0
    assert Person.objects.count() == before
