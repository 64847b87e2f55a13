"""The small world: Lantern Street in Wrenmouth, made up. Tests, demo and pictures share it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from alongside.access.viewer import Life, Viewer
from alongside.accounts.actions import give_work, make_account
from alongside.accounts.models import Account
from alongside.kit.time import at, here
from alongside.kit.transactions import writing
from alongside.people.actions import add_person, write_address
from alongside.people.models import Person
from alongside.relationships.models import Relationship, Side
from alongside.relationships.words import say_how_to_reach, say_what_matters
from alongside.vault.keyring import keyring
from alongside.world import (
    agreed,
    around,
    asked,
    dawn_and_sam,
    life,
    others,
    pages,
    planned,
    sharing,
)
from alongside.world.cast import (
    CAST,
    PAIRS,
    Somebody,
    life_of,
    person_id,
    relationship_id,
    viewer_of,
    ways_in,
)
from alongside.world.telling import since_march

MATTERS = (
    ("Dawn", "Sam", "My own front door. And Kay round for her tea."),
    ("Terry", "Sam", "Being asked before I’m told."),
    ("Mo", "Sam", "Sleep. My sister. Work with my hands."),
)
REACH: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    (
        "Dawn",
        "Sam",
        "Text first, never ring. Never leave words with Neil.",
        {
            "times": "Not on Sundays",
            "leave_words": "neutral",
            "who_might_see": "Neil, on the old phone",
            "safe_word": "lemon tree",
        },
    ),
    ("Terry", "Sam", "The Seamen’s Rest, with Joan at the desk. She can keep a note.", {}),
)


@dataclass(frozen=True, slots=True)
class World:
    """The small world, by names."""

    now: datetime
    people: dict[str, UUID] = field(default_factory=dict)
    viewers: dict[str, Viewer] = field(default_factory=dict)
    relationships: dict[tuple[str, str], UUID] = field(default_factory=dict)

    def viewer(self, name: str) -> Viewer:
        """Somebody looking; `"Sam, his own life"` is Sam on his evenings."""
        return self.viewers[name]

    def person(self, name: str) -> UUID:
        return self.people[name]

    def between(self, one: str, other: str) -> UUID:
        """The relationship of these two, in either order."""
        return self.relationships[one, other]

    def account(self, name: str) -> Account:
        return account_of(name)


def world_at(now: datetime) -> World:
    """The names of the small world, built or not."""
    relationships = {}
    for one, other in PAIRS:
        relationships[one, other] = relationships[other, one] = relationship_id(one, other)
    return World(
        now=now,
        people={each.name: person_id(each.name) for each in CAST},
        viewers={name: viewer_of(name) for name in ways_in()},
        relationships=relationships,
    )


def account_of(name: str) -> Account:
    """The way in of somebody who has joined; Sam has one for both his lives."""
    return Account.objects.get(person_id=person_id(name))


def is_built() -> bool:
    """Say whether this place holds the small world already."""
    return Person.objects.filter(id=person_id("Dawn")).exists()


def build(now: datetime) -> World:
    """Build it all as if today were the day of `now`; all or nothing."""
    with keyring(), writing():
        with at(since_march(now) - timedelta(days=30)):
            for somebody in CAST:
                _join(somebody)
        for one, other in PAIRS:
            _begin(now, one, other)
        _say_what_matters(now)
        dawn_and_sam.tell(now)
        others.tell(now)
        agreed.tell(now)
        sharing.tell(now)
        around.tell(now)
        planned.tell(now)
        asked.tell(now)
        pages.tell(now)
        life.tell(now)
    return world_at(now)


def _join(somebody: Somebody) -> None:
    called = somebody.called or somebody.name
    person = add_person(
        by=None, called=called, full_name=somebody.full_name, id=person_id(somebody.name)
    )
    if not somebody.joined:
        return
    account = make_account(person_id=person.id)
    if somebody.life == Life.WORKING:
        give_work(account=account, by_id=None)


def _begin(now: datetime, one: str, other: str) -> None:
    """Both sides at once: the verb would want one of them to join from a phone first."""
    began = since_march(now)
    with at(began):
        relationship = Relationship.objects.create(
            id=relationship_id(one, other),
            begun_by_id=person_id(other),
            began_on=here(began).date(),
        )
        for name in (one, other):
            Side.objects.create(
                relationship=relationship, person_id=person_id(name), life=life_of(name).value
            )


def _say_what_matters(now: datetime) -> None:
    with at(now - timedelta(days=15)):
        for name, other, words in MATTERS:
            # What matters to Terry, Sam wrote down for him.
            say_what_matters(
                by=viewer_of(other if name == "Terry" else name),
                relationship_id=relationship_id(name, other),
                person_id=person_id(name),
                words=words,
            )
        for name, other, words, more in REACH:
            say_how_to_reach(
                by=viewer_of(other),
                relationship_id=relationship_id(name, other),
                person_id=person_id(name),
                words=words,
                **more,
            )
        write_address(
            by=viewer_of("Dawn"), person_id=person_id("Dawn"), words="Flat 2, 9 Chandler’s Row"
        )
