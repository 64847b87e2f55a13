"""Writing down many old promises at once, for `interchange`, which has asked first.

Like old notes they are not yet read through: only the working side that wrote them sees them,
until that side lets them through.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.kit.ids import new_id
from alongside.kit.lots import write_lots
from alongside.kit.time import now
from alongside.promises.models import Answer, Became, Due, Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class OldPromise:
    """A thing to do from another system. ``standing``: open, kept, let_go, as the file says."""

    id: UUID
    relationship_id: UUID
    by_id: UUID
    to_id: UUID
    written_by_id: UUID
    words: str
    standing: str = "open"
    due: str = Due.NONE
    due_at: datetime | None = None
    made_at: datetime | None = None


def bring_in_promises(promises: Sequence[OldPromise]) -> None:
    """Write each down, unseen by the other side. The caller holds the transaction."""
    write_lots(
        Promise,
        (
            Promise(
                id=one.id,
                relationship_id=one.relationship_id,
                by_id=one.by_id,
                to_id=one.to_id,
                written_by_id=one.written_by_id,
                words=one.words,
                due=one.due,
                due_at=one.due_at,
                made_at=one.made_at or now(),
                opens_at=None,
            )
            for one in promises
        ),
    )
    answers = [_answer(one) for one in promises if one.standing in {"kept", "let_go"}]
    write_lots(Answer, answers)


def _answer(one: OldPromise) -> Answer:
    """What the file says became of it, told by whoever wrote it down, never by the other side."""
    kept = one.standing == "kept"
    return Answer(
        id=new_id(),
        promise_id=one.id,
        relationship_id=one.relationship_id,
        by_id=one.written_by_id,
        became=Became.KEPT if kept else Became.DROPPED,
        words=_("Done, says the file.") if kept else _("Cancelled, says the file."),
    )
