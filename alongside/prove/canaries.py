"""A world in which every word can be told from every other: a canary in each field of words.

What each may see is worked out by the plain decider from the same rows, never by the rules.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.test import Client, RequestFactory

from alongside.access.grounds import Ground
from alongside.access.models import TrailLine
from alongside.access.strands import Strand
from alongside.access.viewer import Life
from alongside.accounts.actions import open_session
from alongside.accounts.held import COOKIE
from alongside.accounts.models import Account, PaperCode, Session
from alongside.accounts.sessions import SessionStore
from alongside.accounts.ways import Way
from alongside.cowriting.merging import Together
from alongside.cowriting.models import Document
from alongside.kit.paper import making
from alongside.kit.time import DayPart, at
from alongside.kit.transactions import writing
from alongside.lifemaps.models import StarterSet
from alongside.profiles.models import Attachment
from alongside.prove import (
    canary_rows,
    canary_rows_beyond,
    plain,
    plain_of_asks,
    plain_of_circles,
    plain_of_files,
    plain_of_lifemaps,
    plain_of_plans,
    plain_of_profiles,
    plain_of_rights,
    plain_of_writing,
)
from alongside.prove.decider import SEES, decide
from alongside.prove.decider_aliases import views_of_one
from alongside.prove.link_holders import Holding, opened_links, sees_by_link
from alongside.prove.loading import kinds
from alongside.prove.plain import View, World
from alongside.relationships.models import ComingBack, Invitation
from alongside.rights.models import Hearer
from alongside.shares.models import Delay, Duty, SafetyAccess, SafetyReview
from alongside.vault.fields import SealedModel, SealedTextField, open_rows
from alongside.vault.keyring import keyring
from alongside.vault.models import Key
from alongside.world import small
from alongside.world.cast import SAMS_OWN, life_of, person_id, ways_in

TUESDAY = datetime(2026, 11, 17, 8, 30, tzinfo=UTC)
CANARY = re.compile(rb"zq[0-9a-z]{8}")
NOWHERE = "zqnowhere0"
"""A canary that nothing holds."""
WORD = "harbour"
"""What stands before every canary, so that one search could find them all."""
AN_ID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

NO_CANARY = {
    "Stance.place": "two numbers, shown as a place on a pad",
    "Document.scope": "whose key seals it, by ids",
    "Version.scope": "whose key seals it, by ids",
    "Part.scope": "whose key seals it, by ids",
    "AskAnswer.scope": "whose key seals it, by ids",
    "Draft.form": "which form, in our own words",
    "Withheld.kind": "which kind of thing, by our own name for it",
    "ErasureDecision.kind": "which kind of thing, by our own name for it",
}
AS_IT_STANDS = {
    *("Account.password", "Account.handle", "Session.session_key", "Session.session_data"),
    *("PaperCode.code", "OwnDevice.token", "Authenticator.secret", "Invitation.code"),
    *("Card.link", "Card.browser", "Ask.link", "Ask.browser"),
    *("Invitation.link", "Arrived.key", "Try.what", "Key.scope"),
    *("TrailLine.about_before", "TrailLine.before", "TrailLine.fingerprint"),
}
"""Fingerprints and the like: each is a canary already."""
SHOWN_TO_ITS_OWNER = {
    *("Session.session_key", "Authenticator.secret", "Key.scope"),
    *("TrailLine.about_before", "TrailLine.before", "TrailLine.fingerprint"),
}
"""Of these: the others are shown to nobody at all."""
SHAPED = {
    "Draft.words": '{"words": ["%s"], "others": ["%s"], "called": ["%s"]}',
    "Tie.drawn": '{"ring": "close", "kind": "family", "knows": ["%s"]}',
    "HiddenTie.drawn": '{"ring": "around", "knows": ["%s"]}',
    "BringIn.told": '{"people": 0, "relationships": 0, "moments": 0, "promises": 0, '
    '"safety": [{"says": "%s", "file": "%s", "row": 1}]}',
}
OUR_WORDS = {each.value for words in (Life, Ground, Strand, DayPart, Way) for each in words} | {""}
"""Columns that hold only these say nothing of anybody’s own."""

SHAPES = (
    plain,
    plain_of_files,
    plain_of_rights,
    plain_of_circles,
    plain_of_writing,
    plain_of_plans,
    plain_of_asks,
    plain_of_profiles,
    plain_of_lifemaps,
)
"""Where each kind of row is written down plainly."""
Thing = tuple[str, Any]
"""A row, by its kind and its key."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who asks: in one life, with a cookie; with a link they opened; or nobody."""

    name: str
    person_id: UUID | None
    life: str
    cookie: str
    holding: Holding | None = None

    @property
    def view(self) -> View | None:
        return View(self.person_id, self.life, TUESDAY) if self.person_id else None


