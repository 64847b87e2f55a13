"""Opus in Ogg (RFC 3533 and 7845): one stream, its words taken out."""

import struct
from collections.abc import Iterator
from io import BytesIO

from mutagen.ogg import OggPage

from alongside.kit.sounds.bare import AFilm, NotAVoice, Voice, voice

HERTZ = 48_000
NO_WORDS = b"OpusTags" + struct.pack("<II", 0, 0)
"""The packet of words, with nobody’s name and no words in it."""
MOST_OF_WORDS = 64
"""Pages that words may fill before sound begins."""
HEAD_PAGES = 2


def begins(sent: bytes) -> bool:
    return sent[:4] == b"OggS"


def bare(sent: bytes) -> Voice:
    """One stream of sound, with no words. Raises NotAVoice, and AFilm of more streams than one."""
    file = BytesIO(sent)
    pages = list(_pages(file))
    head, goes_on = pages[0], begins(file.read(4))
    if goes_on or len({page.serial for page in pages}) > 1 or any(p.first for p in pages[1:]):
        raise AFilm
    if len(head.packets) != 1 or not head.packets[0].startswith(b"OpusHead"):
        raise NotAVoice
    sound = _after_words(pages[1:])
    written = [_page(head, [head.packets[0][:19]]), _page(head, [NO_WORDS]), *sound]
    for number, page in enumerate(written):
        page.first, page.last, page.sequence = number == 0, page is written[-1], number
    skipped = struct.unpack_from("<H", head.packets[0], 10)[0]
    seconds = (written[-1].position - skipped) / HERTZ
    return voice(b"".join(page.write() for page in written), "audio/ogg", seconds)


def _pages(file: BytesIO) -> Iterator[OggPage]:
    """Every page up to the last of the stream; what comes after that is none of it."""
    while True:
        try:
            page = OggPage(file)
        except EOFError:
            return
        yield page
        if page.last:
            return


def _after_words(pages: list[OggPage]) -> list[OggPage]:
    """The pages of sound. Words end with the page that ends their packet."""
    if not pages or not pages[0].packets[0].startswith(b"OpusTags"):
        raise NotAVoice
    for number, page in enumerate(pages[:MOST_OF_WORDS]):
        if page.complete:
            if len(page.packets) > 1 or len(pages) <= number + 1:
                raise NotAVoice
            return pages[number + 1 :]
    raise NotAVoice


def _page(like: OggPage, packets: list[bytes]) -> OggPage:
    page = OggPage()
    page.packets, page.serial, page.position = packets, like.serial, 0
    return page
