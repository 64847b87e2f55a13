"""Whoever is asked answers by a link, with no way in here; and sees the ask alone."""

from datetime import timedelta

import pytest
from django.test import Client

from alongside.access.models import TrailLine
from alongside.access.trail import broken_at
from alongside.asks.actions import make_link, say_yes_to_ask, take_ask_back, tell_after
from alongside.asks.checks import NamesThem
from alongside.asks.links import MOST
from alongside.asks.models import Ask, AskAnswer
from alongside.asks.queries import asks_for_my_word, one_ask
from alongside.asks.tests.conftest import WORDS, Asks, address_of, opened, page, says
from alongside.kit.time import at, now
from alongside.profiles.cards import make_card
from alongside.profiles.headings import Heading
from alongside.relationships.models import Side
from alongside.shares.actions import name_never_tell, pause, share_again
from alongside.world.small import World
from conftest import TUESDAY


def test_a_stranger_reads_the_ask_and_nothing_else(world: World, asks: Asks) -> None:
    where = address_of(world, asks(why="Two flats come up.", may_know="A dog.", signed="Sam"))
    shown = page(opened(where), where)
    for said in (WORDS, "Two flats come up.", "A dog.", "Sam asks you"):
        assert said in shown
    for never in ("Dawn", "Kay", "Lantern", "Alongside", "/home/", "/with/"):
        assert never not in shown
    assert "<title>A page" in shown


def test_looking_ahead_opens_nothing(world: World, asks: Asks) -> None:
    where = address_of(world, asks())
    for _ahead in range(3):
        assert WORDS not in page(Client(), where)
    assert WORDS in page(opened(where), where)


def test_forwarded_it_opens_nowhere_else(world: World, asks: Asks) -> None:
    where = address_of(world, asks())
    opened(where)
    for answer in (Client().get(where, secure=True), Client().post(where, secure=True)):
        assert answer.status_code == 410
        assert WORDS.encode() not in answer.content


def test_a_new_link_ends_the_one_before(world: World, asks: Asks) -> None:
    ask = asks()
    first = address_of(world, ask)
    phone, second = opened(first), address_of(world, ask)
    assert phone.get(first, secure=True).status_code == 410
    assert WORDS in page(opened(second), second)


def test_an_answer_reaches_both_sides_in_the_words_it_was_given(world: World, asks: Asks) -> None:
    ask = asks()
    where = address_of(world, ask)
    phone = opened(where)
    assert says(phone, where, "no", "No room before June.") == 302
    assert "No room before June." in page(phone, where)
    assert says(phone, where, "yes", "A flat came free.") == 302
    for name in ("Sam", "Dawn"):
        asked = one_ask(world.viewer(name), ask.id)
        assert [each.words for each in asked.answers] == [
            "No room before June.",
            "A flat came free.",
        ]
        assert asked.stands == "yes"


def test_pressing_open_twice_is_no_answer(world: World, asks: Asks) -> None:
    where = address_of(world, asks())
    phone = opened(where)
    again = phone.post(where, secure=True)
    assert WORDS in again.content.decode()
    assert "Choose one." not in again.content.decode()


def test_a_card_opened_later_does_not_end_what_the_phone_is_known_by(
    world: World, asks: Asks
) -> None:
    where = address_of(world, asks(until=now() + timedelta(days=60)))
    phone = opened(where)
    until = now() + timedelta(days=1)
    card = make_card(by=world.viewer("Dawn"), chosen=[Heading.PLEASE], until=until).link
    phone.post(f"/card/{card}/", secure=True)
    assert int(phone.cookies["__Host-card"]["max-age"]) >= timedelta(days=60).total_seconds()
    assert WORDS in page(phone, where)


def test_an_answer_sent_twice_is_one(world: World, asks: Asks) -> None:
    ask = asks()
    where = address_of(world, ask)
    phone, id = opened(where), "0191f000-0000-7000-8000-000000000001"
    for _twice in range(2):
        phone.post(where, {"id": id, "says": "yes", "words": ""}, secure=True)
    assert AskAnswer.objects.filter(ask=ask).count() == 1


def test_nothing_chosen_says_so_and_keeps_the_words(world: World, asks: Asks) -> None:
    ask = asks()
    where = address_of(world, ask)
    phone = opened(where)
    shown = phone.post(where, {"words": "Ring me"}, secure=True).content.decode()
    assert "Ring me" in shown
    assert not AskAnswer.objects.filter(ask=ask).exists()


def test_one_link_gives_only_so_many_answers(world: World, asks: Asks) -> None:
    ask = asks()
    where = address_of(world, ask)
    phone = opened(where)
    answers = [says(phone, where, "talk", str(number)) for number in range(MOST + 1)]
    assert answers == [302] * MOST + [410]


