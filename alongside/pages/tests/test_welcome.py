from typing import Any

import pytest
from django.test import Client

from alongside.world.small import World

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
LOOKING = "/welcome/looking-round/"


class NextDoor:
    """A made-up team that opens when the test says so."""

    def __init__(self) -> None:
        self.is_there = False
        self.links: dict[str, str] = {}

    def open(self) -> None:
        self.is_there = True

    def people(self) -> dict[str, str]:
        return self.links


next_door = NextDoor()


@pytest.fixture(autouse=True)
def beside(settings: Any) -> NextDoor:
    settings.LOOK_ROUND = f"{__name__}.next_door"
    next_door.__init__()  # type: ignore[misc]
    return next_door


def test_the_first_one_here_looks_round_a_made_up_team(client: Client, beside: NextDoor) -> None:
    assert "Look round a made-up team" in client.get("/welcome/").content.decode()
    assert client.post(LOOKING)["Location"] == LOOKING
    waiting = client.get(LOOKING).content.decode()
    assert "It takes up to a minute" in waiting
    assert 'http-equiv="refresh"' in waiting
    beside.links = {"Dawn": "http://localhost:1/demo/x/"}
    opened = client.get(LOOKING).content.decode()
    assert 'href="http://localhost:1/demo/x/"' in opened
    assert 'http-equiv="refresh"' not in opened


def test_one_that_did_not_open_says_so_and_can_be_tried_again(client: Client) -> None:
    answer = client.get(LOOKING)
    assert answer.status_code == 503
    assert "It did not open." in answer.content.decode()
    assert f'action="{LOOKING}"' in answer.content.decode()
    assert 'action="/welcome/"' in answer.content.decode()


def test_where_others_reach_the_place_nobody_opens_anything(
    client: Client, settings: Any, beside: NextDoor
) -> None:
    settings.LOOK_ROUND = ""
    assert client.post(LOOKING).status_code == 404
    assert not beside.is_there
    page = client.get("/welcome/").content.decode()
    assert LOOKING not in page
    assert "bin/run --demo" in page


def test_once_a_team_has_begun_nobody_looks_round(
    client: Client, world: World, beside: NextDoor
) -> None:
    assert client.post(LOOKING).status_code == 404
    assert client.get(LOOKING).status_code == 404
    assert not beside.is_there
