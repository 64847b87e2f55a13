"""Noting a moment: an odd day, the keys alone, and who will see it."""

import pytest
from playwright.sync_api import expect

from alongside.world.small import World
from tests.scenes.conftest import Opens
from tests.scenes.phone import PHONE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]
MOST_KEYS = 60


def test_an_odd_day_is_ticked(small: World, phone_of: Opens) -> None:
    """Sam writes down a day from years ago, and one promised in it; asked twice, he ticks both."""
    sam = phone_of("Sam")
    sam.go("/note/")
    sam.choose("Dawn")
    expect(sam.page.get_by_role("button", name="Save. Dawn sees this too")).to_be_visible()
    sam.unfold("Add a promise")
    sam.page.get_by_label("What?", exact=True).fill("Bring socks")
    sam.page.get_by_label("On which day?").fill("2019-05-03")
    sam.unfold("Not now, or not alone")
    sam.page.get_by_label("Which day?", exact=True).fill("2019-05-01")
    sam.press("Save")
    assert sam.reads("That is a long time ago. Tick below if it is right.")
    assert sam.reads("That is in the past. Tick below if it is right.")
    sam.keep("an odd day is asked about", unfold=True)
    for tick in sam.page.get_by_label("Yes, that day is right").all():
        tick.check()
    sam.press("Save")
    assert sam.path.startswith("/moments/")
    assert sam.reads("Wednesday 1 May 2019")


def test_dawn_notes_a_moment_from_home(small: World, phone_of: Opens) -> None:
    """One tap from home: who with, a few words, and it stands in the story of both."""
    dawn = phone_of("Dawn")
    dawn.go("/home/")
    dawn.keep("home begins a moment")
    dawn.follow("Note a moment")
    assert dawn.path == "/note/"
    dawn.choose("Sam")
    dawn.page.get_by_label("A few words").fill("He waited with me at the desk.")
    dawn.press("Save")
    assert dawn.path.startswith("/moments/")
    assert dawn.reads("He waited with me at the desk.")


def test_the_whole_note_by_keys(small: World, phone_of: Opens) -> None:
    """With whom, which kind, words, a dot, and Save: all of it without a mouse."""
    sam = phone_of("Sam")
    sam.go("/note/")
    keys = sam.page.keyboard
    for _key in range(MOST_KEYS):
        keys.press("Tab")
        on = sam.page.evaluate("document.activeElement.name || document.activeElement.tagName")
        if on in {"who", "stance"}:
            keys.press("Space")
        if on == "kind":
            keys.press("ArrowRight")
        if on == "words":
            keys.type("By the keys alone.")
        if on == "BUTTON":
            keys.press("Enter")
            break
    sam.page.wait_for_url("**/moments/**")
    assert sam.reads("By the keys alone.")
    assert sam.reads("Sam: Holding")


def test_the_note_fits_one_phone(small: World, phone_of: Opens) -> None:
    """From with whom to the whole of the pad, above the button that saves."""
    sam = phone_of("Sam", size=PHONE)
    sam.go("/note/")
    pad = sam.page.locator(".pad").bounding_box()
    foot = sam.page.locator(".sheet__foot").bounding_box()
    assert pad
    assert foot
    assert pad["y"] + pad["height"] <= foot["y"]


def test_large_text_leaves_room(small: World, phone_of: Opens) -> None:
    """At twice the size, what stays in reach takes less than a third of a small screen."""
    sam = phone_of("Sam", size=(320, 640))
    for path, part in (("/today/", ".dock"), ("/note/", ".sheet__foot")):
        sam.go(path)
        sam.page.evaluate("document.documentElement.style.fontSize = '32px'")
        box = sam.page.locator(part).bounding_box()
        assert box
        assert box["height"] < 640 / 3


def test_what_was_learned_goes_onto_her_page_with_one_tap(small: World, phone_of: Opens) -> None:
    """Sam notes what he learned; Dawn reads it, and lays it on a page about her."""
    dawn = phone_of("Dawn")
    dawn.go(f"/with/{small.between('Dawn', 'Sam')}/")
    told = dawn.main.locator("li.stack", has_text="Learned: Ask what she wants first.")
    told.locator("a[href^='/moments/']").first.click()
    dawn.settle()
    dawn.keep("what was learned")
    dawn.press("How and when to support me")
    assert dawn.path == "/about-me/writing/support/"
    assert "Ask what she wants first. Paper comes after." in dawn.value("In your words")
    dawn.keep("what was learned goes on a page")
    dawn.press("Save")
    assert dawn.path == "/about-me/"
    assert dawn.reads("Ask what she wants first.")
    sam = phone_of("Sam")
    sam.go("/note/")
    sam.unfold("You learned something")
    sam.keep("note with what was learned", unfold=True)
