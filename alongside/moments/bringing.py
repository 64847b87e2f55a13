"""Writing down many old notes at once, for `interchange`, which has asked first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.kit.ids import new_id
from alongside.kit.lots import write_lots
from alongside.kit.time import now
from alongside.moments.models import BroughtIn, Moment, Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class OldNote:
    """A note from another system. ``author`` is a name as given, never a signature."""

    id: UUID
    relationship_id: UUID
    teller_id: UUID
    kind: str
    words: str
    happened_at: datetime
    author: str = ""
    others: str = ""
    noted_at: datetime | None = None
    undated: bool = False


def bring_in_moments(notes: Sequence[OldNote]) -> None:
    """Write each down, not yet read through. The caller holds the transaction: all or nothing."""
    write_lots(Moment, (_moment(note) for note in notes))
    write_lots(Telling, (_telling(note) for note in notes))
    write_lots(
        BroughtIn,
        (
            BroughtIn(
                moment_id=note.id,
                relationship_id=note.relationship_id,
                teller_id=note.teller_id,
                author=note.author,
                undated=note.undated,
            )
            for note in notes
        ),
    )


def _moment(note: OldNote) -> Moment:
    return Moment(
        id=note.id,
        relationship_id=note.relationship_id,
        noted_by_id=note.teller_id,
        life="working",
        kind=note.kind,
        happened_at=note.happened_at,
        noted_at=note.noted_at or now(),
        opens_at=now(),
        others=note.others,
    )


def _telling(note: OldNote) -> Telling:
    return Telling(
        id=new_id(),
        moment_id=note.id,
        relationship_id=note.relationship_id,
        teller_id=note.teller_id,
        words=note.words,
        told_at=note.happened_at,
        opens_at=now(),
    )
