"""What people tell of themselves, as plain rows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.prove.plain import Between, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Row):
    person_id: UUID
    life: str
    sheet: str
    heading: str
    replaced_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Row):
    person_id: UUID
    life: str
    sheet: str
    heading: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOpening(Between):
    person_id: UUID
    life: str
    sheet: str
    taken_back_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Appreciation(Between):
    by_id: UUID
    about_id: UUID
    life: str
    accepted_at: datetime | None
    left_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Row):
    person_id: UUID
    life: str
    link: str
