"""`prove crash`: `kill -9` while somebody writes; nothing acknowledged may be lost."""

import contextlib
import os
import select
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from typing import Any, Literal
from uuid import UUID

from django.core.management import call_command
from django.db import connections, transaction

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.trail import broken_at, looking
from alongside.access.viewer import Life, Viewer
from alongside.kit.ids import new_id
from alongside.kit.time import at
from alongside.kit.transactions import writing
from alongside.moments.actions import note_moment
from alongside.moments.models import Moment, Telling
from alongside.people.actions import add_person
from alongside.people.models import Person
from alongside.promises.actions import What, keep_promise, make_promise
from alongside.promises.models import Answer, Promise
from alongside.relationships.models import Relationship, Side
from alongside.vault.fields import Damaged, SealedModel, open_rows
from alongside.vault.keyring import keyring
from alongside.vault.models import Key

BEGIN = datetime(2026, 3, 4, 9, tzinfo=UTC)
LONGEST = 0.25
"""Seconds after which a kill at a random moment comes at the latest."""
MOST_WRITES = 12
"""A kill that waits for a write waits for one of so many."""
FEWEST_IN_CONTROL = 20
HANDFUL = 500

Kind = Literal["person", "moment", "promise", "answer"]
MODELS: dict[str, type[SealedModel]] = {
    "person": Person,
    "moment": Telling,
    "promise": Promise,
    "answer": Answer,
}
SEALED = (Person, Relationship, Moment, Telling, Promise, Answer)
Say = Callable[[Kind, UUID], None]


