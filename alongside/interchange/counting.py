"""Numbers of a plan: what would come in now, and what is here already."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass, field, fields
from typing import Any, TypedDict
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.interchange.arriving import Known, arrived, batches, people_arrived
from alongside.interchange.planning.keys import key_of
from alongside.interchange.planning.plan import LeftOut, Plan, PlannedRelationship


class LeftOutLine(TypedDict):
    """One column that stays behind, and why, with its file and count in words."""

    column: str
    why: str


class ProblemLine(TypedDict):
    """One problem; ``row`` counts as a spreadsheet does, 0 for the file as a whole."""

    file: str
    row: int
    column: str
    says: str


class Summary(TypedDict):
    """Numbers of what would be brought in, of what is here, and lists of what would not be."""

    people: int
    relationships: int
    moments: int
    promises: int
    left_out: list[LeftOutLine]
    problems: list[ProblemLine]
    already_here: dict[str, int]


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many of each."""

    people: int = 0
    relationships: int = 0
    moments: int = 0
    promises: int = 0

    def less(self, other: "Numbers") -> "Numbers":
        """So many less of each."""
        mine, theirs = asdict(self), asdict(other)
        return Numbers(**{name: mine[name] - theirs[name] for name in mine})

    @property
    def words(self) -> str:
        """The same in words."""
        each = (
            ngettext("%(n)s person", "%(n)s people", self.people) % {"n": self.people},
            ngettext("%(n)s relationship", "%(n)s relationships", self.relationships)
            % {"n": self.relationships},
            ngettext("%(n)s moment", "%(n)s moments", self.moments) % {"n": self.moments},
            ngettext("%(n)s promise", "%(n)s promises", self.promises) % {"n": self.promises},
        )
        return ", ".join(each)

    @property
    def any(self) -> bool:
        """Whether there is one at all."""
        return any(asdict(self).values())


@dataclass(frozen=True, slots=True)
class Count:
    """What would come in now, and what came in before from the same hands."""

    new: Numbers
    here: Numbers = field(default_factory=Numbers)
    organisations: int = 0
    """New ones: they come in as partners."""


def numbers_in(told: Mapping[str, Any]) -> Numbers:
    """The numbers that stand in something longer."""
    return Numbers(**{one.name: told[one.name] for one in fields(Numbers)})


def count(plan: Plan, by: UUID | None, known: Known | None) -> Count:
    """Count a plan. Without anybody who brings it in, nothing is here already."""
    whole = Numbers(
        len(plan.people), len(plan.relationships), len(plan.moments), len(plan.promises)
    )
    if by is None or known is None:
        return Count(whole, organisations=len(plan.organisations))
    here = Numbers(
        people=_people_here(plan, by, known),
        relationships=_relationships_here(plan, by),
        moments=_here(by, ((one.key, *one.also_keys) for one in plan.moments)),
        promises=_here(by, ((one.key,) for one in plan.promises)),
    )
    partners = _here(by, ((one.ref,) for one in plan.organisations))
    return Count(whole.less(here), here, len(plan.organisations) - partners)


def _people_here(plan: Plan, by: UUID, known: Known) -> int:
    refs = [ref for one in plan.people for ref in (one.ref, *one.also)]
    there: AbstractSet[str] = people_arrived(by, refs, known.visible).keys() | known.betweens.keys()
    return sum(not there.isdisjoint((one.ref, *one.also)) for one in plan.people)


def _relationships_here(plan: Plan, by: UUID) -> int:
    """A relation is a relationship, a place in a partner, or a line in somebody's old words."""
    return _here(by, (_as_what(one) for one in plan.relationships))


def _as_what(one: PlannedRelationship) -> tuple[str, ...]:
    lines = (key_of("tie", one.key, ref) for ref in (one.a, one.b))
    return (one.key, key_of("place", one.a, one.b), *lines)


def _here(by: UUID, each: Iterable[tuple[str, ...]]) -> int:
    return sum(_in_batches(by, each))


def _in_batches(by: UUID, each: Iterable[tuple[str, ...]]) -> Iterator[int]:
    for batch in batches(each):
        there = arrived(by, (key for keys in batch for key in keys)).keys()
        yield sum(not there.isdisjoint(keys) for keys in batch)


def summary(plan: Plan, numbers: Count) -> Summary:
    """A plan as ``alongside bring-in --json`` prints it: no address, and nobody's words."""
    return Summary(
        people=numbers.new.people,
        relationships=numbers.new.relationships,
        moments=numbers.new.moments,
        promises=numbers.new.promises,
        left_out=[LeftOutLine(column=left.column, why=_why(left)) for left in plan.left_out],
        problems=[
            ProblemLine(file=one.file, row=one.row, column=one.column, says=one.says)
            for one in plan.problems
        ],
        already_here=asdict(numbers.here),
    )


def _why(left: LeftOut) -> str:
    told = {"why": left.why, "count": left.count, "file": left.file}
    return _("%(why)s (%(count)s in %(file)s)") % told
