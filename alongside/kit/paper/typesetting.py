"""A page as a tagged PDF. The words reach it as data; the markup is ours alone, in `sheet.typ`."""

import json
from base64 import b64decode
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alongside.kit.paper.letters import FONTS, MISSING, by_direction, settable

if TYPE_CHECKING:
    import typst

HERE = Path(__file__).parent
FAMILIES = [
    "Atkinson Hyperlegible Next",
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Ethiopic",
    "Noto Sans Bengali",
    "Noto Sans Gurmukhi",
    "Noto Sans Tamil",
    "Noto Emoji",
    "Noto Sans Math",
    "Noto Sans Symbols 2",
]
"""In this order: the first that holds a letter gives it."""
DRAWING = b"""
#set page(width: 160mm, height: auto, margin: 0pt)
#set text(font: json(bytes(sys.inputs.families)))
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""
SIZES = (12, 11, 10)
"""Points of the words of a page in print that is not large: as it is, or to fit onto one."""
A_LINE = {"pdf": 40, "large": 22}
"""Letters without a space that surely fit into a line; into a cell, as its share of them."""


def pdf(job: dict[str, Any]) -> bytes:
    """One page, or more, tagged for who listens."""
    import typst

    try:
        return _pdf(job, without_marks=False)
    except typst.TypstError:
        # Marks from one script on a letter from another: no font draws them together.
        return _pdf(job, without_marks=True)


def _pdf(job: dict[str, Any], *, without_marks: bool) -> bytes:
    ready = _as_set(job, without_marks=without_marks)
    size = SIZES[0]
    if job["sheet"]["on_one_page"] and job["kind"] == "pdf":
        # What fits at no size is read more easily as it is, on two.
        size = next((each for each in SIZES if _pages(_of_size(ready, each)) == 1), size)
    compiler = _of_size(ready, size)
    day = datetime.fromtimestamp(job["day"], UTC)
    return _whole(compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=day))


def _of_size(ready: dict[str, Any], size: float) -> "typst.Compiler":
    sheet = json.dumps({**ready, "size": size})
    return _compiler((HERE / "sheet.typ").read_bytes(), {"sheet": sheet})


def _pages(compiler: "typst.Compiler") -> int:
    return int(json.loads(compiler.query("<pages>", field="value", one=True)))


def png(svg: str) -> bytes:
    """A drawing as a picture in points of colour, for files that hold no drawings."""
    compiler = _compiler(DRAWING, {"svg": svg, "families": json.dumps(FAMILIES)})
    return _whole(compiler.compile(format="png", ppi=200))


def _compiler(markup: bytes, inputs: dict[str, str]) -> "typst.Compiler":
    """With our own fonts and folder, and no network: packages would be looked for nowhere."""
    import typst

    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
    return typst.Compiler(
        markup,
        root=str(FONTS),
        font_paths=fonts,
        sys_inputs=inputs,
        package_path="/nowhere",
        package_cache_path="/nowhere",
    )


def _whole(made: bytes | list[bytes] | None) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError("One page, one file.")
    return made


def _as_set(job: dict[str, Any], *, without_marks: bool) -> dict[str, Any]:
    """The sheet with its words made ready, and what is said on every page."""
    sheet = job["sheet"]
    words = _Setter(A_LINE[job["kind"]], rtl=sheet["rtl"], without_marks=without_marks)
    language, _dash, region = sheet["language"].partition("-")
    return {
        "title": words.runs(sheet["title"]),
        "whose": words.runs(sheet["whose"]),
        "named": sheet["title"],
        "date": words.runs(sheet["date"]),
        "blocks": [_set_block(block, words) for block in sheet["blocks"]],
        "missing": words.runs(job["missing"]) if words.missed else [],
        "page": job["page"],
        "language": language,
        "region": region.upper() or None,
        "rtl": sheet["rtl"],
        "large": job["kind"] == "large",
        "families": FAMILIES,
    }


def _set_block(block: dict[str, Any], words: "_Setter") -> dict[str, Any]:
    kind, ready = block["block"], dict(block)
    if kind in {"heading", "words", "quote"}:
        ready["words"] = words.runs(block["words"])
    if kind == "quote":
        ready["name"] = words.runs(block["name"])
    if kind == "list":
        ready["items"] = [words.runs(item) for item in block["items"]]
    if kind == "pairs":
        ready["lines"] = [[words.runs(each) for each in line] for line in block["lines"]]
    if kind == "table":
        share = len(block["head"])
        ready["head"] = [words.runs(cell, share) for cell in block["head"]]
        ready["rows"] = [[words.runs(cell, share) for cell in row] for row in block["rows"]]
    if "jpeg" in block:
        ready["jpeg"] = list(b64decode(block["jpeg"]))
    return ready


class _Setter:
    """Makes words ready, and knows whether a letter was missing among them."""

    def __init__(self, a_line: int, *, rtl: bool, without_marks: bool) -> None:
        self.a_line, self.rtl, self.without_marks = a_line, rtl, without_marks
        self.missed = False

    def runs(self, words: str, share: int = 1) -> list[dict[str, Any]]:
        """Lines as they were broken; neighbours of one direction together, in that direction."""
        longest = max(self.a_line // share - 2, 6)
        ready = settable(words, longest, without_marks=self.without_marks)
        self.missed = self.missed or ready.count(MISSING) > words.count(MISSING)
        return [{"rtl": rtl, "lines": lines} for rtl, lines in by_direction(ready, rtl=self.rtl)]
