"""The list of what was erased: ids only, kept apart from the databases.

A copy of the databases may be older than an erasure. When it is put back, this list is read and
everything on it is erased again. Nothing here needs Django, so that a restore can read it.
"""

import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

Line = dict[str, Any]
ONLY_MINE = 0o600


def write_down(lines: Sequence[Line], file: Path) -> None:
    """Add lines, on the disk before anything is erased: what is begun can always be finished."""
    if not lines:
        return
    # It begins on a line of its own: the one before may have been cut short by a power cut.
    said = "\n" + "".join(json.dumps(line) + "\n" for line in lines)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, ONLY_MINE)
    with os.fdopen(descriptor, "a", encoding="ascii") as out:
        out.write(said)
        out.flush()
        os.fsync(out.fileno())


def listed(*files: Path) -> list[Line]:
    """Every line of these lists once, in order. A last line that was cut short is left out."""
    found: dict[str, Line] = {}
    for file in files:
        for said in _said_in(file):
            with suppress(ValueError):
                found.setdefault(said, json.loads(said))
    return list(found.values())


def _said_in(file: Path) -> Iterable[str]:
    return file.read_text(encoding="ascii").splitlines() if file.exists() else ()
