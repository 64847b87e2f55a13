"""An ask of Sam's, for Dawn, to Ruth who lets flats."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from alongside.asks.actions import Wish, make_link, write_ask
from alongside.asks.models import Ask
from alongside.kit.time import end_of, today
from alongside.world.small import World

Asks = Callable[..., Ask]
WORDS = "Would you hold a viewing on a quiet day?"


def wish(**more: Any) -> Wish:
    said: dict[str, Any] = {"called": "Ruth Adeyemi", "words": WORDS}
    return Wish(**{**said, "until": end_of(today() + timedelta(days=14)), **more})


@pytest.fixture
def asks(world: World) -> Asks:
    """Somebody asks, in the relationship of Dawn and Sam."""

    def ask(by: str = "Sam", *, heard: bool = True, **more: Any) -> Ask:
        return write_ask(
            by=world.viewer(by),
            relationship_id=world.between("Dawn", "Sam"),
            wish=wish(**more),
            heard=heard,
        )

    return ask


def address_of(world: World, ask: Ask, by: str = "Sam") -> str:
    return f"/for-you/{make_link(by=world.viewer(by), ask_id=ask.id).link}/"


def opened(where: str) -> Client:
    """A phone of somebody with no way in here, on which it is open."""
    phone = Client()
    assert phone.post(where, secure=True).status_code == 302
    return phone


def page(browser: Client, where: str) -> str:
    return str(browser.get(where, secure=True).content.decode())


def says(phone: Client, where: str, says: str, words: str = "") -> int:
    return int(phone.post(where, {"says": says, "words": words}, secure=True).status_code)
