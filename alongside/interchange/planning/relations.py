"""Who is joined to whom, each once, whichever end or file said so."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from alongside.interchange.dates import read_day
from alongside.interchange.guessing import Column, Guess
from alongside.interchange.planning.directory import ENOUGH, Tiers
from alongside.interchange.planning.keys import is_a_name, key_of, same_name
from alongside.interchange.planning.ledger import Ledger
from alongside.interchange.planning.people import Roster
from alongside.interchange.planning.plan import (
    Choice,
    PlannedRelationship,
    PlannedSafety,
    Question,
)
from alongside.interchange.planning.ties import ORGANISATION, SAFETY, WALKING, Label, label_of

Refs = tuple[str, ...]
MOST_NAMES = 40_000


@dataclass
class Draft:
    """One relation as one cell told it. ``a`` and ``b`` hold everybody the names could mean."""

    label: Label
    a: Refs
    b: Refs
    names: tuple[str, str]
    file: str
    row: int
    column: str
    since: dt.date | None = None
    until: dt.date | None = None
    beside: Refs = ()


@dataclass
class Joined:
    """All relations found: those that stand, those about safety."""

    standing: dict[tuple[str, ...], PlannedRelationship] = field(default_factory=dict)
    safety: dict[str, PlannedSafety] = field(default_factory=dict)

    def has(self, label: Label, a: str, b: str) -> bool:
        """Whether these two are already joined in this way."""
        return _pair(label, a, b) in self.standing


def join(guesses: Sequence[Guess], roster: Roster, ledger: Ledger) -> Joined:
    """Read every relation in every file, and ask about names that could be two people."""
    joined = Joined()
    drafts = [*_from_entries(roster), *_from_sheets(guesses, roster, ledger)]
    unsure: list[Draft] = []
    for draft in drafts:
        if len(draft.a) == 1 and len(draft.b) == 1:
            _settle(joined, draft, draft.a[0], draft.b[0], roster, ledger)
        else:
            unsure.append(draft)
    still = [draft for draft in unsure if not _by_worker(joined, draft, roster, ledger)]
    for draft in still:
        if not _already_told(joined, draft):
            _ask_which(joined, draft, roster, ledger)
    return joined


def _pair(label: Label, a: str, b: str) -> tuple[str, ...]:
    ends = tuple(sorted((a, b))) if label.both else (a, b)
    return (label.words, *ends)


def _settle(
    joined: Joined, draft: Draft, one: str, two: str, roster: Roster, ledger: Ledger
) -> None:
    a, b = (two, one) if draft.label.flip else (one, two)
    if draft.label.nature == SAFETY:
        _keep_safe(joined, draft, a, b, roster, ledger)
        return
    if a == b:
        says = _("This row joins somebody to themselves. It is left out.")
        ledger.problem(draft.file, draft.row, draft.column, says)
        return
    pair = _pair(draft.label, a, b)
    held = joined.standing.get(pair)
    if held and held.since and draft.since and held.since != draft.since:
        pair = (*pair, draft.since.isoformat())
        held = joined.standing.get(pair)
    reverse = (draft.label.words, b, a)
    if held is None and draft.label.nature not in {WALKING, ORGANISATION} and _unknown(draft):
        held = joined.standing.get(reverse)
        pair = reverse if held else pair
    first = held or PlannedRelationship(
        key_of("relationship", *pair), a, b, draft.label.nature, draft.label.words,
        draft.file, draft.row,
    )  # fmt: skip
    joined.standing[pair] = PlannedRelationship(
        first.key, first.a, first.b, first.nature, first.words, first.file, first.row,
        first.since or draft.since, first.until or draft.until,
    )  # fmt: skip


def _unknown(draft: Draft) -> bool:
    """Words not known here may be told from both ends; those are one line."""
    return label_of(draft.label.words) == draft.label and draft.label.words not in {
        "Helps",
        "Parent of",
    }


def _keep_safe(
    joined: Joined, draft: Draft, kept_from: str, person: str, roster: Roster, ledger: Ledger
) -> None:
    """A matter of safety: no line between the two, a worker asked at once."""
    key = key_of("safety", person, kept_from)
    says = _(
        "%(from)s must not find out where %(person)s is. A worker who knows them has to look at"
        " this now. It is never shown to either of them and never becomes a relationship."
    ) % {"from": roster.name_of(kept_from), "person": roster.name_of(person)}
    choices = (
        Choice("keep", _("Keep them apart")),
        Choice("other_way", _("It is the other way round")),
        Choice("both", _("Keep both safe from each other")),
        Choice("gone", _("This is no longer so")),
    )
    answer = ledger.ask(Question(f"safety:{key}", says, choices, "keep", urgent=True))
    if key not in joined.safety:
        ledger.problem(draft.file, draft.row, draft.column, says)
    ways = {"keep": [(person, kept_from)], "other_way": [(kept_from, person)], "gone": []}
    ways["both"] = [*ways["keep"], *ways["other_way"]]
    for safe, other in ways[answer]:
        own = key_of("safety", safe, other)
        words = draft.label.words
        joined.safety[own] = PlannedSafety(
            own, safe, other, words, draft.file, draft.row, draft.since
        )


def _by_worker(joined: Joined, draft: Draft, roster: Roster, ledger: Ledger) -> bool:
    """Two of one name, and the row says which worker is beside them: only one of them has that."""
    if len(draft.a) <= 1 or not draft.beside:
        return False
    supports = Label("Supports", WALKING)
    fits = [
        ref for ref in draft.a if any(joined.has(supports, worker, ref) for worker in draft.beside)
    ]
    if len(fits) != 1 or len(draft.b) != 1:
        return False
    _settle(joined, draft, fits[0], draft.b[0], roster, ledger)
    return True


def _already_told(joined: Joined, draft: Draft) -> bool:
    """Exactly one of those meant is joined in this way already, from a row that was sure."""
    told = 0
    for one in draft.a:
        for two in draft.b:
            a, b = (two, one) if draft.label.flip else (one, two)
            told += joined.has(draft.label, a, b)
    return told == 1


def _ask_which(joined: Joined, draft: Draft, roster: Roster, ledger: Ledger) -> None:
    """Nothing tells which of several people is meant, or nobody is: ask, and wait."""
    one, two = draft.names
    key = "which:" + key_of("relation", draft.label.words, same_name(one), same_name(two))
    refs = draft.a if len(draft.a) != 1 else draft.b
    name = one if len(draft.a) != 1 else two
    told = {"one": one, "words": draft.column, "two": two, "name": name}
    if refs:
        says = _('"%(one)s: %(words)s: %(two)s". There is more than one %(name)s. Who is meant?')
    else:
        says = _('"%(one)s: %(words)s: %(two)s". Nobody here is called %(name)s. Who is meant?')
    choices = (
        *(Choice(ref, roster.name_of(ref)) for ref in refs),
        Choice("wait", _("Leave it waiting")),
    )
    answer = ledger.ask(Question(key, says % told, choices, "wait", open_to="person"))
    known = answer in refs or roster.has(answer)
    if not known or (len(draft.a) != 1 and len(draft.b) != 1):
        ledger.problem(draft.file, draft.row, draft.column, says % told)
        return
    a = draft.a[0] if len(draft.a) == 1 else answer
    b = draft.b[0] if len(draft.a) != 1 else answer
    _settle(joined, draft, a, b, roster, ledger)


def _from_entries(roster: Roster) -> Iterator[Draft]:
    """Names in the cells of a people sheet: the row's own person is never in doubt."""
    told = [
        (roster.directory.one(ref), entry, tie)
        for ref, entries in roster.entries.items()
        for entry in entries
        for tie in entry.ties
    ]
    cells: dict[tuple[str, str], list[str]] = {}
    for _ref, entry, tie in told:
        cells.setdefault((entry.file, tie.column), []).append(tie.cell)
    homes = {place: roster.directory.tiers_for(_cut(texts)) for place, texts in cells.items()}
    for ref, entry, tie in told:
        (tiers, share), label = homes[entry.file, tie.column], label_of(tie.label)
        for name in roster.directory.names_in(tie.cell, tiers):
            found = _found(roster, name, tiers, label)
            if not found and label.nature == WALKING and share < ENOUGH and is_a_name(name):
                # No list holds the workers: the column of workers is the list.
                found = (roster.make(name, "worker", entry.file, tie.row),)
            names = (entry.full_name, name)
            yield Draft(label, (ref,), found, names, entry.file, tie.row, tie.column)


