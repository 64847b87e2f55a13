"""Every address x every named person of the small world, and nobody: what each one meets.

The objects in the addresses are Dawn's and Sam's: a relationship, a moment, a promise. A new
address with no row here fails.
"""

import re
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from pytest_django import Settings

from alongside.agreements.models import Agreement, Doing, HardThing
from alongside.asks.models import Ask
from alongside.asks.models import Door as AnOpenDoor
from alongside.circles.models import Circle, HiddenTie, Tie, TieAsk
from alongside.lifemaps.models import FromElsewhere, Patch, Saying, StarterSet
from alongside.moments.models import Moment, Telling
from alongside.partners.models import Partner, PartnerPerson
from alongside.plans.models import Part, Spend
from alongside.profiles.models import Appreciation, Attachment, Card, Told
from alongside.promises.models import Answer, Promise
from alongside.shares.models import SafetyAccess, Share
from alongside.teams.models import Member, Team
from alongside.vault.keyring import keyring
from alongside.world.cast import ways_in
from alongside.world.small import World
from conftest import SignIn
from tests import house
from tests.answers import HTTPS, loose_cookies, missing
from tests.doors import BY_NAME, DOORS, NOBODY
from tests.silent import NEED_NONE

Ids = dict[str, object]


@pytest.fixture(autouse=True)
def _by_https(settings: Settings) -> None:
    """As it is where other people come in."""
    for name, value in HTTPS.items():
        setattr(settings, name, value)


@pytest.fixture
def ids(world: World) -> Ids:
    """What stands in the addresses: all of it Dawn's and Sam's."""
    between, dawn = world.between("Dawn", "Sam"), world.person("Dawn")
    moment = Moment.objects.filter(
        relationship_id=between, kept_apart=None, noted_by_id=world.person("Sam")
    ).latest("happened_at")
    visit = Promise.objects.filter(relationship_id=between, is_visit=True).latest("due_at")
    drawn = Circle.objects.filter(person_id=dawn, hoped=False).order_by("on")
    answer = Answer.objects.filter(relationship_id=between, by_id=dawn).earliest("at")
    return {
        "relationship_id": between,
        "moment_id": moment.id,
        "telling_id": Telling.objects.get(moment=moment, teller_id=dawn).id,
        "promise_id": visit.id,
        "answer_id": answer.id,
        "agreement_id": Agreement.objects.filter(relationship_id=between).latest("written_at").id,
        "doing_id": Doing.objects.filter(relationship_id=between).latest("at").id,
        "hard_thing_id": HardThing.objects.get(relationship_id=between).id,
        "circle_id": drawn[2].id,
        "earlier_id": drawn[0].id,
        "tie_id": Tie.objects.filter(circle=drawn[2])[0].id,
        "hidden_id": HiddenTie.objects.filter(person_id=dawn)[0].id,
        "tie_ask_id": TieAsk.objects.get(by_id=dawn, other_id=world.person("Sam")).id,
        "attachment_id": Attachment.objects.get(person_id=dawn).id,
        "told_id": Told.objects.filter(person_id=dawn, replaced_at=None)[0].id,
        "appreciation_id": Appreciation.objects.get(by_id=dawn, accepted_at=None).id,
        "card_id": Card.objects.filter(person_id=dawn)[0].id,
        "heading": "please",
        **_on_a_life_map(dawn),
        "coming_back_id": uuid4(),
        "reach_id": uuid4(),
        "invitation_id": uuid4(),
        "ask_id": uuid4(),
        "request_id": uuid4(),
        "withheld_id": uuid4(),
        "entry_id": uuid4(),
        "hold_id": uuid4(),
        "passkey_id": uuid4(),
        "device_id": uuid4(),
        "share_id": Share.objects.get(with_person_id=world.person("Ruth")).id,
        "access_id": SafetyAccess.objects.get().id,
        "team_id": Team.objects.get().id,
        "leaving_id": uuid4(),
        "alias_id": uuid4(),
        "new_colleague_id": uuid4(),
        "member_id": Member.objects.get(person_id=world.person("Sam")).id,
        "partner_id": Partner.objects.get().id,
        "place_id": PartnerPerson.objects.get().id,
        **_of_a_plan(between),
        "duty_id": uuid4(),
        "delay_id": uuid4(),
        "never_tell_id": uuid4(),
        "link": "a-link-nobody-made",
        "form": "note",
        "kind": "pdf",
        "id": uuid4(),
    }


