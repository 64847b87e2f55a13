from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.http import Http404

from alongside.kit.ids import new_id
from alongside.kit.time import at
from alongside.moments.actions import Apart, note_moment
from alongside.promises import actions
from alongside.promises.finding import find_in_promises, standings_of
from alongside.promises.models import Due, Promise, Reply, Told
from alongside.promises.queries import open_promises, standing_of
from alongside.promises.showing import line_of
from alongside.relationships.queries import the_relationship
from conftest import TUESDAY, Pair

AT_ONE = TUESDAY + timedelta(hours=5)


def ring_ruth(pair: Pair, **more: Any) -> UUID:
    what = actions.What(words="Ring Ruth", due=Due.TIME, due_at=AT_ONE)
    told: dict[str, Any] = {"promiser_id": pair.sam.person_id, "what": what, **more}
    return actions.make_promise(by=pair.sam, relationship_id=pair.relationship_id, **told).id


def test_either_side_can_write_a_promise_of_either(pair: Pair) -> None:
    actions.make_promise(
        by=pair.dawn,
        relationship_id=pair.relationship_id,
        promiser_id=pair.sam.person_id,
        what=actions.What(words="Bring the good biscuits"),
    )
    (seen,) = open_promises(pair.sam)
    assert (seen.promise.words, seen.promise.to_id) == (
        "Bring the good biscuits",
        pair.dawn.person_id,
    )


def test_nobody_outside_can_promise_or_see(pair: Pair) -> None:
    promise = ring_ruth(pair)
    with pytest.raises(Http404):
        standing_of(pair.bev, promise)
    with pytest.raises(Http404):
        actions.keep_promise(by=pair.bev, promise_id=promise)
    with pytest.raises(Http404):
        ring_ruth(pair, promiser_id=pair.bev.person_id)


def test_kept_and_said_otherwise_both_stay(pair: Pair) -> None:
    promise = ring_ruth(pair)
    kept = actions.keep_promise(by=pair.sam, promise_id=promise)
    actions.reply_to_answer(by=pair.dawn, answer_id=kept.id, agrees=False, words="You did not.")
    standing = standing_of(pair.sam, promise)
    assert standing.mark == "kept"
    assert standing.disputed
    assert standing.replies[kept.id].words == "You did not."


def test_late_is_not_missed_and_missed_can_be_put_right(pair: Pair) -> None:
    promise = ring_ruth(pair)
    with at(AT_ONE + timedelta(hours=1)):
        assert standing_of(pair.sam, promise).mark == "late"
        actions.miss_promise(by=pair.dawn, promise_id=promise, words="Sat there like a lemon.")
        assert standing_of(pair.sam, promise).mark == "broken"
        assert open_promises(pair.sam) == []
        actions.put_right(by=pair.sam, promise_id=promise, words="Said sorry, face to face.")
        assert standing_of(pair.dawn, promise).mark == "mended"


@pytest.mark.parametrize(("hours", "told"), [(4, Told.BEFORE), (6, Told.AFTER)])
def test_moved_says_whether_it_was_told_before_or_after(pair: Pair, hours: int, told: str) -> None:
    promise = ring_ruth(pair)
    with at(TUESDAY + timedelta(hours=hours)):
        moved = actions.move_promise(by=pair.sam, promise_id=promise, to=AT_ONE + timedelta(days=2))
        assert (moved.told, moved.moved_from) == (told, AT_ONE)
        assert standing_of(pair.dawn, promise).mark == "open"


def test_letting_go_needs_a_yes_from_both(pair: Pair) -> None:
    promise = ring_ruth(pair)
    asked = actions.ask_to_let_go(by=pair.sam, promise_id=promise)
    assert len(open_promises(pair.dawn)) == 1
    with pytest.raises(Http404):
        actions.reply_to_answer(by=pair.sam, answer_id=asked.id, agrees=True)
    actions.reply_to_answer(by=pair.dawn, answer_id=asked.id, agrees=True)
    assert open_promises(pair.dawn) == []
    assert standing_of(pair.sam, promise).mark == "changed"


def test_a_time_and_a_place_make_a_visit_that_can_be_answered(pair: Pair) -> None:
    what = actions.What(words="", due=Due.TIME, due_at=AT_ONE, place="Pauline’s café")
    visit = actions.make_promise(
        by=pair.sam,
        relationship_id=pair.relationship_id,
        promiser_id=pair.sam.person_id,
        what=what,
    )
    assert visit.is_visit
    actions.say_coming(by=pair.dawn, promise_id=visit.id)
    actions.say_not_today(by=pair.dawn, promise_id=visit.id)
    coming = standing_of(pair.sam, visit.id).coming
    assert coming is not None
    assert coming.became == "not-today"