@dataclass
class Toll:
    """What the kills cost."""

    kills: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def prove(size: int, seed: int) -> dict[str, Any]:
    """Kill a writer `size` times; then kill one that acknowledges too early, which must lose."""
    began = time.monotonic()
    random = Random(seed)
    for database in ("keys", "default"):
        call_command("migrate", database=database, run_syncdb=True, verbosity=0)
    toll = _killed(size, random, _write)
    control = _killed(max(FEWEST_IN_CONTROL, size // 5), random, _write_and_speak_too_early)
    bad = toll.lost or toll.unreadable or toll.broken
    return {
        "held": not bad and toll.kills == size and toll.acknowledged > size,
        "control_failed": bool(control.lost),
        "figures": {
            "kills": toll.kills,
            "acknowledged": toll.acknowledged,
            "lost": len(toll.lost),
            "unreadable": len(toll.unreadable),
            "broken": toll.broken,
            "control_kills": control.kills,
            "control_lost": len(control.lost),
            "seconds": round(time.monotonic() - began, 1),
        },
    }


def _killed(times: int, random: Random, write: Callable[[Say, int], None]) -> Toll:
    toll = Toll()
    said: list[tuple[str, UUID]] = []
    for number in range(times):
        heard = _kill_one(random, write, number)
        toll.kills += 1
        said += heard
        _check(toll, heard)
    toll.acknowledged = len(said)
    toll.lost = []
    _check(toll, said)
    _check_whole(toll)
    return toll


def _kill_one(
    random: Random, write: Callable[[Say, int], None], number: int
) -> list[tuple[str, UUID]]:
    """Start a writer, kill it, and give all that it acknowledged."""
    connections.close_all()
    ear, mouth = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ear)
        _be_killed(write, mouth, number)
    os.close(mouth)
    with os.fdopen(ear, "rb", buffering=0) as hears:
        heard = _until_the_moment(random, hears.fileno())
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        # What it had said before it died counts, heard or not.
        heard += hears.read()
    lines = heard.decode().split("\n")[:-1]
    return [(line.split()[0], UUID(line.split()[1])) for line in lines]


def _be_killed(write: Callable[[Say, int], None], mouth: int, number: int) -> None:
    def say(kind: Kind, id: UUID) -> None:
        os.write(mouth, f"{kind} {id.hex}\n".encode())

    try:
        write(say, number)
    finally:
        os._exit(1)


def _until_the_moment(random: Random, ear: int) -> bytes:
    """Wait for the moment to kill: just after some word, or any time at all."""
    heard = b""
    if random.choice((True, False)):
        words = random.randint(1, MOST_WRITES)
        while heard.count(b"\n") < words and (more := os.read(ear, 4096)):
            heard += more
        return heard
    until = time.monotonic() + random.uniform(0, LONGEST)
    while (left := until - time.monotonic()) > 0:
        if select.select([ear], [], [], left)[0]:
            more = os.read(ear, 4096)
            if not more:
                break
            heard += more
    return heard


def _write(say: Say, number: int) -> None:
    """Write for ever, each word acknowledged once its verb has returned."""
    for said in _verbs(number):
        say(*said)


def _write_and_speak_too_early(say: Say, number: int) -> None:
    """The control: the word is given while the write can still be lost."""
    verbs = _verbs(number)
    while True:
        with transaction.atomic():
            said = next(verbs)
            say(*said)


def _verbs(number: int) -> Iterator[tuple[Kind, UUID]]:
    """Verb after verb: new people and relationships, so new keys; moments, promises, reading."""
    hours = count()
    with keyring():
        while True:
            with at(BEGIN + timedelta(days=number, hours=6 * next(hours))):
                one = add_person(by=None, called="Dawn")
                yield "person", one.id
                other = add_person(by=None, called="Sam")
                yield "person", other.id
                between = _begin(one, other)
            for _ in range(3):
                with at(BEGIN + timedelta(days=number, hours=6 * next(hours))):
                    yield from _one_visit(one, other, between)


def _begin(one: Person, other: Person) -> UUID:
    with writing():
        relationship = Relationship.objects.create(begun_by=other)
        for person, life in ((one, Life.OWN), (other, Life.WORKING)):
            Side.objects.create(relationship=relationship, person=person, life=life.value)
    return relationship.id


def _one_visit(one: Person, other: Person, between: UUID) -> Iterator[tuple[Kind, UUID]]:
    by = Viewer(person_id=other.id, life=Life.WORKING)
    theirs = Viewer(person_id=one.id, life=Life.OWN)
    moment = note_moment(
        by=by, relationship_id=between, kind="met", words="We walked to the harbour. " * 8
    )
    telling = Telling.objects.get(moment=moment)
    yield "moment", telling.id
    promise = make_promise(
        by=theirs,
        relationship_id=between,
        promiser_id=one.id,
        what=What(words="I will ring on Tuesday"),
        id=new_id(),
    )
    yield "promise", promise.id
    yield "answer", keep_promise(by=by, promise_id=promise.id, words="You did").id
    with looking(by) as look:
        look.saw(one.id, Strand.PROMISES, Ground.SIDE, between)


def _check(toll: Toll, said: list[tuple[str, UUID]]) -> None:
    """Every acknowledged row is there, and opens."""
    for kind, model in MODELS.items():
        ids = {id for said_kind, id in said if said_kind == kind}
        found = {row.pk: row for row in _some(model, ids)}
        toll.lost += [f"{kind} {id}" for id in ids - set(found)]
        for row in found.values():
            _open(toll, row)


def _some(model: type[SealedModel], ids: set[UUID]) -> list[SealedModel]:
    """These rows, asked for in handfuls: a question has room for so many names."""
    wanted = sorted(ids)
    return [
        row
        for first in range(0, len(wanted), HANDFUL)
        for row in model._base_manager.filter(pk__in=wanted[first : first + HANDFUL])
    ]


def _open(toll: Toll, row: SealedModel) -> None:
    open_rows([row])
    words = getattr(row, "words", None) or getattr(row, "called", None)
    if isinstance(words, Damaged):
        toll.unreadable.append(f"{row.pk}: {words}")
    elif not words:
        toll.unreadable.append(f"{row.pk}: nothing left")


def _check_whole(toll: Toll) -> None:
    """Both files are sound, no row is without its key, the trail hangs together."""
    for database in ("default", "keys"):
        with connections[database].cursor() as cursor:
            answer = cursor.execute("PRAGMA integrity_check").fetchone()[0]
        if answer != "ok":
            toll.broken.append(f"{database}: {answer}")
    keys = set(Key.objects.filter(wrapped__isnull=False).values_list("scope", flat=True))
    for model in SEALED:
        for row in model._base_manager.all():
            if _has_words(row) and row.key_scope() not in keys:
                toll.unreadable.append(f"{model.__name__} {row.pk} has no key")
    if (number := broken_at()) is not None:
        toll.broken.append(f"the trail breaks at line {number}")


def _has_words(row: SealedModel) -> bool:
    with contextlib.suppress(AttributeError):
        return bool(getattr(row, "words", None) or getattr(row, "called", None))
    return False
