"""Somebody in my circle may point to a person here: when both say yes, and only for the two."""

import pytest
from django.http import Http404

from alongside.circles import actions
from alongside.circles.models import Tie, TieAsk
from alongside.circles.opening import (
    ask_to_point,
    open_to,
    say_not_now_to_pointing,
    say_yes_to_pointing,
    take_back_pointing,
)
from alongside.circles.queries import asked_of_me, my_asks, who_waits_for_my_word
from alongside.circles.tests.around import begun, put
from alongside.kit.ids import new_id
from alongside.shares.actions import pause
from alongside.world.small import World
from conftest import Pair, SignIn


def asked(pair: Pair) -> TieAsk:
    tie = put(pair.dawn, begun(pair.dawn), "Him")
    return ask_to_point(by=pair.dawn, tie_id=tie.id, relationship_id=pair.relationship_id)


def test_it_points_when_both_said_yes(pair: Pair) -> None:
    ask = asked(pair)
    assert who_waits_for_my_word(pair.sam) == {pair.relationship_id}
    assert my_asks(pair.dawn)[ask.who.hex].yes_at is None
    say_yes_to_pointing(by=pair.sam, tie_ask_id=ask.id)
    assert my_asks(pair.dawn)[ask.who.hex].yes_at is not None
    assert who_waits_for_my_word(pair.sam) == set()


def test_not_now_is_an_answer_and_a_yes_can_follow(pair: Pair) -> None:
    ask = asked(pair)
    say_not_now_to_pointing(by=pair.sam, tie_ask_id=ask.id)
    assert who_waits_for_my_word(pair.sam) == set()
    assert my_asks(pair.dawn)[ask.who.hex].not_now_at is not None
    say_yes_to_pointing(by=pair.sam, tie_ask_id=ask.id)
    found = my_asks(pair.dawn)[ask.who.hex]
    assert (found.yes_at is not None, found.not_now_at) == (True, None)


@pytest.mark.parametrize("who", ["dawn", "sam"])
def test_either_takes_it_back_any_day(pair: Pair, who: str) -> None:
    ask = asked(pair)
    say_yes_to_pointing(by=pair.sam, tie_ask_id=ask.id)
    for _twice in range(2 if who == "dawn" else 1):
        take_back_pointing(by=getattr(pair, who), tie_ask_id=ask.id)
    assert my_asks(pair.dawn) == {}
    assert asked_of_me(pair.sam) == []
    assert TieAsk.objects.get().ended_by_id == getattr(pair, who).person_id


def test_nobody_else_can_tell_or_answer(pair: Pair) -> None:
    ask = asked(pair)
    for verb in (say_yes_to_pointing, say_not_now_to_pointing, take_back_pointing):
        with pytest.raises(Http404):
            verb(by=pair.bev, tie_ask_id=ask.id)
    # Nor can whoever asked say the other's yes.
    with pytest.raises(Http404):
        say_yes_to_pointing(by=pair.dawn, tie_ask_id=ask.id)
    assert not TieAsk.objects.visible_to(pair.bev).exists()


def test_only_somebody_i_have_a_relationship_with_can_be_asked(pair: Pair) -> None:
    tie = put(pair.dawn, begun(pair.dawn), "Her")
    with pytest.raises(Http404):
        ask_to_point(by=pair.dawn, tie_id=tie.id, relationship_id=new_id())
    sams = put(pair.sam, begun(pair.sam), "Her")
    with pytest.raises(Http404):
        ask_to_point(by=pair.dawn, tie_id=sams.id, relationship_id=pair.relationship_id)


def test_asked_again_elsewhere_the_first_is_over(pair: Pair) -> None:
    ask, id = asked(pair), new_id()
    tie = Tie.objects.get()
    for _twice in range(2):
        again = ask_to_point(
            by=pair.dawn, tie_id=tie.id, relationship_id=pair.relationship_id, id=id
        )
    assert again.id == id
    assert [each.id for each in asked_of_me(pair.sam)] == [id]
    assert TieAsk.objects.get(id=ask.id).ended_at is not None


def test_while_dawn_pauses_sam_sees_no_question(pair: Pair) -> None:
    asked(pair)
    pause(by=pair.dawn)
    assert asked_of_me(pair.sam) == []
    assert who_waits_for_my_word(pair.sam) == set()


def test_out_of_every_picture_the_question_is_gone(pair: Pair) -> None:
    asked(pair)
    actions.take_out(by=pair.dawn, kind=Tie, tie_id=Tie.objects.get().id)
    assert not TieAsk.objects.exists()


def test_the_picture_others_see_points_to_nobody(world: World, sign_in: SignIn) -> None:
    """Kay said yes; Sam, who may see Dawn's circle, cannot tell that Kay is here."""
    us = world.between("Dawn", "Sam")
    page = sign_in("Sam").get(f"/with/{us}/circle/", secure=True).content.decode()
    assert str(world.person("Kay")) not in page
    assert "said yes" not in page
    mine = sign_in("Dawn").get("/circle/", secure=True).content.decode()
    assert "Kay said yes" in mine


def test_kay_is_asked_and_answers_on_her_own_pages(world: World, sign_in: SignIn) -> None:
    sam, us = sign_in("Sam"), world.between("Dawn", "Sam")
    assert "Dawn asks you something about their circle." in (
        sam.get("/today/", secure=True).content.decode()
    )
    ask = TieAsk.objects.get(other_id=world.person("Sam"))
    sam.post(f"/circle/asks/{ask.id}/yes/", secure=True)
    page = sam.get(f"/with/{us}/circle/", secure=True).content.decode()
    assert "Somebody in Dawn’s circle points to you." in page
    sam.post(f"/circle/asks/{ask.id}/taking-back/", secure=True)
    page = sam.get(f"/with/{us}/circle/", secure=True).content.decode()
    assert "points to you" not in page


def test_opening_a_circle_tells_nothing_of_whom_it_points_to(pair: Pair) -> None:
    ask = asked(pair)
    say_yes_to_pointing(by=pair.sam, tie_ask_id=ask.id)
    open_to(by=pair.dawn, relationship_id=pair.relationship_id)
    assert not TieAsk.objects.visible_to(pair.bev).exists()
