"""Whom somebody is most likely to want now: a way to order people, never a way to rank them."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from alongside.access.viewer import Viewer
from alongside.kit.time import here
from alongside.moments.queries import last_met
from alongside.promises.queries import visited
from alongside.relationships.queries import Between


def nearest_first(
    viewer: Viewer, people: Iterable[Between], visits: Iterable[UUID]
) -> list[Between]:
    """Those of these visits in their order, then whom I met last, then the others as they stand."""
    first = {id_: at for at, id_ in reversed(list(enumerate(visits)))}
    met = {id_: when.timestamp() for id_, when in last_met(viewer).items()}
    return sorted(people, key=lambda each: (first.get(each.id, len(first)), -met.get(each.id, 0)))


def visits_today(viewer: Viewer) -> list[UUID]:
    """The relationships with an open visit today, by the clock."""
    midnight = here().replace(hour=0, minute=0, second=0, microsecond=0)
    return visited(viewer, midnight, midnight + timedelta(days=1))


def last_time(each: Between, met: Mapping[UUID, datetime]) -> datetime | None:
    """When I last met this person, as whichever record of theirs."""
    times = [met[one.id] for one in (each, *each.also) if one.id in met]
    return max(times, default=None)