def _of_a_plan(between: UUID) -> Ids:
    part = Part.objects.filter(relationship_id=between, only=None).order_by("place")[0]
    first = Ask.objects.filter(relationship_id=between).earliest("made_at")
    return {
        "document_id": part.document_id,
        "part_id": part.id,
        "spend_id": Spend.objects.get(relationship_id=between).id,
        "the_ask_id": first.id,
        "door_id": AnOpenDoor.objects.get().id,
    }


def _on_a_life_map(dawn: UUID) -> Ids:
    return {
        "patch_id": Patch.objects.filter(person_id=dawn, let_go_at=None)[0].id,
        "saying_id": Saying.objects.filter(person_id=dawn)[0].id,
        "elsewhere_id": FromElsewhere.objects.get(person_id=dawn).id,
        "set_id": StarterSet.objects.get().id,
        "then": "2026-03-20",
    }


def path_of(address: str, ids: Ids) -> str:
    return re.sub(r"<\w+:(\w+)>", lambda found: str(ids[found.group(1)]), address)


def knock(browser: Client, how: str, path: str) -> HttpResponse:
    """One try at a door. What it changes is put back, so that each finds the same world.

    Whatever it answers, with every header that keeps a browser safe, and no loose cookie.
    """
    with transaction.atomic(), keyring():
        answer: HttpResponse = getattr(browser, how)(path, secure=True)
        transaction.set_rollback(True)
    wrong = [*missing(answer), *loose_cookies(answer)]
    assert not wrong, f"{how} {path} answered {answer.status_code} without {wrong}"
    return answer


def as_met(answer: HttpResponse, expected: int | str) -> int | str:
    """What was met, in the words of the table: a status, or where it leads."""
    if isinstance(expected, str) and answer.status_code == 302:
        leads_to = answer.headers["Location"]
        if leads_to == expected or (expected != "/" and leads_to.startswith(expected)):
            return expected
        return leads_to
    return answer.status_code


