"""Paper is read together and taken home: it holds only what both see."""

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils.html import escape

from alongside.access.models import TrailLine
from alongside.kit.ids import new_id
from alongside.kit.paper import making
from alongside.kit.time import at, now
from alongside.moments.actions import Apart, note_moment, place_stance
from alongside.moments.models import Kind
from alongside.promises.actions import What, make_promise
from alongside.promises.models import Due
from alongside.relationships.models import SafeReach

if TYPE_CHECKING:
    from alongside.world.small import World
    from conftest import SignIn


def paper(world: "World", sign_in: "SignIn") -> str:
    between = world.between("Sam", "Dawn")
    page: str = sign_in("Sam").get(f"/with/{between}/on-paper/", secure=True).content.decode()
    return page


def test_what_opens_in_five_minutes_is_not_on_paper_yet(world: "World", sign_in: "SignIn") -> None:
    between = world.between("Sam", "Dawn")
    note_moment(
        by=world.viewer("Sam"), relationship_id=between, kind=Kind.CALL, words="Meant for Terry."
    )
    assert "Meant for Terry" not in paper(world, sign_in)
    with at(now() + timedelta(minutes=6)):
        assert "Meant for Terry" in paper(world, sign_in)


def test_a_promise_made_in_what_is_kept_apart_is_not_on_paper(
    world: "World", sign_in: "SignIn"
) -> None:
    between, sam = world.between("Sam", "Dawn"), world.viewer("Sam")
    apart = Apart(why="safety", reason="It keeps her safe.", review_on=now().date())
    moment = note_moment(
        by=sam, relationship_id=between, kind=Kind.CALL, words="He was there.", apart=apart
    )
    what = What(words="Tell the meeting", due=Due.TIME, due_at=now() + timedelta(minutes=20))
    make_promise(
        by=sam,
        relationship_id=between,
        promiser_id=sam.person_id,
        what=what,
        moment_id=moment.id,
        id=new_id(),
    )
    with at(now() + timedelta(minutes=6)):
        assert "Tell the meeting" not in paper(world, sign_in)


def test_a_year_that_cannot_be_is_asked_about(world: "World", sign_in: "SignIn") -> None:
    sent = {
        "id": str(new_id()),
        "who": str(world.between("Sam", "Dawn")),
        "kind": "met",
        "words": "x",
        "day": "0001-01-01",
        "at": "00:00",
        "sure": "on",
    }
    page = sign_in("Sam").post("/note/", sent, secure=True)
    assert "all four numbers" in page.content.decode()


def sheet_of(world: "World", sign_in: "SignIn", name: str, path: str) -> dict[str, Any]:
    """What is handed to the press when somebody asks for a file."""
    handed: list[bytes] = []

    def pressed(_kind: str, job: bytes) -> bytes:
        handed.append(job)
        return b"%PDF"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "pressed", pressed)
        answer = sign_in(name).get(f"/with/{world.between('Sam', 'Dawn')}/{path}", secure=True)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    sheet: dict[str, Any] = json.loads(handed[0])["sheet"]
    return sheet


def said_on(sheet: dict[str, Any]) -> str:
    return json.dumps(sheet, ensure_ascii=False)


def test_the_file_holds_what_the_printed_page_holds(world: "World", sign_in: "SignIn") -> None:
    printed, sheet = paper(world, sign_in), sheet_of(world, sign_in, "Sam", "on-paper/pdf/")
    said = [block["words"] for block in sheet["blocks"] if block["block"] == "quote"]
    assert len(said) == printed.count('class="told"') > 5
    assert not [words for words in said if str(escape(words)) not in printed]


def test_what_opens_in_five_minutes_is_in_no_file_yet(world: "World", sign_in: "SignIn") -> None:
    sam, between = world.viewer("Sam"), world.between("Sam", "Dawn")
    note_moment(by=sam, relationship_id=between, kind=Kind.CALL, words="Meant for Terry.")
    assert "Meant for Terry" not in said_on(sheet_of(world, sign_in, "Sam", "on-paper/pdf/"))
    with at(now() + timedelta(minutes=6)):
        assert "Meant for Terry" in said_on(sheet_of(world, sign_in, "Sam", "on-paper/large/"))


def test_where_one_alone_stands_is_not_on_paper(world: "World", sign_in: "SignIn") -> None:
    between, sam = world.between("Sam", "Dawn"), world.viewer("Sam")
    moment = note_moment(by=sam, relationship_id=between, kind=Kind.CALL, words="We rang.")
    with at(now() + timedelta(minutes=6)):
        before = paper(world, sign_in).count("Sam: Alongside")
        place_stance(by=sam, moment_id=moment.id, support=90, challenge=90)
        assert paper(world, sign_in).count("Sam: Alongside") == before
        place_stance(by=world.viewer("Dawn"), moment_id=moment.id, support=90, challenge=90)
        assert paper(world, sign_in).count("Sam: Alongside") == before + 1


def test_the_agreement_takes_no_safe_word_along(world: "World", sign_in: "SignIn") -> None:
    for name in ("Sam", "Dawn"):
        said = said_on(sheet_of(world, sign_in, name, "agreement/on-paper/word/"))
        assert "Tell me straight. Buy me a tea first." in said
        assert "Text first, never ring." in said
        assert "lemon tree" not in said


def test_a_way_to_reach_that_nobody_let_through_is_not_on_paper(
    world: "World", sign_in: "SignIn"
) -> None:
    between, dawn = world.between("Sam", "Dawn"), world.person("Dawn")
    SafeReach.objects.filter(relationship_id=between).delete()
    SafeReach.objects.create(
        relationship_id=between,
        person_id=dawn,
        written_by_id=world.person("Sam"),
        words="Ring the landline",
        brought_in=True,
    )
    said = said_on(sheet_of(world, sign_in, "Sam", "agreement/on-paper/pdf/"))
    assert "Ring the landline" not in said
    assert "Nobody has written this yet." in said


def test_a_file_leaves_the_same_lines_on_the_trail(world: "World", sign_in: "SignIn") -> None:
    sheet_of(world, sign_in, "Sam", "on-paper/pdf/")
    lines = TrailLine.objects.filter(viewer_id=world.person("Sam"), about_id=world.person("Dawn"))
    assert set(lines.values_list("strand", flat=True)) == {"moments", "promises", "about-me"}
