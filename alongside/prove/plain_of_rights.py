"""What people asked of what is kept about them, as plain rows."""

from dataclasses import dataclass
from uuid import UUID

from alongside.prove.plain import Between, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOut(Row):
    person_id: UUID
    life: str


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
    row_id: UUID | None


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
