"""Asks and doors, as plain rows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.prove.plain import Between, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(Between):
    about_id: UUID
    by_id: UUID
    to_id: UUID | None
    agreed_at: datetime | None
    link: str | None
    until: datetime
    taken_back_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAnswer(Between):
    ask_id: UUID
    scope: str
    by_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAfter(Between):
    ask_id: UUID
    by_id: UUID
    for_them: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Door(Row):
    person_id: UUID
    by_id: UUID
    taken_back_at: datetime | None
