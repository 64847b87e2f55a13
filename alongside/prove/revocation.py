"""`prove revocation`: whoever asks after a taking back was answered sees nothing any more."""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from itertools import count
from random import Random
from threading import Event
from typing import Any, NamedTuple

from django.conf import settings
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.urls import reverse

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.accounts import halfway, numbers
from alongside.accounts.actions import give_work
from alongside.accounts.models import Account, Authenticator, MayWork, Session, Try
from alongside.accounts.sessions import SessionStore
from alongside.accounts.ways import Way
from alongside.asks.models import Ask
from alongside.circles.models import Opening
from alongside.kit.time import at, now
from alongside.kit.transactions import writing
from alongside.lifemaps.models import MapOpening
from alongside.profiles.headings import Sheet
from alongside.profiles.models import PageOpening
from alongside.prove import canaries
from alongside.prove.canaries import TUESDAY, Actor, Canaries
from alongside.prove.canary_rows import between, share, who
from alongside.prove.deciding_once import deciding_once
from alongside.prove.link_holders import Holding, a_card, an_ask
from alongside.prove.loading import make_tables
from alongside.relationships.models import Pause
from alongside.shares.actions import name_never_tell
from alongside.shares.leaving import leave_team
from alongside.shares.models import Duty, NeverTell, SafetyAccess, Share, Withdrawal
from alongside.teams.models import Member, Team
from alongside.vault.keyring import keyring

READERS = 2
LONGEST = 0.03
"""Seconds after which the taking back comes at the latest, once everybody is reading."""
TIRED = 30.0
STEP = timedelta(seconds=numbers.SECONDS)
WORDS = {"WhatMatters", "SafeReach", "Tie", "Told", "Saying", "Ask"}
"""What the pages that are asked for show only as long as they may."""
FEWEST_IN_CONTROL = 9

Revoke = Callable[[], bool]
"""Take it back; whether that was answered with a yes."""


class Race(NamedTuple):
    """What is read, by whom, and how it is taken back."""

    path: str
    reader: Actor
    revoke: Revoke
    come_in: Callable[[Client], None] | None = None
    """The last step of coming in, where each reading begins with it."""


@dataclass
class Toll:
    """What the races showed."""

    races: Counter[str] = field(default_factory=Counter)
    reads: int = 0
    seen_before: int = 0
    asked_after: int = 0
    seen_after: list[str] = field(default_factory=list)
    never_seen: list[str] = field(default_factory=list)


