"""A circle on paper: for whoever drew it, with all that the picture shows said in words."""

import json
from typing import TYPE_CHECKING, Any

import pytest

from alongside.circles.models import Circle
from alongside.kit.paper import making

if TYPE_CHECKING:
    from alongside.world.small import World
    from conftest import SignIn


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What is handed to the press."""
    jobs: list[bytes] = []

    def pressed(_kind: str, job: bytes) -> bytes:
        jobs.append(job)
        return b"%PDF"

    monkeypatch.setattr(making, "pressed", pressed)
    return jobs


def newest(world: "World") -> Circle:
    return Circle.objects.filter(person_id=world.person("Dawn"), hoped=False).latest("on")


def blocks_of(job: bytes, kind: str) -> list[Any]:
    return [block for block in json.loads(job)["sheet"]["blocks"] if block["block"] == kind]


def test_dawn_takes_her_circle_with_her_and_the_list_says_what_the_picture_shows(
    world: "World", sign_in: "SignIn", handed: list[bytes]
) -> None:
    answer = sign_in("Dawn").get(f"/circle/{newest(world).id}/on-paper/large/", secure=True)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    (picture,) = blocks_of(handed[0], "picture")
    said = [line for block in blocks_of(handed[0], "list") for line in block["items"]]
    (kay,) = [line for line in said if line.startswith("Kay")]
    assert "Strong." in kay
    assert "Knows Biscuit and Shaz." in kay
    assert "“She rings me now. I don’t have to ask.”" in kay
    drawn = [line.split("\n")[0] for line in said]
    assert len(drawn) == len([name for name in drawn if f">{name}<" in picture["svg"]]) > 9
    assert "M." not in drawn
    words = [block["words"] for block in blocks_of(handed[0], "words")]
    assert "Somebody to be quiet with who is not paid for it." in words


def test_what_is_opened_to_sam_is_not_his_to_put_on_paper(
    world: "World", sign_in: "SignIn", handed: list[bytes]
) -> None:
    sam, drawn = sign_in("Sam"), f"/circle/{newest(world).id}/"
    assert sam.get(drawn, secure=True).status_code == 200
    assert sam.get(f"{drawn}on-paper/pdf/", secure=True).status_code == 404
    assert not handed
