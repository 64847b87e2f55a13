"""Writing down many relationships at once, for `interchange`, which has asked first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.viewer import Life, Viewer
from alongside.kit.lots import write_lots
from alongside.relationships.models import Relationship, SafeReach, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRelationship:
    """Two people, each in one of their lives, as another system joined them."""

    id: UUID
    begun_by_id: UUID
    sides: tuple[tuple[UUID, Life], tuple[UUID, Life]]
    began_on: date | None = None
    words: str = ""


def bring_in_relationships(relationships: Sequence[NewRelationship]) -> None:
    """Write each with its two sides. The caller holds the transaction: all or nothing."""
    write_lots(
        Relationship,
        (
            Relationship(
                id=one.id, begun_by_id=one.begun_by_id, began_on=one.began_on, words=one.words
            )
            for one in relationships
        ),
    )
    write_lots(
        Side,
        (
            Side(relationship_id=one.id, person_id=person_id, life=life.value)
            for one in relationships
            for person_id, life in one.sides
        ),
    )


def relationship_between(worker_id: UUID, other_id: UUID, other_life: Life) -> UUID | None:
    """The oldest relationship of a working side with somebody in this life of theirs.

    For writing into, never for showing: it asks nobody's leave.
    """
    theirs = Side.objects.filter(person_id=other_id, life=other_life.value)
    mine = Side.objects.filter(person_id=worker_id, life=Life.WORKING.value)
    found = mine.filter(relationship_id__in=theirs.values("relationship_id"))
    return found.order_by("relationship__made_at").values_list("relationship_id", flat=True).first()


def already_said(person_ids: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """Where, and about whom, somebody here said how to reach them, or read a file's words through.

    A file never comes before it.
    """
    told = SafeReach.objects.filter(person_id__in=list(person_ids))
    said = told.exclude(brought_in=True, let_through_at=None)
    return set(said.values_list("relationship_id", "person_id"))


def bring_in_reach(*, by: Viewer, reach: Iterable[tuple[UUID, UUID, str]]) -> None:
    """Keep how to reach people: relationship, person, words. Not yet read through."""
    write_lots(
        SafeReach,
        (
            SafeReach(
                relationship_id=relationship_id,
                person_id=person_id,
                words=words,
                written_by_id=by.person_id,
                brought_in=True,
            )
            for relationship_id, person_id, words in reach
        ),
    )
