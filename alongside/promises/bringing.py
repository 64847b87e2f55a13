"""Writing down many old promises at once, for `interchange`, which has asked first.

Like old notes they are not yet read through: only the working side that wrote them sees them,
until that side lets them through.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.access.viewer import Viewer
from alongside.kit.ids import new_id
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.promises.models import Answer, Became, Due, Promise, Reply

BATCH = 500
NOT_READ_THROUGH = datetime(9000, 1, 1, tzinfo=UTC)
"""When an old promise opens for the other side until somebody lets it through."""


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
    Promise.objects.bulk_create(
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
                opens_at=NOT_READ_THROUGH,
            )
            for one in promises
        ),
        batch_size=BATCH,
    )
    answers = [_answer(one) for one in promises if one.standing in {"kept", "let_go"}]
    Answer.objects.bulk_create(answers, batch_size=BATCH)
    # The other side was never asked. The writer alone says that it ended, and says so.
    Reply.objects.bulk_create(
        (
            Reply(
                answer_id=answer.id,
                relationship_id=answer.relationship_id,
                by_id=answer.by_id,
                agrees=True,
                words=_("The file says so. The other side was not asked."),
            )
            for answer in answers
            if answer.became == Became.LET_GO
        ),
        batch_size=BATCH,
    )


def _answer(one: OldPromise) -> Answer:
    """What the file says became of it, told by whoever wrote it down, never by the other side."""
    kept = one.standing == "kept"
    return Answer(
        id=new_id(),
        promise_id=one.id,
        relationship_id=one.relationship_id,
        by_id=one.written_by_id,
        became=Became.KEPT if kept else Became.LET_GO,
        words=_("Done, says the file.") if kept else _("Cancelled, says the file."),
    )


def let_promise_through(*, by: Viewer, promise_id: UUID) -> None:
    """I have read this old promise through: the other side may see it. Twice is once."""
    with writing():
        promise = Promise.objects.get_visible(by, id=promise_id, written_by_id=by.person_id)
        if promise.opens_at == NOT_READ_THROUGH:
            promise.opens_at = now()
            promise.save(update_fields=["opens_at"])