def test_an_ended_promise_takes_no_second_ending(pair: Pair) -> None:
    promise = ring_ruth(pair)
    actions.keep_promise(by=pair.sam, promise_id=promise)
    with pytest.raises(actions.Ended):
        actions.miss_promise(by=pair.dawn, promise_id=promise)


def test_an_answer_can_be_taken_back_until_it_is_replied_to(pair: Pair) -> None:
    promise = ring_ruth(pair)
    kept = actions.keep_promise(by=pair.sam, promise_id=promise)
    actions.undo_answer(by=pair.sam, answer_id=kept.id)
    assert standing_of(pair.sam, promise).is_open
    again = actions.keep_promise(by=pair.sam, promise_id=promise)
    actions.reply_to_answer(by=pair.dawn, answer_id=again.id, agrees=True)
    with pytest.raises(actions.Ended):
        actions.undo_answer(by=pair.sam, answer_id=again.id)


def test_a_promise_made_in_a_moment_opens_with_it(pair: Pair) -> None:
    ring_ruth(pair, opens_at=TUESDAY + timedelta(minutes=5))
    assert not Promise.objects.visible_to(pair.dawn).exists()
    with at(TUESDAY + timedelta(minutes=5)):
        assert Promise.objects.visible_to(pair.dawn).exists()


def test_the_same_promise_sent_twice_is_one(pair: Pair) -> None:
    once = new_id()
    assert ring_ruth(pair, id=once) == ring_ruth(pair, id=once)


def test_only_what_was_found_is_read_in_full(pair: Pair) -> None:
    ring_ruth(pair)
    other = ring_ruth(pair)
    actions.keep_promise(by=pair.sam, promise_id=other, words="Flat on the ground floor")
    (found,) = find_in_promises(pair.dawn, "flat ruth")
    assert found == other
    assert [len(each.answers) for each in standings_of(pair.dawn, [found])] == [1]
    assert standings_of(pair.bev, [found]) == []


def test_finding_looks_into_what_was_said_about_it(pair: Pair) -> None:
    promise = ring_ruth(pair)
    actions.keep_promise(by=pair.sam, promise_id=promise, words="Flat on the ground floor")
    assert len(find_in_promises(pair.dawn, "ground FLOOR")) == 1
    assert find_in_promises(pair.bev, "ruth") == []


def test_a_promise_made_in_what_is_kept_apart_is_kept_apart_with_it(pair: Pair) -> None:
    apart = Apart(why="safety", reason="Not mine to tell.", review_on=date(2026, 12, 1))
    moment = note_moment(
        by=pair.sam, relationship_id=pair.relationship_id, kind="call", apart=apart
    )
    ring_ruth(pair, moment_id=moment.id)
    with at(AT_ONE):
        assert not Promise.objects.visible_to(pair.dawn).exists()
        assert Promise.objects.visible_to(pair.sam).exists()


def test_taking_back_a_move_puts_the_day_back_as_it_was_said(pair: Pair) -> None:
    promise = ring_ruth(pair)
    later = AT_ONE + timedelta(days=2)
    moved = actions.move_promise(by=pair.sam, promise_id=promise, to=later, due=Due.DAY)
    actions.undo_answer(by=pair.sam, answer_id=moved.id)
    back = standing_of(pair.dawn, promise).promise
    assert (back.due, back.due_at) == (Due.TIME, AT_ONE)


def test_a_reply_once_given_stands(pair: Pair) -> None:
    kept = actions.keep_promise(by=pair.sam, promise_id=ring_ruth(pair))
    actions.reply_to_answer(by=pair.dawn, answer_id=kept.id, agrees=False, words="You did not.")
    actions.reply_to_answer(by=pair.dawn, answer_id=kept.id, agrees=True, words="Fine.")
    standing = standing_of(pair.sam, kept.promise_id)
    assert standing.replies[kept.id].words == "You did not."


def test_an_older_move_cannot_be_taken_back_over_a_newer_one(pair: Pair) -> None:
    promise = ring_ruth(pair)
    thursday, friday = AT_ONE + timedelta(days=2), AT_ONE + timedelta(days=3)
    first = actions.move_promise(by=pair.sam, promise_id=promise, to=thursday)
    second = actions.move_promise(by=pair.dawn, promise_id=promise, to=friday)
    with pytest.raises(actions.Ended):
        actions.undo_answer(by=pair.sam, answer_id=first.id)
    assert standing_of(pair.sam, promise).promise.due_at == friday
    actions.undo_answer(by=pair.dawn, answer_id=second.id)
    actions.undo_answer(by=pair.sam, answer_id=first.id)
    assert standing_of(pair.sam, promise).promise.due_at == AT_ONE


