"""The head of the trail goes with every copy of the words: a trail cut or made anew shows."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

Head = tuple[int, str]
Found = tuple[str, str, bool]


def head_in(copy: Path) -> Head:
    """The last line of the trail in a copy: its number and fingerprint; 0 when there is none."""
    with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as store:
        try:
            last = store.execute(
                "SELECT number, fingerprint FROM access_trailline ORDER BY number DESC LIMIT 1"
            ).fetchone()
        except sqlite3.OperationalError:  # a copy of something without a trail
            return 0, ""
    return (int(last[0]), str(last[1])) if last else (0, "")


def trail_whole(against: Path | None) -> Iterator[Found]:
    """Say where the trail of this place is broken, or that it is not the one a copy was made of.

    Asked once Django is set up.
    """
    from alongside.access.trail import broken_at, still_holds
    from alongside.config.backup import manifest_of

    if (number := broken_at()) is not None:
        says = f"The trail was changed from outside: line {number} does not fit. Tell the people."
        yield "trail-changed", says, True
    if against is None:
        return
    number, fingerprint = manifest_of(against).get("trail", (0, ""))
    if not still_holds(number, fingerprint):
        says = (
            f"Line {number} of the trail is not the one in {against}: it was cut, or made anew, "
            "since that copy was made."
        )
        yield "trail-cut", says, True
