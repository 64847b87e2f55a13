"""Who fears whoever looks, worked out anew each time and over every record of either.

Said in SQL of its own: asked inside every rule beyond the two sides, it has to stay flat.
"""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Func, UUIDField, Value


def _pairs() -> str:
    """Records of one person, each beside each: they stand round one, never in a row."""
    lines = (
        "standing (middle, other) AS NOT MATERIALIZED (",
        "SELECT kept_as_id, other_id FROM people_alias",
        "WHERE undone_at IS NULL",
        "), pairs (one, another) AS NOT MATERIALIZED (",
        "SELECT middle, other FROM standing",
        "UNION ALL SELECT other, middle FROM standing",
        "UNION ALL SELECT a.other, b.other FROM standing a JOIN standing b USING (middle)",
        ")",
    )
    return " ".join(lines)


def _me() -> str:
    lines = (
        "looks (id) AS (SELECT %(expressions)s), me (id) AS (",
        "SELECT id FROM looks",
        "UNION ALL SELECT another FROM pairs JOIN looks ON looks.id = one",
        ")",
    )
    return " ".join(lines)


def _fear_me() -> str:
    lines = (
        "fear_me (id) AS (",
        "SELECT person_id FROM shares_nevertell WHERE other_id IN (SELECT id FROM me)",
        "AND taken_back_at IS NULL",
        "UNION ALL SELECT person_id FROM interchange_safetyline JOIN me ON me.id = kept_from_id",
        ")",
    )
    return " ".join(lines)


def _every_record_of_theirs() -> str:
    lines = (
        "SELECT id FROM fear_me",
        "UNION ALL SELECT another FROM pairs JOIN fear_me ON fear_me.id = one",
    )
    return " ".join(lines)


def _every_record_of_mine() -> str:
    return "SELECT id FROM me"


class _Records(Func):
    output_field: ClassVar = UUIDField()

    def __init__(self, person_id: UUID) -> None:
        super().__init__(Value(person_id, UUIDField()))

    def said(self) -> str:
        """The question, whose only value is who looks."""
        raise NotImplementedError

    def as_sql(self, *args: Any, **extra: Any) -> Any:
        return super().as_sql(*args, **{**extra, "template": self.said()})


class Myself(_Records):
    """Every record of whoever looks."""

    def said(self) -> str:
        return f"(WITH {_pairs()}, {_me()} {_every_record_of_mine()})"


class WhoeverFears(_Records):
    """Every record of everybody who fears any record of whoever looks."""

    def said(self) -> str:
        return f"(WITH {_pairs()}, {_me()}, {_fear_me()} {_every_record_of_theirs()})"
