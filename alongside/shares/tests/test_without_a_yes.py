"""Opened without a yes: to keep somebody safe, or because the law asks."""

from datetime import timedelta

import pytest
from django.http import Http404

from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.kit.time import at, now
from alongside.moments.actions import note_moment
from alongside.moments.models import Kind, Moment
from alongside.partners.actions import write_down_partner, write_down_who_works_there
from alongside.people.actions import write_address
from alongside.people.models import Address
from alongside.relationships.actions import begin_relationship
from alongside.shares.actions import Wish, ask_to_share, pause, take_back_quietly
from alongside.shares.joining import join
from alongside.shares.leaving import (
    leave_team,
)
from alongside.shares.models import SafetyAccess, Share
from alongside.shares.queries import shares_about_me, shares_between
from alongside.shares.safety import (
    LooksAgainFirst,
    SamePerson,
    TooLong,
    agree_to_delay,
    agree_to_duty,
    end_duty,
    look_at_again,
    name_duty,
    open_for_safety,
    tell_later_of_mine,
)
from alongside.shares.second_people import waiting_for_a_second_person
from alongside.shares.tests.test_stepping_in import LATER, Place, colleague_of, place
from alongside.teams.actions import begin_team, bring_into_team
from alongside.teams.models import Member, Team

__all__ = ["place"]


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


def test_a_team_of_ones_own_opens_nothing_of_sams_people(place: Place) -> None:
    ruth = colleague_of(place.pair, "Ruth")
    with at(LATER):
        asked = bring_into_team(by=place.sam, team_id=place.team.id, person_id=ruth.person_id)
        with pytest.raises(Http404):
            open_for_safety(by=ruth, called="Dawn", reason="?")
        join(by=ruth, member_id=asked.id)
        # Sam has not said yes to Ruth's own team, so it walks with nobody.
        leave_team(by=ruth, member_id=asked.id)
        other = Team.objects.create(called="Mine", made_by_id=ruth.person_id)
        for who, yes in ((ruth, LATER), (place.sam, None)):
            Member.objects.create(
                team=other,
                person_id=who.person_id,
                added_by_id=ruth.person_id,
                accepted_at=yes,
            )
        assert open_for_safety(by=ruth, called="Dawn", reason="?") is None


def test_somebody_of_a_partner_opens_nothing_for_safety(place: Place) -> None:
    partner = write_down_partner(by=place.sam, called="Quayside Homes")
    write_down_who_works_there(by=place.sam, partner_id=partner.id, person_id=place.jo.person_id)
    with pytest.raises(Http404):
        open_for_safety(by=place.jo, called="Dawn", reason="?")


def test_only_the_team_that_walks_with_dawn_looks_at_it_again(place: Place) -> None:
    friend = colleague_of(place.pair, "Friend")
    with at(LATER):
        elsewhere = begin_team(by=place.jo, called="Elsewhere")
        Member.objects.create(
            team=elsewhere,
            person_id=friend.person_id,
            added_by_id=place.jo.person_id,
            accepted_at=LATER,
        )
        access = opened_by_jo(place)
        with pytest.raises(Http404):
            look_at_again(by=friend, access_id=access.id, was_right=True, words="Fine.")


def test_jo_looks_no_second_time_before_somebody_looked_again(place: Place) -> None:
    with at(LATER):
        access = opened_by_jo(place)
    with at(LATER + timedelta(hours=4)):
        with pytest.raises(LooksAgainFirst):
            opened_by_jo(place)
        look_at_again(by=place.callum, access_id=access.id, was_right=True, words="Yes.")
        opened_by_jo(place)
        assert place.sees(place.jo)


def test_what_was_not_right_ends_at_once(place: Place) -> None:
    with at(LATER):
        access = opened_by_jo(place)
        look_at_again(by=place.callum, access_id=access.id, was_right=False, words="She was here.")
        assert not place.sees(place.jo)


def test_kay_never_reads_that_somebody_looked_to_keep_dawn_safe(place: Place) -> None:
    kay = begin_relationship(by=place.dawn, called="Kay")
    with at(LATER):
        access = opened_by_jo(place)
        opened = Share.objects.filter(safety=access)
        assert set(opened.values_list("relationship_id", flat=True)) == {place.pair.relationship_id}
        # Nor where such a share would stand between the two of them.
        opened.update(relationship_id=kay.id)
        side = kay.sides.exclude(person_id=place.dawn.person_id).get()
        assert not shares_between(Viewer(side.person_id, Life.OWN), kay.id)


def test_somebody_elses_id_is_a_strangers_404(place: Place) -> None:
    with at(LATER):
        access = opened_by_jo(place)
        with pytest.raises(Http404):
            open_for_safety(by=place.callum, called="Dawn", reason="?", id=access.id)


def test_a_duty_opens_the_one_moment_it_names_and_ends_when_somebody_says_so(place: Place) -> None:
    with at(LATER):
        other = note_moment(
            by=place.sam,
            relationship_id=place.pair.relationship_id,
            kind=Kind.CALL,
            words="Not asked for.",
        )
    with at(LATER + timedelta(minutes=6)):
        duty = name_duty(
            by=place.sam,
            relationship_id=place.pair.relationship_id,
            power="Court order",
            moment_ids=(place.noted.id,),
            with_person_id=place.jo.person_id,
            until=now() + timedelta(days=3),
        )
        [(named, items)] = waiting_for_a_second_person(place.callum).asked_for()
        assert (named, [item.moment_id for item in items]) == (duty, [place.noted.id])
        assert not shares_about_me(place.dawn), "nothing is told before it opens"
        agree_to_duty(by=place.callum, duty_id=duty.id)
        assert place.sees(place.jo)
        assert not Moment.objects.visible_to(place.jo).filter(id=other.id).exists()
        with pytest.raises(Http404):
            end_duty(by=place.dawn, duty_id=duty.id)
        end_duty(by=place.sam, duty_id=duty.id)
        assert not place.sees(place.jo)


def test_a_duty_lasts_a_year_at_most(place: Place) -> None:
    with pytest.raises(TooLong):
        name_duty(
            by=place.sam,
            relationship_id=place.pair.relationship_id,
            power="Court order",
            strands=(Strand.MOMENTS,),
            with_person_id=place.jo.person_id,
            until=now() + timedelta(days=400),
        )


def test_stopping_quietly_is_no_word_with_somebody_of_the_team_it_was_shared_with(
    place: Place,
) -> None:
    with at(LATER):
        wish = Wish(strand=Strand.MOMENTS, with_team_id=place.team.id)
        share = ask_to_share(by=place.dawn, relationship_id=place.pair.relationship_id, wish=wish)
        with pytest.raises(Http404):
            take_back_quietly(
                by=place.dawn, share_id=share.id, relationship_id=place.pair.relationship_id
            )
