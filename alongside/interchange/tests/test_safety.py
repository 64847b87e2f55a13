"""Who must not find out where somebody is: told to those beside them, never to one of the two."""

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from alongside.access.models import TrailLine
from alongside.access.viewer import Life, Viewer
from alongside.accounts.actions import give_work, make_account
from alongside.interchange.safety import safety_lines, talk_through
from alongside.interchange.tests.conftest import Desk
from alongside.interchange.tests.test_writing import NOTES, bringer, brought, side_of
from alongside.moments.models import Moment
from alongside.relationships.queries import my_relationships
from alongside.shares.models import SafetyLine
from alongside.vault.fields import open_rows
from alongside.vault.keyring import keyring

__all__ = ["bringer"]

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SAYS = "Col Dray must not find out where Wren Ash lives or is."


@pytest.fixture
def saltmere(desk: Desk, bringer: Viewer) -> Viewer:
    """Sam walks with Wren, Bev with Col; a row says that Col must not find out where Wren is."""
    desk.sheet(
        "people.csv",
        ("Name", "Group", "Supported by"),
        ("Wren Ash", "Client", "Sam Tealby"),
        ("Col Dray", "Client", "Bev Orr"),
        ("Sam Tealby", "Team", ""),
        ("Bev Orr", "Team", ""),
    )
    desk.sheet(
        "relations.csv",
        ("From", "Type", "To"),
        ("Col Dray", "NOT TO BE TOLD whereabouts of", "Wren Ash"),
    )
    brought(desk.paths, bringer)
    return bringer


def told(viewer: Viewer) -> list[str]:
    people = [each.other.id for each in my_relationships(viewer)]
    return [line.words for line in safety_lines(viewer, people)]


def at_work(viewer: Viewer, handle: str) -> Client:
    account = make_account(person_id=viewer.person_id, handle=handle)
    give_work(account=account, by_id=None)
    client = Client()
    client.force_login(account)
    session = client.session
    session["life"] = Life.WORKING.value
    session.save()
    return client


def test_whoever_walks_with_the_person_is_told_and_nobody_else(saltmere: Viewer) -> None:
    assert told(side_of("Sam Tealby", Life.WORKING)) == [SAYS]
    assert told(side_of("Bev Orr", Life.WORKING)) == []
    for name in ("Wren Ash", "Col Dray"):
        for life in Life:
            assert not SafetyLine.objects.visible_to(side_of(name, life)).exists()
    assert not SafetyLine.objects.visible_to(side_of("Sam Tealby", Life.OWN)).exists()


def test_whom_it_names_is_not_told_even_if_they_walk_with_the_person(saltmere: Viewer) -> None:
    sam = side_of("Sam Tealby", Life.WORKING)
    line = SafetyLine.objects.get()
    SafetyLine.objects.update(kept_from_id=sam.person_id)
    assert told(sam) == []
    with pytest.raises(Http404):
        talk_through(by=sam, line_id=line.id)


def test_a_second_run_tells_it_once(saltmere: Viewer, desk: Desk) -> None:
    brought(desk.paths, saltmere)
    assert SafetyLine.objects.count() == 1


def test_it_stands_on_today_until_it_was_talked_through_and_then_where_the_two_meet(
    saltmere: Viewer,
) -> None:
    sam = side_of("Sam Tealby", Life.WORKING)
    client = at_work(sam, "Sam")
    with keyring():
        (wren,) = (each.id for each in my_relationships(sam) if each.other.called == "Wren Ash")
    today, between = reverse("pages:today"), reverse("pages:between", args=[wren])
    assert SAYS in client.get(today, secure=True).content.decode()
    assert TrailLine.objects.filter(viewer_id=sam.person_id, relationship_id=wren).exists()
    line = SafetyLine.objects.get()
    client.post(reverse("interchange:talking-through", args=[line.id]), secure=True)
    assert SAYS not in client.get(today, secure=True).content.decode()
    page = client.get(between, secure=True).content.decode()
    assert SAYS in page
    assert "Talked through on" in page
    assert "Col Dray" not in client.get(reverse("pages:story", args=[wren])).content.decode()


def test_a_stranger_at_work_talks_nothing_through(saltmere: Viewer) -> None:
    bev = at_work(side_of("Bev Orr", Life.WORKING), "Bev")
    line = SafetyLine.objects.get()
    address = reverse("interchange:talking-through", args=[line.id])
    assert bev.post(address).status_code == 404


def test_no_later_file_joins_the_two(saltmere: Viewer, desk: Desk) -> None:
    wren = side_of("Wren Ash", Life.OWN)
    SafetyLine.objects.update(kept_from_id=saltmere.person_id)
    note = ("2026-03-04 10:00", "Wren Ash", "", "Call", "Rang")
    row = ("Wren Ash", "07700 900111", "Client")
    later = [
        desk.sheet("later.csv", ("Name", "Mobile", "Group"), row),
        desk.sheet("notes.csv", NOTES, note),
    ]
    written = brought(later, saltmere)
    assert (written.begun, written.moments, len(written.problems)) == (0, 0, 1)
    assert wren.person_id not in {each.other.id for each in my_relationships(saltmere)}


def test_no_later_file_tells_one_of_them_that_the_other_is_known_here(
    saltmere: Viewer, desk: Desk
) -> None:
    people = [("Wren Ash", "Client"), ("Col Dray", "Client")]
    later = [
        desk.sheet("later.csv", ("Name", "Group"), *people),
        desk.sheet("ties.csv", ("From", "Type", "To"), ("Wren Ash", "Friend", "Col Dray")),
        desk.sheet("notes.csv", NOTES, ("2026-03-04", "Wren Ash, Col Dray", "", "Call", "Rang")),
    ]
    written = brought(later, saltmere)
    assert (written.relationships, written.moments) == (0, 1)
    moments = list(Moment.objects.all())
    open_rows(moments)
    assert [(moment.others, moment.kind) for moment in moments] == [("", "call")]


def test_who_has_met_the_person_already_is_told_nothing_by_a_refusal(
    saltmere: Viewer, desk: Desk
) -> None:
    sam = side_of("Sam Tealby", Life.WORKING)
    SafetyLine.objects.update(kept_from_id=sam.person_id)
    row = ("Wren Ash", "Client")
    notes = ("2026-03-04 10:00", "Wren Ash", "", "Call", "Rang")
    later = [desk.sheet("later.csv", ("Name", "Group"), row), desk.sheet("notes.csv", NOTES, notes)]
    written = brought(later, sam)
    assert (written.people, written.moments, written.problems) == (0, 1, [])
