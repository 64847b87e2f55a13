"""What each file is and what each of its columns means: from headings first, contents second.

Nothing here decides anything for good. A guess is shown before it is used, and a person's own
``ColumnsMap`` goes before it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from alongside.interchange.columns_map import ColumnsMap, FileMap
from alongside.interchange.groups import group_among
from alongside.interchange.meanings import LEFT, RELATION, WHY_NO_PLACE, meaning_of, plain_heading
from alongside.interchange.reading import Table
from alongside.interchange.survey import ColumnSurvey, Survey, survey

SEVERAL = frozenset(
    {"words", "kind", "role", "extra", "other", "safe_words", "phone", "mobile", "email"}
)
LONG_WORDS = 60
FEW = 3
NAMES_OF_FILES = (
    ("tasks", r"task|to-?do|action|promise"),
    ("notes", r"note|activit|visit|log|diary|message"),
    ("relations", r"relation|knows|network|circle"),
    ("organisations", r"organi[sz]ation|agenc|compan"),
    ("workers", r"\busers?\b|staff|worker|team"),
    ("people", r"contact|people|person|part(y|ies)|client|member|everyone"),
)
OPEN_WORDS = {"planned", "delayed", "cancelled", "canceled", "to do", "todo", "open", "in progress",
              "not started", "overdue", "complete", "completed", "outstanding"}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """One column: where it stands, what it is called, what it means, how its dates are read."""

    position: int
    heading: str
    meaning: str
    filled: int
    month_first: bool = False
    ambiguous: bool = False
    utc: bool = False

    @property
    def left_out(self) -> str:
        """Why the column is left out, as a short word; empty when it is brought in."""
        return self.meaning.removeprefix(LEFT) if self.meaning.startswith(LEFT) else ""

    @property
    def label(self) -> str:
        """For a column of names: how they are joined to the person of the row."""
        return self.meaning.removeprefix(RELATION) if self.meaning.startswith(RELATION) else ""


@dataclass(frozen=True)
class Guess:
    """A table, what kind of thing its rows are, and what its columns mean."""

    table: Table
    survey: Survey
    kind: str
    columns: tuple[Column, ...]

    @property
    def file(self) -> str:
        """The file's name, with the sheet's where there are several."""
        return self.table.file

    @cached_property
    def _by_meaning(self) -> dict[str, tuple[Column, ...]]:
        found: dict[str, tuple[Column, ...]] = {}
        for column in self.columns:
            found[column.meaning] = (*found.get(column.meaning, ()), column)
        return found

    def all(self, meaning: str) -> tuple[Column, ...]:
        """Every column with this meaning, in order."""
        return self._by_meaning.get(meaning, ())

    def one(self, meaning: str) -> Column | None:
        """The column with this meaning, if there is one."""
        found = self.all(meaning)
        return found[0] if found else None

    def text(self, cells: Sequence[str], meaning: str) -> str:
        """The row's text under this meaning, trimmed; the first filled of several."""
        for column in self.all(meaning):
            if text := cells[column.position].strip():
                return text
        return ""

    def heading(self, meaning: str) -> str:
        """The heading under which this meaning stands; empty when nowhere."""
        column = self.one(meaning)
        return column.heading if column else ""

    @property
    def relation_columns(self) -> tuple[Column, ...]:
        """Columns of names, each joined to the person of the row."""
        return tuple(column for column in self.columns if column.label)


def guess_all(tables: Sequence[Table], said: ColumnsMap | None = None) -> list[Guess]:
    """A guess for each table, people's own words first."""
    heard = said or ColumnsMap()
    return [guess(table, heard.for_file(table.file)) for table in tables]


def guess(table: Table, said: FileMap | None = None) -> Guess:
    """What this table is and what its columns mean. Reads the table once."""
    said = said or FileMap()
    seen = survey(table)
    kind = said.kind or _kind(table, seen)
    meanings = _meanings(table, seen, kind)
    for place, heading in enumerate(table.columns):
        if heading in said.columns:
            meanings[place] = said.columns[heading]
    columns = tuple(
        _column(place, heading, meanings[place], seen.columns[place])
        for place, heading in enumerate(table.columns)
    )
    return Guess(table, seen, kind, tuple(_overruled(column, said) for column in columns))


def _column(place: int, heading: str, meaning: str, seen: ColumnSurvey) -> Column:
    dates = seen.dates
    return Column(
        place,
        heading,
        meaning,
        seen.filled,
        month_first=dates.reads_month_first,
        ambiguous=dates.ambiguous and dates.is_dates,
        utc=dates.looks_like_server_time,
    )


def _overruled(column: Column, said: FileMap) -> Column:
    if said.month_first is not None:
        column = replace(column, month_first=said.month_first, ambiguous=False)
    return column if said.utc is None else replace(column, utc=said.utc)


def _kind(table: Table, seen: Survey) -> str:
    if _is_relations(table):
        return "relations"
    scores = {kind: _score(table, seen, kind) for kind in ("people", "notes", "tasks")}
    if scores["people"] and _is_organisations(table):
        return "organisations"
    if scores["people"] and _is_workers(table):
        return "workers"
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] else "other"


def _is_relations(table: Table) -> bool:
    plains = [plain_heading(heading) for heading in table.columns]
    found = {meaning_of(heading, "relations") for heading in table.columns}
    if found & {"a_name", "a_number"} and found & {"b_name", "b_number"}:
        return True
    twice = any(plains.count(name) > 1 for name in ("last name", "surname", "name", "full name"))
    ties = sum(1 for meaning in found if meaning.startswith(RELATION))
    if twice and (ties or "label" in found):
        return True
    return ties > 0 and ties >= 0.5 * len(plains)


