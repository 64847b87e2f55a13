"""When a worker is away or leaves; when somebody must be kept safe; when the law asks."""

from datetime import timedelta

import pytest
from django.http import Http404

from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.accounts.actions import give_work, make_account, may_work
from alongside.kit.time import at, now
from alongside.moments.actions import note_moment
from alongside.moments.models import Kind, Moment, Telling
from alongside.people.actions import write_address
from alongside.people.models import Address, Person
from alongside.relationships.actions import begin_relationship
from alongside.relationships.joining import invite
from alongside.relationships.models import SafeReach
from alongside.relationships.words import say_how_to_reach
from alongside.shares.actions import Wish, ask_to_share, pause
from alongside.shares.leaving import NobodyToKeep, be_back, go_away, leave_team
from alongside.shares.models import SafetyAccess, Share
from alongside.shares.safety import (
    SamePerson,
    TooLong,
    agree_to_delay,
    agree_to_duty,
    look_at_again,
    name_duty,
    open_for_safety,
    tell_later_of_mine,
)
from alongside.teams.actions import begin_team, bring_into_team
from alongside.teams.models import Member
from conftest import TUESDAY, Pair

LATER = TUESDAY + timedelta(minutes=6)


def colleague_of(pair: Pair, called: str) -> Viewer:
    between = begin_relationship(by=pair.sam, called=called, their_life=Life.WORKING)
    side = between.sides.exclude(person_id=pair.sam.person_id).get()
    return Viewer(side.person_id, Life.WORKING)


class Place:
    """Sam's team: Jo and Callum are in it with him."""

    def __init__(self, pair: Pair) -> None:
        self.pair, self.sam, self.dawn = pair, pair.sam, pair.dawn
        self.jo, self.callum = colleague_of(pair, "Jo"), colleague_of(pair, "Callum")
        self.team = begin_team(by=pair.sam, called="Outreach")
        for one in (self.jo, self.callum):
            bring_into_team(by=pair.sam, team_id=self.team.id, person_id=one.person_id)
        with at(TUESDAY):
            self.noted = note_moment(
                by=pair.sam,
                relationship_id=pair.relationship_id,
                kind=Kind.MET,
                words="Two sugars.",
            )
        say_how_to_reach(
            by=pair.dawn,
            relationship_id=pair.relationship_id,
            person_id=pair.dawn.person_id,
            words="Text first.",
        )

    def sees(self, viewer: Viewer) -> bool:
        return Moment.objects.visible_to(viewer).filter(id=self.noted.id).exists()

    def member(self, viewer: Viewer) -> Member:
        return Member.objects.get(team=self.team, person_id=viewer.person_id, left_at=None)


@pytest.fixture
def place(pair: Pair) -> Place:
    return Place(pair)


def test_being_in_a_team_opens_names_and_no_life(place: Place) -> None:
    with at(LATER):
        assert Person.objects.visible_to(place.jo).filter(id=place.callum.person_id).exists()
        assert not Person.objects.visible_to(place.jo).filter(id=place.dawn.person_id).exists()
        assert not place.sees(place.jo)


def test_the_team_covers_what_dawn_agreed_to(place: Place) -> None:
    with at(LATER):
        wish = Wish(strand=Strand.MOMENTS, with_team_id=place.team.id)
        ask_to_share(by=place.dawn, relationship_id=place.pair.relationship_id, wish=wish)
        assert place.sees(place.jo)
        assert not place.sees(Viewer(place.jo.person_id, Life.OWN))


def test_jo_steps_in_only_while_sam_is_away(place: Place) -> None:
    with at(LATER):
        wish = Wish(
            strand=Strand.MOMENTS,
            with_person_id=place.sam.person_id,
            steps_in_for_id=place.sam.person_id,
        )
        ask_to_share(by=place.dawn, relationship_id=place.pair.relationship_id, wish=wish)
        Share.objects.update(with_person_id=place.jo.person_id)
        assert not place.sees(place.jo)
        go_away(by=place.sam, until=LATER + timedelta(days=7))
        assert place.sees(place.jo)
    with at(LATER + timedelta(days=7)):
        assert not place.sees(place.jo)


def test_sam_is_back_early(place: Place) -> None:
    with at(LATER):
        go_away(by=place.sam, until=LATER + timedelta(days=7))
        be_back(by=place.sam)
        assert not place.sees(place.jo)


def test_while_keepers_wait_with_dawn_terry_cannot_let_himself_in_as_her(place: Place) -> None:
    make_account(person_id=place.dawn.person_id, handle="dawn", passphrase="biscuit is a good dog")
    terry = begin_relationship(by=place.dawn, called="Terry", their_life=Life.OWN)
    terrys = terry.sides.exclude(person_id=place.dawn.person_id).get().person_id
    leave_team(by=place.jo, member_id=place.member(place.sam).id)
    with pytest.raises(Http404):
        invite(by=Viewer(terrys, Life.OWN), relationship_id=terry.id, comes_back=True)
    again = begin_relationship(by=place.jo, person_id=place.dawn.person_id)
    assert invite(by=place.jo, relationship_id=again.id, comes_back=True), "a keeper can"


