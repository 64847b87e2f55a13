"""Shells, errors and headers: safe to show to anyone, at any time."""

import re
from uuid import UUID

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import NoReverseMatch

from alongside.kit import errors
from alongside.kit.busy import BusyStore
from alongside.kit.headers import Headers
from alongside.kit.ids import new_id

INLINE = re.compile(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", re.IGNORECASE)
ANSWERS = [
    (errors.not_understood, 400, "We could not read that"),
    (errors.not_allowed, 403, "Not from here"),
    (errors.erased, 410, "This was erased"),
    (errors.not_here, 404, "Nothing is here"),
    (errors.spilled, 500, "It is our fault, not yours."),
    (errors.busy, 503, "It is our fault, not yours."),
    (errors.stale, 403, "open a long time"),
]


@pytest.mark.parametrize(("answer", "status", "says"), ANSWERS)
def test_an_error_says_so_plainly_and_can_be_left_quickly(
    rf: RequestFactory, answer: object, status: int, says: str
) -> None:
    assert callable(answer)
    response = answer(rf.get("/"))
    html = response.content.decode()
    assert response.status_code == status
    assert says in html
    assert "<leave-quickly" in html
    assert "Alongside" not in re.findall(r"<title>(.*?)</title>", html)[0]
    assert "kit/dot.svg" in html
    assert not INLINE.search(html)


def test_a_busy_page_gives_words_back_and_never_a_passphrase(rf: RequestFactory) -> None:
    sent = {"handle": "dawn", "passphrase_again": "biscuit", "csrfmiddlewaretoken": "token"}
    html = errors.busy(rf.post("/join/", sent)).content.decode()
    assert 'value="dawn"' in html
    assert "biscuit" not in html
    assert 'value="token"' not in html


def test_a_stale_page_gives_words_back_only_to_a_page_of_ours(rf: RequestFactory) -> None:
    sent = {"words": "On the steps.", "csrfmiddlewaretoken": "token"}
    ours = errors.stale(rf.post("/note/", sent, headers={"origin": "http://testserver"}))
    assert 'name="words" value="On the steps."' in ours.content.decode()
    for origin in ({"origin": "http://elsewhere"}, {"origin": "null"}, {}):
        theirs = errors.stale(rf.post("/note/", sent, headers=origin)).content.decode()
        assert "On the steps." not in theirs
    secret = {**sent, "passphrase": "biscuit"}
    door = errors.stale(rf.post("/come-in/", secret, headers={"origin": "http://testserver"}))
    assert "<form" not in door.content.decode()


def test_where_only_buttons_lead_says_so_and_leads_to_the_page_above(rf: RequestFactory) -> None:
    answer = errors.only_sent_to(rf.get(f"/promises/{UUID(int=0)}/keeping/"))
    assert answer.status_code == 405
    assert 'href=".."' in answer.content.decode()
    assert "To the page" not in errors.only_sent_to(rf.get("/leave/")).content.decode()


def test_only_a_store_that_will_be_able_to_again_is_busy(
    rf: RequestFactory, caplog: pytest.LogCaptureFixture
) -> None:
    store = BusyStore(lambda _request: HttpResponse())
    assert store.process_exception(rf.get("/"), OperationalError("no such table: told")) is None
    assert not caplog.records
    locked = OperationalError("database is locked")
    answer = store.process_exception(rf.get("/"), locked)
    assert answer is not None
    assert answer.status_code == 503
    assert caplog.records[0].exc_info


def test_leaving_needs_no_script_and_the_dull_page_is_already_there() -> None:
    html = render_to_string("kit/leave.html")
    assert 'href="/away/"' in html
    assert re.search(r"<template>.*How to clean a kettle.*</template>", html, re.DOTALL)
    assert "How to clean a kettle" in render_to_string("kit/away.html")
    assert "longside" not in render_to_string("kit/away.html").replace("alongside.css", "")


def test_words_are_kept_only_where_a_page_says_so() -> None:
    source = "{% load kit %}{% keep_words key %}<form></form>{% end_keep_words %}"
    html = Template(source).render(Context({"key": 'note"><b>'}))
    assert html.startswith('<keep-words key="note&quot;&gt;&lt;b&gt;"')
    assert "unsaved" not in html
    assert 'data-no-signal="No signal. Your words are still on this page."' in html


def answered(path: str, response: HttpResponse, rf: RequestFactory) -> HttpResponse:
    def page(_: HttpRequest) -> HttpResponse:
        return response

    through = Headers(page)(rf.get(path))
    assert isinstance(through, HttpResponse)
    return through


@pytest.mark.parametrize("status", [200, 302, 404, 500])
def test_every_answer_is_forgotten_and_loads_nothing_from_elsewhere(
    rf: RequestFactory, status: int
) -> None:
    said = HttpResponse(status=status, headers={"Cache-Control": "public, max-age=60"})
    headers = answered("/today/", said, rf).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; object-src 'none'")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "http" not in headers["Content-Security-Policy"]
    # `no-referrer` would turn every one of our forms away: see headers.py.
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_look_itself_may_be_kept(rf: RequestFactory) -> None:
    said = HttpResponse(headers={"Cache-Control": "max-age=315360000, immutable"})
    assert "immutable" in answered("/static/kit/alongside.css", said, rf).headers["Cache-Control"]


def test_a_link_leads_to_the_one_it_names_each_time_it_is_shown() -> None:
    page = Template("{% load kit %}{% url 'pages:story' one %} {% url 'pages:home' %}")
    for one in (new_id(), new_id()):
        assert page.render(Context({"one": one})) == f"/with/{one}/ /home/"
    with pytest.raises(NoReverseMatch):
        page.render(Context({"one": "nobody"}))
