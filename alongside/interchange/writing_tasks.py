"""Writing old things to do as promises, seen by the working side that wrote them alone."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.interchange.arriving import batches
from alongside.interchange.desk import Desk
from alongside.interchange.planning.plan import PlannedPromise
from alongside.interchange.who import new_keys
from alongside.interchange.writing_notes import undated_note
from alongside.kit.ids import new_id
from alongside.moments.bringing import OldNote, bring_in_moments
from alongside.promises.bringing import OldPromise, bring_in_promises
from alongside.promises.models import END_OF_DAY, Due


def write_promises(desk: Desk) -> None:
    """Every promise that can be placed and is not here yet, five hundred at a time."""
    for batch in batches(desk.plan.promises):
        there = desk.arrived(one.key for one in batch)
        made: dict[str, OldPromise] = {}
        told: dict[str, OldNote] = {}
        with new_keys():
            for one in batch:
                if one.key in there:
                    continue
                if placed := _placed(desk, one):
                    made[one.key] = _promise(one, *placed)
                elif note := _in_words(desk, one):
                    told[one.key] = note
            bring_in_promises(list(made.values()))
            bring_in_moments(list(told.values()))
        desk.note_arrived({key: row.id for key, row in (made | told).items()})
        desk.written.promises += len(made)
        desk.written.told_promises += len(told)


def _in_words(desk: Desk, one: PlannedPromise) -> OldNote | None:
    """A promise between others who are here already: words for the one who brings it in."""
    promiser, to = desk.who.one(one.by), desk.who.one(one.to)
    whom = [side for side in (to, promiser) if side and side != desk.by.person_id]
    if promiser is None or (to and not desk.pairs.may_meet(promiser, to)):
        whom = []
    # Beside the one in their own life, if either is.
    for side in sorted(whom, key=desk.who.works):
        if place := desk.pairs.between(desk.by.person_id, side):
            return undated_note(place, desk.by.person_id, _as_told(desk, one))
    says = _("There is no relationship this promise can be kept in. It is not brought in.")
    desk.problem(one.file, one.row, says)
    return None


def _as_told(desk: Desk, one: PlannedPromise) -> str:
    who = " → ".join(name for name in (desk.who.name(one.by), desk.who.name(one.to)) if name)
    ends = {"kept": _("Done, says the file."), "let_go": _("Cancelled, says the file.")}
    due = one.due_day or (one.due_at and timezone.localtime(one.due_at).date())
    lines = [f"{who}: {one.words}", one.extra, ends.get(one.standing, "")]
    lines.insert(1, _("By %(day)s") % {"day": due.isoformat()} if due else "")
    return "\n".join(line for line in lines if line.strip())


def _promise(
    one: PlannedPromise, promiser: UUID, to: UUID, writer: UUID, relationship_id: UUID
) -> OldPromise:
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
    for writer, other in ((promiser, to), (to, promiser)):
        if desk.who.works(writer) and (place := desk.pairs.between(writer, other)):
            return promiser, to, writer, place
    return None


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
