"""Looks that the person is told of later: which, and until when. For the page that tells them."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from alongside.access.grounds import Ground
from alongside.kit.time import here, now
from alongside.shares.models import Delay, Duty, SafetyAccess, Share


class HeldBack(NamedTuple):
    """Looks of one viewer, on one ground, from a day on."""

    viewer_id: UUID
    ground: str
    since: date


def held_back(about_id: UUID) -> list[HeldBack]:
    """What a second person agreed to tell later, and whose day has not come."""
    delays = Delay.objects.filter(about_id=about_id, approved_at__lte=now(), until__gt=now())
    things = list(delays.values_list("of_id", flat=True))
    accesses = SafetyAccess.objects.filter(id__in=things, about_id=about_id)
    found = [
        HeldBack(one.by_id, Ground.SAFETY.value, here(one.began_at).date()) for one in accesses
    ]
    for duty in Duty.objects.filter(id__in=things, about_id=about_id):
        since = here(duty.approved_at or duty.named_at).date()
        receivers = Share.objects.filter(duty=duty).values_list("with_person_id", flat=True)
        found += [HeldBack(who, Ground.DUTY.value, since) for who in set(receivers) - {None}]
    return found
