"""`prove access`: the rules as the database runs them, against a decider in plain Python."""

import multiprocessing
import os
import time
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import Model, Q, QuerySet

from alongside.access import book
from alongside.access.grounds import Ground
from alongside.access.viewer import Life, Viewer
from alongside.accounts import backends as ways_back
from alongside.accounts.models import Account
from alongside.kit.prepared import prepared
from alongside.kit.time import at
from alongside.people import aliases
from alongside.prove.asking import Asked, asked
from alongside.prove.decider import SEES, decide
from alongside.prove.decider_aliases import ONE_PERSON, SELVES
from alongside.prove.faults import ALIASES, Fault, all_faults, in_place, unchanged
from alongside.prove.loading import kinds, load, make_tables
from alongside.prove.plain import View, World
from alongside.prove.worlds import made_up, views_of

Questions = dict[tuple[str, str], Asked]
"""By kind and life, what the rules say in SQL."""
Told = tuple[str, Life, Asked]
"""A kind, in one life, and what a faulty rule asks of it."""
Looks = list[tuple[View, dict[str, set[UUID]]]]
"""Looks, each with what it may show."""

SIDE_BY_SIDE, FOR_FAULTS = 16, 40
"""Worlds in the tables at once, so that one world showing in another is a disagreement too."""
LOOKS, LOOKS_FOR_FAULTS = 1, 8
MOST_ROUNDS = 60
"""A fault that few worlds can show is looked for in more of them; most show in the first."""
A_FEW = 60
ENOUGH = 40
"""Looks that tell whether rules put in place unchanged still say the same."""
FEWEST_FAULTS = 50
PLAIN_TOO, PLAIN_UNTIL = 16, 3_000
"""Every so many worlds, up to so many, the rules are asked plainly too: both must say the same."""
AT_MOST_NAMED = 20


@dataclass(frozen=True)
class Share:
    """What one process is to do."""

    seed: int
    worlds: int
    part: int
    parts: int
    most_faults: int | None


@dataclass
class Found:
    """What one process found."""

    comparisons: int
    disagreements: list[str]
    faults: int
    survivors: list[str]
    control_failed: bool


def prove(size: int, seed: int, most_faults: int | None = None) -> dict[str, Any]:
    """Compare `size` worlds, catch every fault, and see the control fail.

    `most_faults`: try only so many of the faults, chosen by the seed; every one if not given.
    """
    began = time.monotonic()
    unknown = {model.__name__ for model in book.guarded_models()} ^ set(SEES)
    if unknown:
        message = f"Rule book and decider do not know the same kinds: {sorted(unknown)}"
        raise SystemExit(message)
    found = _in_parts(size, seed, most_faults)
    faults = sum(each.faults for each in found)
    survivors = [name for each in found for name in each.survivors]
    disagreements = [what for each in found for what in each.disagreements]
    return {
        "held": not disagreements and not survivors and faults >= FEWEST_FAULTS,
        "control_failed": all(each.control_failed for each in found),
        "figures": {
            "worlds": size,
            "comparisons": sum(each.comparisons for each in found),
            "disagreements": len(disagreements),
            "disagreed": disagreements[:AT_MOST_NAMED],
            "faults": len(all_faults()),
            "tried": faults,
            "caught": faults - len(survivors),
            "survivors": survivors,
            "seconds": round(time.monotonic() - began, 1),
        },
    }


