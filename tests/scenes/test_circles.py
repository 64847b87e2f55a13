"""Who is around me: drawn by touch, drawn by keys alone, and last spring laid over now."""

import re

import pytest
from playwright.sync_api import expect

from alongside.circles.queries import my_dates, newest, picture_of
from alongside.world.around import sixty
from alongside.world.small import World
from tests.scenes.conftest import Opens
from tests.scenes.phone import NARROW, PHONE, Phone
from tests.scenes.place import Place

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]
MOST_TABS = 80
PLACE = "each => each.getBoundingClientRect().toJSON()"


def rings(place: Place, small: World, name: str) -> dict[str, str]:
    """Who stands in which ring now, as it is kept."""
    with place.behind_the_scenes():
        viewer = small.viewer(name)
        circle = newest(my_dates(viewer))
        assert circle is not None
        return {one.called: one.drawn.ring for one in picture_of(viewer, circle).people}


def drag(phone: Phone, called: str, x: float, y: float) -> None:
    """One finger takes somebody and lets them go at this place of the picture (0 to 360)."""
    node = phone.page.locator(f'draw-circle [data-called="{called}"]')
    node.scroll_into_view_if_needed()
    begin, whole = node.locator(".shape").bounding_box(), _picture(phone)
    assert begin is not None
    at = (begin["x"] + begin["width"] / 2, begin["y"] + begin["height"] / 2)
    scale = whole["width"] / 360
    to = (whole["x"] + x * scale, whole["y"] + y * scale)
    finger = phone.context.new_cdp_session(phone.page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        said = [{"x": px, "y": py} for px, py in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": said})

    touch("touchStart", at)
    for part in (0.3, 0.6, 1):
        touch("touchMove", (at[0] + (to[0] - at[0]) * part, at[1] + (to[1] - at[1]) * part))
    touch("touchEnd")


def _picture(phone: Phone) -> dict[str, float]:
    """Where the rings are on the glass: the picture itself, without names that stand out of it."""
    box = phone.page.locator("draw-circle svg.map").evaluate(PLACE)
    return {"x": box["x"], "y": box["y"], "width": box["width"]}


def tab_to(phone: Phone, wanted: str) -> None:
    """Press Tab until this is what has the focus: no pointer, no script of ours."""
    focus = "document.activeElement"
    named = f"(({focus}.getAttribute('aria-label') || {focus}.innerText || {focus}.name || ''))"
    for _once in range(MOST_TABS):
        phone.page.keyboard.press("Tab")
        if re.search(wanted, str(phone.page.evaluate(named))):
            return
    pytest.fail(f"No Tab leads to {wanted}")


def test_a_circle_drawn_by_touch(place: Place, small: World, phone_of: Opens) -> None:
    """Dawn takes Shaz nearer with a finger; what is kept is what she sees, and in the list too."""
    dawn = phone_of("Dawn")
    dawn.go("/home/")
    dawn.follow("Who is around me")
    dawn.keep("my circle", unfold=True)
    dawn.press("Draw it as it is today")
    dawn.keep("drawing", unfold=True)
    assert rings(place, small, "Dawn")["Shaz"] == "close"
    drag(dawn, "Shaz", 130, 160)
    expect(dawn.page.locator("[data-says]")).to_contain_text("Shaz: closest, at 10 on the clock.")
    expect(dawn.page.locator('[data-list] section:has(h3:text-is("Closest"))')).to_contain_text(
        "Shaz"
    )
    assert rings(place, small, "Dawn")["Shaz"] == "closest"
    # A finger that only taps does not move anybody: it opens what can be said of them.
    dawn.page.locator('draw-circle [data-called="Kay"]').tap()
    dawn.settle()
    assert dawn.value("What do you call them?") == "Kay"
    dawn.keep("all that can be said of Kay", unfold=True)
    dawn.choose("Strained")
    dawn.press("Save")
    drag(dawn, "Neil", 180, 40)
    expect(dawn.page.locator("[data-says]")).to_contain_text("Neil: around, at 12 on the clock.")
    assert rings(place, small, "Dawn")["Neil"] == "around"


def test_a_circle_drawn_by_keyboard_alone(place: Place, small: World, phone_of: Opens) -> None:
    """Terry draws his first circle and never touches the glass."""
    terry = phone_of("Terry")
    keys = terry.page.keyboard
    terry.go("/circle/")
    terry.keep("nothing drawn yet")
    tab_to(terry, "^Draw it as it is today")
    keys.press("Enter")
    terry.page.wait_for_url("**/drawing/")
    for called in ("Joan", "My sister"):
        terry.page.wait_for_load_state("load")
        tab_to(terry, "^called$")
        keys.type(called)
        keys.press("Enter")
        terry.page.locator(f'[data-called="{called}"]').wait_for()
    tab_to(terry, "^Joan, Close")
    keys.press("ArrowUp")
    expect(terry.page.locator("[data-says]")).to_contain_text("Joan: closest, at")
    for _thrice in range(3):
        keys.press("ArrowRight")
    said = terry.page.locator("[data-says]").inner_text()
    expect(terry.page.locator('[data-list] section:has(h3:text-is("Closest"))')).to_contain_text(
        "Joan"
    )
    # Drawn again, whoever was moved still has the focus, and what was said is still there.
    assert terry.page.evaluate("document.activeElement.dataset.called") == "Joan"
    assert said == terry.page.locator("[data-says]").inner_text()
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    keys.press("Enter")
    terry.page.wait_for_url("**/circle/ties/**")
    assert rings(place, small, "Terry")["Joan"] == "around"
    tab_to(terry, "^words$")
    keys.type("She keeps my post.")
    tab_to(terry, "^Save")
    keys.press("Enter")
    terry.page.wait_for_url("**/drawing/")
    terry.keep("drawn by keys", unfold=True)


def test_last_spring_laid_over_now(place: Place, small: World, phone_of: Opens) -> None:
    """Dawn goes through time, lays March under now; Sam sees it while she says so, Priya never."""
    dawn, sam, priya = phone_of("Dawn"), phone_of("Sam"), phone_of("Priya")
    dawn.go("/circle/")
    slider = dawn.page.get_by_role("slider")
    slider.focus()
    for _thrice in range(3):
        dawn.page.keyboard.press("ArrowLeft")
    expect(dawn.page.locator("#picture")).to_contain_text("Kath")
    assert slider.get_attribute("aria-valuetext") == "4 March 2026"
    dawn.page.keyboard.press("End")
    expect(dawn.page.locator("#picture")).to_contain_text("What is hoped for.")
    dawn.keep("what Dawn hopes for", unfold=True)
    dawn.go("/circle/")
    dawn.follow("4 March 2026", exact=True)
    assert dawn.reads("Kay: from around to closest")
    dawn.keep("last spring under now")
    us = f"/with/{small.between('Dawn', 'Sam')}/circle/"
    sam.go(us)
    assert sam.reads("She rings me now.")
    sam.keep("what Sam sees", unfold=True)
    priya.go(f"/with/{small.between('Dawn', 'Priya')}/circle/")
    priya.keep("what Priya sees")
    assert not priya.reads("Kay")
    dawn.go("/circle/who/")
    dawn.keep("who can see it")
    dawn.press("Stop showing Sam")
    sam.go(us)
    assert not sam.reads("Kay")
    dawn.go(f"/with/{small.between('Dawn', 'Sam')}/circle/")
    dawn.keep("between us")


def test_sixty_can_be_read_on_a_phone(place: Place, small: World, phone_of: Opens) -> None:
    """Sixty ties, names of every length and direction: nothing is too wide, axe finds nothing."""
    with place.behind_the_scenes():
        sixty(small.viewer("Terry"))
    terry = phone_of("Terry")
    terry.go("/circle/")
    terry.keep("sixty", unfold=True)
    for size in (NARROW, PHONE):
        with terry.seen(size):
            assert terry.wide() <= 0
    terry.page.emulate_media(media="print")
    terry.page.screenshot(path=terry.album.folder / "on-paper.png", full_page=True)
