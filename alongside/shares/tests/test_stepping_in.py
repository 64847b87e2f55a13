"""When a worker is away or leaves; when somebody must be kept safe; when the law asks."""

from datetime import timedelta

import pytest
from django.http import Http404

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.accounts.actions import give_work, make_account, may_work
from alongside.kit.time import at
from alongside.moments.actions import note_moment
from alongside.moments.models import Kind, Moment, Telling
from alongside.partners.actions import write_down_partner, write_down_who_works_there
from alongside.people.models import Person
from alongside.relationships.actions import begin_relationship
from alongside.relationships.joining import invite
from alongside.relationships.models import SafeReach
from alongside.relationships.words import say_how_to_reach
from alongside.shares.actions import Wish, ask_to_share, name_never_tell
from alongside.shares.joining import join
from alongside.shares.keeping import NobodyToKeep
from alongside.shares.leaving import (
    SameTwo,
    agree_to_leaving,
    be_back,
    go_away,
    keep_no_longer,
    leave_partner,
    leave_team,
    say_colleague_is_away,
)
from alongside.shares.models import Keeping, NeverTell, Share
from alongside.shares.queries import who_waits_with_me
from alongside.shares.second_people import leavings_to_agree_to
from alongside.teams.actions import begin_team, bring_into_team
from alongside.teams.models import Member, Team
from alongside.teams.queries import teams_that_ask_me
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
            times="Not on Sundays.",
            who_might_see="Neil, on the old phone.",
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


def jo_steps_in_for_sam(place: Place) -> None:
    """Dawn said so, while he was there."""
    between = place.pair.relationship_id
    Share.objects.create(
        relationship_id=between,
        about_id=place.dawn.person_id,
        strand=Strand.MOMENTS.value,
        ground=Ground.COVER.value,
        with_person_id=place.jo.person_id,
        steps_in_for_id=place.sam.person_id,
        asked_by_id=place.dawn.person_id,
        given_at=TUESDAY,
    )


def test_sam_is_ill_and_two_colleagues_say_that_he_is_away(place: Place) -> None:
    jo_steps_in_for_sam(place)
    until, sams = LATER + timedelta(days=3), place.member(place.sam).id
    with at(LATER):
        said = say_colleague_is_away(by=place.jo, member_id=sams, until=until)
        again = say_colleague_is_away(by=place.jo, member_id=sams, until=until)
        assert again == said
        assert not place.sees(place.jo), "one word alone opens nothing"
        assert [one.id for one in leavings_to_agree_to(place.sam)] == [said.id]
        for nobody in (place.jo, place.sam):
            with pytest.raises((SameTwo, Http404)):
                agree_to_leaving(by=nobody, leaving_id=said.id)
        agree_to_leaving(by=place.callum, leaving_id=said.id)
        assert place.sees(place.jo)
        assert not place.sees(place.callum)
        assert place.sees(place.sam), "his own work goes on"
        assert place.member(place.sam).left_at is None
    with at(until):
        assert not place.sees(place.jo)


def test_sam_is_back_whatever_two_others_said(place: Place) -> None:
    jo_steps_in_for_sam(place)
    with at(LATER):
        sams, until = place.member(place.sam).id, LATER + timedelta(days=3)
        said = say_colleague_is_away(by=place.jo, member_id=sams, until=until)
        agree_to_leaving(by=place.callum, leaving_id=said.id)
        be_back(by=place.sam)
        assert not place.sees(place.jo)


def test_nobody_outside_the_team_says_that_sam_is_away_and_an_old_word_does_not_hold(
    place: Place,
) -> None:
    sams, until = place.member(place.sam).id, LATER + timedelta(days=1)
    stranger = colleague_of(place.pair, "Ruth")
    with at(LATER):
        for nobody in (stranger, place.dawn, Viewer(place.jo.person_id, Life.OWN), place.sam):
            with pytest.raises(Http404):
                say_colleague_is_away(by=nobody, member_id=sams, until=until)
        said = say_colleague_is_away(by=place.jo, member_id=sams, until=until)
        with pytest.raises(Http404):
            agree_to_leaving(by=stranger, leaving_id=said.id)
    with at(until), pytest.raises(Http404):
        agree_to_leaving(by=place.callum, leaving_id=said.id)


def test_while_keepers_wait_with_dawn_terry_cannot_let_himself_in_as_her(place: Place) -> None:
    make_account(person_id=place.dawn.person_id, handle="dawn", passphrase="biscuit is a good dog")
    terry = begin_relationship(by=place.dawn, called="Terry", their_life=Life.OWN)
    terrys = terry.sides.exclude(person_id=place.dawn.person_id).get().person_id
    leave_team(by=place.sam, member_id=place.member(place.sam).id)
    with pytest.raises(Http404):
        invite(by=Viewer(terrys, Life.OWN), relationship_id=terry.id, comes_back=True)
    again = begin_relationship(by=place.jo, person_id=place.dawn.person_id)
    assert invite(by=place.jo, relationship_id=again.id, comes_back=True), "a keeper can"


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


