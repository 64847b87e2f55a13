"""Which records are one person. Whoever asks about one of them may have to ask about all."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from alongside.kit.prepared import prepared
from alongside.people.models import Alias


def standing() -> QuerySet[Alias]:
    """Said, and not taken apart. Records stand round one of them, never in a row."""
    return Alias.objects.filter(undone_at=None)


def agreed() -> QuerySet[Alias]:
    """The person themselves said yes: these open what either may see."""
    return standing().filter(agreed_at__isnull=False)


def also_me(person_id: UUID) -> set[UUID]:
    """The other records of somebody who looks, as they said themselves."""
    return {each for pair in _agreed_with(person_id) for each in pair} - {person_id}


@prepared
def _agreed_with(person_id: UUID) -> QuerySet[Any, tuple[UUID, UUID]]:
    return _around(agreed(), person_id)


def one_with(person_ids: Iterable[UUID]) -> set[UUID]:
    """These records and every other of the same people: for keeping safe, never for showing."""
    found, before = set(person_ids), set[UUID]()
    while found != before:
        before = set(found)
        near = standing().filter(Q(kept_as_id__in=before) | Q(other_id__in=before))
        found |= {each for pair in near.values_list("kept_as_id", "other_id") for each in pair}
    return found


def records_of(person_ids: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """The same, for each of these by itself."""
    people = set(person_ids)
    every = one_with(people)
    joins = standing().filter(other_id__in=every).values_list("other_id", "kept_as_id")
    round_one: dict[UUID, set[UUID]] = {}
    middle = {each: each for each in every} | dict(joins)
    for each, its_middle in middle.items():
        round_one.setdefault(its_middle, set()).add(each)
    return {one: round_one[middle[one]] for one in people}


def middle_of(person: str, known: QuerySet[Alias]) -> Coalesce:
    """For lists: the record this one stands round, or that others do; by what is known to them."""
    me, known = OuterRef(person), known.filter(undone_at=None)
    kept = known.filter(other_id=me).values("kept_as_id")[:1]
    itself = known.filter(kept_as_id=me).values("kept_as_id")[:1]
    return Coalesce(Subquery(kept), Subquery(itself))


def _around(aliases: QuerySet[Alias], person_id: UUID) -> QuerySet[Any, tuple[UUID, UUID]]:
    middle = aliases.filter(other_id=person_id).values("kept_as_id")
    near = Q(kept_as_id=person_id) | Q(kept_as_id__in=middle)
    return aliases.filter(near).values_list("kept_as_id", "other_id")


def is_of_several(whose: str) -> Exists:
    """For a question about accounts: whether the person behind each is several records."""
    me = OuterRef(whose)
    return Exists(agreed().filter(Q(kept_as_id=me) | Q(other_id=me)))
