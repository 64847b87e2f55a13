"""Letters: what no page can hold is taken out, and what our fonts do not hold is made visible."""

import re
import unicodedata
from bisect import bisect_right
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
MISSING = "□"
"""What stands for a letter that none of our fonts holds: nothing vanishes unseen."""

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028]")
# Neither a letter nor a space nor a sign of any script; halves of letters; never-letters.
_NOT_LETTERS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufdd0-\ufdef\ud800-\udfff]")
_SPACES = re.compile("^ +|(?<= ) +", re.MULTILINE)
_NO_BREAK_SPACE, _MAY_BREAK = "\u00a0", "\u200b"
_LAST_TWO_OF_A_PLANE = 0xFFFE
_A_BREATH = 10
"""As many letters of a long run as stay together."""


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


def settable(words: str, longest: int) -> str:
    """Words as our fonts can set them.

    Spaces stay as many as they are, a run of letters longer than `longest` may break, and a letter
    that no font of ours holds becomes a box.
    """
    if not words.isascii():
        words = "".join(letter if _is_held(letter) else MISSING for letter in words)
    words = _SPACES.sub(lambda spaces: _NO_BREAK_SPACE * len(spaces[0]), words.expandtabs(4))
    return _longer_than(longest).sub(_may_break, words)


@cache
def _longer_than(longest: int) -> re.Pattern[str]:
    return re.compile(rf"[^\s{_NO_BREAK_SPACE}{_MAY_BREAK}]{{{longest},}}")


def _may_break(run: re.Match[str]) -> str:
    """Now and then, but not before a letter that belongs to the one before it."""
    parts, letters = [""], run[0]
    for before, letter in zip(_MAY_BREAK + letters, letters, strict=False):
        if len(parts[-1]) >= _A_BREATH and not _joins(letter) and not _joins(before):
            parts.append("")
        parts[-1] += letter
    return _MAY_BREAK.join(parts)


def _joins(letter: str) -> bool:
    return unicodedata.category(letter) in {"Mn", "Mc", "Me", "Cf", "Sk"}


def _is_held(letter: str) -> bool:
    """Some font of ours has it, or it is one that never shows: a joiner, a mark of direction."""
    held = bisect_right(_held(), ord(letter)) % 2 == 1
    return held or letter == "\n" or _never_shows(letter)


def _never_shows(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf" or "VARIATION SELECTOR" in unicodedata.name(
        letter, ""
    )


@cache
def _held() -> list[int]:
    """Where runs of letters that our fonts hold begin and end, in turn."""
    ends: list[int] = []
    for line in (FONTS / "covered.txt").read_text(encoding="ascii").split():
        begin, _dash, last = line.partition("-")
        ends += [int(begin, 16), int(last or begin, 16) + 1]
    return ends