def _in_parts(size: int, seed: int, most_faults: int | None) -> list[Found]:
    parts = min(os.cpu_count() or 1, 8, size)
    shares = [
        Share(seed, size // parts + (part < size % parts), part, parts, most_faults)
        for part in range(parts)
    ]
    connections.close_all()
    with multiprocessing.get_context("fork").Pool(parts) as pool:
        return pool.map(_do, shares)


def _do(share: Share) -> Found:
    """Do one process's share, in tables of its own."""
    make_tables()
    random = Random(f"{share.seed} {share.part}")
    comparisons, disagreements = 0, []
    for number, batch in enumerate(_batches(share.worlds, random)):
        load(batch)
        for place, world in enumerate(batch):
            for view in views_of(world, random, LOOKS):
                comparisons += len(SEES)
                also_plain = place % PLAIN_TOO == 0 and number * SIDE_BY_SIDE < PLAIN_UNTIL
                disagreements += differences(view, decide(world, view), also_plain=also_plain)
    looks = _looks_for_faults(random)
    # Else a fault could show by having been put in place, not by what is wrong with it.
    disagreements += _told_by_putting_in_place(looks[:ENOUGH])
    control_failed = _control_failed(looks)
    mine = _chosen_faults(share)
    survivors = [fault.name for fault in _surviving(mine, looks, random)]
    return Found(comparisons, disagreements, len(mine), survivors, control_failed)


def _chosen_faults(share: Share) -> list[Fault]:
    """Those that this process puts in, in any order: some faults are quick to show, some slow."""
    every = all_faults()
    Random(share.seed).shuffle(every)
    return every[: share.most_faults][share.part :: share.parts]


def _surviving(faults: list[Fault], looks: Looks, random: Random) -> list[Fault]:
    """The faults that no look tells, in as many rounds of worlds as it takes, up to the most."""
    sound = _questions(set(book.guarded_models()))
    left = [fault for fault in faults if not _shows(fault, looks, sound)]
    what = {fault.name: list(_asked_otherwise(fault, sound)) for fault in left}
    for _ in range(MOST_ROUNDS):
        if not left:
            break
        looks = _looks_for_faults(random)
        left = [fault for fault in left if not _shows_later(fault, what[fault.name], looks, sound)]
    return left


def _batches(worlds: int, random: Random) -> Iterator[list[World]]:
    for first in range(0, worlds, SIDE_BY_SIDE):
        yield [made_up(random) for _ in range(min(SIDE_BY_SIDE, worlds - first))]


def _looks_for_faults(random: Random) -> Looks:
    """Many looks into one batch of worlds, each with what it may show."""
    worlds = [made_up(random) for _ in range(FOR_FAULTS)]
    load(worlds)
    return [
        (view, decide(world, view))
        for world in worlds
        for view in views_of(world, random, LOOKS_FOR_FAULTS)
    ]


def differences(view: View, decided: dict[str, set[UUID]], *, also_plain: bool) -> list[str]:
    """The kinds of which the rules show this look something else than the decider would.

    Asked as the pages ask: said once, then only its values exchanged; and now and then plainly.
    """
    viewer = Viewer(person_id=view.person_id, life=Life(view.life))
    found = []
    with at(view.clock):
        for kind, model in kinds().items():
            if kind not in SEES:
                continue
            shown = set(_asked(model, viewer))
            # Building the question costs ten times what asking it does, so only where wanted.
            plainly = set(_asked.build(model, viewer)) if also_plain else shown
            if shown != decided[kind] or plainly != shown:
                found.append(f"{kind} for {view.person_id} in {view.life} at {view.clock}")
        if not who_is_as_decided(view, decided):
            found.append(f"who looks, for {view.person_id} in {view.life} at {view.clock}")
    return found


def who_is_as_decided(view: View, decided: dict[str, set[UUID]]) -> bool:
    """As whom somebody looks, and whom safety holds to be one; each asked of the database."""
    others = aliases.also_me(view.person_id) if view.life == Life.OWN.value else set()
    accounts = ways_back.the_account.build(_account_of(view.person_id) or view.person_id)
    came_in = {each for one in accounts for each in one.person_ids}
    if view.life == Life.OWN.value and came_in and came_in != decided[SELVES]:
        return False
    one = aliases.one_with({view.person_id})
    return {view.person_id, *others} == decided[SELVES] and one == decided[ONE_PERSON]


def _account_of(person_id: UUID) -> UUID | None:
    return Account.objects.filter(person_id=person_id).values_list("pk", flat=True).first()


@prepared
def _asked(model: type[Model], viewer: Viewer) -> QuerySet[Any, UUID]:
    rows = model._default_manager.visible_to(viewer)  # type: ignore[attr-defined]
    asked: QuerySet[Any, UUID] = rows.values_list("pk", flat=True)
    return asked


def _questions(models: set[type[Model]]) -> Questions:
    """What the rule book says now of these kinds, for either life."""
    return {
        (kind, life.value): asked(model, life)
        for kind, model in kinds().items()
        if model in models
        for life in Life
    }


def _shows(fault: Fault, looks: Looks, sound: Questions) -> bool:
    """Whether any look tells this fault."""
    if fault.module == ALIASES:
        with in_place(fault):
            return not _all_as_decided(looks)
    what = []
    with closing(_asked_otherwise(fault, sound)) as otherwise:
        for one in otherwise:
            # Most faults show soon: a few looks at everything come before many at anything.
            if _tells(*one, looks[:A_FEW]):
                return True
            what.append(one)
    return any(_tells(*one, looks[A_FEW:]) for one in what)


def _all_as_decided(looks: Looks) -> bool:
    """Whether everybody is who was decided; what cannot even be asked is not."""
    try:
        return all(who_is_as_decided(*look) for look in looks)
    except Exception:  # noqa: BLE001  whatever a fault does to a question, it shows
        return False


def _shows_later(fault: Fault, what: list[Told], looks: Looks, sound: Questions) -> bool:
    """The same in a later round, with what is asked worked out already."""
    if fault.module == ALIASES:
        return _shows(fault, looks, sound)
    return any(_tells(*one, looks) for one in what)


def _asked_otherwise(fault: Fault, sound: Questions) -> Generator[Told]:
    """What is asked with this fault in place, where sound rules ask something else."""
    with in_place(fault) as models:
        for kind, model in kinds().items():
            for life in Life if model in models else ():
                what = asked(model, life)
                if what != sound.get((kind, life.value)):
                    yield kind, life, what


def _told_by_putting_in_place(looks: Looks) -> list[str]:
    """The kinds that show otherwise when all rules are put in place as they stand."""
    with ExitStack() as all_at_once:
        for same in unchanged():
            all_at_once.enter_context(in_place(same))
        again = _questions(set(book.guarded_models()))
    return [
        f"{kind} in {life}, with every rule put in place unchanged"
        for (kind, life), what in again.items()
        if _tells(kind, Life(life), what, looks)
    ]


def _tells(kind: str, life: Life, what: Asked, looks: Looks) -> bool:
    """Whether this question shows any look something else than was decided."""
    return any(
        what.ids(view) != decided[kind] for view, decided in looks if view.life == life.value
    )


def _control_failed(looks: Looks) -> bool:
    """A rule known to be wrong has to show: everybody sees every address."""
    address = kinds()["Address"]
    kept = list(book._book[address])  # noqa: SLF001
    book.rule(address, Ground.MINE)(lambda _viewer: Q(pk__isnull=False))
    try:
        return any(_tells("Address", life, asked(address, life), looks) for life in Life)
    finally:
        book._book[address] = kept  # noqa: SLF001
