"""What went wrong with one place in one file, in words a person can act on."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

WORKED_OUT = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for something to work out, at the beginning of a cell."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at. ``row`` counts as a spreadsheet does (headings: 1); 0: no row."""

    file: str
    row: int
    column: str
    says: str


def as_sheet(problems: Iterable[Problem]) -> str:
    """All of them as a CSV file: which file, which row, which column, and what to look at."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow((_("file"), _("row"), _("column"), _("what to look at")))
    for one in problems:
        rows.writerow(map(_as_words, (one.file, str(one.row or ""), one.column, one.says)))
    return text.getvalue()


def _as_words(cell: str) -> str:
    return f"'{cell}" if cell.startswith(WORKED_OUT) else cell


class CannotRead(Exception):
    """The file cannot be read at all; ``problem`` says why in plain words."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.says)
        self.problem = problem
