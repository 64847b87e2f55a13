"""Dawn sees exactly what the other would get, and nothing is open before her yes."""

import re
from typing import TYPE_CHECKING, Any

import pytest

from alongside.kit.ids import new_id
from alongside.pages.tests.test_sharing_pages import text
from alongside.shares.models import Share

if TYPE_CHECKING:
    from alongside.world.small import World
    from conftest import SignIn

ADDRESS = "before-a-yes/"


@pytest.fixture
def page(world: "World") -> str:
    return f"/with/{world.between('Dawn', 'Sam')}/sharing/"


@pytest.fixture
def wish(world: "World") -> dict[str, str]:
    """Her promises, for Bev."""
    whom = f"person/{world.person('Bev')}/working"
    return {"whom": whom, "strand": "promises", "purpose": "The move", "id": str(new_id())}


def with_bev(world: "World") -> list[Share]:
    return list(Share.objects.filter(with_person_id=world.person("Bev")))


def hidden_in(answer: Any) -> dict[str, str]:
    """What the page sends with a yes."""
    form = answer.content.decode().split('name="yes"')[0].rsplit("<form", 1)[1]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


def test_choosing_opens_nothing_and_the_yes_sends_just_what_was_chosen(
    world: "World", sign_in: "SignIn", page: str, wish: dict[str, str]
) -> None:
    dawn = sign_in("Dawn")
    assert f'action="{page}{ADDRESS}"' in dawn.get(page, secure=True).content.decode()
    first = dawn.post(page + ADDRESS, wish, secure=True)
    assert "Just what Bev would see" in text(first)
    assert "Nothing is open yet." in text(first)
    assert with_bev(world) == []
    said = hidden_in(first)
    assert {name: said[name] for name in wish} == wish
    answer = dawn.post(page + ADDRESS, {**said, "yes": "yes"}, secure=True)
    [share] = with_bev(world)
    assert answer["Location"] == f"/shares/{share.id}/"
    assert share.given_at is not None


def test_what_she_sees_before_is_what_bev_gets(
    world: "World", sign_in: "SignIn", page: str, wish: dict[str, str]
) -> None:
    dawn = sign_in("Dawn")
    before = _lines(dawn.post(page + ADDRESS, wish, secure=True))
    dawn.post(page + ADDRESS, {**wish, "yes": "yes"}, secure=True)
    [share] = with_bev(world)
    assert before
    assert _lines(sign_in("Bev").get(f"/shares/{share.id}/", secure=True)) == before


def _lines(answer: Any) -> list[str]:
    body = answer.content.decode().rsplit("<main", 1)[1]
    return re.findall(r'<li class="item">.*?</li>', body, flags=re.DOTALL)


def test_a_yes_sent_twice_is_one_share(
    world: "World", sign_in: "SignIn", page: str, wish: dict[str, str]
) -> None:
    for _twice in range(2):
        sign_in("Dawn").post(page + ADDRESS, {**wish, "yes": "yes"}, secure=True)
    assert len(with_bev(world)) == 1


def test_the_old_way_straight_to_sharing_opens_nothing(
    world: "World", sign_in: "SignIn", page: str, wish: dict[str, str]
) -> None:
    sign_in("Dawn").post(page, {**wish, "yes": "yes"}, secure=True)
    assert with_bev(world) == []


def test_what_is_missing_is_said_before_anything_is_shown(
    world: "World", sign_in: "SignIn", page: str, wish: dict[str, str]
) -> None:
    answer = sign_in("Dawn").post(page + ADDRESS, {**wish, "whom": ""}, secure=True)
    assert "Choose one who may see it." in text(answer)
    assert 'value="The move"' in answer.content.decode()
    assert sign_in("Sam").post(page + ADDRESS, wish, secure=True).status_code == 404
    assert with_bev(world) == []


def test_what_sam_asks_is_seen_before_it_can_be_said_yes_to(
    world: "World", sign_in: "SignIn", page: str, wish: dict[str, str]
) -> None:
    sign_in("Sam").post(page, wish, secure=True)
    [share], dawn = with_bev(world), sign_in("Dawn")
    yes = f'action="/shares/{share.id}/yes/"'
    assert yes not in dawn.get("/sharing/", secure=True).content.decode()
    assert yes in dawn.get(f"/shares/{share.id}/", secure=True).content.decode()
    assert yes not in sign_in("Sam").get(f"/shares/{share.id}/", secure=True).content.decode()
