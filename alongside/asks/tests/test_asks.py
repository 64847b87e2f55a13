"""From a relationship, one named person is asked; the one it is about says yes first."""

from uuid import uuid4

import pytest
from django.http import Http404

from alongside.asks.actions import NotAgreed, make_link, say_yes_to_ask, take_ask_back, write_ask
from alongside.asks.checks import MustNotKnow
from alongside.asks.models import Ask
from alongside.asks.queries import asks_between, asks_for_my_word, one_ask
from alongside.asks.tests.conftest import WORDS, Asks, wish
from alongside.people.where import SaysWhere
from alongside.shares.actions import name_never_tell, pause
from alongside.world.small import World
from conftest import SignIn


def test_nothing_goes_before_dawns_yes(world: World, asks: Asks) -> None:
    ask = asks(heard=False)
    sam, dawn = world.viewer("Sam"), world.viewer("Dawn")
    with pytest.raises(NotAgreed):
        make_link(by=sam, ask_id=ask.id)
    assert ask.id in {news.ask_id for news in asks_for_my_word(dawn) if news.what == "waits"}
    say_yes_to_ask(by=dawn, ask_id=ask.id)
    assert ask.id in {news.ask_id for news in asks_for_my_word(sam) if news.what == "ready"}
    assert make_link(by=sam, ask_id=ask.id).link


def test_nobody_but_dawn_says_yes_for_dawn(world: World, asks: Asks) -> None:
    ask = asks(heard=False)
    for name in ("Sam", "Bev", "Kay", "Ruth"):
        with pytest.raises(Http404):
            say_yes_to_ask(by=world.viewer(name), ask_id=ask.id)


def test_a_yes_that_sam_heard_is_told_to_dawn(world: World, asks: Asks) -> None:
    ask = asks(heard=True)
    news = {each.ask_id: each.what for each in asks_for_my_word(world.viewer("Dawn"))}
    assert news[ask.id] == "heard"
    say_yes_to_ask(by=world.viewer("Dawn"), ask_id=ask.id)
    assert ask.id not in {each.ask_id for each in asks_for_my_word(world.viewer("Dawn"))}


def test_a_colleague_says_yes_for_themselves_at_work(world: World) -> None:
    us = world.between("Bev", "Sam")
    ask = write_ask(by=world.viewer("Sam"), relationship_id=us, wish=wish())
    assert ask.about_id == world.person("Bev")
    assert say_yes_to_ask(by=world.viewer("Bev"), ask_id=ask.id).agreed_by_id == ask.about_id


def test_dawn_asks_for_herself_and_needs_no_other_yes(world: World, asks: Asks) -> None:
    ask = asks("Dawn", heard=False)
    assert ask.agreed_by_id == ask.about_id == world.person("Dawn")
    assert make_link(by=world.viewer("Dawn"), ask_id=ask.id).link
    with pytest.raises(Http404):
        make_link(by=world.viewer("Sam"), ask_id=ask.id)


def test_both_see_it_and_nobody_else(world: World, asks: Asks) -> None:
    ask = asks()
    for name in ("Sam", "Dawn"):
        assert one_ask(world.viewer(name), ask.id).ask.words == WORDS
    for name in ("Bev", "Kay", "Ruth", "Graham", "Sam, his own life"):
        with pytest.raises(Http404):
            one_ask(world.viewer(name), ask.id)


def test_either_takes_it_back_and_it_stays_to_be_read(world: World, asks: Asks) -> None:
    for name in ("Sam", "Dawn"):
        ask = asks()
        take_ask_back(by=world.viewer(name), ask_id=ask.id)
        with pytest.raises(Http404):
            make_link(by=world.viewer("Sam"), ask_id=ask.id)
        assert one_ask(world.viewer("Sam"), ask.id).stands == "taken-back"


def test_the_same_form_twice_is_one_ask(world: World) -> None:
    here, id = world.between("Dawn", "Sam"), uuid4()
    for _twice in range(2):
        write_ask(by=world.viewer("Sam"), relationship_id=here, wish=wish(), id=id)
    assert Ask.objects.filter(id=id).count() == 1
    with pytest.raises(Http404):
        write_ask(by=world.viewer("Dawn"), relationship_id=here, wish=wish(), id=id)


def test_whoever_dawn_fears_is_never_asked(world: World, asks: Asks) -> None:
    for more in ({"called": "Neil Barker"}, {"called": "Neil", "place": "Neil Barker’s yard"}):
        with pytest.raises(MustNotKnow):
            asks(**more)
    ask = asks(to_id=world.person("Ruth"))
    name_never_tell(by=world.viewer("Dawn"), words="Ruth Adeyemi")
    with pytest.raises(MustNotKnow):
        make_link(by=world.viewer("Sam"), ask_id=ask.id)


