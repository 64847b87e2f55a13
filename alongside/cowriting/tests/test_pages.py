"""Pages without script."""

from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory

from alongside.access.viewer import Viewer
from alongside.cowriting.models import Document
from alongside.cowriting.queries import open_documents, versions_of, words_of
from alongside.cowriting.tests.conftest import together
from alongside.cowriting.tests.test_together import browser_of
from alongside.cowriting.tests.test_writing import write
from alongside.kit.ids import new_id
from conftest import Pair


def saved(browser: Client, plan: Document, base: str, words: str, **more: str) -> Any:
    form = {"id": str(new_id()), "base": base, "words": words, **more}
    return browser.post(f"/documents/{plan.id}/writing/", form, secure=True)


def test_saved_without_script_it_goes_back_to_the_page_it_came_from(between: Pair) -> None:
    plan = together(between, words="Tea.")
    browser = browser_of(between.dawn)
    answer = saved(browser, plan, "Tea.", "Tea. Kay.", next="/with/us/plan/")
    assert answer.headers["Location"] == "/with/us/plan/"
    assert words_of(open_documents(between.sam, [plan.id])[plan.id]) == "Tea. Kay."
    elsewhere = saved(browser, plan, "Tea.", "Tea. Kay.", next="//elsewhere.example/")
    assert elsewhere.headers["Location"] == f"/documents/{plan.id}/writing/"


def test_two_who_wrote_in_the_same_place_are_shown_both(between: Pair) -> None:
    plan = together(between, words="We meet on Tuesday.")
    saved(browser_of(between.sam), plan, "We meet on Tuesday.", "We meet on Friday.")
    answer = saved(browser_of(between.dawn), plan, "We meet on Tuesday.", "We meet on Monday.")
    page = answer.content.decode()
    assert "You both wrote in the same place" in page
    assert "We meet on Friday. Monday." in page


def test_what_is_too_long_is_refused_beside_the_field_and_kept_in_it(
    between: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = together(between, words="Tea.")
    monkeypatch.setattr("alongside.cowriting.actions.MOST_WORDS", 10)
    page = saved(browser_of(between.dawn), plan, "Tea.", "Tea. And much more.").content.decode()
    assert "Begin a new part" in page
    assert "Tea. And much more." in page


def test_a_text_of_a_million_letters_is_saved_and_one_more_is_refused_in_words(
    between: Pair,
) -> None:
    most = "Tea. " * 200_000
    plan = together(between, words=most[:-5])
    saved(browser_of(between.dawn), plan, most[:-5], most)
    assert words_of(open_documents(between.dawn, [plan.id])[plan.id]) == most
    page = saved(browser_of(between.dawn), plan, most, f"{most}!").content.decode()
    assert "Begin a new part" in page
    assert "Tea. !" in page


def test_a_weeks_versions_are_read_back_and_gone_back_to(between: Pair) -> None:
    plan = together(between, words="Tea on Tuesday.")
    write(between, between.dawn, plan, "Coffee.", minutes=5)
    browser = browser_of(between.dawn)
    page = browser.get(f"/documents/{plan.id}/versions/?next=/home/", secure=True).content.decode()
    assert "As Sam left it" in page
    assert "Sam wrote here, Tuesday 17 November, in the morning." in page
    saved(browser, plan, "Coffee.", "Tea on Tuesday.")
    assert words_of(open_documents(between.sam, [plan.id])[plan.id]) == "Tea on Tuesday."


def test_what_goes_for_good_is_said_first_and_done_the_second_time(between: Pair) -> None:
    plan = together(between, words="Tea at Lantern Row.")
    write(between, between.dawn, plan, "Tea at Lantern Row. Kay.", minutes=5)
    browser, address = browser_of(between.dawn), f"/documents/{plan.id}/taking-out/"
    assert (
        "letter for letter" in browser.post(address, {"words": "x"}, secure=True).content.decode()
    )
    assert "Write the words" in browser.post(address, {"words": " "}, secure=True).content.decode()
    page = browser.post(address, {"words": "Lantern Row"}, secure=True).content.decode()
    assert "in 1 place" in page
    assert "They stand in 1 version from before." in page
    assert "Lantern" in words_of(open_documents(between.sam, [plan.id])[plan.id])
    browser.post(address, {"words": "Lantern Row", "sure": "on"}, secure=True)
    assert words_of(open_documents(between.sam, [plan.id])[plan.id]) == "Tea at . Kay."
    assert [version.words for version in versions_of(between.sam, plan.id)] == ["Tea at ."]


@pytest.mark.parametrize("page", ["writing", "versions", "taking-out"])
def test_a_stranger_meets_what_is_not_there(between: Pair, page: str) -> None:
    plan = together(between, words="Tea.")
    browser = browser_of(between.bev)
    for how in (browser.get, browser.post):
        answers = [how(f"/documents/{id}/{page}/", secure=True) for id in (plan.id, new_id())]
        assert {answer.status_code for answer in answers} <= {404, 405}
        assert answers[0].content == answers[1].content


def test_a_text_on_a_page_is_a_form_by_itself_and_keeps_every_new_line(between: Pair) -> None:
    plan = together(between, words="\n<b>Tea</b>\n")
    shown = drawn(between.dawn, plan)
    assert '<textarea class="input"' in shown
    assert ">\n\n&lt;b&gt;Tea&lt;/b&gt;\n</textarea>" in shown
    assert 'name="base" value="\n&lt;b&gt;Tea&lt;/b&gt;\n"' in shown
    assert "data-document" in shown
    assert "is writing here." in shown


def drawn(viewer: Viewer, plan: Document) -> str:
    document = open_documents(viewer, [plan.id])[plan.id]
    source = (
        "{% load cowriting %}{% write_together %}"
        '{% write_words document "What I want" hint="In your words" %}{% end_write_together %}'
    )
    request = RequestFactory().get("/with/us/plan/")
    return Template(source).render(Context({"document": document, "request": request}))
