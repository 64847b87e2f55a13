from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.http import Http404

from alongside.access.viewer import Viewer
from alongside.kit.ids import new_id
from alongside.kit.time import at, here
from alongside.moments import actions
from alongside.moments.bringing import OldNote, bring_in_moments
from alongside.moments.finding import find_in_moments
from alongside.moments.models import BroughtIn, KeptApart, Moment, Stance, Telling, WrongPerson
from alongside.moments.queries import entry_of, last_met, story_page, words_left_for
from conftest import TUESDAY, Pair

LATER = TUESDAY + timedelta(minutes=6)


def noted(pair: Pair, **more: Any) -> Moment:
    told: dict[str, Any] = {"kind": "met", "words": "Walked round the harbour.", **more}
    return actions.note_moment(by=pair.sam, relationship_id=pair.relationship_id, **told)


def test_dawn_sees_what_sam_noted_after_five_minutes_and_not_before(pair: Pair) -> None:
    moment = noted(pair)
    assert not Moment.objects.visible_to(pair.dawn).exists()
    with at(TUESDAY + timedelta(minutes=4, seconds=59)):
        assert not Moment.objects.visible_to(pair.dawn).exists()
    with at(TUESDAY + timedelta(minutes=5)):
        assert entry_of(pair.dawn, moment.id).tellings[0].words == "Walked round the harbour."


def test_bev_has_no_ground_and_gets_a_strangers_404(pair: Pair) -> None:
    moment = noted(pair)
    with at(LATER), pytest.raises(Http404):
        entry_of(pair.bev, moment.id)
    with pytest.raises(Http404):
        actions.note_moment(by=pair.bev, relationship_id=pair.relationship_id, kind="met")


def test_both_accounts_stay_when_dawn_says_that_is_not_how_it_was(pair: Pair) -> None:
    moment = noted(pair)
    with at(LATER):
        actions.add_telling(
            by=pair.dawn, moment_id=moment.id, words="It was the pier.", otherwise=True
        )
    with at(LATER + timedelta(minutes=6)):
        told = entry_of(pair.sam, moment.id).tellings
    assert [telling.words for telling in told] == ["Walked round the harbour.", "It was the pier."]
    assert [telling.otherwise for telling in told] == [False, True]


def test_just_me_belongs_to_nobodys_story(pair: Pair) -> None:
    mine = actions.note_moment(by=pair.sam, relationship_id=None, kind="met", words="I was tired.")
    with at(LATER):
        assert not Moment.objects.visible_to(pair.dawn).exists()
        assert not story_page(pair.sam, pair.relationship_id).entries
        assert entry_of(pair.sam, mine.id).tellings[0].words == "I was tired."


def test_what_is_kept_apart_always_shows_that_it_is_there_and_why(pair: Pair) -> None:
    apart = actions.Apart(
        why="safety", reason="It is not mine to tell.", review_on=date(2026, 12, 1)
    )
    noted(pair, words="Somebody rang.", apart=apart)
    with at(LATER):
        (entry,) = story_page(pair.dawn, pair.relationship_id).entries
        assert entry.moment is None
        assert entry.kept_apart is not None
        assert entry.kept_apart.reason == "It is not mine to tell."
        assert not Telling.objects.visible_to(pair.dawn).exists()
        assert KeptApart.objects.visible_to(pair.dawn).count() == 1
        assert find_in_moments(pair.dawn, "somebody") == []


def test_neither_sees_the_others_dot_until_both_are_placed(pair: Pair) -> None:
    moment = noted(pair, stance=(70, 65))
    with at(LATER):
        assert not Stance.objects.visible_to(pair.dawn).exists()
        actions.place_stance(by=pair.dawn, moment_id=moment.id, support=20, challenge=30)
        assert Stance.objects.visible_to(pair.dawn).count() == 2
        assert Stance.objects.visible_to(pair.sam).count() == 2


def test_undo_works_for_five_minutes_and_then_says_so(pair: Pair) -> None:
    moment = noted(pair)
    with at(LATER), pytest.raises(actions.TooLate):
        actions.undo_moment(by=pair.sam, moment_id=moment.id)
    actions.undo_moment(by=pair.sam, moment_id=moment.id)
    assert not Moment.objects.exists()


def test_wrong_person_takes_it_away_at_once_and_notes_an_incident(pair: Pair) -> None:
    moment = noted(pair)
    with at(LATER):
        with pytest.raises(Http404):
            actions.take_from_wrong_person(by=pair.dawn, moment_id=moment.id)
        actions.take_from_wrong_person(by=pair.sam, moment_id=moment.id)
        assert not Moment.objects.visible_to(pair.dawn).exists()
    assert not Telling.objects.exists()
    assert WrongPerson.objects.get().moment_id == moment.id


def test_the_same_note_sent_twice_is_one_moment(pair: Pair) -> None:
    once = new_id()
    noted(pair, id=once)
    noted(pair, id=once)
    assert Moment.objects.count() == Telling.objects.count() == 1


def test_an_old_note_is_unseen_by_dawn_until_sam_lets_it_through(pair: Pair) -> None:
    old = OldNote(
        id=new_id(),
        relationship_id=pair.relationship_id,
        teller_id=pair.sam.person_id,
        author="S. Tealby",
        kind="met",
        words="She told me where she is hiding.",
        happened_at=TUESDAY - timedelta(days=300),
    )
    bring_in_moments([old])
    with at(LATER):
        assert not Moment.objects.visible_to(pair.dawn).exists()
        assert not BroughtIn.objects.visible_to(pair.dawn).exists()
        assert entry_of(pair.sam, old.id).brought_in is not None
        with pytest.raises(Http404):
            actions.let_through(by=pair.dawn, moment_id=old.id)
        actions.let_through(by=pair.sam, moment_id=old.id)
        assert entry_of(pair.dawn, old.id).brought_in.author == "S. Tealby"  # type: ignore[union-attr]


