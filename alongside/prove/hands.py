"""Everybody who writes in `prove merge`: in a browser, as a browser would, and without script."""

import base64
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any, Protocol
from uuid import UUID

from django.test import Client

from alongside.cowriting.merging import Together
from alongside.cowriting.threeway import edits
from alongside.kit.ids import new_id

TOKEN = re.compile(r"[a-z]\d+x(?:😀|ש|日本|é|👩‍👩‍👧|)y")
"""A word that is written once in a life, with letters of every kind in it."""
TAKES_OUT, SCRATCHES, FORGETS, SENDS_AGAIN, HALF = 0.3, 0.1, 0.1, 0.2, 0.5
INSIDE = ("😀", "ש", "日本", "é", "👩‍👩‍👧", "")
AFTER = (" ", " ", " ", "\n", " \n\n")

Door = Callable[[dict[str, Any]], dict[str, Any]]
"""Ask the server for one document; gives its answer."""


@dataclass
class Words:
    """What has been written by anybody, and what became of it."""

    random: Random
    count: int = 0
    written: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
    """Partly changed by somebody: nothing is asked of these."""

    def changed_by_words(self, before: str, after: str) -> None:
        """Words that ran together are one word, and are written anew when part of it changes."""
        for edit in edits(before, after):
            again = set(TOKEN.findall(before[edit.start : edit.end]))
            self.touched |= {token for token in again if token in edit.words}

    def new(self) -> str:
        self.count += 1
        letter = self.random.choice("abcdefgh")
        return f"{letter}{self.count}x{self.random.choice(INSIDE)}y"

    def edited(self, words: str, *, whole: bool = False) -> tuple[str, int]:
        """The words after one more edit, and where its caret is then."""
        places = list(TOKEN.finditer(words))
        chance = self.random.random()
        if places and chance < TAKES_OUT:
            return self._take_out(words, self.random.choice(places))
        if words and chance < TAKES_OUT + SCRATCHES and not whole:
            return self._scratch(words)
        at = self.random.choice(
            [0, *(place.end() + _space(words, place.end()) for place in places)]
        )
        token = self.new()
        self.written.add(token)
        come = token + self.random.choice(AFTER)
        if at and not words[at - 1].isspace():
            come = f" {come}"
        return words[:at] + come + words[at:], at + len(come)

    def _take_out(self, words: str, place: re.Match[str]) -> tuple[str, int]:
        self.deleted.add(place.group())
        end = place.end() + _space(words, place.end())
        return words[: place.start()] + words[end:], place.start()

    def _scratch(self, words: str) -> tuple[str, int]:
        """Take a few letters out, or put a few in, wherever it falls."""
        start = self.random.randrange(len(words))
        end = min(len(words), start + self.random.randrange(4))
        near = [p for p in TOKEN.finditer(words) if p.start() <= end + 1 and start - 1 <= p.end()]
        self.touched |= {place.group() for place in near}
        self.count += 1
        come = f"~{self.count}" if self.random.random() < HALF else ""
        return words[:start] + come + words[end:], start + len(come)


def _space(words: str, at: int) -> int:
    return len(words) - len(words[at:].lstrip()) - at if words[at:].strip() else len(words) - at


class Hand(Protocol):
    """Somebody with the document open, who may be without signal for long."""

    words: str
    dirty: bool

    def edit(self, book: Words) -> None: ...

    def tell(self) -> dict[str, Any]: ...

    def hear(self, told: dict[str, Any], answer: dict[str, Any]) -> None: ...


