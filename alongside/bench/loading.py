"""The bench's own place: two workers, their people, their moments; and the same rows as floor."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import transaction

from alongside.access.viewer import Life
from alongside.accounts.actions import BACKEND, give_work, make_account
from alongside.accounts.models import Account
from alongside.accounts.sessions import SessionStore
from alongside.bench import words
from alongside.bench.floor import models as floor
from alongside.kit.ids import new_id
from alongside.kit.time import here, now
from alongside.moments.models import Moment, Stance, Telling
from alongside.people.models import Person
from alongside.promises.models import Answer, Became, Due, Promise
from alongside.relationships.models import Relationship, Side, WhatMatters

SPAN = timedelta(days=3 * 365)
KINDS = ("met", "call", "message", "met", "tried", "chance")
THEIR_WORDS_EVERY, OTHERS_EVERY, DOT_EVERY, PROMISE_EVERY = 4, 10, 10, 20
FLOOR_BATCH = 2_000


@dataclass
class Rows:
    """What is written at once when all of it is made."""

    people: list[Person] = field(default_factory=list)
    relationships: list[Relationship] = field(default_factory=list)
    sides: list[Side] = field(default_factory=list)
    matters: list[WhatMatters] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)
    tellings: list[Telling] = field(default_factory=list)
    stances: list[Stance] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    floor_people: list[floor.Person] = field(default_factory=list)
    ties: list[floor.Tie] = field(default_factory=list)
    notes: list[floor.Note] = field(default_factory=list)
    floor_promises: list[floor.Promise] = field(default_factory=list)

    def write(self) -> None:
        """All in one transaction in each store; the keys first, as always."""
        with transaction.atomic(using="keys"), transaction.atomic():
            for rows in vars(self).values():
                if rows:
                    type(rows[0])._base_manager.bulk_create(rows, batch_size=FLOOR_BATCH)


@dataclass(frozen=True)
class Circle:
    """One worker's people: relationship ids beside the floor's tie numbers, in the same order."""

    session: str
    account: Account
    between: list[UUID]
    ties: list[int]


class Maker:
    """Makes circles. The floor's numbers are counted here, so that rows can point at each other."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.at = now()
        self.numbers = {"person": 0, "tie": 0, "note": 0}

    def circle(self, name: str, counts: list[int]) -> Circle:
        """A worker with one person for each count, and that many moments with them."""
        worker = Person(called=name)
        worker.save(force_insert=True)
        account = make_account(person_id=worker.id)
        give_work(account=account, by_id=None)
        rows = Rows()
        here_too = self._floor_person(rows, name)
        between, ties = [], []
        for at, count in enumerate(counts):
            tie = _Tie(self, rows, worker, here_too, account, at)
            tie.tell(count)
            between.append(tie.relationship.id)
            ties.append(tie.tie.pk)
        rows.write()
        return Circle(signed_in(account), account, between, ties)

    def next(self, kind: str) -> int:
        """The next number of a floor table."""
        self.numbers[kind] += 1
        return self.numbers[kind]

    def _floor_person(self, rows: Rows, name: str) -> floor.Person:
        person = floor.Person(id=self.next("person"), name=name)
        rows.floor_people.append(person)
        return person


