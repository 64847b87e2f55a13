"""What two people are doing together, as plain rows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.prove.plain import Between


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Between):
    scope: str
    by_id: UUID
    only_id: UUID | None
    document_id: UUID
    let_go_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spend(Between):
    by_id: UUID
