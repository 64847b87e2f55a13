"""Nothing anybody writes is lost: not to a problem, a session that ended, or another tab."""

from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import expect

from alongside.accounts.models import Session
from alongside.drafts.queries import draft_of
from alongside.moments.models import Moment
from alongside.world.small import World
from tests.scenes.conftest import Opens
from tests.scenes.phone import Phone
from tests.scenes.place import Place

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]
WORDS = "We sat on the steps until the rain stopped."


def everybody_is_out(place: Place) -> None:
    with place.behind_the_scenes():
        Session.objects.all().delete()


def comes_in_again(phone: Phone, other: Phone) -> None:
    """As if in another tab: a new session, and a new token."""
    cookies: Any = other.context.cookies()
    phone.context.clear_cookies()
    phone.context.add_cookies(cookies)
    tab = phone.context.new_page()
    tab.goto("/note/")
    tab.close()


def test_a_refused_note_is_kept(place: Place, small: World, phone_of: Opens) -> None:
    """Sam saves at once, has forgotten with whom, and leaves the page: his words wait for him."""
    sam = phone_of("Sam")
    sam.go("/note/")
    sam.write("A few words", WORDS)
    with sam.page.expect_response("**/drafts/note/"):
        sam.press("Save")
    assert sam.reads("Choose one.")
    expect(sam.page.locator("#id_who_0")).to_be_focused()
    sam.go("/today/")
    sam.go("/note/")
    assert sam.value("A few words") == WORDS
    with place.behind_the_scenes():
        assert draft_of(small.viewer("Sam"), "note") is not None


def test_the_session_ends_while_sam_writes(place: Place, small: World, phone_of: Opens) -> None:
    """The page says so and keeps his words; he comes in again beside it, and saves."""
    sam, another = phone_of("Sam"), phone_of("Sam")
    sam.go("/note/")
    sam.choose("Terry")
    everybody_is_out(place)
    sam.write("A few words", WORDS)
    with sam.page.expect_response("**/drafts/note/"):
        pass
    again = sam.page.get_by_role("link", name="Come in again, in a new tab")
    expect(again).to_be_visible()
    sam.page.get_by_role("button", name="Save").click()
    expect(again).to_be_focused()
    assert sam.path == "/note/"
    assert sam.value("A few words") == WORDS
    sam.keep("the session has ended")
    another = phone_of("Sam")
    comes_in_again(sam, another)
    sam.page.get_by_role("button", name="Save").click()
    sam.page.wait_for_url("**/moments/**")
    assert sam.reads(WORDS)


def test_another_comes_in_beside_it(place: Place, small: World, phone_of: Opens) -> None:
    """What Sam wrote is never kept for Bev, who comes in on the same computer."""
    sam, bev = phone_of("Sam"), phone_of("Bev")
    bev.go("/today/")
    sam.go("/note/")
    comes_in_again(sam, bev)
    sam.write("A few words", WORDS)
    expect(sam.page.get_by_role("link", name="Come in again, in a new tab")).to_be_visible()
    with place.behind_the_scenes():
        assert draft_of(small.viewer("Bev"), "note") is None


def test_another_tab_comes_in_again(small: World, phone_of: Opens) -> None:
    """The page that stood open gets what it needs by itself."""
    sam, another = phone_of("Sam"), phone_of("Sam")
    another.go("/today/")
    sam.go("/note/")
    sam.choose("Terry")
    comes_in_again(sam, another)
    with sam.page.expect_response(
        lambda answer: answer.url.endswith("/drafts/note/") and answer.ok
    ):
        sam.write("A few words", WORDS)
    sam.press("Save")
    sam.page.wait_for_url("**/moments/**")
    assert sam.reads(WORDS)


def test_with_no_script(place: Place, small: World, phone_of: Opens) -> None:
    """The words come back on a page that can send them, once Sam is in again."""
    sam = phone_of("Sam", java_script_enabled=False)
    sam.go("/note/")
    sam.page.get_by_label("Terry").check(force=True)
    sam.write("A few words", WORDS)
    everybody_is_out(place)
    sam.press("Save")
    assert sam.reads("You are not in any more")
    assert sam.reads(WORDS)
    another = phone_of("Sam")
    another.go("/today/")
    sam.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    cookies: Any = another.context.cookies()
    sam.context.add_cookies(cookies)
    sam.press("Save it now")
    assert sam.reads("That page was open a long time")
    assert sam.reads(WORDS)
    sam.press("It was me. Send it")
    assert sam.path.startswith("/moments/")
    assert sam.reads(WORDS)
    with place.behind_the_scenes():
        assert Moment.objects.visible_to(small.viewer("Sam")).filter(id=sam.path.split("/")[2])
