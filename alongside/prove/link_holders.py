"""Two who have no way in here: whoever holds a card of Eve's, and whoever was asked about Eve.

What each may be shown is worked out from the plain rows, as for everybody else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

from alongside.access.viewer import Life
from alongside.accounts.held import COOKIE, new_link
from alongside.asks.links import ASK
from alongside.asks.models import Ask
from alongside.kit.ids import new_id
from alongside.profiles.cards import CARD
from alongside.profiles.headings import Heading, Sheet
from alongside.profiles.models import Card
from alongside.prove.plain import World
from alongside.prove.plain_of_asks import AskAfter, AskAnswer
from alongside.prove.plain_of_profiles import Attachment, Told
from alongside.prove.plain_of_profiles import Card as PlainCard

ON_THE_CARD = Heading.PLEASE
A_DAY = timedelta(days=1)
Thing = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Holding:
    """A link that was opened on a phone: what it is of, where, and by which word."""

    thing: Thing
    link: str
    path: str
    word: str


def opened_links(of: UUID, now: datetime) -> dict[str, Holding]:
    """A card and an ask, opened as any phone opens them; by a name for whoever did."""
    return {"Whoever holds a card": a_card(of, now), "Whoever was asked": an_ask(of)}


def a_card(of: UUID, now: datetime) -> Holding:
    """A card with one part of About me, for a day."""
    link = new_link()
    card = Card.objects.create(
        id=new_id(),
        person_id=of,
        life=Life.OWN.value,
        chosen=ON_THE_CARD.value,
        link=CARD.fingerprint(link),
        made_at=now,
        until=now + A_DAY,
    )
    return _opened(("Card", card.pk), "profiles:card", link)


def an_ask(of: UUID) -> Holding:
    """The first ask about them that was sent, with a link of its own."""
    link = new_link()
    sent = Ask.objects.filter(about_id=of, agreed_at__isnull=False, taken_back_at=None)
    ask = sent.order_by("id")[0]
    ask.link, ask.browser = ASK.fingerprint(link), ""
    ask.save(update_fields=["link", "browser"])
    return _opened(("Ask", ask.pk), "asks:link", link)


def _opened(thing: Thing, door: str, link: str) -> Holding:
    phone, path = Client(SERVER_NAME="localhost"), reverse(door, args=(link,))
    phone.post(path, secure=True)
    return Holding(thing, link, path, phone.cookies[COOKIE].value)


def sees_by_link(world: World, holding: Holding) -> set[Thing]:
    """What stands on the card; or the ask, its answers, and what may be read of what came after."""
    kind, key = holding.thing
    if kind == "Card":
        return set(_on_the_card(world, key))
    answers = (each for each in world.of(AskAnswer) if each.ask_id == key)
    afters = (each for each in world.of(AskAfter) if each.ask_id == key and each.for_them)
    return {
        holding.thing,
        *(("AskAnswer", each.id) for each in answers),
        *(("AskAfter", each.id) for each in afters),
    }


def _on_the_card(world: World, key: Any) -> Iterator[Thing]:
    card = next(each for each in world.of(PlainCard) if each.id == key)
    here = (card.person_id, card.life, Sheet.ABOUT_ME.value, ON_THE_CARD.value)
    for told in world.of(Told):
        at = (told.person_id, told.life, told.sheet, told.heading)
        if at == here and told.replaced_at is None:
            yield "Told", told.id
    for each in world.of(Attachment):
        if (each.person_id, each.life, each.sheet, each.heading) == here:
            yield "Attachment", each.id
