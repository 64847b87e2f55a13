"""Rows that point at rows of another file by a number: those that point nowhere are named.

A file's own number is its first column when that is called ``SomethingID``; the same heading in
another file points at it.
"""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from alongside.interchange.guessing import Guess
from alongside.interchange.planning.ledger import Ledger

OWN = re.compile(r"\w+[a-z]I[dD]$|\w+_id$")
EXPORT = "ExportID"


def name_dangling(guesses: Sequence[Guess], ledger: Ledger) -> None:
    """Name every row whose number is in no file that was brought along."""
    owners = {g.table.columns[0]: g for g in guesses if OWN.fullmatch(g.table.columns[0])}
    numbers = {heading: _numbers(guess) for heading, guess in owners.items()}
    for guess in guesses:
        pointing = [
            (place, heading)
            for place, heading in enumerate(guess.table.columns)
            if heading in owners and owners[heading] is not guess
        ]
        if pointing:
            _check(guess, pointing, numbers, owners, ledger)
    _name_two_exports(guesses, ledger)


def _numbers(guess: Guess) -> set[str]:
    return {row.cells[0].strip() for row in guess.table.rows()}


def _check(
    guess: Guess,
    pointing: list[tuple[int, str]],
    numbers: dict[str, set[str]],
    owners: dict[str, Guess],
    ledger: Ledger,
) -> None:
    says = _('"%(number)s" is not in %(file)s, so this row points nowhere. Nobody is made of it.')
    for row in guess.table.rows():
        for place, heading in pointing:
            number = row.cells[place].strip()
            if number and number not in numbers[heading]:
                told = {"number": number, "file": owners[heading].file}
                ledger.problem(guess.file, row.number, heading, says % told)


def _name_two_exports(guesses: Sequence[Guess], ledger: Ledger) -> None:
    """Files of two different exports may not agree with one another."""
    found: dict[str, str] = {}
    for guess in guesses:
        if EXPORT in guess.table.columns:
            place = guess.table.columns.index(EXPORT)
            for value in guess.survey.columns[place].values:
                found.setdefault(value, guess.file)
    if len(found) > 1:
        says = _("These files come from %(count)s different exports and may not fit together.")
        ledger.problem(", ".join(found.values()), 0, EXPORT, says % {"count": len(found)})
