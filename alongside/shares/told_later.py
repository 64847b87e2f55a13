"""Looks that the person is told of later: which, and until when. For whatever tells them.

Each waits for its own safety access or duty and no other: its id stands on the line.
"""

from uuid import UUID

from django.db.models import Q

from alongside.kit.time import now
from alongside.shares.models import Delay, Duty


def held_back(about_id: UUID) -> Q:
    """Of the lines about this person: what two people agreed to tell later, until its day."""
    agreed = Delay.objects.filter(about_id=about_id, approved_at__lte=now(), until__gt=now())
    return Q(thing_id__in=list(agreed.values_list("of_id", flat=True)))


def not_yet_agreed(about_id: UUID) -> Q:
    """What the law asks is told once a second person agreed: no line tells it before."""
    waiting = Duty.objects.filter(about_id=about_id, approved_at=None)
    return Q(thing_id__in=list(waiting.values_list("pk", flat=True)))
