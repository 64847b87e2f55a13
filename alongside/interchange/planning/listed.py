"""Rows of a people sheet put together: a row that names nobody belongs to the one above."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from alongside.interchange.dates import read_day
from alongside.interchange.groups import (
    ORGANISATION,
    PARTNER,
    PERSON,
    WORKER,
    group_among,
    group_called,
)
from alongside.interchange.guessing import Column, Guess
from alongside.interchange.meanings import plain_heading
from alongside.interchange.planning.keys import nickname, same_name, same_way
from alongside.interchange.planning.ledger import Ledger
from alongside.interchange.planning.plan import Way, Words

ONCE = {
    "name": "name",
    "first_name": "first",
    "last_name": "last",
    "called": "called",
    "number": "number",
    "our_ref": "number",
    "owner": "owner",
    "organisation": "organisation",
}
KEPT_WORDS = frozenset({"our_ref", "role", "other", "extra", "middle_name", "suffix"})
KEPT_SAFE = frozenset({"reach", "message_ok", "safe_words"})
NAMING = ("name", "first_name", "last_name", "called")
NO_ADDRESS = re.compile(
    r"no fixed (abode|address)|\bnfa\b|homeless|rough sleep|unknown|none", re.IGNORECASE
)
PLACEHOLDER = re.compile(r"replace ?(me|by)", re.IGNORECASE)
BORN = re.compile(r"(?:DOB|born|date of birth)\W+(.+)$", re.IGNORECASE)
MARKED = (
    (re.compile(r"(priority|risk priority)\b", re.IGNORECASE), "priority"),
    (re.compile(r"(risk|score|vulnerab)", re.IGNORECASE), "score"),
    (re.compile(r"eligib", re.IGNORECASE), "eligible"),
    (re.compile(r"clos(ed|ure)|exit", re.IGNORECASE), "closed"),
)


@dataclass
class Tie:
    """A cell of names joined to this entry: ``label`` says how, ``cell`` holds them as written."""

    label: str
    cell: str
    row: int
    column: str


@dataclass
class Listed:
    """One entry of a people sheet while it is being put together."""

    file: str
    row: int
    scope: str
    first: str = ""
    last: str = ""
    name: str = ""
    called: str = ""
    number: str = ""
    group: str = ""
    organisation: str = ""
    does: str = ""
    born: dt.date | None = None
    ways: list[Way] = field(default_factory=list)
    safe: list[Words] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    todos: list[tuple[int, str, str]] = field(default_factory=list)
    memos: list[tuple[int, str, str]] = field(default_factory=list)
    owner: str = ""

    @property
    def full_name(self) -> str:
        """The whole name as the sheet has it."""
        return self.name or " ".join(f"{self.first} {self.last}".split()) or self.called

    @property
    def likes(self) -> str:
        """What they like to be called: their word, a nickname, a first name, or all there is."""
        return self.called or nickname(self.full_name) or self.first or self.full_name

    @property
    def is_placeholder(self) -> bool:
        """Whether this is something a system ships with rather than somebody."""
        told = [self.full_name, *(way.value for way in self.ways)]
        return any(PLACEHOLDER.search(text) for text in told)

    @property
    def mark(self) -> tuple[str, ...]:
        """What tells two people of one name apart."""
        born = self.born.isoformat() if self.born else ""
        return (born, self.number, *sorted(same_way(way.value) for way in self.ways))


def listed_in(guess: Guess, ledger: Ledger) -> Iterator[Listed]:
    """Every entry of a sheet of people, workers or organisations, put together over its rows."""
    scope = "|".join(plain_heading(guess.heading(word)) for word in (*NAMING, "number", "our_ref"))
    current: Listed | None = None
    for row in guess.table.rows():
        named = any(guess.text(row.cells, word) for word in (*NAMING, "number"))
        if named:
            if current:
                yield current
            current = Listed(guess.file, row.number, scope)
        if current is None:
            says = _("This row names nobody and there is nobody above it.")
            ledger.problem(guess.file, row.number, "", says)
            continue
        _take(current, guess, row.number, row.cells, ledger)
    if current:
        yield current


def _take(entry: Listed, guess: Guess, row: int, cells: tuple[str, ...], ledger: Ledger) -> None:
    """Add what one row says to the entry it belongs to."""
    _take_ways(entry, guess, cells)
    _take_address(entry, guess, cells, ledger)
    for column in guess.columns:
        text = cells[column.position].strip()
        if text:
            _take_cell(entry, column, text, row, ledger)


def _take_cell(entry: Listed, column: Column, text: str, row: int, ledger: Ledger) -> None:
    """Put one filled cell where its meaning says."""
    meaning = column.meaning
    if field_of := ONCE.get(meaning):
        setattr(entry, field_of, getattr(entry, field_of) or text)
    if meaning == "role":
        entry.does = entry.does or text
    if meaning in KEPT_WORDS:
        entry.words.append(Words(column.heading, text))
    elif meaning in KEPT_SAFE:
        entry.safe.append(Words(column.heading, text))
    elif meaning in {"todos", "memos"}:
        getattr(entry, meaning).append((row, column.heading, text))
    elif column.label:
        entry.ties.append(Tie(column.label, text, row, column.heading))
    else:
        _take_told(entry, column, text, row, ledger)


def _take_told(entry: Listed, column: Column, text: str, row: int, ledger: Ledger) -> None:
    """Cells that have to be read before anything of them is kept."""
    match column.meaning:
        case "born":
            entry.born = entry.born or _born(entry, column, text, row, ledger)
        case "group":
            _take_group(entry, column, text, row, ledger)
        case "categories":
            _take_categories(entry, column, text, ledger)
        case "identifier":
            _take_identifier(entry, column, text, row, ledger)
        case "active" if text.lower() in {"0", "no", "false"}:
            ledger.leave(entry.file, column.heading, "active")


def _take_group(entry: Listed, column: Column, text: str, row: int, ledger: Ledger) -> None:
    entry.group = entry.group or group_called(text)
    ledger.leave(entry.file, column.heading, "group")
    if not group_called(text):
        says = _('It is not known here what "%(word)s" means. They come in as a person.')
        ledger.problem(entry.file, row, column.heading, says % {"word": text})


def _take_categories(entry: Listed, column: Column, text: str, ledger: Ledger) -> None:
    """A cell of several words: the group among them is used, the rest has its own reason."""
    entry.group = entry.group or group_among(text)
    for part in (part.strip() for part in text.replace(";", ",").split(",")):
        if not part:
            continue
        reason = "group" if group_called(part) else _marked(part)
        ledger.leave(entry.file, _under(column, part, reason), reason)


def _under(column: Column, part: str, reason: str) -> str:
    """The column with the word the values begin with, so a count says what was left."""
    if reason == "group":
        return column.heading
    return f"{column.heading}: {re.split(r'[/:0-9]', part)[0].strip() or part}"


def _marked(text: str) -> str:
    return next((reason for pattern, reason in MARKED if pattern.match(text)), "no_place")


def _take_identifier(entry: Listed, column: Column, text: str, row: int, ledger: Ledger) -> None:
    """Numbers kept under one heading: a birthday, the team's own ref, or what has no place."""
    if found := BORN.match(text):
        entry.born = entry.born or _born(entry, column, found[1], row, ledger)
        return
    reason = _marked(text)
    if reason == "no_place":
        entry.words.append(Words(column.heading, text))
    else:
        ledger.leave(entry.file, _under(column, text, reason), reason)


