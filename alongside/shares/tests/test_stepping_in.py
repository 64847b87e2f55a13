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
from alongside.partners.actions import write_down_partner, write_down_who_works_there
from alongside.people.actions import write_address
from alongside.people.models import Address, Person
from alongside.relationships.actions import begin_relationship
from alongside.relationships.models import SafeReach
from alongside.relationships.words import say_how_to_reach
from alongside.shares.actions import Wish, ask_to_share, name_never_tell, pause
from alongside.shares.joining import join
from alongside.shares.keeping import NobodyToKeep
from alongside.shares.leaving import (
    SameTwo,
    agree_to_leaving,
    be_back,
    go_away,
    leave_team,
)
from alongside.shares.models import Keeping, SafetyAccess, Share
from alongside.shares.queries import shares_between, who_waits_with_me
from alongside.shares.safety import (
    LooksAgainFirst,
    SamePerson,
    TooLong,
    agree_to_delay,
    agree_to_duty,
    look_at_again,
    name_duty,
    open_for_safety,
    tell_later_of_mine,
)
from alongside.shares.second_people import leavings_to_agree_to
from alongside.teams.actions import begin_team, bring_into_team
from alongside.teams.models import Member, Team
from conftest import TUESDAY, Pair

LATER = TUESDAY + timedelta(minutes=6)


def colleague_of(pair: Pair, called: str) -> Viewer:
    between = begin_relationship(by=pair.sam, called=called, their_life=Life.WORKING)
    side = between.sides.exclude(person_id=pair.sam.person_id).get()
    return Viewer(side.person_id, Life.WORKING)


def in_team(by: Viewer, who: Viewer, team: Team) -> None:
    """Asked by one of the team, and in it by their own yes."""
    asked = bring_into_team(by=by, team_id=team.id, person_id=who.person_id)
    join(by=who, member_id=asked.id)


class Place:
    """Sam's team: Jo and Callum are in it with him."""

    def __init__(self, pair: Pair) -> None:
        self.pair, self.sam, self.dawn = pair, pair.sam, pair.dawn
        self.jo, self.callum = colleague_of(pair, "Jo"), colleague_of(pair, "Callum")
        self.team = begin_team(by=pair.sam, called="Outreach")
        for one in (self.jo, self.callum):
            in_team(pair.sam, one, self.team)
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

    def sam_has_left(self) -> None:
        """Jo says so, and Callum says so too."""
        said = leave_team(by=self.jo, member_id=self.member(self.sam).id)
        assert said
        agree_to_leaving(by=self.callum, leaving_id=said.id)

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


def test_sam_leaves_and_two_keepers_wait_with_name_and_safe_ways_only(place: Place) -> None:
    account = make_account(person_id=place.sam.person_id, handle="sam", passphrase="two sugars, ta")
    give_work(account=account, by_id=None)
    with at(LATER):
        leave_team(by=place.sam, member_id=place.member(place.sam).id)
        assert not may_work(account)
        assert not place.sees(place.sam)
        assert not Person.objects.visible_to(place.sam).filter(id=place.dawn.person_id).exists()
        for keeper in (place.jo, place.callum):
            assert Person.objects.visible_to(keeper).filter(id=place.dawn.person_id).exists()
            assert SafeReach.objects.visible_to(keeper).exists()
            assert not place.sees(keeper)
            assert not Telling.objects.visible_to(keeper).exists()
        assert Person.objects.visible_to(place.dawn).filter(id=place.jo.person_id).exists()


def test_one_colleague_alone_puts_nobody_out(place: Place) -> None:
    with at(LATER):
        said = leave_team(
            by=place.jo, member_id=place.member(place.sam).id, keeper_ids=(place.jo.person_id,)
        )
        assert said
        assert place.sees(place.sam)
        assert [one.id for one in leavings_to_agree_to(place.sam)] == [said.id]
        for nobody in (place.jo, place.sam):
            with pytest.raises((SameTwo, Http404)):
                agree_to_leaving(by=nobody, leaving_id=said.id)
        agree_to_leaving(by=place.callum, leaving_id=said.id)
        assert not place.sees(place.sam)
        # Jo wrote it, so Jo does not keep: not by naming herself, and not by being next.
        keepers = Keeping.objects.filter(ended_at=None).values_list("keeper_id", flat=True)
        assert list(keepers) == [place.callum.person_id]


def test_a_week_later_it_has_to_be_said_again(place: Place) -> None:
    with at(LATER):
        said = leave_team(by=place.jo, member_id=place.member(place.sam).id)
        assert said
    with at(LATER + timedelta(days=7)), pytest.raises(Http404):
        agree_to_leaving(by=place.callum, leaving_id=said.id)


def test_nobody_dawn_fears_keeps_her(place: Place) -> None:
    name_never_tell(by=place.dawn, words="Jo")
    with at(LATER):
        leave_team(
            by=place.sam, member_id=place.member(place.sam).id, keeper_ids=(place.jo.person_id,)
        )
        keepers = Keeping.objects.filter(relationship_id=place.pair.relationship_id)
        assert [one.keeper_id for one in keepers] == [place.callum.person_id]


def test_a_keeper_dawn_names_later_keeps_her_no_longer(place: Place) -> None:
    with at(LATER):
        leave_team(by=place.sam, member_id=place.member(place.sam).id)
        name_never_tell(by=place.dawn, words="Jo")
        assert not who_waits_with_me(place.jo)
        assert not Person.objects.visible_to(place.jo).filter(id=place.dawn.person_id).exists()
        assert who_waits_with_me(place.callum)


def test_when_both_keepers_leave_somebody_else_keeps(place: Place) -> None:
    ines = colleague_of(place.pair, "Ines")
    in_team(place.sam, ines, place.team)
    with at(LATER):
        for one in (place.sam, place.jo, place.callum):
            leave_team(by=one, member_id=place.member(one).id)
        assert [one.person.called for one in who_waits_with_me(ines)] == ["Dawn"]
        with pytest.raises(NobodyToKeep):
            leave_team(by=ines, member_id=place.member(ines).id)


def test_a_keeper_can_begin_with_dawn(place: Place) -> None:
    with at(LATER):
        place.sam_has_left()
        begun = begin_relationship(by=place.callum, person_id=place.dawn.person_id)
        assert begun.sides.filter(person_id=place.dawn.person_id).exists()


def test_nobody_leaves_people_with_nobody(place: Place) -> None:
    with at(LATER):
        for one in (place.jo, place.callum):
            leave_team(by=one, member_id=place.member(one).id)
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
