from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from alongside.access.grounds import Ground
from alongside.access.guarded import GuardedQuerySet
from alongside.access.viewer import Life, Viewer
from alongside.kit.prepared import prepared
from alongside.people.models import Person
from alongside.vault.fields import open_rows

if TYPE_CHECKING:
    from alongside.relationships.models import Pause, Side


class SideQuerySet(GuardedQuerySet["Side"]):
    def of(self, viewer: Viewer) -> "SideQuerySet":
        """The viewer's own sides, in the life they are looking from."""
        return self.filter(person_id=viewer.person_id, life=viewer.life)


@dataclass(frozen=True, slots=True)
class Between:
    """A relationship as one of its sides sees it: me, and the other."""

    id: UUID
    began_on: date | None
    me: Person
    other: Person
    other_life: Life
    ground: Ground = Ground.SIDE
    is_paused: bool = False
    """The one whose page this is shares nothing now."""

    def person(self, person_id: UUID) -> Person:
        """One of the two by their id; a stranger's 404 for anybody else."""
        if person_id not in {self.me.id, self.other.id}:
            raise Http404
        return self.me if person_id == self.me.id else self.other

    @property
    def supported(self) -> Person:
        """The side whose page this is: the one in their own life; failing that, the other."""
        return self.other if self.other_life == Life.OWN else self.me


def my_relationship_ids(viewer: Viewer) -> QuerySet["Side", UUID]:
    """For rules: the relationships the viewer is a side of, in this life, and has not left."""
    from alongside.relationships.models import Side

    return Side.objects.of(viewer).filter(left_at=None).values_list("relationship_id", flat=True)


def my_open_relationship_ids(viewer: Viewer) -> QuerySet["Side", UUID]:
    """For rules: those of them in which the other side has not paused."""
    from alongside.relationships.models import Side

    held = Side.objects.filter(life=Life.OWN, person_id__in=who_paused())
    theirs = held.exclude(person_id=viewer.person_id).values("relationship_id")
    return my_relationship_ids(viewer).filter(~Q(relationship_id__in=theirs))


def who_paused() -> QuerySet["Pause", UUID]:
    """For rules: whoever shares nothing now, in their own life."""
    from alongside.relationships.models import Pause

    return Pause.objects.filter(ended_at=None).values_list("person_id", flat=True)


def my_relationships(viewer: Viewer, only: UUID | None = None) -> list[Between]:
    """Every relationship of the viewer in this life, names opened, in the order of names."""
    return _as_seen(viewer, _sides(viewer, only))


@prepared
def _sides(viewer: Viewer, only: UUID | None) -> "QuerySet[Side]":
    from alongside.relationships.models import Pause, Side

    mine = my_relationship_ids(viewer)
    paused = Pause.objects.filter(person_id=OuterRef("person_id"), ended_at=None)
    return (
        Side.objects.visible_to(viewer)
        .filter(relationship_id__in=mine if only is None else mine.filter(relationship_id=only))
        .select_related("person", "relationship")
        .annotate(has_paused=Q(life=Life.OWN) & Q(Exists(paused)))
    )


def must_be_mine(viewer: Viewer, relationship_id: UUID) -> None:
    """A stranger's 404 unless the viewer is a side of this relationship."""
    if not _mine(viewer, relationship_id):
        raise Http404


@prepared
def _mine(viewer: Viewer, relationship_id: UUID) -> "QuerySet[Any, UUID]":
    from alongside.relationships.models import Relationship

    visible = Relationship.objects.visible_to(viewer).filter(id=relationship_id)
    return visible.values_list("id", flat=True)


def the_relationship(viewer: Viewer, relationship_id: UUID) -> Between:
    """One relationship the viewer is a side of; a stranger's 404 otherwise."""
    found = my_relationships(viewer, only=relationship_id)
    if not found:
        raise Http404
    return found[0]


def _as_seen(viewer: Viewer, sides: Iterable["Side"]) -> list[Between]:
    from alongside.kit.folding import folded

    sides = list(sides)
    open_rows([side.person for side in sides])
    mine = {s.relationship_id: s for s in sides if s.person_id == viewer.person_id}
    seen = [
        Between(
            id=side.relationship_id,
            began_on=side.relationship.began_on,
            me=mine[side.relationship_id].person,
            other=side.person,
            other_life=Life(side.life),
            is_paused=(side if side.life == Life.OWN else mine[side.relationship_id]).has_paused,
        )
        for side in sides
        if side.person_id != viewer.person_id
    ]
    return sorted(seen, key=lambda between: folded(between.other.called))