class _Tie:
    """One relationship while it is being made, in our tables and in the floor's."""

    def __init__(
        self,
        maker: Maker,
        rows: Rows,
        worker: Person,
        floor_worker: floor.Person,
        account: Account,
        at: int,
    ) -> None:
        self.maker, self.rows, self.random = maker, rows, maker.random
        name = f"{words.NAMES[at % len(words.NAMES)]} {at}"
        self.worker, self.floor_worker = worker, floor_worker
        self.person = Person(called=name)
        self.relationship = Relationship(begun_by_id=worker.id, id=new_id())
        self.floor_person = floor.Person(id=maker.next("person"), name=name)
        self.tie = floor.Tie(
            id=maker.next("tie"), worker_id=account.pk, person_id=self.floor_person.pk
        )
        rows.people.append(self.person)
        rows.relationships.append(self.relationship)
        rows.floor_people.append(self.floor_person)
        rows.ties.append(self.tie)
        rows.sides += [
            Side(relationship_id=self.relationship.id, person_id=person.id, life=life.value)
            for person, life in ((worker, Life.WORKING), (self.person, Life.OWN))
        ]
        rows.matters.append(
            WhatMatters(
                relationship_id=self.relationship.id,
                person_id=self.person.id,
                words=words.line(self.random, 12),
            )
        )
        self._standing_promises(at)

    def tell(self, count: int) -> None:
        """This many moments over SPAN, the newest an hour ago."""
        for at, when in enumerate(self._times(count)):
            theirs = at % THEIR_WORDS_EVERY == 1
            said = words.telling(self.random, rare=at % words.RARE_EVERY == 0)
            self._moment(at, when, said, by=self.person if theirs else self.worker)
            self.rows.notes.append(
                floor.Note(
                    id=self.maker.next("note"),
                    tie_id=self.tie.pk,
                    author_id=(self.floor_person if theirs else self.floor_worker).pk,
                    kind=KINDS[at % len(KINDS)],
                    happened_at=when,
                    words=said,
                )
            )

    def _times(self, count: int) -> Iterator[datetime]:
        newest = self.maker.at - timedelta(hours=1)
        return (newest - SPAN * (at / max(1, count)) for at in range(count))

    def _moment(self, at: int, when: datetime, said: str, *, by: Person) -> None:
        id_, relationship_id = new_id(), self.relationship.id
        self.rows.moments.append(
            Moment(
                id=id_,
                relationship_id=relationship_id,
                noted_by_id=by.id,
                life=Life.WORKING.value if by is self.worker else Life.OWN.value,
                kind=KINDS[at % len(KINDS)],
                happened_at=when,
                noted_at=when,
                opens_at=when + timedelta(minutes=5),
                others=words.line(self.random, 2) if at % OTHERS_EVERY == 0 else "",
            )
        )
        self.rows.tellings.append(
            Telling(
                moment_id=id_,
                relationship_id=relationship_id,
                teller_id=by.id,
                words=said,
                told_at=when,
                opens_at=when + timedelta(minutes=5),
            )
        )
        if at % DOT_EVERY == 0:
            self.rows.stances.append(
                Stance(moment_id=id_, relationship_id=relationship_id, by_id=by.id, place="70,40")
            )
        if at % PROMISE_EVERY == 0:
            self._promise(due_at=when + timedelta(days=2), moment_id=id_, kept=True)

    def _standing_promises(self, at: int) -> None:
        """Two to come; some late, some a visit today."""
        day = timedelta(days=1)
        for ahead in (2, 9):
            self._promise(due_at=self.maker.at + ahead * day)
        if at % 4 == 0:
            self._promise(due_at=self.maker.at - (1 + at % 5) * day)
        if at % 6 == 0:
            self._promise(due_at=here(self.maker.at).replace(hour=21), place="The Copper Kettle")

    def _promise(
        self,
        *,
        due_at: datetime,
        moment_id: UUID | None = None,
        kept: bool = False,
        place: str = "",
    ) -> None:
        said = words.line(self.random)
        promise = Promise(
            relationship_id=self.relationship.id,
            by_id=self.worker.id,
            to_id=self.person.id,
            written_by_id=self.worker.id,
            moment_id=moment_id,
            words=said,
            place=place,
            is_visit=bool(place),
            due=Due.TIME if place else Due.DAY,
            due_at=due_at,
            opens_at=self.maker.at - timedelta(days=1),
        )
        self.rows.promises.append(promise)
        if kept:
            self.rows.answers.append(
                Answer(
                    promise_id=promise.id,
                    relationship_id=self.relationship.id,
                    by_id=self.worker.id,
                    became=Became.KEPT,
                    at=due_at,
                )
            )
        self.rows.floor_promises.append(
            floor.Promise(
                tie_id=self.tie.pk,
                by_id=self.floor_worker.pk,
                words=said,
                place=place,
                due_at=due_at,
                kept=kept,
            )
        )


def signed_in(account: Account, life: Life = Life.WORKING) -> str:
    """A session of this account, as coming in makes it; gives its cookie."""
    session = SessionStore()
    session.update(
        {
            SESSION_KEY: str(account.pk),
            BACKEND_SESSION_KEY: BACKEND,
            HASH_SESSION_KEY: account.get_session_auth_hash(),
            "life": life.value,
            "trusted": True,
            "device": "The bench",
            "made_at": now().isoformat(),
        }
    )
    session.create()
    session.save()
    return str(session.session_key)
