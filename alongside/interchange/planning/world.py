"""What reading notes and tasks needs to know: who is who, whose clock, what was answered."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from alongside.interchange.dates import Moment, read_moment
from alongside.interchange.guessing import Column, Guess
from alongside.interchange.planning.directory import ENOUGH, POINTER, Tiers
from alongside.interchange.planning.keys import is_a_name, same_name
from alongside.interchange.planning.ledger import Ledger
from alongside.interchange.planning.people import Roster
from alongside.interchange.planning.plan import Choice, Question

MOST_NAMES = 100_000
A_LINE = 100
EACH, WAIT, MAKE = "each", "wait", "make"


@dataclass
class World:
    """Shared by every walk through notes and tasks; only ``ledger`` changes between walks."""

    roster: Roster
    zone: dt.tzinfo
    ledger: Ledger
    tiers: dict[tuple[str, str], Tiers] = field(default_factory=dict)
    month_first: dict[tuple[str, str], bool] = field(default_factory=dict)

    def quiet(self) -> "World":
        """The same world for a walk that remembers nothing new."""
        return World(self.roster, self.zone, self.ledger.quiet(), self.tiers, self.month_first)

    def settle_names(self, guess: Guess, meaning: str, kind: str) -> None:
        """Find the list a column's names belong to; plan or ask about names in none."""
        column = guess.one(meaning)
        if column is None:
            return
        cells = _distinct(guess, column)
        directory = self.roster.directory
        tiers, _share = directory.tiers_for(_parts(cells))
        _tiers, share = directory.tiers_for(
            [name for cell in cells for name in directory.names_in(cell, tiers)]
        )
        for cell, row in cells.items():
            for name in directory.names_in(cell, tiers):
                if directory.who(name, tiers) or self.roster.organisation_called(name):
                    continue
                if is_a_name(name) and self._may_make(name, share):
                    self.roster.make(name, kind, guess.file, row)
        self.tiers[guess.file, meaning] = directory.tiers_for(_parts(cells))[0]

    def _may_make(self, name: str, share: float) -> bool:
        """With no list of people at all, the rows' names are the list; otherwise a human says."""
        if share < ENOUGH:
            return True
        says = _('Rows name "%(name)s", who is in no list of people. Who is that?')
        choices = (
            Choice(MAKE, _("Somebody new, called this")),
            Choice(WAIT, _("Leave their rows waiting")),
        )
        question = Question(
            f"unknown:{same_name(name)}", says % {"name": name}, choices, WAIT, open_to="person"
        )
        return self.ledger.ask(question) == MAKE

    def settle_dates(self, guess: Guess) -> None:
        """Ask once about each column whose dates could be read two ways; day first until told."""
        for column in guess.columns:
            if column.meaning.startswith("left:") or not column.meaning:
                continue
            first = column.month_first
            if column.ambiguous:
                first = self._ask_order(guess, column)
            self.month_first[guess.file, column.heading] = first

    def _ask_order(self, guess: Guess, column: Column) -> bool:
        says = _(
            'The dates under "%(column)s" in %(file)s can be read two ways, such as %(example)s.'
            " They are read with the day first."
        ) % {
            "column": column.heading,
            "file": guess.file,
            "example": min(guess.survey.columns[column.position].values, default=""),
        }
        choices = (Choice("day", _("Day first")), Choice("month", _("Month first")))
        key = f"dates:{guess.file}:{column.heading}"
        if key not in self.ledger.answers:
            self.ledger.problem(guess.file, 0, column.heading, says)
        return self.ledger.ask(Question(key, says, choices, "day")) == "month"

    def moment(self, guess: Guess, cells: Sequence[str], meaning: str, row: int) -> Moment | None:
        """The day and time under a meaning; what cannot be read is named."""
        column = guess.one(meaning)
        text = cells[column.position].strip() if column else ""
        if not column or not text:
            return None
        first = self.month_first.get((guess.file, column.heading), column.month_first)
        moment = read_moment(text, month_first=first)
        if moment is None:
            says = _('"%(text)s" could not be read as a day.') % {"text": text[:40]}
            self.ledger.problem(guess.file, row, column.heading, says)
        return moment

    def aware(self, guess: Guess, meaning: str, moment: Moment | None) -> dt.datetime | None:
        """The moment in UTC; a column a machine wrote is UTC already, others are this place's."""
        if moment is None:
            return None
        column = guess.one(meaning)
        return moment.aware(dt.UTC if column and column.utc else self.zone)

    def people_in(
        self, guess: Guess, cells: Sequence[str], meaning: str, row: int, key: str
    ) -> tuple[tuple[str, ...], str]:
        """The people a cell names, and why the row has to wait (empty when it does not)."""
        cell = guess.text(cells, meaning)
        tiers = self.tiers.get((guess.file, meaning), ())
        found: list[str] = []
        organisations: list[str] = []
        for name in self.names_in(cell, tiers):
            if organisation := self._organisation(name, tiers):
                organisations.append(organisation)
                continue
            ref, waits = self._one(guess, meaning, name, tiers, row, key, cells)
            if waits:
                return (), waits
            found.append(ref)
        if organisations and not found:
            ref, waits = self._whose(guess, meaning, organisations[0], row, key, cells)
            return ((), waits) if waits else ((ref, *organisations), "")
        return tuple(dict.fromkeys((*found, *organisations))), ""

    def names_in(self, cell: str, tiers: Tiers) -> list[str]:
        """The names in a cell. An organisation's is never cut, whatever signs are in it."""
        whole = POINTER.sub("", cell).strip()
        if self._organisation(whole, tiers):
            return [whole]
        return self.roster.directory.names_in(cell, tiers)

    def _organisation(self, name: str, tiers: Tiers) -> str:
        """The ref of an organisation, where nobody has that name."""
        return (
            "" if self.roster.directory.who(name, tiers) else self.roster.organisation_called(name)
        )

    def _whose(
        self, guess: Guess, meaning: str, ref: str, row: int, key: str, cells: Sequence[str]
    ) -> tuple[str, str]:
        """An organisation has no story: whose are these rows? Asked once, or row by row."""
        told = {"file": guess.file, "name": self.roster.name_of(ref), "row": row}
        says = _(
            "%(file)s has rows about %(name)s, which is an organisation. Notes and promises belong"
            " to people. Whose are these?"
        )
        wait, each = Choice(WAIT, _("Leave them waiting")), Choice(EACH, _("Say it row by row"))
        whole = f"whose:{guess.file}:{same_name(told['name'])}"
        answer = self.ledger.ask(Question(whole, says % told, (each, wait), WAIT, open_to="person"))
        if answer == EACH:
            told["words"] = _first_words(guess, cells)
            one = _('Row %(row)s of %(file)s is about %(name)s: "%(words)s". Whose is it?') % told
            answer = self.ledger.ask(Question(f"whose:{key}", one, (wait,), WAIT, open_to="person"))
        if self.roster.has(answer):
            return answer, ""
        says = _("%(name)s is an organisation. The words are kept and wait for a person.") % told
        self.ledger.problem(guess.file, row, guess.heading(meaning), says)
        return "", says

    def _one(
        self,
        guess: Guess,
        meaning: str,
        name: str,
        tiers: Tiers,
        row: int,
        key: str,
        cells: Sequence[str],
    ) -> tuple[str, str]:
        refs = self.roster.directory.who(name, tiers)
        if len(refs) == 1 and self._is_them(guess, name, refs[0]):
            return refs[0], ""
        heading = guess.heading(meaning)
        if len(refs) == 1:
            says = _('You said that "%(name)s" is somebody else. This row waits.') % {"name": name}
            self.ledger.problem(guess.file, row, heading, says)
            return "", says
        if not refs:
            given = self.ledger.answers.get(f"unknown:{same_name(name)}", WAIT)
            if self.roster.has(given):
                return given, ""
            says = _('"%(name)s" is in no list of people. This row waits.') % {"name": name}
            self.ledger.problem(guess.file, row, heading, says)
            return "", says
        answer = self._which(guess, name, refs, row, key, cells)
        if answer != WAIT:
            return answer, ""
        says = _("There is more than one %(name)s. This row waits until somebody says who.")
        self.ledger.problem(guess.file, row, heading, says % {"name": name})
        return "", says % {"name": name}

    def _is_them(self, guess: Guess, name: str, ref: str) -> bool:
        """Whoever is here already and is met by name alone is named, and can be said not to be."""
        if not self.roster.only_here(ref):
            return True
        here = self.roster.name_of(ref)
        says = _('%(file)s has rows about "%(name)s". Is this %(here)s, who is here already?')
        told = {"file": guess.file, "name": name, "here": here}
        choices = (
            Choice(ref, _("Yes, this is %(here)s") % told),
            Choice(WAIT, _("No, or not sure: leave them waiting")),
        )
        key = f"here:{guess.file}:{same_name(name)}"
        return self.ledger.ask(Question(key, says % told, choices, ref)) == ref

    def _which(
        self,
        guess: Guess,
        name: str,
        refs: tuple[str, ...],
        row: int,
        key: str,
        cells: Sequence[str],
    ) -> str:
        """Ask once for all rows with this name; row by row when that is the answer."""
        people = tuple(Choice(ref, self.roster.name_of(ref)) for ref in refs)
        wait = Choice(WAIT, _("Leave them waiting"))
        says = _("%(file)s has rows about %(name)s, and there is more than one. Who is meant?")
        told = {"file": guess.file, "name": name, "row": row}
        each = Choice(EACH, _("Say it row by row"))
        whole = Question(
            f"which:{guess.file}:{same_name(name)}", says % told, (*people, each, wait), WAIT
        )
        answer = self.ledger.ask(whole)
        if answer != EACH:
            return answer
        one = _('Row %(row)s of %(file)s is about %(name)s: "%(words)s". Who is meant?')
        told["words"] = _first_words(guess, cells)
        return self.ledger.ask(Question(f"which:{key}", one % told, (*people, wait), WAIT))


def _first_words(guess: Guess, cells: Sequence[str]) -> str:
    """Enough of a row to know it again."""
    told = " ".join(f"{guess.text(cells, 'when')} {guess.text(cells, 'words')}".split())
    return told if len(told) <= A_LINE else f"{told[:A_LINE].rstrip()}…"


def _distinct(guess: Guess, column: Column) -> dict[str, int]:
    """The different cells of a column, each with the first row it stands in."""
    cells: dict[str, int] = {}
    for row in guess.table.rows():
        text = row.cells[column.position].strip()
        if text and len(cells) < MOST_NAMES:
            cells.setdefault(text, row.number)
    return cells


def _parts(cells: dict[str, int]) -> list[str]:
    return [part for cell in cells for part in POINTER.sub("", cell).split("/")]
