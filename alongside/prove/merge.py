"""`prove merge`: whatever several hands write, in whatever order it comes, nothing saved is lost.

Real browsers and forms write one text through the real doors: offline for long, answers lost,
requests sent twice, late and out of order, parts missing, plain forms in between.
"""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any
from unittest.mock import patch
from uuid import UUID

from django.test import Client

from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.accounts.actions import give_work
from alongside.accounts.models import Account
from alongside.cowriting.actions import begin_document
from alongside.cowriting.merging import Together
from alongside.cowriting.models import Document
from alongside.cowriting.threeway import Merged, edits
from alongside.kit.time import at
from alongside.kit.transactions import writing
from alongside.people.actions import add_person
from alongside.plans.models import Part
from alongside.prove.browser_hands import browser_page
from alongside.prove.canaries import come_in_by_id, put_on
from alongside.prove.hands import (
    AsABrowser,
    Door,
    InBrowser,
    WithoutScript,
    Words,
    door_of,
)
from alongside.prove.times import BEGIN
from alongside.relationships.models import Relationship, Side
from alongside.vault.fields import open_rows
from alongside.vault.keyring import keyring
from alongside.vault.scopes import between_scope

STEPS = (15, 60)
MOST_TURNS = 12
"""Once all have signal again, so many turns each bring everybody to the same words."""
IN_CONTROL = 6

Scripted = InBrowser | AsABrowser


@dataclass
class Toll:
    """What came of the schedules."""

    schedules: int = 0
    turns: Counter[str] = field(default_factory=Counter)
    written: int = 0
    deleted: int = 0
    differ: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    came_back: list[str] = field(default_factory=list)
    in_bytes: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> list[str]:
        return [*self.differ, *self.lost, *self.twice, *self.came_back, *self.in_bytes]


@dataclass(frozen=True)
class Cast:
    """Dawn and Sam, who write together, each with a browser of Django's own."""

    dawn: Viewer
    sam: Viewer
    relationship_id: UUID
    browsers: tuple[Client, Client]

    @property
    def doors(self) -> tuple[Door, Door]:
        dawn, sam = self.browsers
        return door_of(dawn), door_of(sam)


def prove(size: int, seed: int) -> dict[str, Any]:
    """Run `size` schedules; then some against a server that takes the last one for all."""
    from alongside.prove.loading import make_tables

    began = time.monotonic()
    toll, control = Toll(), Toll()
    with at(BEGIN), keyring(), browser_page() as page:
        # The browser's loop has connections of its own: the tables are made in those.
        make_tables()
        cast = _cast()
        for number in range(size):
            _run(cast, page, Random(f"{seed} {number}"), toll)
        with last_one_wins():
            for number in range(IN_CONTROL):
                _run(cast, page, Random(f"{seed} {number}"), control)
    return {
        "held": not toll.wrong and toll.written > toll.deleted > 0,
        "control_failed": bool(control.lost),
        "figures": {
            "schedules": toll.schedules,
            "turns": dict(toll.turns),
            "words_written": toll.written,
            "words_deleted": toll.deleted,
            "differ": len(toll.differ),
            "lost": len(toll.lost),
            "twice": len(toll.twice),
            "came_back": len(toll.came_back),
            "deleted_in_bytes": len(toll.in_bytes),
            "named": toll.wrong[:10],
            "control_lost": len(control.lost),
            "seconds": round(time.monotonic() - began, 1),
        },
    }


def _cast() -> Cast:
    with writing():
        dawn, sam = (add_person(by=None, called=name).id for name in ("Dawn", "Sam"))
        relationship = Relationship.objects.create(begun_by_id=sam)
        browsers = []
        for person, life in ((dawn, Life.OWN), (sam, Life.WORKING)):
            Side.objects.create(relationship=relationship, person_id=person, life=life.value)
            account = Account.objects.create(person_id=person, handle=str(person))
            if life == Life.WORKING:
                give_work(account=account, by_id=None)
            browser = Client(SERVER_NAME="localhost")
            put_on(browser, come_in_by_id(account, life))
            browsers.append(browser)
    people = Viewer(dawn, Life.OWN), Viewer(sam, Life.WORKING)
    return Cast(*people, relationship.id, (browsers[0], browsers[1]))


def _run(cast: Cast, page: Any, random: Random, toll: Toll) -> None:
    """One text, from its beginning until everybody is back and has the same."""
    book = Words(random)
    document = _begin(cast, book)
    schedule = Schedule(cast, page, random, book, document.id, toll)
    for _ in range(random.randint(*STEPS)):
        schedule.step()
    schedule.everybody_comes_back()
    _check(schedule, toll)
    page.evaluate("forget()")


