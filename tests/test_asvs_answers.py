"""What docs/asvs.md says of our answers: each line a browser, and what it is told."""

import io
import json
import logging
import re
import zipfile
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.utils.html import escape

from alongside.accounts.devices import address_of
from alongside.accounts.models import MayWork
from alongside.config.logs import CONFIGURED, NoWords
from alongside.interchange.problems import CannotRead
from alongside.interchange.reading import tables_in
from alongside.kit.ids import new_id
from alongside.people.models import Person
from alongside.vault.fields import open_rows
from alongside.world.small import World
from conftest import SignIn

pytestmark = pytest.mark.usefixtures("both_databases")
DOOR, NOWHERE, LOOK = "/come-in/", "/nothing/here/", "/static/kit/leave.js"
BEHIND_A_PROXY = {"SECURE_HSTS_SECONDS": 31_536_000, "SECURE_SSL_REDIRECT": True}


def ask(path: str, browser: Client | None = None, **more: Any) -> HttpResponse:
    answer: Any = (browser or Client(raise_request_exception=False)).get(path, secure=True, **more)
    if answer.streaming:
        answer.close()
    return answer  # type: ignore[no-any-return]


def send(browser: Client, path: str, said: dict[str, Any], **more: Any) -> HttpResponse:
    return browser.post(path, said, secure=True, **more)  # type: ignore[return-value]


# --- V1: words stay words -------------------------------------------------------------------------


def said_and_read(world: World, sign_in: SignIn, words: str) -> str:
    """Sam's page, after Dawn has said what matters to her in these words."""
    where = f"/with/{world.between('Dawn', 'Sam')}/"
    said = {"person": world.person("Dawn"), "whose": "me", "words": words, "id": new_id()}
    assert send(sign_in("Dawn"), f"{where}mattering/", said).status_code == HTTPStatus.FOUND
    return ask(where, sign_in("Sam")).content.decode()


def test_words_that_look_like_a_page_are_shown_as_they_were_typed(
    world: World, sign_in: SignIn
) -> None:
    words = """"'><script>alert(1)</script><img src=x onerror=alert(1)><!-- </textarea>"""
    page = said_and_read(world, sign_in, words)
    assert escape(words) in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_words_that_were_written_in_code_once_are_read_in_code_once(
    world: World, sign_in: SignIn
) -> None:
    words = "%3Cb%3E &lt;i&gt; &amp;amp; \\u003cu\\u003e"
    assert escape(words) in said_and_read(world, sign_in, words)


def test_words_that_look_like_a_template_or_a_pattern_are_only_words(
    world: World, sign_in: SignIn
) -> None:
    words = "{{ 7|add:7 }} {% now 'Y' %} %s %(x)s {0} ${7*7} **x** [tea](javascript:alert(1))"
    page = said_and_read(world, sign_in, words)
    assert escape(words) in page
    assert 'href="javascript' not in page


def test_a_search_that_looks_like_a_question_to_the_database_finds_only_words(
    sign_in: SignIn,
) -> None:
    dawn = sign_in("Dawn")
    for words in ("' OR '1'='1", "%' OR 1=1 --", "'; DROP TABLE moments_telling; --", "%", "_"):
        page = ask("/search/", dawn, data={"q": words})
        assert page.status_code == HTTPStatus.OK
        assert "lost twice" not in page.content.decode()
    assert "lost twice" in ask("/search/", dawn, data={"q": "lost twice"}).content.decode()


MANY_TIMES_THE_ONE_BEFORE = [
    '<!ENTITY a0 "lots">',
    *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)),
    '<!ENTITY e "&a9;">',
]


@pytest.mark.parametrize(
    "declares",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        "<!DOCTYPE x [" + "".join(MANY_TIMES_THE_ONE_BEFORE) + "]>",
    ],
)
def test_a_workbook_cannot_make_us_open_another_file_nor_grow_without_end(
    tmp_path: Path, declares: str
) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["Name", "Note"], ["Mo", "Tea"]):
        book.active.append(row)
    whole = io.BytesIO()
    book.save(whole)
    path = tmp_path / "names.xlsx"
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(path, "w") as after:
        for part in before.namelist():
            words = before.read(part)
            if part == "xl/worksheets/sheet1.xml":
                words = declares.encode() + words.replace(b"Tea", b"&e;")
            if part == "xl/sharedStrings.xml":
                words = declares.encode() + words.replace(b"<t>Tea</t>", b"<t>&e;</t>")
            after.writestr(part, words)
    try:
        read = str([row.cells for table in tables_in(path) for row in table.rows([])])
    except CannotRead:
        read = ""
    assert "root:" not in read
    assert len(read) < 1000


# --- V2, V15: what is taken in --------------------------------------------------------------------


