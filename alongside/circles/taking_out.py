"""My circle as a file: for other programs (GraphML, JSON) and to look at (SVG).

Whoever drew it takes it out, and nobody else; the hidden layer goes with it only when they say so.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from alongside.circles.drawn import Drawn
from alongside.circles.models import Circle
from alongside.circles.queries import Picture, Somebody
from alongside.circles.showing import date_title
from alongside.circles.svg import PAPER, circle_svg, plainly

KINDS = {
    "svg": "image/svg+xml",
    "graphml": "application/xml",
    "json": "application/json",
}
"""How a circle can be taken out, and what kind of file that is."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to take away. Its own name says nothing to whoever finds it."""

    name: str
    kind: str
    whole: str


def file_of(picture: Picture, name: str, kind: str) -> File:
    """The picture in one of the kinds. `name`: of the one in the middle."""
    whole = {"svg": _svg, "graphml": _graphml, "json": _json}[kind](picture, name)
    return File(f"copy.{kind}", KINDS[kind], whole)


def _svg(picture: Picture, name: str) -> str:
    title = f"{name}, {date_title(picture.circle)}"
    return str(circle_svg(picture, name=name, title=title, ink=PAPER))


# --- JSON ----------------------------------------------------------------------------------------


def _json(picture: Picture, name: str) -> str:
    circle = picture.circle
    told = {
        "of": name,
        "on": circle.on.isoformat(),
        "hoped_for": circle.hoped,
        "needed_and_have": circle.needed_have,
        "needed_and_missing": circle.needed_missing,
        "ties": [_row(one) for one in picture.people],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _row(one: Somebody) -> dict[str, object]:
    """Everything said of one person."""
    drawn = one.drawn
    return {
        "id": one.who,
        "called": one.called,
        "ring": drawn.ring,
        "angle": drawn.angle,
        "kind": drawn.kind,
        "paid": drawn.paid,
        "line": drawn.line,
        "standing": drawn.standing,
        "i_give": list(drawn.gives),
        "i_get": list(drawn.gets),
        "knows": list(drawn.knows),
        "words": one.words,
        "hidden": one.hidden,
    }


# --- GraphML -------------------------------------------------------------------------------------

_KEYS = {
    "graph": ("on", "hoped", "needed_and_have", "needed_and_missing"),
    "node": ("called", "ring", "angle", "kind", "paid", "standing", "words", "hidden"),
    "edge": ("line", "gives", "gets", "knows"),
}


def _graphml(picture: Picture, name: str) -> str:
    """Me, everybody around me, a tie to each, and who knows whom."""
    return "".join(_lines(picture, name))


def _lines(picture: Picture, name: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for where, names in _KEYS.items():
        for each in names:
            kind = "int" if each == "angle" else "string"
            yield f'<key id="{each}" for="{where}" attr.name="{each}" attr.type="{kind}"/>\n'
    yield f'<graph id="circle" edgedefault="undirected">{"".join(_of_circle(picture.circle))}\n'
    yield f'<node id="me">{_data("called", name)}</node>\n'
    for one in picture.people:
        yield f'<node id="{one.who}">{"".join(_of_node(one))}</node>\n'
        yield f'<edge source="me" target="{one.who}">{"".join(_of_tie(one.drawn))}</edge>\n'
    for first, second in sorted(_known(picture)):
        yield f'<edge source="{first}" target="{second}">{_data("knows", "yes")}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _known(picture: Picture) -> set[tuple[str, str]]:
    """Every pair that knows each other; those wished for and lost are in the file too."""
    there = {one.who for one in picture.people}
    return {
        (min(one.who, who), max(one.who, who))
        for one in picture.people
        for who in one.drawn.knows
        if who in there
    }


def _of_circle(circle: Circle) -> Iterator[str]:
    yield _data("on", circle.on.isoformat())
    if circle.hoped:
        yield _data("hoped", "yes")
    yield from _said(needed_and_have=circle.needed_have, needed_and_missing=circle.needed_missing)


def _of_node(one: Somebody) -> Iterator[str]:
    drawn = one.drawn
    yield _data("called", one.called)
    yield _data("ring", drawn.ring)
    yield _data("angle", str(drawn.angle))
    yield _data("standing", drawn.standing)
    yield from _said(kind=drawn.kind, paid=drawn.paid, words=one.words)
    if one.hidden:
        yield _data("hidden", "yes")


def _of_tie(drawn: Drawn) -> Iterator[str]:
    yield from _said(line=drawn.line, gives=" ".join(drawn.gives), gets=" ".join(drawn.gets))


def _said(**words: str) -> Iterator[str]:
    """What was said; nothing for what was left out."""
    yield from (_data(key, said) for key, said in words.items() if said)


def _data(key: str, said: str) -> str:
    return f'<data key="{key}">{plainly(said)}</data>'
