"""Two people write one text: at once, without signal, without script, and signed out.

The page is made here, of the parts that every page of this kind is made of.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from playwright.sync_api import Dialog, expect

from alongside.access.strands import Strand
from alongside.access.trail import looking
from alongside.access.viewer import viewer_of
from alongside.config import urls
from alongside.cowriting.actions import begin_document, write_plainly
from alongside.cowriting.models import Document
from alongside.cowriting.queries import open_documents, saw_documents, words_of
from alongside.cowriting.tests.conftest import opening_between_us
from alongside.vault.scopes import between_scope
from tests.scenes.conftest import Opens
from tests.scenes.phone import Phone
from tests.scenes.place import Place

if TYPE_CHECKING:
    from alongside.world.small import World

PAGE = """{% extends shell_template %}{% load i18n kit cowriting %}
{% block title %}Our plan{% endblock %}
{% block scripts %}{% write_script %}{% endblock %}
{% block content %}<div class="stack stack--wide"><header class="stack"><h1>Our plan</h1></header>
{% write_together %}<article class="paper">
{% write_words want "What I want" hint="In your own words" %}
{% write_words first "What we do first" %}
</article>{% end_write_together %}</div>{% endblock %}"""


def our_plan(request: HttpRequest, one: UUID, other: UUID) -> HttpResponse:
    """A page with two texts on it."""
    viewer = viewer_of(request)
    with looking(viewer) as look:
        found = open_documents(viewer, [one, other])
        saw_documents(look, found.values())
    page = engines["django"].from_string(PAGE)
    return HttpResponse(page.render({"want": found[one], "first": found[other]}, request))


urlpatterns = [*urls.urlpatterns, path("our-plan/<uuid:one>/<uuid:other>/", our_plan)]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls(__name__),
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]
SAYS = "[data-says]"


@pytest.fixture
def plan(small: "World", place: Place) -> Iterator[list[Document]]:
    """What Dawn wants, and what she and Sam do first."""
    with opening_between_us(), place.behind_the_scenes():
        dawn, here = small.viewer("Dawn"), small.between("Dawn", "Sam")
        texts = [
            begin_document(
                by=dawn,
                scope=between_scope(here, dawn.person_id),
                about_id=dawn.person_id,
                strand=Strand.PLANS,
                relationship_id=here,
                words=words,
            )
            for words in ("A ground floor flat.\nNear the allotment.", "")
        ]
    with opening_between_us():
        yield texts


def address(plan: list[Document]) -> str:
    return f"/our-plan/{plan[0].id}/{plan[1].id}/"


def opens(phone: Phone, plan: list[Document]) -> Phone:
    """Open the page, and wait until it writes together."""
    phone.go(address(plan))
    expect(phone.page.get_by_role("button", name="Save").first).to_be_hidden()
    phone.page.wait_for_timeout(700)
    return phone


def types(phone: Phone, label: str, words: str, *, at: str = "End") -> None:
    """Type at the end of a field, or at its beginning."""
    field = phone.page.get_by_role("textbox", name=label)
    field.focus()
    field.press(f"Control+{at}")
    field.type(words)


def kept(place: Place, small: "World", document: Document) -> str:
    with place.behind_the_scenes():
        found = open_documents(small.viewer("Dawn"), [document.id])
        return words_of(found[document.id])


def test_written_by_two(
    small: "World", place: Place, phone_of: Opens, plan: list[Document]
) -> None:
    """Both write at once; one loses the signal; when it is back, all words are there."""
    dawn, sam = opens(phone_of("Dawn"), plan), opens(phone_of("Sam"), plan)
    types(dawn, "What I want", " A window on the sea 🌊.")
    expect(dawn.page.locator(SAYS)).to_have_text("Saved.")
    expect(sam.page.get_by_role("textbox", name="What I want")).to_have_value(
        "A ground floor flat.\nNear the allotment. A window on the sea 🌊.", timeout=8000
    )
    expect(sam.page.locator("[data-here]:visible")).to_have_text("Dawn is writing here.")
    sam.keep("Dawn is writing here")
    dawn.context.set_offline(True)
    types(dawn, "What I want", "My own door. ", at="Home")
    expect(dawn.page.locator(SAYS)).to_contain_text("No signal.")
    dawn.keep("no signal")
    types(sam, "What I want", " With Biscuit.")
    expect(sam.page.locator(SAYS)).to_have_text("Saved.")
    dawn.context.set_offline(False)
    dawn.page.evaluate("dispatchEvent(new Event('online'))")
    all_of_it = "My own door. A ground floor flat.\nNear the allotment."
    all_of_it += " A window on the sea 🌊. With Biscuit."
    for phone in (dawn, sam):
        expect(phone.page.get_by_role("textbox", name="What I want")).to_have_value(
            all_of_it, timeout=15000
        )
    assert kept(place, small, plan[0]) == all_of_it


@pytest.mark.parametrize("days_off", [-30, 30])
def test_right_to_left_and_composed_words_from_a_phone_whose_clock_is_a_month_wrong(
    small: "World", place: Place, phone_of: Opens, plan: list[Document], days_off: int
) -> None:
    """No clock of a phone decides what stands; and no letter is lost while it is put together."""
    dawn, sam = phone_of("Dawn"), phone_of("Sam")
    for phone, off in ((dawn, days_off), (sam, 0)):
        phone.page.clock.install(time=datetime.now(UTC) + timedelta(days=off))
        phone.page.clock.resume()
        opens(phone, plan)
    types(dawn, "What I want", " بيت صغير قرب البحر.")
    field = dawn.page.get_by_role("textbox", name="What I want")
    hand = dawn.context.new_cdp_session(dawn.page)
    for so_far in ("ㄎ", "カ", "カモ"):
        hand.send(
            "Input.imeSetComposition",
            {"text": so_far, "selectionStart": len(so_far), "selectionEnd": len(so_far)},
        )
        dawn.page.wait_for_timeout(300)
    types(sam, "What I want", "Sam too. ", at="Home")
    hand.send("Input.insertText", {"text": "鴨"})
    whole = "Sam too. A ground floor flat.\nNear the allotment. بيت صغير قرب البحر.鴨"
    for phone in (dawn, sam):
        expect(phone.page.get_by_role("textbox", name="What I want")).to_have_value(
            whole, timeout=15000
        )
    expect(field).to_have_css("unicode-bidi", "plaintext")
    dawn.keep("right to left")
    assert kept(place, small, plan[0]) == whole


def test_the_caret_stays_where_it_was(phone_of: Opens, plan: list[Document]) -> None:
    """What Sam puts in before it moves it along; Dawn goes on typing in her own word."""
    dawn, sam = opens(phone_of("Dawn"), plan), opens(phone_of("Sam"), plan)
    types(dawn, "What I want", " A wind")
    types(sam, "What I want", "Our plan 🌊: ", at="Home")
    expect(dawn.page.get_by_role("textbox", name="What I want")).to_have_value(
        "Our plan 🌊: A ground floor flat.\nNear the allotment. A wind", timeout=8000
    )
    dawn.page.keyboard.type("ow")
    expect(sam.page.get_by_role("textbox", name="What I want")).to_have_value(
        "Our plan 🌊: A ground floor flat.\nNear the allotment. A window", timeout=8000
    )


def test_nothing_comes_into_a_word_that_is_being_composed(
    small: "World", place: Place, phone_of: Opens, plan: list[Document]
) -> None:
    dawn = opens(phone_of("Dawn"), plan)
    field = dawn.page.get_by_role("textbox", name="What I want")
    field.focus()
    field.press("Control+End")
    was = "A ground floor flat.\nNear the allotment."
    keys = dawn.context.new_cdp_session(dawn.page)
    keys.send("Input.imeSetComposition", {"text": "に", "selectionStart": 1, "selectionEnd": 1})
    with place.behind_the_scenes():
        write_plainly(
            by=small.viewer("Sam"), document_id=plan[0].id, base=was, words=f"Soon. {was}"
        )
    dawn.page.wait_for_timeout(4500)
    assert field.input_value() == f"{was}に"
    keys.send("Input.insertText", {"text": "日本"})
    expect(field).to_have_value(f"Soon. {was}日本", timeout=8000)
    dawn.page.wait_for_timeout(2500)
    assert kept(place, small, plan[0]) == f"Soon. {was}日本"


def test_signed_out_elsewhere_the_words_stay_on_the_page(
    phone_of: Opens, plan: list[Document]
) -> None:
    dawn = opens(phone_of("Dawn"), plan)
    dawn.context.clear_cookies()
    types(dawn, "What I want", " A window.")
    expect(dawn.page.locator(SAYS)).to_contain_text("You are signed out.", timeout=8000)
    assert dawn.page.get_by_role("textbox", name="What I want").input_value().endswith("A window.")
    dawn.keep("signed out")


def test_the_browser_asks_before_it_shuts_only_while_something_is_not_saved(
    phone_of: Opens, plan: list[Document]
) -> None:
    dawn = opens(phone_of("Dawn"), plan)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    dawn.page.on("dialog", stay)
    types(dawn, "What I want", " A window.")
    expect(dawn.page.locator(SAYS)).to_have_text("Saved.")
    dawn.go("/home/")
    assert asked == []
    opens(dawn, plan)
    dawn.context.set_offline(True)
    types(dawn, "What I want", " The sea.")
    expect(dawn.page.locator(SAYS)).to_contain_text("No signal.")
    with dawn.page.expect_event("dialog"):
        dawn.page.close(run_before_unload=True)
    assert asked == ["beforeunload"]


def test_leaving_quickly_takes_the_page_and_not_the_words(
    small: "World", place: Place, phone_of: Opens, plan: list[Document]
) -> None:
    dawn = opens(phone_of("Dawn"), plan)
    types(dawn, "What I want", " A window.")
    with dawn.page.expect_event("load"):  # The dull page itself: it stood here, drawn, before.
        dawn.page.get_by_role("link", name="Leave quickly").first.click()
    assert dawn.page.url.endswith("/away/")
    assert kept(place, small, plan[0]).endswith("A window.")
    stores = "localStorage.length + sessionStorage.length"
    assert dawn.page.evaluate(stores) == 0


def test_without_script_it_is_a_form(
    small: "World", place: Place, phone_of: Opens, plan: list[Document]
) -> None:
    dawn = phone_of("Dawn", java_script_enabled=False)
    dawn.go(address(plan))
    dawn.write("What I want", "A ground floor flat, with stairs.\nNear the allotment.")
    with place.behind_the_scenes():
        write_plainly(
            by=small.viewer("Sam"),
            document_id=plan[0].id,
            base="A ground floor flat.\nNear the allotment.",
            words="A ground floor flat.\nNear the allotment, and the sea.",
        )
    dawn.press("Save")
    assert dawn.path == address(plan)
    assert dawn.value("What I want") == (
        "A ground floor flat, with stairs.\nNear the allotment, and the sea."
    )


def test_read_back_and_taken_out(phone_of: Opens, plan: list[Document]) -> None:
    sam = opens(phone_of("Sam"), plan)
    types(sam, "What I want", " Not at Lantern Row 3.")
    expect(sam.page.locator(SAYS)).to_have_text("Saved.")
    sam.keep("our plan")
    sam.follow("What it said before: What I want")
    assert sam.reads("As Dawn left it")
    sam.keep("what it said before")
    sam.follow("Take words out now")
    sam.keep("taking words out")
    sam.write("Which words", "Lantern Row 3")
    sam.press("Next")
    assert sam.reads("They stand here in 1 place.")
    sam.keep("taking words out, once more")
    sam.press("Take them out for good")
    expect(sam.page.get_by_role("textbox", name="What I want")).to_have_value(
        "A ground floor flat.\nNear the allotment. Not at ."
    )
