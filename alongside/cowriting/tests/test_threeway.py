from random import Random

import pytest

from alongside.cowriting.threeway import edits, merge


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        ("a b c d", "a X c d", "a b c Y", "a X c Y"),
        ("a b c", "a X c", "a Y c", "a Y X c"),
        ("a b c", "a c", "a b Z c", "a Z c"),
        ("a b Z c", "a c", "a b Z c d", "a c d"),
        ("a b", "a b mine", "a b theirs", "a b theirs mine"),
        ("a b c", "a X c", "a X c", "a X c"),
        ("a b c", "a b c", "a c", "a c"),
        ("on Tuesday", "on Friday", "on Monday", "on Monday Friday"),
        ("Tea.", "Tea. Kay.", "Tea at ten.", "Tea at ten. Kay."),
        ("", "one", "two", "two one"),
        ("one\ntwo\n", "one\nfour\ntwo\n", "one\ntwo\nthree\n", "one\nfour\ntwo\nthree\n"),
        ("שלום 👩‍👩‍👧 b", "שלום עולם 👩‍👩‍👧 b", "שלום 👩‍👩‍👧 c", "שלום עולם 👩‍👩‍👧 c"),
    ],
)
def test_what_anybody_put_in_stays_and_what_anybody_took_out_is_gone(
    base: str, mine: str, theirs: str, both: str
) -> None:
    assert merge(base, mine, theirs).words == both


def test_it_says_when_both_wrote_instead_of_the_same_words() -> None:
    assert merge("a b c", "a X c", "a Y c").both_stay
    assert not merge("a b c", "a X c", "a b Y").both_stay
    assert not merge("a b", "a b mine", "a b theirs").both_stay


def test_edits_make_the_one_of_the_other_whatever_they_are() -> None:
    random = Random(7)
    letters = "ab \n😀ש"
    for _ in range(300):
        before, after = ("".join(random.choices(letters, k=random.randrange(12))) for _ in "12")
        out, at = [], 0
        for edit in edits(before, after):
            out += [before[at : edit.start], edit.words]
            at = edit.end
        assert "".join([*out, before[at:]]) == after
        assert merge(before, after, before).words == after


def test_very_long_words_are_merged_in_a_moment() -> None:
    base = "\n".join(f"line {n} of a very long text" for n in range(20_000))
    mine = base.replace("of", "in")
    theirs = base + "\nand one more"
    assert merge(base, mine, theirs).words.endswith("text\nand one more")
