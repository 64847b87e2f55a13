from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.moments.actions import Apart
from alongside.promises.actions import What

JUST_ME = "me"
OPEN, APART = "both", "apart"
"""With whom, when it was with nobody."""


@dataclass(frozen=True, kw_only=True)
class Noted:
    """All that one note can hold. Only with whom and which kind are needed."""

    id: UUID
    relationship_id: UUID | None
    kind: str
    words: str
    happened_at: datetime | None
    others: str
    in_the_way: str
    learned: str
    stance: tuple[int, int] | None
    apart: Apart | None
    promise: What | None
    promiser_id: UUID | None
