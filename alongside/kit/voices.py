"""Voice notes: the sound, and nothing of where, when or by whom it was recorded.

Writing sound anew would take a whole studio. So it stays as the phone wrote it, and what stands
beside it is taken out: recorders put the place into the title, and the day beside each track.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import IO

import mutagen
from mutagen import apev2
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis

KINDS = {MP4: "audio/mp4", MP3: "audio/mpeg", OggOpus: "audio/ogg", OggVorbis: "audio/ogg"}
ENDS = {"audio/mp4": "m4a", "audio/mpeg": "mp3", "audio/ogg": "ogg"}


class NotAVoice(ValueError):
    """It is no sound that phones and browsers play, whatever it is called."""


class AFilm(NotAVoice):
    """It has pictures too."""


@dataclass(frozen=True, slots=True)
class Voice:
    content: bytes
    kind: str
    """Its media type."""
    seconds: int


def as_voice(file: IO[bytes]) -> Voice:
    """The sound alone. Raises NotAVoice, and AFilm of what has pictures."""
    held = BytesIO(file.read())
    try:
        return _opened(held)
    except NotAVoice:
        raise
    except Exception as why:  # a broken file trips its reader in more ways than it names
        raise NotAVoice from why


def _opened(held: BytesIO) -> Voice:
    sound = mutagen.File(held, options=list(KINDS))
    if sound is None or sound.info.length <= 0:
        raise NotAVoice
    content = _bare_boxes(held) if isinstance(sound, MP4) else _bare(sound, held)
    return Voice(content, KINDS[type(sound)], max(1, round(sound.info.length)))


def _bare(sound: "MP3 | OggOpus | OggVorbis", held: BytesIO) -> bytes:
    held.seek(0)
    sound.delete(held)
    if isinstance(sound, MP3):
        held.seek(0)
        apev2.delete(held)
    return held.getvalue()


# --- MP4: boxes within boxes (ISO/IEC 14496-12) -------------------------------------------------

HOLDS = {
    b"": {b"ftyp", b"moov", b"mdat"},
    b"moov": {b"mvhd", b"trak"},
    b"trak": {b"tkhd", b"edts", b"mdia"},
    b"mdia": {b"mdhd", b"hdlr", b"minf"},
}
"""What sound needs, by what it lies in. Every other box is emptied where it stands: what points
into the file goes on pointing right."""
DATED = {b"mvhd", b"tkhd", b"mdhd"}


def _bare_boxes(held: BytesIO) -> bytes:
    data = bytearray(held.getvalue())
    _bare_within(data, b"", 0, len(data))
    return bytes(data)


def _bare_within(data: bytearray, kind: bytes, start: int, end: int) -> None:
    for inner, head, at, after in _boxes(data, start, end):
        if inner not in HOLDS[kind]:
            data[at + 4 : at + 8] = b"free"
            data[head:after] = bytes(after - head)
        elif inner in HOLDS:
            _bare_within(data, inner, head, after)
        elif inner in DATED:
            # A version, three bytes of flags; then when it was made, and when changed.
            data[head + 4 : head + (20 if data[head] else 12)] = bytes(16 if data[head] else 8)
        elif inner == b"hdlr" and data[head + 8 : head + 12] == b"vide":
            raise AFilm


def _boxes(data: bytearray, start: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Each box: its kind, where its inside begins, where it begins, and where it ends."""
    at = start
    while at < end:
        size, head = int.from_bytes(data[at : at + 4]), at + 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16]), at + 16
        after = at + size if size else end
        if not head <= after <= end:
            raise NotAVoice
        yield bytes(data[at + 4 : at + 8]), head, at, after
        at = after
