"""What is said and done at the door."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import reverse

from alongside.access.viewer import Life, Viewer
from alongside.accounts.actions import open_session
from alongside.accounts.models import Account
from alongside.accounts.sessions import SessionStore
from alongside.accounts.ways import Way

TUESDAY = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
SAMS, DAWNS = "the river runs both ways", "biscuit is a good dog"
WRONG = "That name and passphrase do not go together."
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36"


def working(account: Account) -> Viewer:
    return Viewer(account.person_id, Life.WORKING)


def come_in(client: Client, handle: str, passphrase: str, *, at: str = "", **more: str) -> Any:
    """Give a name and a passphrase, from a phone; `at` is the address it has."""
    said = {"handle": handle, "passphrase": passphrase, **more}
    place: dict[str, Any] = {"REMOTE_ADDR": at} if at else {}
    return client.post(reverse("accounts:come-in"), said, headers={"User-Agent": PHONE}, **place)


def life_of(client: Client) -> str | None:
    return client.session.get("life")


def owner_of(client: Client) -> UUID | None:
    found = client.session.get("_auth_user_id")
    return UUID(found) if found else None


def at_work(client: Client, account: Account) -> Client:
    """A browser in which somebody has come in to work already."""
    request = RequestFactory().get("/", headers={"User-Agent": PHONE})
    request.session = SessionStore()
    open_session(request, account=account, life=Life.WORKING, way=Way.MACHINE)
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key or ""
    return client
