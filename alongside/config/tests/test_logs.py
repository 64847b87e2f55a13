import logging
import sys
from types import SimpleNamespace

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from alongside.accounts.tries import TooManyTries
from alongside.config.logs import NoWords
from alongside.shares.safety import open_for_safety
from alongside.world.small import World

CANARY = "what Dawn told Sam"


def record(message: str, *arguments: object, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord("django.request", logging.ERROR, __file__, 1, message, arguments, None)
    made.__dict__.update(extra)
    return made


def fail() -> None:
    try:
        dict[str, str]()[CANARY]
    except KeyError as first:
        raise ValueError(CANARY) from first


def test_nothing_is_filled_in() -> None:
    line = NoWords().format(record("Internal Server Error: %s", f"/join/{CANARY}"))
    assert "Internal Server Error: %s" in line
    assert CANARY not in line


def test_an_address_is_written_as_its_pattern() -> None:
    request = SimpleNamespace(resolver_match=SimpleNamespace(route="join/<str:code>/"))
    line = NoWords().format(record("Internal Server Error: %s", CANARY, request=request))
    assert "[/join/<str:code>/]" in line


def break_it(_request: HttpRequest, code: str) -> HttpResponse:
    raise ValueError(code)


urlpatterns = [path("join/<str:code>/", login_not_required(break_it))]


@pytest.mark.urls(__name__)
def test_a_page_that_breaks_is_written_by_its_status_and_pattern(
    caplog: pytest.LogCaptureFixture,
) -> None:
    Client(raise_request_exception=False).get(f"/join/{CANARY}/")
    (failed,) = caplog.records
    line = NoWords().format(failed)
    assert "500 Internal Server Error [/join/<str:code>/]" in line
    assert "builtins.ValueError" in line
    assert "%s" not in line
    assert CANARY not in line


def test_an_error_is_written_by_its_kind_and_place_not_by_what_it_said() -> None:
    failed = record("Internal Server Error: %s", CANARY)
    try:
        fail()
    except ValueError:
        failed.exc_info = sys.exc_info()
    # Another handler may have filled in both before us.
    failed.message = failed.exc_text = CANARY
    line = NoWords().format(failed)
    assert "builtins.ValueError" in line
    assert f"{__file__}:" in line
    assert CANARY not in line


@pytest.mark.django_db(databases=["default", "keys"])
def test_safety_access_and_guessing_are_written_with_ids_and_no_names(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    sam = world.viewer("Sam")
    for _ in range(6):
        open_for_safety(by=sam, called="Nobody Atall", reason=CANARY)
    with pytest.raises(TooManyTries):
        open_for_safety(by=sam, called="Nobody Atall", reason=CANARY)
    lines = [NoWords().format(each) for each in caplog.records]
    assert f"Safety access [{sam.person_id.hex} nobody]" in lines[0]
    assert "[safety access by somebody]" in lines[-1]
    assert not any("%s" in line or "Atall" in line or CANARY in line for line in lines)