def test_in_a_team_of_two_somebody_of_another_team_says_so_too_and_keeps(place: Place) -> None:
    with at(LATER):
        neil = colleague_of(place.pair, "Neil")
        in_team(place.sam, neil, place.team)
        elsewhere = begin_team(by=neil, called="Elsewhere")
        in_team(neil, place.jo, elsewhere)
        for one in (place.jo, place.callum):
            leave_team(by=one, member_id=place.member(one).id)
        said = leave_team(by=neil, member_id=place.member(place.sam).id)
        assert said
        assert not leavings_to_agree_to(place.callum), "he is in no team with either"
        assert [one.id for one in leavings_to_agree_to(place.jo)] == [said.id]
        agree_to_leaving(by=place.jo, leaving_id=said.id)
        assert not place.sees(place.sam)
        keepers = Keeping.objects.filter(ended_at=None).values_list("keeper_id", flat=True)
        assert list(keepers) == [place.jo.person_id]


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
        (waits,) = who_waits_with_me(place.callum)
        (way,) = waits.ways
        assert (way.words, way.times) == ("Text first.", "Not on Sundays.")
        assert way.who_might_see == "Neil, on the old phone."


def test_when_both_keepers_leave_somebody_else_keeps(place: Place) -> None:
    ines = colleague_of(place.pair, "Ines")
    in_team(place.sam, ines, place.team)
    with at(LATER):
        for one in (place.sam, place.jo, place.callum):
            leave_team(by=one, member_id=place.member(one).id)
        assert [one.person.called for one in who_waits_with_me(ines)] == ["Dawn"]
        with pytest.raises(NobodyToKeep):
            leave_team(by=ines, member_id=place.member(ines).id)


def test_a_friend_she_agrees_something_with_ends_no_keeping(place: Place) -> None:
    with at(LATER):
        leave_team(by=place.sam, member_id=place.member(place.sam).id)
        kept = Keeping.objects.filter(ended_at=None).count()
        assert kept
        kay = begin_relationship(by=place.dawn, called="Kay")
        keep_no_longer(relationship_id=kay.id)
        assert Keeping.objects.filter(ended_at=None).count() == kept
        with_callum = begin_relationship(by=place.callum, person_id=place.dawn.person_id)
        keep_no_longer(relationship_id=with_callum.id)
        assert not Keeping.objects.filter(ended_at=None).exists()


def test_two_put_sam_out_though_dawn_fears_whoever_is_left_and_a_newcomer_waits_with_her(
    place: Place,
) -> None:
    dawn_id = place.dawn.person_id
    for one in (place.jo, place.callum):
        said = {"person_id": dawn_id, "other_id": one.person_id, "written_by_id": dawn_id}
        NeverTell.objects.create(words="-", **said)
    with at(LATER):
        leaving = leave_team(by=place.jo, member_id=place.member(place.sam).id)
        assert leaving
        agree_to_leaving(by=place.callum, leaving_id=leaving.id)
        assert not Moment.objects.visible_to(place.sam).exists()
        assert not Keeping.objects.filter(ended_at=None).exists()
        bev = colleague_of(place.pair, "Bev")
        asked = {"team": place.team, "person_id": bev.person_id, "added_by_id": place.jo.person_id}
        join(by=bev, member_id=Member.objects.create(**asked).id)
        (kept,) = Keeping.objects.filter(ended_at=None)
        assert kept.keeper_id == bev.person_id


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


def test_asking_no_longer_ends_nobodys_work(place: Place) -> None:
    ruth = colleague_of(place.pair, "Ruth")
    account = make_account(person_id=ruth.person_id)
    give_work(account=account, by_id=None)
    asked = bring_into_team(by=place.sam, team_id=place.team.id, person_id=ruth.person_id)
    leave_team(by=place.sam, member_id=asked.id)
    assert may_work(account)
    assert not teams_that_ask_me(ruth)


def test_sam_puts_nobody_of_a_partner_out_alone(place: Place) -> None:
    ruth = colleague_of(place.pair, "Ruth")
    partner = write_down_partner(by=place.sam, called="Quayside Homes")
    works = write_down_who_works_there(
        by=place.sam, partner_id=partner.id, person_id=ruth.person_id
    )
    said = leave_partner(by=place.sam, place_id=works.id)
    assert said
    works.refresh_from_db()
    assert works.left_at is None
    agree_to_leaving(by=place.jo, leaving_id=said.id)
    works.refresh_from_db()
    assert works.left_at
