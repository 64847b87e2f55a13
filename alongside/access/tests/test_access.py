from datetime import timedelta

import pytest

from alongside.access.book import guarded_models, rules_for
from alongside.access.grounds import Ground
from alongside.access.models import TrailLine
from alongside.access.strands import Strand
from alongside.access.trail import broken_at, head, looking
from alongside.access.viewer import Life, Viewer
from alongside.kit.time import at
from alongside.people.models import Person
from alongside.relationships.models import Relationship, Side
from conftest import TUESDAY, Pair


def look(pair: Pair) -> None:
    with looking(pair.sam) as seen:
        seen.saw(pair.dawn.person_id, Strand.MOMENTS, Ground.SIDE, pair.relationship_id)


def test_with_no_rule_nobody_sees(pair: Pair) -> None:
    assert not rules_for(TrailLine)
    assert all(rules_for(model) for model in guarded_models())
    assert not Person.objects.visible_to(None).exists()


def test_every_ground_opens_something_and_there_is_no_other() -> None:
    grounds = {ground for model in guarded_models() for ground in rules_for(model)}
    assert grounds == set(Ground)


def test_the_nearest_ground_is_named_first() -> None:
    assert [*rules_for(Person)] == [ground for ground in Ground if ground in rules_for(Person)]


def test_sam_at_work_and_sam_in_his_own_life_never_mix(pair: Pair) -> None:
    own = Viewer(pair.sam.person_id, Life.OWN)
    assert Relationship.objects.visible_to(pair.sam).exists()
    assert not Relationship.objects.visible_to(own).exists()
    assert not Side.objects.visible_to(own).exists()


def test_each_row_says_why_it_is_seen(pair: Pair) -> None:
    seen = Person.objects.visible_to(pair.sam).with_ground(pair.sam)
    grounds = {person.id: getattr(person, "on_ground", "") for person in seen}
    assert grounds == {pair.sam.person_id: "mine", pair.dawn.person_id: "side"}


def test_looking_twice_in_one_morning_leaves_one_line_and_the_afternoon_another(pair: Pair) -> None:
    look(pair)
    look(pair)
    assert TrailLine.objects.count() == 1
    with at(TUESDAY + timedelta(hours=5)):
        look(pair)
    line = TrailLine.objects.get(number=2)
    assert (line.about_id, line.ground, line.part) == (pair.dawn.person_id, "side", "afternoon")


def test_what_is_ones_own_leaves_no_line(pair: Pair) -> None:
    with looking(pair.sam) as seen:
        seen.saw(pair.sam.person_id, Strand.MOMENTS, Ground.MINE, None)
    assert not TrailLine.objects.exists()


@pytest.mark.parametrize(
    "change", [{"part": "night"}, {"ground": "mine"}, {"before": "0" * 63 + "1"}, None]
)
def test_a_line_changed_or_taken_away_breaks_the_chain(
    pair: Pair, change: dict[str, str] | None
) -> None:
    for hours in range(0, 72, 12):
        with at(TUESDAY + timedelta(hours=hours)):
            look(pair)
    assert broken_at() is None
    assert head()[0] == 6
    second = TrailLine.objects.filter(number=2)
    second.update(**change) if change else second.delete()
    assert broken_at() in {2, 3}
