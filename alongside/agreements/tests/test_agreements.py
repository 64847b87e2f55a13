from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.http import Http404

from alongside.access.viewer import Viewer
from alongside.agreements import actions
from alongside.agreements.actions import EachWants, Overtaken, Terms
from alongside.agreements.models import Agreement, AgreementAnswer, Doing, Rest
from alongside.agreements.queries import (
    Versions,
    doings_between,
    endings_between,
    resting,
    versions_between,
    waiting_for,
)
from alongside.kit.ids import new_id
from alongside.kit.time import at
from alongside.moments.actions import note_moment
from conftest import TUESDAY, Pair

LATER = TUESDAY + timedelta(hours=1)


def propose(
    pair: Pair, by: Viewer, together: str, over: Agreement | None = None, **more: Any
) -> Agreement:
    return actions.propose_agreement(
        by=by,
        relationship_id=pair.relationship_id,
        terms=Terms(together=together, **more),
        builds_on_id=over.id if over else None,
    )


def agreed(pair: Pair, together: str = "Tea first") -> Agreement:
    first = propose(pair, pair.sam, together)
    actions.agree_to(by=pair.dawn, agreement_id=first.id)
    return first


def seen(pair: Pair) -> Versions:
    return versions_between(pair.dawn, pair.relationship_id)


def said(versions: list[Any]) -> list[str]:
    return [version.agreement.together for version in versions]


# --- versions -----------------------------------------------------------------------------------


def test_a_version_holds_from_the_other_sides_yes(pair: Pair) -> None:
    first = propose(pair, pair.sam, "Tea first")
    assert seen(pair).holds is None
    with pytest.raises(Http404):
        actions.agree_to(by=pair.sam, agreement_id=first.id)
    actions.agree_to(by=pair.dawn, agreement_id=first.id)
    assert seen(pair).holds is not None
    assert said([seen(pair).holds]) == ["Tea first"]
    assert actions.agree_to(by=pair.dawn, agreement_id=first.id).agrees
    assert AgreementAnswer.objects.count() == 1


def test_seeing_it_otherwise_leaves_both_standing(pair: Pair) -> None:
    first = propose(pair, pair.sam, "Tea first")
    id = new_id()
    for _twice in range(2):
        actions.see_otherwise(by=pair.dawn, agreement_id=first.id, words="No. Cake.", id=id)
    (still_open,) = seen(pair).open
    assert still_open.agreement.together == "Tea first"
    assert [answer.words for answer in still_open.seen_otherwise] == ["No. Cake."]
    actions.agree_to(by=pair.dawn, agreement_id=first.id)
    holds = seen(pair).holds
    assert holds is not None
    assert [answer.words for answer in holds.seen_otherwise] == ["No. Cake."]


def test_two_edits_at_once_are_both_kept_and_nothing_is_mixed(pair: Pair) -> None:
    first = agreed(pair)
    with at(LATER):
        sams = propose(pair, pair.sam, "Tea and cake", over=first)
        propose(pair, pair.dawn, "No tea", over=first)
        assert said(seen(pair).open) == ["Tea and cake", "No tea"]
        actions.agree_to(by=pair.dawn, agreement_id=sams.id)
    now = seen(pair)
    assert said([now.holds]) == ["Tea and cake"]
    assert now.open == []
    assert said(now.before) == ["Tea first", "No tea"]


def test_what_was_overtaken_cannot_be_agreed_to_by_mistake(pair: Pair) -> None:
    first = agreed(pair)
    with at(LATER):
        sams = propose(pair, pair.sam, "Tea and cake", over=first)
        dawns = propose(pair, pair.dawn, "No tea", over=first)
        actions.agree_to(by=pair.dawn, agreement_id=sams.id)
        with pytest.raises(Overtaken):
            actions.agree_to(by=pair.sam, agreement_id=dawns.id)
        with pytest.raises(Overtaken):
            actions.see_otherwise(by=pair.sam, agreement_id=dawns.id)
    assert said([seen(pair).holds]) == ["Tea and cake"]


def test_saved_over_an_old_version_it_still_waits_for_a_word(pair: Pair) -> None:
    first = agreed(pair)
    with at(LATER):
        second = propose(pair, pair.sam, "Tea and cake", over=first)
        actions.agree_to(by=pair.dawn, agreement_id=second.id)
    with at(LATER + timedelta(minutes=1)):
        propose(pair, pair.dawn, "No tea", over=first)
        assert said(seen(pair).open) == ["No tea"]


def test_written_again_by_its_writer_the_newer_one_waits(pair: Pair) -> None:
    first = propose(pair, pair.sam, "Tee first")
    propose(pair, pair.sam, "Tea first", over=first)
    assert said(seen(pair).open) == ["Tea first"]
    assert said(seen(pair).before) == ["Tee first"]
    with pytest.raises(Overtaken):
        actions.agree_to(by=pair.dawn, agreement_id=first.id)


def test_each_sides_wishes_are_their_own_whoever_writes(pair: Pair) -> None:
    written = propose(
        pair, pair.sam, "", mine=EachWants(support="Ring me"), theirs=EachWants(support="Tea")
    )
    version = seen(pair).among(written.id).agreement
    assert version.support_of(pair.sam.person_id) == "Ring me"
    assert version.support_of(pair.dawn.person_id) == "Tea"


