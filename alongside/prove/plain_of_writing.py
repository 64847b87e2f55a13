"""Words written together, as plain rows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.prove.plain import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Row):
    scope: str
    about_id: UUID
    relationship_id: UUID | None
    made_by_id: UUID
    changed_by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Version(Row):
    document_id: UUID
    scope: str
    by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing(Row):
    document_id: UUID
    by_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence(Row):
    document_id: UUID
    person_id: UUID
    until: datetime
