"""Work takes two things. A life of one's own takes two when its owner asks for that."""

import base64
import logging
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from alongside.access.viewer import Life, Viewer
from alongside.accounts import halfway, numbers
from alongside.accounts.actions import OneIsNotEnough, begin_again, end_work, open_session
from alongside.accounts.models import Account, Authenticator, PaperCode, Passkey
from alongside.accounts.second import make_paper_codes, secret_being_set_up
from alongside.accounts.sessions import SessionStore
from alongside.accounts.tests.door import (
    DAWNS,
    SAMS,
    TUESDAY,
    at_work,
    come_in,
    life_of,
    owner_of,
)
from alongside.accounts.tests.phone import Phone
from alongside.accounts.ways import Way
from alongside.kit import time
from alongside.kit.ids import new_id
from alongside.relationships.actions import begin_relationship
from alongside.vault.keyring import destroy_key, keyring
from alongside.vault.scopes import person_scope

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.urls("alongside.accounts.tests.urls"),
]
SECOND, CODES = "accounts:second", "accounts:codes"
RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()


def shown_by_app(secret: str, *, steps: int = 0) -> str:
    """What an app with the right time shows; or one whose clock is some steps off."""
    return numbers.numbers_at(secret, int(time.now().timestamp()) // 30 + steps)


def set_up_app(client: Client, account: Account, name: str = "accounts:numbers") -> str:
    """Scan the square and write its first numbers; gives what the app holds."""
    client.post(reverse(name))
    with keyring():
        secret = secret_being_set_up(account)
    assert client.post(reverse(name), {"code": shown_by_app(secret)}).status_code == 302
    return secret


def give(client: Client, code: str) -> Any:
    return client.post(reverse(SECOND), {"code": code})


# --- the numbers themselves -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_the_numbers_are_those_of_the_standard(moment: int, shown: str) -> None:
    assert numbers.numbers_at(RFC_SECRET, moment // 30) == shown
    assert numbers.step_shown(RFC_SECRET, shown, moment=moment, after=0) == moment // 30


def test_a_phone_may_be_half_a_minute_early_or_late_and_no_more() -> None:
    shown = numbers.numbers_at(RFC_SECRET, 1000)
    held = [
        step
        for step in range(996, 1005)
        if numbers.step_shown(RFC_SECRET, shown, moment=step * 30, after=0)
    ]
    assert held == [999, 1000, 1001]


# --- work takes two ---------------------------------------------------------------------------


def test_sams_passphrase_alone_opens_no_page(client: Client, sam: Account) -> None:
    answer = come_in(client, "sam r", SAMS)
    assert answer.headers["Location"] == reverse(SECOND)
    assert owner_of(client) is None
    assert client.get(reverse("accounts:me")).headers["Location"].startswith(settings.LOGIN_URL)
    assert client.get(reverse("pages:today")).headers["Location"].startswith(settings.LOGIN_URL)
    assert b"One more thing before work" in client.get(reverse(SECOND)).content


@pytest.mark.parametrize("way", [Way.PASSPHRASE, Way.PAPER, Way.IN_PERSON])
def test_no_code_of_ours_can_open_work_with_one_thing(rf: Any, sam: Account, way: Way) -> None:
    with pytest.raises(OneIsNotEnough):
        open_session(rf.get("/"), account=sam, life=Life.WORKING, way=way)


def test_sam_makes_a_key_on_his_way_in_and_is_at_work(client: Client, sam: Account) -> None:
    come_in(client, "sam r", SAMS)
    assert Phone().set_up_on_the_way(client).json() == {"next": reverse(CODES)}
    assert (owner_of(client), life_of(client)) == (sam.id, "working")
    assert client.session["came_by"] == Way.PASSKEY
    assert b"Ten codes to keep at home" in client.get(reverse(CODES)).content


def test_sam_sets_up_an_app_on_his_way_in_and_is_asked_for_it_from_then_on(
    client: Client, sam: Account
) -> None:
    with time.at(TUESDAY):
        come_in(client, "sam r", SAMS)
        secret = set_up_app(client, sam, "accounts:second-numbers")
        assert (owner_of(client), life_of(client)) == (sam.id, "working")
    with time.at(TUESDAY + timedelta(hours=13)):
        other = Client()
        come_in(other, "sam r", SAMS, next="/stub/people/")
        assert owner_of(other) is None
        answer = give(other, shown_by_app(secret))
        assert answer.headers["Location"] == "/stub/people/"
        assert other.session["came_by"] == Way.PASSPHRASE_AND_NUMBERS


def test_whoever_learns_a_passphrase_cannot_add_a_second_thing_of_their_own(
    client: Client, sam: Account
) -> None:
    come_in(client, "sam r", SAMS)
    Phone().set_up_on_the_way(client)
    thief = Client()
    come_in(thief, "sam r", SAMS)
    assert Phone(id=b"the thief's key").set_up_on_the_way(thief).status_code == 400
    thief.post(reverse("accounts:second-numbers"))
    assert not Authenticator.objects.exists()
    assert Passkey.objects.count() == 1
    page = thief.get(reverse(SECOND)).content.decode()
    assert 'mode="get"' in page
    assert owner_of(thief) is None


def test_half_way_in_ends_after_ten_minutes(client: Client, sam: Account) -> None:
    with time.at(TUESDAY):
        come_in(client, "sam r", SAMS)
    with time.at(TUESDAY + timedelta(minutes=11)):
        answer = client.get(reverse(SECOND))
        assert answer.headers["Location"] == reverse("accounts:come-in")
        assert Phone().set_up_on_the_way(client).status_code == 302


def test_whoever_leaves_while_half_way_in_to_work_begins_again(
    client: Client, sam: Account
) -> None:
    with time.at(TUESDAY):
        secret = set_up_app(at_work(Client(), sam), sam)
    with time.at(TUESDAY + timedelta(minutes=5)):
        come_in(client, "sam r", SAMS)
        end_work(account=sam)
        answer = give(client, shown_by_app(secret))
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("accounts:come-in"))
    assert owner_of(client) is None


def begins_again(account: Account) -> None:
    with keyring():
        begin_again(account=account)


def takes_out_a_key(account: Account) -> None:
    account.passkeys.all().delete()


def changes_his_passphrase(account: Account) -> None:
    owner = at_work(Client(), account)
    said = {"passphrase_now": SAMS, "passphrase": "the river runs on"}
    again = {"passphrase_again": "the river runs on", "handle": "sam r"}
    assert owner.post(reverse("accounts:passphrase"), said | again).status_code == 302


@pytest.mark.parametrize("way", [Way.PASSPHRASE, Way.PASSKEY])
@pytest.mark.parametrize("change", [begins_again, takes_out_a_key, changes_his_passphrase])
def test_whoever_was_half_way_in_is_not_once_the_ways_in_have_changed(
    rf: Any, sam: Account, way: Way, change: Callable[[Account], None]
) -> None:
    Passkey.objects.create(account=sam, credential_id=b"old", public_key=b"old", called="Old")
    begin_relationship(by=Viewer(sam.person_id, Life.OWN), called="Neil")
    thief = rf.get("/")
    thief.session = SessionStore()
    halfway.come_in(thief, account=sam, way=way)
    assert halfway.half_way(thief)
    change(sam)
    assert halfway.half_way(thief) is None


# --- the app ----------------------------------------------------------------------------------


def test_dawn_may_have_an_app_and_need_not(client: Client, dawn: Account) -> None:
    with time.at(TUESDAY):
        assert come_in(client, "dawn of the hill", DAWNS).headers["Location"] == "/"
        secret = set_up_app(client, dawn)
    with time.at(TUESDAY + timedelta(minutes=1)):
        other = Client()
        come_in(other, "dawn of the hill", DAWNS)
        assert owner_of(other) is None
        give(other, shown_by_app(secret))
        assert (owner_of(other), life_of(other)) == (dawn.id, "own")
        client.post(reverse("accounts:numbers-removal"))
        third = Client()
        come_in(third, "dawn of the hill", DAWNS)
        assert owner_of(third) == dawn.id


def test_the_same_numbers_never_work_twice(client: Client, dawn: Account) -> None:
    with time.at(TUESDAY):
        come_in(client, "dawn of the hill", DAWNS)
        secret = set_up_app(client, dawn)
    with time.at(TUESDAY + timedelta(minutes=5)):
        for tries, let_in in ((shown_by_app(secret, steps=1), True), (shown_by_app(secret), False)):
            other = Client()
            come_in(other, "dawn of the hill", DAWNS)
            give(other, tries)
            assert (owner_of(other) == dawn.id) is let_in
            again = Client()
            come_in(again, "dawn of the hill", DAWNS)
            give(again, tries)
            assert owner_of(again) is None


def test_guessing_at_the_numbers_is_slow(client: Client, dawn: Account) -> None:
    with time.at(TUESDAY):
        come_in(client, "dawn of the hill", DAWNS)
        secret = set_up_app(client, dawn)
        other = Client()
        come_in(other, "dawn of the hill", DAWNS)
        for guess in range(5):
            assert b"That does not fit" in give(other, f"00000{guess}").content
        assert b"too many tries" in give(other, shown_by_app(secret, steps=1)).content
        assert owner_of(other) is None


def test_the_secret_lies_sealed_and_goes_with_dawns_key(client: Client, dawn: Account) -> None:
    with time.at(TUESDAY):
        come_in(client, "dawn of the hill", DAWNS)
        secret = set_up_app(client, dawn)
        page = client.get(reverse("accounts:me")).content.decode()
    kept: Any = Authenticator.objects.values_list("secret").get()[0]
    assert base64.b32decode(secret) not in kept.blob
    assert secret.encode() not in kept.blob
    assert secret not in page, "it is shown once"
    destroy_key(person_scope(dawn.person_id))
    with time.at(TUESDAY + timedelta(minutes=5)):
        other = Client()
        come_in(other, "dawn of the hill", DAWNS)
        give(other, shown_by_app(secret))
        assert owner_of(other) is None


# --- codes on paper ---------------------------------------------------------------------------


def make_codes(client: Client) -> list[str]:
    page = client.post(reverse(CODES), {"id": str(new_id())}).content.decode()
    return re.findall(r">([A-Z]{4} [A-Z]{4} [A-Z]{4})<", page)


def by_paper(client: Client, code: str, name: str = "dawn of the hill") -> Any:
    return client.post(reverse("accounts:paper"), {"handle": name, "code": code})


def test_ten_codes_are_shown_once_and_kept_as_hashes(client: Client, dawn: Account) -> None:
    come_in(client, "dawn of the hill", DAWNS)
    id = str(new_id())
    page = client.post(reverse(CODES), {"id": id}).content.decode()
    codes = re.findall(r">([A-Z]{4} [A-Z]{4} [A-Z]{4})<", page)
    assert len(set(codes)) == 10
    again = client.post(reverse(CODES), {"id": id}).content.decode()
    assert "These were shown once" in again
    kept = str(list(PaperCode.objects.values()))
    for code in codes:
        assert code not in again
        assert code not in client.get(reverse(CODES)).content.decode()
        assert code.replace(" ", "")[2:] not in kept


def test_each_code_works_once_however_it_is_written_and_dawn_is_told(
    client: Client, dawn: Account, caplog: pytest.LogCaptureFixture
) -> None:
    come_in(client, "dawn of the hill", DAWNS)
    code = make_codes(client)[3]
    other = Client()
    with caplog.at_level(logging.WARNING):
        answer = by_paper(other, code.lower().replace(" ", "-"))
    assert answer.headers["Location"] == reverse(CODES)
    page = other.get(answer.headers["Location"]).content.decode()
    assert "You have 9 codes left." in page
    assert "You last used one" in page
    assert "Was that not you?" in page
    assert (owner_of(other), life_of(other)) == (dawn.id, "own")
    assert b"9 left." in client.get(reverse("accounts:me")).content
    assert b"do not go together" in by_paper(Client(), code).content
    assert "A code on paper was used" in caplog.text
    assert code not in caplog.text


def test_new_codes_stop_the_old_ones(client: Client, dawn: Account) -> None:
    come_in(client, "dawn of the hill", DAWNS)
    old = make_codes(client)[0]
    new = make_codes(client)[0]
    assert b"do not go together" in by_paper(Client(), old).content
    assert by_paper(Client(), new).status_code == 302


def test_paper_alone_never_opens_work(client: Client, sam: Account) -> None:
    codes = make_codes(at_work(client, sam))
    other = Client()
    assert b"do not go together" in by_paper(other, codes[0], "sam r").content
    assert owner_of(other) is None
    come_in(other, "sam r", SAMS)
    give(other, codes[0])
    assert (owner_of(other), other.session["came_by"]) == (sam.id, Way.PASSPHRASE_AND_PAPER)


def test_paper_alone_does_not_go_round_an_app(client: Client, dawn: Account) -> None:
    with time.at(TUESDAY):
        come_in(client, "dawn of the hill", DAWNS)
        codes = make_codes(client)
        set_up_app(client, dawn)
        assert b"do not go together" in by_paper(Client(), codes[0]).content
        other = Client()
        come_in(other, "dawn of the hill", DAWNS)
        give(other, codes[0])
        assert owner_of(other) == dawn.id


def test_guessing_at_codes_is_slow(client: Client, dawn: Account) -> None:
    with keyring():
        codes = make_paper_codes(account=dawn, id=new_id())
    for _again in range(5):
        assert b"do not go together" in by_paper(client, "ABCD EFGH JKMN").content
    assert b"too many tries" in by_paper(client, codes[0]).content


def test_who_is_helped_back_in_begins_with_nothing_of_before(dawn: Account) -> None:
    with time.at(datetime.fromisoformat("2026-11-17T10:00+00:00")), keyring():
        make_paper_codes(account=dawn, id=new_id())
        Authenticator.objects.create(account=dawn, secret=numbers.new_secret())
        begin_again(account=dawn)
    assert not PaperCode.objects.exists()
    assert not Authenticator.objects.exists()
