"""Writing old notes: in the relationship they belong to, and not yet read through."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.interchange.arriving import batches
from alongside.interchange.desk import Desk
from alongside.interchange.planning.keys import key_of
from alongside.interchange.planning.plan import PlannedMoment, PlannedPerson, PlannedRelationship
from alongside.interchange.who import new_keys
from alongside.kit.ids import new_id
from alongside.moments.bringing import OldNote, bring_in_moments
from alongside.moments.models import Kind

NO_DAY = datetime(1900, 1, 1, tzinfo=UTC)
"""Where words stand that have no day. Nobody is told it as their day."""
KINDS = {
    "met": Kind.MET,
    "call": Kind.CALL,
    "message": Kind.MESSAGE,
    "tried": Kind.TRIED,
    "by_chance": Kind.CHANCE,
}


def write_moments(desk: Desk) -> None:
    """Every note that can be placed and is not here yet, five hundred at a time."""
    for batch in batches(desk.plan.moments):
        there = desk.arrived(key for one in batch for key in (one.key, *one.also_keys))
        notes: list[OldNote] = []
        rows: dict[str, UUID] = {}
        with new_keys():
            for one in batch:
                note = None if one.key in there else _note(desk, one)
                if note:
                    notes.append(note)
                    keys = (key for key in (one.key, *one.also_keys) if key not in there)
                    rows.update(dict.fromkeys(keys, note.id))
            bring_in_moments(notes)
        desk.note_arrived(rows)
        desk.written.moments += len(notes)


def _note(desk: Desk, one: PlannedMoment) -> OldNote | None:
    people = [person for ref in one.people if (person := desk.who.one(ref))]
    placed = _placed(desk, desk.who.one(one.author), people)
    if placed is None or one.when is None:
        says = _("There is no relationship this note can be kept in. It is not brought in.")
        desk.problem(one.file, one.row, says)
        return None
    teller, subject, relationship_id = placed
    # A note about two who are kept apart tells neither that the other is known here.
    others = [
        desk.who.name(ref)
        for ref in one.people
        if (person := desk.who.one(ref)) is None or desk.pairs.may_meet(subject, person)
    ]
    return OldNote(
        id=new_id(),
        relationship_id=relationship_id,
        teller_id=teller,
        author=one.author_as_given,
        kind=kind_of(one),
        words=whole_words(one),
        happened_at=one.when,
        others=", ".join(dict.fromkeys(name for name in others if name)),
        noted_at=one.noted_at,
    )


def whole_words(one: PlannedMoment) -> str:
    """The words as written; a title they do not say themselves above them, the end below."""
    told = [one.words]
    if one.title.strip() and _plain(one.title) not in _plain(one.words):
        told.insert(0, one.title.strip())
    if one.ended and one.ended != one.when:
        told.append(_("Until %(end)s") % {"end": _end(one, one.ended)})
    return "\n".join(told)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _end(one: PlannedMoment, ended: datetime) -> str:
    here = timezone.localtime(ended)
    hour = f"{here:%H:%M}" if one.ended_has_time else ""
    if hour and one.when and timezone.localtime(one.when).date() == here.date():
        return hour
    return f"{here:%Y-%m-%d} {hour}".strip()


def _placed(
    desk: Desk, author: UUID | None, people: Sequence[UUID]
) -> tuple[UUID, UUID, UUID] | None:
    """Who tells it, about whom, in which relationship. Only somebody at work can have told it."""
    me = desk.by.person_id
    told_by = author if desk.who.works(author) else None
    for subject in people:
        if told_by is None:
            place = desk.pairs.holder(subject)
        else:
            # Nobody's words come in under the name of a colleague who is here already.
            apart = not desk.pairs.may_meet(told_by, subject)
            place = None if apart else desk.pairs.first((told_by, me), subject)
        if place:
            return place[0], subject, place[1]
    if told_by and me in people and (place := desk.pairs.first((me,), told_by)):
        return me, told_by, place[1]
    return None


def kind_of(one: PlannedMoment) -> str:
    """Met only where the file itself says so: *last met* never rests on a guess at words."""
    if not one.kind_given and one.kind in {"met", "by_chance"}:
        return Kind.MESSAGE.value
    return KINDS.get(one.kind, Kind.MESSAGE).value


def write_undated(desk: Desk) -> None:
    """Words without author and day, and what a person's own row says: kept whole."""
    told = [(one.key, one.person, one.words) for one in desk.plan.undated]
    told += [
        (key_of("about", person.ref, words), person.ref, words)
        for person in desk.rows
        if isinstance(person, PlannedPerson) and (words := _about(person))
    ]
    desk.written.undated += _write_lines(desk, told)


def _write_lines(desk: Desk, told: Sequence[tuple[str, str, str]]) -> int:
    """Write words without a day: a key, whom they are about, the words. Gives how many."""
    count = 0
    for batch in batches(told):
        there = desk.arrived(key for key, _ref, _words in batch)
        notes: dict[str, OldNote] = {}
        with new_keys():
            for key, ref, words in batch:
                if key not in there and (note := _undated(desk, ref, words)):
                    notes[key] = note
            bring_in_moments(list(notes.values()))
        desk.note_arrived({key: note.id for key, note in notes.items()})
        count += len(notes)
    return count


def write_ties(desk: Desk) -> None:
    """Friends, neighbours, family: a line in each one's old words, never a relationship.

    As sides of one they would each be shown that the other is known here.
    """
    told: list[tuple[str, str, str]] = []
    for one in desk.plan.relationships:
        a, b = desk.who.one(one.a), desk.who.one(one.b)
        if a is None or b is None:
            continue
        if one.key not in desk.told_only and (desk.who.works(a) or desk.who.works(b)):
            continue
        if desk.pairs.may_meet(a, b):
            told += [(key_of("tie", one.key, ref), ref, _tie(desk, one)) for ref in (one.a, one.b)]
    desk.written.relationships += _write_lines(desk, told) // 2


def _tie(desk: Desk, one: PlannedRelationship) -> str:
    said = f"{desk.who.name(one.a)}: {one.words}: {desk.who.name(one.b)}"
    days = [day.isoformat() for day in (one.since, one.until) if day]
    return f"{said} ({', '.join(days)})" if days else said


def _undated(desk: Desk, ref: str, words: str) -> OldNote | None:
    subject = desk.who.one(ref)
    holder = desk.pairs.holder(subject) if subject else None
    if subject is None or holder is None:
        return None
    return undated_note(holder[1], holder[0], words)


def undated_note(relationship_id: UUID, teller_id: UUID, words: str) -> OldNote:
    """Words without a day, for whoever walks with the person to read through."""
    return OldNote(
        id=new_id(),
        relationship_id=relationship_id,
        teller_id=teller_id,
        kind=Kind.MESSAGE.value,
        words=words,
        happened_at=NO_DAY,
        undated=True,
    )


def _about(person: PlannedPerson) -> str:
    lines = [f"{words.heading}: {words.words}" for words in person.words]
    if person.born:
        lines.insert(0, _("Born: %(day)s") % {"day": person.born.isoformat()})
    return "\n".join(lines)