def _begin(cast: Cast, book: Words) -> Document:
    """A part of the plan of the two: a text alone opens to nobody."""
    words = ""
    for _ in range(book.random.randrange(6)):
        words = book.edited(words, whole=True)[0]
    between: dict[str, Any] = {
        "relationship_id": cast.relationship_id,
        "scope": between_scope(cast.relationship_id, cast.dawn.person_id),
    }
    dawn = cast.dawn.person_id
    document = begin_document(
        by=cast.dawn, about_id=dawn, strand=Strand.PLANS, words=words, **between
    )
    Part.objects.create(by_id=dawn, document=document, **between)
    return document


class Schedule:
    """Who does what, in which order, and what becomes of it on the way."""

    def __init__(
        self, cast: Cast, page: Any, random: Random, book: Words, id: UUID, toll: Toll
    ) -> None:
        self.random, self.book, self.id, self.toll = random, book, id, toll
        now = self.words
        in_browser = [InBrowser(page, n, id, now) for n in range(random.randint(1, 2))]
        beside = [AsABrowser(id, random) for _ in range(random.randint(1, 2))]
        hands: list[Scripted] = [*in_browser, *beside]
        self.hands = [(hand, random.choice(cast.doors)) for hand in hands]
        self.plain = WithoutScript(random.choice(cast.browsers), id)
        self.on_the_way: list[tuple[Door, dict[str, Any]]] = []
        # Some have signal all the time, some hardly ever.
        self.signal = {id_of: random.choice((0.05, 0.3, 0.9)) for id_of in range(len(hands))}

    @property
    def words(self) -> str:
        return str(self.row.words)

    @property
    def row(self) -> Document:
        row = Document.objects.get(id=self.id)
        open_rows([row])
        return row

    def step(self) -> None:
        what = self.random.random()
        if what < 0.2:  # noqa: PLR2004 - a share of all steps
            self._plainly()
        elif what < 0.3 and self.on_the_way:  # noqa: PLR2004
            self._late()
        else:
            number = self.random.randrange(len(self.hands))
            hand, door = self.hands[number]
            for _ in range(self.random.randrange(4)):
                hand.edit(self.book)
            if self.random.random() < self.signal[number]:
                self._turn(hand, door)

    def _turn(self, hand: Scripted, door: Door) -> None:
        """What a page says to the server, on a road where anything may happen."""
        told = hand.tell()
        fate = self.random.choice(("well", "well", "well", "lost", "unheard", "twice", "late"))
        self.toll.turns[fate] += 1
        if fate == "lost":
            return
        if fate == "late":
            self.on_the_way.append((door, told))
            return
        for _ in range(1 + (fate == "twice")):
            answer = door(told)
        if fate != "unheard":
            hand.hear(told, answer)

    def _late(self) -> None:
        """Something sent long ago arrives, after what was sent later."""
        door, told = self.on_the_way.pop(self.random.randrange(len(self.on_the_way)))
        self.toll.turns["arrived late"] += 1
        door(told)

    def _plainly(self) -> None:
        if self.plain.form is None:
            self.plain.open(self.words)
        self.plain.edit(self.book)
        if self.random.random() < 0.6:  # noqa: PLR2004
            self._send_form()

    def _send_form(self) -> None:
        if self.plain.form:
            self.toll.turns["plain"] += 1
            self.plain.send(self.random.choice((1, 1, 2)), self.book, self.words)
            self.plain.form = None

    def everybody_comes_back(self) -> None:
        """All that is still on the way arrives; all have signal; then it must be quiet."""
        self._send_form()
        while self.on_the_way:
            self._late()
        for _ in range(MOST_TURNS):
            for hand, door in self.hands:
                told = hand.tell()
                hand.hear(told, door(told))
            if not any(hand.dirty for hand, _door in self.hands):
                now = self.words
                if all(hand.words == now for hand, _door in self.hands):
                    return


def _check(schedule: Schedule, toll: Toll) -> None:
    """The same words everywhere; all that nobody took out, once; nothing that somebody did."""
    row, book = schedule.row, schedule.book
    words = str(row.words)
    said = [hand.words for hand, _door in schedule.hands]
    said.append(Together(row.state).words)
    toll.schedules += 1
    toll.written += len(book.written)
    toll.deleted += len(book.deleted)
    toll.differ += [f"{one!r} is not {words!r}" for one in said if one != words]
    for token in sorted(book.written - book.deleted - book.touched):
        if words.count(token) != 1:
            (toll.twice if token in words else toll.lost).append(token)
    gone = sorted(book.deleted - book.touched)
    toll.came_back += [token for token in gone if token in words]
    toll.in_bytes += [token for token in gone if token.encode() in bytes(row.state)]


@contextmanager
def last_one_wins() -> Iterator[None]:
    """A server that lets the words of a form stand instead of what others wrote meanwhile."""

    def overwrite(_base: str, mine: str, theirs: str) -> Merged:
        return Merged(theirs, edits(theirs, mine), both_stay=False)

    with patch("alongside.cowriting.actions.merge", overwrite):
        yield
