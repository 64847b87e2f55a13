"""Dawn and Sam write their plan: at once, and while one of them has no signal."""

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from alongside.plans.actions import begin_part
from alongside.plans.queries import plan_of
from tests.scenes.conftest import Opens
from tests.scenes.phone import Phone
from tests.scenes.place import Place

if TYPE_CHECKING:
    from alongside.world.small import World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]
SAYS = "[data-says]"
WANT = "What I want"


def opens(phone: Phone, path: str) -> Phone:
    """Open the plan, and wait until it is written together."""
    phone.go(path)
    expect(phone.page.get_by_role("button", name="Save").first).to_be_hidden()
    phone.page.wait_for_timeout(700)
    return phone


def types(phone: Phone, words: str, *, at: str) -> None:
    field = phone.page.get_by_role("textbox", name=WANT)
    field.focus()
    field.press(f"Control+{at}")
    field.type(words)


def test_two_phones_one_plan(small: "World", place: Place, phone_of: Opens) -> None:
    """One goes offline, both write, and both come back to all of it."""
    plan = f"/with/{small.between('Dawn', 'Sam')}/plan/"
    dawn, sam = opens(phone_of("Dawn"), plan), opens(phone_of("Sam"), plan)
    dawn.context.set_offline(True)
    types(dawn, "My own front door. ", at="Home")
    expect(dawn.page.locator(SAYS)).to_contain_text("No signal.")
    dawn.keep("no signal")
    types(sam, " With Biscuit.", at="End")
    expect(sam.page.locator(SAYS)).to_have_text("Saved.")
    dawn.context.set_offline(False)
    dawn.page.evaluate("dispatchEvent(new Event('online'))")
    for phone in (dawn, sam):
        field = phone.page.get_by_role("textbox", name=WANT)
        expect(field).to_have_value(
            "My own front door. Ground floor. Near enough to walk to the allotment. A window I "
            "can see the sea from, even if it’s only a bit of it. With Biscuit.",
            timeout=15000,
        )
    sam.keep("our plan")
    with place.behind_the_scenes():
        part = plan_of(small.viewer("Dawn"), small.between("Dawn", "Sam")).parts[0]
        assert part.words.startswith("My own front door.")
        assert part.words.endswith("With Biscuit.")


def test_a_plan_of_more_parts_than_go_in_one_request(
    small: "World", place: Place, phone_of: Opens
) -> None:
    """Sam writes in the last of them, Dawn in the first, and both see both."""
    us = small.between("Dawn", "Sam")
    with place.behind_the_scenes():
        for number in range(70):
            begin_part(by=small.viewer("Sam"), relationship_id=us, called=f"Part {number}")
    sam, dawn = (opens(phone_of(name), f"/with/{us}/plan/") for name in ("Sam", "Dawn"))
    last = sam.page.get_by_role("textbox", name="Part 69", exact=True)
    last.fill("Ring Ruth.")
    expect(sam.page.locator(SAYS)).to_have_text("Saved.")
    types(dawn, "My own front door. ", at="Home")
    expect(dawn.page.locator(SAYS)).to_have_text("Saved.")
    seen = dawn.page.get_by_role("textbox", name="Part 69", exact=True)
    expect(seen).to_have_value("Ring Ruth.")
    expect(sam.page.get_by_role("textbox", name=WANT)).to_have_value(re.compile("^My own front"))


def test_a_plan_begins_without_script(small: "World", phone_of: Opens) -> None:
    """Terry names a part, writes in it, and makes a promise of a line; then reads it back."""
    terry = phone_of("Terry", java_script_enabled=False)
    plan = f"/with/{small.between('Terry', 'Sam')}/plan/"
    terry.go(plan)
    assert terry.reads("Nothing is here yet.")
    terry.follow("Begin a part")
    terry.write("What do you call it?", "A place by the sea")
    terry.press("Begin it")
    terry.write("A place by the sea", "Ask Joan about the back room.")
    terry.press("Save")
    assert terry.path == plan
    terry.follow("Promise, or ask: A place by the sea")
    terry.press("Promise this: Ask Joan")
    assert terry.value("What?") == "Ask Joan about the back room."


def test_what_can_be_done_with_a_part(small: "World", phone_of: Opens) -> None:
    """Each page of it is looked over: cards, a part, money."""
    dawn = phone_of("Dawn")
    dawn.go(f"/with/{small.between('Dawn', 'Sam')}/plan/beginning/")
    dawn.keep("cards to borrow")
    dawn.press("Borrow: Decision-making agreement")
    opens(dawn, dawn.path)
    dawn.follow("Change it: Decision-making agreement: who decides what")
    dawn.keep("one part")
    dawn.press("Further up")
    opens(dawn, dawn.path)
    dawn.follow("Promise, or ask: What we will do first")
    dawn.keep("a line to promise")
    dawn.go(f"/with/{small.between('Dawn', 'Sam')}/plan/spending/")
    dawn.keep("what was spent")
    dawn.go("/home/")
    dawn.follow("Our plan, Sam and me")
    assert dawn.reads("Decision-making agreement: who decides what")
