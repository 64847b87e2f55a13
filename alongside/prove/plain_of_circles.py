"""Who is around somebody, as plain rows."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.prove.plain import Between, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle(Row):
    person_id: UUID
    life: str
    on: date
    hoped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn(Row):
    """Somebody in a picture, on either layer."""

    circle_id: UUID
    person_id: UUID
    life: str
    who: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie(Drawn):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenTie(Drawn):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening(Between):
    person_id: UUID
    life: str
    taken_back_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TieAsk(Between):
    who: UUID
    by_id: UUID
    life: str
    other_id: UUID
    ended_at: datetime | None
