"""What the law gives a time for, and whose time is nearly over: said to who hears it, in a line."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.viewer import Viewer
from alongside.kit.prepared import prepared
from alongside.kit.time import now
from alongside.rights.clocks import ACKNOWLEDGED_WITHIN, TOLD_WITHIN, Clock
from alongside.rights.models import About, LogAnswer, LogEntry, LogHearer
from alongside.rights.showing import clock_of
from alongside.vault.fields import open_rows

A_WEEK, A_DAY = timedelta(days=7), timedelta(days=1)
Running = list[tuple[LogEntry, Clock]]


def running_out_for(viewer: Viewer) -> Running:
    """What I was named to hear, nobody has answered, and the law gives little time for or none."""
    if not viewer.is_working:
        return []
    begun = (now() - ACKNOWLEDGED_WITHIN + A_WEEK, now() - TOLD_WITHIN + A_DAY)
    return _still_running(_named_to_hear(viewer, viewer.person_id, *begun))


def how_many_ran_out() -> int:
    """How many in the whole place: a number, and never whose."""
    late = LogEntry.objects.filter(_begun_before(now() - ACKNOWLEDGED_WITHIN, now() - TOLD_WITHIN))
    return len(_still_running(late))


@prepared
def _named_to_hear(
    viewer: Viewer, me: UUID, complained: datetime, known: datetime
) -> "QuerySet[LogEntry]":
    named = LogHearer.objects.ours(viewer).filter(person_id=me)
    seen = LogEntry.objects.ours(viewer).filter(id__in=named.values("entry_id"))
    return seen.filter(_begun_before(complained, known)).order_by("at")


def _begun_before(complained: datetime, known: datetime) -> Q:
    """Begun so long ago that its time is over, or nearly."""
    complaint = Q(about=About.COMPLAINT, at__lte=complained)
    return complaint | Q(about=About.INCIDENT, breach=True, known_at__lte=known)


def _still_running(entries: Iterable[LogEntry]) -> Running:
    entries = list(entries)
    answers: dict[UUID, list[LogAnswer]] = defaultdict(list)
    if entries:
        found = list(LogAnswer.objects.filter(entry__in=entries))
        open_rows(found)
        for answer in found:
            answers[answer.entry_id].append(answer)
    clocks = [(entry, clock_of(entry, answers[entry.id])) for entry in entries]
    return [(entry, clock) for entry, clock in clocks if clock and not clock.stopped_at]
