"""`alongside bench together`: a plan that many wrote in, a full circle, and pages on paper.

The place is the small world. Each figure stands beside the same page with little in it, of the
same run, so that a slow machine slows both: `ratio` is what being full costs.
"""

import base64
import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from random import Random
from statistics import median
from time import perf_counter
from typing import Any
from uuid import UUID

from alongside.access.viewer import Viewer
from alongside.bench import words
from alongside.bench.browser import Answer, Application, Ask, Browser
from alongside.bench.loading import signed_in
from alongside.bench.weights import script_bytes
from alongside.circles.actions import Said, draw_as_it_is, put_in
from alongside.circles.drawn import Drawn, Gift, Kind, Line, Ring
from alongside.config.prepare import take_stock
from alongside.cowriting.actions import merge_update
from alongside.cowriting.merging import Together
from alongside.kit.ids import new_id
from alongside.kit.paper.sheets import Kind as PaperKind
from alongside.kit.time import at, now
from alongside.plans.actions import begin_part
from alongside.vault.keyring import keyring
from alongside.world import small
from alongside.world.cast import relationship_id, viewer_of

SEED = 20261128
EDITS, FEW_EDITS = 5_000, 200
TIES, FEW_TIES = 60, 6
SCRIPT_BYTES = 40_000
"""All script of a page with a plan, as a phone gets it: must (the issue's figure)."""
CIRCLE_MS = (15, 8)
"""Must and goal, on the machine the goals were measured on."""
EDITED_RATIO = 1.5
"""A plan of thousands of edits beside the same words written at once: opening it costs at most."""
A_SCREEN = 1_500
"""About how many letters a part of a plan has while it is edited to and fro."""
WARM_UP = 2
MS = 1000.0


def bench(application: Application, rounds: int, *, is_small: bool) -> dict[str, Any]:
    """Make a place, walk through it in rounds, and give the figures."""
    with ExitStack() as stack:
        stack.enter_context(at(now()))
        stack.enter_context(keyring())
        small.build(now())
        sam = Browser(application, _cookie("Sam"))
        dawn = Browser(application, _cookie("Dawn"))
        return {
            **_plan(sam, rounds, FEW_EDITS if is_small else EDITS),
            **_circle(dawn, rounds, FEW_TIES * 2 if is_small else TIES),
            "paper": _paper(dawn, 1 if is_small else min(rounds, 5)),
        }


def _cookie(name: str) -> str:
    viewer = viewer_of(name)
    return signed_in(small.account_of(name), viewer.life)


# --- a plan -------------------------------------------------------------------------------------


def _plan(sam: Browser, rounds: int, edits: int) -> dict[str, Any]:
    """Opened, brought up to date from nothing, and written one word in."""
    edited = edited_to_and_fro(Random(SEED), edits)
    full, once = relationship_id("Sam", "Terry"), relationship_id("Sam", "Mo")
    document = _written(viewer_of("Sam"), full, edited)
    at_once = Together(hand=new_id())
    at_once.write(edited.words)
    beside = _written(viewer_of("Sam"), once, at_once)
    take_stock()
    opened = _beside(
        rounds,
        lambda: sam.ask(Ask(f"/with/{full}/plan/")),
        lambda: sam.ask(Ask(f"/with/{once}/plan/")),
    )
    synced = _beside(
        rounds,
        lambda: sam.ask(_turn(document, None)),
        lambda: sam.ask(_turn(beside, None)),
    )
    hands = {id: _on_a_phone(sam, id) for id in (document, beside)}
    typed = _beside(
        rounds,
        lambda: sam.ask(_turn(document, hands[document])),
        lambda: sam.ask(_turn(beside, hands[beside])),
    )
    opened |= {"must": EDITED_RATIO, "edits": edits, "letters": len(edited.words)}
    script = script_bytes(sam, Ask(f"/with/{full}/plan/"))
    return {
        "plan_open": opened,
        "plan_sync": synced,
        "plan_type": typed,
        "plan_script": {"bytes": script, "must": SCRIPT_BYTES},
    }


def edited_to_and_fro(random: Random, edits: int) -> Together:
    """Two hands put words in and take words out, and hear of each other now and then."""
    hands = [Together(hand=UUID(int=random.getrandbits(128))) for _ in range(2)]
    for number in range(edits):
        one = hands[random.randrange(2)]
        said = one.words.split(" ")
        place = random.randrange(len(said) + 1)
        if len(one.words) > A_SCREEN and random.random() < 0.6:  # noqa: PLR2004 - more out than in
            said[place : place + random.randint(1, 3)] = []
        else:
            said.insert(place, random.choice(words.COMMON))
        one.write(" ".join(said))
        if number % 20 == 0:
            _hear(*hands)
    _hear(*hands)
    return hands[0]


def _hear(one: Together, other: Together) -> None:
    to_one, to_other = other.since(one.vector), one.since(other.vector)
    one.merge(to_one)
    other.merge(to_other)


def _written(by: Viewer, relationship: UUID, together: Together) -> UUID:
    part = begin_part(by=by, relationship_id=relationship, called="What we try")
    merge_update(by=by, document_id=part.document_id, update=together.state)
    id: UUID = part.document_id
    return id


def _on_a_phone(sam: Browser, document: UUID) -> Together:
    """The text as a phone has it after its first turn."""
    (each,) = json.loads(sam.ask(_turn(document, None), accept="identity").body)["documents"]
    text = Together(hand=new_id())
    text.merge(base64.b64decode(each["update"]))
    return text


