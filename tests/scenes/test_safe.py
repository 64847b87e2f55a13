"""What must hold on a bad day: leaving at once, and forms that need no script."""

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

import pytest
from playwright.sync_api import Error, expect

from alongside.moments.actions import note_moment
from alongside.world.small import World
from tests.scenes.conftest import Opens
from tests.scenes.phone import NARROW, Phone
from tests.scenes.place import Clock, Place
from tests.scenes.test_every_page import LARGE_TEXT, NOTHING_TO_SEE, paths

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]

IN_REACH = """() => {
    const leave = document.querySelector("leave-quickly a");
    if (leave === null) return false;
    const box = leave.getBoundingClientRect();
    const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return box.top >= 0 && box.bottom <= innerHeight && box.height >= 44
        && at !== null && at.closest("leave-quickly") !== null;
}"""


def in_reach_all_the_way(phone: Phone) -> bool:
    """Whether *Leave quickly* can be pressed at every place the page can be scrolled to."""
    height: int = phone.page.evaluate("document.documentElement.scrollHeight")
    for top in range(0, height, 150):
        phone.page.evaluate(f"scrollTo(0, {top})")
        if not phone.page.evaluate(IN_REACH):
            return False
    return True


def in_reach_of_keys(phone: Phone) -> bool:
    """Whether a few presses of Tab come to it, from the top of the page."""
    phone.page.evaluate("scrollTo(0, 0)")
    for _press in range(8):
        phone.page.keyboard.press("Tab")
        if phone.page.evaluate("document.activeElement.closest('leave-quickly') !== null"):
            return True
    return False


def all_pages(dawn: Phone, us: UUID) -> list[str]:
    """Dawn's pages: reading, writing, one moment, one promise, and one that is not there."""
    ours = f"/with/{us}/"
    inside = ("", "between-us/", "saying/", "on-paper/", "promises/", "promises/new/")
    paths = ["/home/", "/me/", "/people/", "/promises/", "/note/", "/search/?q=the", "/gone/"]
    dawn.go(ours)
    moment = dawn.page.locator("#story h3 a").first.get_attribute("href")
    dawn.go(f"{ours}promises/")
    promise = dawn.page.locator(".item a.plain").first.get_attribute("href")
    doing = [f"{moment}{what}" for what in ("", "telling/", "not-how-it-was/", "placing/")]
    return [*paths, *(ours + each for each in inside), *doing, f"{promise}", f"{promise}moving/"]


def test_leaving_quickly(small: World, phone_of: Opens) -> None:
    """In reach everywhere at 320 px; the page is blank at once; Back shows nothing."""
    dawn = phone_of("Dawn", size=NARROW)
    us = small.between("Dawn", "Sam")
    for path in all_pages(dawn, us):
        dawn.go(path)
        assert in_reach_all_the_way(dawn), path
        assert in_reach_of_keys(dawn), path
        assert dawn.page.title() in {"Home", "Come in", "Nothing is here"}, path
        dawn.page.evaluate(LARGE_TEXT)
        assert in_reach_all_the_way(dawn), f"{path}, large"
    dawn.go("/home/")
    dawn.go(f"/with/{us}/")
    # Even with no signal the page goes: the dull one is here already.
    dawn.context.set_offline(offline=True)
    dawn.page.locator("leave-quickly a").click()
    expect(dawn.page.locator("h1")).to_have_text("How to clean a kettle")
    assert not dawn.reads("Dawn")
    dawn.context.set_offline(offline=False)
    expect(dawn.page.locator("script")).to_have_count(0)
    dawn.settle()
    dawn.keep("away")
    dawn.page.go_back()
    dawn.settle()
    assert "Sam" not in dawn.page.locator("body").inner_text()
    assert "front door" not in dawn.page.content()
    assert dawn.page.title() == "Kettle"
    dawn.go("/home/")
    assert dawn.page.title() == "Kettle"
    dawn.go("/")
    assert dawn.path.startswith("/come-in/")
    leaves_while_writing(phone_of, small)
    for walk in (shuts_the_tab, goes_back_twice):
        leaves_with_no_signal(phone_of("Dawn"), us, walk)


@pytest.mark.slow
def test_leaving_quickly_from_every_page_of_hers(
    small: World, place: Place, phone_of: Opens
) -> None:
    """In reach at 320 px, wherever the page is scrolled to: no page of Dawn's is left out."""
    dawn = phone_of("Dawn", size=NARROW)
    out_of_reach, looked_at = [], 0
    for named, path in paths(place, small, "Dawn").items():
        if dawn.context.request.get(path, max_redirects=0).status in NOTHING_TO_SEE:
            continue
        if dawn.go(path) is None or dawn.path.split("?")[0] != path:
            continue
        looked_at += 1
        if not in_reach_all_the_way(dawn):
            out_of_reach.append(named)
    assert out_of_reach == []
    assert looked_at > 60


