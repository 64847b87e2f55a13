"""Small files of sound as phones write them, with what phones write beside it."""

import struct
from io import BytesIO

from mutagen.id3 import COMM, ID3
from mutagen.ogg import OggPage

WHERE = b"+53.4808-002.2426/"
"""A place, as a phone writes it down."""
SOUND = b"the sound itself"
FRAME = b"\xff\xfb\x90\x00" + bytes(413)


def box(kind: bytes, *inside: bytes) -> bytes:
    """One box of an MP4 file."""
    held = b"".join(inside)
    return struct.pack(">I", 8 + len(held)) + kind + held


def m4a(
    *,
    handler: bytes = b"soun",
    codec: bytes = b"mp4a",
    seconds: int = 20,
    more: bytes = b"",
    beside: bytes = b"",
) -> bytes:
    """A voice note with the place, the day and a title in it; `more` boxes, `beside` the sound."""
    day = struct.pack(">II", 3_900_000_000, 3_900_000_000)
    lasts = struct.pack(">II", 1000, seconds * 1000)
    data = WHERE + beside + SOUND + WHERE
    front = box(b"ftyp", b"mp42", bytes(4), WHERE[:4]) + box(b"mdat", data)
    place = len(front) - len(SOUND) - len(WHERE)
    table = box(
        b"stbl",
        box(b"stsd", bytes(4), struct.pack(">I", 1), box(codec, bytes(28))),
        box(b"stts", bytes(8)),
        box(b"stsc", bytes(4), struct.pack(">IIII", 1, 1, 1, 1)),
        box(b"stsz", bytes(4), struct.pack(">II", len(SOUND), 1)),
        box(b"stco", bytes(4), struct.pack(">II", 1, place)),
        box(b"uuid", WHERE),
    )
    track = box(
        b"trak",
        box(b"tkhd", bytes(4), day, bytes(72)),
        box(
            b"mdia",
            box(b"mdhd", bytes(4), day, lasts, bytes(4)),
            box(b"hdlr", bytes(8), handler, bytes(12), WHERE),
            box(b"minf", box(b"smhd", bytes(8)), table, box(b"udta", WHERE)),
        ),
        box(b"udta", box(b"name", WHERE)),
    )
    moov = box(
        b"moov", box(b"mvhd", bytes(4), day, lasts, bytes(80)), track, more, box(b"udta", WHERE)
    )
    return front + moov + box(b"Xtra", WHERE)


def mp3() -> bytes:
    """Half a second of silence, with words before, between and after its frames."""
    held = BytesIO(FRAME * 10)
    tags = ID3()
    tags.add(COMM(encoding=3, text=WHERE.decode()))
    tags.save(held)
    again = b"ID3" + bytes(7) + WHERE
    return held.getvalue() + again + FRAME * 10 + b"APETAGEX" + WHERE + b"TAG" + WHERE


def ogg(*, serials: tuple[int, ...] = (7,)) -> bytes:
    """A second of Opus, as messengers send it."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48000, 0, 0)
    said = b"LOCATION=" + WHERE
    tags = b"OpusTags" + struct.pack("<I", len(WHERE)) + WHERE
    tags += struct.pack("<II", 1, len(said)) + said + b"\x01" + WHERE
    pages = []
    for serial in serials:
        for number, (packet, position) in enumerate(((head, 0), (tags, 0), (SOUND, 48000))):
            page = OggPage()
            page.packets, page.position, page.sequence, page.serial = [packet], position, number, 0
            page.serial = serial
            page.first, page.last = number == 0, number == 2
            pages.append(page.write())
    return b"".join(pages) + WHERE