class Spills:
    """Innermost: lets the page be made, and then breaks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.get_response(request)
        raise ZeroDivisionError


@pytest.mark.parametrize("name", ["Sam", "Dawn"])
def test_what_goes_wrong_anywhere_is_answered_as_safely(
    name: str, world: World, ids: Ids, sign_in: SignIn, settings: Settings
) -> None:
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.Spills"]
    met = set()
    for _name, address, _view in house.addresses():
        browser = sign_in(name)
        browser.raise_request_exception = False
        for how in ("get", "post", "put"):
            met.add(knock(browser, how, path_of(address, ids)).status_code)
    assert met == {405, 500}


def test_every_address_has_its_row() -> None:
    assert {name for name, _address, _view in house.addresses()} == set(DOORS)


SAYS_TOO_MUCH = (
    *("hard", "complain", "eras", "safety", "quiet", "incident", "never-tell", "looked", "leav"),
    "hidden",
)
MAY_SAY_IT = {"accounts:leave", "shares:quietly"}
"""The way out is no page. The other one waits for a plainer name of its own."""


def test_no_address_in_the_history_of_a_persons_phone_says_too_much() -> None:
    said = {
        address
        for name, address, _view in house.addresses()
        if {DOORS[name].dawn, DOORS[name].own} != {404} and name not in MAY_SAY_IT
        if any(word in re.sub(r"<[^>]+>", "", address) for word in SAYS_TOO_MUCH)
    }
    assert not said


@pytest.mark.parametrize("name", [NOBODY, *ways_in()])
def test_what_somebody_meets_at_every_door(
    name: str, world: World, ids: Ids, sign_in: SignIn
) -> None:
    wrong = {}
    for door_name, address, _view in house.addresses():
        door = DOORS[door_name]
        expected = BY_NAME.get((door_name, name), door.meets(name))
        browser = Client() if name == NOBODY else sign_in(name)
        met = as_met(knock(browser, door.how, path_of(address, ids)), expected)
        if met != expected:
            wrong[door_name] = (met, expected)
    assert not wrong


@pytest.mark.parametrize("name", ["Graham", "Kay", "Priya", "Sam, his own life"])
def test_what_is_not_yours_and_what_is_not_there_look_the_same(
    name: str, world: World, ids: Ids, sign_in: SignIn
) -> None:
    nothing = {each: uuid4() if isinstance(value, UUID) else value for each, value in ids.items()}
    browser, wrong = sign_in(name), []
    for door_name, address, _view in house.addresses():
        if not re.search(r"<uuid:", address):
            continue
        for how in ("get", "post"):
            foreign = knock(browser, how, path_of(address, ids))
            absent = knock(browser, how, path_of(address, nothing))
            alike = (foreign.status_code, foreign.content) == (absent.status_code, absent.content)
            if not alike or foreign.status_code not in {404, 405}:
                wrong.append(f"{how} {door_name}: {foreign.status_code}, {absent.status_code}")
    assert not wrong


def sent(world: World) -> dict[str, str]:
    """What could be typed into any form of ours, with one id for what it makes."""
    between = str(world.between("Dawn", "Sam"))
    words = {"words": "Said once.", "called": "Ned", "promise": "Bring socks", "q": "tea"}
    chosen = {"who": between, "kind": "met", "whose": "me", "agrees": "no", "said_yes": "on"}
    placed = {"stance": "pushing", "stance-up": "20", "stance-right": "90"}
    return {"id": str(uuid4()), "sure": "on", "day": "2026-11-20", **words, **chosen, **placed}


LEFT_OUT = {"TrailLine", "Session", "Invitation", "Try"}
"""Looking, coming in, and codes, of which each new one ends the one before."""


MAKES = {
    *("pages:note", "pages:say", "pages:new-person", "pages:mattering", "pages:reaching"),
    *("moments:telling", "moments:otherwise", "moments:taking-down"),
    *("promises:make", "promises:keeping", "promises:moving", "promises:missing"),
    *("promises:letting-go", "promises:coming", "promises:not-today"),
}
"""What both Dawn and Sam can make there."""


def rows_of_all() -> dict[str, int]:
    kinds = (kind for kind in apps.get_models() if kind.__module__.startswith("alongside."))
    return {
        kind.__name__: kind._default_manager.count()
        for kind in kinds
        if kind._meta.app_label != "vault" and kind.__name__ not in LEFT_OUT
    }


@pytest.mark.parametrize("name", ["Sam", "Dawn"])
def test_the_same_form_sent_twice_is_one_record(
    name: str, world: World, ids: Ids, sign_in: SignIn
) -> None:
    before, wrote, twice = rows_of_all(), set(), {}
    for door_name, address, _view in house.addresses():
        browser, path = sign_in(name), path_of(address, ids)
        form = sent(world)
        with transaction.atomic(), keyring():
            browser.post(path, form, secure=True)
            once = rows_of_all()
            answer = browser.post(path, form, secure=True)
            if rows_of_all() != once or answer.status_code >= 500:
                twice[door_name] = answer.status_code
            transaction.set_rollback(True)
        if once != before:
            wrote.add(door_name)
    assert not twice
    # The control: a form that made nothing would be sent twice in vain.
    assert wrote >= MAKES


def test_every_page_of_dawns_says_who_sees_it(world: World, ids: Ids, sign_in: SignIn) -> None:
    dawn = sign_in("Dawn")
    says: set[str] = set()
    silent: set[str] = set()
    for door_name, address, _view in house.addresses():
        path = path_of(address, ids) + ("?q=tea" if door_name == "pages:search" else "")
        if door_name == "pages:away" or door_name.startswith("accounts:"):
            continue
        answer = knock(dawn, "get", path)
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        found = says if 'class="seen ' in answer.content.decode() else silent
        found.add(door_name)
    assert silent - NEED_NONE == set()
    # The control: a page that says it stands on no list of those that need not.
    assert says & NEED_NONE == set()
    assert len(says) > 20


LATER_PAGE = 12_000
"""Bytes of a page whose files the phone has already (docs: performance)."""


@pytest.mark.parametrize("name", ["Sam", "Dawn"])
def test_every_page_is_light_on_a_poor_line(
    name: str, world: World, ids: Ids, sign_in: SignIn
) -> None:
    browser, weights = sign_in(name), {}
    for door_name, address, _view in house.addresses():
        if door_name == "pages:away":
            continue  # after it everything is the one neutral page
        path = path_of(address, ids) + ("?q=tea" if door_name == "pages:search" else "")
        answer = browser.get(path, secure=True, headers={"Accept-Encoding": "gzip"})
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            assert answer.headers["Content-Encoding"] == "gzip", door_name
            weights[door_name] = len(answer.getvalue())
    assert {at: bytes_ for at, bytes_ in weights.items() if bytes_ > LATER_PAGE} == {}
    # The control: these are pages with something on them.
    assert len([at for at, bytes_ in weights.items() if bytes_ > 2_000]) > 20
