"""The picture itself: real text, parts that can be reached by key, colours from the page's own.

`circle_svg` draws for a page, with a link on each person; or in ink on white, for paper and for
files, with nothing that another program could not read. It draws whom it is given: give it a
picture without the hidden layer, and there is no hidden layer.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from math import hypot

from django.utils.safestring import SafeString, mark_safe

from alongside.circles.drawn import LOST, RINGS, WISHED, Drawn, Kind, Line
from alongside.circles.layout import (
    BANDS,
    HEIGHT,
    ME,
    MIDDLE,
    MOST_NAMED,
    RADII,
    RING_WORDS,
    WIDTH,
    Layout,
    Spot,
    lay_out,
    point,
    shortened,
)
from alongside.circles.over import Over
from alongside.circles.queries import Picture, Somebody
from alongside.circles.words import words

XMLNS = 'xmlns="http://www.w3.org/2000/svg"'
"""What an SVG says of itself when it stands alone; inside a page it need not."""
IN_THE_MIDDLE = 7
"""So many letters of my name fit into the middle."""
Link = Callable[[Somebody, int], str]
"""The attributes of the link on one person, ready to be put in: where it leads, and more."""


Paint = dict[str, str]


@dataclass(frozen=True, slots=True)
class Ink:
    """How each part is painted: by the page's classes, or by what any program understands."""

    parts: dict[str, Paint]
    on_paper: bool = False

    def of(self, part: str, *more: str) -> str:
        """The attributes of a part, and of what is more to say of it: later comes over earlier."""
        names = [part, *filter(None, more)]
        if not self.on_paper:
            return f'class="{" ".join(names)}"'
        painted: Paint = {}
        for name in names:
            painted |= self.parts.get(name, {})
        return " ".join(f'{name}="{value}"' for name, value in painted.items())


PAGE = Ink({})
_LINE = {"fill": "none", "stroke": "#000", "stroke-width": "1"}
PAPER = Ink(
    {
        "ring": {**_LINE, "stroke": "#777"},
        "tie": {**_LINE, "stroke-width": "1.5"},
        "tie--two": {"stroke-width": "5"},
        "tie--gap": {**_LINE, "stroke": "#fff", "stroke-width": "2"},
        "two--strong": {"stroke-width": "8"},
        "two--thin": {"stroke-width": "4"},
        "tie--strong": {"stroke-width": "4"},
        "tie--thin": {"stroke-width": ".75"},
        "tie--strained": {"stroke-dasharray": "7 5"},
        "tie--lost": {"stroke-dasharray": "1 6"},
        "tie__head": {"fill": "#000"},
        "knows": {**_LINE, "stroke": "#555", "stroke-dasharray": "2 3"},
        "moving": {**_LINE, "stroke-dasharray": "2 3"},
        "shape": {"fill": "#fff", "stroke": "#000", "stroke-width": "2"},
        "shape--wished": {"stroke-dasharray": "4 4"},
        "shape--lost": {"stroke-dasharray": "1 4"},
        "shape--gone": {"stroke": "#999", "stroke-dasharray": "1 4"},
        "halo": _LINE,
        "me": {"fill": "#fff", "stroke": "#000", "stroke-width": "3"},
        "map__word": {"fill": "#444", "font-size": "15", "font-weight": "400"},
        "label": {
            "stroke": "#fff",
            "stroke-width": "4",
            "stroke-linejoin": "round",
            "paint-order": "stroke",
        },
        "number": {"font-size": "11"},
    },
    on_paper=True,
)


def circle_svg(
    picture: Picture,
    *,
    name: str,
    title: str,
    ink: Ink = PAGE,
    link: Link | None = None,
    over: Over | None = None,
    key: str = "map",
    laid: Layout | None = None,
) -> SafeString:
    """The whole picture as SVG. `name`: of the one in the middle. `key`: its ids begin with it."""
    laid = laid or lay_out([*picture.people, *(over.gone if over else [])])
    parts = [
        *_head(title, ink, key),
        *_rings(ink),
        *_knowing(laid, ink),
        *(_moving(over, laid, ink) if over else []),
        *(_tie(spot, ink) for spot in laid.spots if _has_a_line(spot.one, over)),
        *(_person(spot, ink, link, over) for spot in laid.spots),
        _me(name, ink),
        "</svg>",
    ]
    return mark_safe("".join(parts))  # noqa: S308 - every word in it went through `plainly`


