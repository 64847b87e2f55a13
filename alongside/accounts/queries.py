"""What a person can ask about their own ways in."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from alongside.accounts.models import Account, Session
from alongside.accounts.sessions import fingerprint
from alongside.kit.time import now, today


@dataclass(frozen=True, slots=True)
class Device:
    """A signed-in phone or computer, as its owner reads it."""

    id: str
    called: str
    is_working: bool
    is_own: bool
    since: datetime
    seen_on: date | None
    is_this: bool


LATELY = timedelta(days=30)


def is_in_somewhere(account: Account) -> bool:
    """Whether this account is signed in on any phone or computer that was used lately."""
    live = Session.objects.filter(account=account, expire_date__gt=now())
    return live.filter(seen_on__gte=today() - LATELY).exists()


def devices_of(account: Account, session_key: str | None) -> list[Device]:
    """Every session of this account, this one first, then the newest."""
    this = fingerprint(session_key or "")
    rows = Session.objects.filter(account=account, expire_date__gt=now()).order_by("-made_at")
    devices = [
        Device(
            id=row.session_key,
            called=row.device,
            is_working=row.life == "working",
            is_own=row.trusted,
            since=row.made_at,
            seen_on=row.seen_on,
            is_this=row.session_key == this,
        )
        for row in rows
    ]
    return sorted(devices, key=lambda device: not device.is_this)
