"""Two people began from the same words: what both of them made of it, nobody's words lost."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"(\s*)(\S+|$)")
LINE = re.compile(r"(\n?)([^\n]*)")
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
    head, tail = _same_at_both_ends(before, after)
    one, other = before[head : len(before) - tail], after[head : len(after) - tail]
    if one == other:
        return []
    for piece in (WORD, LINE):
        ones, others = _pieces(piece, one), _pieces(piece, other)
        if len(ones) * len(others) <= MOST_COMPARED:
            return list(_joined(_between(head, ones, others)))
    return [Edit(head, head + len(one), other)]


def _same_at_both_ends(one: str, other: str) -> tuple[int, int]:
    """How far both are the same, in whole words with the space before them."""
    most = min(len(one), len(other))
    head = next((at for at in range(most) if one[at] != other[at]), most)
    while head and not (_ends_a_word(one, head) and _ends_a_word(other, head)):
        head -= 1
    most -= head
    tail = next((at for at in range(most) if one[-1 - at] != other[-1 - at]), most)
    while tail and not (
        _ends_a_word(one, len(one) - tail) and _ends_a_word(other, len(other) - tail)
    ):
        tail -= 1
    return head, tail


def _ends_a_word(words: str, at: int) -> bool:
    inside = 0 < at < len(words)
    return at == 0 or (not words[at - 1].isspace() and (not inside or words[at].isspace()))


def _pieces(piece: re.Pattern[str], words: str) -> list[tuple[str, str]]:
    """Each word, or line, with the space before it; the last may be space alone."""
    return [(space, said) for space, said in piece.findall(words) if space or said]


def _between(at: int, ones: list[tuple[str, str]], others: list[tuple[str, str]]) -> Iterator[Edit]:
    places = [at]
    for space, said in ones:
        places.append(places[-1] + len(space) + len(said))
    mine, theirs = ([said for _space, said in each] for each in (ones, others))
    matched = SequenceMatcher(None, mine, theirs, autojunk=False)
    for what, one, one_end, other, other_end in matched.get_opcodes():
        if what != "equal":
            words = "".join(space + said for space, said in others[other:other_end])
            yield Edit(places[one], places[one_end], words)
            continue
        for start, (was, _), (now, _) in zip(
            places[one:one_end], ones[one:one_end], others[other:other_end], strict=True
        ):
            if was != now:
                yield Edit(start, start + len(was), now)


def _joined(edited: Iterable[Edit]) -> Iterator[Edit]:
    """Changes that touch are one."""
    last: Edit | None = None
    for edit in edited:
        if last and last.end == edit.start:
            last = Edit(last.start, edit.end, last.words + edit.words)
            continue
        if last:
            yield last
        last = edit
    if last:
        yield last


def merge(base: str, mine: str, theirs: str) -> Merged:
    """From the words both began with: what I changed, laid over what they changed.

    What anybody put in stays, and what anybody took out is gone: as it is with script. Where both
    put something in, theirs stands first.
    """
    their_edits = edits(base, theirs)
    my_edits = [edit for edit in edits(base, mine) if edit not in their_edits]
    moved = [over for edit in my_edits for over in _over(edit, their_edits)]
    moved.sort(key=lambda edit: edit.start)
    moved = [_apart(edit, theirs) for edit in _joined(moved)]
    return Merged(theirs, moved, both_stay=_same_place(my_edits, their_edits))


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
        at = max(at, their.end if their else at)


def _put_in(edit: Edit, theirs: list[Edit]) -> Edit:
    at = _moved(edit.start, theirs)
    for their in theirs:
        inside = their.start < edit.start < their.end
        both_instead = their.start == edit.start < min(edit.end, their.end)
        if inside or both_instead:
            # Behind what they wrote there.
            at = _moved(their.start, theirs) + len(their.words)
    return Edit(at, at, edit.words)


def _apart(edit: Edit, theirs: str) -> Edit:
    """Words that come to stand beside others stay words of their own."""
    words, taken = edit.words, theirs[edit.start : edit.end]
    before = edit.start > 0 and not theirs[edit.start - 1].isspace()
    after = edit.end < len(theirs) and not theirs[edit.end].isspace()
    if not words and before and after:
        words = next((letter for letter in taken if letter.isspace()), "")
    if words and before and not words[0].isspace():
        words = f" {words}"
    if words and after and not words[-1].isspace():
        words = f"{words} "
    return Edit(edit.start, edit.end, words)


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