def _named_after(table: Table) -> str:
    name = re.sub(r"([a-z])([A-Z])", r"\1 \2", table.file.rsplit(".", 1)[0]).lower()
    name = name.replace("_", " ")
    return next((kind for kind, words in NAMES_OF_FILES if re.search(words, name)), "")


def _is_organisations(table: Table) -> bool:
    plains = {plain_heading(heading) for heading in table.columns}
    if plains & {"last name", "surname", "first name", "date of birth", "birthday"}:
        return False
    own_name = bool(plains & {"organization name", "organisation name", "company name"})
    return own_name or _named_after(table) == "organisations" or "employs" in plains


def _is_workers(table: Table) -> bool:
    plains = [plain_heading(heading) for heading in table.columns]
    return sum(plain.startswith("user ") for plain in plains) >= FEW or (
        _named_after(table) == "workers" and "date of birth" not in plains
    )


def _score(table: Table, seen: Survey, kind: str) -> float:
    """How much the table looks like this kind; 0 when something it cannot do without is missing."""
    meanings = _meanings(table, seen, kind)
    found = {meaning for meaning in meanings if meaning and not meaning.startswith(LEFT)}
    hint = 2.0 if _named_after(table) == kind else 0.0
    if kind == "people":
        return hint + _people_score(found)
    if "words" not in found or not found & {"who", "author", "when", "by", "to", "due", "status"}:
        return 0.0
    wanted = {"who", "author", "when", "by", "to", "due", "status"}
    score = 2.0 + hint + len(found & wanted)
    if kind == "notes":
        long = any(column.average > LONG_WORDS for column in seen.columns)
        return score + 2 * long + 2 * ("kind" in found) + 2 * ("created" in found and long)
    if not found & {"due", "status"}:
        return 0.0
    return score + 2 * ("all_day" in found) + 2 * _has_open_words(meanings, seen)


def _people_score(found: set[str]) -> float:
    if not found & {"name", "first_name", "last_name", "called", "organisation"}:
        return 0.0
    told = {"born", "phone", "mobile", "email", "way_value", "called", "our_ref", "street", "group",
            "categories", "reach", "message_ok", "first_name", "last_name", "number"}  # fmt: skip
    return 2.0 + len(found & told)


def _has_open_words(meanings: Sequence[str], seen: Survey) -> bool:
    values = {
        value.lower()
        for meaning, column in zip(meanings, seen.columns, strict=True)
        if meaning == "status"
        for value in column.values
    }
    return bool(values & OPEN_WORDS)


def _meanings(table: Table, seen: Survey, kind: str) -> list[str]:
    if kind == "other":
        return [LEFT + WHY_NO_PLACE] * len(table.columns)
    if kind == "relations":
        return _relation_meanings(table)
    taken: set[str] = set()
    meanings: list[str] = []
    for heading, column in zip(table.columns, seen.columns, strict=True):
        meaning = meaning_of(heading, kind) or ""
        if meaning in taken and meaning not in SEVERAL and not meaning.startswith((LEFT, RELATION)):
            meaning = ""
        meaning = meaning or _by_contents(column, kind, taken)
        taken.add(meaning)
        meanings.append(meaning)
    return _mended(meanings, seen, kind)


def _by_contents(column: ColumnSurvey, kind: str, taken: set[str]) -> str:
    if kind in {"people", "workers", "organisations"}:
        if column.mostly(column.emails):
            return "email"
        if column.mostly(column.phones) and not column.dates.is_dates:
            return "phone"
        known = sum(1 for value in column.values if group_among(value))
        if known and known >= 0.6 * len(column.values) and not taken & {"group", "categories"}:
            return "categories"
    return ""


def _mended(meanings: list[str], seen: Survey, kind: str) -> list[str]:
    """Put right what only the whole sheet can tell."""
    if kind == "notes" and "words" not in meanings:
        longest = max(range(len(meanings)), key=lambda place: seen.columns[place].average)
        if not meanings[longest] and seen.columns[longest].average > LONG_WORDS:
            meanings[longest] = "words"
    if kind == "notes" and "when" not in meanings and "created" in meanings:
        meanings[meanings.index("created")] = "when"
    if kind == "notes" and "when" not in meanings:
        dates = [i for i, column in enumerate(seen.columns) if column.dates.is_dates]
        if dates and not meanings[dates[0]]:
            meanings[dates[0]] = "when"
    if kind == "organisations" and "name" not in meanings and "organisation" in meanings:
        meanings[meanings.index("organisation")] = "name"
    return meanings


def _relation_meanings(table: Table) -> list[str]:
    """In a sheet of relations the first name is one end, the second the other."""
    sides = {"name": 0, "last_name": 0, "first_name": 0, "number": 0, "group": 0}
    short = {"name": "name", "last_name": "last", "first_name": "first", "number": "number"}
    meanings: list[str] = []
    for heading in table.columns:
        meaning = "name" if plain_heading(heading) == "name" else meaning_of(heading, "relations")
        if meaning in sides:
            sides[meaning] += 1
            side = "a" if sides[meaning] == 1 else "b"
            meaning = f"{side}_group" if meaning == "group" else f"{side}_{short[meaning]}"
            meaning = "" if meaning == "b_group" else meaning
        meanings.append(meaning)
    return meanings