def leaves_with_no_signal(dawn: Phone, us: UUID, walk: Callable[[Phone], None]) -> None:
    """The server could not be told. It is, by the first thing this phone asks once it can."""
    dawn.go("/home/")
    dawn.go(f"/with/{us}/")
    dawn.context.set_offline(offline=True)
    dawn.page.locator("leave-quickly a").click()
    expect(dawn.page.locator("h1")).to_have_text("How to clean a kettle")
    walk(dawn)
    dawn.settle()
    assert "Dawn" not in dawn.page.content()
    assert "How to clean a kettle" in dawn.page.content()
    assert dawn.path == "/away/"
    assert not {each["name"] for each in dawn.context.cookies()} & {"__Host-left", "__Host-session"}
    dawn.go("/home/")
    assert dawn.page.title() == "Kettle"


def shuts_the_tab(dawn: Phone) -> None:
    dawn.page.close()
    dawn.context.set_offline(offline=False)
    dawn.page = dawn.context.new_page()
    dawn.go("/home/")


def goes_back_twice(dawn: Phone) -> None:
    for _twice in range(2):
        with suppress(Error):  # with no signal there is nothing to come back to
            dawn.page.go_back(timeout=2000)
        expect(dawn.page.locator("body")).not_to_contain_text("Dawn")
    dawn.context.set_offline(offline=False)
    dawn.go("/home/")


def leaves_while_writing(phone_of: Opens, small: World) -> None:
    """Escape three times: the words just typed are gone from the phone, and kept for later."""
    dawn, us = phone_of("Dawn"), small.between("Dawn", "Sam")
    dawn.go(f"/with/{us}/saying/")
    dawn.page.get_by_label("What do you want to say?").press_sequentially("He is back")
    for _press in range(3):
        dawn.page.keyboard.press("Escape")
    expect(dawn.page.locator("script")).to_have_count(0)
    dawn.settle()
    assert "He is back" not in dawn.page.content()
    again = phone_of("Dawn")
    again.go(f"/with/{us}/saying/")
    assert again.value("What do you want to say?") == "He is back"


def folds_a_long_telling(sam: Phone) -> None:
    """All of it is there to be found; only its height is folded."""
    whole = sam.page.locator(".told", has_text="Then she came.")
    folded = whole.bounding_box()
    sam.unfold("Read all of it")
    unfolded = whole.bounding_box()
    assert folded is not None
    assert unfolded is not None
    assert folded["height"] < 420 < unfolded["height"]


def test_without_script(small: World, place: Place, clock: Clock, phone_of: Opens) -> None:
    """Every main form does its work as a plain form."""
    sam = phone_of("Sam", java_script_enabled=False)
    dawn = phone_of("Dawn", java_script_enabled=False)
    us = small.between("Dawn", "Sam")
    sam.go("/note/")
    sam.choose("Dawn")
    sam.write("A few words", "No script, same words.")
    sam.page.get_by_text("lots of both").click()
    sam.press("Save")
    where = sam.path
    assert sam.reads("No script, same words.")
    clock.later(minutes=6)
    dawn.go(where)
    dawn.follow("Add my words")
    dawn.write("My words", "Mine too.")
    dawn.press("Save")
    assert dawn.reads("Mine too.")
    dawn.go("/home/")
    dawn.press("I’ll be there")
    assert dawn.reads("You said: I’ll be there")
    dawn.go(f"/with/{us}/promises/new/")
    dawn.page.get_by_label("What?").fill("Ring on Friday")
    dawn.press("Save")
    assert dawn.reads("Ring on Friday")
    with place.behind_the_scenes():
        words = "We waited at the gate. " * 60 + "Then she came."
        note_moment(by=small.viewer("Sam"), relationship_id=us, kind="met", words=words)
    sam.go(f"/with/{us}/")
    assert sam.reads("No script, same words.")
    folds_a_long_telling(sam)
    sam.go("/people/new/")
    sam.press("Begin")
    assert sam.reads("Write something here.")
    dawn.go("/home/")
    dawn.follow("Leave quickly")
    assert dawn.path == "/away/"
    dawn.go("/home/")
    assert dawn.page.title() == "Kettle"
