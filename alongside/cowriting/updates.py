"""Reading what a browser sends before anything is made of it.

An update of Yjs (version 1) names, for each hand’s clock, what was put in and where, and then
which spans were taken out. Only plain words under the root "words" are let through; and nothing
that builds on what we do not have, because it would be dropped without a word.
"""

from dataclasses import dataclass, field

ROOT = "words"

GC, DELETED, STRING, SKIP = 0, 1, 4, 10
KIND, HAS_ORIGIN, HAS_RIGHT, HAS_KEY = 0x1F, 0x80, 0x40, 0x20

MORE = 0x80
"""A number goes on in the next byte."""
MOST_BITS_OF_A_NUMBER = 53
LAST_CLOCK = 1 << 31
"""Clocks are counted in 32 bits on our side; a life of writing stays far below."""

Vector = dict[int, int]
"""For each hand, how far its clock has come."""


class NotAnUpdate(Exception):
    """These bytes say nothing we can read, or something that is not plain words."""


class Incomplete(Exception):
    """They build on something that we do not have: the browser is to send everything."""


@dataclass(slots=True)
class Update:
    """What an update says of itself: which clocks it brings, which it stands on, what it takes."""

    brings: list[tuple[int, int, int]] = field(default_factory=list)
    stands_on: list[tuple[int, int]] = field(default_factory=list)
    takes: list[tuple[int, int]] = field(default_factory=list)
    skips: bool = False

    def onto(self, have: Vector) -> Vector:
        """How far each clock comes with this update. Raises Incomplete."""
        if self.skips:
            raise Incomplete
        comes = dict(have)
        for hand, start, end in self.brings:
            if start > comes.get(hand, 0):
                raise Incomplete
            comes[hand] = max(comes.get(hand, 0), end)
        for hand, clock in self.stands_on:
            if clock >= comes.get(hand, 0):
                raise Incomplete
        for hand, end in self.takes:
            if end > comes.get(hand, 0):
                raise Incomplete
        return comes


class _Bytes:
    """Reads along a line of bytes. Raises NotAnUpdate at whatever does not fit."""

    def __init__(self, given: bytes) -> None:
        self.given, self.at = given, 0

    def byte(self) -> int:
        if self.at >= len(self.given):
            raise NotAnUpdate
        self.at += 1
        return self.given[self.at - 1]

    def number(self) -> int:
        given, at = self.given, self.at
        found = shift = 0
        try:
            while (part := given[at]) & MORE and shift < MOST_BITS_OF_A_NUMBER:
                found |= (part & ~MORE) << shift
                at, shift = at + 1, shift + 7
        except IndexError:
            raise NotAnUpdate from None
        found |= part << shift
        if found >> MOST_BITS_OF_A_NUMBER:
            raise NotAnUpdate
        self.at = at + 1
        return found

    def words(self) -> str:
        size = self.number()
        piece = self.given[self.at : self.at + size]
        if len(piece) != size:
            raise NotAnUpdate
        self.at += size
        try:
            return piece.decode()
        except UnicodeDecodeError:
            raise NotAnUpdate from None

    def many(self) -> range:
        """How many of something follow: never more than there are bytes left."""
        count = self.number()
        if count > len(self.given) - self.at:
            raise NotAnUpdate
        return range(count)

    def end(self) -> None:
        if self.at != len(self.given):
            raise NotAnUpdate


def read_vector(given: bytes) -> Vector:
    """How far a browser's clocks have come. Raises NotAnUpdate."""
    line = _Bytes(given)
    vector: Vector = {}
    for _ in line.many():
        hand = line.number()
        vector[hand] = line.number()
    line.end()
    return vector


def read_update(given: bytes) -> Update:
    """Read an update through. Raises NotAnUpdate."""
    line, update = _Bytes(given), Update()
    for _ in line.many():
        _structs(line, update)
    for _ in line.many():
        hand, clock = line.number(), 0
        for _ in line.many():
            # Version 1 names each span by itself: where it begins, and how long it is.
            clock = _fits(line.number() + line.number())
            update.takes.append((hand, clock))
    line.end()
    return update


def _structs(line: _Bytes, update: Update) -> None:
    """All that one hand put in, one after the other."""
    count = line.many()
    hand, start = line.number(), line.number()
    clock = start
    for _ in count:
        clock = _fits(clock + _struct(line, update))
    update.brings.append((hand, start, clock))


def _struct(line: _Bytes, update: Update) -> int:
    """One piece; gives how far it moves the clock."""
    info = line.byte()
    kind = info & KIND
    if kind in {GC, SKIP}:
        update.skips |= kind == SKIP
        return _long(line.number())
    for has in (HAS_ORIGIN, HAS_RIGHT):
        if info & has:
            update.stands_on.append((line.number(), line.number()))
    if not info & (HAS_ORIGIN | HAS_RIGHT):
        _under_the_root(line)
        if info & HAS_KEY:
            raise NotAnUpdate
    return _content(line, kind)


def _under_the_root(line: _Bytes) -> None:
    """Nothing but the one text: no other root, and nothing inside something else."""
    if line.number() != 1 or line.words() != ROOT:
        raise NotAnUpdate


def _content(line: _Bytes, kind: int) -> int:
    if kind == DELETED:
        return _long(line.number())
    if kind != STRING:
        raise NotAnUpdate
    words = line.words()
    if "\0" in words:
        raise NotAnUpdate
    # Clocks count as browsers do: in halves of UTF-16.
    return _long(len(words) + sum(letter > "\uffff" for letter in words))


def _long(length: int) -> int:
    if not length:
        raise NotAnUpdate
    return _fits(length)


def _fits(clock: int) -> int:
    if clock >= LAST_CLOCK:
        raise NotAnUpdate
    return clock
