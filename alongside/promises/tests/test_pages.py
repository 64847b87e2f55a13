"""What people send from a promise's page, end to end."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from alongside.kit.ids import new_id
from alongside.promises.models import Answer, Promise
from alongside.promises.queries import standing_of

if TYPE_CHECKING:
    from alongside.world.small import World
    from conftest import SignIn

TOO_LONG = "Sorry, sorry, sorry. " * 100


@pytest.fixture
def visit(world: "World") -> Promise:
    between = world.between("Sam", "Dawn")
    return Promise.objects.filter(relationship_id=between, is_visit=True).latest("due_at")


@pytest.mark.parametrize("verb", ["keeping", "missing", "letting-go", "not-today", "putting-right"])
def test_words_that_are_too_long_come_back_whole_and_nothing_is_saved(
    world: "World", sign_in: "SignIn", visit: Promise, verb: str
) -> None:
    before = Answer.objects.count()
    sent = {"words": TOO_LONG}
    answer = sign_in("Sam").post(f"/promises/{visit.id}/{verb}/", sent, secure=True)
    said = answer.content.decode()
    assert "At most 2000 fit here." in said
    assert TOO_LONG.strip() in said
    assert Answer.objects.count() == before


@pytest.mark.parametrize("verb", ["missing", "letting-go", "moving"])
def test_what_sam_typed_while_dawn_said_what_became_of_it_is_not_lost(
    world: "World", sign_in: "SignIn", visit: Promise, verb: str
) -> None:
    sign_in("Dawn").post(f"/promises/{visit.id}/keeping/", {"words": "We met."}, secure=True)
    before = Answer.objects.count()
    sent = {"id": str(new_id()), "words": "The bus broke down.", "day": "2026-11-20"}
    answer = sign_in("Sam").post(f"/promises/{visit.id}/{verb}/", sent, secure=True)
    said = answer.content.decode()
    assert "was said meanwhile" in said
    assert "The bus broke down." in said
    assert Answer.objects.count() == before


def test_a_reply_that_is_too_long_comes_back_with_what_was_chosen(
    world: "World", sign_in: "SignIn", visit: Promise
) -> None:
    sign_in("Sam").post(f"/promises/{visit.id}/keeping/", secure=True)
    kept = standing_of(world.viewer("Dawn"), visit.id).answers[-1]
    sent = {"words": TOO_LONG, "agrees": "no"}
    answer = sign_in("Dawn").post(f"/answers/{kept.id}/replying/", sent, secure=True)
    said = answer.content.decode()
    assert TOO_LONG.strip() in said
    assert '<input type="hidden" name="agrees" value="no"' in said
    assert not kept.replies.exists()


@pytest.mark.parametrize("odd_day", ["2020-01-01", "2040-01-01"])
def test_sam_can_tick_that_an_odd_day_is_right(
    world: "World", sign_in: "SignIn", visit: Promise, odd_day: str
) -> None:
    browser, between = sign_in("Sam"), world.between("Sam", "Dawn")
    made = {"id": str(new_id()), "whose": "me", "words": "Bring socks", "day": odd_day}
    moved = {"id": str(new_id()), "day": odd_day}
    for address, sent in (
        (f"/with/{between}/promises/new/", made),
        (f"/promises/{visit.id}/moving/", moved),
    ):
        asked = browser.post(address, sent, secure=True).content.decode()
        assert 'type="checkbox" name="sure"' in asked
        assert browser.post(address, {**sent, "sure": "on"}, secure=True).status_code == 302
    visit.refresh_from_db()
    assert visit.due_at is not None
    assert visit.due_at.date() == date.fromisoformat(odd_day)
