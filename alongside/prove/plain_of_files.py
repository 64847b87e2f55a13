"""Files that were brought in, as plain rows."""

from dataclasses import dataclass
from uuid import UUID

from alongside.prove.plain import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class BringIn(Row):
    by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile(Row):
    bring_in_id: UUID
    by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPart(Row):
    file_id: UUID
    number: int
