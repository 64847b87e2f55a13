"""A sheet as a heading row and a stream of rows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from alongside.interchange.problems import Problem
from alongside.interchange.reading.heard import EVERY, heard_of_rows

MOST_COLUMNS = 2_000
ROWS_BEFORE_HEADINGS = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One filled row. ``cells`` has one text per heading; ``extra`` came after the last."""

    number: int
    cells: tuple[str, ...]
    extra: tuple[str, ...] = ()
    short: bool = False


Trouble = Callable[[int, int, str], None]
"""Told of a row number, a column's place (1 is the first, 0: the whole row) and what is wrong."""

RawRows = Callable[[Trouble], Iterator[tuple[int, Sequence[str]]]]


def unheard(_row: int, _place: int, _says: str) -> None:
    """For a walk through the rows that names no trouble, because another walk does."""


@dataclass(frozen=True)
class Table:
    """A sheet that can be walked more than once.

    ``how`` says in words how the file was read (its letters, its separator). ``raw`` opens the
    file afresh and tells what it stumbles over to whoever it is given.
    """

    file: str
    columns: tuple[str, ...]
    heading_row: int
    how: str
    raw: RawRows = field(repr=False)

    def rows(self, problems: list[Problem] | None = None) -> Iterator[Row]:
        """Every row with something in it, below the headings."""

        def trouble(number: int, place: int, says: str) -> None:
            if problems is not None:
                problems.append(Problem(self.file, number, self.column_at(place), says))

        width = len(self.columns)
        heard = heard_of_rows(self.file)
        for number, cells in self.raw(trouble):
            if heard and number % EVERY == 0:
                heard(number)
            if number <= self.heading_row or not "".join(cells).strip():
                continue
            row = fit(number, cells, width)
            if row.extra:
                trouble(number, 0, _too_long(len(row.extra)))
            yield row

    def column_at(self, place: int) -> str:
        """The heading of a column counted from 1; nothing for 0, ``Column 9`` beyond the last."""
        if not place:
            return ""
        if place <= len(self.columns):
            return self.columns[place - 1]
        return _("Column %(number)s") % {"number": place}


def fit(number: int, cells: Sequence[str], width: int) -> Row:
    """The row made as wide as the headings; what stands beyond them is kept as ``extra``."""
    extra = tuple(cell for cell in cells[width:] if cell.strip())
    held = tuple(cells[:width])
    missing = width - len(held)
    return Row(number, held + ("",) * missing, extra, missing > 0)


def headings(raw: Iterator[tuple[int, Sequence[str]]]) -> tuple[int, list[str]]:
    """The heading row: the first of ten with two filled cells, else the first filled.

    Gives ``(0, [])`` for a sheet with nothing in it.
    """
    first: tuple[int, list[str]] = (0, [])
    for number, cells in raw:
        filled = sum(1 for cell in cells if cell.strip())
        if filled and not first[0]:
            first = (number, list(cells))
        if filled > 1:
            return number, list(cells)
        if number >= ROWS_BEFORE_HEADINGS and first[0]:
            break
    return first


def named_by_position(headings: Sequence[str]) -> tuple[str, ...]:
    """Headings as they stand; the second ``Name`` is ``Name (2)``, an empty one ``Column 3``."""
    seen: dict[str, int] = {}
    names: list[str] = []
    for position, heading in enumerate(headings[:MOST_COLUMNS], start=1):
        plain = " ".join(heading.split())
        name = plain or _("Column %(number)s") % {"number": position}
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    while names and not headings[len(names) - 1].strip():
        names.pop()
    return tuple(names)


def _too_long(extra: int) -> str:
    if extra == 1:
        return _(
            "This row has one more filled cell than there are headings. That cell is left out."
        )
    return _(
        "This row has %(extra)s more filled cells than there are headings. They are left out."
    ) % {"extra": extra}
