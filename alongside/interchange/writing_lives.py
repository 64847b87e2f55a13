"""Writing who is joined to whom, how to reach them safely, and where they live."""

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.access.viewer import Life
from alongside.interchange.desk import Desk
from alongside.interchange.planning.keys import key_of
from alongside.interchange.planning.plan import PlannedPerson, PlannedRelationship, Way
from alongside.interchange.planning.ties import WALKING
from alongside.interchange.who import new_keys
from alongside.interchange.writing_notes import undated_note
from alongside.kit.ids import new_id
from alongside.moments.bringing import bring_in_moments
from alongside.people.bringing import bring_in_addresses
from alongside.relationships.bringing import (
    NewRelationship,
    already_said,
    bring_in_reach,
    bring_in_relationships,
)


class Reach(NamedTuple):
    """How to reach somebody, where it is kept, and who reads it through."""

    place: UUID
    person: UUID
    words: str
    teller: UUID


def write_lives(desk: Desk) -> None:
    """Relationships first: everything else is kept inside one."""
    _write_relationships(desk)
    with new_keys():
        _leave_nobody_out_of_reach(desk)
    _write_reach(desk)
    _write_addresses(desk)


def _write_relationships(desk: Desk) -> None:
    there = desk.arrived(one.key for one in desk.plan.relationships)
    new: dict[str, NewRelationship] = {}
    # Walking first: notes belong where somebody is alongside somebody.
    for one in sorted(_between_people(desk), key=lambda each: each.nature != WALKING):
        a, b = desk.who.one(one.a), desk.who.one(one.b)
        if a is None or b is None or not desk.pairs.may_meet(a, b):
            if a is None or b is None or not _have_met(desk, a, b):
                says = _("These two are not joined here. Somebody looks.")
                desk.problem(one.file, one.row, says)
            continue
        if not desk.who.works(a) and not desk.who.works(b):
            # A worker's file may not tell one person that another is known here: `write_ties`.
            continue
        if not desk.pairs.is_ours(a, b):
            desk.told_only |= {one.key} - there.keys()
            continue
        if one.nature == WALKING and desk.who.works(a):
            desk.pairs.walkers.setdefault(b, []).append(a)
        relationship_id = there.get(one.key)
        if relationship_id is None:
            new[one.key] = _relationship(desk, one, a, b)
            relationship_id = new[one.key].id
        desk.pairs.hold(a, b, relationship_id)
    with new_keys():
        bring_in_relationships(list(new.values()))
    desk.note_arrived({key: made.id for key, made in new.items()})
    desk.written.relationships = len(new)


def _between_people(desk: Desk) -> Iterator[PlannedRelationship]:
    """An organisation is nobody's side: `write_places` and `write_ties` tell of those."""
    return (one for one in desk.plan.relationships if not desk.names_organisation(one.a, one.b))


def _have_met(desk: Desk, a: UUID, b: UUID) -> bool:
    """Whether one is the bringer, who has met the other: no refusal tells of a safety line."""
    me = desk.by.person_id
    return me in {a, b} and desk.pairs.find(me, b if me == a else a) is not None


def _relationship(desk: Desk, one: PlannedRelationship, a: UUID, b: UUID) -> NewRelationship:
    words = one.words
    if one.until:
        # An end is not a closure: it is one more thing somebody said.
        words = _("%(words)s, until %(day)s") % {"words": words, "day": one.until.isoformat()}
    walks = one.nature == WALKING and desk.who.works(a) and a in desk.who.new
    lives = desk.who.lives
    return NewRelationship(
        id=new_id(),
        begun_by_id=a if walks else desk.by.person_id,
        sides=((a, lives.get(a, Life.OWN)), (b, lives.get(b, Life.OWN))),
        began_on=one.since,
        words=words,
    )


def _leave_nobody_out_of_reach(desk: Desk) -> None:
    """Whoever came in now and has no worker beside them is joined to the one who brings them in.

    Colleagues too: only somebody who has a relationship with them can show them the way in.
    """
    beside: set[UUID] = set()
    for one in desk.plan.relationships:
        a, b = desk.who.one(one.a), desk.who.one(one.b)
        if a and b and desk.pairs.holds(a, b) and desk.who.works(a) != desk.who.works(b):
            beside.add(b if desk.who.works(a) else a)
    for person in desk.plan.people:
        person_id = desk.who.ids[person.ref]
        if person_id in desk.who.new and (person.kind == "worker" or person_id not in beside):
            desk.pairs.between(desk.by.person_id, person_id)


def _write_reach(desk: Desk) -> None:
    """How to reach somebody, in each relationship of those who walk with them."""
    told = {
        key_of("reach", one.ref, words): (desk.who.ids[one.ref], words)
        for one in desk.rows
        if (words := _how_to_reach(one)) and desk.who.ids[one.ref] != desk.by.person_id
    }
    before = desk.arrived(told)
    rows: dict[str, Reach] = {}
    with new_keys():
        for key, (person_id, words) in told.items():
            for teller, place in _places(desk, person_id, known=key in before):
                rows[key_of(key, place.hex)] = Reach(place, person_id, words, teller)
        there = desk.arrived(rows)
        new = {key: row for key, row in rows.items() if key not in there}
        _keep_reach(desk, list(new.values()))
    desk.note_arrived({key: row.place for key, row in new.items()})
    said = {key: row[0] for key, row in told.items() if key not in before}
    desk.note_arrived(said)


def _keep_reach(desk: Desk, new: list[Reach]) -> None:
    """In its own place; as old words where somebody here has said it already."""
    said = already_said({one.person for one in new}) if new else set()
    own = [one for one in new if (one.place, one.person) not in said]
    bring_in_reach(by=desk.by, reach=[(one.place, one.person, one.words) for one in own])
    bring_in_moments(
        [
            undated_note(one.place, one.teller, one.words)
            for one in new
            if (one.place, one.person) in said
        ]
    )


def _places(desk: Desk, person_id: UUID, *, known: bool) -> list[tuple[UUID, UUID]]:
    """Who is to read it, and where: everybody these files put beside them, else one."""
    walkers = desk.pairs.walkers.get(person_id, [])
    found = [(worker, desk.pairs.between(worker, person_id)) for worker in walkers]
    places = {place: worker for worker, place in found if place}
    if not places and not known and (holder := desk.pairs.holder(person_id)):
        places = {holder[1]: holder[0]}
    return [(worker, place) for place, worker in places.items()]


def _how_to_reach(one: PlannedPerson) -> str:
    lines = [_way(way) for way in one.ways]
    lines += [f"{words.heading}: {words.words}" for words in one.safe_contact]
    return "\n".join(lines)


def _way(way: Way) -> str:
    named = {"phone": _("Phone"), "mobile": _("Mobile"), "email": _("E-mail")}
    start = named.get(way.kind) or way.label or _("Another way")
    after = f" ({way.label})" if way.label and way.label != start else ""
    return f"{start}: {way.value}{after}"


def _write_addresses(desk: Desk) -> None:
    """Where people live goes to its own strand, and is shown to nobody here."""
    rows = {
        key_of("address", one.ref, one.address): (desk.who.ids[one.ref], one.address)
        for one in desk.rows
        if one.address
    }
    there = desk.arrived(rows)
    new = {key: row for key, row in rows.items() if key not in there}
    with new_keys():
        bring_in_addresses(by=desk.by, addresses=new.values())
    desk.note_arrived({key: row[0] for key, row in new.items()})
