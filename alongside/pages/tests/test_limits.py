"""What a place cannot keep secret is said first, open, in its own words."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from alongside.moments.models import Moment

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

    from alongside.world.small import World
    from conftest import SignIn

OURS = "We cannot keep everything secret"


@pytest.fixture
def own_words(settings: "Settings", tmp_path: Path) -> list[str]:
    """A place wrote down its own: two parts, with an empty line between."""
    parts = ["If a child could be hurt, we ring Ines. We tell you first.", "A court can ask."]
    (tmp_path / "limits.txt").write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    settings.ALONGSIDE = replace(settings.ALONGSIDE, data=tmp_path)
    return parts


def pages_to_say_or_share(world: "World") -> dict[str, str]:
    """Each page on which Dawn is about to say or share something, and where its form begins."""
    us = f"/with/{world.between('Dawn', 'Sam')}/"
    moment = Moment.objects.filter(
        relationship_id=world.between("Dawn", "Sam"), kept_apart=None
    ).latest("happened_at")
    return {
        "/sharing/": 'id="h-sees"',
        f"{us}sharing/": 'name="purpose"',
        f"/moments/{moment.id}/sharing/": 'name="purpose"',
        f"{us}saying/": 'name="words"',
        f"{us}words/writing/": 'name="words"',
    }


def test_before_dawn_says_or_shares_anything_the_limits_stand_open(
    world: "World", sign_in: "SignIn"
) -> None:
    for path, begins in pages_to_say_or_share(world).items():
        page = sign_in("Dawn").get(path, secure=True).content.decode()
        assert OURS in page, path
        before = page.split(OURS)[0]
        assert begins not in before, path
        assert begins in page, path
        assert before.count("<details") == before.count("</details>"), f"folded shut: {path}"


def test_the_places_own_words_stand_there_and_ours_do_not(
    world: "World", sign_in: "SignIn", own_words: list[str]
) -> None:
    for path in pages_to_say_or_share(world):
        page = sign_in("Dawn").get(path, secure=True).content.decode()
        for part in own_words:
            assert f"<p>{part}</p>" in page, path
        assert OURS not in page
