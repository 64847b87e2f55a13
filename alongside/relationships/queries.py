from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from alongside.access.grounds import Ground
from alongside.access.guarded import GuardedQuerySet
from alongside.access.viewer import Life, Viewer
from alongside.kit.prepared import prepared
from alongside.kit.words import date_words
from alongside.people.aliases import middle_of, one_with
from alongside.people.models import Alias, Person
from alongside.vault.fields import open_rows
from alongside.vault.keyring import current_keyring
from alongside.vault.scopes import between_scope

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
    has_left: bool = False
    """The other worked here and left: they see nothing of it any more."""
    is_paused: bool = False
    """The one whose page this is shares nothing now."""
    apart: str = ""
    """What tells them apart from somebody else of mine who is called the same."""
    as_one: UUID | None = None
    """Where the other is several records: the one whose name stands in lists."""
    also: tuple["Between", ...] = ()
    """In a list of people: what I share with the other records of this one."""

    def person(self, person_id: UUID) -> Person:
        """One of the two by their id; a stranger's 404 for anybody else."""
        if person_id not in {self.me.id, self.other.id}:
            raise Http404
        return self.me if person_id == self.me.id else self.other

    @property
    def supported(self) -> Person:
        """The side whose page this is: the one in their own life; failing that, the other."""
        return self.other if self.other_life == Life.OWN else self.me


def whose_plan(viewer: Viewer, between: Between) -> Person:
    """Whose plan it is, as the viewer writes in it: theirs at work, mine everywhere else.

    Two in their own lives, or at work, each bring their own: nobody is the one who is supported.
    """
    walks_with = viewer.is_working and between.other_life == Life.OWN
    return between.other if walks_with else between.me


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
    sides = _sides(viewer, only)
    if only:
        # Whoever opens one relationship reads what the two wrote: one look for all their keys.
        words = [between_scope(only, side.person_id) for side in sides]
        current_keyring().fetch([*words, *(side.person.key_scope() for side in sides)])
    return _as_seen(viewer, sides)


@prepared
def _sides(viewer: Viewer, only: UUID | None) -> "QuerySet[Side]":
    from alongside.relationships.models import Pause, Side

    mine = my_relationship_ids(viewer)
    paused = Pause.objects.filter(person_id=OuterRef("person_id"), ended_at=None)
    return (
        Side.objects.visible_to(viewer)
        .filter(relationship_id__in=mine if only is None else mine.filter(relationship_id=only))
        .select_related("person", "relationship")
        .annotate(
            has_paused=Q(life=Life.OWN) & Q(Exists(paused)),
            as_one=middle_of("person_id", Alias.objects.ours(viewer)),
        )
    )


def who_are_here(viewer: Viewer) -> set[UUID]:
    """In which of the viewer's relationships the other side has a way in of their own."""
    return set(_here(viewer, viewer.person_id))


@prepared
def _here(viewer: Viewer, me: UUID) -> "QuerySet[Side, UUID]":
    from alongside.relationships.models import Side

    mine = Side.objects.visible_to(viewer).filter(relationship_id__in=my_relationship_ids(viewer))
    theirs = mine.exclude(person_id=me).filter(person__account__isnull=False)
    return theirs.values_list("relationship_id", flat=True)


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
            has_left=side.left_at is not None,
            is_paused=_of_own_life(side, mine[side.relationship_id]).has_paused,  # type: ignore[attr-defined]
            as_one=side.as_one if side.life == Life.OWN else None,  # type: ignore[attr-defined]
        )
        for side in sides
        if side.person_id != viewer.person_id
    ]
    return _told_apart(sorted(seen, key=lambda between: folded(between.other.called)))


def _of_own_life(side: "Side", mine: "Side") -> "Side":
    """Of the two, whose page it is; asked together with whether they pause."""
    return side if side.life == Life.OWN else mine


def _told_apart(seen: list[Between]) -> list[Between]:
    """Of two who are called the same, each says what tells them apart: a slip is a tap away."""
    from alongside.kit.folding import folded

    how_many = Counter(folded(each.other.called) for each in seen)
    return [
        replace(each, apart=_own(each)) if how_many[folded(each.other.called)] > 1 else each
        for each in seen
    ]


def _own(between: Between) -> str:
    full: str = between.other.full_name
    if full and full != between.other.called:
        return full
    if between.began_on:
        return _("since %(day)s") % {"day": date_words(between.began_on)}
    return ""


def one_each(people: Iterable[Between], first: str = "") -> list[Between]:
    """Each person once, in the same order; `first` is a relationship to stand for its person."""
    groups: dict[UUID, list[Between]] = {}
    for each in people:
        groups.setdefault(each.as_one or each.id, []).append(each)
    return [_for_all(group, first) for group in groups.values()]


def once_for_me(people: Iterable[Between]) -> list[Between]:
    """Each person once, where I am several records and have met somebody as more than one."""
    groups: dict[tuple[UUID, Life], list[Between]] = {}
    for each in people:
        groups.setdefault((each.other.id, each.other_life), []).append(each)
    return [replace(first, also=tuple(rest)) for first, *rest in groups.values()]


def _for_all(group: list[Between], first: str) -> Between:
    wanted = (each for each in group if str(each.id) == first)
    named = (each for each in group if each.other.id == each.as_one)
    one = next(wanted, None) or next(named, group[0])
    return replace(one, also=tuple(each for each in group if each is not one))


def records_of(between: Between) -> set[UUID]:
    """Every record of the other side; for keeping safe."""
    return one_with({between.other.id}) if between.as_one else {between.other.id}
