"""Which letters a text file is written in, decided by what the bytes show."""

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.interchange.reading.source import Source

CHUNK = 1 << 16
MOST_WORDS = 5_000
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
    "mac_roman": "MacRoman",
}
LIKELY = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœšž’‘“”–—£€…•°·½\u00a0")
WORD_WITH_HIGH = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")


@dataclass(frozen=True, slots=True)
class Letters:
    """The encoding chosen. ``exact`` is False when some bytes fit nothing and are replaced."""

    codec: str
    exact: bool = True

    @property
    def says(self) -> str:
        """The choice in words, for the preview."""
        return _("letters read as %(name)s") % {"name": NAMES[self.codec]}


def letters_of(source: Source) -> Letters:
    """Decide by a file's mark, its zero bytes, whether it is UTF-8, and what words it makes."""
    with source.open() as stream:
        start = stream.read(CHUNK)
    for mark, codec in MARKS:
        if start.startswith(mark):
            return Letters(codec)
    wide = _unmarked_utf16(start)
    if wide:
        return Letters(wide)
    broken, high = _utf8_evidence(source)
    if not broken:
        return Letters("utf-8")
    if high > 20 * broken:
        return Letters("utf-8", exact=False)
    return Letters(_eight_bit(source))


def _unmarked_utf16(start: bytes) -> str:
    """Plain words in UTF-16 have a zero in every other place; nothing else that is text does."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    half = max(len(start) // 2, 1)
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.1 * half:
        return "utf-16-be"
    return ""


def _utf8_evidence(source: Source) -> tuple[int, int]:
    """How many places are not UTF-8, and how many letters beyond ASCII are good UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    broken = high = 0
    with source.open() as stream:
        while chunk := stream.read(CHUNK):
            text = decoder.decode(chunk)
            if not text.isascii():
                wrong = text.count("\ufffd")
                broken += wrong
                high += sum(1 for letter in text if letter > "\x7f") - wrong
    broken += decoder.decode(b"", final=True).count("\ufffd")
    return broken, high


def _eight_bit(source: Source) -> str:
    """Windows-1252 or MacRoman: whichever makes likelier words of the same bytes."""
    words: Counter[bytes] = Counter()
    with source.open() as stream:
        while (chunk := stream.read(CHUNK)) and len(words) < MOST_WORDS:
            words.update(WORD_WITH_HIGH.findall(chunk))
    windows = sum(_likely(word, "cp1252") for word in words)
    mac = sum(_likely(word, "mac_roman") for word in words)
    return "mac_roman" if mac > windows else "cp1252"


def _likely(word: bytes, codec: str) -> int:
    text = word.decode(codec, "replace")
    score = 0
    for place, letter in enumerate(text):
        if letter <= "\x7f":
            continue
        if letter in LIKELY:
            score += 2
        elif letter.isalpha():
            score += 1 if place == 0 and text[1:2].islower() else -2
        else:
            score -= 2
        if letter.isupper() and place and text[place - 1].islower():
            score -= 2
    return score
