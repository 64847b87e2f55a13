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
class Authenticator(Row):
    account_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Lending(Row):
    account_id: UUID
    lent_by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDevice(Row):
    account_id: UUID
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Address(Row):
    person_id: UUID
    written_by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias(Row):
    kept_as_id: UUID
    other_id: UUID
    said_by_id: UUID
    agreed_at: datetime | None
    undone_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Row):
    person_id: UUID
    life: str
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyLine(Row):
    person_id: UUID
    kept_from_id: UUID


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
    left_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Row):
    person_id: UUID
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatMatters(Between):
    person_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeReach(Between):
    person_id: UUID
    written_by_id: UUID
    brought_in: bool
    let_through_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTogether(Between):
    written_by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingBack(Between):
    person_id: UUID
    helped_by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NewColleague(Row):
    person_id: UUID
    by_id: UUID
    agreed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Team(Row):
    made_by_id: UUID
    called: str = "a team"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Row):
    team_id: UUID
    person_id: UUID
    hears: bool
    added_by_id: UUID
    accepted_at: datetime | None
    left_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner(Row):
    made_by_id: UUID
    called: str = "a partner"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerPerson(Row):
    partner_id: UUID
    person_id: UUID
    added_by_id: UUID
    left_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Away(Row):
    person_id: UUID
    written_by_id: UUID
    starts_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping(Between):
    keeper_id: UUID
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving(Row):
    person_id: UUID
    member_id: UUID | None
    place_id: UUID | None
    by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyAccess(Row):
    by_id: UUID
    about_id: UUID
    team_id: UUID | None
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyReview(Row):
    access_id: UUID
    about_id: UUID
    by_id: UUID
    was_right: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Row):
    about_id: UUID
    named_by_id: UUID
    approved_by_id: UUID | None
    approved_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay(Row):
    of_id: UUID
    about_id: UUID
    by_id: UUID
    approved_by_id: UUID | None
    approved_at: datetime | None
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Between):
    about_id: UUID
    strand: str
    sheet: str
    ground: str
    moment_id: UUID | None
    promise_id: UUID | None
    with_person_id: UUID | None
    life: str
    with_team_id: UUID | None
    steps_in_for_id: UUID | None
    asked_by_id: UUID
    given_at: datetime | None
    declined_at: datetime | None
    starts_at: datetime
    until: datetime | None
    safety_id: UUID | None
    duty_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal(Row):
    share_id: UUID
    by_id: UUID
    quietly_in_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeverTell(Row):
    person_id: UUID
    other_id: UUID | None
    written_by_id: UUID
    taken_back_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Between):
    written_by_id: UUID
    builds_on_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementAnswer(Between):
    agreement_id: UUID
    by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing(Between):
    by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DoingChange(Between):
    doing_id: UUID
    by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest(Between):
    by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending(Between):
    by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class HardThing(Between):
    by_id: UUID
    about_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HardAnswer(Between):
    hard_thing_id: UUID
    by_id: UUID


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
    shown_at: datetime | None


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
    opened_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Between):
    by_id: UUID
    to_id: UUID
    written_by_id: UUID
    moment_id: UUID | None
    opens_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Between):
    promise_id: UUID
    by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Between):
    answer_id: UUID
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
