"""A story as it opens beyond the two sides: by a share, as cover, for safety or by duty."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.grounds import OURS, Ground
from alongside.access.viewer import Viewer
from alongside.kit.time import now
from alongside.moments.access import to_be_seen
from alongside.moments.models import BroughtIn, Moment, Telling, Turning
from alongside.moments.queries import Entry
from alongside.vault.fields import open_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 200
"""Moments on one page of what was opened. Older ones are a tap away."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The newest of what is open, newest first, and how many older ones are open too."""

    entries: list[Entry]
    older: int = 0


def opened_story(
    viewer: Viewer,
    relationship_id: UUID,
    ground: Ground,
    moment_id: UUID | None = None,
    *,
    most: int,
) -> Opened:
    """What of this relationship is open to the viewer on this ground."""
    found = _of(viewer, (ground,), relationship_id, moment_id)
    return _newest(viewer, (ground,), found, most)


def story_as_others_get_it(
    viewer: Viewer, relationship_id: UUID, moment_id: UUID | None = None, *, most: int | None
) -> Opened:
    """The same, before it is opened: of what a side sees, only what a share would show.

    All of it where `most` is None: what the law gets is whole.
    """
    mine = _of(viewer, OURS, relationship_id, moment_id).filter(to_be_seen())
    return _newest(viewer, OURS, mine, most)


def _newest(
    viewer: Viewer, grounds: "Iterable[Ground]", moments: QuerySet[Moment], most: int | None
) -> Opened:
    entries = _entries(viewer, grounds, moments.order_by("-happened_at", "-id")[:most])
    is_all = most is None or len(entries) < most
    return Opened(entries, 0 if is_all else moments.count() - len(entries))


def _of(
    viewer: Viewer,
    grounds: "Iterable[Ground]",
    relationship_id: UUID,
    moment_id: UUID | None,
) -> QuerySet[Moment]:
    found = Moment.objects.visible_to(viewer, *grounds).filter(relationship_id=relationship_id)
    return found if moment_id is None else found.filter(id=moment_id)


def _entries(viewer: Viewer, grounds: "Iterable[Ground]", moments: QuerySet[Moment]) -> list[Entry]:
    newest = list(moments)
    entries = {moment.id: Entry(moment.happened_at, moment=moment) for moment in newest}
    tellings = Telling.objects.visible_to(viewer, *grounds).filter(
        moment_id__in=list(entries), opens_at__lte=now()
    )
    told = list(tellings.order_by("told_at", "id"))
    brought = list(BroughtIn.objects.visible_to(viewer, *grounds).filter(moment_id__in=entries))
    open_rows([*newest, *told, *brought])
    for telling in told:
        entries[telling.moment_id].tellings.append(telling)
    for note in brought:
        entries[note.moment_id].brought_in = note
    for turning in Turning.objects.visible_to(viewer, *grounds).filter(moment_id__in=entries):
        entries[turning.moment_id].turnings.append(turning)
    return list(entries.values())
