"""A world in plain rows: no database, no rule. Fields are called as in the tables."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar, cast
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Row):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Row):
    person_id: UUID
    handle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey(Row):
    account_id: UUID
    credential_id: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Address(Row):
    person_id: UUID
    written_by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Row):
    person_id: UUID
    life: str
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BringIn(Row):
    by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOut(Row):
    person_id: UUID
    life: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship(Row):
    begun_by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Between(Row):
    """Anything that was made in a relationship."""

    relationship_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Side(Between):
    person_id: UUID
    life: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatMatters(Between):
    person_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeReach(Between):
    person_id: UUID
    written_by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTogether(Between):
    written_by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingBack(Between):
    person_id: UUID
    helped_by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment(Row):
    relationship_id: UUID | None
    noted_by_id: UUID
    life: str
    opens_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling(Row):
    moment_id: UUID
    relationship_id: UUID | None
    teller_id: UUID
    opens_at: datetime
    otherwise: bool
    taken_down_by_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfMoment(Between):
    moment_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptApart(OfMoment):
    by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance(OfMoment):
    by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning(OfMoment):
    by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtIn(OfMoment):
    teller_id: UUID
    read_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongPerson(OfMoment):
    by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Between):
    by_id: UUID
    to_id: UUID
    written_by_id: UUID
    moment_id: UUID | None
    opens_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Between):
    promise_id: UUID
    by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Between):
    answer_id: UUID
    by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureAsk(Row):
    person_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureStep(Row):
    ask_id: UUID
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold(Between):
    by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureDecision(Between):
    row_id: UUID
    by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry(Row):
    by_id: UUID
    life: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfEntry(Row):
    entry_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LogHearer(OfEntry):
    person_id: UUID
    named_by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LogAnswer(OfEntry):
    by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRequest(Between):
    about_id: UUID
    kept_by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestStep(Row):
    request_id: UUID
    by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld(Between):
    request_id: UUID
    row_id: UUID
    by_id: UUID
    reviewer_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class WithheldReview(Row):
    withheld_id: UUID
    by_id: UUID


R = TypeVar("R", bound=Row)


@dataclass(slots=True)
class World:
    """One made-up place: its rows by kind, in the order they can be written."""

    rows: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        self.rows.setdefault(type(row).__name__, []).append(row)

    def of(self, kind: type[R]) -> list[R]:
        """All rows of one kind."""
        return cast("list[R]", self.rows.get(kind.__name__, []))


@dataclass(frozen=True, slots=True)
class View:
    """Somebody looks, in one life, at one time."""

    person_id: UUID
    life: str
    clock: datetime
