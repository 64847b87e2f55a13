"""A ZIP as a stream: each part leaves as soon as it is written, and nothing is put on a disk."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from alongside.kit.time import here

File = tuple[str, Iterable[bytes]]
ONLY_MINE = 0o600 << 16


class _Leaving:
    """Where the ZIP is written to: it holds a part until that is taken."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        self.parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing waits anywhere else."""

    def take(self) -> bytes:
        taken, self.parts = b"".join(self.parts), []
        return taken


def zipped(files: Iterable[File], made_at: datetime) -> Iterator[bytes]:
    """These files as one ZIP, part by part."""
    leaving = _Leaving()
    day = here(made_at)
    when = (day.year, day.month, day.day, day.hour, day.minute, day.second)
    with ZipFile(leaving, "w", ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for name, parts in files:
            about = ZipInfo(name, when)
            about.compress_type, about.external_attr = ZIP_DEFLATED, ONLY_MINE
            with archive.open(about, "w") as inside:
                for part in parts:
                    inside.write(part)
                    yield leaving.take()
            yield leaving.take()
    yield leaving.take()
