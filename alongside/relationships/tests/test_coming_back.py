"""Dawn loses her way in. She is asked where she is still in, and Sam helps her back."""

import re
from datetime import timedelta

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from alongside.access.models import TrailLine
from alongside.access.viewer import Life, Viewer
from alongside.accounts.models import Account, Passkey, Session
from alongside.kit import time
from alongside.relationships import joining, waiting
from alongside.relationships.actions import begin_relationship
from alongside.relationships.models import ComingBack, Invitation, Relationship
from alongside.relationships.tests.place import (
    ASKED,
    BISCUIT,
    ENDED,
    World,
    enter,
    join,
)

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.urls("alongside.accounts.tests.urls"),
]


def lost(world: World) -> tuple[Account, Client]:
    """Dawn joined, made a key, and lost her phone, which is still signed in."""
    old_phone, _answer = join(world.shown().link)
    account = Account.objects.get(person_id=world.dawn_id)
    Passkey.objects.create(
        account=account, credential_id=b"old", public_key=b"old", called="Old phone"
    )
    return account, old_phone


def shut(lost: tuple[Account, Client]) -> None:
    """The phone that was lost is not signed in any more."""
    Session.objects.filter(account=lost[0]).delete()


def answers(phone: Client, verb: str) -> None:
    """Dawn is asked on whatever page she opens, and answers there."""
    page = phone.get(reverse("accounts:me")).content.decode()
    assert ASKED in page
    action = re.search(rf'action="(/coming-back/[0-9a-f-]+/{verb}/)"', page)
    assert action
    for _twice in range(2):
        assert phone.post(action[1]).headers["Location"] == "/"


def test_dawn_comes_back_and_every_old_way_in_is_gone(world: World) -> None:
    account, old_phone = lost(world)
    link = world.shown(comes_back=True).link
    assert old_phone.get(reverse("accounts:me")).status_code == 200, "a code alone ends nothing"
    answers(old_phone, "letting-in")
    new = {"passphrase": "a lamp in the street", "passphrase_again": "a lamp in the street"}
    new_phone, answer = join(link, **new)
    assert answer.headers["Location"] == "/"
    assert new_phone.get(reverse("accounts:me")).status_code == 200
    assert old_phone.get(reverse("accounts:me")).status_code == 302
    assert not account.passkeys.exists()
    assert Account.objects.get(pk=account.pk).check_password("a lamp in the street")
    assert Session.objects.filter(account=account).count() == 1


def test_dawn_is_told_who_helped(world: World) -> None:
    shut(lost(world))
    join(world.shown(comes_back=True).link)
    told = ComingBack.objects.visible_to(world.dawn).get()
    assert told.helped_by_id == world.sam.person_id
    assert told.read_at is None
    assert not ComingBack.objects.visible_to(world.viewer).exists()
    line = TrailLine.objects.get(about_id=world.dawn_id)
    assert (line.viewer_id, line.relationship_id) == (world.sam.person_id, world.walk.id)


def test_news_of_coming_back_stays_for_an_hour_and_until_it_is_read(world: World) -> None:
    shut(lost(world))
    new_phone, _answer = join(world.shown(comes_back=True).link, own="on")
    told = ComingBack.objects.get()
    page = new_phone.get(reverse("accounts:me")).content.decode()
    assert "Sam Reed helped you back in." in page
    assert "That was me" not in page
    with pytest.raises(waiting.NotYet):
        waiting.read_coming_back(by=world.dawn, coming_back_id=told.id)
    with time.at(told.at + timedelta(hours=1)):
        assert "That was me" in new_phone.get(reverse("accounts:me")).content.decode()
        waiting.read_coming_back(by=world.dawn, coming_back_id=told.id)
        page = new_phone.get(reverse("accounts:me")).content.decode()
        assert "helped you back in" not in page


def test_whoever_is_still_in_is_asked_first(world: World) -> None:
    _account, old_phone = lost(world)
    assert ASKED not in old_phone.get(reverse("accounts:me")).content.decode()
    shown = world.shown(comes_back=True)
    assert shown.waits_until
    new_phone, answer = join(shown.link)
    assert "This code waits" in answer.content.decode()
    assert not new_phone.session.get("life")
    answers(old_phone, "letting-in")
    assert ASKED not in old_phone.get(reverse("accounts:me")).content.decode()
    _phone, answer = join(shown.link)
    assert answer.headers["Location"] == "/"


def test_whoever_is_still_in_can_stop_it(world: World) -> None:
    _account, old_phone = lost(world)
    shown = world.shown(comes_back=True)
    answers(old_phone, "stopping")
    _phone, answer = join(shown.link)
    assert ENDED in answer.content.decode()
    with time.at(time.now() + timedelta(hours=25)):
        assert ENDED in join(shown.link)[1].content.decode()
    assert not ComingBack.objects.exists()


