"""What stands on a page, as data. Nothing here knows how it is set."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from alongside.kit.paper.letters import cleaned, says_something

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
Thread = Literal["", "self", "worker", "family", "community", "partner"]
"""Whose words: the same kinds as everywhere in the look."""

Data = dict[str, Any]
_DEEPEST = 99


class Kind(StrEnum):
    """What a page on paper can be made as."""

    PDF = "pdf"
    LARGE = "large"
    WORD = "word"


class NoWordsForIt(ValueError):
    """A picture that says nothing to whoever cannot see it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 stands right below the title."""

    words: str
    level: int = 1

    def data(self) -> Data | None:
        words = cleaned(self.words)
        return _with(words, block="heading", level=self.level)


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words, kept to the letter. `small` is for what stands beside: a day, a name."""

    words: str
    small: bool = False
    strong: bool = False

    def data(self) -> Data | None:
        return _with(cleaned(self.words), block="words", small=self.small, strong=self.strong)


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words beside their thread, with their name above; `big` is for the one thing."""

    words: str
    name: str = ""
    kind: Thread = "worker"
    big: bool = False

    def data(self) -> Data | None:
        name = cleaned(self.name)
        return _with(cleaned(self.words), block="quote", name=name, kind=self.kind, big=self.big)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list; in steps when the order matters."""

    items: Iterable[str]
    steps: bool = False

    def data(self) -> Data | None:
        items = [words for words in map(cleaned, self.items) if says_something(words)]
        return {"block": "list", "items": items, "steps": self.steps} if items else None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a row of headings; a row where nothing is said is left out."""

    head: Sequence[str]
    rows: Iterable[Sequence[str]]

    def data(self) -> Data | None:
        head = [cleaned(words) for words in self.head]
        rows = [[cleaned(words) for words in row] for row in self.rows]
        rows = [row for row in rows if any(map(says_something, row))]
        if any(len(row) != len(head) for row in rows):
            raise ValueError("Every row of a table has as many cells as its head.")
        return {"block": "table", "head": head, "rows": rows} if head and rows else None


@dataclass(frozen=True, slots=True)
class Pairs:
    """A few words and what belongs to them, line by line."""

    lines: Iterable[tuple[str, str]]

    def data(self) -> Data | None:
        lines = [(cleaned(label), cleaned(words)) for label, words in self.lines]
        said = [line for line in lines if says_something(line[1])]
        return {"block": "pairs", "lines": said} if said else None


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG of ours. Its width is a share of the column, in per cent."""

    svg: str | bytes
    says: str
    width: int = 100

    def data(self) -> Data:
        svg = self.svg.decode() if isinstance(self.svg, bytes) else self.svg
        return {"block": "picture", "svg": svg, "says": _saying(self.says), "width": self.width}


@dataclass(frozen=True, slots=True)
class Photograph:
    """A JPEG."""

    jpeg: bytes
    says: str
    width: int = 60

    def data(self) -> Data:
        jpeg = b64encode(self.jpeg).decode("ascii")
        return {"block": "picture", "jpeg": jpeg, "says": _saying(self.says), "width": self.width}


@dataclass(frozen=True, slots=True)
class Rule:
    """A quiet line."""

    def data(self) -> Data:
        return {"block": "rule"}


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""

    def data(self) -> Data:
        return {"block": "page"}


Block = Heading | Words | Quote | Listed | Table | Pairs | Drawing | Photograph | Rule | PageBreak


def _language() -> str:
    from django.conf import settings
    from django.utils.translation import get_language

    return get_language() or str(settings.LANGUAGE_CODE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One thing to hold in the hand: what it is, whose, of which day, and what stands on it."""

    title: str
    """The kind of page, never a name: programs show it in lists of files."""
    blocks: Sequence[Block | None]
    whose: str = ""
    date: str = ""
    """The day, in words: at the foot of each page."""
    language: str = field(default_factory=_language)
    direction: Literal["", "ltr", "rtl"] = ""
    """As the language has it, when nothing is said."""
    on_one_page: bool = False
    """Set a little smaller, never below 10 points, where that brings it onto one page."""

    def data(self) -> Data:
        """All of it as plain data, empty blocks left out."""
        if not says_something(cleaned(self.title)):
            raise NoWordsForIt("A page on paper has a title.")
        said = [block.data() for block in self.blocks if block is not None]
        return {
            "title": cleaned(self.title),
            "whose": cleaned(self.whose),
            "date": cleaned(self.date),
            "language": self.language,
            "rtl": (self.direction or _direction(self.language)) == "rtl",
            "on_one_page": self.on_one_page,
            "blocks": _levelled(_with_something_beneath([each for each in said if each])),
        }


def _direction(language: str) -> str:
    return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def _with(words: str, **more: Any) -> Data | None:
    return {"words": words, **more} if says_something(words) else None


def _saying(words: str) -> str:
    says = cleaned(words)
    if not says_something(says):
        raise NoWordsForIt("A picture on paper has words for who cannot see it.")
    return says


def _with_something_beneath(blocks: list[Data]) -> list[Data]:
    """Leave out headings that only other headings, or nothing, come after."""
    kept: list[Data] = []
    beneath = 0  # the level of what comes next; plain words are deeper than any heading
    for block in reversed(blocks):
        if block["block"] != "heading":
            kept.append(block)
            beneath = beneath if block["block"] in {"rule", "page"} else _DEEPEST
        elif beneath > block["level"]:
            kept.append(block)
            beneath = block["level"]
    return kept[::-1]


def _levelled(blocks: list[Data]) -> list[Data]:
    """No level is left out on the way down: a reader for the ear steps through them."""
    open_levels: list[int] = []
    levelled = []
    for block in blocks:
        if block["block"] == "heading":
            while open_levels and open_levels[-1] >= block["level"]:
                open_levels.pop()
            open_levels.append(block["level"])
            levelled.append({**block, "level": len(open_levels) + 1})
        else:
            levelled.append(block)
    return levelled