def test_an_answer_after_it_was_taken_back_changes_nothing(world: World, asks: Asks) -> None:
    ask = asks()
    where = address_of(world, ask)
    phone = opened(where)
    take_ask_back(by=world.viewer("Dawn"), ask_id=ask.id)
    assert says(phone, where, "yes") == 410
    assert not AskAnswer.objects.filter(ask=ask).exists()


def test_a_pause_shuts_it_and_it_opens_again(world: World, asks: Asks) -> None:
    where = address_of(world, asks())
    phone = opened(where)
    pause(by=world.viewer("Dawn"))
    assert phone.get(where, secure=True).status_code == 410
    share_again(by=world.viewer("Dawn"))
    assert WORDS in page(phone, where)


def test_it_shuts_on_its_day_in_the_zone_of_the_place(world: World, asks: Asks) -> None:
    where = address_of(world, asks(until=now() + timedelta(days=3)))
    phone = opened(where)
    with at(TUESDAY + timedelta(days=3)):
        assert phone.get(where, secure=True).status_code == 410


def test_it_shuts_when_ruth_is_never_to_be_told_any_more(world: World, asks: Asks) -> None:
    where = address_of(world, asks(to_id=world.person("Ruth")))
    phone = opened(where)
    name_never_tell(by=world.viewer("Dawn"), words="Ruth Adeyemi")
    assert phone.get(where, secure=True).status_code == 410


def test_it_shuts_when_whoever_asked_is_there_no_longer(world: World, asks: Asks) -> None:
    ask = asks()
    where = address_of(world, ask)
    phone = opened(where)
    Side.objects.filter(person_id=ask.by_id, relationship_id=ask.relationship_id).update(
        left_at=now()
    )
    assert phone.get(where, secure=True).status_code == 410


@pytest.mark.parametrize("for_them", [True, False])
def test_what_happened_after_is_read_only_where_that_was_said(
    world: World, asks: Asks, *, for_them: bool
) -> None:
    ask = asks()
    where = address_of(world, ask)
    phone = opened(where)
    words = "Somebody asked me to sit down."
    tell_after(by=world.viewer("Dawn"), ask_id=ask.id, words=words, for_them=for_them)
    assert (words in page(phone, where)) == for_them


def test_thanks_from_sam_name_nobody_without_a_yes(world: World, asks: Asks) -> None:
    ask, sam, words = asks(), world.viewer("Sam"), "Dawn smiled all day."
    with pytest.raises(NamesThem):
        tell_after(by=sam, ask_id=ask.id, words=words, is_thanks=True)
    told = tell_after(by=sam, ask_id=ask.id, words=words, is_thanks=True, for_them=True)
    assert told.for_them


def test_an_answer_is_news_to_whoever_asked_and_to_whose_life_it_is(
    world: World, asks: Asks
) -> None:
    ask = asks(heard=False)
    say_yes_to_ask(by=world.viewer("Dawn"), ask_id=ask.id)
    where = address_of(world, ask)
    says(opened(where), where, "yes")
    for name in ("Sam", "Dawn"):
        news = {each.ask_id: each.what for each in asks_for_my_word(world.viewer(name))}
        assert news[ask.id] == "answered"
    assert ask.id not in {each.ask_id for each in asks_for_my_word(world.viewer("Bev"))}


def test_thanks_reach_them(world: World, asks: Asks) -> None:
    ask = asks()
    where = address_of(world, ask)
    tell_after(by=world.viewer("Sam"), ask_id=ask.id, words="Thank you, Ruth.", is_thanks=True)
    assert "Thank you, Ruth." in page(opened(where), where)


def test_dawn_reads_on_her_trail_that_it_was_looked_at(world: World, asks: Asks) -> None:
    ask = asks()
    where = address_of(world, ask)
    page(opened(where), where)
    assert TrailLine.objects.filter(viewer_id=ask.id, about_id=world.person("Dawn")).exists()
    assert broken_at() is None


def test_guessing_is_slowed_down(world: World, asks: Asks) -> None:
    address_of(world, asks())
    met = {Client().get(f"/for-you/{'x' * 43}{n}/", secure=True).status_code for n in range(25)}
    assert met == {410}
    assert "too many tries" in page(Client(), "/for-you/nothing/")


def test_the_link_itself_is_kept_nowhere(world: World, asks: Asks) -> None:
    ask = asks()
    made = make_link(by=world.viewer("Sam"), ask_id=ask.id)
    assert made.link not in str(list(Ask.objects.filter(id=ask.id).values()))