@dataclass
class Canaries:
    """Which row each canary is in, and who asks."""

    of: dict[bytes, Thing] = field(default_factory=dict)
    standing: dict[bytes, Thing] = field(default_factory=dict)
    actors: list[Actor] = field(default_factory=list)
    ids: dict[str, list[UUID]] = field(default_factory=dict)
    kind_of: dict[bytes, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    spelled: dict[Thing, list[str]] = field(default_factory=lambda: defaultdict(list))

    def found_in(self, text: bytes) -> set[bytes]:
        """The canaries that stand in these words."""
        return {
            *(token for token in CANARY.findall(text) if token in self.of),
            *(value for value in self.standing if value in text),
        }

    def thing(self, token: bytes) -> Thing:
        return self.of.get(token) or self.standing[token]


def make() -> Canaries:
    """Build the world, let everybody in, and hide a canary in every field of words."""
    # A canary cannot be found among drawn letters: pages on paper leave as the data they are.
    making.pressed = lambda kind, job: job
    found = Canaries()
    with at(TUESDAY), keyring(), writing():
        small.build(TUESDAY)
        canary_rows.tell(TUESDAY)
        canary_rows_beyond.tell(TUESDAY)
        nobody, *let_in = Actor("nobody", None, "", ""), *_let_in()
        _hide(found)
        holders = opened_links(person_id("Eve"), TUESDAY).items()
        holding = [Actor(name, None, "", "", held) for name, held in holders]
        found.actors = [nobody, *let_in[:FIRST_OF_ALL], *holding, *let_in[FIRST_OF_ALL:]]
    open_too = {"Invitation": Invitation, "StarterSet": StarterSet}
    guarded: dict[str, type[models.Model]] = {**kinds(), **open_too}
    for kind, model in guarded.items():
        if kind in SEES or kind in open_too:
            found.ids[kind] = list(model._base_manager.values_list("pk", flat=True))
            found.kind_of |= {str(pk).encode(): kind for pk in found.ids[kind]}
    return found


FIRST = (
    *("Dawn", "Sam", "Bev", "Kim", "Ruth", "Cora", "Enid", "Wilf", "Quentin", "Paula", "Callum"),
    *("Sefa", "Jude", "Adam", SAMS_OWN, "Gwen", "Neil", "Terry", "Pat"),
)
"""One for each thing that rules tell apart; the rest come after them."""
FIRST_OF_ALL = 6
"""After these come those who hold no more than a link."""
OTHER_LIFE = ("Neil", "Gwen", "Cora")
"""They come in twice, as Sam does."""


def _let_in() -> list[Actor]:
    """A cookie for everybody of the small world, everybody new, and some in their other life."""
    own = set(canary_rows.IN_OWN_LIFE)
    lives = {name: life_of(name) for name in ways_in()}
    lives |= dict.fromkeys(canary_rows.AT_WORK, Life.WORKING) | dict.fromkeys(own, Life.OWN)
    in_turn = [*FIRST, *(name for name in lives if name not in FIRST)]
    pairs = [(name, lives[name]) for name in in_turn]
    return [come_in(*pair) for pair in (*pairs, *((name, Life.OWN) for name in OTHER_LIFE))]


def come_in(name: str, life: Life) -> Actor:
    """A cookie for somebody of this world."""
    called = name if name == SAMS_OWN or life == Life.WORKING else f"{name}, own life"
    return come_in_by_id(Account.objects.get(person_id=person_id(name)), life, called)


def come_in_by_id(account: Account, life: Life, called: str = "") -> Actor:
    """A cookie for this account."""
    request = RequestFactory().get("/", secure=True)
    request.session = SessionStore()
    open_session(request, account=account, life=life, way=Way.MACHINE)
    return Actor(called, account.person_id, life.value, request.session.session_key or "")


def browser(*, enforce_csrf_checks: bool = False) -> Client:
    """A browser that is told to carry on when the house spills."""
    return Client(enforce_csrf_checks, raise_request_exception=False, SERVER_NAME="localhost")


def put_on(client: Client, actor: Actor) -> None:
    """This browser now belongs to this actor."""
    client.cookies.clear()
    if actor.cookie:
        client.cookies[settings.SESSION_COOKIE_NAME] = actor.cookie
    if actor.holding:
        client.cookies[COOKIE] = actor.holding.word


# --- hiding -----------------------------------------------------------------------------------


def our_models() -> list[type[models.Model]]:
    return [each for each in apps.get_models() if each.__module__.startswith("alongside.")]


def words_of(model: type[models.Model]) -> list[str]:
    """The fields of this model that can hold words: sealed, or plain and not a choice of ours."""
    return [
        each.attname
        for each in model._meta.concrete_fields
        if isinstance(each, SealedTextField)
        or (isinstance(each, models.CharField | models.TextField) and not each.choices)
    ]


def _hide(found: Canaries) -> None:
    """Put a canary in every field of words of every row; what has no row is missing."""
    numbers = count(1)
    for model in our_models():
        rows = list(model._base_manager.all())
        open_rows([row for row in rows if isinstance(row, SealedModel)])
        if not rows:
            found.missing.append(f"{model.__name__} has no row")
        for name in words_of(model):
            label = f"{model.__name__}.{name}"
            if label in NO_CANARY or _says_only_our_words(rows, name):
                continue
            for row in rows:
                _hide_one(found, row, name, label, numbers)


def _says_only_our_words(rows: list[models.Model], name: str) -> bool:
    values = [getattr(row, name) for row in rows]
    return all(isinstance(value, str) and value in OUR_WORDS for value in values) and any(values)


def _hide_one(
    found: Canaries, row: models.Model, name: str, label: str, numbers: "count[int]"
) -> None:
    thing = (type(row).__name__, row.pk)
    if label in AS_IT_STANDS:
        value = str(getattr(row, name))
        if len(value) > len(NOWHERE):
            whose = thing if label in SHOWN_TO_ITS_OWNER else (label, row.pk)
            found.standing.setdefault(value.encode(), whose)
        return
    token = f"zq{next(numbers):08d}"
    said = SHAPED.get(label, "%s")
    setattr(row, name, said.replace("%s", f"{WORD} {token}"))
    changed = [name]
    if isinstance(row, Document):
        # The same words merged: what an open page is sent.
        together = Together()
        together.write(row.words)
        row.state = together.state
        changed.append("state")
    if isinstance(row, Attachment) and name == "says":
        # What is seen or heard: an address of its own gives it.
        row.content = row.says.encode()
        changed.append("content")
    row.save(update_fields=changed)
    found.of[token.encode()] = thing
    found.spelled[thing].append(token)


# --- who may see what -------------------------------------------------------------------------


def read_world() -> World:
    """The rows as they stand now, as the plain decider wants them."""
    world = World()
    for kind, model in kinds().items():
        shape = next(getattr(each, kind) for each in SHAPES if hasattr(each, kind))
        for row in model._base_manager.values(*(each.name for each in fields(shape))):
            world.add(shape(**row))
    return world


def may_see(world: World, actor: Actor) -> set[Thing]:
    """Every row of which this actor may be shown words, worked out without the rules."""
    if actor.view is None:
        return sees_by_link(world, actor.holding) if actor.holding else set()
    return {thing for view in views_of_one(world, actor.view) for thing in _may_see(world, view)}


def _may_see(world: World, view: View) -> set[Thing]:
    seen: set[Thing] = {(kind, key) for kind, keys in decide(world, view).items() for key in keys}
    for model in (Session, PaperCode):
        own = model._base_manager.filter(account__person_id=view.person_id)
        seen |= {(model.__name__, key) for key in own.values_list("pk", flat=True)}
    seen |= {("Invitation", key) for key in canary_rows_beyond.waiting_codes(view.person_id)}
    # Whoever was helped back in reads by whom, in either life: it is their account.
    helped = ComingBack.objects.filter(person_id=view.person_id)
    seen |= {("Person", helper) for helper in helped.values_list("helped_by_id", flat=True)}
    # Whoever hears complaints said so to all who are here, under their own name.
    hearing = Hearer.objects.values_list("person_id", flat=True)
    seen |= {("Person", person_id) for person_id in hearing}
    seen |= {("Hearer", key) for key in Hearer.objects.values_list("pk", flat=True)}
    # Names to borrow are the place’s own, for all who are here, until their writer takes them back.
    # Whoever wrote one can take it back, and again.
    lent = StarterSet.objects.filter(Q(taken_back_at=None) | Q(written_by_id=view.person_id))
    seen |= {("StarterSet", key) for key in lent.values_list("pk", flat=True)}
    # Whoever sees a share sees which team it is with, by its name.
    seen |= {
        ("Team", share.with_team_id)
        for share in world.of(plain.Share)
        if ("Share", share.id) in seen and share.with_team_id
    }
    seen |= {("Person", who) for who in _who_decided(view, seen)}
    return seen | {("Person", who) for who in _who_looked(world, view)} | _in_a_copy(view, seen)


def _in_a_copy(view: View, seen: set[Thing]) -> set[Thing]:
    """What only a copy holds: how the lines about me hang together, and which key sealed what."""
    lines = TrailLine.objects.filter(about_id=view.person_id)
    found: set[Thing] = {("TrailLine", key) for key in lines.values_list("pk", flat=True)}
    mine = {key.hex for kind, key in seen if kind == "Relationship"} | {view.person_id.hex}
    keys = Key.objects.values_list("pk", "scope")
    return found | {("Key", key) for key, scope in keys if mine & set(scope.split(":"))}


def _who_decided(view: View, seen: set[Thing]) -> set[UUID | None]:
    """Who asked for what opened without a yes, or was told late, and who agreed: by name."""
    if view.life != Life.OWN.value:
        return set()
    of = {"about_id": view.person_id}
    both = [
        *(
            (("Duty", one.pk), one.named_by_id, one.approved_by_id)
            for one in Duty.objects.filter(**of)
        ),
        *((("Delay", one.pk), one.by_id, one.approved_by_id) for one in Delay.objects.filter(**of)),
        *(
            (("SafetyAccess", one.access_id), one.access.by_id, one.by_id)
            for one in SafetyReview.objects.filter(**of).select_related("access")
        ),
        *((("SafetyAccess", one.pk), one.by_id, None) for one in SafetyAccess.objects.filter(**of)),
    ]
    found = {who for thing, *two in both if thing in seen for who in two}
    return found - {None}


def _who_looked(world: World, view: View) -> set[UUID]:
    """Whoever looked at work has a name for the one they looked at, once it may be told."""
    if view.life != Life.OWN.value:
        return set()
    put_off = {
        thing
        for delay in world.of(plain.Delay)
        if delay.approved_at and delay.approved_at <= view.clock < delay.until
        for thing in (delay.of_id, delay.id)
    }
    not_agreed = {duty.id for duty in world.of(plain.Duty) if duty.approved_at is None}
    lines = TrailLine.objects.filter(about_id=view.person_id, life=Life.WORKING.value)
    looks = set(lines.values_list("viewer_id", "thing_id"))
    return {who for who, thing in looks if thing not in put_off | not_agreed}