def test_a_form_sent_twice_is_one_version(pair: Pair) -> None:
    id = new_id()
    for _twice in range(2):
        actions.propose_agreement(
            by=pair.sam, relationship_id=pair.relationship_id, terms=Terms(together="Tea"), id=id
        )
    assert Agreement.objects.count() == 1
    with pytest.raises(Http404):
        actions.propose_agreement(
            by=pair.dawn, relationship_id=pair.relationship_id, terms=Terms(together="x"), id=id
        )


def test_nobody_outside_reads_or_answers(pair: Pair) -> None:
    first = agreed(pair)
    assert not Agreement.objects.visible_to(pair.bev).exists()
    for verb in (actions.agree_to, actions.see_otherwise):
        with pytest.raises(Http404):
            verb(by=pair.bev, agreement_id=first.id)
    with pytest.raises(Http404):
        propose(pair, pair.bev, "Let me in")


# --- what we do together ------------------------------------------------------------------------


def begun(pair: Pair, words: str = "Dog food") -> UUID:
    return actions.begin_doing(by=pair.dawn, relationship_id=pair.relationship_id, words=words).id


def test_a_doing_keeps_all_that_became_of_it_and_who_said_so(pair: Pair) -> None:
    food = begun(pair)
    actions.change_doing(by=pair.sam, doing_id=food, words="Cat food")
    actions.finish_doing(by=pair.dawn, doing_id=food, words="The cat moved out")
    (line,) = doings_between(pair.sam, pair.relationship_id)
    assert line.words == "Cat food"
    assert line.doing.words == "Dog food"
    assert line.ended is not None
    assert [change.by_id for change in line.changes] == [pair.sam.person_id, pair.dawn.person_id]
    actions.begin_doing_again(by=pair.sam, doing_id=food)
    (line,) = doings_between(pair.dawn, pair.relationship_id)
    assert line.ended is None


def test_a_changed_line_that_ended_stays_ended(pair: Pair) -> None:
    food = begun(pair)
    actions.let_doing_go(by=pair.sam, doing_id=food)
    actions.change_doing(by=pair.dawn, doing_id=food, words="Cat food")
    (line,) = doings_between(pair.dawn, pair.relationship_id)
    assert line.ended is not None


def test_a_doing_is_theirs_alone(pair: Pair) -> None:
    food = begun(pair)
    assert not Doing.objects.visible_to(pair.bev).exists()
    with pytest.raises(Http404):
        actions.finish_doing(by=pair.bev, doing_id=food)


# --- resting, and endings -----------------------------------------------------------------------


def test_either_lets_it_rest_and_either_wakes_it(pair: Pair) -> None:
    us = pair.relationship_id
    actions.let_rest(by=pair.dawn, relationship_id=us, words="I need a while")
    actions.let_rest(by=pair.sam, relationship_id=us)
    rests = resting(pair.sam, us)
    assert rests is not None
    assert rests.words == "I need a while"
    assert Rest.objects.count() == 1
    actions.wake(by=pair.sam, relationship_id=us)
    actions.wake(by=pair.dawn, relationship_id=us)
    assert resting(pair.dawn, us) is None
    assert Rest.objects.get().woken_by_id == pair.sam.person_id


def test_a_new_moment_wakes_nothing_by_itself(pair: Pair) -> None:
    us = pair.relationship_id
    actions.let_rest(by=pair.dawn, relationship_id=us)
    note_moment(by=pair.sam, relationship_id=us, kind="chance", words="Waved at the bus stop")
    assert resting(pair.dawn, us) is not None


def test_when_both_have_written_their_ending_it_rests(pair: Pair) -> None:
    us = pair.relationship_id
    actions.write_ending(by=pair.dawn, relationship_id=us, words="That I can ring somebody")
    actions.write_ending(by=pair.dawn, relationship_id=us, words="And the harbour")
    assert resting(pair.dawn, us) is None
    actions.write_ending(by=pair.sam, relationship_id=us, words="To turn up")
    assert resting(pair.dawn, us) is not None
    assert {each.words for each in endings_between(pair.sam, us)} == {
        "That I can ring somebody",
        "And the harbour",
        "To turn up",
    }


def test_an_ending_from_before_it_woke_does_not_count_again(pair: Pair) -> None:
    us = pair.relationship_id
    for viewer in (pair.dawn, pair.sam):
        actions.write_ending(by=viewer, relationship_id=us, words="Goodbye")
    with at(LATER):
        actions.wake(by=pair.dawn, relationship_id=us)
    with at(LATER + timedelta(days=1)):
        actions.write_ending(by=pair.sam, relationship_id=us, words="Again")
        assert resting(pair.sam, us) is None


def test_nobody_outside_lets_it_rest_or_wakes_it(pair: Pair) -> None:
    for verb in (actions.let_rest, actions.wake):
        with pytest.raises(Http404):
            verb(by=pair.bev, relationship_id=pair.relationship_id)


# --- what waits for a word ----------------------------------------------------------------------


def test_a_proposal_waits_for_the_other_side_until_they_say_something(pair: Pair) -> None:
    us, since = {pair.relationship_id}, TUESDAY - timedelta(days=1)
    first = propose(pair, pair.sam, "Tea first")
    assert waiting_for(pair.dawn, since).proposed == us
    assert waiting_for(pair.sam, since).proposed == set()
    actions.see_otherwise(by=pair.dawn, agreement_id=first.id)
    assert waiting_for(pair.dawn, since).proposed == set()
