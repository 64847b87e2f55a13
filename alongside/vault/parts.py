"""Files sealed a part at a time: memory stays flat, and any place in one can be read.

A part is bound to the file it belongs to and to its number, so that none opens elsewhere.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from alongside.vault.sealing import seal_bytes, unseal_bytes

PART = 1 << 18
SEALED_PART = PART + 29
"""A sealed part is so much longer: version, nonce and tag."""


def in_parts(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in parts of one size; only the last may be shorter."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) >= PART:
            yield bytes(held[:PART])
            del held[:PART]
    if held:
        yield bytes(held)


def seal_part(cipher: AESGCM, part: bytes, file: UUID, number: int, scope: str) -> bytes:
    return seal_bytes(cipher, part, _place(file, number, scope))


def open_part(cipher: AESGCM, blob: bytes, file: UUID, number: int, scope: str) -> bytes:
    """Raises CannotOpen."""
    return unseal_bytes(cipher, blob, _place(file, number, scope))


def _place(file: UUID, number: int, scope: str) -> bytes:
    return f"part|{file.hex}|{number}|{scope}".encode()


def _nothing() -> None:
    pass


def readable(
    size: int, part: Callable[[int], bytes], closed: Callable[[], None] = _nothing
) -> BinaryIO:
    """A file to read from, of which ``part`` gives each part opened; ``closed`` is told its end."""
    return io.BufferedReader(_Parts(size, part, closed), PART)


class _Parts(io.RawIOBase):
    """Reads and seeks; holds one part at a time."""

    def __init__(self, size: int, part: Callable[[int], bytes], closed: Callable[[], None]) -> None:
        self._size, self._part, self._closed = size, part, closed
        self._at = 0
        self._held: tuple[int, bytes] = (-1, b"")

    def close(self) -> None:
        if not self.closed:
            self._closed()
        super().close()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        if self._at >= self._size:
            return 0
        number, start = divmod(self._at, PART)
        if self._held[0] != number:
            self._held = (number, self._part(number))
            if len(self._held[1]) != min(PART, self._size - number * PART):
                # A file cut short must not pass for a whole one.
                raise OSError(number)
        piece = self._held[1][start : start + len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)