def _cut(texts: Sequence[str]) -> list[str]:
    return [part for text in texts for part in text.replace(", ", "/").split("/")]


def _found(roster: Roster, name: str, tiers: Tiers, label: Label) -> Refs:
    """Everybody a name could mean here: people first, then organisations."""
    if found := roster.directory.who(name, tiers):
        return found
    if organisation := roster.organisation_called(name):
        return (organisation,)
    if label.nature == ORGANISATION and is_a_name(name):
        return (roster.organisation(name, "", 0),)
    return ()


def _from_sheets(guesses: Sequence[Guess], roster: Roster, ledger: Ledger) -> Iterator[Draft]:
    for guess in guesses:
        if guess.kind == "relations":
            yield from SheetOfRelations(guess, roster, ledger).drafts()


class SheetOfRelations:
    """One sheet of relations, in rows of two people or laid out wide."""

    def __init__(self, guess: Guess, roster: Roster, ledger: Ledger) -> None:
        self.guess, self.roster, self.ledger = guess, roster, ledger
        names: list[str] = []
        for row in guess.table.rows():
            names += [self.name(row.cells, "a"), self.name(row.cells, "b")]
            if len(names) > MOST_NAMES:
                break
        self.tiers, share = roster.directory.tiers_for(names)
        self.makes_people = share < ENOUGH

    def name(self, cells: Sequence[str], side: str) -> str:
        """The name at one end, in one cell or in two."""
        whole = self.guess.text(cells, f"{side}_name")
        first, last = (
            self.guess.text(cells, f"{side}_first"),
            self.guess.text(cells, f"{side}_last"),
        )
        return whole or f"{first} {last}".strip()

    def drafts(self) -> Iterator[Draft]:
        """Every relation the sheet tells, as it tells it."""
        heading = self.guess.heading
        for row in self.guess.table.rows():
            a = self._end(row.cells, "a", row.number)
            b = self._end(row.cells, "b", row.number)
            names = (self.name(row.cells, "a"), self.name(row.cells, "b"))
            if b or names[1]:
                column = heading("label") or heading("b_name") or heading("b_last")
                draft = Draft(self._label(row.cells, b), a, b, names, self.guess.file, row.number,
                              column, self._day(row.cells, "since", row.number),
                              self._day(row.cells, "until", row.number), b)  # fmt: skip
                yield draft
            for tie in self.guess.relation_columns:
                yield from self._wide(tie, row.cells, row.number, a, names[0], b)

    def _wide(
        self, tie: Column, cells: Sequence[str], row: int, a: Refs, name: str, beside: Refs
    ) -> Iterator[Draft]:
        label = label_of(tie.label)
        for other in self.roster.directory.names_in(cells[tie.position], self.tiers):
            found = _found(self.roster, other, self.tiers, label)
            if not found and self.makes_people and is_a_name(other):
                found = (self.roster.make(other, "person", self.guess.file, row),)
            names = (name, other)
            yield Draft(label, a, found, names, self.guess.file, row, tie.heading, beside=beside)

    def _end(self, cells: Sequence[str], side: str, row: int) -> Refs:
        number = self.guess.text(cells, f"{side}_number")
        if number and (found := self.roster.directory.who(number, self.tiers)):
            return found
        name = self.name(cells, side)
        if not name:
            return ()
        found = _found(self.roster, name, self.tiers, Label("", ""))
        if not found and self.makes_people and is_a_name(name):
            found = (self.roster.make(name, "person", self.guess.file, row),)
        return found

    def _label(self, cells: Sequence[str], b: Refs) -> Label:
        given = self.guess.text(cells, "label")
        if given:
            return label_of(given)
        worker = len(b) == 1 and self.roster.directory.kinds.get(b[0]) == "worker"
        return label_of("supported by") if worker else Label("Knows", "tie", both=True)

    def _day(self, cells: Sequence[str], meaning: str, row: int) -> dt.date | None:
        column = self.guess.one(meaning)
        text = self.guess.text(cells, meaning)
        if not column or not text:
            return None
        day = read_day(text, month_first=column.month_first)
        if day is None:
            says = _('"%(text)s" could not be read as a day.') % {"text": text[:40]}
            self.ledger.problem(self.guess.file, row, column.heading, says)
        return day
