"""Home of somebody who is several records here: what each shows, put together as one life."""

from datetime import UTC, datetime
from typing import Any

from alongside.relationships.queries import once_for_me

VISITS_AT_HOME, PROMISES_AT_HOME, PAST_AT_HOME, DOINGS_AT_HOME = 3, 6, 3, 4
"""As much as fits a tired head; the rest is a tap away."""
ALL_OF_THEM = ("looked", "law", "not_there", "asked_for_me", "to_decide")
NEVER = datetime.max.replace(tzinfo=UTC)


def as_one_home(homes: list[dict[str, Any]]) -> dict[str, Any]:
    """Nearly everybody is one record: theirs stays as it is."""
    if len(homes) == 1:
        return homes[0]
    return {
        "visits": sorted(_all(homes, "visits"), key=_due)[:VISITS_AT_HOME],
        "gone": sorted(_all(homes, "gone"), key=_due),
        "ahead": sorted(_all(homes, "ahead"), key=_due)[:PROMISES_AT_HOME],
        "past": sorted(_all(homes, "past"), key=_due, reverse=True)[:PAST_AT_HOME],
        "left": sorted(_all(homes, "left"), key=_told, reverse=True),
        "placed": {key: dot for home in homes for key, dot in home["placed"].items()},
        "waiting": {
            name: _all([h["waiting"] for h in homes], name) for name in homes[0]["waiting"]
        },
        "doings": _all(homes, "doings")[:DOINGS_AT_HOME],
        "people": once_for_me(_all(homes, "people")),
        "matters": max((h["matters"] for h in homes if h["matters"]), key=_said, default=None),
        "waits_to_work": any(home["waits_to_work"] for home in homes),
        **{name: _all(homes, name) for name in ALL_OF_THEM},
    }


def _all(homes: list[dict[str, Any]], name: str) -> list[Any]:
    return [each for home in homes for each in home[name]]


def _due(line: Any) -> datetime:
    due: datetime | None = line.standing.promise.due_at
    return due or NEVER


def _told(left: Any) -> datetime:
    told: datetime = left[1].told_at
    return told


def _said(matters: Any) -> datetime:
    said: datetime = matters.said_at
    return said
