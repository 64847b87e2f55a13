"""Nobody Dawn fears comes near her: not by a share, a team, keeping, safety or the law."""

from datetime import timedelta

import pytest

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.viewer import Viewer
from alongside.kit.ids import new_id
from alongside.kit.time import at, now
from alongside.people.actions import rename_myself
from alongside.people.models import Address
from alongside.relationships.actions import begin_relationship
from alongside.shares.actions import (
    Wish,
    ask_to_share,
    name_never_tell,
    say_yes,
    take_back_never_tell,
)
from alongside.shares.feared import MustNotKnow
from alongside.shares.joining import join
from alongside.shares.models import NeverTell, SafetyLine, Share
from alongside.shares.queries import live_shares, never_tells, shares_about_me
from alongside.shares.safety import name_duty, open_for_safety
from alongside.shares.showing import line_of
from alongside.shares.tests.test_stepping_in import LATER, Place, colleague_of, in_team
from alongside.teams.actions import bring_into_team
from conftest import Pair


@pytest.fixture
def place(pair: Pair) -> Place:
    return Place(pair)


def shared_with_jo(place: Place) -> Share:
    wish = Wish(strand=Strand.MOMENTS, with_person_id=place.jo.person_id)
    asked = ask_to_share(by=place.sam, relationship_id=place.pair.relationship_id, wish=wish)
    say_yes(by=place.dawn, share_id=asked.id)
    return asked


def test_what_jo_could_see_ends_when_dawn_names_her_and_does_not_begin_again_by_itself(
    place: Place,
) -> None:
    with at(LATER):
        shared_with_jo(place)
        assert place.sees(place.jo)
        said = name_never_tell(by=place.dawn, words=" jo ")
        assert not place.sees(place.jo)
        assert [line_of(place.dawn, one).how for one in shares_about_me(place.dawn)] == ["over"]
        take_back_never_tell(by=place.dawn, never_tell_id=said.id)
        assert not place.sees(place.jo)


def test_somebody_feared_by_another_name_stays_out(place: Place) -> None:
    with at(LATER):
        shared_with_jo(place)
        name_never_tell(by=place.dawn, words="Jo")
        rename_myself(by=place.jo, called="Josephine")
        with pytest.raises(MustNotKnow):
            shared_with_jo(place)


def test_in_a_team_that_covers_the_one_who_is_feared_sees_nothing(place: Place) -> None:
    with at(LATER):
        wish = Wish(strand=Strand.MOMENTS, with_team_id=place.team.id)
        ask_to_share(by=place.dawn, relationship_id=place.pair.relationship_id, wish=wish)
        assert place.sees(place.jo)
        name_never_tell(by=place.dawn, words="Jo")
        assert not place.sees(place.jo)
        assert place.sees(place.callum)


def test_whoever_joins_the_team_later_is_looked_at_too(place: Place) -> None:
    with at(LATER):
        wish = Wish(strand=Strand.MOMENTS, with_team_id=place.team.id)
        ask_to_share(by=place.dawn, relationship_id=place.pair.relationship_id, wish=wish)
        name_never_tell(by=place.dawn, words="Neil")
        neil = colleague_of(place.pair, "Neil")
        asked = bring_into_team(by=place.sam, team_id=place.team.id, person_id=neil.person_id)
        join(by=neil, member_id=asked.id)
        assert not place.sees(neil)


def test_nobody_feared_opens_for_safety_or_looks_at_it_again(place: Place) -> None:
    name_never_tell(by=place.dawn, words="Jo", other_id=None)
    with at(LATER):
        NeverTell.objects.update(other_id=place.jo.person_id)
        assert open_for_safety(by=place.jo, called="Dawn", reason="?") is None
        access = open_for_safety(by=place.callum, called="Dawn", reason="She rang.")
        assert access
        assert not type(access).objects.visible_to(place.jo).exists()
        assert type(access).objects.visible_to(place.sam).exists()


def test_by_duty_nobody_feared_receives_where_dawn_lives(place: Place) -> None:
    name_never_tell(by=place.sam, person_id=place.dawn.person_id, words="Jo")
    with at(LATER), pytest.raises(MustNotKnow):
        name_duty(
            by=place.sam,
            relationship_id=place.pair.relationship_id,
            power="Court order",
            strands=(Strand.ADDRESS,),
            with_person_id=place.jo.person_id,
            until=now() + timedelta(days=3),
        )
    assert not Address.objects.visible_to(place.jo).exists()


def test_what_a_file_says_counts_as_what_dawn_says(place: Place) -> None:
    with at(LATER):
        shared_with_jo(place)
        SafetyLine.objects.create(
            person_id=place.dawn.person_id, kept_from_id=place.jo.person_id, words="Keep apart."
        )
        assert not place.sees(place.jo)
        with pytest.raises(MustNotKnow):
            shared_with_jo(place)
        assert open_for_safety(by=place.jo, called="Dawn", reason="?") is None


def test_a_worker_never_reads_their_own_name_on_the_list(place: Place) -> None:
    NeverTell.objects.create(
        person_id=place.dawn.person_id, words="sam", written_by_id=place.dawn.person_id
    )
    assert never_tells(place.dawn, place.dawn.person_id)
    assert not never_tells(place.sam, place.dawn.person_id)


def test_everybody_of_a_name_is_meant_and_it_is_one_line_of_the_list(place: Place) -> None:
    another = colleague_of(place.pair, "Jo")
    in_team(place.sam, another, place.team)
    begin_relationship(by=place.dawn, called="Jo")
    said = name_never_tell(by=place.sam, person_id=place.dawn.person_id, words="Jo")
    for one in (place.jo, another):
        with pytest.raises(MustNotKnow):
            shared_with(place, one)
    dawn = place.dawn
    assert [each.id for each in never_tells(dawn, dawn.person_id)] == [said.id]
    take_back_never_tell(by=dawn, never_tell_id=said.id)
    assert never_tells(dawn, dawn.person_id) == []
    for one in (place.jo, another):
        shared_with(place, one)


def test_what_is_open_to_two_of_one_name_ends_for_both(place: Place) -> None:
    another = colleague_of(place.pair, "Jo")
    in_team(place.sam, another, place.team)
    for one in (place.jo, another):
        shared_with(place, one)
    Share.objects.update(given_at=now())
    open_to = [one for one in (place.jo, another) if live_shares(one, Ground.SHARE).exists()]
    assert len(open_to) == 2
    name_never_tell(by=place.dawn, words="jo")
    for one in (place.jo, another):
        assert not live_shares(one, Ground.SHARE).exists()


def shared_with(place: Place, whom: Viewer) -> None:
    wish = Wish(strand=Strand.MOMENTS, with_person_id=whom.person_id)
    ask_to_share(by=place.sam, relationship_id=place.pair.relationship_id, wish=wish, id=new_id())
