"""Two of the twenty nevers of docs/never.md that only pages can hold: what they say, and ask."""

import re
from html import unescape

import pytest
from django.test import Client

from alongside.kit.ids import new_id
from alongside.pages.forms import NoteForm
from alongside.world.small import World
from conftest import SignIn
from tests import house


def _read(browser: Client, address: str) -> str:
    """The page as written, in one line."""
    return " ".join(unescape(browser.get(address, secure=True).content.decode()).split())


# --- 11: no secrecy that cannot be kept -------------------------------------------------------

CANNOT_PROMISE = (
    "We cannot keep everything secret",
    "You are told, unless telling you would put somebody in danger",
    "A court, or a data request, may reach all that is kept here, “Just me” too.",
)


@pytest.mark.parametrize("name", ["Dawn", "Sam"])
def test_11_the_note_says_that_a_data_request_may_reach_just_me(sign_in: SignIn, name: str) -> None:
    page = _read(sign_in(name), "/note/")
    assert "“Just me” is your own: nobody sees it, but a data request may reach it." in page


@pytest.mark.parametrize("name", ["Dawn", "Sam"])
def test_11_the_pages_of_sharing_say_the_limits_before_anything_is_shared(
    world: World, sign_in: SignIn, name: str
) -> None:
    browser = sign_in(name)
    between = f"/with/{world.between('Dawn', 'Sam')}/sharing/"
    for address in ("/sharing/", between) if name == "Dawn" else (between,):
        page = _read(browser, address)
        places = [page.find(said) for said in CANNOT_PROMISE]
        assert -1 not in places, address
        assert max(places) < page.find("<form", page.index("<h1")) or "<form" not in page


def test_11_whoever_comes_in_reads_the_limits_unfolded() -> None:
    found = [
        house.name_of(file)
        for file in house.templates()
        if "{% limits %}" in file.read_text(encoding="utf-8")
    ]
    assert any(name.endswith("relationships/joining.html") for name in found)


# --- 20: it gives back more time than it takes ------------------------------------------------


def test_20_noting_asks_with_whom_and_what_kind_and_nothing_else(
    world: World, sign_in: SignIn
) -> None:
    needed = {name for name, field in NoteForm.base_fields.items() if field.required}
    assert needed == {"id", "who", "kind"}
    sent = {"id": str(new_id()), "who": str(world.between("Dawn", "Sam")), "kind": "met"}
    answer = sign_in("Sam").post("/note/", sent, secure=True)
    assert answer["Location"] == f"/moments/{sent['id']}/"


def test_20_noting_takes_three_taps(world: World, sign_in: SignIn) -> None:
    """Open it, touch whom it was with, save: the rest is filled in or folded away."""
    sam = sign_in("Sam")
    assert 'href="/note/"' in _read(sam, "/today/")
    page = _read(sam, "/note/")
    open_to_all = page[: page.index("<details")]
    assert str(world.between("Dawn", "Sam")) in open_to_all
    assert re.search(r'name="kind" [^>]*value="met" checked', page)
    form = page[page.index("<form", page.index("<main")) :]
    asked = re.findall(r"<button(?![^>]*type=.button)[^>]*>", form[: form.index("</form>")])
    assert len(asked) == 1