def test_last_met_is_a_meeting_that_is_past_and_not_a_try(pair: Pair) -> None:
    noted(pair, happened_at=TUESDAY - timedelta(days=3))
    noted(pair, kind="tried")
    noted(pair, happened_at=TUESDAY + timedelta(days=900))
    assert last_met(pair.sam) == {pair.relationship_id: TUESDAY - timedelta(days=3)}


def test_words_are_left_until_something_is_said_back(pair: Pair) -> None:
    actions.note_moment(
        by=pair.dawn, relationship_id=pair.relationship_id, kind="message", words="Still coming."
    )
    with at(LATER):
        week = TUESDAY - timedelta(days=7)
        assert [left.words for left in words_left_for(pair.sam, week)] == ["Still coming."]
        noted(pair, kind="message", words="Good.")
        assert words_left_for(pair.sam, week) == []


def test_finding_takes_no_notice_of_capitals_or_accents_and_sees_only_mine(pair: Pair) -> None:
    noted(pair, words="Tea at Pauline’s CAFÉ", others="Ruth", in_the_way="the form", learned="Walk")
    assert [found.words for found in find_in_moments(pair.sam, "cafe tea")] == [
        "Tea at Pauline’s CAFÉ"
    ]
    assert find_in_moments(pair.sam, "ruth")[0].words == "Ruth"
    assert find_in_moments(pair.bev, "tea") == []


def test_a_story_of_many_moments_is_read_in_pages_that_leave_none_out(pair: Pair) -> None:
    for day in range(60):
        noted(pair, words=str(day), happened_at=TUESDAY - timedelta(days=day // 3))
    seen, place = [], None
    for _ in range(3):
        page = story_page(pair.sam, pair.relationship_id, place)
        seen += [entry.moment.id for entry in page.entries if entry.moment]
        place = page.earlier
    assert place is None
    assert len(seen) == len(set(seen)) == 60


def taken_down(pair: Pair, moment: Moment) -> None:
    actions.take_down_telling(
        by=pair.sam, moment_id=moment.id, teller_id=pair.dawn.person_id, words="Ring my mam."
    )


def test_wrong_person_leaves_dawns_own_words_and_what_she_added(pair: Pair) -> None:
    moment = noted(pair, stance=(20, 20))
    with at(LATER):
        taken_down(pair, moment)
        actions.mark_turning(by=pair.sam, moment_id=moment.id)
        actions.place_stance(by=pair.dawn, moment_id=moment.id, support=60, challenge=40)
    with at(LATER + timedelta(minutes=6)):
        for _ in range(2):
            actions.take_from_wrong_person(by=pair.sam, moment_id=moment.id)
        entry = entry_of(pair.dawn, moment.id)
    assert [telling.words for telling in entry.tellings] == ["Ring my mam."]
    assert entry.turnings == []
    assert [stance.by_id for stance in entry.stances] == [pair.dawn.person_id]
    assert WrongPerson.objects.count() == 1


def test_wrong_person_takes_what_dawn_has_not_seen_of_what_sam_took_down(pair: Pair) -> None:
    moment = noted(pair)
    with at(LATER):
        taken_down(pair, moment)
        actions.take_from_wrong_person(by=pair.sam, moment_id=moment.id)
    assert not Moment.objects.exists()


def test_dawn_reads_that_something_was_here_by_mistake_if_she_could_have_seen_it(
    pair: Pair,
) -> None:
    unseen, seen = noted(pair), noted(pair)
    actions.take_from_wrong_person(by=pair.sam, moment_id=unseen.id)
    with at(LATER):
        actions.take_from_wrong_person(by=pair.sam, moment_id=seen.id)
        assert mistakes(pair.dawn, pair) == [seen.id]
        assert mistakes(pair.sam, pair) == [], "he knows"
    assert WrongPerson.objects.visible_to(pair.bev).count() == 0


def mistakes(viewer: Viewer, pair: Pair) -> list[UUID]:
    entries = story_page(viewer, pair.relationship_id).entries
    return [entry.taken_away.moment_id for entry in entries if entry.taken_away]


def test_what_is_kept_apart_is_marked_by_its_day_and_not_its_time(pair: Pair) -> None:
    reason = actions.Apart(why="safety", reason="Not now.", review_on=TUESDAY.date())
    with at(TUESDAY):
        moment = noted(pair, apart=reason)
    mark = KeptApart.objects.get(moment=moment)
    assert (here(mark.happened_at).date(), here(mark.happened_at).time()) == (
        here(moment.happened_at).date(),
        time(0),
    )


def test_an_id_that_names_something_else_is_nobodys_to_use(pair: Pair) -> None:
    first, second = noted(pair), noted(pair)
    once = new_id()
    with at(LATER):
        actions.add_telling(by=pair.dawn, moment_id=first.id, words="Aye.", id=once)
        for by, moment in ((pair.dawn, second), (pair.sam, first)):
            with pytest.raises(Http404):
                actions.add_telling(by=by, moment_id=moment.id, words="No.", id=once)
    assert Telling.objects.get(id=once).moment_id == first.id
