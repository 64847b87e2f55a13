"""The one door of open pages."""

import base64
import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from alongside.access.models import TrailLine
from alongside.access.viewer import Viewer
from alongside.accounts.actions import give_work, make_account, open_session
from alongside.accounts.left import COOKIE
from alongside.accounts.models import Account, Session
from alongside.accounts.sessions import SessionStore
from alongside.accounts.ways import Way
from alongside.cowriting.actions import write_plainly
from alongside.cowriting.merging import Together
from alongside.cowriting.models import Document, Presence
from alongside.cowriting.tests.conftest import together
from alongside.kit.time import at
from alongside.vault.keyring import destroy_key
from conftest import TUESDAY, Pair


class Page:
    """A page open in somebody's browser, with one document on it."""

    def __init__(self, viewer: Viewer, *documents: Document | UUID) -> None:
        self.browser = browser_of(viewer)
        self.texts = {
            document.id if isinstance(document, Document) else document: Together()
            for document in documents
        }
        self.seen: dict[UUID, int] = {}
        self.theirs: dict[UUID, bytes] = {}
        self.here: list[dict[str, str]] = []

    def type(self, words: str) -> None:
        (text,) = self.texts.values()
        text.write(words)

    @property
    def words(self) -> str:
        (text,) = self.texts.values()
        return text.words

    def turn(self, *, sends: bool = False, writing: bool = False) -> list[dict[str, Any]]:
        """One turn with the server, as the island does it."""
        asked = [
            {
                "id": str(id),
                "seen": self.seen.get(id),
                "vector": _said(text.vector),
                "update": _said(text.since(self.theirs.get(id, b"\0"))) if sends else None,
            }
            for id, text in self.texts.items()
        ]
        where = str(next(iter(self.texts))) if writing else None
        answer = self.post({"documents": asked, "writing": where})
        assert answer.status_code == 200, answer.content
        told = answer.json()
        self.here = told["here"]
        for each in told["documents"]:
            self._hear(each)
        return list(told["documents"])

    def _hear(self, each: dict[str, Any]) -> None:
        if each.get("gone"):
            return
        text = self.texts[UUID(each["id"])]
        self.seen[UUID(each["id"])] = each["seen"]
        if each["update"]:
            text.merge(base64.b64decode(each["update"]))
        if each["vector"]:
            self.theirs[UUID(each["id"])] = base64.b64decode(each["vector"])

    def post(self, said: Any) -> Any:
        body = said if isinstance(said, bytes) else json.dumps(said)
        return self.browser.post("/together/", body, content_type="application/json", secure=True)


def _said(given: bytes) -> str:
    return base64.b64encode(given).decode()


def browser_of(viewer: Viewer) -> Client:
    request = RequestFactory().get("/", secure=True)
    request.session = SessionStore()
    account = Account.objects.filter(person_id=viewer.person_id).first()
    account = account or make_account(person_id=viewer.person_id)
    if viewer.is_working:
        give_work(account=account, by_id=None)
    open_session(request, account=account, life=viewer.life, way=Way.MACHINE)
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key or ""
    return browser


def test_two_pages_come_to_the_same_words(between: Pair) -> None:
    plan = together(between, words="Tea.")
    dawns, sams = Page(between.dawn, plan), Page(between.sam, plan)
    dawns.turn()
    sams.turn()
    dawns.type("Tea. And Kay 😀")
    sams.type("Strong tea.")
    dawns.turn(sends=True)
    sams.turn(sends=True)
    dawns.turn()
    assert dawns.words == sams.words == "Strong tea. And Kay 😀"


def test_a_page_that_has_everything_is_sent_nothing(
    between: Pair, django_assert_max_num_queries: Any
) -> None:
    plan = together(between, words="Tea.")
    page = Page(between.dawn, plan)
    page.turn()
    with django_assert_max_num_queries(12):
        (answer,) = page.turn()
    assert (answer["update"], answer["vector"]) == (None, None)
    page.type("Tea. Kay.")
    (answer,) = page.turn(sends=True)
    assert answer["update"] is None


def test_words_that_dawn_leaves_in_the_middle_of_are_kept_and_shown_to_nobody(
    between: Pair,
) -> None:
    plan = together(between, words="Tea.")
    page = Page(between.dawn, plan)
    page.turn()
    page.type("Tea. A window.")
    page.browser.cookies[COOKIE] = "1"
    (text,) = page.texts.values()
    says = {
        "id": str(plan.id),
        "seen": None,
        "vector": _said(b"\0"),
        "update": _said(text.since(b"\0")),
    }
    answer = page.post({"documents": [says], "writing": None})
    assert (answer.status_code, answer.content) == (204, b"")
    assert page.browser.get("/home/", secure=True).headers["Location"] == "/away/"
    other = Page(between.sam, plan)
    other.turn()
    assert other.words == "Tea. A window."


