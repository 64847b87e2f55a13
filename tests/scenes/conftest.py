"""What a scene needs: a place that is served, a browser, and phones for whoever is in it."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory
from playwright.sync_api import Browser, sync_playwright

from alongside.accounts.actions import open_session
from alongside.accounts.sessions import SessionStore
from alongside.accounts.ways import Way
from conftest import TUESDAY, small_world
from tests.scenes.phone import AGENT, SCENES, Album, Phone
from tests.scenes.place import Clock, Place

if TYPE_CHECKING:
    from alongside.world.small import World

Opens = Callable[..., Phone]


@pytest.fixture
def clock() -> Clock:
    return Clock(TUESDAY)


@pytest.fixture
def place(transactional_db: None, clock: Clock) -> Iterator[Place]:
    """An empty place, served."""
    here = Place(clock)
    here.open()
    yield here
    here.shut()


@pytest.fixture
def browser(place: Place) -> Iterator[Browser]:
    """Chromium, anew for each scene. Its driver ends it: at once, or by force where it hangs.

    That driver keeps a loop running, which Django would take for asynchronous code.
    """
    chromium = os.environ.get("ALONGSIDE_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        pytest.fail("The scenes need Chromium: set ALONGSIDE_CHROMIUM to where it is.")
    with pytest.MonkeyPatch.context() as patched, sync_playwright() as playwright:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--lang=en-GB"]
        )


@pytest.fixture
def album(request: pytest.FixtureRequest) -> Iterator[Album]:
    """The pictures of this scene. What axe found on them fails it."""
    name = re.sub(r"[^a-z0-9_]+", "-", request.node.name.removeprefix("test_").lower()).strip("-")
    shutil.rmtree(SCENES / name, ignore_errors=True)
    kept = Album(name, for_readme=bool(os.environ.get("ALONGSIDE_PICTURES")))
    yield kept
    kept.close()
    if kept.findings:
        pytest.fail("\n".join(["axe found:", *kept.findings]))


@pytest.fixture
def phone(browser: Browser, place: Place, album: Album) -> Opens:
    """Open a phone: `phone()`."""
    return partial(Phone, browser, place.address, album)


@pytest.fixture
def small(place: Place) -> "World":
    """The small world, in the place that is served."""
    with place.behind_the_scenes():
        return small_world()


@pytest.fixture
def phone_of(phone: Opens, place: Place, small: "World") -> Opens:
    """Open the phone of somebody of the small world, who has come in: `phone_of("Sam")`."""

    def opens(name: str, **options: Any) -> Phone:
        theirs = phone(**options)
        with place.behind_the_scenes():
            key = _come_in(small, name, place.clock.now())
        # A browser asks for https before it is handed such a cookie, and sends it to localhost.
        address = place.address.replace("http:", "https:")
        cookie: Any = {"name": settings.SESSION_COOKIE_NAME, "value": key}
        cookie |= {"url": address, "secure": True, "httpOnly": True}
        theirs.context.add_cookies([cookie])
        return theirs

    return opens


def _come_in(small: "World", name: str, now: datetime) -> str:
    request: HttpRequest = RequestFactory().get("/", headers={"user-agent": AGENT})
    request.session = SessionStore()
    request.user = AnonymousUser()
    account, life = small.account(name), small.viewer(name).life
    open_session(request, account=account, life=life, way=Way.MACHINE)
    request.session.save()
    return str(request.session.session_key)