def test_what_is_too_long_or_no_answer_is_refused_here_and_not_only_in_the_browser(
    world: World, sign_in: SignIn
) -> None:
    dawn = sign_in("Dawn")
    for called in ("", "x" * 201):
        page = send(dawn, "/me/", {"called": called})
        assert page.status_code == HTTPStatus.OK
        assert "aria-invalid" in page.content.decode()
    assert called_now(world) == "Dawn"


def called_now(world: World) -> str:
    person = Person.objects.get(pk=world.person("Dawn"))
    open_rows([person])
    called: str = person.called
    return called


def test_an_answer_nobody_was_offered_changes_nothing(world: World, sign_in: SignIn) -> None:
    sam = sign_in("Sam")
    said = {"id": new_id(), "who": world.between("Dawn", "Sam"), "kind": "burglary", "words": "x"}
    page = send(sam, "/note/", said)
    assert page.status_code == HTTPStatus.OK
    assert (
        "Write something else" in page.content.decode() or "aria-invalid" in page.content.decode()
    )
    said |= {"kind": "met", "who": world.between("Dawn", "Priya")}
    assert send(sam, "/note/", said).status_code == HTTPStatus.OK, "not his to write in"


def test_a_passphrase_that_was_not_written_twice_the_same_is_not_set(
    world: World, sign_in: SignIn
) -> None:
    said = {"handle": "dawn h", "passphrase": "a lamp in the street", "passphrase_again": "a lamp"}
    assert send(sign_in("Dawn"), "/me/passphrase/", said).status_code == HTTPStatus.OK
    assert not world.account("Dawn").has_usable_password()


def test_only_the_fields_a_form_has_are_written(world: World, sign_in: SignIn) -> None:
    dawn = sign_in("Dawn")
    more = {"id": str(new_id()), "life": "working", "person": str(world.person("Sam"))}
    send(dawn, "/me/", {"called": "Dawnie", "may_work": "on", "made_at": "2020-01-01", **more})
    assert called_now(world) == "Dawnie"
    assert dawn.session["life"] == "own"
    assert not MayWork.objects.filter(account=world.account("Dawn")).exists()


def test_what_stands_in_the_address_is_not_taken_for_what_was_sent(
    world: World, sign_in: SignIn
) -> None:
    dawn = sign_in("Dawn")
    send(dawn, "/me/?called=Mallory", {})
    assert called_now(world) == "Dawn"
    dawn.post("/me/", "called=Mallory&called=Dawnie", secure=True, content_type=FORM)
    assert called_now(world) == "Dawnie", "of two, one, always the last"


FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    "said",
    ["[]", '"x"', "1", "null", '{"credential": [1]}', "{", "[" * 20_000, '{"credential": 1}'],
)
def test_a_script_that_sends_another_kind_of_thing_is_refused(said: str) -> None:
    answer = Client().post("/come-in/passkey/", said, secure=True, content_type="application/json")
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert set(answer.json()) == {"says"}


def test_more_than_anybody_types_is_not_kept(sign_in: SignIn) -> None:
    answer = send(sign_in("Dawn"), "/drafts/note/", {"words": "x" * 200_001})
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def test_only_the_proxy_says_where_somebody_is(rf: RequestFactory) -> None:
    asked = rf.get(
        "/", headers={"X-Forwarded-For": "192.0.2.9, 203.0.113.7"}, REMOTE_ADDR="10.0.0.1"
    )
    assert address_of(asked) == "10.0.0.1", "without a proxy nobody is believed"
    with override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")):
        assert address_of(asked) == "203.0.113.7", "what the proxy wrote, not what was sent to it"


# --- V3: one header, one line ---------------------------------------------------------------------


@pytest.mark.parametrize("path", [DOOR, NOWHERE, LOOK])
def test_no_browser_guesses_what_an_answer_is(path: str) -> None:
    assert ask(path).headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", [DOOR, NOWHERE, LOOK])
def test_another_site_learns_no_address_of_ours(path: str) -> None:
    assert ask(path).headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", [DOOR, NOWHERE, LOOK])
def test_nothing_of_ours_is_framed(path: str) -> None:
    assert "frame-ancestors 'none'" in ask(path).headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", [DOOR, NOWHERE, LOOK])
def test_nothing_of_ours_is_loaded_into_another_site(path: str) -> None:
    assert ask(path).headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_windows_of_other_sites_cannot_hold_ours() -> None:
    for path in (DOOR, NOWHERE):
        assert ask(path).headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_for_a_year_browsers_come_back_by_https_alone() -> None:
    with override_settings(**BEHIND_A_PROXY):
        for path in (DOOR, NOWHERE):
            assert ask(path).headers["Strict-Transport-Security"] == "max-age=31536000"


def test_each_answer_says_what_it_is_and_in_which_letters() -> None:
    for path in (DOOR, NOWHERE, LOOK):
        kind = ask(path).headers["Content-Type"].lower()
        assert kind.startswith("text/")
        assert "charset=utf-8" in kind.replace('"', "")


