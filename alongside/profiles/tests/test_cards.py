"""A card: chosen parts, once, on one phone, until a time; and whoever made it is told."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client

from alongside.access.models import TrailLine
from alongside.access.trail import broken_at
from alongside.accounts.held import LinkEnded
from alongside.kit.ids import new_id
from alongside.kit.time import at, now
from alongside.people.actions import say_where_i_live
from alongside.people.where import SaysWhere
from alongside.profiles import actions
from alongside.profiles.cards import card_to_open, make_card, open_card, stop_card
from alongside.profiles.headings import Heading
from alongside.profiles.models import Attachment, Card
from alongside.shares.actions import name_never_tell, pause, share_again
from alongside.shares.feared import MustNotKnow
from alongside.world.small import World
from conftest import TUESDAY, Pair, SignIn
from tests.answers import loose_cookies


def a_card(world: World, *chosen: Heading) -> str:
    """Dawn makes one for a day; gives its address."""
    headings = chosen or (Heading.PLEASE,)
    until = now() + timedelta(days=1)
    return f"/card/{make_card(by=world.viewer('Dawn'), chosen=headings, until=until).link}/"


def page(browser: Client, where: str) -> str:
    return str(browser.get(where, secure=True).content.decode())


def opened(where: str) -> Client:
    """A phone of somebody at the hospital, with no way in here, on which it is open."""
    phone = Client()
    assert phone.post(where, secure=True).status_code == 302
    return phone


def test_it_shows_the_chosen_parts_and_nothing_else(world: World) -> None:
    where = a_card(world, Heading.PLEASE)
    shown = page(opened(where), where)
    assert "knock before you come in" in shown
    for never in ("After ten", "Kay", "Dawn", "Sam", "Pauline", "Turn up", "Alongside", "/home/"):
        assert never not in shown
    assert "<title>A page" in shown


def test_no_card_says_where_dawn_lives_not_by_a_photo_and_not_by_what_is_written_later(
    world: World,
) -> None:
    dawn = world.viewer("Dawn")
    say_where_i_live(by=dawn, words="4 Quay Steps\nWrenmouth")
    where = a_card(world, Heading.PLEASE, Heading.TALKING)
    phone = opened(where)
    assert "Say it straight" in page(phone, where)
    actions.tell(by=dawn, heading=Heading.TALKING, words="Ring twice at 4 Quay Steps.")
    shown = page(phone, where)
    assert "Quay Steps" not in shown
    assert "Please do tell me" in shown
    photo = Attachment.objects.filter(person_id=dawn.person_id, kind="photo").first()
    assert photo
    photo.says = "My door, 4 quay steps"
    photo.save()
    with pytest.raises(SaysWhere):
        a_card(world, Heading(photo.heading))


def test_looking_at_the_link_opens_nothing(world: World) -> None:
    where = a_card(world)
    for _ahead in range(3):
        seen = page(Client(), where)
        assert "knock before" not in seen
        assert "It opens once" in seen
    assert not Card.objects.filter(opened_at__isnull=False).exists()


def test_it_opens_on_one_phone_and_stays_open_there(world: World) -> None:
    where = a_card(world)
    first = opened(where)
    assert "knock before" in page(first, where)
    assert "knock before" in page(first, where)
    second = Client()
    for answer in (second.get(where, secure=True), second.post(where, secure=True)):
        assert answer.status_code == 410
        assert b"knock before" not in answer.content


def test_a_phone_that_opened_one_card_opens_no_other(world: World) -> None:
    one, other = a_card(world), a_card(world, Heading.SUPPORT)
    opened(other)
    assert opened(one).get(other, secure=True).status_code == 410


def test_a_phone_keeps_each_card_it_opened_and_one_small_cookie_for_all(world: World) -> None:
    cards = [a_card(world) for _each in range(5)]
    phone, other = opened(cards[0]), opened(a_card(world))
    for where in cards[1:]:
        assert not loose_cookies(phone.post(where, secure=True))
    for where in cards:
        assert "knock before" in page(phone, where)
        assert other.get(where, secure=True).status_code == 410
    assert set(phone.cookies) - {"__Host-csrf"} == {"__Host-card"}
    assert len(phone.cookies["__Host-card"].value) < 50


@pytest.mark.parametrize("held", ["", "x", "x" * 3000])
def test_a_phone_that_says_it_is_known_by_something_odd_is_given_a_word_of_ours(
    world: World, held: str
) -> None:
    where, phone = a_card(world), Client()
    phone.cookies["__Host-card"] = held
    answer = phone.post(where, secure=True)
    assert not loose_cookies(answer)
    assert answer.cookies["__Host-card"].value != held
    assert "knock before" in page(phone, where)


@pytest.mark.parametrize("days", [1, 2])
def test_its_time_ends_also_where_it_is_open(world: World, days: int) -> None:
    where = a_card(world)
    phone = opened(where)
    with at(TUESDAY + timedelta(days=days)):
        assert phone.get(where, secure=True).status_code == 410


def test_a_stop_and_a_pause_end_it_where_it_is_open(world: World) -> None:
    dawn, where = world.viewer("Dawn"), a_card(world)
    phone = opened(where)
    pause(by=dawn)
    assert phone.get(where, secure=True).status_code == 410
    share_again(by=dawn)
    assert "knock before" in page(phone, where)
    stop_card(by=dawn, card_id=Card.objects.latest("made_at").id)
    assert phone.get(where, secure=True).status_code == 410


def test_what_is_taken_out_or_told_anew_is_so_on_the_card(world: World) -> None:
    where, dawn = a_card(world), world.viewer("Dawn")
    phone = opened(where)
    actions.tell(by=dawn, heading=Heading.PLEASE, words="Please wait outside.")
    assert "Please wait outside." in page(phone, where)
    assert "knock before" not in page(phone, where)


def test_dawn_reads_that_it_was_opened_and_the_trail_stays_whole(
    world: World, sign_in: SignIn
) -> None:
    where = a_card(world)
    before = TrailLine.objects.count()
    phone = opened(where)
    page(phone, where)
    page(phone, where)
    assert TrailLine.objects.count() == before + 1
    assert broken_at() is None
    looked = sign_in("Dawn").get("/recent/", secure=True).content.decode()
    assert "Whoever opened your card" in looked
    assert "because you made a card" in looked.lower()
    assert "Opened" in sign_in("Dawn").get("/about-me/cards/", secure=True).content.decode()


def test_a_link_nobody_made_says_no_more_than_one_that_is_over(world: World) -> None:
    where = a_card(world)
    opened(where)
    used, unknown = Client().get(where, secure=True), Client().get("/card/x/", secure=True)
    assert (used.status_code, unknown.status_code) == (410, 410)
    assert _without_tokens(used.content) == _without_tokens(unknown.content)


def _without_tokens(seen: bytes) -> list[str]:
    return [part for part in seen.decode().split('"') if len(part) != 64]


def test_guessing_is_made_slow_and_a_right_card_costs_no_try(world: World) -> None:
    where = a_card(world)
    phone = opened(where)
    for _look in range(25):
        assert phone.get(where, secure=True).status_code == 200
    for number in range(20):
        Client().get(f"/card/guess-{number}/", secure=True)
    assert "too many tries" in page(Client(), "/card/one-more/")
    # Whoever opened one in time goes on reading it.
    assert phone.get(where, secure=True).status_code == 200


def test_of_two_who_open_it_one_is_first(pair: Pair) -> None:
    actions.tell(by=pair.dawn, heading=Heading.PLEASE, words="Knock.")
    made = make_card(by=pair.dawn, chosen=[Heading.PLEASE], until=now() + timedelta(hours=1))
    open_card(made.link)
    with pytest.raises(LinkEnded):
        open_card(made.link)


def test_the_same_form_again_makes_the_square_anew_and_ends_the_one_before(pair: Pair) -> None:
    said: dict[str, Any] = {
        "chosen": [Heading.PLEASE],
        "until": now() + timedelta(hours=1),
        "id": new_id(),
    }
    first = make_card(by=pair.dawn, **said)
    second = make_card(by=pair.dawn, **said)
    assert Card.objects.count() == 1
    assert card_to_open(second.link).id == first.card.id
    with pytest.raises(LinkEnded):
        card_to_open(first.link)
    with pytest.raises(Http404):
        make_card(by=pair.sam, **said)


def test_nobody_stops_or_reads_of_anothers_card(pair: Pair) -> None:
    made = make_card(by=pair.dawn, chosen=[Heading.PLEASE], until=now() + timedelta(hours=1))
    with pytest.raises(Http404):
        stop_card(by=pair.sam, card_id=made.card.id)
    assert not Card.objects.visible_to(pair.sam).exists()


def test_dawn_reads_exactly_what_will_be_on_it_and_no_card_is_there_before_her_yes(
    world: World, sign_in: SignIn
) -> None:
    dawn, where, before = sign_in("Dawn"), "/about-me/cards/", Card.objects.count()
    said = {"chosen": ["please"], "hours": "1", "meant_for": "A&E", "id": str(new_id())}
    first = dawn.post(where, said, secure=True).content.decode()
    assert "Just what A&amp;E would read" in first
    assert "There is no card yet." in first
    assert "/card/" not in first
    assert Card.objects.count() == before
    for name in ("chosen", "hours", "id"):
        value = said[name] if isinstance(said[name], str) else said[name][0]
        assert f'name="{name}" value="{value}"' in first
    for _twice in range(2):
        made = dawn.post(where, {**said, "yes": "yes"}, secure=True).content.decode()
    assert Card.objects.count() == before + 1
    assert _parts(first)
    link = re.findall(r"/card/[\w-]+/", made)[-1]
    assert _parts(page(opened(link), link)) == _parts(first)


def _parts(body: str) -> list[str]:
    return re.findall(
        r'<section class="stack stack--tight" aria-labelledby.*?</section>', body, re.DOTALL
    )


def test_dawn_makes_one_and_the_square_is_shown_once(world: World, sign_in: SignIn) -> None:
    dawn, where = sign_in("Dawn"), "/about-me/cards/"
    said = {"chosen": ["please", "talking"], "hours": "1", "meant_for": "A&E"}
    made = dawn.post(where, {**said, "yes": "yes"}, secure=True).content.decode()
    assert "<svg" in made
    assert "/card/" in made
    again = dawn.get(where, secure=True).content.decode()
    assert "A&amp;E" in again
    assert "/card/" not in again.replace("/about-me/cards/", "")
    nothing = dawn.post(where, {"hours": "1"}, secure=True).content.decode()
    assert "Choose at least one" in nothing
    never_told = dawn.post(where, {"chosen": ["wellness"], "hours": "1"}, secure=True)
    assert "not on the list" in never_told.content.decode()


def test_no_card_is_made_for_somebody_who_must_never_be_told(world: World, sign_in: SignIn) -> None:
    name_never_tell(by=world.viewer("Dawn"), words="Shaz Barker")
    before = Card.objects.count()
    page = made_for(sign_in("Dawn"), "Shaz Barker, at the desk")
    assert "must never be told" in page
    assert Card.objects.count() == before
    with pytest.raises(MustNotKnow):
        make_card(
            by=world.viewer("Dawn"),
            chosen=[Heading.PLEASE],
            until=now() + timedelta(hours=1),
            meant_for="Shaz Barker",
        )


def test_no_card_carries_where_dawn_lives(world: World, sign_in: SignIn) -> None:
    dawn = world.viewer("Dawn")
    before = Card.objects.count()
    say_where_i_live(by=dawn, words="14 Harbour View, Blyth")
    actions.tell(by=dawn, heading=Heading.PLEASE, words="Come to 14 Harbour View, and knock twice.")
    assert "A card never carries that" in made_for(sign_in("Dawn"), "The nurse")
    assert Card.objects.count() == before


def made_for(phone: Client, whom: str) -> str:
    said = {"chosen": [Heading.PLEASE.value], "meant_for": whom, "id": str(new_id()), "yes": "yes"}
    return phone.post("/about-me/cards/", said, secure=True).content.decode()
