"""From nothing to two people in one record, on two phones."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from alongside.kit.square import square
from alongside.world.small import World
from tests.scenes.conftest import Opens
from tests.scenes.phone import Phone
from tests.scenes.place import Clock, Place

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]

AUTOSAVED_WITHIN = 2000
"""Milliseconds after which what was typed is on the server."""
PASSPHRASE = "four kettles on a shelf"
WORDS = "Tea at Pauline’s. She chose the table by the door."


def begins_a_team(sam: Phone) -> str:
    """The first of all, with a key in his phone and codes on paper; gives one of the codes."""
    sam.able_to_make_passkeys()
    sam.go("/")
    sam.keep("first run")
    sam.write("What do you like to be called?", "Sam")
    sam.write("Your name to come in with", "sam of lantern street")
    sam.write("A new passphrase", PASSPHRASE)
    sam.write("The same passphrase again", PASSPHRASE)
    sam.press("Start your team")
    assert sam.reads("One more thing before work")
    sam.keep("one more thing")
    sam.page.get_by_role("button", name="Use this phone").click()
    sam.page.wait_for_url(re.compile(r"/me/codes/$"))
    sam.press("Make my codes")
    sam.keep("codes on paper")
    code = sam.page.locator("[data-codes] li").first.inner_text()
    sam.follow("I have them")
    return code


def begins_with_dawn(sam: Phone) -> None:
    sam.go("/people/new/")
    sam.write("What do they like to be called?", "Dawn")
    sam.press("Begin")


def shows_a_code(sam: Phone, way: str) -> str:
    """Sam shows the code on the page about the two of them; gives its six letters."""
    sam.go("/people/")
    sam.follow("Dawn")
    sam.follow("Between us")
    sam.follow(way)
    sam.press("Show the code")
    return sam.page.locator(".code > [aria-hidden]").inner_text()


def joins_with_a_passkey(dawn: Phone, letters: str) -> None:
    dawn.able_to_make_passkeys()
    dawn.go("/join/")
    dawn.keep("six letters")
    dawn.write("Your six letters", letters.lower())
    dawn.press("Go on")
    dawn.keep("joining")
    dawn.press("Come in")
    dawn.page.get_by_role("button", name="Use this phone").click()
    dawn.page.wait_for_url(re.compile(r"(/home/|/me/)$"))
    dawn.settle()


def names_her_phone(dawn: Phone) -> None:
    dawn.go("/me/")
    dawn.page.locator("a[href^='/me/phones/']").first.click()
    dawn.settle()
    dawn.write("A name for it", "The cracked one")
    dawn.press("Save its name")
    assert dawn.reads("The cracked one")
    dawn.keep("her phone has a name")


def test_a_team_begins(place: Place, phone: Opens) -> None:
    """First run, an empty day, one person with nothing but a name, a likely match offered."""
    sam = phone()
    begins_a_team(sam)
    assert sam.path == "/today/"
    assert sam.reads("Start with one person")
    sam.keep("nobody yet")
    begins_with_dawn(sam)
    assert sam.reads("What matters most to Dawn")
    sam.keep("just begun")
    sam.page.get_by_role("link", name="Story").click()
    expect(sam.main).to_contain_text("Nothing is written yet")
    sam.keep("an empty story")
    begins_with_dawn(sam)
    assert sam.reads("Do you mean one of these?")
    sam.keep("a likely match")
    sam.follow("Dawn", exact=True)
    assert sam.reads("Nothing is written yet")
    # A second team cannot begin here.
    assert phone().go("/welcome/").url.endswith("/come-in/")  # type: ignore[union-attr]


def test_a_moment_in_ten_seconds(place: Place, clock: Clock, phone: Opens) -> None:
    """Three taps after opening, with a promise and a dot; undone, the words are back."""
    sam = phone()
    begins_a_team(sam)
    begins_with_dawn(sam)
    sam.go("/today/")
    sam.follow("Note a moment")
    sam.keep("an empty note")
    sam.write("A few words", WORDS)
    sam.page.locator(".pad").click(position={"x": 260, "y": 60})  # 1
    sam.unfold("Add a promise")  # 2
    sam.page.get_by_label("What?", exact=True).fill("Bring the housing form")
    sam.keep("a note with a promise and a dot", unfold=True)
    sam.press("Save")  # 3
    assert sam.reads(WORDS)
    assert sam.reads("Bring the housing form")
    assert sam.reads("Alongside")
    assert sam.reads("has no way in yet, so read it together.")
    sam.keep("saved, and not yet seen")
    sam.press("Undo")
    assert sam.path.startswith("/note/?with=")
    assert sam.value("A few words") == WORDS
    sam.press("Save")
    clock.later(minutes=6)
    sam.page.reload()
    assert sam.reads(WORDS)
    assert not sam.reads("Undo")


def test_a_draft_stays(place: Place, phone: Opens) -> None:
    """What was typed two seconds ago survives a reload, Back, and signing out."""
    sam = phone()
    code = begins_a_team(sam)
    begins_with_dawn(sam)
    sam.go("/today/")
    sam.go("/note/")
    sam.page.get_by_label("A few words").press_sequentially("Half a thought")
    sam.page.wait_for_timeout(AUTOSAVED_WITHIN)
    sam.page.reload()
    assert sam.value("A few words") == "Half a thought"
    sam.page.get_by_label("A few words").press("Control+End")
    sam.page.get_by_label("A few words").press_sequentially(", and half")
    sam.page.wait_for_timeout(AUTOSAVED_WITHIN)
    sam.page.go_back()
    sam.go("/note/")
    assert sam.value("A few words") == "Half a thought, and half"
    sam.go("/me/")
    sam.page.get_by_role("main").get_by_role("button", name="Sign out", exact=True).click()
    sam.settle()
    assert sam.path.startswith("/come-in/")
    other = phone()
    other.go("/come-in/")
    other.unfold("With your name and passphrase")
    other.write("Your name to come in with", "sam of lantern street")
    other.write("Your passphrase", PASSPHRASE)
    other.press("Come in")
    assert other.reads("One more thing")
    other.keep("the second step")
    other.write("Six numbers, or a code on paper", code)
    other.press("Come in")
    assert other.reads("You have 9 codes left.")
    other.go("/note/")
    assert other.value("A few words") == "Half a thought, and half"


def test_dawn_joins(place: Place, phone: Opens) -> None:
    """A code on Sam's screen, six letters on Dawn's, a passkey; out, and in again by it."""
    sam, dawn = phone(), phone()
    begins_a_team(sam)
    begins_with_dawn(sam)
    letters = shows_a_code(sam, "Invite in person")
    sam.keep("the code on Sam’s screen")
    joins_with_a_passkey(dawn, letters)
    dawn.go("/")
    assert dawn.reads("Hello, Dawn")
    dawn.keep("an empty home")
    dawn.go("/me/")
    dawn.keep("me, with one key")
    dawn.page.get_by_role("main").get_by_role("button", name="Sign out", exact=True).click()
    dawn.settle()
    dawn.press("Sign in with this phone")
    dawn.page.wait_for_url("**/home/")
    assert dawn.reads("Hello, Dawn")
    # The letters work once.
    stranger = phone()
    stranger.go("/join/")
    stranger.write("Your six letters", letters)
    stranger.press("Go on")
    assert not stranger.reads("How do you want to come in")
    stranger.keep("letters used up")


def test_dawn_joins_by_the_square(place: Place, phone: Opens) -> None:
    """The square on Sam's screen holds one address, and Dawn comes in by it, once."""
    sam, dawn, stranger = phone(), phone(), phone()
    begins_a_team(sam)
    begins_with_dawn(sam)
    shows_a_code(sam, "Invite in person")
    sam.unfold("Or a link")
    address = sam.page.locator("details .told").inner_text()
    drawn = sam.page.locator(".qr path").get_attribute("d")
    assert drawn == re.search(r' d="([^"]+)"', square(address))[1]  # type: ignore[index]
    for someone in (dawn, stranger):
        someone.go(urlsplit(address).path)
    dawn.keep("what the square opens")
    dawn.choose("A name and a passphrase")
    dawn.write("Your name to come in with", "biscuit and me")
    dawn.page.get_by_label("A new passphrase").fill(PASSPHRASE)
    dawn.page.get_by_label("The same passphrase again").fill(PASSPHRASE)
    dawn.page.locator("input[name=own]").check()  # This phone is my own.
    dawn.press("Come in")
    dawn.go("/home/")
    assert dawn.reads("Hello, Dawn")
    names_her_phone(dawn)
    stranger.page.reload()
    assert not stranger.reads("How do you want to come in")
    stranger.keep("the square is used up")


