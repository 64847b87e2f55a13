"""Sam, at work, who walks with Dawn, and what they do with codes."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse

from alongside.access.viewer import Life, Viewer
from alongside.accounts.models import Account
from alongside.accounts.sessions import SessionStore
from alongside.relationships import joining
from alongside.relationships.models import Relationship

TUESDAY = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
ENDED = "This code has ended. Ask for a new one."
NO_SUCH_LETTERS = "These letters do not work. Look again, or ask for new ones."
LETTERS_ENDED = "These letters were right, and have ended. Ask for new ones."
ASKED = "Somebody is being let in as you. Is it you?"
BISCUIT = "biscuit is a good dog"
BY_PASSPHRASE = {
    "called": "Dawn",
    "way": "passphrase",
    "handle": "dawn of the hill",
    "passphrase": BISCUIT,
    "passphrase_again": BISCUIT,
}


@dataclass
class World:
    """Sam, at work, who walks with Dawn."""

    sam: Account
    client: Client
    walk: Relationship

    @property
    def viewer(self) -> Viewer:
        return Viewer(self.sam.person_id, Life.WORKING)

    @property
    def dawn_id(self) -> UUID:
        other: UUID = self.walk.sides.exclude(person_id=self.sam.person_id).get().person_id
        return other

    @property
    def dawn(self) -> Viewer:
        return Viewer(self.dawn_id, Life.OWN)

    def shown(self, *, comes_back: bool = False) -> joining.Shown:
        return joining.invite(by=self.viewer, relationship_id=self.walk.id, comes_back=comes_back)


def request() -> HttpRequest:
    asked = RequestFactory().get("/")
    asked.session = SessionStore()
    return asked


def join(link: str, **said: str) -> tuple[Client, Any]:
    client = Client()
    address = reverse("relationships:joining", args=(link,))
    return client, client.post(address, BY_PASSPHRASE | said)


def enter(code: str, client: Client | None = None) -> Any:
    return (client or Client()).post(reverse("relationships:join"), {"code": code})
