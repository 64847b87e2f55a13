"""What makes a passphrase good enough, in words a person can act on.

No rule about capitals, numbers or signs. Long enough, and nothing that is guessed first: what many
people use, alone, twice over, two together or with numbers around it; what stands on the keys in a
row; the name somebody comes in with; the names of the place. All of it is looked up here, offline.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.utils.translation import gettext as _

from alongside.kit.folding import folded

SHORTEST = 12
LONGEST = 200
"""Longer than anyone types; short enough that hashing one is no burden."""
OF_ITS_OWN = 8
"""Letters that must be left when the names of the person and the place are taken out."""
A_NAME = 3
DIFFERENT = 5
IN_A_ROW = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
)
OURS = frozenset({"alongside", "passphrase", "changing", "futures", "relational"})
"""Words of the place that anybody would try; the names it is reached by are added."""


def as_kept(passphrase: str) -> str:
    """One way of writing for what looks the same, whichever phone it was typed on."""
    return unicodedata.normalize("NFKC", passphrase)


def what_is_wrong(passphrase: str, *, names: Iterable[str] = ()) -> str:
    """What to change about a new passphrase; no words when it will do."""
    if len(as_kept(passphrase)) < SHORTEST:
        return _("Make it longer: 12 letters or more. Three or four words work well.")
    plain = _plain(passphrase)
    if plain and is_guessed_first(plain):
        return _("Too many people use that one. Choose another.")
    if _is_made_of_names(plain, names):
        return _("That has too much of a name in it. Choose other words.")
    return ""


def is_guessed_first(plain: str) -> bool:
    """Whether this is among what anybody would try, in small letters with nothing between them."""
    core = re.sub(r"^\d+|\d+$", "", plain)
    repeated = (plain + plain).find(plain, 1)
    return (
        len(set(plain)) < DIFFERENT
        or _is_common(core)
        or _is_common(plain[:repeated])
        or any(plain in row * 2 or plain in row[::-1] * 2 for row in IN_A_ROW)
        or any(_is_common(core[:at]) and _is_common(core[at:]) for at in range(1, len(core)))
        or any(_is_common(plain[:at]) and _is_common(plain[at:]) for at in range(1, len(plain)))
    )


def _is_common(word: str) -> bool:
    return not word or word in _common() or (word.isdigit() and len(set(word)) == 1)


def _is_made_of_names(plain: str, names: Iterable[str]) -> bool:
    rest = plain
    for name in sorted(_names(names), key=len, reverse=True):
        rest = rest.replace(name, "")
    return rest != plain and len(rest) < OF_ITS_OWN


def _names(names: Iterable[str]) -> set[str]:
    given = [*names, *(label for host in settings.ALONGSIDE.hosts for label in host.split("."))]
    said = {_plain(each) for name in given for each in (name, *name.split())}
    return {name for name in said if len(name) >= A_NAME} | OURS


def _plain(text: str) -> str:
    return "".join(letter for letter in folded(text) if letter.isalnum())


@cache
def _common() -> frozenset[str]:
    """Django's own list: twenty thousand, from what was stolen elsewhere."""
    return frozenset(_plain(word) for word in CommonPasswordValidator().passwords)
