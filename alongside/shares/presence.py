"""Who of my people at work is not there now, and who is instead: said where they are named."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.access.viewer import Life, Viewer
from alongside.kit.prepared import prepared
from alongside.kit.time import last_day_before, now
from alongside.relationships.queries import Between
from alongside.shares.queries import keepers_of_mine
from alongside.shares.showing import who_may_step_in

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from alongside.shares.stepping_in import Away


@dataclass(frozen=True, slots=True)
class NotThere:
    """Somebody who left, or is away until then; and whoever waits with me, or steps in."""

    between: Between
    until: datetime | None
    instead: list[str]

    @property
    def left(self) -> bool:
        return self.between.has_left

    @property
    def last_day(self) -> date | None:
        """The last day they are away, as they said it."""
        return last_day_before(self.until) if self.until else None


def who_is_not_there(viewer: Viewer, people: Iterable[Between]) -> list[NotThere]:
    """Of my people at work, in my own life: whoever left, then whoever is away."""
    if viewer.is_working:
        return []
    at_work = [each for each in people if each.other_life == Life.WORKING]
    left = [each for each in at_work if each.has_left]
    until = {row.person_id: row.until for row in _away_now(viewer)} if at_work else {}
    away = [each for each in at_work if not each.has_left and each.other.id in until]
    keepers = _keepers(viewer) if left else {}
    return [
        *(NotThere(each, None, keepers.get(each.id, [])) for each in left),
        *(NotThere(each, until[each.other.id], _stepping_in(viewer, each)) for each in away),
    ]


@prepared
def _away_now(viewer: Viewer) -> "QuerySet[Away]":
    from alongside.shares.stepping_in import Away

    mine = Away.objects.ours(viewer).exclude(person_id=viewer.person_id)
    return mine.filter(starts_at__lte=now(), until__gt=now()).order_by("until")


def _keepers(viewer: Viewer) -> dict[UUID, list[str]]:
    found = defaultdict[UUID, list[str]](list)
    for keeping in keepers_of_mine(viewer):
        found[keeping.relationship_id].append(keeping.keeper.called)
    return found


def _stepping_in(viewer: Viewer, between: Between) -> list[str]:
    lines = who_may_step_in(viewer, between.id)
    return list(dict.fromkeys(line.name for line in lines if line.only_away))
