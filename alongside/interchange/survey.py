"""One walk through a table, counting what each column holds. Memory does not grow with rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from alongside.interchange.dates import SLASHED, DateEvidence
from alongside.interchange.problems import Problem
from alongside.interchange.reading import Table

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
PHONE = re.compile(r"\+?\(?\d[\d\s()\-.]{6,18}\d")
LOOKED_AT = 500
KEPT_VALUES = 80


@dataclass(slots=True)
class ColumnSurvey:
    """What one column holds, counted over filled cells."""

    filled: int = 0
    letters: int = 0
    emails: int = 0
    phones: int = 0
    values: set[str] = field(default_factory=set)
    dates: DateEvidence = field(default_factory=DateEvidence)

    def add(self, text: str) -> None:
        """Take one filled cell into account."""
        self.filled += 1
        self.letters += len(text)
        if self.filled <= LOOKED_AT:
            self.emails += bool(EMAIL.fullmatch(text))
            self.phones += bool(PHONE.fullmatch(text))
        if len(self.values) < KEPT_VALUES and len(text) < KEPT_VALUES:
            self.values.add(text)
        if len(text) < KEPT_VALUES and self._dates_matter(text):
            self.dates.add(text)

    def _dates_matter(self, text: str) -> bool:
        """After a good look, only cells that could still settle day-first or month-first count."""
        if self.filled <= LOOKED_AT:
            return True
        return self.dates.read > LOOKED_AT // 2 and bool(SLASHED.match(text))

    @property
    def average(self) -> float:
        """The average number of letters in a filled cell."""
        return self.letters / max(self.filled, 1)

    def mostly(self, count: int) -> bool:
        """Whether ``count`` of the cells looked at are nearly all of them."""
        return bool(self.filled) and count >= 0.8 * min(self.filled, LOOKED_AT)


@dataclass(frozen=True)
class Survey:
    """What a table holds: its columns, its number of filled rows, and trouble met on the way."""

    rows: int
    columns: Sequence[ColumnSurvey]
    problems: Sequence[Problem]
    more: int = 0
    """Problems that were only counted."""


def survey(table: Table) -> Survey:
    """Walk through the table once."""
    columns = [ColumnSurvey() for _ in table.columns]
    problems: list[Problem] = []
    bounded, rows = _Bounded(problems), 0
    for row in table.rows(bounded):
        rows += 1
        for column, cell in zip(columns, row.cells, strict=True):
            text = cell.strip()
            if text:
                column.add(text)
    return Survey(rows, columns, problems, bounded.more)


class _Bounded(list[Problem]):
    """Keeps the first twenty thousand, and counts the rest."""

    MOST = 20_000

    def __init__(self, kept: list[Problem]) -> None:
        super().__init__()
        self._kept, self.more = kept, 0

    def append(self, problem: Problem, /) -> None:
        if len(self._kept) < self.MOST:
            self._kept.append(problem)
        else:
            self.more += 1