def test_sam_leaves_and_two_keepers_wait_with_name_and_safe_ways_only(place: Place) -> None:
    account = make_account(person_id=place.sam.person_id, handle="sam", passphrase="two sugars, ta")
    give_work(account=account, by_id=None)
    with at(LATER):
        leave_team(by=place.jo, member_id=place.member(place.sam).id)
        assert not may_work(account)
        assert not place.sees(place.sam)
        assert not Person.objects.visible_to(place.sam).filter(id=place.dawn.person_id).exists()
        for keeper in (place.jo, place.callum):
            assert Person.objects.visible_to(keeper).filter(id=place.dawn.person_id).exists()
            assert SafeReach.objects.visible_to(keeper).exists()
            assert not place.sees(keeper)
            assert not Telling.objects.visible_to(keeper).exists()
        assert Person.objects.visible_to(place.dawn).filter(id=place.jo.person_id).exists()


def test_a_keeper_can_begin_with_dawn(place: Place) -> None:
    with at(LATER):
        leave_team(by=place.jo, member_id=place.member(place.sam).id)
        begun = begin_relationship(by=place.jo, person_id=place.dawn.person_id)
        assert begun.sides.filter(person_id=place.dawn.person_id).exists()


def test_nobody_leaves_people_with_nobody(place: Place) -> None:
    with at(LATER):
        for one in (place.jo, place.callum):
            leave_team(by=place.sam, member_id=place.member(one).id)
        with pytest.raises(NobodyToKeep):
            leave_team(by=place.sam, member_id=place.member(place.sam).id)
        assert place.sees(place.sam)


def test_only_the_team_itself_can_say_that_somebody_left(place: Place) -> None:
    Member.objects.update(hears=True)
    for outsider in (place.dawn, Viewer(place.jo.person_id, Life.OWN)):
        with pytest.raises(Http404):
            leave_team(by=outsider, member_id=place.member(place.sam).id)
    with pytest.raises(Http404):
        bring_into_team(by=place.dawn, team_id=place.team.id, person_id=place.sam.person_id)


def opened_by_jo(place: Place) -> SafetyAccess:
    access = open_for_safety(by=place.jo, called="dawn", reason="She rang, and then nothing.")
    assert access
    return access


def test_safety_opens_for_four_hours_and_never_the_address(place: Place) -> None:
    write_address(by=place.dawn, person_id=place.dawn.person_id, words="9 Mill Row")
    with at(LATER):
        opened_by_jo(place)
        assert place.sees(place.jo)
        assert not Address.objects.visible_to(place.jo).exists()
        assert SafetyAccess.objects.visible_to(place.dawn).exists()
    with at(LATER + timedelta(hours=4)):
        assert not place.sees(place.jo)


def test_a_pause_does_not_stop_safety(place: Place) -> None:
    with at(LATER):
        pause(by=place.dawn)
        opened_by_jo(place)
        assert place.sees(place.jo)


def test_whoever_opened_it_cannot_be_the_one_to_look_at_it_again(place: Place) -> None:
    with at(LATER):
        access = opened_by_jo(place)
        with pytest.raises(SamePerson):
            look_at_again(by=place.jo, access_id=access.id, was_right=True, words="Fine.")
        with pytest.raises(Http404):
            look_at_again(by=place.dawn, access_id=access.id, was_right=True, words="Fine.")
        look_at_again(by=place.callum, access_id=access.id, was_right=True, words="Yes.")


def test_telling_dawn_later_takes_a_second_person_and_an_end(place: Place) -> None:
    with at(LATER):
        access = opened_by_jo(place)
        until = now() + timedelta(days=10)
        delay = tell_later_of_mine(
            by=place.jo, thing_id=access.id, reason="He reads her phone.", until=until
        )
        assert SafetyAccess.objects.visible_to(place.dawn).exists()
        with pytest.raises(SamePerson):
            agree_to_delay(by=place.jo, delay_id=delay.id)
        agree_to_delay(by=place.callum, delay_id=delay.id)
        assert not SafetyAccess.objects.visible_to(place.dawn).exists()
        assert not Share.objects.visible_to(place.dawn).exists()
        with pytest.raises(TooLong):
            tell_later_of_mine(
                by=place.jo, thing_id=access.id, reason="", until=now() + timedelta(days=91)
            )
    with at(until):
        assert SafetyAccess.objects.visible_to(place.dawn).exists()


def test_a_name_nobody_here_walks_with_opens_nothing(place: Place) -> None:
    assert open_for_safety(by=place.jo, called="Nobody Known", reason="?") is None
    assert not SafetyAccess.objects.exists()


def test_a_duty_opens_when_two_people_agree(place: Place) -> None:
    with at(LATER):
        duty = name_duty(
            by=place.sam,
            relationship_id=place.pair.relationship_id,
            power="Court order",
            strands=(Strand.MOMENTS,),
            with_person_id=place.jo.person_id,
            until=now() + timedelta(days=3),
        )
        assert not place.sees(place.jo)
        with pytest.raises(SamePerson):
            agree_to_duty(by=place.sam, duty_id=duty.id)
        agree_to_duty(by=place.callum, duty_id=duty.id)
        assert place.sees(place.jo)
        assert not place.sees(place.callum)
