"""What the person is told of later: which, and until when; and, once it is over, why.

A look waits for its own safety access or duty and no other: its id stands on the line.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.kit.time import now
from alongside.kit.words import day
from alongside.shares.models import Delay, Duty, SafetyAccess
from alongside.vault.fields import open_rows


def held_back(about_id: UUID) -> Q:
    """Of the lines about this person: what two people agreed to tell later, until its day."""
    agreed = Delay.objects.filter(about_id=about_id, approved_at__lte=now(), until__gt=now())
    both = agreed.values_list("of_id", "id")
    return Q(thing_id__in=[one for pair in both for one in pair])


def that_it_is_here_is_held_back(about_id: UUID) -> Q:
    """Of those lines: the ones that may not even be counted, as their thing is hidden whole."""
    opened = Q(about_id=about_id)
    known = [
        *SafetyAccess.objects.filter(opened).values_list("pk", flat=True),
        *Duty.objects.filter(opened).values_list("pk", flat=True),
    ]
    return held_back(about_id) & ~Q(thing_id__in=known)


class Later(NamedTuple):
    """Two people put off telling the viewer: who asked, who agreed, why, until when."""

    of_id: UUID
    by: str
    agreed_by: str
    why: str
    until: datetime

    @property
    def says(self) -> str:
        return _(
            "You were told of this only on %(day)s. %(by)s asked for that, and %(agreed)s agreed."
            " Why: %(why)s"
        ) % {"day": day(self.until), "by": self.by, "agreed": self.agreed_by, "why": self.why}


def told_late(viewer: Viewer, of_ids: Iterable[UUID] | None = None) -> list[Later]:
    """What the viewer was told late, of these things or of any, now that it is over. Opened."""
    over = Delay.objects.visible_to(viewer, Ground.MINE).filter(
        about_id=viewer.person_id, approved_at__isnull=False, until__lte=now()
    )
    over = over if of_ids is None else over.filter(of_id__in=list(of_ids))
    # One that was agreed to only after its day held nothing back.
    return [
        Later(one.of_id, one.by.called, one.approved_by.called, one.reason, one.until)
        for one in _with_both(over)
        if one.approved_by and one.approved_at and one.approved_at < one.until
    ]


def asked_to_tell_later(viewer: Viewer, of_ids: Iterable[UUID]) -> list[Delay]:
    """What the viewer asked to tell later, of these, and that is not over. Opened."""
    mine = Delay.objects.visible_to(viewer, Ground.MINE).filter(
        by_id=viewer.person_id, of_id__in=list(of_ids), until__gt=now()
    )
    return _with_both(mine)


def _with_both(delays: QuerySet[Delay]) -> list[Delay]:
    found = list(delays.select_related("by", "approved_by").order_by("until", "id"))
    people = [one for delay in found for one in (delay.by, delay.approved_by) if one]
    open_rows([*found, *people])
    return found


def not_yet_agreed(about_id: UUID) -> Q:
    """What the law asks is told once a second person agreed: no line tells it before."""
    waiting = Duty.objects.filter(about_id=about_id, approved_at=None)
    return Q(thing_id__in=list(waiting.values_list("pk", flat=True)))
