"""Names and words made comparable, and keys made from them."""

import hashlib
import re
import unicodedata
from functools import lru_cache

LENGTH = 32
BRACKETS = re.compile(r"\s*[(\"“']([^()\"”]+)[)\"”']\s*")
NUMBERS_ONLY = re.compile(r"[\W\d_]+")
IDENTIFIER = re.compile(r"[0-9a-fA-F]{16,}|[0-9a-fA-F-]{36}")
LONGEST_NAME = 80
FIGURES = 6


def key_of(what: str, *parts: str) -> str:
    """A key for one thing: stable across runs, files and formats; 32 hexadecimal letters."""
    text = "\x1f".join((what, *parts))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


@lru_cache(maxsize=65_536)
def same_name(name: str) -> str:
    """The name as it is compared: case, spaces and ways of writing one letter do not count."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def loose_name(name: str) -> str:
    """The name with accents, spaces and brackets gone, to find people who may be the same."""
    bare = unicodedata.normalize("NFKD", BRACKETS.sub(" ", name).casefold())
    return "".join(letter for letter in bare if letter.isalnum())


def same_words(words: str) -> str:
    """Words as they are compared: line ends alike, nothing else touched."""
    return words.replace("\r\n", "\n").replace("\r", "\n")


def same_way(value: str) -> str:
    """A number or mail address as it is compared."""
    if "@" in value:
        return value.strip().casefold()
    figures = re.sub(r"\D", "", value)
    return figures if len(figures) >= FIGURES else value.strip().casefold()


def is_a_name(text: str) -> bool:
    """Whether this could be what somebody is called: nobody is made out of a number."""
    plain = text.strip()
    return (
        bool(plain)
        and len(plain) <= LONGEST_NAME
        and not (NUMBERS_ONLY.fullmatch(plain) or IDENTIFIER.fullmatch(plain))
    )


def nickname(name: str) -> str:
    """The name in brackets: ``Robert (Bobbo)`` gives ``Bobbo``; empty when there is none."""
    found = re.search(r"\(([^()]+)\)", name)
    return found[1].strip() if found else ""


def other_spellings(name: str) -> tuple[str, ...]:
    """The same name without its brackets, and with only what is in them."""
    short = nickname(name)
    if not short:
        return ()
    without = " ".join(re.sub(r"\([^()]*\)", " ", name).split())
    rest = without.split(" ", 1)[1] if " " in without else ""
    return tuple(spelling for spelling in (without, f"{short} {rest}".strip()) if spelling)
