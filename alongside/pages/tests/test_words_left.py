"""Words left for somebody: all that they have not answered, and none lost with time."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.kit.time import at
from alongside.moments.actions import note_moment
from conftest import TUESDAY

if TYPE_CHECKING:
    from django.test import Client

    from alongside.world.small import World
    from conftest import SignIn

LONG_AGO = timedelta(days=40)


def leave(world: "World", who: str, whom: str, words: str, ago: timedelta) -> None:
    with at(TUESDAY - ago):
        note_moment(
            by=world.viewer(who),
            relationship_id=world.between(who, whom),
            kind="message",
            words=words,
        )


def page(browser: "Client", where: str, **asked: str) -> str:
    answer = browser.get(where, asked, secure=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_today_shows_all_dawn_left_since_sam_last_answered_a_few_open_and_the_rest_folded(
    world: "World", sign_in: "SignIn"
) -> None:
    leave(world, "Sam", "Dawn", "Asked and answered.", timedelta(hours=20))
    for hours in (19, 18, 17):
        leave(world, "Dawn", "Sam", f"Zebra {hours}", timedelta(hours=hours))
    leave(world, "Dawn", "Sam", "Zebra before", timedelta(hours=21))
    today = page(sign_in("Sam"), "/today/")
    assert re.findall(r"Zebra \w+", today) == ["Zebra 17", "Zebra 18", "Zebra 19"]
    fold = re.search(r"More from Dawn.*?</details>", today, re.DOTALL)
    assert fold
    assert "Zebra 19" in fold[0]
    assert "Zebra 17" not in fold[0]
    assert "Zebra" not in page(sign_in("Bev"), "/today/")


def test_home_shows_all_that_was_left_for_dawn(world: "World", sign_in: "SignIn") -> None:
    for hours in (4, 3, 2, 1):
        leave(world, "Sam", "Dawn", f"Zebra {hours}", timedelta(hours=hours))
    home = page(sign_in("Dawn"), "/home/")
    assert re.findall(r"Zebra \w+", home) == ["Zebra 1", "Zebra 2", "Zebra 3", "Zebra 4"]
    assert "More words for you" in home


@pytest.mark.parametrize(("name", "first"), [("Sam", "/today/"), ("Dawn", "/home/")])
def test_older_ones_are_a_link_away_until_they_are_answered(
    world: "World", sign_in: "SignIn", name: str, first: str
) -> None:
    other = "Dawn" if name == "Sam" else "Sam"
    leave(world, other, name, "Zebra of old", -timedelta(hours=1))
    with at(TUESDAY + LONG_AGO):
        browser = sign_in(name)
        shown = page(browser, first)
        assert "Zebra" not in shown
        assert 'href="/words-left/"' in shown
        assert "Zebra of old" in page(browser, "/words-left/")
    leave(world, name, other, "Here I am.", -LONG_AGO)
    with at(TUESDAY + LONG_AGO + timedelta(hours=1)):
        assert "Zebra" not in page(sign_in(name), "/words-left/")


def test_many_older_ones_come_in_pages_that_leave_none_out(
    world: "World", sign_in: "SignIn"
) -> None:
    for number in range(30):
        leave(world, "Dawn", "Sam", f"Zebra {number}", -timedelta(minutes=number + 10))
    with at(TUESDAY + LONG_AGO):
        sam = sign_in("Sam")
        newest = page(sam, "/words-left/")
        older = re.search(r'href="\?before=([^"]+)"', newest)
        assert older
        rest = page(sam, "/words-left/", before=older[1].replace("%3A", ":").replace("%2B", "+"))
        found = re.findall(r"Zebra \d+", newest + rest)
        assert sorted(found) == sorted(f"Zebra {number}" for number in range(30))
        assert "Zebra" in page(sam, "/words-left/", before="no time")
