"""Somebody guesses at Dawn's passphrase. They are slowed down; she is not shut out."""

import logging
from datetime import timedelta

import pytest
from django.test import Client

from alongside.accounts.models import Account, OwnDevice, Try
from alongside.accounts.phones import COOKIE
from alongside.accounts.tests.door import DAWNS, TUESDAY, come_in, owner_of
from alongside.kit import time

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.urls("alongside.accounts.tests.urls"),
]
HER = "dawn of the hill"
HERS, THEIRS = "192.0.2.10", "203.0.113.7"


def guess(times: int = 1, *, at: str = THEIRS, name: str = HER) -> list[str]:
    pages = [come_in(Client(), name, f"guess {n}", at=at).content.decode() for n in range(times)]
    return ["too many tries" if "too many tries" in page else "wrong" for page in pages]


def test_after_five_wrong_tries_each_wait_is_twice_the_one_before(dawn: Account) -> None:
    moment, waits = TUESDAY, []
    with time.at(moment):
        assert guess(6) == ["wrong"] * 5 + ["too many tries"]
    for minutes in (1, 2, 4, 8, 16, 32, 60, 60):
        with time.at(moment + timedelta(minutes=minutes, seconds=-1)):
            assert guess() == ["too many tries"], minutes
        moment += timedelta(minutes=minutes)
        with time.at(moment):
            waits += guess()
    assert waits == ["wrong"] * 8


def test_it_says_how_long_to_wait(client: Client, dawn: Account) -> None:
    with time.at(TUESDAY):
        guess(5, at=HERS)
        assert b"Wait a minute" in come_in(client, HER, DAWNS, at=HERS).content
    with time.at(TUESDAY + timedelta(minutes=1)):
        guess(1, at=HERS)
        assert b"Wait 2 minutes" in come_in(client, HER, DAWNS, at=HERS).content


def test_guesses_from_elsewhere_do_not_shut_dawns_door(client: Client, dawn: Account) -> None:
    guess(12)
    come_in(client, HER, DAWNS, at=HERS)
    assert owner_of(client) == dawn.id


def test_neighbours_of_the_guesser_wait_with_them(dawn: Account) -> None:
    guess(5, at="203.0.113.7")
    assert guess(at="203.0.113.99") == ["too many tries"]
    guess(5, at="2001:db8:1::1")
    assert guess(at="2001:db8:1:ff::2") == ["too many tries"]


def test_on_her_own_phone_dawn_comes_in_whatever_others_try(client: Client, dawn: Account) -> None:
    come_in(client, HER, DAWNS, at=THEIRS, own="on")
    cookie = client.cookies[COOKIE]
    her_phone = Client()
    her_phone.cookies[COOKIE] = cookie.value
    guess(6)
    for network in range(40):
        guess(4, at=f"198.51.{network}.1")
    assert guess(at="198.18.0.1") == ["too many tries"], "a hundred in an hour, from anywhere"
    come_in(her_phone, HER, DAWNS, at=THEIRS)
    assert owner_of(her_phone) == dawn.id


def test_a_phone_that_is_her_own_is_slowed_down_too(client: Client, dawn: Account) -> None:
    come_in(client, HER, DAWNS, own="on")
    thief = Client()
    thief.cookies[COOKIE] = client.cookies[COOKIE].value
    for number in range(5):
        come_in(thief, HER, f"guess {number}")
    assert b"too many tries" in come_in(thief, HER, DAWNS).content


def test_somebody_elses_phone_opens_no_door(client: Client, sam: Account, dawn: Account) -> None:
    come_in(client, HER, DAWNS, own="on")
    guess(5)
    stranger = Client()
    stranger.cookies[COOKIE] = "a cookie nobody was given"
    assert b"too many tries" in come_in(stranger, HER, DAWNS, at=THEIRS).content
    phone = OwnDevice.objects.get(account=dawn)
    assert client.cookies[COOKIE].value not in str(OwnDevice.objects.values().get(id=phone.id))


def test_the_cookie_of_a_phone_is_tied_to_this_place_and_hidden_from_scripts(
    client: Client, dawn: Account
) -> None:
    come_in(client, HER, DAWNS)
    assert COOKIE not in client.cookies, "a shared phone is not remembered"
    come_in(Client(), HER, DAWNS)
    mine = Client()
    cookie = come_in(mine, HER, DAWNS, own="on").cookies[COOKIE]
    assert cookie["secure"]
    assert cookie["httponly"]
    assert (cookie["path"], cookie["domain"], cookie["samesite"]) == ("/", "", "Strict")


def test_thirty_wrong_names_from_one_network_and_it_waits(client: Client, dawn: Account) -> None:
    for number in range(30):
        guess(name=f"name {number}")
    assert b"too many tries" in come_in(client, HER, DAWNS, at=THEIRS).content


def test_coming_in_rightly_is_no_guess(dawn: Account) -> None:
    for _again in range(12):
        assert come_in(Client(), HER, DAWNS).status_code == 302
    assert not Try.objects.exists()


def test_the_log_says_that_somebody_waits_and_never_who(
    dawn: Account, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        guess(6)
    assert "Too many tries at a way in" in caplog.text
    for secret in (HER, "guess", THEIRS, str(dawn.id), dawn.handle):
        assert secret not in caplog.text
