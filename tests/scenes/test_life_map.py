"""How life is: said on a phone, with script and without, and laid over how it was in March."""

import pytest

from tests.scenes.conftest import Opens

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]


def test_dawn_says_how_life_is_and_looks_back_to_march(phone_of: Opens) -> None:
    dawn = phone_of("Dawn")
    dawn.go("/life/")
    dawn.keep("life-map")
    dawn.unfold("Sundays")
    dawn.keep("life-map-open")
    sundays = dawn.page.locator("details[open]")
    sundays.locator("label", has_text="Okay").click()
    sundays.get_by_label("In your words").fill("There was a game on.")
    sundays.get_by_role("button", name="Keep this").click()
    dawn.settle()
    assert dawn.path == "/life/"
    assert dawn.page.locator("summary", has_text="Sundays").inner_text().count("Okay") == 1
    dawn.follow("On 8 March 2026, beside now")
    dawn.keep("march-beside-now")
    assert dawn.reads("Sofas, and the hostel.")
    assert dawn.reads("blue door")
    dawn.go("/life/elsewhere/")
    dawn.keep("from-elsewhere")
    dawn.go("/life/who/")
    dawn.keep("who-sees-it")
    dawn.go("/life/")
    dawn.unfold("Kay")
    dawn.follow("What I said before")
    dawn.keep("one-patch", unfold=True)


def test_terry_borrows_names_with_no_script(phone_of: Opens) -> None:
    terry = phone_of("Terry", java_script_enabled=False)
    terry.go("/life/")
    terry.press("Borrow these")
    assert terry.path == "/life/"
    terry.unfold("Sundays")
    opened = terry.page.locator("details[open]", has_text="Sundays")
    opened.locator("label", has_text="Hard").click()
    opened.locator("label", has_text="Start with this one").click()
    opened.get_by_role("button", name="Keep this").click()
    terry.settle()
    assert "Start here" in terry.page.locator("summary", has_text="Sundays").inner_text()


def test_sam_sees_what_dawn_opened_until_she_stops(phone_of: Opens) -> None:
    sam, dawn = phone_of("Sam"), phone_of("Dawn")
    sam.go("/people/")
    sam.follow("Dawn")
    sam.follow("How life is")
    assert sam.reads("My front door")
    sam.keep("how-life-is-for-dawn", unfold=True)
    sam.follow("On 8 March 2026, beside now")
    sam.keep("march-beside-now-for-sam")
    there = sam.path
    sam.go("/life/")
    sam.keep("sams-own-life-map")
    sam.go("/life/sets/")
    sam.keep("names-to-borrow")
    dawn.go("/life/who/")
    dawn.press("Stop showing Sam")
    sam.go(there)
    assert not sam.reads("Sofas, and the hostel.")
