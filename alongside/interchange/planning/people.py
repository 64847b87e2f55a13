"""Everybody in the people sheets, each once, with a key that stays the same from run to run."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from alongside.interchange.groups import ORGANISATION, WORKER
from alongside.interchange.guessing import Guess
from alongside.interchange.planning.directory import HERE, Directory
from alongside.interchange.planning.keys import is_a_name, key_of, same_name
from alongside.interchange.planning.ledger import Ledger
from alongside.interchange.planning.listed import Listed, kind_of, listed_in, same_base
from alongside.interchange.planning.plan import (
    Choice,
    KnownPerson,
    PlannedOrganisation,
    PlannedPerson,
    Question,
)

PEOPLE_KINDS = frozenset({"people", "workers", "organisations"})


@dataclass
class Roster:
    """Everybody planned so far, the organisations, and where each name leads."""

    people: dict[str, PlannedPerson] = field(default_factory=dict)
    organisations: dict[str, PlannedOrganisation] = field(default_factory=dict)
    directory: Directory = field(default_factory=Directory)
    entries: dict[str, list[Listed]] = field(default_factory=dict)
    here: dict[str, PlannedPerson] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)

    def name_of(self, ref: str) -> str:
        """The name to use in a sentence: with enough beside it to tell two of one name apart."""
        if ref in self.organisations:
            return self.organisations[ref].name
        person = self.people.get(ref)
        if not person:
            return self.directory.labels.get(ref, ref)
        told = [str(person.born.year)] if person.born else []
        told += [words.words for words in person.words[:1]]
        return f"{person.full_name} ({', '.join(told)})" if told else person.full_name

    def has(self, ref: str) -> bool:
        """Whether a ref given as an answer is somebody planned or already here."""
        return ref in self.people or ref in self.directory.kinds

    def organisation(self, name: str, file: str, row: int) -> str:
        """The ref of the organisation of this name, planned now if it is new."""
        ref = organisation_ref(name)
        self.organisations.setdefault(ref, PlannedOrganisation(ref, name.strip(), file, row))
        return ref

    def organisation_called(self, name: str) -> str:
        """The ref of an organisation of this name; empty when there is none."""
        ref = organisation_ref(name)
        return ref if ref in self.organisations else ""

    def only_here(self, ref: str) -> bool:
        """Somebody known here, whom no list of these files names."""
        return ref in self.known and ref not in self.people and ref not in self.here

    def make(self, name: str, kind: str, file: str, row: int) -> str:
        """Plan a person of whom only a name is known, from a sheet that is not a list of people."""
        plain = " ".join(name.split())
        ref = key_of("person", "", "", same_name(plain))
        self.people.setdefault(ref, PlannedPerson(ref, plain, plain, kind, file, row))
        self.directory.add("named in the rows", ref, [plain], kind)
        return ref


def organisation_ref(name: str) -> str:
    """The key of an organisation: its name."""
    return key_of("organisation", same_name(name))


def gather(guesses: Sequence[Guess], known: Sequence[KnownPerson], ledger: Ledger) -> Roster:
    """Read every sheet of people, workers and organisations."""
    roster = Roster()
    for person in known:
        roster.directory.add(HERE, person.ref, person.names, person.kind)
        roster.known.add(person.ref)
    found: dict[tuple[str, str, str], list[tuple[Guess, Listed, str]]] = {}
    for guess in guesses:
        if guess.kind not in PEOPLE_KINDS:
            continue
        for entry in listed_in(guess, ledger):
            kind = kind_of(entry, guess)
            if _may_come(entry, guess, kind, ledger):
                found.setdefault(same_base(entry), []).append((guess, entry, kind))
    for base, several in found.items():
        _settle(roster, base, several)
        _leave_ways(several, ledger)
    _name_organisations(roster)
    return roster


def _leave_ways(several: list[tuple[Guess, Listed, str]], ledger: Ledger) -> None:
    """How to reach an organisation, and where it is, has no place here yet."""
    for guess, entry, kind in several:
        if kind != ORGANISATION:
            continue
        ways = guess.heading("way_value") or guess.heading("phone") or guess.heading("email")
        ledger.leave(entry.file, ways, "organisation", len(entry.ways))
        ledger.leave(entry.file, guess.heading("street"), "organisation", len(entry.addresses))


def _may_come(entry: Listed, guess: Guess, kind: str, ledger: Ledger) -> bool:
    """Nobody is made out of a number; what systems ship with and their users are asked about."""
    name = entry.full_name
    if not is_a_name(name):
        says = _("This row has no name that somebody could be called. It is not brought in.")
        ledger.problem(guess.file, entry.row, guess.heading("name"), says)
        return False
    if entry.is_placeholder:
        return _offered(
            entry,
            guess,
            ledger,
            "placeholder",
            _(
                '"%(name)s" looks like something the other system came with, not like somebody.'
                " Bring it in?"
            ),
        )
    if guess.kind == "workers" and kind == WORKER:
        return _offered(
            entry,
            guess,
            ledger,
            "colleague",
            _('"%(name)s" used the other system. Bring them in as a colleague?'),
        )
    return True


def _offered(entry: Listed, guess: Guess, ledger: Ledger, what: str, says: str) -> bool:
    name = entry.full_name
    question = Question(
        f"{what}:{key_of('person', *same_base(entry))}",
        says % {"name": name},
        (Choice("bring", _("Bring in")), Choice("leave", _("Leave out"))),
        "leave",
    )
    if ledger.ask(question) == "bring":
        return True
    told = _('"%(name)s" is not brought in until somebody says so.') % {"name": name}
    ledger.problem(guess.file, entry.row, guess.heading("name") or guess.heading("last_name"), told)
    return False


def _settle(
    roster: Roster,
    base: tuple[str, str, str],
    several: list[tuple[Guess, Listed, str]],
) -> None:
    """Give keys to all entries of one name. The same entry in two files is one person."""
    marks = {entry.mark for _guess, entry, _kind in several}
    for guess, entry, kind in several:
        if kind == ORGANISATION:
            ref = organisation_ref(entry.full_name)
            _plan_organisation(roster, ref, entry)
        else:
            apart = entry.mark if len(marks) > 1 else ()
            ref = key_of("person", *base, *apart)
            _plan_person(roster, ref, entry, kind, guess)
        roster.entries.setdefault(ref, []).append(entry)


def _plan_organisation(roster: Roster, ref: str, entry: Listed) -> None:
    planned = PlannedOrganisation(ref, entry.full_name, entry.file, entry.row)
    roster.organisations.setdefault(ref, planned)


def _plan_person(roster: Roster, ref: str, entry: Listed, kind: str, guess: Guess) -> None:
    planned = PlannedPerson(
        ref,
        entry.likes,
        entry.full_name,
        kind,
        entry.file,
        entry.row,
        organisation_as_given=entry.organisation,
        does=entry.does,
        ways=tuple(entry.ways),
        safe_contact=tuple(entry.safe),
        address="\n\n".join(entry.addresses),
        born=entry.born,
        words=tuple(entry.words),
    )
    if ref not in roster.people:
        roster.people[ref] = planned
    names = [entry.full_name]
    if entry.first and entry.last:
        names.append(f"{entry.last}, {entry.first}")
    roster.directory.add(guess.file, ref, names, kind, entry.number)


def _name_organisations(roster: Roster) -> None:
    """Find the organisation a person's own row names, alone or at the end of what they do."""
    by_name = {same_name(held.name): ref for ref, held in roster.organisations.items()}
    for ref, person in roster.people.items():
        given = person.organisation_as_given
        told = [given, *(words.words.rsplit(", ", 1)[-1] for words in person.words)]
        found = next((by_name[same_name(text)] for text in told if same_name(text) in by_name), "")
        if given and not found:
            found = roster.organisation(given, person.file, person.row)
        if found:
            roster.people[ref] = replace(person, organisation=found)
