"""What every part of the writing has at hand, and what it has written so far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from alongside.access.viewer import Viewer
from alongside.interchange.arriving import arrived, note_arrived
from alongside.interchange.planning.plan import Plan, PlannedPerson
from alongside.interchange.problems import Problem
from alongside.interchange.who import Pairs, Who


@dataclass
class Written:
    """How much was written now. A second run of the same file gives zeros."""

    id: UUID
    people: int = 0
    organisations: int = 0
    relationships: int = 0
    begun: int = 0
    moments: int = 0
    undated: int = 0
    promises: int = 0
    told_promises: int = 0
    """Those between others who are here already: they came in as words."""
    problems: list[Problem] = field(default_factory=list)


@dataclass
class Desk:
    """What every part of the writing needs."""

    by: Viewer
    plan: Plan
    bring_in_id: UUID
    who: Who
    pairs: Pairs
    written: Written
    team: str = ""
    """The team the workers come into: its id, or a name."""
    told_only: set[str] = field(default_factory=set)
    """Ties that are told in old words: a file may not begin a relationship for others here."""

    partners: dict[str, UUID] = field(default_factory=dict)
    """What the organisations of the plan became: they are nobody's side."""
    placed: set[tuple[str, str]] = field(default_factory=set)
    """Who has a place in which organisation, by their refs."""

    @property
    def rows(self) -> list[PlannedPerson]:
        """Everybody who has a row, those who were here before among them."""
        return [*self.plan.people, *(one for one in self.plan.here if one.ref in self.who.ids)]

    @cached_property
    def organisations(self) -> frozenset[str]:
        """The refs that mean no person."""
        return frozenset(one.ref for one in self.plan.organisations)

    def names_organisation(self, *refs: str) -> bool:
        """Whether one of these is an organisation."""
        return not self.organisations.isdisjoint(refs)

    def job_of(self, one: PlannedPerson, words: str) -> str:
        """The name of a job alone: files write the organisation behind it."""
        return words.removesuffix(self.who.name(one.organisation)).rstrip(" ,")

    def may_write_of(self, person: UUID) -> bool:
        """Whether somebody came in now, or the one who brings this in has met them."""
        return person in self.who.new or self.pairs.find(self.by.person_id, person) is not None

    def arrived(self, keys: Iterable[str]) -> dict[str, UUID]:
        """What these keys became when the same person brought them in before."""
        return arrived(self.by.person_id, keys)

    def note_arrived(self, rows: Mapping[str, UUID]) -> None:
        """Remember what came in now."""
        note_arrived(self.by.person_id, self.bring_in_id, rows)

    def problem(self, file: str, row: int, says: str) -> None:
        """Name a row that could not be placed."""
        self.written.problems.append(Problem(file, row, "", says))
