"""Sam shows Dawn six letters, and Dawn comes in."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.core import signing
from django.http import Http404
from django.test import Client
from django.urls import reverse

from alongside.access.viewer import Life, Viewer
from alongside.accounts.actions import NameTaken, give_work, make_account, may_work
from alongside.accounts.models import Account, MayWork
from alongside.accounts.tests.phone import Phone
from alongside.config.logs import NoWords
from alongside.kit import time
from alongside.kit.ids import new_id
from alongside.kit.time import now
from alongside.people.actions import add_person
from alongside.people.models import Person
from alongside.relationships import joining
from alongside.relationships.actions import begin_relationship
from alongside.relationships.colleagues import (
    new_colleagues,
    say_yes_to_colleague,
    waits_to_work,
)
from alongside.relationships.models import Invitation, Relationship
from alongside.relationships.tests.place import (
    BISCUIT,
    BY_PASSPHRASE,
    ENDED,
    LETTERS_ENDED,
    NO_SUCH_LETTERS,
    TUESDAY,
    World,
    enter,
    join,
    request,
)
from alongside.teams.models import Member, Team

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.urls("alongside.accounts.tests.urls"),
]

# --- showing ----------------------------------------------------------------------------------


def test_sam_shows_a_square_a_link_and_six_letters(world: World) -> None:
    address = reverse("relationships:inviting", args=(world.walk.id,))
    assert "Show the code" in world.client.get(address).content.decode()
    assert not Invitation.objects.exists(), "looking at the page shows nothing yet"
    page = world.client.post(address).content.decode()
    assert "<svg viewBox" in page
    assert "style=" not in page
    assert re.search(r">[A-HJKMNP-Z]{3} [A-HJKMNP-Z]{3}<", page)
    assert "http://testserver/join/" in page
    assert "15 minutes, once" in page


def test_no_code_lies_in_the_database(world: World) -> None:
    shown = world.shown()
    row = Invitation.objects.values().get()
    assert shown.code not in str(row)
    assert shown.link not in str(row)


def test_a_stranger_cannot_show_a_code_for_dawn(world: World) -> None:
    stranger = Viewer(new_id(), Life.WORKING)
    with pytest.raises(Http404):
        joining.invite(by=stranger, relationship_id=world.walk.id)
    sams_own_life = Viewer(world.sam.person_id, Life.OWN)
    with pytest.raises(Http404):
        joining.invite(by=sams_own_life, relationship_id=world.walk.id)


def test_who_is_here_is_helped_back_and_who_is_not_is_invited(world: World) -> None:
    with pytest.raises(joining.NotHereYet):
        world.shown(comes_back=True)
    join(world.shown().link)
    with pytest.raises(joining.IsHereAlready):
        world.shown()
    page = world.client.post(reverse("relationships:inviting", args=(world.walk.id,)))
    assert "You can help them back." in page.content.decode()


# --- joining ----------------------------------------------------------------------------------


def test_that_dawn_joined_is_logged_by_ids_alone(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    join(world.shown().link)
    (said,) = [each for each in caplog.records if each.msg == "Somebody joined."]
    line = NoWords().format(said)
    assert world.dawn_id.hex in line
    assert "Dawn" not in line


def test_dawn_joins_with_six_letters_and_a_passphrase(world: World) -> None:
    code = world.shown().code
    dawn = Client()
    answer = enter(f" {code[:3].lower()}-{code[3:]} ", dawn)
    page = dawn.get(answer.headers["Location"]).content.decode()
    assert "Sam invites you." in page
    assert "Reed" not in page
    assert 'value="Dawn"' in page
    answer = dawn.post(answer.headers["Location"], BY_PASSPHRASE | {"called": "Dee"})
    assert answer.headers["Location"] == "/"
    account = Account.objects.get(person_id=world.dawn_id)
    assert UUID(dawn.session["_auth_user_id"]) == account.id
    assert dawn.session["life"] == "own"
    assert not may_work(account)
    assert Person.objects.visible_to(world.viewer).opened()[0].called == "Dee"


def test_dawn_joins_with_her_phone_and_is_asked_for_its_key_next(world: World) -> None:
    dawn, answer = join(world.shown().link, way="passkey", handle="", passphrase="")
    assert answer.headers["Location"].startswith(reverse("accounts:new-passkey"))
    page = dawn.get(answer.headers["Location"]).content.decode()
    assert "<pass-key" in page
    assert not Account.objects.get(person_id=world.dawn_id).has_usable_password()


def test_a_code_works_once(world: World) -> None:
    shown = world.shown()
    join(shown.link)
    _client, again = join(shown.link, handle="another")
    assert again.status_code == 404
    assert ENDED in again.content.decode()
    assert LETTERS_ENDED in enter(shown.code).content.decode()
    assert Account.objects.count() == 2


def test_of_two_at_the_same_moment_one_is_first(world: World) -> None:
    link = world.shown().link
    first, second = joining.find_by_link(link), joining.find_by_link(link)
    assert first
    assert second
    joining.join(request(), invitation=first, handle="first", passphrase=BISCUIT)
    with pytest.raises(joining.CodeEnded):
        joining.join(request(), invitation=second, handle="second", passphrase=BISCUIT)


def test_a_code_ends_after_fifteen_minutes(world: World) -> None:
    with time.at(TUESDAY):
        shown = world.shown()
    with time.at(TUESDAY + timedelta(minutes=14)):
        assert joining.find_by_link(shown.link)
        assert joining.find_by_code(shown.code)
    with time.at(TUESDAY + timedelta(minutes=15)):
        assert not joining.find_by_link(shown.link)
        assert not joining.find_by_code(shown.code)
        assert LETTERS_ENDED in enter(shown.code).content.decode()
    with time.at(TUESDAY + timedelta(days=2)):
        assert NO_SUCH_LETTERS in enter(shown.code).content.decode()


def test_a_new_code_ends_the_one_before(world: World) -> None:
    first, second = world.shown(), world.shown()
    assert not joining.find_by_code(first.code)
    assert joining.find_by_code(second.code)


@pytest.mark.parametrize("link", ["unknown", "a:b:c", "🦉", "x" * 500])
def test_an_unknown_link_reads_like_an_old_one(world: World, link: str) -> None:
    answer = Client().get(reverse("relationships:joining", args=(link,)))
    assert answer.status_code == 404
    assert ENDED in answer.content.decode()
    assert not re.search(r"\bSam\b", answer.content.decode())


def test_a_link_that_was_changed_or_made_for_something_else_opens_nothing(world: World) -> None:
    made = joining.find_by_code(world.shown().code)
    assert made
    link = joining.link_of(made)
    assert joining.find_by_link(link) == made
    said, _colon, signed = link.rpartition(":")
    elsewhere = signing.dumps(str(made.id), salt="something else")
    other_key = signing.dumps(str(made.id), key="a key of a thief", salt=joining._OPENED_BY_CODE)
    other_way = signing.Signer(salt=joining._OPENED_BY_CODE, algorithm="md5").sign(said)
    for bad in (f"{said}:x{signed}", said, f"{said}:", f"x{link}", elsewhere, other_key, other_way):
        assert joining.find_by_link(bad) is None


def test_the_letters_are_never_a_link(world: World) -> None:
    code = world.shown().code
    for guess in (code, f"{code}------------------", "-".join(code) + "-------"):
        answer = Client().get(reverse("relationships:joining", args=(guess,)))
        assert answer.status_code == 404, "it would be a guess that nobody counts"


def test_twenty_wrong_letters_from_one_address_and_it_waits(world: World) -> None:
    code = world.shown().code
    wrong = "A" * 6 if code != "A" * 6 else "B" * 6
    for _again in range(20):
        assert NO_SUCH_LETTERS in enter(wrong).content.decode()
    assert b"too many tries" in enter(code).content
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert enter(code, elsewhere).status_code == 302


def test_two_hundred_wrong_letters_from_anywhere_and_it_waits(world: World) -> None:
    for number in range(200):
        joining_here = Client(REMOTE_ADDR=f"192.0.2.{number // 10}")
        enter("ZZZZZZ", joining_here)
    answer = enter(world.shown().code, Client(REMOTE_ADDR="192.0.2.99"))
    assert b"too many tries" in answer.content


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"called": ""}, "Write something here."),
        ({"handle": ""}, "Write something here."),
        ({"passphrase": "short", "passphrase_again": "short"}, "Make it longer"),
        ({"passphrase_again": "something else"}, "The two are not the same."),
        ({"handle": "SAM"}, "You cannot use that name here."),
        ({"way": "letter"}, "That one is not on the list."),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_the_code_still_works(
    world: World, said: dict[str, str], says: str
) -> None:
    link = world.shown().link
    _client, answer = join(link, **said)
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert not Account.objects.filter(person_id=world.dawn_id).exists()
    _client, answer = join(link)
    assert answer.headers["Location"] == "/"


# --- colleagues and the first of all ----------------------------------------------------------


def test_bev_joins_as_a_colleague_and_may_work(world: World) -> None:
    address, id = reverse("relationships:new-colleague"), new_id()
    answer = world.client.post(address, {"called": "Bev", "id": id})
    assert answer.headers["Location"] == reverse("relationships:inviting", args=(id,))
    world.client.post(address, {"called": "Bev", "id": id})
    assert Relationship.objects.count() == 2, "twice with one id is once"
    link = joining.invite(by=world.viewer, relationship_id=id).link
    bev, _answer = join(link, handle="bev")
    assert bev.get("/").status_code == 302, "work takes a second thing"
    Phone().set_up_on_the_way(bev)
    assert bev.session["life"] == "working"
    account = Account.objects.get(pk=bev.session["_auth_user_id"])
    assert MayWork.objects.get(account=account).given_by_id == world.sam.person_id
    assert joining.lives_of(account) == [Life.WORKING]
    assert joining.invite(by=world.viewer, relationship_id=id, comes_back=True)


def test_one_alone_lets_nobody_in_to_work_where_a_team_has_others(world: World) -> None:
    team = Team.objects.create(called="Lantern Street", made_by=world.sam.person)
    bev = add_person(by=None, called="Bev")
    give_work(account=make_account(person_id=bev.id), by_id=None)
    for person in (world.sam.person, bev):
        Member.objects.create(team=team, person=person, added_by=bev, accepted_at=now())
    id = joining.invite_colleague(by=world.viewer, called="Ann").id
    ann, _answer = join(joining.invite(by=world.viewer, relationship_id=id).link, handle="ann")
    account = Account.objects.get(pk=ann.session["_auth_user_id"])
    assert ann.session["life"] == "own"
    assert not may_work(account)
    assert waits_to_work(Viewer(account.person_id, Life.OWN))
    waiting = new_colleagues(Viewer(bev.id, Life.WORKING))
    assert [new.person_id for new in waiting] == [account.person_id]
    for nobody in (world.viewer, Viewer(account.person_id, Life.OWN), world.dawn):
        with pytest.raises(Http404):
            say_yes_to_colleague(by=nobody, new_colleague_id=waiting[0].id)
    say_yes_to_colleague(by=Viewer(bev.id, Life.WORKING), new_colleague_id=waiting[0].id)
    assert may_work(account)


def test_only_at_work_can_a_colleague_be_invited(world: World) -> None:
    dawn, _answer = join(world.shown().link)
    assert dawn.get(reverse("relationships:new-colleague")).status_code == 404
    with pytest.raises(Http404):
        joining.invite_colleague(by=world.dawn, called="Shaz")


def test_a_team_starts_once(world: World) -> None:
    assert joining.lives_of(world.sam) == [Life.WORKING]
    with pytest.raises(joining.TeamHasBegun):
        joining.start_team(request(), called="Eve", handle="eve", passphrase="a long enough one")


# --- beginning --------------------------------------------------------------------------------


def test_sam_cannot_begin_with_somebody_he_cannot_see(world: World) -> None:
    kay = begin_relationship(by=world.dawn, called="Kay")
    her = kay.sides.exclude(person_id=world.dawn_id).get().person_id
    for person_id in (her, new_id(), world.sam.person_id):
        with pytest.raises(Http404):
            begin_relationship(by=world.viewer, person_id=person_id)


def test_beginning_again_with_dawn_is_the_same_relationship(world: World) -> None:
    again = begin_relationship(by=world.viewer, person_id=world.dawn_id)
    assert again.id == world.walk.id
    with pytest.raises(Http404):
        begin_relationship(by=world.dawn, called="Kay", id=world.walk.id)


def test_a_name_taken_makes_nothing(world: World) -> None:
    invitation = joining.find_by_link(world.shown().link)
    assert invitation
    with pytest.raises(NameTaken):
        joining.join(request(), invitation=invitation, handle="sam", passphrase=BISCUIT)
    assert not Account.objects.filter(person_id=world.dawn_id).exists()


@pytest.mark.parametrize("name", ["inviting", "helping-back"])
def test_the_pages_that_show_codes_are_shut(world: World, name: str) -> None:
    address = reverse(f"relationships:{name}", args=(world.walk.id,))
    assert Client().get(address).status_code == 302
    stranger, _answer = join(world.shown().link)
    elsewhere = begin_relationship(by=world.viewer, called="Terry")
    assert stranger.post(reverse(f"relationships:{name}", args=(elsewhere.id,))).status_code == 404
