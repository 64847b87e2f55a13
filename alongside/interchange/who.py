"""Who is who while a plan is written: refs become people, and pairs become relationships."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from alongside.access.viewer import Life, Viewer
from alongside.interchange.planning.plan import Plan
from alongside.kit.ids import new_id
from alongside.relationships.bringing import (
    NewRelationship,
    bring_in_relationships,
    relationship_between,
)

Pair = frozenset[UUID]


def new_keys() -> AbstractContextManager[None]:
    """Make the keys of one batch in one go. They are kept before the words they seal are."""
    return transaction.atomic(using="keys")


@dataclass
class Who:
    """Everybody a plan speaks of, and in which of their lives they stand in it."""

    by: Viewer
    ids: dict[str, UUID] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    lives: dict[UUID, Life] = field(default_factory=dict)
    new: set[UUID] = field(default_factory=set)

    def one(self, ref: str) -> UUID | None:
        """Whom a ref means; None for nobody."""
        return self.ids.get(ref) if ref else None

    def name(self, ref: str) -> str:
        """The name a ref has in the file."""
        return self.names.get(ref, "")

    def works(self, person_id: UUID | None) -> bool:
        """Whether somebody stands in their working life here."""
        return person_id is not None and self.lives.get(person_id) == Life.WORKING


@dataclass
class Pairs:
    """Which two have a relationship, and which two must never be given one."""

    who: Who
    apart: set[Pair] = field(default_factory=set)
    walkers: dict[UUID, list[UUID]] = field(default_factory=dict)
    begun: int = 0
    _held: dict[Pair, UUID] = field(default_factory=dict)

    def keep_apart(self, plan: Plan) -> None:
        """Safety first: none of these pairs is ever joined here, whatever else a file says."""
        for one in plan.safety:
            pair = {self.who.one(one.person), self.who.one(one.kept_from)} - {None}
            self.apart.add(frozenset(each for each in pair if each))

    def may_meet(self, one: UUID, two: UUID) -> bool:
        """Two different people whom nobody asked to keep apart."""
        return one != two and frozenset((one, two)) not in self.apart

    def hold(self, one: UUID, two: UUID, relationship_id: UUID) -> None:
        """Remember the first relationship of two."""
        self._held.setdefault(frozenset((one, two)), relationship_id)

    def is_ours(self, one: UUID, two: UUID) -> bool:
        """Whether a file may write where these two meet: the bringer's own, or two newcomers'."""
        pair = {one, two}
        return self.who.by.person_id in pair or pair <= self.who.new

    def holds(self, one: UUID, two: UUID) -> bool:
        """Whether they have a relationship this bring-in may write into."""
        return frozenset((one, two)) in self._held

    def find(self, worker: UUID, other: UUID) -> UUID | None:
        """The relationship of a working side with somebody, if there is one.

        Two who have met already stay as they are: only being joined is refused.
        """
        if worker == other:
            return None
        pair = frozenset((worker, other))
        if pair not in self._held:
            life = self.who.lives.get(other, Life.OWN)
            if found := relationship_between(worker, other, life):
                self._held[pair] = found
        return self._held.get(pair)

    def between(self, worker: UUID, other: UUID) -> UUID | None:
        """The same, begun now if there is none. None for two who must not be joined.

        None too where it would be written under the name of a worker who is here already.
        """
        newcomers = self.who.new | {self.who.by.person_id}
        if worker not in newcomers or not self.is_ours(worker, other):
            return None
        if found := self.find(worker, other):
            return found
        if not self.may_meet(worker, other):
            return None
        life = self.who.lives.get(other, Life.OWN)
        new = NewRelationship(
            id=new_id(), begun_by_id=worker, sides=((worker, Life.WORKING), (other, life))
        )
        bring_in_relationships([new])
        self.begun += 1
        self.hold(worker, other, new.id)
        return new.id

    def holder(self, person: UUID) -> tuple[UUID, UUID] | None:
        """The first who walks with somebody, else the one who brings them in: who, and where."""
        return self.first((*self.walkers.get(person, ()), self.who.by.person_id), person)

    def first(self, workers: Iterable[UUID], person: UUID) -> tuple[UUID, UUID] | None:
        """The first of these in whose relationship with somebody may be written: who, and where."""
        for worker in workers:
            if relationship_id := self.between(worker, person):
                return worker, relationship_id
        return None


def names_in(plan: Plan) -> Mapping[str, str]:
    """What everybody in the plan is called there, by ref."""
    people = {one.ref: one.full_name or one.called for one in plan.people}
    return people | {one.ref: one.name for one in plan.organisations}
