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
from alongside.moments.models import KeptApart, Kind, Moment
from alongside.pages.tests.place import text
from alongside.promises.actions import What, make_promise
from alongside.promises.models import Due
from alongside.relationships.models import SafeReach
from alongside.shares.safety import agree_to_delay, tell_later
from conftest import TUESDAY

if TYPE_CHECKING:
    from alongside.world.small import World
    from conftest import SignIn


def paper(world: "World", sign_in: "SignIn") -> str:
    page: str = sign_in("Sam").get(on_paper(world), secure=True).content.decode()
    return page


def on_paper(world: "World") -> str:
    return f"/with/{world.between('Sam', 'Dawn')}/on-paper/"


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


APART = Apart(
    why="safety", reason="It is not mine to tell.", review_on=TUESDAY.date() + timedelta(days=20)
)


def kept_apart(world: "World", by: str = "Sam") -> Moment:
    return note_moment(
        by=world.viewer(by),
        relationship_id=world.between("Sam", "Dawn"),
        kind=Kind.CALL,
        words="He was there.",
        others="Carl",
        in_the_way="His phone",
        learned="Ring her mam",
        apart=APART,
    )


def says_that_it_is_here(said: str, by: str = "Sam") -> bool:
    mark = f"{by} keeps this apart: It is not mine to tell. Looked at again on Monday 7 December."
    return mark in said


NEVER_ON_PAPER = ("He was there", "Carl", "His phone", "Ring her mam")


@pytest.mark.parametrize(("by", "prints"), [("Sam", "Sam"), ("Sam", "Dawn"), ("Dawn", "Dawn")])
def test_what_is_kept_apart_leaves_its_mark_on_every_paper_and_none_of_its_words(
    world: "World", sign_in: "SignIn", by: str, prints: str
) -> None:
    kept_apart(world, by)
    papers = ["on-paper/pdf/", "on-paper/large/", "on-paper/word/"]
    assert not says_that_it_is_here(said_on(sheet_of(world, sign_in, prints, papers[0])), by)
    with at(now() + timedelta(minutes=6)):
        said = [said_on(sheet_of(world, sign_in, prints, paper)) for paper in papers]
        said.append(text(sign_in(prints).get(on_paper(world), secure=True)))
    for each in said:
        assert "Something is kept apart" in each
        assert says_that_it_is_here(each, by)
        assert not [words for words in NEVER_ON_PAPER if words in each]


def test_a_mark_that_two_agreed_to_hide_is_on_no_paper(world: "World", sign_in: "SignIn") -> None:
    mark = KeptApart.objects.get(moment=kept_apart(world))
    delay = tell_later(
        by=world.viewer("Sam"),
        thing_id=mark.id,
        about_id=world.person("Dawn"),
        reason="He reads her phone.",
        until=now() + timedelta(days=9),
    )
    with at(now() + timedelta(minutes=6)):
        assert says_that_it_is_here(text(sign_in("Sam").get(on_paper(world), secure=True)))
        agree_to_delay(by=world.viewer("Bev"), delay_id=delay.id)
        for name in ("Sam", "Dawn"):
            printed = text(sign_in(name).get(on_paper(world), secure=True))
            assert not says_that_it_is_here(printed), name


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
