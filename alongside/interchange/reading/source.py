"""Where the bytes of a spreadsheet come from: a file on the disk, or one that lies sealed."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol


class Source(Protocol):
    """A file by the name people know it by. It can be opened again and again."""

    @property
    def name(self) -> str: ...

    @property
    def size(self) -> int: ...

    def open(self) -> BinaryIO: ...


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A file as it lies on the disk."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    def open(self) -> BinaryIO:
        return self.path.open("rb")


def source_of(file: Path | Source) -> Source:
    """Whatever was given, as a source."""
    return OnDisk(file) if isinstance(file, Path) else file


@contextmanager
def as_words(source: Source, codec: str) -> Iterator[io.TextIOWrapper]:
    """Its words; letters that fit nothing are replaced."""
    with (
        source.open() as stream,
        io.TextIOWrapper(stream, encoding=codec, errors="replace", newline="") as words,
    ):
        yield words
