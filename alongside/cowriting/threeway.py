"""Two people began from the same words: what both of them made of it, nobody's words lost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\S+|\s+")
LINE = re.compile(r"[^\n]*\n|[^\n]+")
MOST_COMPARED = 1_000_000
"""Pieces of one side times pieces of the other: beyond it, comparing would take too long."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Of the words that were there, from one place to another, these stand instead."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The words of both; and whether both wrote in the same place, so that both stand there."""

    words: str
    both_stay: bool


def edits(before: str, after: str) -> list[Edit]:
    """What changed, word by word; line by line, or in one piece, where there is very much."""
    head = _same_at_the_start(before, after)
    tail = _same_at_the_end(before[head:], after[head:])
    one, other = before[head : len(before) - tail], after[head : len(after) - tail]
    if one == other:
        return []
    for pieces in (WORD, LINE):
        ones, others = pieces.findall(one), pieces.findall(other)
        if len(ones) * len(others) <= MOST_COMPARED:
            return list(_between(head, ones, others))
    return [Edit(head, head + len(one), other)]


def _between(at: int, ones: list[str], others: list[str]) -> Iterator[Edit]:
    places = [at]
    for piece in ones:
        places.append(places[-1] + len(piece))
    matcher = SequenceMatcher(None, ones, others, autojunk=False)
    for what, one, one_end, other, other_end in matcher.get_opcodes():
        if what != "equal":
            yield Edit(places[one], places[one_end], "".join(others[other:other_end]))


def _same_at_the_start(one: str, other: str) -> int:
    """How far both are the same, up to the end of a whole word."""
    most = min(len(one), len(other))
    same = next((at for at in range(most) if one[at] != other[at]), most)
    while same > 0 and (_in_a_word(one, same) or _in_a_word(other, same)):
        same -= 1
    return same


def _same_at_the_end(one: str, other: str) -> int:
    most = min(len(one), len(other))
    same = next((at for at in range(most) if one[-1 - at] != other[-1 - at]), most)
    while same > 0 and (_in_a_word(one, len(one) - same) or _in_a_word(other, len(other) - same)):
        same -= 1
    return same


def _in_a_word(words: str, at: int) -> bool:
    return 0 < at < len(words) and not (words[at - 1].isspace() or words[at].isspace())


def closest(edit: Edit, before: str) -> Edit:
    """The same change without the letters that stay at either end of it."""
    was = before[edit.start : edit.end]
    most = min(len(was), len(edit.words))
    head = next((at for at in range(most) if was[at] != edit.words[at]), most)
    most -= head
    tail = next((at for at in range(most) if was[-1 - at] != edit.words[-1 - at]), most)
    return Edit(edit.start + head, edit.end - tail, edit.words[head : len(edit.words) - tail])


def merge(base: str, mine: str, theirs: str) -> Merged:
    """From the words both began with: what I changed, laid over what they changed.

    Where both changed the same place, theirs stays and mine stands behind it; where one took
    words out that the other changed, the changed ones stay.
    """
    if mine in {base, theirs}:
        return Merged(theirs, both_stay=False)
    if theirs == base:
        return Merged(mine, both_stay=False)
    out: list[str] = []
    at, both_stay = 0, False
    for start, end, my_words, their_words in _places(base, mine, theirs):
        was = base[start:end]
        out.append(base[at:start])
        at = end
        if my_words in {was, their_words}:
            out.append(their_words)
        elif their_words == was:
            out.append(my_words)
        else:
            both_stay |= bool(was and my_words and their_words)
            out.append(_both(their_words, my_words))
    return Merged("".join([*out, base[at:]]), both_stay)


def _both(theirs: str, mine: str) -> str:
    glued = theirs and mine and not (theirs[-1].isspace() or mine[0].isspace())
    return f"{theirs} {mine}" if glued else theirs + mine


def _places(base: str, mine: str, theirs: str) -> Iterator[tuple[int, int, str, str]]:
    """Each place that somebody changed, and what each made of it; what overlaps is one place."""
    waiting = (edits(base, mine), edits(base, theirs))
    while any(waiting):
        first = min((side[0] for side in waiting if side), key=lambda edit: (edit.start, edit.end))
        start, end = first.start, first.end
        here: tuple[list[Edit], list[Edit]] = ([], [])
        grows = True
        while grows:
            grows = False
            for side, taken in zip(waiting, here, strict=True):
                while side and _is_here(side[0], start, end):
                    taken.append(side.pop(0))
                    end = max(end, taken[-1].end)
                    grows = True
        yield start, end, _said(base, start, end, here[0]), _said(base, start, end, here[1])


def _is_here(edit: Edit, start: int, end: int) -> bool:
    """It changes some of the same words, or both only put something in at the same point."""
    return edit.start < end or edit.start == edit.end == start == end


def _said(base: str, start: int, end: int, edited: list[Edit]) -> str:
    out, at = [], start
    for edit in edited:
        out += [base[at : edit.start], edit.words]
        at = edit.end
    return "".join([*out, base[at:end]])
