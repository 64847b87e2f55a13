"""Letters: what no page can hold is taken out, and what our fonts do not hold is made visible."""

import re
import unicodedata
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
MISSING = "□"
"""What stands for a letter that none of our fonts holds: nothing vanishes unseen."""

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028]")
# Neither a letter nor a space nor a sign of any script; halves of letters; never-letters.
_NOT_LETTERS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufdd0-\ufdef\ud800-\udfff]")
_SPACES = re.compile("^ +|(?<= ) +", re.MULTILINE)
_NEVER_SHOWS = frozenset(
    point
    for first, last in (
        *((0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x180B, 0x180F), (0x200B, 0x200F)),
        *((0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xE0001, 0xE01EF)),
    )
    for point in range(first, last + 1)
)
"""Joiners, marks of direction, choices of shape: between letters; no font draws them."""
_NO_BREAK_SPACE, _MAY_BREAK = "\u00a0", "\u200b"
_LAST_TWO_OF_A_PLANE = 0xFFFE
_A_BREATH, _LONGEST_BREATH = 10, 40
"""As many letters of a long run as stay together, and as joined ones do."""
_WIDEST = 24
"""Spaces side by side: more than these would push words off the paper."""


def cleaned(words: str) -> str:
    """The same words, without what neither paper nor Word can hold: signs for machines."""
    words = _BREAKS.sub("\n", words).replace("\u2029", "\n\n")
    words = _NOT_LETTERS.sub("", words)
    if not words.isascii():
        words = "".join(c for c in words if ord(c) & 0xFFFF < _LAST_TWO_OF_A_PLANE)
    return words.strip("\n")


def says_something(words: str) -> bool:
    """There is more in it than space."""
    return bool(words.strip())


def is_right_to_left(words: str) -> bool | None:
    """As the first letter that has a direction goes; nothing when none has."""
    for letter in words:
        way = unicodedata.bidirectional(letter)
        if way in {"R", "AL", "L"}:
            return way != "L"
    return None


def by_direction(words: str, *, rtl: bool) -> list[tuple[bool, list[str]]]:
    """Lines as they were broken; neighbours of one direction together.

    A line without letters goes as the one before it; `rtl` where no line has any.
    """
    first = is_right_to_left(words)
    going = [rtl if first is None else first]
    for line in words.split("\n"):
        way = is_right_to_left(line)
        going.append(going[-1] if way is None else way)
    lines = zip(going[1:], words.split("\n"), strict=True)
    return [(way, [line for _, line in same]) for way, same in groupby(lines, key=itemgetter(0))]


def settable(words: str, longest: int, *, without_marks: bool = False) -> str:
    """Words as our fonts can set them.

    Spaces stay as many as they are, a run of letters longer than `longest` may break, and a letter
    that no font of ours holds becomes a box; so do marks, where they are to be left out.
    """
    if not words.isascii():
        if without_marks:
            words = _only_letters(words)
        words = "".join(_held_or_box(letter) for letter in words)
        words = _with_marks().sub(_by_one_font, words)
    words = _SPACES.sub(_standing_spaces, words.expandtabs(4))
    return _longer_than(longest).sub(_may_break, words)


def _held_or_box(letter: str) -> str:
    point = ord(letter)
    return letter if letter == "\n" or point in _NEVER_SHOWS or point in _held()[0] else MISSING


@cache
def _with_marks() -> re.Pattern[str]:
    """A letter, and the marks that are drawn onto it."""
    points = range(0x300, 0x20000)
    marks = "".join(chr(point) for point in points if unicodedata.category(chr(point))[0] == "M")
    return re.compile(f".[{marks}]+", re.DOTALL)


def _only_letters(words: str) -> str:
    """Each letter by itself: what cannot be one with its letter is a box."""
    words = "".join(each for each in words if ord(each) not in _NEVER_SHOWS)
    return _with_marks().sub(_a_letter_and_a_box, unicodedata.normalize("NFC", words))


def _a_letter_and_a_box(together: re.Match[str]) -> str:
    first = together[0][0]
    return (MISSING if unicodedata.category(first)[0] == "M" else first) + MISSING


def _by_one_font(together: re.Match[str]) -> str:
    """A letter and its marks are drawn by one font; marks that no such font holds become a box."""
    points = {point for point in map(ord, together[0]) if point not in _NEVER_SHOWS}
    if any(points <= font for font in _held()[1:]):
        return together[0]
    return together[0][0] + MISSING


def _standing_spaces(spaces: re.Match[str]) -> str:
    return _NO_BREAK_SPACE * min(len(spaces[0]), _WIDEST)


@cache
def _longer_than(longest: int) -> re.Pattern[str]:
    return re.compile(rf"[^ \n{_MAY_BREAK}]{{{longest},}}")


def _may_break(run: re.Match[str]) -> str:
    """Now and then; not before a letter that belongs to the one before it, unless all do."""
    parts, letters = [""], run[0]
    for before, letter in zip(_MAY_BREAK + letters, letters, strict=False):
        together = _joins(letter) or _joins(before)
        if len(parts[-1]) >= (_LONGEST_BREATH if together else _A_BREATH):
            parts.append("")
        parts[-1] += letter
    return _MAY_BREAK.join(parts)


def _joins(letter: str) -> bool:
    return unicodedata.category(letter) in {"Mn", "Mc", "Me", "Cf", "Sk"}


@cache
def _held() -> list[frozenset[int]]:
    """What all our fonts hold together, and then what each holds."""
    fonts = []
    for line in (FONTS / "covered.txt").read_text(encoding="ascii").splitlines():
        _name, *ranges = line.split()
        ends = [[int(end, 16) for end in each.split("-")] for each in ranges]
        fonts.append(frozenset(point for end in ends for point in range(end[0], end[-1] + 1)))
    return [frozenset().union(*fonts), *fonts]
