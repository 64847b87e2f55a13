"""The small world holds the stories that tests, demo and pictures count on."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from alongside.kit.time import at
from alongside.moments.models import Moment
from alongside.moments.queries import last_met, story_page, words_left_for
from alongside.people.models import Address, Person
from alongside.promises.queries import open_promises, promises_between
from alongside.vault.keyring import keyring
from alongside.world import small
from alongside.world.cast import PAIRS, SAMS_OWN
from alongside.world.small import World

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

NOW = datetime(2026, 11, 17, 8, 30, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    with at(NOW), keyring():
        return small.build(NOW)


def test_every_relationship_has_two_moments_or_more(world: World) -> None:
    noted = Counter(Moment.objects.values_list("relationship_id", flat=True))
    assert all(noted[world.between(one, other)] >= 2 for one, other in PAIRS)


def test_sam_sees_his_tuesday(world: World) -> None:
    with at(NOW), keyring():
        sam = world.viewer("Sam")
        visits = [s.promise.place for s in open_promises(sam) if s.promise.is_visit]
        assert visits == [
            "Pauline’s café, Fore Street",
            "Harbour steps, by the bench",
            "Mill Lane Surgery, front door",
        ]
        left = {telling.words for telling in words_left_for(sam, world.now.replace(day=10))}
        assert "Didn’t sleep much. Still coming. Bring the good biscuits." in left
        assert {s.mark for s in open_promises(sam)} == {"open", "late"}
        assert world.between("Dawn", "Sam") in last_met(sam)


def test_the_missed_visit_was_put_right(world: World) -> None:
    with at(NOW), keyring():
        standings = promises_between(world.viewer("Dawn"), world.between("Dawn", "Sam"))
        marks = Counter(standing.mark for standing in standings)
        assert marks["mended"] == 1
        assert marks["kept"] == 1


def test_dawn_sees_that_something_is_kept_apart_and_not_what(world: World) -> None:
    with at(NOW), keyring():
        page = story_page(world.viewer("Dawn"), world.between("Dawn", "Sam"))
        assert sum(1 for entry in page.entries if entry.kept_apart and not entry.moment) == 1
        assert not any("scared" in t.words for entry in page.entries for t in entry.tellings)


def test_sams_two_lives_do_not_meet(world: World) -> None:
    mine = world.between(SAMS_OWN, "Graham")
    seen = Moment.objects.visible_to(world.viewer("Sam")).filter(relationship_id=mine)
    with at(NOW):
        assert not seen.exists()
        own = Moment.objects.visible_to(world.viewer(SAMS_OWN))
        assert set(own.values_list("relationship_id", flat=True)) == {mine}


def test_nobody_else_reads_where_dawn_lives(world: World) -> None:
    for name, viewer in world.viewers.items():
        assert Address.objects.visible_to(viewer).exists() == (name == "Dawn")


def test_somebody_is_here_who_has_not_joined(world: World) -> None:
    with keyring():
        met = Person.objects.visible_to(world.viewer("Mo")).opened()
    assert "أمينة" in {person.called for person in met}
    assert "Amina" not in world.viewers
