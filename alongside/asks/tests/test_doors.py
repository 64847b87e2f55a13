"""Doors the team knows of; and what somebody in a partner is asked, answered from here."""

from uuid import UUID

import pytest
from django.http import Http404

from alongside.asks import actions, links
from alongside.asks.actions import make_link, take_door_off, tell_of_door
from alongside.asks.checks import NamesThem
from alongside.asks.models import Door, Says
from alongside.asks.queries import asked_of_me, doors, one_asked_of_me, what_i_answered
from alongside.asks.tests.conftest import WORDS, Asks
from alongside.partners.models import PartnerPerson
from alongside.shares.actions import name_never_tell, pause
from alongside.world.small import World
from conftest import SignIn


def opened(world: World, asks: Asks, **more: object) -> UUID:
    ask = asks(**more)
    make_link(by=world.viewer("Sam"), ask_id=ask.id)
    links.answer_by_link(ask, says=Says.YES)
    return ask.id


def test_sams_team_reads_who_opened_a_door_and_for_what(world: World, asks: Asks) -> None:
    id = opened(world, asks, to_id=world.person("Ruth"))
    tell_of_door(by=world.viewer("Sam"), ask_id=id, words="A viewing on a quiet day")
    for name in ("Sam", "Bev", "Callum"):
        told = {door.words for door in doors(world.viewer(name))}
        assert "A viewing on a quiet day" in told
    for name in ("Graham", "Dawn", "Kay"):
        assert not doors(world.viewer(name))


@pytest.mark.parametrize(
    "words", ["For Dawn", "Dawn’s flat", "a flat (dawn).", "Ms Hesketh", "Terry’s"]
)
def test_a_door_names_nobody_whose_life_it_is(world: World, asks: Asks, words: str) -> None:
    id = opened(world, asks, to_id=world.person("Ruth"))
    with pytest.raises(NamesThem):
        tell_of_door(by=world.viewer("Sam"), ask_id=id, words=words)


def test_a_word_that_is_also_a_name_of_somebody_else_can_be_said(world: World, asks: Asks) -> None:
    id = opened(world, asks, to_id=world.person("Ruth"))
    words = "A viewing, mo matter the hour"
    assert tell_of_door(by=world.viewer("Sam"), ask_id=id, words=words).words == words


def test_somebody_new_is_written_down_with_their_place(world: World, asks: Asks) -> None:
    id = opened(world, asks, called="Pauline", place="Fore Street café")
    tell_of_door(by=world.viewer("Sam"), ask_id=id, words="A back table")
    there = PartnerPerson.objects.get(partner__called="Fore Street café")
    assert [door.person_id for door in doors(world.viewer("Bev")) if door.words == "A back table"]
    assert there.added_by_id == world.person("Sam")


def test_there_is_no_door_before_a_yes_nor_for_anybody_else(world: World, asks: Asks) -> None:
    ask = asks(to_id=world.person("Ruth"))
    links.answer_by_link(ask, says=Says.NO, words="No room.")
    with pytest.raises(Http404):
        tell_of_door(by=world.viewer("Sam"), ask_id=ask.id, words="A viewing")
    links.answer_by_link(ask, says=Says.YES)
    for name in ("Dawn", "Bev", "Ruth"):
        with pytest.raises(Http404):
            tell_of_door(by=world.viewer(name), ask_id=ask.id, words="A viewing")


def test_whoever_opened_it_or_told_of_it_takes_it_off(world: World, asks: Asks) -> None:
    for name in ("Ruth", "Sam"):
        id = opened(world, asks, to_id=world.person("Ruth"))
        door = tell_of_door(by=world.viewer("Sam"), ask_id=id, words="A viewing")
        with pytest.raises(Http404):
            take_door_off(by=world.viewer("Bev"), door_id=door.id)
        take_door_off(by=world.viewer(name), door_id=door.id)
        assert door.id not in {each.id for each in doors(world.viewer("Bev"))}


def test_nothing_is_counted_and_the_order_is_that_of_names(
    world: World, asks: Asks, sign_in: SignIn
) -> None:
    for called in ("Zoe", "Abel"):
        for words in ("A chat", "A lift"):
            id = opened(world, asks, called=called, place="The chapel")
            tell_of_door(by=world.viewer("Sam"), ask_id=id, words=words)
    shown = sign_in("Bev").get("/doors/", secure=True).content.decode()
    assert shown.index("Abel") < shown.index("Ruth Adeyemi") < shown.index("Zoe")
    assert Door.objects.count() >= 5


# --- asked here, at work ------------------------------------------------------------------------


def test_ruth_reads_what_she_is_asked_and_answers_from_here(
    world: World, asks: Asks, sign_in: SignIn
) -> None:
    ask, ruth = asks(to_id=world.person("Ruth")), world.viewer("Ruth")
    assert ask.id not in {each.ask.id for each in asked_of_me(ruth)}
    make_link(by=world.viewer("Sam"), ask_id=ask.id)
    browser = sign_in("Ruth")
    shown = browser.get(f"/asked/{ask.id}/", secure=True).content.decode()
    assert WORDS in shown
    assert "Dawn" not in shown
    said = {"says": "no", "words": "We are full until June."}
    browser.post(f"/asked/{ask.id}/", said, secure=True)
    assert what_i_answered(ruth)[0].words == "We are full until June."
    assert not what_i_answered(world.viewer("Sam"))


def test_what_ruth_is_asked_goes_when_it_may_not_be_told(world: World, asks: Asks) -> None:
    ruth, dawn = world.viewer("Ruth"), world.viewer("Dawn")
    ask = asks(to_id=world.person("Ruth"))
    make_link(by=world.viewer("Sam"), ask_id=ask.id)
    assert one_asked_of_me(ruth, ask.id)
    name_never_tell(by=dawn, words="Ruth Adeyemi")
    assert not one_asked_of_me(ruth, ask.id)
    with pytest.raises(Http404):
        actions.answer_what_i_was_asked(by=ruth, ask_id=ask.id, says=Says.YES)


def test_a_pause_hides_it_from_ruth_too(world: World, asks: Asks) -> None:
    ask = asks(to_id=world.person("Ruth"))
    make_link(by=world.viewer("Sam"), ask_id=ask.id)
    pause(by=world.viewer("Dawn"))
    assert not one_asked_of_me(world.viewer("Ruth"), ask.id)