def test_what_dawn_stopped_or_a_newer_code_replaced_is_not_let_in_after_all(world: World) -> None:
    lost(world)
    stopped = world.shown(comes_back=True)
    first = Invitation.objects.latest("made_at")
    waiting.stop(by=world.dawn, invitation_id=first.id)
    waiting.let_in(by=world.dawn, invitation_id=first.id, works_for=timedelta(minutes=15))
    replaced = world.shown(comes_back=True)
    second = Invitation.objects.latest("made_at")
    world.shown(comes_back=True)
    waiting.let_in(by=world.dawn, invitation_id=second.id, works_for=timedelta(minutes=15))
    for shown in (stopped, replaced):
        assert ENDED in join(shown.link)[1].content.decode()
    assert not ComingBack.objects.exists()


def test_without_an_answer_the_code_works_after_a_day(world: World) -> None:
    lost(world)
    shown = world.shown(comes_back=True)
    for hours, says in ((23, "This code waits"), (49, ENDED)):
        with time.at(time.now() + timedelta(hours=hours)):
            assert says in join(shown.link)[1].content.decode()
    with time.at(time.now() + timedelta(hours=24)):
        assert enter(shown.code).status_code == 302
        assert join(shown.link)[1].headers["Location"] == "/"


def test_a_phone_not_used_for_a_month_is_not_asked(world: World) -> None:
    account, _old_phone = lost(world)
    Session.objects.filter(account=account).update(seen_on=time.today() - timedelta(days=31))
    assert world.shown(comes_back=True).waits_until is None


def test_nobody_answers_for_somebody_else(world: World) -> None:
    lost(world)
    world.shown(comes_back=True)
    asked = Invitation.objects.latest("made_at")
    for verb in ("letting-in", "stopping"):
        address = reverse(f"relationships:{verb}", args=(asked.id,))
        assert world.client.post(address).status_code == 404
    asked.refresh_from_db()
    assert waiting.is_waiting(asked)


def test_only_somebody_at_work_lets_back_in_whoever_has_somebody_at_work(world: World) -> None:
    kay, _answer = join(world.shown().link, handle="kay")
    kay_account = Account.objects.get(person_id=world.dawn_id)
    kays_life = Viewer(kay_account.person_id, Life.OWN)
    friends = begin_relationship(by=kays_life, called="Dawn", their_life=Life.OWN)
    dawn, _answer = join(
        joining.invite(by=kays_life, relationship_id=friends.id).link, handle="dawn here"
    )
    shut((Account.objects.get(pk=dawn.session["_auth_user_id"]), dawn))

    def shows(by: Viewer, relationship: Relationship) -> joining.Shown:
        return joining.invite(by=by, relationship_id=relationship.id, comes_back=True)

    assert shows(kays_life, friends), "nobody at work walks with Dawn yet"
    dawns_life = friends.sides.exclude(person_id=kays_life.person_id).get()
    with_sam = Relationship.objects.create(begun_by_id=world.sam.person_id)
    for person_id, life in ((world.sam.person_id, "working"), (dawns_life.person_id, "own")):
        with_sam.sides.create(person_id=person_id, life=life)
    with pytest.raises(Http404):
        shows(kays_life, friends)
    page = kay.get(reverse("relationships:helping-back", args=(friends.id,))).content.decode()
    assert "You cannot let Dawn in from here." in page
    assert "Show the code" not in page
    assert shows(world.viewer, with_sam)


def test_a_name_that_is_taken_leaves_the_old_ways_standing(world: World) -> None:
    account, old_phone = lost(world)
    link = world.shown(comes_back=True).link
    answers(old_phone, "letting-in")
    _client, answer = join(link, handle="sam")
    assert "You cannot use that name here." in answer.content.decode()
    assert account.passkeys.exists()
    assert old_phone.get(reverse("accounts:me")).status_code == 200


def test_dawn_cannot_let_herself_in_as_sam(world: World) -> None:
    lost(world)
    for comes_back in (True, False):
        with pytest.raises(Http404):
            joining.invite(by=world.dawn, relationship_id=world.walk.id, comes_back=comes_back)


def test_the_log_says_that_somebody_came_back_and_never_who(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    shut(lost(world))
    shown = world.shown(comes_back=True)
    with caplog.at_level("WARNING"):
        join(shown.link)
    assert "Somebody was helped back in" in caplog.text
    for secret in (shown.code, shown.link, "dawn", str(world.dawn_id), BISCUIT):
        assert secret not in caplog.text
