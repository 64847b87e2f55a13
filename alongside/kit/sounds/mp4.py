"""MPEG-4 audio in its boxes (ISO/IEC 14496-12): one track of sound, in the boxes it needs.

Whatever else is in the file is emptied where it stands, so that what points into it stays right.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from sys import byteorder

from alongside.kit.sounds.bare import AFilm, NotAVoice, Voice, voice

HOLDS: dict[bytes, set[bytes]] = {
    b"": {b"ftyp", b"moov", b"mdat"},
    b"moov": {b"mvhd", b"trak"},
    b"trak": {b"tkhd", b"edts", b"mdia"},
    b"edts": {b"elst"},
    b"mdia": {b"mdhd", b"hdlr", b"minf"},
    b"minf": {b"smhd", b"dinf", b"stbl"},
    b"dinf": {b"dref"},
    b"stbl": {b"stsd", b"stts", b"stsc", b"stsz", b"stco", b"co64"},
}
"""What sound needs, by what it lies in."""
DATED = {b"mvhd", b"tkhd", b"mdhd"}
IN_PIECES = {b"moof", b"sidx", b"mfra"}
SOUND, SPOKEN = b"soun", b"mp4a"
BRAND = b"M4A "


@dataclass(slots=True)
class _Track:
    """Where what is asked of the one track lies: the insides of its boxes, by kind."""

    inside: dict[bytes, tuple[int, int]] = field(default_factory=dict)
    data_boxes: list[tuple[int, int]] = field(default_factory=list)


def begins(sent: bytes) -> bool:
    return sent[4:8] == b"ftyp"


def bare(sent: bytes) -> Voice:
    """Raises NotAVoice, and AFilm of what has another track than sound."""
    data, track = bytearray(sent), _Track()
    _within(data, b"", 0, len(data), track)
    at, _end = _asked(track, b"stsd")
    if data[at + 12 : at + 16] != SPOKEN:
        raise NotAVoice
    _only_samples(data, track)
    return voice(bytes(data), "audio/mp4", _seconds(data, track))


def _asked(track: _Track, kind: bytes) -> tuple[int, int]:
    if kind not in track.inside:
        raise NotAVoice
    return track.inside[kind]


def _within(data: bytearray, kind: bytes, start: int, end: int, track: _Track) -> None:
    for inner, head, at, after in _boxes(data, start, end):
        if inner in IN_PIECES:
            raise NotAVoice
        if inner not in HOLDS[kind]:
            data[at + 4 : at + 8] = b"free"
            data[head:after] = bytes(after - head)
            continue
        if inner in HOLDS:
            if inner == b"trak" and inner in track.inside:
                raise AFilm
            track.inside[inner] = (head, after)
            _within(data, inner, head, after, track)
        else:
            _leaf(data, inner, head, after, track)


def _leaf(data: bytearray, kind: bytes, head: int, after: int, track: _Track) -> None:
    if kind == b"mdat":
        track.data_boxes.append((head, after))
        return
    if kind in track.inside:
        raise NotAVoice
    track.inside[kind] = (head, after)
    if kind == b"ftyp":
        length = after - head
        data[head:after] = (BRAND + bytes(4) + BRAND * (length // 4))[:length]
    elif kind in DATED:
        # A version, three bytes of flags; then when it was made, and when changed.
        data[head + 4 : head + (20 if data[head] else 12)] = bytes(16 if data[head] else 8)
    elif kind == b"hdlr":
        if data[head + 8 : head + 12] != SOUND:
            raise AFilm
        # What the recorder calls itself.
        data[head + 12 : after] = bytes(after - head - 12)


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


def _seconds(data: bytearray, track: _Track) -> float:
    at, _end = _asked(track, b"mdhd")
    wide = data[at] == 1
    scale = int.from_bytes(data[at + 20 : at + 24] if wide else data[at + 12 : at + 16])
    lasts = int.from_bytes(data[at + 24 : at + 32] if wide else data[at + 16 : at + 20])
    if not scale:
        raise NotAVoice
    return lasts / scale


def _only_samples(data: bytearray, track: _Track) -> None:
    """Empty whatever no sample lies on: other tracks’ leavings, and what was put there."""
    samples = list(_chunks(data, track))
    if not samples or sum(size for _at, size in samples) > len(data):
        raise NotAVoice
    for start, end in track.data_boxes:
        kept = bytearray(end - start)
        for at, size in samples:
            if start <= at and at + size <= end:
                kept[at - start : at - start + size] = data[at : at + size]
        data[start:end] = kept


def _chunks(data: bytearray, track: _Track) -> Iterator[tuple[int, int]]:
    """Where each chunk of samples lies, and how many bytes it has."""
    places = _table(data, track, b"co64", 8) if b"co64" in track.inside else None
    places = places or _table(data, track, b"stco", 4)
    runs = _table(data, track, b"stsc", 4, each=3)
    at, end = _asked(track, b"stsz")
    same, count = _number(data, at + 4), _number(data, at + 8)
    sizes = None if same else _numbers(data, at + 12, end, count, 4)
    sample, run = 0, 0
    for chunk, place in enumerate(places, start=1):
        while (run + 1) * 3 < len(runs) and runs[(run + 1) * 3] <= chunk:
            run += 1
        many = min(runs[run * 3 + 1], count - sample)
        yield place, same * many if sizes is None else sum(sizes[sample : sample + many])
        sample += many


def _table(data: bytearray, track: _Track, kind: bytes, wide: int, each: int = 1) -> "array[int]":
    at, end = _asked(track, kind)
    return _numbers(data, at + 8, end, _number(data, at + 4) * each, wide)


def _number(data: bytearray, at: int) -> int:
    return int.from_bytes(data[at : at + 4])


def _numbers(data: bytearray, at: int, end: int, count: int, wide: int) -> "array[int]":
    if at + count * wide > end:
        raise NotAVoice
    found = array("Q" if wide == 8 else "I", bytes(data[at : at + count * wide]))  # noqa: PLR2004
    if byteorder == "little":
        found.byteswap()
    return found
