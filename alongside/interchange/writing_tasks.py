"""Writing old things to do as promises, seen by the working side that wrote them alone."""

from datetime import datetime, time
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.interchange.arriving import batches
from alongside.interchange.desk import Desk
from alongside.interchange.planning.plan import PlannedPromise
from alongside.interchange.who import new_keys
from alongside.kit.ids import new_id
from alongside.promises.bringing import OldPromise, bring_in_promises
from alongside.promises.models import Due

END_OF_DAY = time(23, 59)


def write_promises(desk: Desk) -> None:
    """Every promise that can be placed and is not here yet, five hundred at a time."""
    for batch in batches(desk.plan.promises):
        there = desk.arrived(one.key for one in batch)
        made: dict[str, OldPromise] = {}
        with new_keys():
            for one in batch:
                if one.key not in there and (promise := _promise(desk, one)):
                    made[one.key] = promise
            bring_in_promises(list(made.values()))
        desk.note_arrived({key: promise.id for key, promise in made.items()})
        desk.written.promises += len(made)


def _promise(desk: Desk, one: PlannedPromise) -> OldPromise | None:
    placed = _placed(desk, one)
    if placed is None:
        says = _("There is no relationship this promise can be kept in. It is not brought in.")
        desk.problem(one.file, one.row, says)
        return None
    promiser, to, writer, relationship_id = placed
    due, due_at = _due(one)
    words = "\n\n".join(text for text in (one.words, one.extra) if text.strip())
    return OldPromise(
        id=new_id(),
        relationship_id=relationship_id,
        by_id=promiser,
        to_id=to,
        written_by_id=writer,
        words=words,
        standing=one.standing,
        due=due,
        due_at=due_at,
        made_at=one.noted_at,
    )


def _placed(desk: Desk, one: PlannedPromise) -> tuple[UUID, UUID, UUID, UUID] | None:
    """Who promised whom, which of the two wrote it down, and where. The writer is at work."""
    promiser, to = desk.who.one(one.by), desk.who.one(one.to)
    if promiser is None:
        return None
    to = to or _whose_record(desk, promiser, desk.who.one(one.noted_by))
    if to is None:
        return None
    writer = next((side for side in (promiser, to) if desk.who.works(side)), None)
    if writer is None:
        return None
    other = to if writer == promiser else promiser
    relationship_id = desk.pairs.between(writer, other)
    return (promiser, to, writer, relationship_id) if relationship_id else None


def _whose_record(desk: Desk, promiser: UUID, noted_by: UUID | None) -> UUID | None:
    """To whom a promise was made that names nobody: to whoever kept the record of it."""
    if noted_by is not None and noted_by != promiser and desk.who.works(noted_by):
        return noted_by
    if desk.who.works(promiser):
        return desk.by.person_id if promiser != desk.by.person_id else None
    holder = desk.pairs.holder(promiser)
    return holder[0] if holder else None


def _due(one: PlannedPromise) -> tuple[str, datetime | None]:
    if one.due_at:
        return Due.TIME.value, one.due_at
    if one.due_day:
        here = timezone.get_default_timezone()
        return Due.DAY.value, datetime.combine(one.due_day, END_OF_DAY, tzinfo=here)
    return Due.NONE.value, None
