"""The trail: every showing of what is not one's own leaves one line, before the bytes leave.

Lines are coalesced: one for each viewer, person, strand, ground, relationship, safety access or
duty, and part of a day. Each line carries the fingerprint of the one before it, in the whole
place and for the person it is about, so that none can be changed, dropped or slipped in unnoticed.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from alongside.access.grounds import Ground
from alongside.access.models import TrailLine
from alongside.access.strands import Strand
from alongside.access.viewer import Viewer
from alongside.kit.prepared import prepared
from alongside.kit.time import day_part, now, today
from alongside.kit.transactions import reading, writing

START = "0" * 64
"""What stands before the first line."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What was shown: something about this person, on this ground."""

    about_id: UUID
    strand: Strand
    ground: Ground
    relationship_id: UUID | None
    thing_id: UUID | None = None
    """By which safety access or duty: telling waits for each by itself."""


class Look:
    """What one page shows to one viewer."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.sights: set[Sight] = set()

    def saw(
        self,
        about_id: UUID,
        strand: Strand,
        ground: Ground,
        relationship_id: UUID | None,
        thing_id: UUID | None = None,
    ) -> None:
        """What is one's own leaves no line."""
        if about_id != self.viewer.person_id:
            self.sights.add(Sight(about_id, strand, ground, relationship_id, thing_id))


@contextmanager
def looking(viewer: Viewer) -> Iterator[Look]:
    """Read in one consistent view; then write the lines that are missing.

    A page leaves only after this block, so no byte leaves before its line is kept.
    """
    look = Look(viewer)
    with reading():
        yield look
    record(viewer, look.sights)


def record(viewer: Viewer, sights: Iterable[Sight]) -> None:
    """Add the lines that this part of the day does not have yet."""
    sights = set(sights)
    if not sights:
        return
    day, part = today(), day_part(now()).value
    if not _missing(viewer, sights, day, part):
        return
    with writing():
        for sight in sorted(_missing(viewer, sights, day, part), key=repr):
            _append(viewer, sight, day, part)


def _missing(viewer: Viewer, sights: set[Sight], day: date, part: str) -> set[Sight]:
    return sights - {
        Sight(about, Strand(strand), Ground(ground), relationship, thing)
        for about, strand, ground, relationship, thing in _lines(viewer, day, part)
    }


@prepared
def _lines(viewer: Viewer, day: date, part: str) -> QuerySet[Any, Any]:
    return TrailLine.objects.filter(
        viewer_id=viewer.person_id, life=viewer.life, day=day, part=part
    ).values_list("about_id", "strand", "ground", "relationship_id", "thing_id")


def _append(viewer: Viewer, sight: Sight, day: date, part: str) -> None:
    last = TrailLine.objects.order_by("number").last()
    last_about = TrailLine.objects.filter(about_id=sight.about_id).order_by("about_number").last()
    line = TrailLine(
        number=last.number + 1 if last else 1,
        viewer_id=viewer.person_id,
        life=viewer.life.value,
        about_id=sight.about_id,
        strand=sight.strand.value,
        ground=sight.ground.value,
        relationship_id=sight.relationship_id,
        thing_id=sight.thing_id,
        day=day,
        part=part,
        about_number=last_about.about_number + 1 if last_about else 1,
        about_before=last_about.fingerprint if last_about else START,
        before=last.fingerprint if last else START,
    )
    line.fingerprint = fingerprint(line)
    line.save(force_insert=True)


def fingerprint(line: TrailLine) -> str:
    """SHA-256 over every field of the line but itself, in hexadecimal."""
    parts = (
        line.number,
        line.viewer_id.hex,
        line.life,
        line.about_id.hex,
        line.strand,
        line.ground,
        line.relationship_id.hex if line.relationship_id else "",
        line.day.isoformat(),
        line.part,
        line.about_number,
        line.about_before,
        line.before,
        # Lines from before there were any of these are told apart by having one part less.
        *([line.thing_id.hex] if line.thing_id else []),
    )
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()


def broken_at() -> int | None:
    """The number of the first line that does not fit the chain, or None when all is whole."""
    before, by_person = START, dict[UUID, tuple[int, str]]()
    expected = 1
    for line in TrailLine.objects.order_by("number").iterator():
        number, fingerprint_before = by_person.get(line.about_id, (0, START))
        whole = (
            line.number == expected
            and line.before == before
            and line.about_number == number + 1
            and line.about_before == fingerprint_before
            and line.fingerprint == fingerprint(line)
        )
        if not whole:
            return int(line.number)
        before, expected = line.fingerprint, expected + 1
        by_person[line.about_id] = (line.about_number, line.fingerprint)
    return None


def head() -> tuple[int, str]:
    """The last line's number and fingerprint, to be kept elsewhere: a cut tail shows by it."""
    last = TrailLine.objects.aggregate(number=Max("number"))["number"]
    return (last, TrailLine.objects.get(number=last).fingerprint) if last else (0, START)


def still_holds(number: int, fingerprint: str) -> bool:
    """Whether a head kept elsewhere is still a line here: else the trail was cut or made anew."""
    if number == 0:
        return True
    return TrailLine.objects.filter(number=number, fingerprint=fingerprint).exists()


def chain_of(about_id: UUID) -> bool:
    """Whether the chain of one person is whole: nothing changed, dropped or slipped in."""
    before = START
    lines = TrailLine.objects.filter(about_id=about_id).order_by("about_number").iterator()
    for number, line in enumerate(lines, start=1):
        if (line.about_number, line.about_before) != (number, before):
            return False
        if line.fingerprint != fingerprint(line):
            return False
        before = line.fingerprint
    return True
