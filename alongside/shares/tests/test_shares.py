"""Dawn opens what she chooses, to whom she chooses, until she says stop."""

from datetime import timedelta

import pytest
from django.http import Http404

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.kit.time import at, now
from alongside.moments.actions import add_telling, note_moment
from alongside.moments.models import Kind, Moment, Telling
from alongside.people.actions import add_person
from alongside.people.models import Person
from alongside.relationships.actions import begin_relationship
from alongside.relationships.models import WhatMatters
from alongside.relationships.words import say_how_to_reach, say_what_matters
from alongside.shares.actions import (
    NothingToShare,
    Wish,
    ask_to_share,
    name_never_tell,
    pause,
    say_not_yet,
    say_yes,
    share_again,
    take_back,
    take_back_quietly,
)
from alongside.shares.feared import MustNotKnow
from alongside.shares.joining import join
from alongside.shares.models import Share, Withdrawal
from alongside.teams.actions import begin_team, bring_into_team
from conftest import TUESDAY, Pair

LATER = TUESDAY + timedelta(minutes=6)


@pytest.fixture
def ruth(pair: Pair) -> Viewer:
    """Ruth finds flats for people. Sam and she have worked together for years."""
    with_sam = begin_relationship(by=pair.sam, called="Ruth", their_life=Life.WORKING)
    side = with_sam.sides.exclude(person_id=pair.sam.person_id).get()
    return Viewer(side.person_id, Life.WORKING)


@pytest.fixture
def noted(pair: Pair) -> Moment:
    with at(TUESDAY):
        return note_moment(
            by=pair.sam, relationship_id=pair.relationship_id, kind=Kind.MET, words="Two sugars."
        )


def asked(pair: Pair, ruth: Viewer, strand: Strand = Strand.MOMENTS, **more: object) -> Share:
    wish = Wish(strand=strand, with_person_id=ruth.person_id, purpose="finding a flat", **more)  # type: ignore[arg-type]
    return ask_to_share(by=pair.sam, relationship_id=pair.relationship_id, wish=wish)


def sees(viewer: Viewer, moment: Moment) -> bool:
    return Moment.objects.visible_to(viewer).filter(id=moment.id).exists()


def test_ruth_sees_nothing_until_dawn_says_yes(pair: Pair, ruth: Viewer, noted: Moment) -> None:
    with at(LATER):
        share = asked(pair, ruth)
        assert not sees(ruth, noted)
        say_yes(by=pair.dawn, share_id=share.id)
        assert sees(ruth, noted)
        assert Telling.objects.visible_to(ruth).get().words
        seen = Moment.objects.visible_to(ruth).with_ground(ruth).get()
        assert getattr(seen, "on_ground", "") == Ground.SHARE.value


def test_only_dawn_can_say_yes(pair: Pair, ruth: Viewer, noted: Moment) -> None:
    share = asked(pair, ruth)
    for viewer in (pair.sam, ruth, Viewer(pair.dawn.person_id, Life.WORKING)):
        with pytest.raises(Http404):
            say_yes(by=viewer, share_id=share.id)


def test_not_yet_is_an_answer_and_yes_may_come_later(pair: Pair, ruth: Viewer) -> None:
    share = asked(pair, ruth)
    say_not_yet(by=pair.dawn, share_id=share.id)
    assert not Share.objects.visible_to(ruth).exists()
    say_yes(by=pair.dawn, share_id=share.id)
    assert Share.objects.visible_to(ruth).exists()


def test_a_share_until_friday_ends_with_friday(pair: Pair, ruth: Viewer, noted: Moment) -> None:
    with at(LATER):
        friday = LATER + timedelta(days=3)
        say_yes(by=pair.dawn, share_id=asked(pair, ruth, until=friday).id)
    with at(friday - timedelta(seconds=1)):
        assert sees(ruth, noted)
    with at(friday):
        assert not sees(ruth, noted)
        assert not Share.objects.visible_to(ruth).exists()


def test_one_strand_opens_and_no_other(pair: Pair, ruth: Viewer, noted: Moment) -> None:
    with at(LATER):
        say_what_matters(
            by=pair.dawn,
            relationship_id=pair.relationship_id,
            person_id=pair.dawn.person_id,
            words="A door of my own.",
        )
        say_yes(by=pair.dawn, share_id=asked(pair, ruth, Strand.ABOUT_ME).id)
        assert WhatMatters.objects.visible_to(ruth).exists()
        assert not sees(ruth, noted)


def test_one_moment_can_be_shared_on_its_own(pair: Pair, ruth: Viewer, noted: Moment) -> None:
    with at(LATER):
        other = note_moment(
            by=pair.dawn, relationship_id=pair.relationship_id, kind=Kind.CALL, words="Other."
        )
        say_yes(by=pair.dawn, share_id=asked(pair, ruth, moment_id=noted.id).id)
    with at(LATER + timedelta(minutes=6)):
        assert sees(ruth, noted)
        assert not sees(ruth, other)


def test_nobody_writes_by_a_share_or_passes_it_on(pair: Pair, ruth: Viewer, noted: Moment) -> None:
    with at(LATER):
        say_yes(by=pair.dawn, share_id=asked(pair, ruth).id)
        with pytest.raises(Http404):
            add_telling(by=ruth, moment_id=noted.id, words="Mine now.")
        with pytest.raises(Http404):
            begin_relationship(by=ruth, person_id=pair.dawn.person_id)
        with pytest.raises(Http404):
            ask_to_share(
                by=ruth,
                relationship_id=pair.relationship_id,
                wish=Wish(strand=Strand.MOMENTS, with_person_id=pair.sam.person_id),
            )