def _me(name: str, ink: Ink) -> str:
    x, y = MIDDLE
    word = f'<text {ink.of("me__word")} y="5">{plainly(shortened(name, IN_THE_MIDDLE))}</text>'
    circle = f'<circle {ink.of("me")} r="{ME}"/>'
    return f'<g transform="translate({x:g} {y:g})">{circle}{word}</g>'


_IN_NO_DOCUMENT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def plainly(words: str) -> str:
    """Words as they may stand in XML: escaped, and without what no document may hold."""
    return escape(_IN_NO_DOCUMENT.sub("", words))


def _head(title: str, ink: Ink, key: str) -> Iterable[str]:
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}"'
    if ink.on_paper:
        yield (
            f'<svg {XMLNS} {size} width="{2 * WIDTH}"'
            f' height="{2 * HEIGHT}" role="img" aria-labelledby="{key}-t"'
            ' font-family="Atkinson Hyperlegible Next, Helvetica, Arial, sans-serif"'
            ' font-size="15" font-weight="600" text-anchor="middle" fill="#000">'
        )
    else:
        yield f'<svg class="map" {size} role="group" aria-labelledby="{key}-t">'
    yield f'<title id="{key}-t">{plainly(title)}</title>'
    if ink.on_paper:
        yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'


def _rings(ink: Ink) -> Iterable[str]:
    x, y = MIDDLE
    for radius in reversed(RADII):
        yield f'<circle {ink.of("ring")} cx="{x:g}" cy="{y:g}" r="{radius}"/>'
    for ring, down in zip(RINGS, RING_WORDS, strict=True):
        word = plainly(words().ring[ring].lower())
        yield f'<text {ink.of("map__word")} x="{x:g}" y="{y + down + 4:g}">{word}</text>'


# --- lines ---------------------------------------------------------------------------------------


def _has_a_line(one: Somebody, over: Over | None) -> bool:
    is_gone = over is not None and one.who in over.gone_whos
    return one.drawn.standing != WISHED and not is_gone


def _tie(spot: Spot, ink: Ink) -> str:
    """From me to them: double where it goes both ways, with a head where it goes one way."""
    drawn = spot.one.drawn
    x, y = spot.x - MIDDLE[0], spot.y - MIDDLE[1]
    far = hypot(x, y) or 1.0
    x, y = x / far, y / far
    near, end = ME + 2.0, far - spot.r - 3
    line = f'd="{_path(x, y, near, end)}"'
    if drawn.standing == LOST:
        return f"<path {ink.of('tie', 'tie--lost')} {line}/>"
    if drawn.both_ways:
        two = f"<path {ink.of('tie', 'tie--two', _two(drawn))} {line}/>"
        return f"{two}<path {ink.of(*filter(None, (_two(drawn), 'tie--gap')))} {line}/>"
    single = f"<path {ink.of('tie', f'tie--{drawn.line}' if drawn.line else '')} {line}/>"
    if not (drawn.gives or drawn.gets):
        return single
    head = _arrow(x, y, end, -1) if drawn.gives else _arrow(x, y, near, 1)
    return f'{single}<path {ink.of("tie__head")} d="{head}"/>'


def _two(drawn: Drawn) -> str:
    """How a double line is drawn: a strained one is broken too."""
    names = {Line.STRONG.value: "two--strong", Line.THIN.value: "two--thin"}
    return names.get(drawn.line, f"tie--{drawn.line}" if drawn.line else "")


def _path(x: float, y: float, begin: float, end: float) -> str:
    return f"M{_at(x, y, begin)}L{_at(x, y, end)}"


def _at(x: float, y: float, far: float, aside: float = 0) -> str:
    across, down = MIDDLE[0] + x * far - y * aside, MIDDLE[1] + y * far + x * aside
    return f"{round(across, 1):g} {round(down, 1):g}"


def _arrow(x: float, y: float, tip: float, way: int) -> str:
    """A head whose tip is so far out, looking outward (-1) or inward (1)."""
    base = tip + way * 10
    return f"M{_at(x, y, tip)}L{_at(x, y, base, 4.5)}L{_at(x, y, base, -4.5)}Z"


