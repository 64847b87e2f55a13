"""`prove leaks`: a canary in every word; at every address, nobody meets a foreign one."""

import json
import multiprocessing
import os
import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from random import Random
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.finders import get_finders
from django.db import connections, transaction
from django.db.models import Q
from django.http import HttpResponse
from django.test import Client, override_settings

from alongside.access import book
from alongside.access.grounds import Ground
from alongside.kit.ids import new_id
from alongside.kit.time import at
from alongside.prove import canaries
from alongside.prove.answers import all_words, plainly, shape, with_merged_words
from alongside.prove.breaking import SPILLS, the_log
from alongside.prove.canaries import AN_ID, NOWHERE, TUESDAY, WORD, Actor, Canaries
from alongside.prove.doors import NO_ID, Door, doors, everything_at_once, pointed_at
from alongside.prove.link_holders import Holding
from alongside.prove.loading import kinds, make_tables
from alongside.vault.keyring import keyring

SOME, A_FEW = 0.3, 12
GET, HEAD, POST, OPTIONS = "get", "head", "post", "options"
AT_MOST_NAMED = 20
FEWEST_ACTORS = 12
ODD = ("?page=zz", "?before=zz", "?with=zz", "?next=//elsewhere.example", "?q=%FF%00")
"""What a browser could ask and no page of ours does."""
TOGETHER = "/together/"
CONTROL = ("Adam", "Mo, own life")
"""Who meets foreign words when a rule is opened on purpose."""


@dataclass
class Found:
    """What one process met."""

    requests: int = 0
    pairs: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    own: int = 0
    foreign: list[str] = field(default_factory=list)
    foreign_ids: list[str] = field(default_factory=list)
    unlike: list[str] = field(default_factory=list)
    spilled: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    canaries: int = 0
    control_foreign: int = 0
    control_unlike: int = 0
    control_copied: int = 0


def prove(size: int, seed: int) -> dict[str, Any]:
    """Send `size` actors to every door; beyond them all, with more things each."""
    began = time.monotonic()
    parts = min(os.cpu_count() or 1, 8)
    connections.close_all()
    with multiprocessing.get_context("fork").Pool(parts) as pool:
        found = pool.starmap(_do, [(size, seed, part, parts) for part in range(parts)])
    foreign = [what for each in found for what in each.foreign + each.foreign_ids]
    unlike = [what for each in found for what in each.unlike]
    missing = sorted({what for each in found for what in each.missing})
    actors = sorted({name for each in found for name in each.actors})
    own = sum(each.own for each in found)
    statuses = sum((each.statuses for each in found), Counter[int]())
    return {
        "held": not foreign
        and not unlike
        and not missing
        and own > 0
        and len(actors) >= FEWEST_ACTORS,
        "control_failed": all(
            each.control_foreign and each.control_unlike and each.control_copied for each in found
        ),
        "figures": {
            "requests": sum(each.requests for each in found),
            "actors": len(actors),
            "addresses": len(doors()),
            "canaries": found[0].canaries,
            "own_shown": own,
            "foreign": len(foreign),
            "foreign_named": foreign[:AT_MOST_NAMED],
            "pairs": sum(each.pairs for each in found),
            "unlike": len(unlike),
            "unlike_named": unlike[:AT_MOST_NAMED],
            "missing": missing,
            "spilled": sorted({what for each in found for what in each.spilled})[:AT_MOST_NAMED],
            "statuses": {str(code): statuses[code] for code in sorted(statuses)},
            "control_foreign": sum(each.control_foreign for each in found),
            "control_unlike": sum(each.control_unlike for each in found),
            "control_copied": sum(each.control_copied for each in found),
            "seconds": round(time.monotonic() - began, 1),
        },
    }