def cookies() -> dict[str, Any]:
    browser = Client()
    browser.get(DOOR, secure=True)
    browser.post("/come-in/passkey/options/", secure=True)
    assert len(browser.cookies) == 2
    return dict(browser.cookies)


def test_every_cookie_goes_by_https_alone() -> None:
    assert all(cookie["secure"] for cookie in cookies().values())


def test_every_cookie_is_tied_to_this_one_name() -> None:
    for name, cookie in cookies().items():
        assert name.startswith("__Host-")
        assert (cookie["path"], cookie["domain"]) == ("/", "")


def test_no_cookie_is_sent_along_with_what_another_site_posts() -> None:
    assert all(cookie["samesite"] in {"Lax", "Strict"} for cookie in cookies().values())


def test_no_script_can_read_a_cookie_that_opens_anything() -> None:
    assert all(cookie["httponly"] for cookie in cookies().values())


def test_the_cookie_that_a_script_writes_holds_nothing_and_only_signs_out(sign_in: SignIn) -> None:
    written = HERE / LEAVE
    assert '"__Host-left=1; Path=/; Secure; SameSite=Lax;' in written.read_text(encoding="utf-8")
    browser = sign_in("Dawn")
    browser.cookies["__Host-left"] = "1"
    assert ask("/home/", browser).headers["Location"] == "/away/"
    assert "/come-in/" in ask("/home/", browser).headers["Location"]


HERE = Path(__file__).resolve().parents[1]
LEAVE = "alongside/kit/static/kit/leave.js"


# --- V4, V13: what is not there -------------------------------------------------------------------


@pytest.mark.parametrize("way", ["TRACE", "TRACK", "PUT", "DELETE", "OPTIONS", "CONNECT"])
def test_what_is_asked_in_another_way_is_not_heard(way: str) -> None:
    browser = Client(raise_request_exception=False)
    answer = browser.generic(way, DOOR, secure=True, headers={"X-Secret": "said-by-me"})
    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert b"said-by-me" not in answer.content
    assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", ["/.git/config", "/.git/HEAD", "/.svn/entries", "/.env"])
def test_nothing_of_how_it_was_made_is_served(path: str) -> None:
    assert ask(path).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("path", ["/static/", "/static/kit/", "/static/kit/fonts/"])
def test_no_folder_is_listed(path: str) -> None:
    assert ask(path).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    "path",
    ["/static/../master.key", "/static/%2e%2e/alongside.sqlite3", "/master.key", "/incoming/"],
)
def test_no_file_of_the_place_is_served(path: str) -> None:
    assert ask(path).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    "path", ["/admin/", "/api/", "/docs/", "/openapi.json", "/metrics", "/health/", "/__debug__/"]
)
def test_nothing_is_there_for_makers_or_keepers(path: str) -> None:
    assert ask(path).status_code == HTTPStatus.NOT_FOUND


# --- V14, V16 -------------------------------------------------------------------------------------


def test_no_browser_keeps_a_page(sign_in: SignIn) -> None:
    for path, browser in ((DOOR, None), (NOWHERE, None), ("/home/", sign_in("Dawn"))):
        assert ask(path, browser).headers["Cache-Control"] == "no-store"


def test_no_page_names_another_place_to_load_from(sign_in: SignIn) -> None:
    for path in ("/home/", "/me/", "/promises/"):
        page = ask(path, sign_in("Dawn")).content.decode()
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page)


def test_a_form_says_no_more_than_what_was_wrong() -> None:
    answer = ask("/come-in/", headers={"host": "else.example"})
    for inner in ("Traceback", "Django", "DisallowedHost", str(HERE), "SECRET"):
        assert inner not in answer.content.decode()
    assert answer.status_code == HTTPStatus.BAD_REQUEST


def test_the_log_goes_to_one_place_and_each_line_says_when_how_bad_and_from_where() -> None:
    assert set(CONFIGURED["handlers"]) == {"stderr"}
    record = logging.LogRecord("alongside.x", 30, "x.py", 1, "It broke", (), None)
    line = NoWords().format(record)
    assert re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} WARNING alongside\.x: It broke$", line)


def test_nobody_writes_a_line_of_their_own_into_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        ask("/nothing%0A2026-11-17 ERROR alongside: forged/")
        Client().post("/come-in/", {"handle": "x\nERROR forged", "passphrase": "y"}, secure=True)
    for record in caplog.records:
        assert "forged" not in NoWords().format(record)


def test_answers_of_scripts_hold_what_their_page_shows_and_no_more() -> None:
    asked = Client().post("/come-in/passkey/options/", secure=True)
    assert set(json.loads(asked.content)) <= {
        "challenge",
        "timeout",
        "rpId",
        "allowCredentials",
        "userVerification",
    }
    assert asked.json()["allowCredentials"] == [], "nobody learns which keys are known"
