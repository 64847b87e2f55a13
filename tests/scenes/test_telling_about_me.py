"""About me: told once on a phone, opened, shown by a card to somebody who is not here."""

import pytest
from playwright.sync_api import expect

from alongside.kit.tests.sounds import mp3
from alongside.world.pages import BISCUIT
from tests.scenes.conftest import Opens

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]


def test_terry_tells_it_once_and_shows_a_part_of_it_at_the_hospital(
    phone_of: Opens, phone: Opens
) -> None:
    terry = phone_of("Terry")
    terry.go("/about-me/")
    terry.keep("about-me-empty")
    terry.follow("Please do and please don’t")
    terry.write("In your words", "Please sit down first. Please don’t call me Terence.")
    terry.write("Supported to write this by", "Bev")
    terry.keep("about-me-writing", unfold=True)
    terry.press("Save")
    assert terry.path == "/about-me/"
    assert terry.reads("Please sit down first.")
    terry.keep("about-me")
    assert terry.printed() <= 1.0
    terry.follow("Who reads it")
    terry.keep("about-me-who")
    terry.go("/about-me/cards/")
    terry.choose("Please do and please don’t")
    terry.press("See just what they would read")
    terry.press("Yes, make the card")
    terry.keep("card-made", unfold=True)
    link = terry.page.locator("details .told").text_content() or ""

    nurse = phone()
    nurse.go(link)
    assert not nurse.reads("Please sit down first.")
    nurse.keep("card-before")
    nurse.press("Open it")
    assert nurse.reads("Please sit down first.")
    assert nurse.page.title() == "A page"
    nurse.keep("card")
    other = phone()
    answer = other.go(link)
    assert answer is not None
    assert answer.status == 410
    other.keep("card-over")

    terry.go("/about-me/cards/")
    assert terry.reads("Opened")
    terry.press("Stop it")
    nurse.go(link)
    assert not nurse.reads("Please sit down first.")


def test_terry_shows_a_photo_and_speaks_instead_of_writing(phone_of: Opens, phone: Opens) -> None:
    terry = phone_of("Terry")
    terry.go("/about-me/")
    terry.follow("How I communicate and how to communicate with me")
    terry.unfold("A photo, or a voice note")
    terry.give("A photo", "dog.jpg", BISCUIT.read_bytes())
    terry.write("What is on the photo?", "My dog, on the sofa. Talk to him first.")
    terry.give("A voice note", "Home 3.mp3", mp3())
    terry.write("What do you say in it?", "Speak slowly, please.")
    terry.keep("about-me-photo-and-voice", unfold=True)
    terry.press("Save")
    photo = terry.page.get_by_role("img", name="My dog, on the sofa. Talk to him first.")
    photo.scroll_into_view_if_needed()
    expect(photo).to_have_js_property("complete", value=True)
    expect(photo).to_have_js_property("naturalWidth", 900)
    assert terry.reads("Speak slowly, please.")
    terry.keep("about-me-with-a-photo")
    terry.go("/about-me/writing/talking/")
    terry.give("A photo", "dog.jpg", b"no picture")
    terry.press("Save")
    assert terry.reads("We could not open that as a photo.")
    terry.keep("about-me-photo-problem", unfold=True)

    terry.go("/about-me/cards/")
    terry.choose("How I communicate and how to communicate with me")
    terry.press("See just what they would read")
    terry.press("Yes, make the card")
    nurse = phone()
    nurse.go(terry.page.locator("details .told").text_content() or "")
    nurse.press("Open it")
    seen = nurse.page.get_by_role("img", name="My dog, on the sofa. Talk to him first.")
    seen.scroll_into_view_if_needed()
    expect(seen).to_have_js_property("naturalWidth", 900)
    nurse.keep("card-with-a-photo")


def test_sam_reads_what_dawn_opened_and_puts_her_words_on_his_page(phone_of: Opens) -> None:
    sam = phone_of("Sam")
    sam.go("/today/")
    waiting = sam.page.locator(".strip", has_text="what they appreciate about you")
    waiting.get_by_role("link").click()
    sam.settle()
    sam.keep("my-page", unfold=True)
    sam.press("Put it on my page")
    sam.go("/people/")
    sam.follow("Dawn")
    sam.follow("About Dawn")
    assert sam.reads("knock before you come in")
    sam.keep("about-dawn")
    sam.write("In your words", "You kept at it.")
    sam.press("Tell them")
    assert sam.reads("You kept at it.")