def _do(size: int, seed: int, part: int, parts: int) -> Found:
    """Do one process's share of the actors, in tables of its own."""
    make_tables()
    place = canaries.make()
    found = Found(canaries=len(place.of) + len(place.standing), missing=place.missing)
    with at(TUESDAY):
        for actor in place.actors[:size][part::parts]:
            found.actors.append(actor.name)
            things = 1 + size // len(place.actors)
            Walk(place, actor, found, Random(f"{seed} {actor.name}")).everywhere(things)
        if part == 0:
            _files(place, found)
        _control(place, found, seed)
    return found


class Walk:
    """One actor goes from door to door."""

    def __init__(self, place: Canaries, actor: Actor, found: Found, random: Random) -> None:
        self.place, self.actor, self.found, self.random = place, actor, found, random
        self.browser = canaries.browser()
        self.sees = canaries.may_see(canaries.read_world(), actor)
        self.said = everything_at_once()
        self.is_spilling = False

    def everywhere(self, size: int) -> None:
        """Every address, every way; then what goes wrong; then what is looked for."""
        with the_log() as written:
            for door in doors():
                self.open(door) if not door.kind else self.with_ids(door, size)
            self.open_pages()
            self.links()
            self.looking_for_words()
            self.things_that_go_wrong()
        foreign = self.place.found_in(written.getvalue().encode())
        self.found.foreign += [f"the log of {self.actor.name}" for _token in foreign]

    def open(self, door: Door) -> None:
        """An address without an id."""
        path = door.path()
        for how in (GET, HEAD, OPTIONS, POST):
            self.ask(how, path)
        self.ask(GET, path + self.random.choice(ODD))
        self.ask(POST, path, self.pointing_at(*self.somebody_elses()))

    def with_ids(self, door: Door, size: int) -> None:
        """An address with what is theirs, what is somebody else's, and what is not there."""
        keys = self.place.ids[door.kind]
        theirs = [key for key in keys if (door.kind, key) in self.sees]
        foreign = [key for key in keys if (door.kind, key) not in self.sees]
        for key in self.random.sample(theirs, min(size, len(theirs))):
            self.ask(GET, door.path(key))
            self.ask(POST, door.path(key), self.pointing_at(*self.somebody_elses()))
        for key in self.random.sample(foreign, min(size, len(foreign))):
            for how in (GET, HEAD, POST):
                self.both_alike(how, door, key, None)
            if self.random.random() < SOME:
                self.both_alike(OPTIONS, door, key, None)
            if self.random.random() < SOME:
                self.both_alike(POST, door, key, {**self.said, "id": str(new_id())})

    def open_pages(self) -> None:
        """What the door of open pages gives: what is theirs, and foreign as if it were not."""
        keys = self.place.ids["Document"]
        answers = []
        for key in (*self.random.sample(keys, min(A_FEW, len(keys))), new_id()):
            asked = {"id": str(key), "seen": None, "vector": "AA==", "update": "AAA="}
            said = json.dumps({"documents": [asked], "writing": str(key)})
            answer = self.ask(POST, TOGETHER, said, content_type="application/json")
            if ("Document", key) not in self.sees:
                answers.append(shape(answer, str(key)))
        self.found.pairs += len(answers) - 1
        if any(each != answers[-1] for each in answers):
            self.found.unlike.append(f"{TOGETHER} by {self.actor.name}")

    def links(self) -> None:
        """Each link that somebody opened: to whoever did, and to a phone that did not."""
        for each in self.place.actors:
            if not (held := each.holding):
                continue
            is_mine = each == self.actor
            if held.thing[0] == "Card":
                beside = Door("on a card", f"{held.path}attached/<uuid:id>/", "Attachment")
                self.with_ids(beside, A_FEW if is_mine else 1)
            for how in (GET, HEAD, POST):
                self.a_link(how, held, is_mine=is_mine)

    def a_link(self, how: str, held: Holding, *, is_mine: bool) -> None:
        """To a phone that did not open it, it answers as one that nobody made."""
        said = self.said if how == POST else None
        answer = self.ask(how, held.path, said)
        if is_mine and how == GET and not self.place.found_in(answer.content):
            self.found.missing.append(f"{self.actor.name} is shown nothing")
        if not is_mine:
            nobody_made = held.path.replace(held.link, NO_ID["link"])
            self.found.pairs += 1
            if shape(answer, held.link) != shape(self.ask(how, nobody_made, said), NO_ID["link"]):
                self.found.unlike.append(f"{how} of a link by {self.actor.name}")

    def somebody_elses(self) -> tuple[UUID, UUID, UUID]:
        """A relationship, a person and a moment that this actor knows nothing of."""
        kinds_wanted = ("Relationship", "Person", "Moment")
        unknown = (
            [key for key in self.place.ids[kind] if (kind, key) not in self.sees]
            for kind in kinds_wanted
        )
        one, other, third = (self.random.choice(keys) for keys in unknown)
        return one, other, third

    def pointing_at(self, relationship: UUID, person: UUID, id: UUID) -> dict[str, str]:
        return pointed_at(self.said, relationship, person, id)

    def both_alike(
        self, how: str, door: Door, key: UUID, data: dict[str, str] | None, *, query: str = ""
    ) -> None:
        """What is forbidden answers as what is not there does, to the byte."""
        absent = new_id()
        one = self.ask(how, door.path(key) + query, data)
        other = self.ask(how, door.path(absent) + query, data)
        self.found.pairs += 1
        if shape(one, str(key)) != shape(other, str(absent)):
            self.found.unlike.append(
                f"{how} {door.name} by {self.actor.name}: {one.status_code}, {other.status_code}"
            )

    def looking_for_words(self) -> None:
        """Every word at once; and somebody else's own word, which must be as good as nowhere."""
        self.ask(GET, f"/search/?q={WORD}")
        self.ask(POST, "/people/new/", {"called": WORD, "id": str(new_id())})
        foreign = [token for token, thing in self.place.of.items() if thing not in self.sees]
        for token in self.random.sample(foreign, 4):
            self._two_words(GET, "/search/?q={}", token.decode())
        names = [t for t in foreign if self.place.of[t][0] == "Person"]
        for token in self.random.sample(names, 2):
            self._two_words(POST, "/people/new/", token.decode())

    def _two_words(self, how: str, path: str, word: str) -> None:
        answers = []
        for each in (word, NOWHERE):
            data = {"called": each, "id": str(new_id())} if how == POST else None
            answer = self.ask(how, path.format(each), data)
            answers.append(shape(answer, each))
        self.found.pairs += 1
        if answers[0] != answers[1]:
            self.found.unlike.append(f"looking for a foreign word at {path} by {self.actor.name}")

    def things_that_go_wrong(self) -> None:
        """Not understood, not allowed, too much, and a house that spills after it has read."""
        self.ask(GET, "/today/", SERVER_NAME="elsewhere.example")
        self.ask(POST, "/drafts/note/", {"words": "x" * 210_000})
        self.ask("put", "/home/")
        strict = canaries.browser(enforce_csrf_checks=True)
        for door in self.random.sample(doors(), A_FEW):
            self.ask(POST, door.path(self._something_of(door)), self.said, by=strict)
        with override_settings(MIDDLEWARE=[*settings.MIDDLEWARE, SPILLS]):
            spilling = canaries.browser()
            self.is_spilling = True
            for door in self.random.sample(doors(), A_FEW):
                self.ask(GET, door.path(self._something_of(door)), by=spilling)
            self.is_spilling = False

    def _something_of(self, door: Door) -> UUID | None:
        """What this actor sees, where there is any: a page that is made before it breaks."""
        keys = self.place.ids.get(door.kind, [])
        return next((key for key in keys if (door.kind, key) in self.sees), next(iter(keys), None))

    def ask(
        self,
        how: str,
        path: str,
        data: dict[str, str] | str | None = None,
        by: Client | None = None,
        **more: Any,
    ) -> HttpResponse:
        """One request; what it changes is put back, so that each finds the same world."""
        browser = by or self.browser
        canaries.put_on(browser, self.actor)
        with transaction.atomic(using="keys"), transaction.atomic(), keyring():
            answer: HttpResponse = getattr(browser, how)(path, data, secure=True, **more)
            self.look_at(how, path, data, answer)
            where = answer.headers.get("Location", "")
            if how == POST and where.startswith("/"):
                self.look_at(GET, where, data, plainly(browser.get(where, secure=True)))
            transaction.set_rollback(True, using="keys")
            transaction.set_rollback(True)
        return answer

    def look_at(
        self, how: str, path: str, data: dict[str, str] | str | None, answer: HttpResponse
    ) -> None:
        """Count it, and note every canary and id in it that is not for this actor."""
        answer = with_merged_words(answer) if path == TOGETHER else answer
        self.found.requests += 1
        self.found.statuses[answer.status_code] += 1
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR and not self.is_spilling:
            self.found.spilled.append(f"{how} {re.sub(AN_ID.pattern.decode(), 'ID', path)}")
        text = all_words(answer)
        sent = f"{path} {data}".encode()
        met = {
            (self.place.thing(token), token)
            for token in self.place.found_in(text)
            if token not in sent
        }
        ids = {
            ((self.place.kind_of[id], UUID(id.decode())), id)
            for id in AN_ID.findall(text)
            if id in self.place.kind_of and id not in sent
        }
        self.found.own += sum(thing in self.sees for thing, _token in met)
        strange = {(thing, token) for thing, token in met | ids if thing not in self.sees}
        if not strange:
            return
        # Somebody may have opened something by what they sent: the world as it now stands.
        sees = canaries.may_see(canaries.read_world(), self.actor)
        for thing, token in strange:
            if thing not in sees:
                say = f"{how} {path} by {self.actor.name}: {thing[0]} {token.decode()}"
                among = self.found.foreign_ids if AN_ID.fullmatch(token) else self.found.foreign
                among.append(say)


