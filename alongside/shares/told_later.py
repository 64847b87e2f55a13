"""Looks that the person is told of later: which, and until when. For whatever tells them."""

from uuid import UUID

from django.db.models import Q

from alongside.access.grounds import Ground
from alongside.kit.time import here, now
from alongside.shares.models import Delay, Duty, SafetyAccess, Share

WHY = Q(relationship_id=None)
"""Reading why something was opened is a look in no relationship. It waits as that does."""


def held_back(about_id: UUID) -> Q:
    """Of the lines about this person: what two people agreed to tell later, until its day."""
    delays = Delay.objects.filter(about_id=about_id, approved_at__lte=now(), until__gt=now())
    found = Q(pk__in=[])
    for delay in delays:
        found |= Q(ground=Ground.SAFETY, day__gte=here(delay.at).date()) & WHY
    things = [delay.of_id for delay in delays]
    for access in SafetyAccess.objects.filter(id__in=things, about_id=about_id):
        since = here(access.began_at).date()
        found |= Q(ground=Ground.SAFETY, day__gte=since) & (Q(viewer_id=access.by_id) | WHY)
    for duty in Duty.objects.filter(id__in=things, about_id=about_id):
        since = here(duty.approved_at or duty.named_at).date()
        given = Share.objects.filter(duty=duty).values("with_person_id")
        found |= Q(ground=Ground.DUTY, day__gte=since, viewer_id__in=given)
        found |= Q(ground=Ground.DUTY, day__gte=here(duty.named_at).date()) & WHY
    return found


def not_yet_agreed(about_id: UUID) -> Q:
    """What the law asks is told once a second person agreed: no line tells it before."""
    found = Q(pk__in=[])
    for duty in Duty.objects.filter(about_id=about_id, approved_at=None):
        found |= Q(ground=Ground.DUTY, day__gte=here(duty.named_at).date()) & WHY
    return found
