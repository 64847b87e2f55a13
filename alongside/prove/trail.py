"""`prove trail`: what is shown has its line, its owner can read it, no change goes unseen."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import unescape
from http import HTTPStatus
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from alongside.access.models import TrailLine
from alongside.access.trail import broken_at, chain_of, fingerprint, head, still_holds
from alongside.access.viewer import Life
from alongside.accounts.models import Account
from alongside.kit.time import at, day_part, here
from alongside.people.aliases import also_me
from alongside.prove import canaries
from alongside.prove.canaries import TUESDAY, WORD, Actor, Canaries
from alongside.prove.decider_aliases import views_of_one
from alongside.prove.doors import Door, doors
from alongside.prove.loading import kinds, make_tables
from alongside.prove.plain import View, World
from alongside.prove.sights import STRAND, strand_of, where
from alongside.shares.models import Delay, Duty, SafetyAccess

HOURS = (0, 1, 4, 6, 9, 11)
"""Looks are spread over a working day: three parts of it."""
AT_MOST_NAMED = 20
FEWEST_CHANGES = 100
AUTHORS = ("teller_id", "noted_by_id", "written_by_id", "person_id", "by_id")
ITEM = re.compile(
    r'<span class="strong">([^<]*)</span> saw (.*?)</p><p class="meta">(.*?)\.</p>', re.DOTALL
)
LATER = re.compile(r"<span>(\d+) looks? (?:is|are) told later")


@dataclass
class Found:
    """What was looked at, and what the trail said of it."""

    looks: int = 0
    shown: int = 0
    without: list[str] = field(default_factory=list)
    unwritten: Counter[str] = field(default_factory=Counter)
    unread: list[str] = field(default_factory=list)
    read: int = 0
    held_back: int = 0


NO_LINE = frozenset({"Person", "Team", "Partner", "PartnerPerson", "Door", "Session", "Passkey"})
"""Names, places and ways in leave no line on the trail."""


def prove(size: int, seed: int) -> dict[str, Any]:
    """Look `size` times, read every list of looks, then change lines `size` times over."""
    began = time.monotonic()
    make_tables()
    place, random, found = canaries.make(), Random(seed), Found()
    world = canaries.read_world()
    with at(TUESDAY):
        pages = _pages(place.actors[1])
    while found.looks < size:
        with at(TUESDAY + timedelta(hours=HOURS[found.looks * len(HOURS) // size])):
            _look(place, world, random.choice(place.actors), random.choice(pages), random, found)
    twice = _twice()
    with at(TUESDAY + timedelta(hours=HOURS[-1])):
        _read_all(place, found)
    changes, unseen, unseen_by_control = _change(max(size, FEWEST_CHANGES), random)
    lines = TrailLine.objects.count()
    bad = found.without or found.unread or twice or unseen or broken_at() is not None
    return {
        "held": not bad and found.shown > 0 and found.held_back > 0,
        "control_failed": unseen_by_control > 0,
        "figures": {
            "looks": found.looks,
            "shown": found.shown,
            "lines": lines,
            "without_a_line": len(found.without),
            "named": sorted(set(found.without))[:AT_MOST_NAMED],
            "twice": twice,
            "read_by_whom_they_are_about": found.read,
            "held_back": found.held_back,
            "not_as_read": found.unread[:AT_MOST_NAMED],
            "own_life": TrailLine.objects.filter(life=Life.OWN.value).count(),
            "why_words_shown": dict(found.unwritten),
            "changes": changes.total(),
            "kinds_of_change": dict(changes),
            "unseen": unseen[:AT_MOST_NAMED],
            "control_unseen": unseen_by_control,
            "seconds": round(time.monotonic() - began, 1),
        },
    }


# --- looking ----------------------------------------------------------------------------------

NOT_LOOKED_AT = {"leave", "away", "joining", "come-in", "keep", "fresh"}
"""Asking there ends a session, or is no page."""


def _pages(anybody: Actor) -> list[Door]:
    """Addresses at which something is shown: not those that only take what is sent."""
    browser, found = canaries.browser(), []
    for door in doors():
        if door.name not in NOT_LOOKED_AT:
            canaries.put_on(browser, anybody)
            answer = browser.get(door.path(anybody.person_id), secure=True)
            if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
                found.append(door)
    return found


def _look(
    place: Canaries, world: World, actor: Actor, door: Door, random: Random, found: Found
) -> None:
    """One look; every word of somebody else that it shows must stand on a line."""
    id = None
    if door.kind:
        sees = canaries.may_see(world, actor)
        id = random.choice([k for k in place.ids[door.kind] if (door.kind, k) in sees] or [None])
        if id is None:
            return
    browser = canaries.browser()
    canaries.put_on(browser, actor)
    query = f"?q={WORD}" if door.name == "search" else ""
    answer = browser.get(door.path(id) + query, secure=True)
    found.looks += 1
    for token in place.found_in(answer.getvalue()):
        kind, key = place.thing(token)
        if kind in STRAND:
            _has_a_line(world, actor, kind, key, door, found)
        elif kind not in NO_LINE:
            found.unwritten[kind] += 1


def _has_a_line(world: World, actor: Actor, kind: str, key: Any, door: Door, found: Found) -> None:
    view = View(actor.person_id, actor.life, _now()) if actor.person_id else None
    row = kinds()[kind]._base_manager.get(pk=key)
    views = views_of_one(world, view) if view else []
    me = {each.person_id for each in views}
    if not views or any(getattr(row, name, None) in me for name in AUTHORS):
        return
    found.shown += 1
    if not any(_stands_on_a_line(world, each, kind, row) for each in views):
        found.without.append(f"{kind} at {door.name} by {actor.name}")


def _stands_on_a_line(world: World, view: View, kind: str, row: Model) -> bool:
    for about, relationship, grounds in where(world, view, row):
        lines = TrailLine.objects.filter(
            viewer_id=view.person_id,
            life=view.life,
            about_id=about,
            strand=strand_of(kind, row),
            relationship_id=relationship,
            day=here().date(),
            part=day_part(_now()).value,
        )
        if set(lines.values_list("ground", flat=True)) & grounds:
            return True
    return False


def _now() -> datetime:
    from alongside.kit.time import now

    return now()


def _twice() -> int:
    """Looks with more than one line in one part of a day."""
    what = ("about_id", "strand", "ground", "relationship_id", "thing_id")
    same = ("viewer_id", "life", *what, "day", "part")
    return sum(times - 1 for times in Counter(TrailLine.objects.values_list(*same)).values())


# --- reading ----------------------------------------------------------------------------------


def _read_all(place: Canaries, found: Found) -> None:
    """Everybody somebody looked at opens their own list, whole."""
    about = set(TrailLine.objects.values_list("about_id", flat=True))
    for account in Account.objects.filter(person_id__in=about).order_by("pk"):
        reader = canaries.come_in_by_id(account, Life.OWN)
        me = {account.person_id} | also_me(account.person_id)
        about_me = TrailLine.objects.filter(about_id__in=me, life=Life.WORKING.value)
        lines = list(about_me.order_by("-number"))
        lines = [
            line
            for line in lines
            if not (_is_not_yet_agreed(line) or (_is_put_off(line) and _is_of_a_mark(line)))
        ]
        told = [line for line in lines if not _is_put_off(line)]
        items, later = _list_of(reader)
        found.read += len(items)
        found.held_back += later
        if (len(items), later) != (len(told), len(lines) - len(told)):
            found.unread.append(f"{len(items)} and {later} of {len(told)} and {len(lines)}")
            continue
        _one_to_one(place, zip(told, items, strict=True), found)


def _list_of(reader: Actor) -> tuple[list[tuple[str, ...]], int]:
    """Each item of the list of looks, and how many are told later."""
    browser, items, later = canaries.browser(), list[tuple[str, ...]](), 0
    for page in range(1, 1000):
        canaries.put_on(browser, reader)
        text = browser.get(f"/recent/?page={page}", secure=True).content.decode()
        items += [tuple(unescape(part) for part in item) for item in ITEM.findall(text)]
        later = max(later, *(int(count) for count in LATER.findall(text)), 0)
        if f"?page={page + 1}" not in text:
            break
    return items, later


def _one_to_one(
    place: Canaries, pairs: Iterator[tuple[TrailLine, tuple[str, ...]]], found: Found
) -> None:
    """Each item names who looked, and says strand, part of the day and ground in its own words."""
    words: dict[Any, tuple[str, str]] = {}
    for line, (name, what, why) in pairs:
        tokens = {place.thing(token) for token in place.found_in(name.encode())}
        if ("Person", line.viewer_id) not in tokens:
            found.unread.append(f"line {line.number} names somebody else")
        is_why = line.relationship_id is None
        said = words.setdefault((line.strand, line.part, line.ground, is_why), (what, why))
        if said != (what, why):
            found.unread.append(f"line {line.number} says {what}, {why}")
    if len(set(words.values())) != len(words):
        found.unread.append("two kinds of look read the same")


def _is_not_yet_agreed(line: TrailLine) -> bool:
    """What the law asks, read before a second person agreed that it does."""
    waiting = Duty.objects.filter(about_id=line.about_id, approved_at=None)
    return any(duty.pk == line.thing_id for duty in waiting)


def _is_of_a_mark(line: TrailLine) -> bool:
    """Of neither safety access nor a duty: then not even its number is told."""
    of = {"pk": line.thing_id, "about_id": line.about_id}
    return not (SafetyAccess.objects.filter(**of).exists() or Duty.objects.filter(**of).exists())


def _is_put_off(line: TrailLine) -> bool:
    """Told later: agreed by a second person, and not over. Worked out line by line."""
    moment = _now()
    return line.thing_id is not None and any(
        delay.approved_at and delay.approved_at <= moment < delay.until
        for delay in Delay.objects.filter(about_id=line.about_id)
        if line.thing_id in {delay.of_id, delay.id}
    )


# --- changing ---------------------------------------------------------------------------------


def _change(times: int, random: Random) -> tuple[Counter[str], list[str], int]:
    """Change the trail in every way we know, and put it back; gives what nobody noticed."""
    kept = head()
    numbers = list(TrailLine.objects.order_by("number").values_list("number", flat=True))
    changes, unseen, unseen_by_control = Counter[str](), list[str](), 0
    for number in range(times):
        name = list(CHANGES)[number % len(CHANGES)]
        with _put_back():
            CHANGES[name](numbers, random)
            changes[name] += 1
            if broken_at() is None and still_holds(*kept):
                unseen.append(name)
            unseen_by_control += _numbers_count_on() and TrailLine.objects.count() == len(numbers)
    return changes, unseen, unseen_by_control


@contextmanager
def _put_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _numbers_count_on() -> bool:
    """The control: the same look without fingerprints."""
    numbers = TrailLine.objects.order_by("number").values_list("number", flat=True)
    return all(number == expected for expected, number in enumerate(numbers, start=1))


def _other(value: Any, random: Random) -> Any:
    match value:
        case UUID():
            return UUID(int=random.getrandbits(128))
        case int():
            return value + 10_000
        case str():
            return value[::-1] if value[::-1] != value else f"{value}-"
        case None:
            return UUID(int=random.getrandbits(128))
        case _:
            return value - timedelta(days=1)


def _change_a_field(numbers: list[int], random: Random) -> None:
    line = TrailLine.objects.get(number=random.choice(numbers))
    fields = [each.attname for each in TrailLine._meta.concrete_fields if not each.primary_key]
    name = random.choice(fields)
    TrailLine.objects.filter(pk=line.pk).update(**{name: _other(getattr(line, name), random)})
    # The one it is about is told by their own list, unless it is made to be about somebody else,
    # or only what ties the line into the chain of the whole place is changed.
    if name not in {"about_id", "before"} or fingerprint(line) != line.fingerprint:
        assert not chain_of(line.about_id), f"{name} changed, and its owner is not told"


def _delete(numbers: list[int], random: Random) -> None:
    TrailLine.objects.filter(pk=random.choice(numbers[:-1])).delete()


def _cut_the_tail(numbers: list[int], random: Random) -> None:
    TrailLine.objects.filter(pk__gt=random.choice(numbers[:-1])).delete()


def _insert(numbers: list[int], random: Random) -> None:
    line = TrailLine.objects.get(number=random.choice(numbers))
    line.number, line.about_number = numbers[-1] + 1, line.about_number + 10_000
    line.save(force_insert=True)


def _swap(numbers: list[int], random: Random) -> None:
    one, other = (TrailLine.objects.get(number=n) for n in random.sample(numbers, 2))
    one.number, other.number = other.number, one.number
    TrailLine.objects.filter(pk__in=(one.number, other.number)).delete()
    one.save(force_insert=True)
    other.save(force_insert=True)


def _forge_from_here_on(numbers: list[int], random: Random) -> None:
    """Somebody who knows how the chain is made takes a look out, and makes the rest anew."""
    gone = random.choice(numbers)
    lines = list(TrailLine.objects.order_by("number").exclude(pk=gone))
    TrailLine.objects.all().delete()
    before, by_person = "0" * 64, dict[UUID, TrailLine]()
    for number, line in enumerate(lines, start=1):
        last = by_person.get(line.about_id)
        line.number, line.before = number, before
        line.about_number = last.about_number + 1 if last else 1
        line.about_before = last.fingerprint if last else "0" * 64
        line.fingerprint = before = fingerprint(line)
        by_person[line.about_id] = line
    TrailLine.objects.bulk_create(lines)
    assert broken_at() is None


CHANGES: dict[str, Callable[[list[int], Random], None]] = {
    "a field": _change_a_field,
    "a line taken out": _delete,
    "a line put in": _insert,
    "two lines swapped": _swap,
    "the end cut off": _cut_the_tail,
    "forged from here on": _forge_from_here_on,
}
