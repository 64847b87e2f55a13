"""The MAP.toml a person may give with ``--columns``: their word goes before any guess.

[files."contacts*.csv"]          # a file's name, or a pattern for several
kind = "people"                  # people notes tasks relations organisations workers other
dates = "day first"              # or "month first"
clock = "local"                  # or "utc"

[files."contacts*.csv".columns]
"Risk score" = "leave out"
"Nickname" = "called"            # any word in meanings.MEANINGS, or "relation:a word"
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from django.utils.translation import gettext as _

from alongside.interchange.meanings import LEFT, MEANINGS, RELATION
from alongside.interchange.problems import CannotRead, Problem

KINDS = ("people", "notes", "tasks", "relations", "organisations", "workers", "other")
ASKED = LEFT + "asked"
DATES = {"day first": False, "month first": True}
CLOCKS = {"local": False, "utc": True}


@dataclass(frozen=True)
class FileMap:
    """What a person said about one file. None and missing headings leave the guess as it is."""

    kind: str = ""
    month_first: bool | None = None
    utc: bool | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ColumnsMap:
    """What a person said about files, by name or pattern, in the order they wrote it."""

    files: Mapping[str, FileMap] = field(default_factory=dict)

    def for_file(self, name: str) -> FileMap:
        """What was said about this file; later patterns do not add to earlier ones."""
        if name in self.files:
            return self.files[name]
        fits = (said for pattern, said in self.files.items() if fnmatchcase(name, pattern))
        return next(fits, FileMap())


def read_map(path: Path) -> ColumnsMap:
    """Read a MAP.toml. Raises CannotRead with plain words when it says something unknown."""
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _wrong(
            path.name, _("This is not a file of columns: %(why)s") % {"why": error}
        ) from None
    return map_from(written, path.name)


def map_from(written: Mapping[str, object], name: str = "") -> ColumnsMap:
    """The same from a dictionary, for a page that lets people choose columns."""
    files = written.get("files", {})
    if not isinstance(files, dict):
        raise _wrong(name, _('Begin with a line such as [files."people.csv"].'))
    return ColumnsMap({file: _file_map(name, file, said) for file, said in files.items()})


def _file_map(name: str, file: str, said: object) -> FileMap:
    if not isinstance(said, dict):
        raise _wrong(name, _('Begin with a line such as [files."people.csv"].'))
    columns = said.get("columns", {})
    kind = said.get("kind", "")
    if kind and kind not in KINDS:
        raise _unknown(name, str(kind), KINDS)
    if not isinstance(columns, dict):
        raise _wrong(name, _("Columns are written as one line each: heading, then what it means."))
    meanings = {str(heading): _meaning(name, str(word)) for heading, word in columns.items()}
    dates = _choice(name, said.get("dates"), DATES)
    return FileMap(kind, dates, _choice(name, said.get("clock"), CLOCKS), meanings)


def _choice(name: str, word: object, choices: Mapping[str, bool]) -> bool | None:
    if word is None:
        return None
    if word not in choices:
        raise _unknown(name, str(word), tuple(choices))
    return choices[str(word)]


def _meaning(name: str, word: str) -> str:
    if word == "leave out":
        return ASKED
    if word in MEANINGS or word.startswith(RELATION):
        return word
    raise _unknown(name, word, (*sorted(MEANINGS), "leave out"))


def _unknown(name: str, word: str, known: tuple[str, ...]) -> CannotRead:
    says = _('"%(word)s" is not one of the words known here: %(known)s.')
    return _wrong(name, says % {"word": word, "known": ", ".join(known)})


def _wrong(name: str, says: str) -> CannotRead:
    return CannotRead(Problem(name, 0, "", says))
