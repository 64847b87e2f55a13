"""The picture: real text, to be read with sixty in it, on a phone, on paper, either way round."""

from itertools import combinations
from math import hypot
from xml.dom.minidom import parseString

import pytest

from alongside.circles.layout import MIDDLE, lay_out, shortened, spread
from alongside.circles.over import laid_over
from alongside.circles.queries import Picture
from alongside.circles.showing import groups_of, to_the_list
from alongside.circles.svg import PAPER, circle_svg
from alongside.circles.tests.around import begun, drawn, everybody, put
from alongside.world.around import sixty
from conftest import Pair

RADII = {"closest": (27, 80), "close": (80, 128), "around": (128, 176)}


def picture_of_sixty(pair: Pair) -> Picture:
    return drawn(pair.dawn, sixty(pair.dawn))


def page(picture: Picture) -> str:
    return str(circle_svg(picture, name="Dawn", title="Dawn, now", link=to_the_list))


def test_sixty_stand_in_their_rings_and_over_nobody(pair: Pair) -> None:
    laid = lay_out(picture_of_sixty(pair).people)
    assert len(laid.spots) == 60
    for spot in laid.spots:
        least, most = RADII[spot.one.drawn.ring]
        assert least < hypot(spot.x - MIDDLE[0], spot.y - MIDDLE[1]) < most
    for one, other in combinations(laid.spots, 2):
        assert hypot(one.x - other.x, one.y - other.y) > one.r + other.r - 1


def test_sixty_have_numbers_and_the_list_has_their_names(pair: Pair) -> None:
    picture = picture_of_sixty(pair)
    assert lay_out(picture.people).numbered
    svg, entries = page(picture), [each for group in groups_of(picture) for each in group.entries]
    assert len(entries) == svg.count('href="#t') == 60
    for each in entries:
        assert f'href="#t{each.number}"' in svg
        # Whoever hears it, hears the whole name.
        assert f'aria-label="{each.called},' in svg


def test_a_few_have_their_names_beside_them_and_no_name_lies_on_another(pair: Pair) -> None:
    circle = begun(pair.dawn)
    for number, ring in enumerate(("closest", "close", "around") * 4):
        put(pair.dawn, circle, f"Name {number}", ring=ring, kind="family")
    laid = lay_out(drawn(pair.dawn, circle).people)
    assert not laid.numbered
    boxes = []
    for spot in laid.spots:
        x, y = spot.x + spot.label_x, spot.y + spot.label_y
        half = 4 * len(spot.label)
        boxes.append((x - half, y - 12, x + half, y + 3))
    for one, other in combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart


def test_everybody_in_one_place_is_still_told_apart(pair: Pair) -> None:
    circle = begun(pair.dawn)
    for number in range(20):
        put(pair.dawn, circle, f"{number}", ring="closest")
    laid = lay_out(drawn(pair.dawn, circle).people)
    assert len({(spot.x, spot.y) for spot in laid.spots}) == 20


@pytest.mark.parametrize(
    ("wanted", "gap", "placed"),
    [
        ([10, 200], 20, [10, 200]),
        ([10, 11, 12], 20, [10, 30, 50]),
        ([340, 345, 350], 20, [300, 320, 340]),
        ([0, 0, 0, 0], 100, [42.5, 127.5, 212.5, 297.5]),
    ],
)
def test_neighbours_are_spread_as_little_as_can_be(
    wanted: list[float], gap: float, placed: list[float]
) -> None:
    assert spread(wanted, gap, 0, 340) == placed


def test_each_thing_is_said_by_more_than_its_colour(pair: Pair) -> None:
    circle = begun(pair.dawn)
    both = {"gives": ("help",), "gets": ("fun",)}
    put(pair.dawn, circle, "Kay", kind="family", line="strong", **both)
    put(pair.dawn, circle, "Pauline", kind="community", line="strained", gives=("help",))
    put(pair.dawn, circle, "Sam", kind="worker", gets=("help",))
    put(pair.dawn, circle, "Ruth", kind="partner", standing="lost")
    put(pair.dawn, circle, "Mum", standing="wished")
    svg = page(drawn(pair.dawn, circle))
    for drawn_as in (
        "node family", "<rect class", "tie--two", "tie--strained", "tie__head", "tie--lost",
        "shape--wished", "node unsaid wished", "node partner lost",
    ):  # fmt: skip
        assert drawn_as in svg
    entries = [each for group in groups_of(drawn(pair.dawn, circle)) for each in group.entries]
    assert [(each.called, each.says) for each in entries] == [
        ("Kay", "Family and friends. Strong. It goes both ways. I give help. I get fun."),
        ("Pauline", "Community. Strained. I give help."),
        ("Sam", "A worker. I get help."),
        ("Mum", "Close."),
        ("Ruth", "A partner. Close."),
    ]
    named = [
        each for group in groups_of(drawn(pair.dawn, circle), "Dawn") for each in group.entries
    ]
    assert "Dawn gives help. Dawn gets fun." in named[0].says


def test_on_paper_it_is_ink_on_white_and_whole_by_itself(pair: Pair) -> None:
    picture = picture_of_sixty(pair)
    svg = str(circle_svg(picture, name="Dawn", title="Dawn", ink=PAPER))
    root = parseString(svg).documentElement  # noqa: S318 - our own
    assert root is not None
    assert root.getAttribute("xmlns") == "http://www.w3.org/2000/svg"
    for needs_a_page in ("class=", "href", "var(", "style", "<a "):
        assert needs_a_page not in svg
    assert svg.count("<text") == 60 + 3 + 1


@pytest.mark.parametrize(
    "called",
    [
        "<b>&'\"",
        "\x00\x08bell",
        "محمد",
        "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦",
        "x" * 60,
        "]]>",
        "é" * 40,
    ],
)
def test_any_name_makes_a_whole_picture(pair: Pair, called: str) -> None:
    circle = begun(pair.dawn)
    put(pair.dawn, circle, called, knows=("nobody",))
    for svg in (
        page(drawn(pair.dawn, circle)),
        str(circle_svg(drawn(pair.dawn, circle), name=called, title=called, ink=PAPER)),
    ):
        parseString(svg)  # noqa: S318 - our own


def test_a_long_name_is_cut_between_letters() -> None:
    family = "👩‍👩‍👧‍👦"
    assert shortened("Pauline") == "Pauline"
    assert shortened("Someone from the allotment") == "Someone from…"
    cut = shortened(family * 4)
    assert cut.rstrip("…") in {family, family * 2, ""} or cut.startswith(family)
    assert not cut.rstrip("…").endswith("\u200d")


def test_a_picture_of_two_dates_shows_who_is_new_gone_and_moved(pair: Pair) -> None:
    circle = begun(pair.dawn)
    kay = put(pair.dawn, circle, "Kay", ring="close")
    before = drawn(pair.dawn, circle)
    put(pair.dawn, circle, "Bev")
    after = drawn(pair.dawn, circle)
    after.people = [one for one in after.people if one.who != kay.who.hex]
    svg = str(circle_svg(after, name="D", title="D", over=laid_over(before, after)))
    assert 'class="halo"' in svg
    assert "node unsaid gone" in svg


def test_what_is_not_given_to_it_is_not_drawn(pair: Pair) -> None:
    circle = begun(pair.dawn)
    put(pair.dawn, circle, "Kay", ring="closest")
    without = page(drawn(pair.dawn, circle))
    put(pair.dawn, circle, "M.", ring="closest", hidden=True)
    assert page(drawn(pair.dawn, circle)) == without
    assert "M." in page(everybody(pair.dawn, circle))