def test_what_dawn_takes_back_is_gone_at_once(pair: Pair, ruth: Viewer, noted: Moment) -> None:
    with at(LATER):
        share = asked(pair, ruth)
        say_yes(by=pair.dawn, share_id=share.id)
        take_back(by=pair.dawn, share_id=share.id)
        assert not sees(ruth, noted)
        assert not Share.objects.visible_to(ruth).exists()
        assert not Person.objects.visible_to(ruth).filter(id=pair.dawn.person_id).exists()


def test_dawn_takes_back_quietly_and_nobody_else_can_tell(
    pair: Pair, ruth: Viewer, noted: Moment
) -> None:
    with at(LATER):
        trusted = begin_relationship(by=pair.dawn, called="Jo")
        jo = trusted.sides.exclude(person_id=pair.dawn.person_id).get()
        jo.life = Life.WORKING.value
        jo.save()
        share = asked(pair, ruth)
        say_yes(by=pair.dawn, share_id=share.id)
        take_back_quietly(by=pair.dawn, share_id=share.id, relationship_id=trusted.id)
        assert not sees(ruth, noted)
        assert Share.objects.visible_to(ruth).filter(id=share.id).exists()
        assert not Withdrawal.objects.visible_to(ruth).exists()
        assert not Withdrawal.objects.visible_to(pair.sam).exists()
        assert not Withdrawal.objects.visible_to(pair.dawn).exists()
        assert Withdrawal.objects.visible_to(Viewer(jo.person_id, Life.WORKING)).exists()


def test_while_dawn_pauses_each_side_keeps_their_own_words(
    pair: Pair, ruth: Viewer, noted: Moment
) -> None:
    with at(LATER):
        theirs = note_moment(
            by=pair.dawn, relationship_id=pair.relationship_id, kind=Kind.CALL, words="Hers."
        )
        say_how_to_reach(
            by=pair.dawn,
            relationship_id=pair.relationship_id,
            person_id=pair.dawn.person_id,
            words="Text first.",
        )
        add_telling(by=pair.dawn, moment_id=noted.id, words="One sugar.")
        say_yes(by=pair.dawn, share_id=asked(pair, ruth).id)
    with at(LATER + timedelta(minutes=6)):
        pause(by=pair.dawn)
        assert not sees(ruth, noted)
        assert sees(pair.sam, noted)
        assert not sees(pair.sam, theirs)
        tellers = {t.teller_id for t in Telling.objects.visible_to(pair.sam)}
        assert tellers == {pair.sam.person_id}
        assert sees(pair.dawn, noted)
        assert sees(pair.dawn, theirs)
        share_again(by=pair.dawn)
        assert sees(pair.sam, theirs)
        assert sees(ruth, noted)


def test_nobody_dawn_fears_can_be_shared_with(pair: Pair, ruth: Viewer) -> None:
    name_never_tell(by=pair.dawn, words="ruth")
    with pytest.raises(MustNotKnow):
        asked(pair, ruth)


def test_a_team_with_somebody_dawn_fears_in_it_covers_nothing(pair: Pair, ruth: Viewer) -> None:
    team = begin_team(by=pair.sam, called="Outreach")
    asked = bring_into_team(by=pair.sam, team_id=team.id, person_id=ruth.person_id)
    join(by=ruth, member_id=asked.id)
    name_never_tell(by=pair.dawn, words="her, at the flats", other_id=None)
    name_never_tell(by=pair.sam, person_id=pair.dawn.person_id, words="R", other_id=ruth.person_id)
    with pytest.raises(MustNotKnow):
        ask_to_share(
            by=pair.dawn,
            relationship_id=pair.relationship_id,
            wish=Wish(strand=Strand.MOMENTS, with_team_id=team.id),
        )


def test_the_one_who_is_feared_never_reads_that_they_are(pair: Pair, ruth: Viewer) -> None:
    from alongside.shares.models import NeverTell

    begin_relationship(by=pair.sam, called="Somebody")
    name_never_tell(
        by=pair.sam, person_id=pair.dawn.person_id, words="Sam", other_id=pair.sam.person_id
    )
    assert not NeverTell.objects.visible_to(pair.sam).exists()
    assert NeverTell.objects.visible_to(pair.dawn).exists()


def test_two_neighbours_cannot_open_each_others_words(pair: Pair, ruth: Viewer) -> None:
    between = begin_relationship(by=pair.dawn, called="Kay")
    with pytest.raises(NothingToShare):
        ask_to_share(
            by=pair.dawn,
            relationship_id=between.id,
            wish=Wish(strand=Strand.MOMENTS, with_person_id=pair.sam.person_id),
        )


def test_asking_twice_with_one_id_is_once(pair: Pair, ruth: Viewer) -> None:
    wish = Wish(strand=Strand.MOMENTS, with_person_id=ruth.person_id)
    person = add_person(by=pair.sam, called="nobody")
    first = ask_to_share(by=pair.sam, relationship_id=pair.relationship_id, wish=wish, id=person.id)
    again = ask_to_share(by=pair.sam, relationship_id=pair.relationship_id, wish=wish, id=person.id)
    assert first == again
    assert first.asked_at <= now()
