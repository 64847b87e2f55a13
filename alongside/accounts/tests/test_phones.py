"""Dawn's own phone, a phone she shares with Kay, and a phone left open."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.accounts.models import Account, Authenticator, OwnDevice, PaperCode, Passkey, Session
from alongside.accounts.phones import COOKIE
from alongside.accounts.tests.door import DAWNS, TUESDAY, at_work, come_in, owner_of
from alongside.accounts.tests.phone import Phone
from alongside.kit import time
from alongside.kit.ids import new_id

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.urls("alongside.accounts.tests.urls"),
]
HER, ME, PASSPHRASE = "dawn of the hill", "accounts:me", "accounts:passphrase"


def hers(**more: str) -> Client:
    browser = Client()
    come_in(browser, HER, DAWNS, **more)
    return browser


def page(browser: Client, name: str = ME, *args: Any) -> str:
    return browser.get(reverse(name, args=args)).content.decode()


# --- a phone left open ---


def test_who_has_only_keys_shows_one_before_a_passphrase_is_set(
    client: Client, sam: Account
) -> None:
    sam.set_unusable_password()
    sam.save()
    new = {"passphrase": "not his at all", "passphrase_again": "not his at all", "handle": "ha"}
    with time.at(TUESDAY):
        Passkey.objects.create(account=sam, credential_id=b"k", public_key=b"k", called="His")
        at_work(client, sam)
    with time.at(TUESDAY + timedelta(minutes=11)):
        for answer in (client.get(reverse(PASSPHRASE)), client.post(reverse(PASSPHRASE), new)):
            assert answer.headers["Location"].startswith(reverse("accounts:again"))
    sam.refresh_from_db()
    assert not sam.has_usable_password()


# --- shared, and own --------------------------------------------------------------------------


def test_at_the_door_it_is_plain_whose_phone_this_is(client: Client) -> None:
    door = page(client, "accounts:come-in")
    assert "Only I use this phone or computer" in door
    assert 'name="own"' in door
    assert "checked" not in door, "shared, unless somebody says otherwise"
    assert "after 15 minutes" in door


def test_a_shared_phone_is_not_offered_a_key_and_keeps_none(dawn: Account) -> None:
    shared = hers()
    assert "Use this phone or computer" not in page(shared)
    assert "This one is shared" in page(shared)
    assert shared.get(reverse("accounts:new-passkey")).status_code == 302
    assert Phone().make(shared).status_code == 400
    assert not Passkey.objects.exists()
    assert not OwnDevice.objects.exists()
    own = hers(own="on")
    assert "Use this phone or computer" in page(own)
    assert Phone().make(own).status_code == 200


def test_dawn_reads_how_and_when_each_came_in(dawn: Account) -> None:
    own = hers(own="on")
    hers()
    said = page(own)
    assert said.count("With the passphrase.") == 2
    assert said.count("Last used: ") == 1, "of the other one: this one is in use"
    assert "My own." in said
    assert "Shared." in said


def test_dawn_gives_her_phone_a_name_and_finds_it_by_it(dawn: Account) -> None:
    own = hers(own="on")
    device = OwnDevice.objects.get(account=dawn)
    own.post(reverse("accounts:phone", args=(device.id,)), {"called": "The blue one"})
    assert "The blue one" in page(own)
    own.post(reverse("accounts:leave"))
    come_in(own, HER, DAWNS, own="on")
    assert OwnDevice.objects.get(account=dawn).called == "The blue one", "it is the same phone"
    empty = own.post(reverse("accounts:phone", args=(device.id,)), {"called": ""})
    assert "Write something here." in empty.content.decode()


# --- forgetting -------------------------------------------------------------------------------


def test_this_phone_is_forgotten_and_nothing_of_us_stays_on_it(dawn: Account) -> None:
    own = hers(own="on")
    answer = own.post(reverse("accounts:forget-phone"))
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not answer.cookies[COOKIE].value
    assert not answer.cookies["__Host-session"].value
    assert not Session.objects.filter(account=dawn).exists()
    assert not OwnDevice.objects.filter(account=dawn).exists()


def test_dawn_forgets_a_lost_phone_from_another_and_it_is_signed_out(dawn: Account) -> None:
    lost, other = hers(own="on"), hers()
    device = OwnDevice.objects.get(account=dawn)
    other.post(reverse("accounts:phone-removal", args=(device.id,)))
    assert lost.get(reverse(ME)).status_code == 302
    assert other.get(reverse(ME)).status_code == 200
    assert not OwnDevice.objects.exists()


def test_a_phone_dawn_is_signed_out_of_stays_in_her_list_until_she_forgets_it(
    dawn: Account,
) -> None:
    own = hers(own="on")
    own.post(reverse("accounts:leave"))
    other = hers()
    assert "Not signed in." in page(other)
    other.post(reverse("accounts:phone-removal", args=(OwnDevice.objects.get(account=dawn).id,)))
    assert "Not signed in." not in page(other)


def test_sam_can_neither_see_nor_forget_dawns_phone(sam: Account, dawn: Account) -> None:
    hers(own="on")
    device = OwnDevice.objects.get(account=dawn)
    kays = Client()
    come_in(kays, "sam r", "the river runs both ways")
    for name in ("accounts:phone", "accounts:phone-removal"):
        assert kays.post(reverse(name, args=(device.id,))).status_code in {302, 404}
    assert OwnDevice.objects.filter(id=device.id).exists()


# --- a phone left open ------------------------------------------------------------------------


def test_a_phone_left_open_cannot_be_taken_over(dawn: Account) -> None:
    with time.at(TUESDAY):
        own = hers(own="on")
        Phone().make(own)
    with time.at(TUESDAY + timedelta(minutes=11)):
        removal = reverse("accounts:passkey-removal", args=(Passkey.objects.get().id,))
        for answer in (
            own.post(removal),
            own.post(reverse("accounts:numbers")),
            own.post(reverse("accounts:numbers-removal")),
            own.post(reverse("accounts:codes"), {"id": str(new_id())}),
            own.get(reverse("accounts:new-passkey")),
        ):
            assert answer.headers["Location"].startswith("/me/again/?next=")
        assert Phone(id=b"the thief's").make(own).status_code == 400
        assert Passkey.objects.count() == 1
        assert not Authenticator.objects.exists()
        assert not PaperCode.objects.exists()


def test_dawn_says_once_more_who_she_is_and_goes_on(dawn: Account) -> None:
    with time.at(TUESDAY):
        own = hers(own="on")
    with time.at(TUESDAY + timedelta(minutes=11)):
        asked = own.get(reverse("accounts:new-passkey")).headers["Location"]
        assert b"That is not your passphrase." in own.post(asked, {"passphrase": "x"}).content
        led_to = own.post(asked, {"passphrase": DAWNS}).headers["Location"]
        assert led_to == reverse("accounts:new-passkey")
        assert own.get(led_to).status_code == 200


def test_somebody_elses_key_does_not_say_who_dawn_is(sam: Account, dawn: Account) -> None:
    sams, phone = Client(), Phone()
    come_in(sams, "sam r", "the river runs both ways")
    phone.set_up_on_the_way(sams)
    with time.at(TUESDAY):
        own = hers(own="on")
    with time.at(TUESDAY + timedelta(minutes=11)):
        asked = own.post(reverse("accounts:again-options")).json()
        answer = phone.answer(own, asked["challenge"], "accounts:again-passkey")
        assert answer.status_code == 400
        assert own.post(reverse("accounts:numbers")).headers["Location"].startswith("/me/again/")
        assert owner_of(own) == dawn.id


def test_nobody_stays_signed_in_for_more_than_ninety_days(dawn: Account) -> None:
    with time.at(TUESDAY):
        own = hers(own="on")
    for days in range(10, 90, 10):
        with time.at(TUESDAY + timedelta(days=days)):
            assert own.get(reverse(ME)).status_code == 200, days
    with time.at(TUESDAY + timedelta(days=90, minutes=1)):
        assert own.get(reverse(ME)).status_code == 302