def _turn(document: UUID, text: Together | None) -> Ask:
    """One turn with the server: with nothing yet; or with one more word."""
    vector, update = b"\0", None
    if text is not None:
        before = text.vector
        text.write(f"{text.words} more")
        vector, update = text.vector, _said(text.since(before))
    one = {"id": str(document), "seen": None, "vector": _said(vector), "update": update}
    return Ask("/together/", json=json.dumps({"documents": [one], "writing": None}).encode())


def _said(given: bytes) -> str:
    return base64.b64encode(given).decode()


# --- a circle -----------------------------------------------------------------------------------


def _circle(dawn: Browser, rounds: int, ties: int) -> dict[str, Any]:
    """A picture with so many people in it, beside one with a few."""
    full, few = _drawn(ties, Random(SEED)), _drawn(FEW_TIES, Random(SEED))
    told = _beside(
        rounds,
        lambda: dawn.ask(Ask(f"/circle/{full}/")),
        lambda: dawn.ask(Ask(f"/circle/{few}/")),
    )
    return {"circle": told | {"ties": ties, "must_ms": CIRCLE_MS[0], "goal_ms": CIRCLE_MS[1]}}


def _drawn(ties: int, random: Random) -> UUID:
    """A picture of Dawn’s with people of every kind, who know one another."""
    dawn = viewer_of("Dawn")
    circle = draw_as_it_is(by=dawn, on=date(2000 + ties, 1, 1))
    whos: list[str] = []
    for number in range(ties):
        drawn = Drawn(
            ring=random.choice(Ring.values),
            kind=random.choice(Kind.values),
            line=random.choice(Line.values),
            gives=tuple(random.sample(Gift.values, 2)),
            gets=tuple(random.sample(Gift.values, 2)),
            knows=tuple(random.sample(whos, min(3, len(whos)))),
        )
        tie = put_in(
            by=dawn, circle_id=circle.id, said=Said(called=f"Somebody {number}", drawn=drawn)
        )
        whos.append(str(tie.who))
    id: UUID = circle.id
    return id


# --- on paper -----------------------------------------------------------------------------------


def _paper(dawn: Browser, rounds: int) -> dict[str, Any]:
    """Each page on paper, made by the process that makes them: milliseconds of processor time."""
    return {
        f"{name}_{kind.value}": _made(dawn, f"{where}on-paper/{kind.value}/", rounds)
        for name, where in _pages().items()
        for kind in PaperKind
        if kind != PaperKind.WORD or name in {"plan", "about_me"}
    }


def _pages() -> dict[str, str]:
    with keyring():
        circle = draw_as_it_is(by=viewer_of("Dawn"))
    return {
        "plan": f"/with/{relationship_id('Dawn', 'Sam')}/plan/",
        "about_me": "/about-me/",
        "one_page": "/my-page/",
        "life_map": "/life/",
        "circle": f"/circle/{circle.id}/",
    }


def _made(dawn: Browser, path: str, rounds: int) -> dict[str, Any]:
    times, answers = [], []
    for _ in range(rounds):
        began, wall = os.times(), perf_counter()
        answers.append(dawn.ask(Ask(path), accept="identity"))
        ended = os.times()
        cpu = (ended.user + ended.system) - (began.user + began.system)
        cpu += (ended.children_user + ended.children_system) - (
            began.children_user + began.children_system
        )
        times.append((cpu * MS, (perf_counter() - wall) * MS))
    return {
        "cpu_ms": round(median(cpu for cpu, _wall in times), 1),
        "median_ms": round(median(wall for _cpu, wall in times), 1),
        "bytes": len(answers[-1].body),
    }


# --- figures ------------------------------------------------------------------------------------


def _beside(
    rounds: int, ours: Callable[[], Answer], little: Callable[[], Answer]
) -> dict[str, Any]:
    """Both in turns; the median of each, and how many times the one costs the other."""
    pairs = [(ours(), little()) for _ in range(WARM_UP + rounds)][WARM_UP:]
    many, few = [one for one, _other in pairs], [other for _one, other in pairs]
    return {
        "median_ms": _median(each.ms for each in many),
        "cpu_ms": _median(each.cpu_ms for each in many),
        "little_ms": _median(each.ms for each in few),
        "ratio": round(_median(e.cpu_ms for e in many) / _median(e.cpu_ms for e in few), 2),
        "bytes": round(median(len(each.body) for each in many)),
        "little_bytes": round(median(len(each.body) for each in few)),
    }


def _median(figures: Iterator[float]) -> float:
    return round(median(figures), 2)


def missed(told: dict[str, Any], luck: float) -> list[str]:
    """What went over its must, in words; bytes by any, ratios by more than luck."""
    found = []
    if told["plan_script"]["bytes"] > told["plan_script"]["must"]:
        found.append(f"plan_script: {told['plan_script']['bytes']} bytes")
    opened = told["plan_open"]
    if opened["ratio"] > opened["must"] * luck:
        found.append(f"plan_open: {opened['ratio']} times the same words written at once")
    drawn = told["circle"]
    if drawn["cpu_ms"] > drawn["must_ms"] * luck:
        found.append(f"circle: {drawn['cpu_ms']} ms of the processor")
    return found