def _knowing(laid: Layout, ink: Ink) -> Iterable[str]:
    """Who knows whom: bent towards the middle, so that it is not taken for a tie of mine."""
    there = {spot.one.who: spot for spot in laid.spots}
    said: set[tuple[str, str]] = set()
    many = "knows--many" if len(laid.spots) > MOST_NAMED else ""
    for spot in laid.spots:
        for who in spot.one.drawn.knows:
            pair = (min(who, spot.one.who), max(who, spot.one.who))
            other = there.get(who)
            if other is not None and pair not in said:
                said.add(pair)
                yield f'<path {ink.of("knows", many)} d="{_bent(spot, other)}"/>'


def _bent(one: Spot, other: Spot) -> str:
    x = (one.x + other.x) / 2 + (MIDDLE[0] - (one.x + other.x) / 2) * 0.25
    y = (one.y + other.y) / 2 + (MIDDLE[1] - (one.y + other.y) / 2) * 0.25
    return f"M{one.x:g} {one.y:g}Q{x:.1f} {y:.1f} {other.x:g} {other.y:g}"


def _moving(over: Over, laid: Layout, ink: Ink) -> Iterable[str]:
    """From where somebody stood to where they stand."""
    for moved in over.moved:
        spot = laid.of(moved.now.who)
        if spot is not None:
            band = BANDS[RINGS.index(moved.before.drawn.ring)]
            x, y = point(moved.before.drawn.angle, band.usual)
            yield f'<path {ink.of("moving")} d="M{x:g} {y:g}L{spot.x:g} {spot.y:g}"/>'
            yield f'<circle {ink.of("moving")} cx="{x:g}" cy="{y:g}" r="4"/>'


# --- people --------------------------------------------------------------------------------------


def _person(spot: Spot, ink: Ink, link: Link | None, over: Over | None) -> str:
    """Their shape with their name beside it, or their number on it."""
    one = spot.one
    looks = _looks(one, over)
    where = f'transform="translate({spot.x:g} {spot.y:g})"'
    shape = shape_of(one.drawn.kind, spot.r, ink.of("shape", *(f"shape--{it}" for it in looks)))
    halo = f'<circle {ink.of("halo")} r="{spot.r + 5:g}"/>' if "new" in looks else ""
    kind = one.drawn.kind or "unsaid"
    inside = f"{halo}{shape}{_words_of(spot, ink)}"
    if link is None:
        return f"<g {ink.of('node', kind, *looks)} {where}>{inside}</g>"
    return f"<a {ink.of('node', kind, *looks)} {link(one, spot.number)} {where}>{inside}</a>"


def _looks(one: Somebody, over: Over | None) -> list[str]:
    looks = [] if one.drawn.is_here else [one.drawn.standing]
    looks += ["hidden"] if one.hidden else []
    if over is not None and one.who in over.gone_whos:
        return ["gone"]
    if over is not None and one in over.new:
        looks.append("new")
    return looks


def _words_of(spot: Spot, ink: Ink) -> str:
    if spot.is_named:
        x = f' x="{spot.label_x:.1f}"' if spot.label_x else ""
        label = plainly(spot.label)
        return f'<text {ink.of("label")}{x} y="{spot.label_y:.1f}">{label}</text>'
    return f'<text {ink.of("number")} y="4">{spot.number}</text>'


def shape_of(kind: str, r: float, paint: str) -> str:
    """Each kind has its own: told apart without its colour."""
    match kind:
        case Kind.FAMILY.value:
            return f'<circle {paint} r="{r:g}"/>'
        case Kind.COMMUNITY.value:
            half = r * 0.93
            return (
                f'<rect {paint} x="{-half:.1f}" y="{-half:.1f}" width="{2 * half:.1f}"'
                f' height="{2 * half:.1f}" rx="{r * 0.45:.1f}"/>'
            )
        case Kind.WORKER.value:
            return _polygon(paint, r, ((0, -1.17), (1.17, 0), (0, 1.17), (-1.17, 0)))
        case Kind.PARTNER.value:
            six = ((0, -1.13), (1.03, -0.57), (1.03, 0.57), (0, 1.13), (-1.03, 0.57))
            return _polygon(paint, r, (*six, (-1.03, -0.57)))
        case _:
            return _polygon(paint, r, ((0, -1.4), (1.35, 0.9), (-1.35, 0.9)))


def _polygon(paint: str, r: float, corners: Iterable[tuple[float, float]]) -> str:
    along = "L".join(f"{x * r:.1f} {y * r:.1f}" for x, y in corners)
    return f'<path {paint} stroke-linejoin="round" d="M{along}Z"/>'