def _files(place: Canaries, found: Found) -> None:
    """Every file that is served to anybody."""
    nobody = place.actors[0]
    walk = Walk(place, nobody, found, Random(0))
    for finder in get_finders():
        for name, _storage in finder.list([]):
            if finders.find(name):
                walk.ask(GET, f"/static/{name}")


def _control(place: Canaries, found: Found, seed: int) -> None:
    """Rules opened on purpose: shares, and what they show, to everybody; and copies of them."""
    trial, copied = Found(), Found()
    walks = [
        (Walk(place, actor, trial, Random(seed)), Walk(place, actor, copied, Random(seed)))
        for actor in place.actors
        if actor.name in CONTROL
    ]
    door = next(door for door in doors() if door.name == "shared")
    with _opened_to_all("Share", "WhatMatters", to=Ground.SHARE):
        for walk, _copying in walks:
            for key in place.ids["Share"]:
                if ("Share", key) not in walk.sees:
                    walk.both_alike(GET, door, key, None)
    with _opened_to_all("Telling", to=Ground.SIDE):
        for _walk, copying in walks:
            copying.ask(POST, "/my-copy/", {"id": str(new_id())})
    found.control_foreign, found.control_unlike = len(trial.foreign), len(trial.unlike)
    found.control_copied = sum("Telling" in what for what in copied.foreign)


@contextmanager
def _opened_to_all(*kinds_of_row: str, to: Ground) -> Iterator[None]:
    """For a while, these kinds are open to everybody, on this ground."""
    opened = {kinds()[kind]: list(book._book[kinds()[kind]]) for kind in kinds_of_row}  # noqa: SLF001
    for model in opened:
        book.rule(model, to)(lambda _viewer: Q(pk__isnull=False))
    try:
        yield
    finally:
        for model, rules in opened.items():
            book._book[model] = rules  # noqa: SLF001