def test_what_is_not_mine_and_what_is_not_there_are_both_gone(between: Pair) -> None:
    plan = together(between, words="Tea.")
    page = Page(between.bev)
    for update in (None, _said(b"\0\0")):
        answers = []
        for id in (plan.id, uuid4()):
            asked = {"id": str(id), "seen": None, "vector": "AA==", "update": update}
            told = page.post({"documents": [asked], "writing": str(id)}).json()
            answers.append(json.dumps(told).replace(str(id), "it"))
        assert answers == [answers[0]] * 2
        assert '"gone": true' in answers[0]


def test_after_its_key_is_destroyed_it_is_gone(between: Pair) -> None:
    plan = together(between, words="Tea.")
    page = Page(between.dawn, plan)
    page.turn()
    destroy_key(plan.scope)
    page.type("More")
    (answer,) = page.turn(sends=True)
    assert answer["gone"]


def test_a_page_whose_words_build_on_something_the_server_lost_sends_everything(
    between: Pair,
) -> None:
    plan = together(between)
    page = Page(between.dawn, plan)
    page.turn()
    page.type("Tea")
    page.theirs[plan.id] = page.texts[plan.id].vector
    page.type("Tea and Kay")
    (answer,) = page.turn(sends=True)
    assert answer["everything"]
    (answer,) = page.turn(sends=True)
    assert "everything" not in answer
    other = Page(between.sam, plan)
    other.turn()
    assert other.words == "Tea and Kay"


def test_a_page_says_who_writes_and_reading_says_nothing(between: Pair) -> None:
    plan = together(between, words="Tea.")
    dawns, sams = Page(between.dawn, plan), Page(between.sam, plan)
    sams.turn()
    dawns.turn()
    assert dawns.here == []
    sams.turn(writing=True)
    dawns.turn()
    assert dawns.here == [{"id": str(plan.id), "called": "Sam"}]
    sams.turn()
    assert not Presence._base_manager.exists()


def test_what_is_shown_of_others_leaves_its_line_before_it_leaves(between: Pair) -> None:
    plan = together(between, words="Tea.")
    page = Page(between.dawn, plan)
    page.turn()
    lines = TrailLine.objects.filter(viewer_id=between.dawn.person_id)
    assert [(line.about_id, line.strand, line.ground) for line in lines] == [
        (between.sam.person_id, "plans", "side")
    ]
    Page(between.sam, plan).turn()
    line = TrailLine.objects.get(viewer_id=between.sam.person_id)
    assert line.about_id == between.dawn.person_id


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"\xff\x00",
        b'{"documents": 1, "writing": null}',
        b'{"documents": [{"id": "x"}], "writing": null}',
        b'{"documents": [], "writing": "x"}',
        b'{"documents": [], "writing": 5}',
        b'{"documents": [], "writing": ["x"]}',
        b'{"documents": [{"id": 5, "seen": 1, "vector": "AA==", "update": null}], "writing": null}',
        b'{"documents": [{"id": "%s", "seen": Infinity, "vector": "AA==", "update": null}],'
        b' "writing": null}' % str(uuid4()).encode(),
        b"[" * 100_000,
        b'{"documents": [{"id": "%s", "seen": "a", "vector": "", "update": null}], "writing": null}'
        % str(uuid4()).encode(),
        b'{"documents": [{"id": "%s", "seen": 1, "vector": "/w==", "update": 5}], "writing": null}'
        % str(uuid4()).encode(),
    ],
)
def test_what_no_page_of_ours_would_ask_is_not_understood(between: Pair, body: bytes) -> None:
    assert Page(between.dawn).post(body).status_code == 400


def test_words_that_are_no_update_are_refused_in_words(between: Pair) -> None:
    plan = together(between, words="Tea.")
    asked = {"id": str(plan.id), "seen": None, "vector": "AA==", "update": _said(b"nonsense")}
    (answer,) = Page(between.dawn).post({"documents": [asked], "writing": None}).json()["documents"]
    assert "Your words stay on this page" in answer["refused"]


def test_a_page_left_open_does_not_keep_a_shared_phone_signed_in(between: Pair) -> None:
    plan = together(between, words="Tea.")
    page = Page(between.dawn, plan)
    until = Session.objects.get().expire_date
    with at(TUESDAY.replace(minute=TUESDAY.minute + 10)):
        page.turn()
        assert Session.objects.get().expire_date == until
        page.type("Tea and Kay.")
        page.turn(sends=True)
        assert Session.objects.get().expire_date > until


def test_a_plain_form_between_two_turns_comes_to_the_open_page(between: Pair) -> None:
    plan = together(between, words="Tea.")
    page = Page(between.dawn, plan)
    page.turn()
    write_plainly(by=between.sam, document_id=plan.id, base="Tea.", words="Tea at ten.")
    page.type("Tea. Kay.")
    page.turn(sends=True)
    assert page.words == "Tea at ten. Kay."
