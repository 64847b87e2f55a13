"""Writing a plan: all of it or nothing, and nothing that came in before."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from uuid import UUID

from django.db import OperationalError, connection
from django.http import Http404
from django.utils.translation import gettext as _

from alongside.access.viewer import Life, Viewer
from alongside.interchange.arriving import Known, people_arrived
from alongside.interchange.coming import Unseen, coming
from alongside.interchange.desk import Desk, Written
from alongside.interchange.incoming import folder_of
from alongside.interchange.keeping import keep_files
from alongside.interchange.models import BringIn
from alongside.interchange.planning.plan import Answers, Plan, PlannedPerson
from alongside.interchange.reading.heard import heard_of_writing
from alongside.interchange.reading.source import Source
from alongside.interchange.safety import kept_apart, write_safety
from alongside.interchange.who import Pairs, Who, names_in, new_keys
from alongside.interchange.writing_lives import write_lives
from alongside.interchange.writing_notes import write_moments, write_ties, write_undated
from alongside.interchange.writing_places import gather_team, write_places
from alongside.interchange.writing_tasks import write_promises
from alongside.kit.ids import new_id
from alongside.kit.lots import Ready, made_ready
from alongside.kit.transactions import writing
from alongside.people.bringing import NewPerson, bring_in_people
from alongside.vault.keyring import keyring

PERHAPS = "perhaps:"


def bring_in(
    by: Viewer,
    plan: Plan,
    me: str = "",
    *,
    known: Known | None = None,
    answers: Answers | None = None,
    id: UUID | None = None,
    keep: Sequence[Source] = (),
    team: str = "",
) -> Written:
    """Write everything in a plan that is not here yet: all of it or nothing.

    ``me`` is the ref of the worker in the files who is the viewer. ``known`` are the people the
    plan was made with, ``answers`` what it was made from. ``keep`` are the files themselves, where
    somebody agreed that what has no place here is kept beside the bring-in. ``team`` is the one the
    workers come into: by its id, or a name. Raises Http404 for
    a viewer who is not at work, and OperationalError when nothing could be written: then nothing
    was.
    """
    if not by.is_working:
        raise Http404
    who = Who(by=by)
    written = Written(id=id or new_id())
    desk = Desk(by, plan, written.id, who, Pairs(who), written, team=team)
    with keyring():
        if connection.vendor == "sqlite":
            _in_turns(desk, partial(_write_all, desk, me, known, answers or {}), keep)
        else:
            with writing():
                record = _record(desk)
                _write_all(desk, me, known, answers or {})
                _finish(desk, record, keep)
    return written


def _in_turns(desk: Desk, write_all: Callable[[], None], keep: Sequence[Source]) -> None:
    """Make everything ready, put in early what nobody sees yet, and the rest all at once.

    SQLite has room for one writer: everybody else's pages wait for the last part alone.
    """
    folder, unseen = folder_of(desk.bring_in_id), Unseen()
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with Ready(folder.parent, unseen.has) as ready:
        with made_ready(ready):
            write_all()
        with coming(folder, unseen):
            ready.put_in_turns(heard_of_writing)
            with writing():
                record = _record(desk)
                ready.put_rest()
                _finish(desk, record, keep)


def _record(desk: Desk) -> BringIn:
    with new_keys():
        return BringIn.objects.create(id=desk.bring_in_id, by_id=desk.by.person_id, told="{}")


def _write_all(desk: Desk, me: str, known: Known | None, answers: Answers) -> None:
    _write_people(desk, me, known, answers)
    desk.pairs.apart |= kept_apart(set(desk.who.ids.values()))
    desk.pairs.keep_apart(desk.plan)
    write_lives(desk)
    write_places(desk)
    write_safety(desk)
    write_undated(desk)
    write_ties(desk)
    write_moments(desk)
    write_promises(desk)
    desk.written.begun = desk.pairs.begun


def _finish(desk: Desk, record: BringIn, keep: Sequence[Source]) -> None:
    """What has to see the rest: the team, and what is told of it all."""
    _still_apart(desk)
    gather_team(desk)
    told = told_of(desk)
    if keep:
        keep_files(by=desk.by, bring_in_id=record.id, files=keep)
        told["in_files"] = sorted({desk.who.ids[one.ref].hex for one in desk.rows})
    record.told = json.dumps(told, ensure_ascii=False)
    record.save(update_fields=["told"])


def _still_apart(desk: Desk) -> None:
    """Nobody said in the meantime that two of these must be kept apart."""
    if not kept_apart(set(desk.who.ids.values())) <= desk.pairs.apart:
        message = "Somebody must be kept apart from somebody since this was made ready."
        raise OperationalError(message)


def _write_people(desk: Desk, me: str, known: Known | None, answers: Answers) -> None:
    plan, who = desk.plan, desk.who
    who.names.update(names_in(plan))
    who.lives[desk.by.person_id] = Life.WORKING
    known = known or Known(desk.by)
    _put_known(desk, known)
    refs = [ref for one in plan.people for ref in (one.ref, *one.also)]
    who.ids.update(people_arrived(desk.by.person_id, refs, known.visible))
    here = set(who.ids)
    if me and me in who.names:
        # Whoever came in before stays who they are: nobody becomes them by saying so.
        who.ids.setdefault(me, desk.by.person_id)
    new: list[NewPerson] = []
    for one in plan.people:
        person_id = next((who.ids[r] for r in (one.ref, *one.also) if r in who.ids), None)
        if person_id is None:
            new.append(_person(one))
            person_id = new[-1].id
            who.new.add(person_id)
        who.ids.update(dict.fromkeys((one.ref, *one.also), person_id))
        # Only a worker of this place may ever work here: not a partner.
        who.lives.setdefault(person_id, Life.WORKING if one.kind == "worker" else Life.OWN)
    desk.written.people = len(new)
    _same_people(who, answers)
    with new_keys():
        bring_in_people(by=desk.by, people=new)
    rows = {ref: row for ref, row in who.ids.items() if ref not in here}
    desk.note_arrived(rows)


def _put_known(desk: Desk, known: Known) -> None:
    """People the viewer can see already, and nobody else, may be named by who they are here."""
    for ref, between in known.betweens.items():
        desk.who.ids[ref] = between.other.id
        desk.who.names.setdefault(ref, between.other.called)
        desk.who.lives[between.other.id] = between.other_life


def _same_people(who: Who, answers: Answers) -> None:
    """Somebody the viewer said is already here came in as them."""
    for key, answer in answers.items():
        here, _colon, ref = key.removeprefix(PERHAPS).rpartition(":")
        if key.startswith(PERHAPS) and answer == "same" and here in who.ids:
            who.ids.setdefault(ref, who.ids[here])


def _person(one: PlannedPerson) -> NewPerson:
    return NewPerson(id=new_id(), called=one.called or one.full_name, full_name=one.full_name)


def told_of(desk: Desk) -> dict[str, object]:
    """What the one who brought it in can read again: numbers, columns, rows; nobody's words."""
    plan, written = desk.plan, desk.written
    numbers = asdict(written)
    problems = [*plan.problems, *written.problems]
    return {
        **{name: numbers[name] for name in numbers if isinstance(numbers[name], int)},
        "waiting": len(plan.waiting_moments) + len(plan.waiting_promises),
        "safety": [says_of_safety(desk, n) for n in range(len(plan.safety))],
        "left_out": [
            {"file": left.file, "column": left.column, "cells": left.count, "why": left.why}
            for left in plan.left_out
        ],
        "problems": [{"file": one.file, "row": one.row, "column": one.column} for one in problems],
    }


def says_of_safety(desk: Desk, number: int) -> dict[str, object]:
    """A matter of safety for a worker to look at, by names and row."""
    one = desk.plan.safety[number]
    says = _("%(from)s must not find out where %(person)s is.") % {
        "from": desk.who.name(one.kept_from),
        "person": desk.who.name(one.person),
    }
    return {"file": one.file, "row": one.row, "says": says}
