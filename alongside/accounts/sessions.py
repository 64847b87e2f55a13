"""Sessions at rest: the cookie's fingerprint, never the cookie; and how long each kind lasts."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import QuerySet

from alongside.access.viewer import Life
from alongside.accounts.models import Session
from alongside.kit.prepared import prepared
from alongside.kit.time import now, today

WORKING_DAY = timedelta(hours=12)
OWN_PHONE = timedelta(days=30)
LONGEST = timedelta(days=90)
"""On an own phone too, somebody comes in again after this long, in use or not."""
SHARED_PHONE = timedelta(minutes=15)
LENT_PHONE = timedelta(minutes=10)
SEEN_EVERY = timedelta(minutes=5)
"""A session in use is written down this often, and no oftener."""


def fingerprint(session_key: str) -> str:
    """What the database knows of a cookie. The cookie is random, so a plain SHA-256 is enough."""
    return hashlib.sha256(session_key.encode()).hexdigest()


class SessionStore(DatabaseStore):
    """Whoever reads the database learns no cookie from it."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        row = _session.first(fingerprint(self.session_key or ""))
        if row is None:
            self._session_key = None
        elif row.account_id and _is_due_a_line(row):
            # An idle session ends by itself, so one in use says so now and then.
            self.modified = True
        return row

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(session_key=fingerprint(session_key)).exists()

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            Session.objects.filter(session_key=fingerprint(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        # By the one clock: Django's own way would read the machine's.
        Session.objects.filter(expire_date__lt=now()).delete()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        return Session(
            session_key=fingerprint(self._get_or_create_session_key()),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            account_id=data.get(SESSION_KEY),
            life=data.get("life", ""),
            came_by=data.get("came_by", ""),
            device=data.get("device", "")[:60],
            trusted=data.get("trusted", False),
            own_device_id=data.get("own_device"),
            made_at=_made_at(data),
            seen_on=today(),
        )

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        """Working: a working day. Own life: 30 days on an own phone, 15 idle minutes elsewhere."""
        if self.get("life") == Life.WORKING.value:
            return _made_at(self) + WORKING_DAY
        if self.get("lending"):
            return now() + LENT_PHONE
        idle = OWN_PHONE if self.get("trusted") else SHARED_PHONE
        return min(now() + idle, _made_at(self) + LONGEST)

    def get_expiry_age(self, **kwargs: Any) -> int:
        return int((self.get_expiry_date() - now()).total_seconds())

    def get_expire_at_browser_close(self) -> bool:
        # A shared phone forgets when its browser is shut.
        return not self.get("trusted", False)


@prepared
def _session(key: str) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now())


def _made_at(data: Any) -> datetime:
    made_at = data.get("made_at")
    return datetime.fromisoformat(made_at) if made_at else now()


def _is_due_a_line(row: Session) -> bool:
    if row.seen_on != today():
        return True
    slides = row.life != Life.WORKING.value and not row.trusted
    return slides and row.expire_date - now() < SHARED_PHONE - SEEN_EVERY