def prove(size: int, seed: int) -> dict[str, Any]:
    """Run `size` races; then some against a house that decides once, which must show."""
    began = time.monotonic()
    make_tables()
    place = canaries.make()
    random = Random(seed)
    toll, control = Toll(), Toll()
    with ThreadPoolExecutor(READERS) as readers:
        ground = Course(place, random, readers)
        for number in range(size):
            ground.run(list(KINDS)[number % len(KINDS)], toll)
        for number in range(max(FEWEST_IN_CONTROL, size // 20)):
            with deciding_once():
                ground.run(IN_CONTROL[number % len(IN_CONTROL)], control)
    return {
        "held": not toll.seen_after and not toll.never_seen and toll.asked_after >= size,
        "control_failed": bool(control.seen_after),
        "figures": {
            "races": toll.races.total(),
            "kinds": dict(toll.races),
            "reads": toll.reads,
            "seen_before": toll.seen_before,
            "asked_after": toll.asked_after,
            "seen_after": len(toll.seen_after),
            "named": toll.seen_after[:20],
            "never_seen": toll.never_seen[:20],
            "control_races": control.races.total(),
            "control_seen_after": len(control.seen_after),
            "seconds": round(time.monotonic() - began, 1),
        },
    }


class Course:
    """Where races are run: one reader is Adam, and what he reads is Dawn's."""

    def __init__(self, place: Canaries, random: Random, readers: ThreadPoolExecutor) -> None:
        self.place, self.random, self.readers = place, random, readers
        self.dawn = next(a for a in place.actors if a.person_id == who("Dawn"))

    def run(self, kind: str, toll: Toll) -> None:
        """One race: everybody reads; it is taken back; whoever asks after that sees nothing."""
        with at(TUESDAY), keyring():
            with writing():
                _begin_again()
            race = KINDS[kind](self)
            told = Told()
            loops = [self.readers.submit(self._read, race, told) for _ in range(READERS)]
            seen = all(ready.wait(TIRED) for ready in told.ready)
            time.sleep(self.random.uniform(0, LONGEST))
            while not race.revoke():
                pass
            told.answered = time.perf_counter_ns()
        toll.races[kind] += 1
        if not seen:
            toll.never_seen.append(kind)
        self._count(kind, toll, told.answered, loops)

    def _count(
        self, kind: str, toll: Toll, answered: int, loops: "list[Future[list[tuple[int, bool]]]]"
    ) -> None:
        for began, met in (read for loop in loops for read in loop.result()):
            toll.reads += 1
            toll.asked_after += began > answered
            toll.seen_before += met and began <= answered
            if met and began > answered:
                toll.seen_after.append(f"{kind}: {(began - answered) / 1e6:.1f} ms after")

    def _read(self, race: Race, told: "Told") -> list[tuple[int, bool]]:
        """Ask until something was asked after the answer; say when each was asked, what it met."""
        browser, reads = canaries.browser(), list[tuple[int, bool]]()
        ready = told.enter()
        until = time.monotonic() + TIRED
        with at(TUESDAY):
            while time.monotonic() < until:
                began = time.perf_counter_ns()
                canaries.put_on(browser, race.reader)
                if race.come_in:
                    race.come_in(browser)
                answer = browser.get(race.path, secure=True)
                met = self.place.found_in(answer.content)
                reads.append((began, any(self.place.thing(t)[0] in WORDS for t in met)))
                if reads[-1][1]:
                    ready.set()
                if told.answered and began > told.answered:
                    break
        return reads

    def post(self, actor: Actor, path: str, data: dict[str, str] | None = None) -> Revoke:
        """Send this as this actor."""
        browser = canaries.browser()
        canaries.put_on(browser, actor)
        found = HTTPStatus.FOUND
        return lambda: browser.post(path, data or {}, secure=True).status_code == found

    # --- kinds of taking back ---

    def take_back(self) -> Race:
        given = _given()
        return Race(_page(given), _adam(), self.post(self.dawn, f"{_page(given)}taking-back/"))

    def quietly(self) -> Race:
        given = _given()
        trusted = {"with": str(between("Dawn", "Priya"))}
        return Race(_page(given), _adam(), self.post(self.dawn, f"{_page(given)}more/", trusted))

    def pause(self) -> Race:
        return Race(_page(_given()), _adam(), self.post(self.dawn, "/sharing/pausing/"))

    def end_safety(self) -> Race:
        adam, later = _adam(), TUESDAY + timedelta(hours=2)
        access = SafetyAccess.objects.create(
            by_id=who("Adam"), about_id=who("Dawn"), reason="-", ends_at=later
        )
        opened = _given(ground=Ground.SAFETY.value, safety=access, until=later)
        return Race(_page(opened), adam, self.post(adam, f"/safety/{access.id}/ending/"))

    def end_duty(self) -> Race:
        """What the law opened to Adam, ended by whoever named it."""
        later = TUESDAY + timedelta(days=2)
        named = {"named_by_id": who("Cora"), "approved_by_id": who("Sam"), "approved_at": TUESDAY}
        duty = Duty.objects.create(about_id=who("Dawn"), power="-", **named)
        opened = _given(ground=Ground.DUTY.value, duty=duty, until=later)
        cora = canaries.come_in("Cora", Life.WORKING)
        return Race(_page(opened), _adam(), self.post(cora, f"/duties/{duty.id}/ending/"))

    def name_feared(self) -> Race:
        """Dawn says that Adam must never know: what she gave him ends."""
        given, dawn = _given(), Viewer(who("Dawn"), Life.OWN)

        def name() -> bool:
            with suppress(OperationalError):
                name_never_tell(by=dawn, words="-", other_id=who("Adam"))
                return True
            return False

        return Race(_page(given), _adam(), name)

    def sign_out(self) -> Race:
        reader, other, others = _adam(), _adam(), {"session": "others"}
        return Race(_page(_given()), reader, self.post(other, "/me/sessions/", others))

    def leave_team(self) -> Race:
        team = Team.objects.get(made_by_id=who("Cora"))
        place = Member.objects.create(
            team=team, person_id=who("Adam"), added_by_id=who("Cora"), accepted_at=TUESDAY
        )
        cover = _given(ground=Ground.COVER.value, with_person_id=None, with_team_id=team.id)
        by = Viewer(who("Adam"), Life.WORKING)

        def leave() -> bool:
            with suppress(OperationalError):
                leave_team(by=by, member_id=place.id)
                return True
            return False

        return Race(_page(cover), _adam(), leave)

    def stop_showing(self) -> Race:
        """A circle that was open to the other side of a relationship."""
        here = between("Dawn", "Sam")
        Opening.objects.get_or_create(
            relationship_id=here,
            person_id=who("Dawn"),
            life=Life.OWN.value,
            taken_back_at=None,
        )
        sam = canaries.come_in("Sam", Life.WORKING)
        page = f"/with/{here}/circle/"
        return Race(page, sam, self.post(self.dawn, f"{page}taking-back/"))

    def close_page(self) -> Race:
        """About me, that was open to the other side of a relationship, and nothing else of hers."""
        here = between("Dawn", "Priya")
        opened = {"relationship_id": here, "person_id": who("Dawn"), "taken_back_at": None}
        PageOpening.objects.filter(**opened, sheet=Sheet.ONE_PAGE).update(taken_back_at=TUESDAY)
        PageOpening.objects.get_or_create(
            **opened, sheet=Sheet.ABOUT_ME.value, defaults={"life": Life.OWN.value}
        )
        priya = canaries.come_in("Priya", Life.WORKING)
        page = f"/with/{here}/about/"
        return Race(page, priya, self.post(self.dawn, f"{page}taking-back/"))

    def close_map(self) -> Race:
        """How life is, that was open to the other side of a relationship."""
        here = between("Dawn", "Priya")
        opened = {"relationship_id": here, "person_id": who("Dawn"), "taken_back_at": None}
        MapOpening.objects.get_or_create(**opened, defaults={"life": Life.OWN.value})
        priya = canaries.come_in("Priya", Life.WORKING)
        page = f"/with/{here}/life/"
        return Race(page, priya, self.post(self.dawn, f"{page}taking-back/"))

    def stop_card(self) -> Race:
        """A card of Eve's, on the phone it opened on."""
        held = a_card(who("Eve"), TUESDAY)
        stopping = f"/about-me/cards/{held.thing[1]}/stopping/"
        return Race(held.path, _holder(held), self.post(_eve(), stopping))

    def take_ask_back(self) -> Race:
        """What somebody was asked about Eve, on the phone its link opened on."""
        Ask.objects.filter(about_id=who("Eve"), link__isnull=False).update(taken_back_at=None)
        held = an_ask(who("Eve"))
        taking_back = f"/asks/{held.thing[1]}/taking-back/"
        return Race(held.path, _holder(held), self.post(_eve(), taking_back))

    def leave_half_way(self) -> Race:
        """Adam has shown one thing and types his numbers while he is out of the team."""
        race, account = self.leave_team(), Account.objects.get(person_id=who("Adam"))
        return race._replace(come_in=_second_step_of(account))


class Told:
    """What the readers of one race tell one another."""

    def __init__(self) -> None:
        self.ready = [Event() for _ in range(READERS)]
        self.answered = 0
        self._free = iter(self.ready)

    def enter(self) -> Event:
        return next(self._free)


KINDS: dict[str, Callable[[Course], Race]] = {
    "taken back": Course.take_back,
    "paused": Course.pause,
    "safety ended": Course.end_safety,
    "taken back quietly": Course.quietly,
    "signed out elsewhere": Course.sign_out,
    "left the team": Course.leave_team,
    "circle shown no more": Course.stop_showing,
    "About me opened no more": Course.close_page,
    "life map opened no more": Course.close_map,
    "left the team, half-way in": Course.leave_half_way,
    "card stopped": Course.stop_card,
    "ask taken back": Course.take_ask_back,
    "duty ended": Course.end_duty,
    "named as never to be told": Course.name_feared,
}
IN_CONTROL = ("taken back", "paused", "safety ended")


def _eve() -> Actor:
    return canaries.come_in("Eve", Life.OWN)


def _holder(held: Holding) -> Actor:
    """A phone that is known by the link it opened, and by nothing else."""
    return Actor("-", None, "", "", held)


def _begin_again() -> None:
    """As if there had been no race: Adam works here, has no share, and Dawn has not paused."""
    about_adam = Share.objects.filter(with_person_id=who("Adam"))
    Withdrawal.objects.filter(share__in=about_adam).delete()
    about_adam.delete()
    Pause.objects.filter(person_id=who("Dawn")).delete()
    NeverTell.objects.filter(person_id=who("Dawn"), other_id=who("Adam")).delete()
    # Every race opens its links anew: the clock stands still here, so no wait would ever end.
    Try.objects.all().delete()
    Session.objects.filter(account__person_id=who("Adam")).delete()
    MayWork.objects.filter(account__person_id=who("Adam")).delete()
    give_work(account=Account.objects.get(person_id=who("Adam")), by_id=None)


def _given(**more: Any) -> Share:
    said = {"with_person_id": who("Adam"), "given_at": TUESDAY, "starts_at": TUESDAY, **more}
    return share("Dawn", "Sam", Strand.ABOUT_ME, **said)


def _page(given: Share) -> str:
    return f"/shares/{given.id}/"


def _adam() -> Actor:
    return canaries.come_in("Adam", Life.WORKING)


def _second_step_of(account: Account) -> Callable[[Client], None]:
    """Each time from half-way in, as it was before anybody left, with numbers not used before."""
    secret, steps = numbers.new_secret(), count(1)
    Authenticator.objects.filter(account=account).delete()
    Authenticator.objects.create(account=account, secret=secret, works_since=TUESDAY)
    request = RequestFactory().get("/", secure=True)
    request.session = SessionStore()
    halfway.come_in(request, account=account, way=Way.PASSPHRASE, life=Life.WORKING)
    so_far = dict(request.session.items())

    def second_step(browser: Client) -> None:
        with at(TUESDAY + next(steps) * STEP):
            half = SessionStore()
            half.update(so_far)
            half.save()
            browser.cookies[settings.SESSION_COOKIE_NAME] = half.session_key or ""
            shown = numbers.numbers_at(secret, int(now().timestamp() // numbers.SECONDS))
            browser.post(reverse("accounts:second"), {"code": shown}, secure=True)

    return second_step
