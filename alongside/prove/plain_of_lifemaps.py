"""How life is for people, as plain rows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.prove.plain import Between, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch(Row):
    person_id: UUID
    life: str
    let_go_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying(Row):
    patch_id: UUID
    person_id: UUID
    life: str
    replaced_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FromElsewhere(Row):
    patch_id: UUID | None
    person_id: UUID
    life: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapOpening(Between):
    person_id: UUID
    life: str
    taken_back_at: datetime | None
