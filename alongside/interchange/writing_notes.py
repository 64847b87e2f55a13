"""Writing old notes: in the relationship they belong to, and not yet read through."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.interchange.arriving import batches
from alongside.interchange.desk import Desk
from alongside.interchange.planning.keys import key_of
from alongside.interchange.planning.plan import PlannedMoment, PlannedPerson, PlannedRelationship
from alongside.interchange.safety import safety_words
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


class Line(NamedTuple):
    """Words without a day, under their key: about whom, and whom else they name."""

    key: str
    ref: str
    words: str
    names: str = ""


def write_undated(desk: Desk) -> None:
    """Words without author and day, and what a person's own row says: kept whole."""
    told = [Line(one.key, one.person, one.words) for one in desk.plan.undated]
    told += [
        Line(key_of("about", person.ref, whole), person.ref, _but_for_the_job(desk, person, whole))
        for person in desk.rows
        if (whole := _about(person))
    ]
    # What all stands in a place in a partner counts as here: a file without partners adds nothing.
    placed = {line.key: desk.who.ids[line.ref] for line in told if not line.words}
    there = desk.arrived(placed)
    desk.note_arrived({key: row for key, row in placed.items() if key not in there})
    told = [line for line in told if line.words]
    # An organisation can be kept from nothing here: whoever walks with the person is told.
    told += [
        Line(one.key, one.person, safety_words(desk, one))
        for one in desk.plan.safety
        if desk.names_organisation(one.kept_from) and desk.who.one(one.person)
    ]
    desk.written.undated += _write_lines(desk, told)


def _write_lines(desk: Desk, told: Sequence[Line]) -> int:
    """Write words without a day. Gives how many."""
    count = 0
    for batch in batches(told):
        there = desk.arrived(line.key for line in batch)
        notes: dict[str, OldNote] = {}
        with new_keys():
            for line in batch:
                if line.key not in there and (note := _undated(desk, line)):
                    notes[line.key] = note
            bring_in_moments(list(notes.values()))
        desk.note_arrived({key: note.id for key, note in notes.items()})
        count += len(notes)
    return count


def write_ties(desk: Desk) -> None:
    """Friends, neighbours, family: a line in each one's old words, never a relationship.

    As sides of one they would each be shown that the other is known here. An organisation is
    told of in the old words of whoever rents from it or works there.
    """
    ties: list[Line] = []
    places: list[Line] = []
    for one in desk.plan.relationships:
        if desk.names_organisation(one.a, one.b):
            places += _of_organisation(desk, one)
            continue
        a, b = desk.who.one(one.a), desk.who.one(one.b)
        if a is None or b is None:
            continue
        if one.key not in desk.told_only and (desk.who.works(a) or desk.who.works(b)):
            continue
        if desk.pairs.may_meet(a, b):
            ties += [_tie(desk, one, one.a, b), _tie(desk, one, one.b, a)]
    desk.written.relationships += _write_lines(desk, ties) // 2 + _write_lines(desk, places)


def _of_organisation(desk: Desk, one: PlannedRelationship) -> Iterator[Line]:
    if (one.a, one.b) in desk.placed:
        return
    ends = [ref for ref in (one.a, one.b) if not desk.names_organisation(ref)]
    if not ends:
        desk.problem(one.file, one.row, _("There is no place here for what joins organisations."))
    for ref in ends:
        yield Line(key_of("tie", one.key, ref), ref, _in_words(desk, one))


def _tie(desk: Desk, one: PlannedRelationship, ref: str, other: UUID) -> Line:
    """The line in the old words of one. Whoever lets it through is told whom it names."""
    far = one.b if ref == one.a else one.a
    names = "" if desk.who.works(other) else desk.who.name(far)
    return Line(key_of("tie", one.key, ref), ref, _in_words(desk, one), names)


def _in_words(desk: Desk, one: PlannedRelationship) -> str:
    said = f"{desk.who.name(one.a)}: {one.words}: {desk.who.name(one.b)}"
    days = [day.isoformat() for day in (one.since, one.until) if day]
    return f"{said} ({', '.join(days)})" if days else said


def _undated(desk: Desk, line: Line) -> OldNote | None:
    subject = desk.who.one(line.ref)
    holder = desk.pairs.holder(subject) if subject else None
    if subject is None or holder is None:
        return None
    return undated_note(holder[1], holder[0], line.words, line.names)


def undated_note(relationship_id: UUID, teller_id: UUID, words: str, names: str = "") -> OldNote:
    """Words without a day, for whoever walks with the person to read through."""
    return OldNote(
        id=new_id(),
        relationship_id=relationship_id,
        teller_id=teller_id,
        kind=Kind.MESSAGE.value,
        words=words,
        happened_at=NO_DAY,
        others=names,
        undated=True,
    )


def _about(person: PlannedPerson) -> str:
    """What a row says about somebody. With the job, whether or not it has a place elsewhere."""
    lines = [f"{words.heading}: {words.words}" for words in person.words]
    if person.organisation_as_given:
        lines.append(_("Organisation: %(name)s") % {"name": person.organisation_as_given})
    if person.born:
        lines.insert(0, _("Born: %(day)s") % {"day": person.born.isoformat()})
    return "\n".join(lines)


def _but_for_the_job(desk: Desk, person: PlannedPerson, whole: str) -> str:
    """The same without the lines that stand in their place in a partner."""
    if (person.ref, person.organisation) not in desk.placed:
        return whole
    job, name = desk.job_of(person, person.does), desk.who.name(person.organisation)
    lines = (line for line in whole.split("\n") if not line.endswith(name))
    return "\n".join(line for line in lines if not (job and line.endswith(f": {job}")))
