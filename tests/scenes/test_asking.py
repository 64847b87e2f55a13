"""Somebody is asked to open a door: by a link, on a stranger's phone; and is thanked by name."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.scenes.conftest import Opens
from tests.scenes.phone import Phone
from tests.scenes.place import Place

if TYPE_CHECKING:
    from alongside.world.small import World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]
VIEWING = "Would you hold a viewing on a quiet day?"


def test_a_door_opened_by_a_strangers_phone(
    small: "World", place: Place, phone: Opens, phone_of: Opens
) -> None:
    """Sam asks, Dawn says yes, Pauline answers and is thanked, and the team knows the door."""
    sam, dawn, pauline, bev = phone_of("Sam"), phone_of("Dawn"), phone(), phone_of("Bev")
    sam.go(f"/with/{small.between('Dawn', 'Sam')}/asks/")
    sam.keep("asks")
    _writes_an_ask(sam)
    dawn.go("/home/")
    dawn.page.locator("a[href^='/asks/']").last.click()
    dawn.keep("dawn-is-asked")
    dawn.press("Yes, they may")

    sam.page.reload()
    sam.press("Make the link for Pauline Brown")
    sam.keep("link")
    link = sam.page.locator(".slip.told").inner_text()
    _answers(pauline, link[link.index("/for-you/") :].strip())

    sam.page.goto(sam.page.url.replace("/linking/", "/"))
    expect(sam.page.get_by_text("A door is open.")).to_be_visible()
    sam.page.get_by_text("Thanks", exact=True).click()
    sam.write("In your words", "Thank you, Pauline. It was quiet.")
    sam.press("Write it down")
    sam.keep("thanked")
    pauline.page.reload()
    expect(pauline.page.get_by_text("It was quiet.")).to_be_visible()
    pauline.keep("thanked")

    _tells_the_team(sam)
    bev.go("/doors/")
    expect(bev.page.get_by_text("A viewing on a quiet day")).to_be_visible()
    bev.keep("doors")


def _writes_an_ask(sam: Phone) -> None:
    sam.page.get_by_role("link", name="Ask someone to open a door").click()
    sam.page.get_by_text("Somebody else").click()
    sam.write("Their name", "Pauline Brown")
    sam.write("Where are they found?", "Harbour Lets")
    sam.write("What do you ask of them?", VIEWING)
    sam.write("What may they know?", "Stairs are hard just now.")
    sam.keep("written")
    sam.press("See just what they would read")
    sam.keep("before")
    sam.press("Ask Dawn first")
    expect(sam.page.get_by_text("Nothing has gone.")).to_be_visible()


def _answers(pauline: Phone, link: str) -> None:
    pauline.go(link)
    pauline.keep("before-it-opens")
    pauline.press("Open it")
    pauline.press("Send my answer")
    pauline.keep("nothing-chosen")
    pauline.page.get_by_text("Yes", exact=True).click()
    pauline.write("In your words, if you like", "Tuesday, before ten. I have the key.")
    pauline.press("Send my answer")
    expect(pauline.page.get_by_text("I have the key.")).to_be_visible()


def _tells_the_team(sam: Phone) -> None:
    sam.page.get_by_role("link", name="Tell our team about this door").click()
    sam.write("What did they open a door to?", "For Dawn")
    sam.press("Tell the team")
    expect(sam.page.get_by_text("This names Dawn.").first).to_be_visible()
    sam.write("What did they open a door to?", "A viewing on a quiet day")
    sam.press("Tell the team")