class InBrowser:
    """The scripts of our pages in Chromium."""

    def __init__(self, page: Any, number: int, id: UUID, words: str) -> None:
        self.page, self.number, self.words, self.turns = page, number, words, 0
        self.dirty = self.begun = False
        page.evaluate("(said) => begin(...said)", [number, str(id), words])

    def edit(self, book: Words) -> None:
        gone = set(book.deleted)
        words, caret = book.edited(self.words)
        if not self.begun:
            # What is taken out before the server's words have come may stay, if they changed.
            book.touched |= book.deleted - gone
        places = len(words[:caret].encode("utf-16-le")) // 2
        self.words = self.page.evaluate("(said) => type(...said)", [self.number, words, places])
        self.dirty = True

    def tell(self) -> dict[str, Any]:
        self.turns += 1
        told: dict[str, Any] = self.page.evaluate(
            "(said) => tell(...said)", [self.number, self.turns]
        )
        return {**told, "turn": self.turns}

    def hear(self, told: dict[str, Any], answer: dict[str, Any]) -> None:
        said = [self.number, told["turn"], answer]
        self.begun = True
        self.words, self.dirty, _trouble = self.page.evaluate("(said) => hear(...said)", said)


class AsABrowser:
    """The same turns with pycrdt; now and then it sends only a part, or forgets what it had."""

    def __init__(self, id: UUID, random: Random) -> None:
        self.id, self.random, self.text = id, random, Together()
        self.seen: int | None = None
        self.theirs = b"\0"
        self.dirty = False

    @property
    def words(self) -> str:
        return self.text.words

    def edit(self, book: Words) -> None:
        if self.seen is None:
            return
        before = self.text.vector
        words = book.edited(self.words)[0]
        book.changed_by_words(self.words, words)
        self.text.write(words)
        self.dirty = True
        if self.random.random() < FORGETS:
            # It believes that the server has more than it has.
            self.theirs = before

    def tell(self) -> dict[str, Any]:
        sends = self.dirty or self.random.random() < SENDS_AGAIN
        update = self.text.since(self.theirs) if sends and self.seen is not None else None
        return {
            "id": str(self.id),
            "seen": self.seen,
            "vector": _said(self.text.vector),
            "update": _said(update) if update else None,
            "had": self.text.vector,
        }

    def hear(self, told: dict[str, Any], answer: dict[str, Any]) -> None:
        if answer["update"]:
            self.text.merge(base64.b64decode(answer["update"]))
        self.seen = answer["seen"]
        if answer["vector"]:
            self.theirs = base64.b64decode(answer["vector"])
        if told["update"] and not answer.get("everything") and told["had"] == self.text.vector:
            self.dirty = False
        if answer["vector"] and self.text.since(self.theirs)[0]:
            # The server lacks something that this hand believed to be there.
            self.dirty = True


class WithoutScript:
    """A form: opened at one time, sent at another, now and then twice."""

    def __init__(self, browser: Client, id: UUID) -> None:
        self.browser, self.path = browser, f"/documents/{id}/writing/"
        self.form: dict[str, str] | None = None

    def open(self, words: str) -> None:
        self.form = {"base": words, "words": words, "id": str(new_id())}

    def edit(self, book: Words) -> None:
        if self.form:
            self.form["words"] = book.edited(self.form["words"], whole=True)[0]

    def send(self, times: int, book: Words, now: str) -> None:
        """Send it. Where a word stands twice, nobody can say which of the two was taken out."""
        form = self.form or {}
        for words in (form["words"], now):
            book.changed_by_words(form["base"], words)
        for words in (form["base"], form["words"], now):
            if any(number > 1 for number in Counter(words.split()).values()):
                book.touched |= set(TOKEN.findall(form["base"]))
        for _ in range(times):
            answer = self.browser.post(self.path, self.form, secure=True)
            assert answer.status_code in {200, 302}, answer.status_code


def _said(given: bytes) -> str:
    return base64.b64encode(given).decode()


def door_of(browser: Client) -> Door:
    """The door of open pages, for one document."""

    def ask(told: dict[str, Any]) -> dict[str, Any]:
        asked = {name: told[name] for name in ("id", "seen", "vector", "update")}
        answer = browser.post(
            "/together/",
            json.dumps({"documents": [asked], "writing": None}),
            content_type="application/json",
            secure=True,
        )
        assert answer.status_code == 200, answer.status_code  # noqa: PLR2004
        (said,) = answer.json()["documents"]
        return dict(said)

    return ask
