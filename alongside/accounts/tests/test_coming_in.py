"""Sam works. Dawn is in her own life. Both come in."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from alongside.access.viewer import Life, Viewer
from alongside.accounts import actions
from alongside.accounts.actions import MayNotWork, end_work, open_session
from alongside.accounts.left import COOKIE
from alongside.accounts.models import Account, Passkey, Session
from alongside.accounts.sessions import SessionStore, fingerprint
from alongside.accounts.tests.door import (
    DAWNS,
    SAMS,
    TUESDAY,
    WRONG,
    at_work,
    come_in,
    life_of,
    owner_of,
)
from alongside.accounts.tests.phone import Phone
from alongside.accounts.ways import Way
from alongside.kit import time
from alongside.kit.transactions import writing
from alongside.relationships.actions import begin_relationship
from conftest import SignIn

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.urls("alongside.accounts.tests.urls"),
]


def test_sam_comes_in_to_work_by_any_way_of_writing_his_name(client: Client, sam: Account) -> None:
    answer = come_in(client, "  sám  R ", SAMS)
    assert answer.headers["Location"] == reverse("accounts:second")
    Phone().set_up_on_the_way(client)
    assert (owner_of(client), life_of(client)) == (sam.id, "working")


def test_dawn_comes_in_to_her_own_life(client: Client, dawn: Account) -> None:
    come_in(client, "dawn of the hill", DAWNS)
    assert (owner_of(client), life_of(client)) == (dawn.id, "own")


def test_sam_is_asked_which_once_he_has_a_side_of_his_own(
    client: Client, sam: Account, dawn: Account
) -> None:
    begin_relationship(by=Viewer(sam.person_id, Life.OWN), called="Neil")
    answer = come_in(client, "sam r", SAMS, next="/today/")
    assert answer.headers["Location"] == reverse("accounts:which")
    assert owner_of(client) is None
    assert b"My own life" in client.get(reverse("accounts:which")).content
    answer = client.post(reverse("accounts:which"), {"life": "own"})
    assert answer.headers["Location"] == "/today/"
    assert (owner_of(client), life_of(client)) == (sam.id, "own")


def test_nobody_is_asked_which_without_coming_in(client: Client, sam: Account) -> None:
    answer = client.post(reverse("accounts:which"), {"life": "working"})
    assert answer.headers["Location"] == reverse("accounts:come-in")


def test_a_wrong_name_and_a_wrong_passphrase_read_the_same(client: Client, dawn: Account) -> None:
    unknown = come_in(client, "nobody here", DAWNS).content.decode()
    wrong = come_in(client, "dawn of the hill", "not hers at all").content.decode()
    assert WRONG in unknown
    assert WRONG in wrong
    assert "nobody here" in unknown, "what was typed is kept"
    assert DAWNS not in unknown, "but never a passphrase"
    assert "autofocus" in unknown


@pytest.mark.parametrize("bad", ["https://else.example/", "//else.example/", "javascript:1", "x"])
def test_the_door_leads_only_to_our_own_pages(client: Client, dawn: Account, bad: str) -> None:
    assert come_in(client, "dawn of the hill", DAWNS, next=bad).headers["Location"] == "/"


def test_the_cookie_is_new_and_the_database_does_not_know_it(client: Client, dawn: Account) -> None:
    client.post(reverse("accounts:passkey-options"))
    before = client.session.session_key
    come_in(client, "dawn of the hill", DAWNS)
    cookie = client.session.session_key
    assert cookie
    assert cookie != before
    row = Session.objects.get(account=dawn)
    assert row.session_key == fingerprint(cookie)
    assert cookie not in row.session_data
    assert (row.life, row.trusted, row.device) == ("own", False, "Chrome on a phone")


def test_a_shared_phone_forgets_after_fifteen_idle_minutes(client: Client, dawn: Account) -> None:
    with time.at(TUESDAY):
        answer = come_in(client, "dawn of the hill", DAWNS)
    cookie = answer.cookies["__Host-session"]
    assert not cookie["max-age"], "it ends with the browser"
    with time.at(TUESDAY + timedelta(minutes=10)):
        assert client.get(reverse("accounts:me")).status_code == 200
    with time.at(TUESDAY + timedelta(minutes=20)):
        assert client.get(reverse("accounts:me")).status_code == 200, "it was in use"
    with time.at(TUESDAY + timedelta(minutes=36)):
        assert client.get(reverse("accounts:me")).status_code == 302


def test_an_own_phone_stays_signed_in_for_thirty_days(client: Client, dawn: Account) -> None:
    with time.at(TUESDAY):
        answer = come_in(client, "dawn of the hill", DAWNS, own="on")
    assert answer.cookies["__Host-session"]["max-age"] == 30 * 24 * 60 * 60
    with time.at(TUESDAY + timedelta(days=29)):
        assert client.get(reverse("accounts:me")).status_code == 200
    with time.at(TUESDAY + timedelta(days=58)):
        assert client.get(reverse("accounts:me")).status_code == 200
    with time.at(TUESDAY + timedelta(days=89)):
        assert client.get(reverse("accounts:me")).status_code == 302


def test_a_working_session_ends_with_the_working_day(client: Client, sam: Account) -> None:
    with time.at(TUESDAY):
        at_work(client, sam)
    with time.at(TUESDAY + timedelta(hours=11)):
        assert client.get(reverse("accounts:me")).status_code == 200
    with time.at(TUESDAY + timedelta(hours=12, minutes=1)):
        assert client.get(reverse("accounts:me")).status_code == 302


def test_sam_who_leaves_while_he_comes_in_is_not_left_inside(
    rf: Any, sam: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def after_he_left() -> Iterator[None]:
        monkeypatch.undo()
        end_work(account=sam)
        with writing():
            yield

    monkeypatch.setattr(actions, "writing", after_he_left)
    request = rf.get("/")
    request.session = SessionStore()
    with pytest.raises(MayNotWork):
        open_session(request, account=sam, life=Life.WORKING, way=Way.MACHINE)
    assert not Session.objects.exists()


def test_when_sam_leaves_his_working_sessions_end_at_once(client: Client, sam: Account) -> None:
    at_work(client, sam)
    end_work(account=sam)
    assert client.get(reverse("accounts:me")).status_code == 302
    come_in(client, "sam r", SAMS)
    assert life_of(client) == "own"


def test_dawn_signs_out(client: Client, dawn: Account) -> None:
    come_in(client, "dawn of the hill", DAWNS)
    assert client.get(reverse("accounts:leave")).status_code == 405
    client.post(reverse("accounts:leave"))
    assert owner_of(client) is None
    assert not Session.objects.filter(account=dawn).exists()


def test_who_left_with_no_signal_is_out_at_the_next_thing_asked(dawn: Account) -> None:
    for asks in (Client.get, Client.post):
        client = Client()
        come_in(client, "dawn of the hill", DAWNS)
        client.cookies[COOKIE] = "1"
        answer = asks(client, reverse("accounts:me"))
        assert answer.headers["Location"] == reverse("pages:away")
        assert client.cookies[COOKIE].value == ""
        assert owner_of(client) is None
        assert not Session.objects.filter(account=dawn).exists()


@pytest.mark.urls("alongside.config.urls")
def test_words_on_their_way_while_dawn_leaves_are_kept(sign_in: SignIn) -> None:
    dawn = sign_in("Dawn")
    dawn.cookies[COOKIE] = "1"
    assert dawn.post("/drafts/note/", {"words": "He is back"}, secure=True).status_code == 204
    assert dawn.get("/home/", secure=True).headers["Location"] == "/away/"


@pytest.mark.urls("alongside.config.urls")
def test_after_leaving_quickly_back_shows_the_dull_page_for_a_while(sign_in: SignIn) -> None:
    dawn = sign_in("Dawn")
    dawn.post("/away/", secure=True)
    for before in ("/home/", "/sharing/", "/about-me/cards/"):
        page = dawn.get(before, secure=True)
        assert page.status_code == 200
        assert b"<title>Kettle" in page.content
        assert b"come-in" not in page.content
    # A script hears that nobody is in any more, so that no words are taken for kept.
    asked = dawn.get("/drafts/", secure=True, headers={"X-Requested-With": "keep-words"})
    assert asked.status_code == 302
    # Whoever types the bare address comes in again.
    assert dawn.get("/", secure=True)["Location"].startswith("/come-in/")


def test_the_page_for_who_cannot_get_in_is_open_and_neutral(client: Client) -> None:
    page = client.get(reverse("accounts:cannot-get-in")).content.decode()
    assert "Meet someone you know here" in page
    assert "<title>Come in</title>" in page


# --- passkeys ---------------------------------------------------------------------------------


@pytest.fixture
def phone(client: Client, dawn: Account) -> Phone:
    come_in(client, "dawn of the hill", DAWNS, own="on")
    phone = Phone()
    assert phone.make(client).status_code == 200
    return phone


def test_dawn_makes_a_passkey_and_comes_in_with_it(phone: Phone, dawn: Account) -> None:
    borrowed = Client()
    answer = phone.come_in(borrowed, own="on", next="/home/")
    assert answer.json() == {"next": "/home/"}
    assert owner_of(borrowed) == dawn.id
    assert borrowed.session["trusted"] is True
    passkey = Passkey.objects.get(account=dawn)
    assert (passkey.called, passkey.sign_count) == ("My phone", 1)


def test_a_key_nobody_knows_is_refused_plainly(phone: Phone) -> None:
    strange = Client()
    answer = Phone(id=b"another").come_in(strange)
    assert answer.status_code == 400
    assert answer.json()["says"].startswith("We do not know that key.")
    assert owner_of(strange) is None


@pytest.mark.parametrize(
    "change",
    [
        {"origin": "http://else.example"},
        {"unlocked": 1},
        {"owner": b"somebody else"},
        {"key": None},
    ],
)
def test_an_answer_that_does_not_hold_lets_nobody_in(phone: Phone, change: dict[str, Any]) -> None:
    for name, value in change.items():
        setattr(phone, name, value if value is not None else Phone().key)
    strange = Client()
    assert phone.come_in(strange).status_code == 400
    assert owner_of(strange) is None


def test_an_answer_works_once_and_soon(phone: Phone) -> None:
    strange = Client()
    with time.at(TUESDAY):
        asked = strange.post(reverse("accounts:passkey-options")).json()
    with time.at(TUESDAY + timedelta(minutes=6)):
        assert phone.answer(strange, asked["challenge"]).status_code == 400
    assert phone.answer(strange, asked["challenge"]).status_code == 400


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"credential": 3}', b"\xff", b"[" * 40_000])
def test_nonsense_at_the_door_is_refused(client: Client, phone: Phone, body: bytes) -> None:
    for name in ("accounts:passkey", "accounts:passkeys"):
        answer = client.post(reverse(name), body, content_type="application/json")
        assert answer.status_code == 400


# --- my page ----------------------------------------------------------------------------------


def test_dawn_says_what_she_likes_to_be_called(client: Client, phone: Phone) -> None:
    client.post(reverse("accounts:me"), {"called": "Dee"})
    assert 'value="Dee"' in client.get(reverse("accounts:me")).content.decode()
    empty = client.post(reverse("accounts:me"), {"called": ""}).content.decode()
    assert "Write something here." in empty


def test_dawn_sees_where_she_is_signed_in_and_signs_out_elsewhere(
    client: Client, dawn: Account
) -> None:
    come_in(client, "dawn of the hill", DAWNS)
    others = [Client(), Client()]
    for other in others:
        come_in(other, "dawn of the hill", DAWNS)
    page = client.get(reverse("accounts:me")).content.decode()
    assert page.count("Chrome on a phone</p>") + page.count("Chrome on a phone <span") == 3
    one = fingerprint(others[0].session.session_key or "")
    client.post(reverse("accounts:sessions"), {"session": one})
    assert others[0].get(reverse("accounts:me")).status_code == 302
    client.post(reverse("accounts:sessions"), {"session": "others"})
    assert others[1].get(reverse("accounts:me")).status_code == 302
    assert client.get(reverse("accounts:me")).status_code == 200


def test_dawn_cannot_sign_sam_out(client: Client, sam: Account, dawn: Account) -> None:
    sams = at_work(Client(), sam)
    come_in(client, "dawn of the hill", DAWNS)
    his = fingerprint(sams.session.session_key or "")
    client.post(reverse("accounts:sessions"), {"session": his})
    assert sams.get(reverse("accounts:me")).status_code == 200


def test_a_new_passphrase_asks_for_the_old_and_ends_the_others(
    client: Client, dawn: Account
) -> None:
    come_in(client, "dawn of the hill", DAWNS)
    other = Client()
    come_in(other, "dawn of the hill", DAWNS)
    new = {"passphrase": "four words and a lamp", "passphrase_again": "four words and a lamp"}
    wrong = client.post(reverse("accounts:passphrase"), {"passphrase_now": "wrong", **new})
    assert b"That is not your passphrase." in wrong.content
    answer = client.post(reverse("accounts:passphrase"), {"passphrase_now": DAWNS, **new})
    assert answer.status_code == 302
    assert client.get(reverse("accounts:me")).status_code == 200
    assert other.get(reverse("accounts:me")).status_code == 302
    assert come_in(Client(), "dawn of the hill", "four words and a lamp").status_code == 302


@pytest.mark.parametrize(
    ("first", "again", "says"),
    [
        ("short", "short", "Make it longer"),
        ("password1234", "password1234", "Too many people use that one."),
        ("a long enough one", "another altogether", "The two are not the same."),
    ],
)
def test_a_passphrase_that_will_not_do_says_why(
    client: Client, dawn: Account, first: str, again: str, says: str
) -> None:
    come_in(client, "dawn of the hill", DAWNS)
    said = {"passphrase_now": DAWNS, "passphrase": first, "passphrase_again": again}
    assert says in client.post(reverse("accounts:passphrase"), said).content.decode()


def test_a_name_that_is_taken_says_so_beside_it(
    client: Client, sam: Account, dawn: Account
) -> None:
    come_in(client, "dawn of the hill", DAWNS)
    said = {"passphrase_now": DAWNS, "handle": "sam r"}
    said |= dict.fromkeys(("passphrase", "passphrase_again"), "four words and a lamp")
    answer = client.post(reverse("accounts:passphrase"), said)
    assert b"You cannot use that name here." in answer.content
    assert come_in(Client(), "dawn of the hill", DAWNS).status_code == 302


def test_the_only_way_in_stays(client: Client, phone: Phone, dawn: Account) -> None:
    passkey = Passkey.objects.get(account=dawn)
    removal = reverse("accounts:passkey-removal", args=(passkey.id,))
    dawn.set_unusable_password()
    dawn.save()
    fresh = Client()
    phone.come_in(fresh)
    answer = fresh.post(removal)
    assert answer.status_code == 409
    assert "This is your only way in." in answer.content.decode()
    assert Passkey.objects.filter(account=dawn).exists()


def test_sam_cannot_take_out_dawns_key(sam: Account, phone: Phone, dawn: Account) -> None:
    sams = at_work(Client(), sam)
    removal = reverse("accounts:passkey-removal", args=(Passkey.objects.get(account=dawn).id,))
    assert sams.post(removal).status_code == 404
    assert Passkey.objects.filter(account=dawn).exists()


@pytest.mark.parametrize(
    "name",
    ["me", "passphrase", "new-passkey", "new-passkey-options", "passkeys", "sessions"],
)
def test_my_pages_are_shut_to_strangers(client: Client, name: str) -> None:
    for answer in (
        client.get(reverse(f"accounts:{name}")),
        client.post(reverse(f"accounts:{name}")),
    ):
        assert answer.headers["Location"].startswith(settings.LOGIN_URL)


def test_asking_for_a_key_again_and_again_fills_no_table(client: Client) -> None:
    address = reverse("accounts:passkey-options")
    for _again in range(200):
        Client().post(address)
    before = Session.objects.count()
    assert b"too many tries" in Client().post(address).content
    assert Session.objects.count() == before
