"""Who waits with somebody whose worker left: two of the team, and nobody they would not want."""

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.viewer import Life
from alongside.kit.time import now
from alongside.relationships.models import Side
from alongside.shares.feared import feared_among
from alongside.shares.models import Keeping
from alongside.teams.models import Member
from alongside.teams.queries import places_now

KEEPERS = 2
MUST_NOT_KEEP: list[Callable[[UUID], set[UUID]]] = []
"""Slices above say here whom a person would not want; `agreements` knows hard things."""


class NobodyToKeep(Exception):
    """Nobody would be left to wait with the people this worker walks alongside."""


def give_keepers(relationship_id: UUID, wished: Sequence[UUID], *, needed: bool = True) -> None:
    """The first two of these who may, beside whoever keeps it already.

    Raises NobodyToKeep where somebody is `needed` and nobody may.
    """
    there = Keeping.objects.filter(relationship_id=relationship_id, ended_at=None)
    keepers = list(there.values_list("keeper_id", flat=True))
    shut_out = _must_not_keep(relationship_id, wished)
    more = [one for one in dict.fromkeys(wished) if one not in shut_out and one not in keepers]
    more = more[: max(KEEPERS - len(keepers), 0)]
    if needed and not keepers and not more:
        raise NobodyToKeep
    for keeper_id in more:
        # Somebody who kept it before may keep it again.
        Keeping.objects.update_or_create(
            relationship_id=relationship_id, keeper_id=keeper_id, defaults={"ended_at": None}
        )


def _must_not_keep(relationship_id: UUID, wished: Sequence[UUID]) -> set[UUID]:
    own = Side.objects.filter(relationship_id=relationship_id, life=Life.OWN.value)
    found: set[UUID] = set()
    for about_id in own.values_list("person_id", flat=True):
        found |= feared_among(about_id, wished) | {about_id}
        for unwanted in MUST_NOT_KEEP:
            found |= unwanted(about_id)
    return found


def pass_on(kept: QuerySet[Keeping], but: UUID | None = None, *, said_by_two: bool = False) -> None:
    """These keep it no longer; others of their teams do.

    Raises NobodyToKeep, unless two said that they left.
    """
    for keeping in list(kept.filter(ended_at=None)):
        keeping.ended_at = now()
        keeping.save(update_fields=["ended_at"])
        others = [one for one in beside(keeping.keeper_id) if one != but]
        give_keepers(keeping.relationship_id, others, needed=not said_by_two)


def beside(person_id: UUID) -> list[UUID]:
    """Whoever is or was in a team with them and is still in it, longest first."""
    theirs = Member.objects.filter(person_id=person_id, accepted_at__isnull=False)
    return others_in(theirs.values_list("team_id", flat=True), person_id)


def others_in(team_ids: Iterable[UUID], but: UUID) -> list[UUID]:
    found = places_now().filter(team_id__in=team_ids).exclude(person_id=but)
    return list(found.order_by("since", "id").values_list("person_id", flat=True))
