"""What Dawn may choose as a passphrase, and what anybody would guess first."""

import unicodedata

import pytest
from django.contrib.auth.password_validation import CommonPasswordValidator

from alongside.accounts.forms import NewWayIn
from alongside.accounts.passphrases import LONGEST, as_kept, is_guessed_first, what_is_wrong
from alongside.kit.fields import rendered

LONGER, COMMON, NAME = "Make it longer", "Too many people", "too much of a name"


@pytest.mark.parametrize(
    "passphrase",
    [
        "biscuit is a good dog",
        "the river runs both ways",
        "qqmvnt wplzjd",
        "чай на подоконнике",
        "سكر وشاي وخبز اليوم",
        "🫖🐕🌊🪟 a kettle sings",
        "all small letters are fine",
        "ALL BIG LETTERS ARE FINE",
        "x" + "tea, toast and jam " * 10,
    ],
)
def test_any_words_will_do_when_they_are_long_and_your_own(passphrase: str) -> None:
    assert not what_is_wrong(passphrase[:LONGEST], names=["Dawn of the hill"])


@pytest.mark.parametrize(
    ("passphrase", "says"),
    [
        ("eleven char", LONGER),
        ("password1234", COMMON),
        ("2024Liverpool2024", COMMON),
        ("Pass Word Pass Word", COMMON),
        ("iloveyou-qwerty", COMMON),
        ("qwertyuiopasdf", COMMON),
        ("zyxwvutsrqponm", COMMON),
        ("abababababababab", COMMON),
        ("111111111111", COMMON),
        ("dawn of the hill 7", NAME),
        ("Alongside passphrase 3", NAME),
    ],
)
def test_what_is_guessed_first_says_why_it_will_not_do(passphrase: str, says: str) -> None:
    assert says in what_is_wrong(passphrase, names=["Dawn of the hill"])


def test_everything_on_the_list_is_refused_with_any_numbers_after_it() -> None:
    words = sorted(CommonPasswordValidator().passwords)
    assert len(words) > 19_000
    assert all(what_is_wrong(f"{word}{'7' * 12}") for word in words[::40])
    assert all(what_is_wrong(word) for word in words)


def test_two_of_the_list_together_are_refused_and_that_is_far_more_than_three_thousand() -> None:
    words = [word for word in sorted(CommonPasswordValidator().passwords) if len(word) >= 6][:80]
    pairs = [one + other for one in words for other in words]
    assert len(pairs) > 3000
    assert all(is_guessed_first("".join(filter(str.isalnum, pair))) for pair in pairs)


def test_the_same_words_from_another_phone_are_the_same_passphrase() -> None:
    typed = "café crème à midi"
    assert as_kept(unicodedata.normalize("NFD", typed)) == as_kept(typed)
    assert as_kept("Tea  And TOAST ") == "Tea  And TOAST ", "nothing is cut, nothing made small"


def test_a_passphrase_can_be_pasted_kept_by_the_phone_and_looked_at() -> None:
    bound = NewWayIn()["passphrase"]
    html = rendered(bound, {})
    assert 'type="password"' in html
    assert 'autocomplete="new-password"' in html
    assert "maxlength" not in html, "what is pasted is never cut without a word"
    assert "onpaste" not in html
    assert '<button class="link" type="button" hidden' in html, "shown only where a script can"
