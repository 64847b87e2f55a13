"""What another system saved comes in: looked at, agreed to, read before anybody else sees it."""

from pathlib import Path

import pytest

from alongside.world.small import World
from tests.scenes.conftest import Opens
from tests.scenes.phone import DESK, NARROW, PHONE, Phone

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]

PEOPLE = """Name,Likes to be called,Mobile,Address,Group,Supported by,Risk score
Wren Ash,Wren,07700 900123,"3 Low Row, ZZ1 1ZZ",Client,Sam Tealby,14
Col Dray,,07700 900456,,Client,Bev Orr,9
Sam Tealby,,,,Team,,
Bev Orr,,,,Team,,
,,07700 900789,,Client,,
"""
NOTES = """Date,Client,Author,Type,Title,Note
2026-03-04 10:00,Wren Ash,Sam Tealby,Meeting,At the café,Tea. She wants to see the sea again.
05/06/2026,Wren Ash,Sam Tealby,Call,,Rang at ten. =1+1
the other day,Wren Ash,Sam Tealby,Call,,Rang again
,,,,,
2026-03-09 10:00,Nobody Known,Sam Tealby,Call,,Left a message,one,too many
"""
RELATIONS = "From,Type,To\nCol Dray,NOT TO BE TOLD whereabouts of,Wren Ash\n"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    told = {"people.csv": PEOPLE, "notes.csv": NOTES, "relations.csv": RELATIONS}
    for name, text in told.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [tmp_path / name for name in told]


def fits(phone: Phone) -> bool:
    for size in (NARROW, PHONE, DESK):
        with phone.seen(size):
            if phone.wide() > 0:
                return False
    return True


def look_and_agree(sam: Phone, files: list[Path]) -> None:
    """Choose files, see what is wrong with them, agree."""
    sam.go("/bring-in/")
    sam.keep("choosing")
    sam.page.get_by_label("Your files").set_input_files([str(file) for file in files])
    sam.press("Look at them")
    assert sam.reads("Nothing is written yet")
    assert sam.reads("Col Dray must not find out where Wren Ash is")
    assert sam.reads("Risk score")
    assert not sam.reads("ZZ1 1ZZ")
    sam.unfold("notes.csv")
    sam.keep("looking", unfold=True)
    assert fits(sam)
    sam.page.get_by_label("This worker is me").select_option(label="Sam Tealby")
    sam.choose("Keep my files too")
    sam.choose("I have looked")
    sam.press("Bring it in")
    assert sam.reads("You changed something")
    sam.choose("I have looked")
    sam.press("Bring it in")


def test_bringing_in(small: World, phone_of: Opens, files: list[Path]) -> None:
    """Sam agrees, and has the files; somebody's safety is on Today until it was talked through."""
    sam = phone_of("Sam")
    look_and_agree(sam, files)
    assert sam.reads("It is in")
    sam.unfold("What stayed behind")
    sam.keep("it is in", unfold=True)
    assert fits(sam)
    with sam.page.expect_download() as coming:
        sam.page.get_by_role("link", name="people.csv").click()
    assert coming.value.path().read_text(encoding="utf-8") == PEOPLE
    sam.go("/today/")
    assert sam.reads("Col Dray must not find out where Wren Ash lives")
    sam.keep("today, with somebody's safety")
    sam.press("We have talked it through")
    assert not sam.reads("Col Dray")
    reads_through(sam)
    assert sam.complaints == []


def reads_through(sam: Phone) -> None:
    """What came in about Wren is read, line by line, before she sees any of it."""
    sam.go("/people/")
    sam.follow("Wren")
    assert sam.reads("She wants to see the sea again")
    sam.keep("a story with old notes")
    sam.follow("Between us")
    assert sam.reads("Talked through on")
    sam.keep("between us, brought in")
    sam.follow("Read them")
    assert sam.reads("07700 900123")
    sam.keep("to be read through")
    sam.press("Let it through")
    assert not sam.reads("07700 900123")
    sam.press("Let it through")
    assert not sam.reads("see the sea")
    assert sam.reads("Rang at ten")
