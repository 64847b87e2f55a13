"""MP3: frames one after another (ISO/IEC 11172-3 and 13818-3, layer III). Only they stay."""

from collections.abc import Iterator

from alongside.kit.sounds.bare import NotAVoice, Voice, voice

FULL = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
HALF = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
"""Thousands of bits a second, by what the head says: of version 1, and of the others."""
RATES = (44_100, 48_000, 32_000)
"""Samples a second of version 1; version 2 has half of them, 2.5 a quarter."""
HEAD = 4
FEWEST = 3
"""Frames: fewer are chance."""
LARGEST = 1441


def bare(sent: bytes) -> Voice:
    """Its frames, and nothing before, between or after them. Raises NotAVoice."""
    kept, seconds = bytearray(), 0.0
    count = 0
    for at, size, lasts in _frames(sent):
        kept += sent[at : at + size]
        seconds, count = seconds + lasts, count + 1
    # What is mostly something else is no sound: letters can look like a frame by chance.
    if count < FEWEST or len(kept) * 2 < len(sent):
        raise NotAVoice
    return voice(bytes(kept), "audio/mpeg", seconds)


def _frames(sent: bytes) -> Iterator[tuple[int, int, float]]:
    """Each frame that another follows, or that ends the file: where, how long, how many seconds."""
    at = 0
    while (at := sent.find(b"\xff", at)) >= 0:
        found = _frame(sent, at)
        if found is None:
            at += 1
            continue
        size, lasts = found
        after = at + size
        if after == len(sent) or _frame(sent, after) is not None or _tag(sent, after):
            yield at, size, lasts
            at = after
        else:
            at += 1


def _tag(sent: bytes, at: int) -> bool:
    """Whether words begin here: the last frame before them is a frame all the same."""
    return sent[at : at + 3] in {b"TAG", b"ID3", b"APE", b"LYR"}


def _frame(sent: bytes, at: int) -> tuple[int, float] | None:
    """How many bytes the frame here has, and how many seconds it sounds."""
    head = int.from_bytes(sent[at : at + HEAD])
    version, layer = head >> 19 & 3, head >> 17 & 3
    bits, rate, padded = head >> 12 & 15, head >> 10 & 3, head >> 9 & 1
    if head >> 21 != 0x7FF or version == 1 or layer != 1 or bits in {0, 15} or rate == 3:  # noqa: PLR2004 - as the standard counts
        return None
    whole = version == 3  # noqa: PLR2004
    samples = 1152 if whole else 576
    hertz = RATES[rate] >> {3: 0, 2: 1, 0: 2}[version]
    size = samples // 8 * (FULL if whole else HALF)[bits] * 1000 // hertz + padded
    return (size, samples / hertz) if at + size <= len(sent) else None
