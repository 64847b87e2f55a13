"""Small files of sound as phones write them, with what phones write beside it."""

import struct
from io import BytesIO

from mutagen.id3 import COMM, ID3
from mutagen.ogg import OggPage

WHERE = b"+53.4808-002.2426/"
"""A place, as a phone writes it down."""
SOUND = b"the sound itself"


def box(kind: bytes, *inside: bytes) -> bytes:
    """One box of an MP4 file."""
    held = b"".join(inside)
    return struct.pack(">I", 8 + len(held)) + kind + held


def m4a(*, handler: bytes = b"soun", seconds: int = 20) -> bytes:
    """A voice note with the place, the day and a title in it."""
    day = struct.pack(">II", 3_900_000_000, 3_900_000_000)
    lasts = struct.pack(">II", 1000, seconds * 1000)
    track = box(
        b"trak",
        box(b"tkhd", bytes(4), day, bytes(72)),
        box(
            b"mdia",
            box(b"mdhd", bytes(4), day, lasts, bytes(4)),
            box(b"hdlr", bytes(8), handler, bytes(13)),
            box(b"minf", box(b"stbl")),
        ),
        box(b"udta", box(b"name", WHERE)),
    )
    moov = box(b"moov", box(b"mvhd", bytes(4), day, lasts, bytes(80)), track, box(b"udta", WHERE))
    return b"".join(
        (box(b"ftyp", b"M4A ", bytes(4)), moov, box(b"Xtra", WHERE), box(b"mdat", SOUND))
    )


def mp3() -> bytes:
    """Half a second of silence, with a comment in front."""
    held = BytesIO((b"\xff\xfb\x90\x00" + bytes(413)) * 20)
    tags = ID3()
    tags.add(COMM(encoding=3, text=WHERE.decode()))
    tags.save(held)
    return held.getvalue()


def ogg() -> bytes:
    """A second of Opus, as messengers send it."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48000, 0, 0)
    said = b"LOCATION=" + WHERE
    tags = b"OpusTags" + struct.pack("<I", 4) + b"test" + struct.pack("<II", 1, len(said)) + said
    pages = []
    for number, (packet, position) in enumerate(((head, 0), (tags, 0), (SOUND, 48000))):
        page = OggPage()
        page.packets, page.position, page.sequence, page.serial = [packet], position, number, 7
        page.first, page.last = number == 0, number == 2
        pages.append(page.write())
    return b"".join(pages)
