"""What every answer tells a browser: pages, redirects, files and every kind of failure.

Each answer is made by the whole of the place, as a browser would get it. The last test takes the
headers away and must find every one of them missing.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from alongside.config import urls
from alongside.config.urls import handler400, handler403, handler404, handler500
from alongside.kit.headers import ALWAYS
from conftest import SignIn
from tests.answers import HTTPS, loose_cookies, missing

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def spill(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def full_disk(request: HttpRequest) -> HttpResponse:
    raise OperationalError("database or disk is full")


spill.login_required = full_disk.login_required = False  # type: ignore[attr-defined]
urlpatterns = [*urls.urlpatterns, path("spill/", spill), path("full/", full_disk)]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.usefixtures("both_databases")]

Asks = Callable[[Client], Any]


def get(address: str, **more: Any) -> Asks:
    return lambda browser: browser.get(address, secure=True, **more)


def post(address: str, **more: Any) -> Asks:
    return lambda browser: browser.post(address, secure=True, **more)


ANSWERS: dict[str, tuple[int, Asks]] = {
    "a page": (200, get("/come-in/")),
    "the dull page": (200, get("/away/")),
    "a redirect to the door": (302, get("/today/")),
    "a wrong passphrase": (200, post("/come-in/", data={"handle": "x", "passphrase": "y"})),
    "what a script asked": (200, post("/come-in/passkey/options/")),
    "what a script got wrong": (400, post("/come-in/passkey/")),
    "a name that is not ours": (400, get("/come-in/", headers={"host": "else.example"})),
    "nothing there": (404, get("/nothing/here/")),
    "a code that ended": (404, get("/join/a-link-nobody-made/")),
    "the wrong way to ask": (405, get("/leave/")),
    "our own fault": (500, get("/spill/")),
    "a full disk": (503, get("/full/")),
    "a look that is not there": (404, get("/static/kit/nothing.css")),
}


def browser_of(*, careful: bool = False) -> Client:
    return Client(raise_request_exception=False, enforce_csrf_checks=careful)


@pytest.mark.parametrize("what", ANSWERS)
def test_every_answer_carries_every_header(what: str) -> None:
    status, asks = ANSWERS[what]
    with override_settings(**HTTPS):
        answer = asks(browser_of())
    assert answer.status_code == status
    assert not missing(answer)
    assert answer.headers.get("Server") is None
    if answer.content:
        assert "charset=utf-8" in answer.headers["Content-Type"].lower() or (
            answer.headers["Content-Type"] == "application/json"
        )


def test_a_form_from_elsewhere_is_refused_with_every_header() -> None:
    with override_settings(**HTTPS):
        answer = post("/come-in/", data={"handle": "x"})(browser_of(careful=True))
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert not missing(answer)


def test_a_page_behind_the_door_carries_every_header(sign_in: SignIn) -> None:
    with override_settings(**HTTPS):
        for name, address in (("Sam", "/today/"), ("Dawn", "/home/"), ("Dawn", "/me/")):
            assert not missing(get(address)(sign_in(name)))


def test_the_look_carries_them_too_and_may_be_kept() -> None:
    with override_settings(**HTTPS):
        answer = get("/static/kit/alongside.css")(browser_of())
    assert answer.status_code == HTTPStatus.OK
    assert missing(answer) in (["Cache-Control"], ["Cache-Control", "Strict-Transport-Security"])
    assert "no-store" not in answer.headers["Cache-Control"]
    answer.close()


def test_without_https_everything_is_sent_there() -> None:
    with override_settings(**HTTPS):
        answer = browser_of().get("/come-in/")
    assert answer.status_code == HTTPStatus.MOVED_PERMANENTLY
    assert answer.headers["Location"] == "https://testserver/come-in/"


def test_nothing_is_allowed_inline_or_from_elsewhere() -> None:
    policy = ALWAYS["Content-Security-Policy"]
    said = dict(each.split(" ", 1) for each in policy.split("; "))
    assert said["default-src"] == said["object-src"] == said["base-uri"] == "'none'"
    assert said["frame-ancestors"] == "'none'"
    assert set(said.values()) == {"'none'", "'self'"}


def test_no_answer_lets_another_site_read_it() -> None:
    for _status, asks in ANSWERS.values():
        assert "Access-Control-Allow-Origin" not in asks(browser_of()).headers


def test_every_cookie_is_tied_to_this_name_and_hidden_from_scripts() -> None:
    browser = browser_of()
    answers = [get("/come-in/")(browser), post("/come-in/passkey/options/")(browser)]
    assert {"__Host-session", "__Host-csrf"} <= set(browser.cookies)
    assert not [loose for answer in answers for loose in loose_cookies(answer)]


def test_a_loose_cookie_is_found() -> None:
    """The control: each way in which a cookie could be loose is seen."""
    answer = HttpResponse()
    answer.set_cookie("card", "x" * 5000, path="/card/", domain="example.org")
    found = {each.partition(": ")[2] for each in loose_cookies(answer)}
    assert found == {"__Host-", "Secure", "Path=/", "SameSite", "HttpOnly", "short"}


def test_without_our_middleware_they_are_found_missing() -> None:
    """The control: what we look for is not there by itself."""
    others = [name for name in settings.MIDDLEWARE if name != "alongside.kit.headers.Headers"]
    with override_settings(MIDDLEWARE=others):
        answer = get("/come-in/")(browser_of())
    assert {"Content-Security-Policy", "Permissions-Policy", "Cache-Control"} <= set(
        missing(answer)
    )
