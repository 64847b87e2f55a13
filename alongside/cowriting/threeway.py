"""Two people began from the same words: what both of them made of it, nobody's words lost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\S+\s*|\s+")
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
    """My changes as they come to lie on the words of the others."""

    theirs: str
    edits: list[Edit]
    both_stay: bool
    """Both wrote something else instead of the same words, so that both stand there."""

    @property
    def words(self) -> str:
        return changed(self.theirs, self.edits)


def changed(before: str, edited: list[Edit]) -> str:
    """The words with these changes, which are in order."""
    out, at = [], 0
    for edit in edited:
        out += [before[at : edit.start], edit.words]
        at = edit.end
    return "".join([*out, before[at:]])


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
    """Whether this place is inside a word, or inside the space that belongs to it."""
    return 0 < at < len(words) and not (words[at - 1].isspace() and not words[at].isspace())


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

    What anybody put in stays, and what anybody took out is gone: as it is with script. Where both
    put something in, theirs stands first.
    """
    their_edits = [_simply(edit, base) for edit in edits(base, theirs)]
    my_edits = [_simply(edit, base) for edit in edits(base, mine)]
    my_edits = [edit for edit in my_edits if edit not in their_edits]
    moved = [over for edit in my_edits for over in _over(edit, their_edits)]
    moved.sort(key=lambda edit: edit.start)
    return Merged(theirs, moved, both_stay=_same_place(my_edits, their_edits))


def _simply(edit: Edit, base: str) -> Edit:
    """Only what is put in, or only what is taken out, if it is one of these; else whole words."""
    close = closest(edit, base)
    return close if not close.words or close.start == close.end else edit


def _over(edit: Edit, theirs: list[Edit]) -> Iterator[Edit]:
    """One change of mine where it now belongs; of what I take out, only what they left there."""
    if edit.words:
        yield _put_in(edit, theirs)
    at = edit.start
    for their in (*(each for each in theirs if edit.start <= each.end), None):
        end = edit.end if their is None else min(edit.end, their.start)
        if at < end:
            place = _moved(at, theirs)
            yield Edit(place, place + end - at, "")
        at = max(at, at if their is None else their.end)


def _put_in(edit: Edit, theirs: list[Edit]) -> Edit:
    for their in theirs:
        inside = their.start < edit.start < their.end
        both_instead = their.start == edit.start < min(edit.end, their.end)
        both_beside = their.start == their.end == edit.start
        if inside or both_instead or both_beside:
            # Behind what they wrote there; two words that come to stand side by side are two.
            at = _moved(their.start, [each for each in theirs if each is not their])
            at += len(their.words)
            glued = not (their.words[-1:].isspace() or edit.words[0].isspace())
            return Edit(at, at, f" {edit.words}" if their.words and glued else edit.words)
    at = _moved(edit.start, theirs)
    return Edit(at, at, edit.words)


def _moved(place: int, theirs: list[Edit]) -> int:
    """Where a place of the first words is in theirs."""
    return place + sum(
        len(their.words) - (their.end - their.start) for their in theirs if their.end <= place
    )


def _same_place(mine: list[Edit], theirs: list[Edit]) -> bool:
    """Both wrote something else instead of the same words."""
    return any(
        one.words and other.words and one.start < other.end and other.start < one.end
        for one in mine
        for other in theirs
    )