def _born(entry: Listed, column: Column, text: str, row: int, ledger: Ledger) -> dt.date | None:
    # The clock only keeps a two-figure year of birth out of the future.
    today = dt.datetime.now(dt.UTC).date()
    day = read_day(text, month_first=column.month_first, past=today)
    if day is None:
        says = _('"%(text)s" could not be read as a day, so no birthday is brought in.')
        ledger.problem(entry.file, row, column.heading, says % {"text": text[:40]})
    return day


def _take_ways(entry: Listed, guess: Guess, cells: tuple[str, ...]) -> None:
    for kind in ("phone", "mobile", "email"):
        for column in guess.all(kind):
            if text := cells[column.position].strip():
                _add_way(entry, Way(kind, text))
    value = guess.text(cells, "way_value")
    if not value:
        return
    kind = guess.text(cells, "way_kind").lower()
    known = kind if kind in {"phone", "mobile", "email"} else "other"
    _add_way(entry, Way(known, value, guess.text(cells, "way_label")))
    if comment := guess.text(cells, "way_comment"):
        entry.safe.append(Words(f"{guess.heading('way_comment')} ({value})", comment))


def _add_way(entry: Listed, way: Way) -> None:
    if way not in entry.ways:
        entry.ways.append(way)


def _take_address(entry: Listed, guess: Guess, cells: tuple[str, ...], ledger: Ledger) -> None:
    street = guess.text(cells, "street")
    if street and NO_ADDRESS.search(street):
        ledger.leave(entry.file, guess.heading("street"), "no_address")
        return
    lines = [street, guess.text(cells, "city"), guess.text(cells, "postcode")]
    if any(lines):
        entry.addresses.append("\n".join(line for line in lines if line))


def kind_of(entry: Listed, guess: Guess) -> str:
    """person, worker, partner or organisation."""
    if guess.kind == "organisations":
        return ORGANISATION
    if guess.kind == "workers":
        return entry.group if entry.group in {WORKER, PARTNER} else WORKER
    return entry.group or PERSON


def same_base(entry: Listed) -> tuple[str, str, str]:
    """What a person's key is made of before anybody of the same name is looked at."""
    return (entry.scope, same_name(entry.number), same_name(entry.full_name))
