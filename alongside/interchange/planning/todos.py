"""Things to do that were written as notes, and how each would read as a promise."""

import datetime as dt
import re
from dataclasses import dataclass

from alongside.interchange.dates import read_moment

MARK = re.compile(
    r"(?P<mark>TO[ -]?DO|DONE|NOT NEEDED(?: NOW)?|CANCELLED)(?P<late>,? LATE)?"
    r"(?:\s*\(by (?P<day>[^,)]+)(?:,\s*(?P<time>[^)]+))?\))?\s*:\s*"
)
STANDING = {"TODO": "open", "DONE": "kept", "NOTNEEDED": "let_go", "NOTNEEDEDNOW": "let_go"}
HALVES = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class ToDo:
    """A note read as a promise: the first line is the promise, the rest is kept beside it."""

    words: str
    extra: str
    standing: str
    late: bool
    day: dt.date | None
    time: dt.time | None

    def is_theirs(self, called: str) -> bool:
        """Whether the words name the person as the one who will: "Vera to water the beans"."""
        return bool(called) and bool(re.match(re.escape(called) + r" (to|will)\b", self.words))


def is_todo(words: str) -> bool:
    """Whether a note begins as a thing to do."""
    return bool(MARK.match(words))


def read_todo(words: str, *, month_first: bool = False) -> ToDo | None:
    """The note as a promise, or None when it does not begin as one."""
    found = MARK.match(words)
    if not found:
        return None
    first, _, extra = words[found.end() :].replace("\r\n", "\n").partition("\n")
    written = f"{found['day']} {found['time']}" if found["time"] else found["day"]
    due = read_moment(written, month_first=month_first) if written else None
    standing = STANDING.get(re.sub(r"\W", "", found["mark"]), "let_go")
    return ToDo(
        first,
        extra,
        standing,
        bool(found["late"]),
        due.day if due else None,
        due.time if due else None,
    )