def test_dawn_signs_out_the_phone_she_left_elsewhere(place: Place, phone_of: Opens) -> None:
    """Her page lists where she is signed in; the other one is at the door at its next click."""
    here, left = phone_of("Dawn"), phone_of("Dawn")
    left.go("/home/")
    here.go("/me/")
    here.keep("where I am signed in")
    here.page.get_by_role("button", name="Sign out there").click()
    here.settle()
    expect(here.page.get_by_role("button", name="Sign out there")).to_have_count(0)
    left.page.get_by_role("link", name="Who can see what").first.click()
    left.settle()
    assert left.path.startswith("/come-in/")
    left.keep("signed out from elsewhere")
    here.go("/home/")
    assert here.reads("Hello, Dawn")


def test_dawn_is_helped_back(place: Place, clock: Clock, phone_of: Opens, small: World) -> None:
    """A lost phone is put right by meeting Sam, and her home says who helped."""
    sam, lost = phone_of("Sam"), phone_of("Dawn")
    letters = shows_a_code(sam, "Lost their way in?")
    found = phone_of("Dawn")
    found.context.clear_cookies()
    found.go("/come-in/")
    found.follow("I can’t get in")
    found.follow("I have six letters")
    found.write("Your six letters", letters)
    found.press("Go on")
    assert found.reads("This code waits")
    found.keep("the code waits")
    lost.go("/home/")
    assert lost.reads("Somebody is being let in as you. Is it you?")
    lost.keep("asked first")
    lost.press("Yes, let me in")
    found.follow("I said that it is me")
    assert found.reads("Welcome back")
    found.choose("A name and a passphrase")
    found.write("Your name to come in with", "biscuit and me")
    found.page.get_by_label("A new passphrase").fill("harbour cat at seven")
    found.page.get_by_label("The same passphrase again").fill("harbour cat at seven")
    found.keep("choosing a new way in")
    found.press("Come in")
    found.go("/home/")
    assert found.reads("Sam helped you back in")
    found.keep("told who helped")
    assert not found.reads("That was me")
    for _idle in range(6):
        clock.later(minutes=12)
        found.go("/home/")
    found.press("That was me")
    assert not found.reads("Sam helped you back in")
    lost.go("/home/")
    assert lost.path.startswith("/come-in/")
