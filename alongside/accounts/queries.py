"""What a person can ask about their own ways in."""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.accounts.models import Account, Session
from alongside.accounts.sessions import fingerprint
from alongside.kit.time import now


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


@dataclass(frozen=True, slots=True)
class Paper:
    """The codes somebody has on paper."""

    made: int
    left: int
    made_at: datetime | None
    last_used: datetime | None


def paper_left(account: Account) -> Paper:
    rows = list(account.paper_codes.order_by("used_at"))
    used = [row.used_at for row in rows if row.used_at]
    return Paper(
        made=len(rows),
        left=len(rows) - len(used),
        made_at=rows[0].made_at if rows else None,
        last_used=max(used, default=None),
    )