@pytest.mark.parametrize("where", ["words", "why", "may_know", "signed"])
def test_where_dawn_lives_is_in_no_ask(asks: Asks, where: str) -> None:
    with pytest.raises(SaysWhere):
        asks(**{where: "She is at 9 Chandler’s Row."})


def test_who_is_out_of_sight_cannot_be_chosen(asks: Asks, world: World) -> None:
    with pytest.raises(Http404):
        asks(to_id=world.person("Graham"))


def test_while_dawn_pauses_sam_reads_only_what_he_asked(world: World, asks: Asks) -> None:
    mine, hers = asks(), asks("Dawn")
    pause(by=world.viewer("Dawn"))
    found = asks_between(world.viewer("Sam"), world.between("Dawn", "Sam"))
    ids = {each.ask.id for each in found}
    assert mine.id in ids
    assert hers.id not in ids


# --- the pages ----------------------------------------------------------------------------------


def typed(**more: str) -> dict[str, str]:
    return {"called": "Pauline", "words": WORDS, "signed": "Sam", "days": "7", **more}


def test_sam_sees_just_what_pauline_would_read_before_anything_is_written(
    world: World, sign_in: SignIn
) -> None:
    sam, where = sign_in("Sam"), f"/with/{world.between('Dawn', 'Sam')}/asks/new/"
    before = Ask.objects.count()
    shown = sam.post(where, typed(may_know="A small dog."), secure=True).content.decode()
    assert "Just what Pauline would read" in shown
    assert WORDS in shown
    assert "A small dog." in shown
    assert Ask.objects.count() == before
    changed = sam.post(where, typed(change="change"), secure=True).content.decode()
    assert WORDS in changed
    assert 'name="called" value="Pauline"' in changed
    sam.post(where, typed(yes="first", id=str(uuid4())), secure=True)
    assert Ask.objects.count() == before + 1
    assert Ask.objects.latest("made_at").agreed_at is None


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"called": ""}, "one person, by name"),
        ({"called": "Neil Barker"}, "asked never to tell somebody of this name"),
        ({"words": "She is at 9 Chandler’s Row"}, "say where somebody lives"),
        ({"words": ""}, "Write something"),
        ({"answer_by": "2020-01-01"}, "still to come"),
        ({"words": "x" * 2001}, "2000"),
    ],
)
def test_what_cannot_go_says_why_and_keeps_what_was_typed(
    world: World, sign_in: SignIn, wrong: dict[str, str], says: str
) -> None:
    where = f"/with/{world.between('Dawn', 'Sam')}/asks/new/"
    shown = sign_in("Sam").post(where, typed(**wrong, why="Kay"), secure=True).content.decode()
    assert says in shown.replace(",", "") or says in shown
    assert "Kay" in shown


def test_a_line_of_the_plan_becomes_an_ask(world: World, sign_in: SignIn) -> None:
    from alongside.plans.models import Part

    part = Part.objects.filter(relationship_id=world.between("Dawn", "Sam"), only=None)[1]
    sam, line = sign_in("Sam"), "Ask Ruth if Biscuit can come too."
    sent = {"words": line, "becomes": "ask"}
    answer = sam.post(f"/plan/parts/{part.id}/promising/", sent, secure=True)
    assert line in sam.get(answer.headers["Location"], secure=True).content.decode()


def test_dawn_says_yes_on_her_own_page(world: World, asks: Asks, sign_in: SignIn) -> None:
    ask, dawn = asks(heard=False), sign_in("Dawn")
    assert f"/asks/{ask.id}/" in dawn.get("/home/", secure=True).content.decode()
    shown = dawn.get(f"/asks/{ask.id}/", secure=True).content.decode()
    assert "May these words go?" in shown
    dawn.post(f"/asks/{ask.id}/saying-yes/", secure=True)
    shown = sign_in("Sam").get("/today/", secure=True).content.decode()
    assert "It is ready to go" in shown


def test_the_link_is_shown_once(world: World, asks: Asks, sign_in: SignIn) -> None:
    ask, sam = asks(), sign_in("Sam")
    shown = sam.post(f"/asks/{ask.id}/linking/", secure=True).content.decode()
    assert "/for-you/" in shown
    assert "/for-you/" not in sam.get(f"/asks/{ask.id}/", secure=True).content.decode()
