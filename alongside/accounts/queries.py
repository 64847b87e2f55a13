"""What a person can ask about their own ways in."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from alongside.access.viewer import Viewer
from alongside.accounts.models import Account, Lending, OwnDevice, Session
from alongside.accounts.sessions import fingerprint
from alongside.accounts.ways import IN_WORDS
from alongside.kit.time import now, today

LENDINGS_SHOWN = timedelta(days=365)


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
    came_by: Any
    own_id: UUID | None


LATELY = timedelta(days=30)


def is_in_somewhere(account: Account) -> bool:
    """Whether this account is signed in on any phone or computer that was used lately."""
    live = Session.objects.filter(account=account, expire_date__gt=now())
    return live.filter(seen_on__gte=today() - LATELY).exists()


def devices_of(account: Account, session_key: str | None) -> list[Device]:
    """Every session of this account, this one first, then the newest; then phones known here."""
    this = fingerprint(session_key or "")
    rows = Session.objects.filter(account=account, expire_date__gt=now()).order_by("-made_at")
    rows = rows.select_related("own_device")
    devices = [
        Device(
            id=row.session_key,
            called=row.own_device.called if row.own_device else row.device,
            is_working=row.life == "working",
            is_own=row.trusted,
            since=row.made_at,
            seen_on=row.seen_on,
            is_this=row.session_key == this,
            came_by=IN_WORDS.get(row.came_by, ""),  # type: ignore[call-overload]
            own_id=row.own_device_id,
        )
        for row in rows
    ]
    return sorted(devices, key=lambda device: not device.is_this)


def known_devices(account: Account, signed_in: list[Device]) -> list[OwnDevice]:
    """Their own phones and computers on which nobody is signed in now."""
    here = {device.own_id for device in signed_in}
    rows = account.own_devices.order_by("-seen_on")
    return [row for row in rows if row.id not in here]


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


def lendings_of(viewer: Viewer) -> list[Lending]:
    """When I came in on somebody else's phone, the newest first."""
    rows = Lending.objects.visible_to(viewer).filter(at__gt=now() - LENDINGS_SHOWN)
    return list(rows.order_by("-at")[:10])