def test_a_miss_cannot_be_taken_back_from_under_what_put_it_right(pair: Pair) -> None:
    promise = ring_ruth(pair)
    missed = actions.miss_promise(by=pair.dawn, promise_id=promise)
    actions.put_right(by=pair.sam, promise_id=promise, words="Said sorry.")
    with pytest.raises(actions.Ended):
        actions.undo_answer(by=pair.dawn, answer_id=missed.id)
    assert standing_of(pair.dawn, promise).mark == "mended"


def test_only_what_was_missed_can_be_put_right(pair: Pair) -> None:
    promise = ring_ruth(pair)
    for mark in ("open", "kept"):
        with pytest.raises(actions.Ended):
            actions.put_right(by=pair.sam, promise_id=promise, words="Said sorry.")
        assert standing_of(pair.dawn, promise).mark == mark
        if mark == "open":
            actions.keep_promise(by=pair.sam, promise_id=promise)


def test_a_slow_second_sending_of_one_form_adds_nothing_even_after_somebody_answered(
    pair: Pair,
) -> None:
    promise, once = ring_ruth(pair), new_id()
    for _ in range(2):
        actions.ask_to_let_go(by=pair.sam, promise_id=promise, id=once)
        actions.say_coming(by=pair.dawn, promise_id=promise, id=UUID(int=once.int + 1))
    actions.miss_promise(by=pair.dawn, promise_id=promise)
    righted = new_id()
    for _ in range(2):
        actions.put_right(by=pair.sam, promise_id=promise, words="Sorry.", id=righted)
    assert len(standing_of(pair.sam, promise).answers) == 4
    with pytest.raises(Http404):
        actions.put_right(by=pair.dawn, promise_id=promise, words="Mine.", id=righted)


def test_each_answer_is_one_whole_sentence(pair: Pair) -> None:
    promise = ring_ruth(pair)
    actions.move_promise(by=pair.sam, promise_id=promise, to=AT_ONE + timedelta(days=2))
    actions.ask_to_let_go(by=pair.dawn, promise_id=promise)
    between = the_relationship(pair.dawn, pair.relationship_id)
    line = line_of(pair.dawn, between, standing_of(pair.dawn, promise))
    assert [words for _answer, words in line.said] == [
        "Moved to Thursday 19 November at 1:30. It was Tuesday 17 November at 1:30.",
        "Asks to let it go together",
    ]
    assert line.whose == "Sam to you, at 1:30 on Thursday"
    assert line.stands == "Open, at 1:30 on Thursday"


def test_promises_brought_in_before_keep_their_end_and_lose_the_yes_that_nobody_said(
    pair: Pair,
) -> None:
    promise = ring_ruth(pair, opens_at=datetime(9000, 1, 1, tzinfo=UTC))
    asked = actions.ask_to_let_go(by=pair.sam, promise_id=promise)
    told = {"relationship_id": pair.relationship_id, "by_id": pair.sam.person_id, "agrees": True}
    Reply.objects.create(answer=asked, **told)
    name = "alongside.promises.migrations.0003_an_old_promise_opens_when_it_is_let_through"
    import_module(name).without_a_far_year(apps, None)
    assert not Reply.objects.exists()
    standing = standing_of(pair.sam, promise)
    assert (standing.mark, standing.was_dropped) == ("changed", True)
    assert standing.promise.opens_at is None
    actions.let_promise_through(by=pair.sam, promise_id=promise)
    assert standing_of(pair.dawn, promise).mark == "changed"


@pytest.mark.parametrize(
    ("due", "says"),
    [(Due.TIME, "at 11:59 pm today"), (Due.BY, "by today"), (Due.DAY, "today")],
)
def test_a_visit_at_a_minute_to_midnight_is_not_a_whole_day(
    pair: Pair, due: Due, says: str
) -> None:
    late = TUESDAY.replace(hour=23, minute=59)
    promise = ring_ruth(pair, what=actions.What(words="Moon", due=due, due_at=late))
    between = the_relationship(pair.dawn, pair.relationship_id)
    assert line_of(pair.dawn, between, standing_of(pair.dawn, promise)).due == says
