"""From Dawn's own screen alone: what of her own pages is open, to whom, and how to stop it."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from alongside.access.models import TrailLine
from alongside.circles.opening import open_to
from alongside.kit.ids import new_id
from alongside.kit.time import at, now
from alongside.lifemaps.actions import open_map
from alongside.people.actions import say_where_i_live
from alongside.people.models import Address
from alongside.profiles.actions import open_page
from alongside.profiles.cards import make_card
from alongside.profiles.headings import Heading, Sheet
from alongside.profiles.models import Card
from alongside.shares.models import Share
from alongside.shares.opened import open_now
from alongside.shares.safety import open_for_safety
from conftest import TUESDAY

if TYPE_CHECKING:
    from alongside.world.small import World
    from conftest import SignIn

from alongside.pages.tests.test_sharing_pages import text


@pytest.fixture
def opened(world: "World") -> "World":
    """Dawn opened all her pages to Sam, and made a card for A&E."""
    dawn, us = world.viewer("Dawn"), world.between("Dawn", "Sam")
    for sheet in Sheet:
        open_page(by=dawn, relationship_id=us, sheet=sheet)
    open_map(by=dawn, relationship_id=us)
    open_to(by=dawn, relationship_id=us)
    chosen, until = [Heading.PLEASE], now() + timedelta(hours=2)
    make_card(by=dawn, chosen=chosen, until=until, meant_for="the nurse at A&E")
    return world


def stops(answer: Any) -> list[tuple[str, dict[str, str]]]:
    """Every form on the page that stops an open page: where it posts, and what it says."""
    section = answer.content.decode().split('id="h-pages"')[1].split("</section>")[0]
    forms = re.findall(r'<form class="end" method="post" action="([^"]+)">(.*?)</form>', section)
    hidden = r'type="hidden" name="(back|sheet)" value="([^"]*)"'
    return [(where, dict(re.findall(hidden, inside))) for where, inside in forms]


def test_dawn_reads_every_page_of_hers_that_is_open_and_with_whom(
    opened: "World", sign_in: "SignIn"
) -> None:
    shown = text(sign_in("Dawn").get("/sharing/", secure=True))
    for said in (
        "Sam sees About me",
        "Sam sees my page",
        "Sam sees how life is",
        "Sam sees who is around me",
        "A card for the nurse at A&amp;E",
        "Please do and please don’t.",
        "Not opened.",
        "Because you opened it to them",
    ):
        assert said in shown, said


def test_what_sam_sees_beside_the_record_is_not_denied(opened: "World", sign_in: "SignIn") -> None:
    shown = text(sign_in("Dawn").get("/sharing/", secure=True))
    row = shown.split("Sam sees what you two write together")[1].split("Because you two share")[0]
    for what in ("About me", "my page", "how life is", "who is around me"):
        assert what in row, what
    kay = shown.split("Kay sees what you two write together")[1].split("Because you two share")[0]
    assert "And also" not in kay


def test_each_is_stopped_there_and_leads_back_there(opened: "World", sign_in: "SignIn") -> None:
    dawn = sign_in("Dawn")
    forms = stops(dawn.get("/sharing/", secure=True))
    assert len(forms) >= 5
    for where, said in forms:
        answer = dawn.post(where, said, secure=True)
        assert answer["Location"] == "/sharing/", where
    page = dawn.get("/sharing/", secure=True)
    assert stops(page) == []
    assert "Nothing. Only you see them." in text(page)
    assert not Card.objects.filter(
        person_id=opened.person("Dawn"), taken_back_at=None, until__gt=now()
    ).exists()


def test_a_card_that_is_over_is_not_said_to_be_open(opened: "World", sign_in: "SignIn") -> None:
    with at(TUESDAY + timedelta(days=8)):
        assert not [one for one in open_now(opened.viewer("Dawn")) if one.is_card]


def test_while_dawn_pauses_none_of_it_is_said_to_be_seen_just_now(
    opened: "World", sign_in: "SignIn"
) -> None:
    dawn = sign_in("Dawn")
    dawn.post("/sharing/pausing/", secure=True)
    shown = text(dawn.get("/sharing/", secure=True))
    assert "And also" not in shown
    assert "Until you say stop. Not while you pause." in shown


@pytest.mark.parametrize("page", ["about-me", "my-page", "life", "life/then/2026-03-20", "circle"])
def test_each_page_of_hers_says_who_sees_it_and_why(
    opened: "World", sign_in: "SignIn", page: str
) -> None:
    shown = text(sign_in("Dawn").get(f"/{page}/", secure=True))
    assert "Sam sees this, because you opened it to them." in shown
    assert "Kay sees this" not in shown


@pytest.mark.parametrize(
    ("page", "theirs"),
    [("about-me", "about"), ("my-page", "about"), ("life", "life"), ("circle", "circle")],
)
def test_each_says_who_looked_last_and_on_which_ground(
    opened: "World", sign_in: "SignIn", page: str, theirs: str
) -> None:
    TrailLine.objects.filter(viewer_id=opened.person("Sam")).delete()
    looked = "Sam looked on Tuesday 17 November in the morning, because you two share this record."
    assert looked not in text(sign_in("Dawn").get(f"/{page}/", secure=True))
    sign_in("Sam").get(f"/with/{opened.between('Dawn', 'Sam')}/{theirs}/", secure=True)
    assert looked in text(sign_in("Dawn").get(f"/{page}/", secure=True))


def test_what_is_open_to_nobody_is_said_to_be_hers_alone(world: "World", sign_in: "SignIn") -> None:
    dawn = sign_in("Dawn")
    for where, said in stops(dawn.get("/sharing/", secure=True)):
        dawn.post(where, said, secure=True)
    for page in ("about-me", "my-page", "life", "circle"):
        assert "Only you see this." in text(dawn.get(f"/{page}/", secure=True)), page


def test_all_her_promises_name_those_they_are_with(world: "World", sign_in: "SignIn") -> None:
    shown = text(sign_in("Dawn").get("/promises/", secure=True))
    assert "Each of them sees what you two share" in shown
    assert "Kay" in shown.split("what you two share:")[1].split("Who can see what")[0]


def test_at_work_nothing_of_it_is_said(world: "World", sign_in: "SignIn") -> None:
    for page in ("about-me", "my-page", "life", "promises"):
        assert 'class="seen ' not in sign_in("Sam").get(f"/{page}/", secure=True).content.decode()


def test_while_she_pauses_nobody_else_sees_her_pages(opened: "World", sign_in: "SignIn") -> None:
    dawn = sign_in("Dawn")
    dawn.post("/sharing/pausing/", secure=True)
    for page in ("about-me", "my-page", "life", "circle"):
        shown = text(dawn.get(f"/{page}/", secure=True))
        assert "You have paused. Only you see this." in shown, page
        assert "Sam sees this" not in shown


def test_whoever_keeps_dawn_safe_reads_all_of_how_to_reach_her_but_the_safe_word(
    world: "World", sign_in: "SignIn"
) -> None:
    us = world.between("Dawn", "Sam")
    open_for_safety(by=world.viewer("Callum"), called="Dawn", reason="She rang.")
    share = Share.objects.filter(ground="safety", strand="about-me", relationship_id=us).latest(
        "id"
    )
    page = text(sign_in("Callum").get(f"/shares/{share.id}/", secure=True))
    for said in ("Text first", "Not on Sundays", "Only plain ones", "Neil, on the old phone"):
        assert said in page
    assert "lemon tree" not in page


def test_dawn_shows_sam_where_she_lives_and_nothing_else_by_that_form(
    world: "World", sign_in: "SignIn"
) -> None:
    dawn, us = sign_in("Dawn"), world.between("Dawn", "Sam")
    say_where_i_live(by=world.viewer("Dawn"), words="4 Quay Steps")
    whom = f"person/{world.person('Sam')}/working"
    assert "Sam: where I live" in text(dawn.get(f"/with/{us}/sharing/", secure=True))
    said = {"whom": whom, "purpose": "So that he finds me", "id": str(new_id()), "until": ""}
    before = f"/with/{us}/sharing/before-a-yes/"
    wrong = dawn.post(before, {**said, "strand": "moments", "yes": "on"}, secure=True)
    assert "They see the rest already." in text(wrong)
    sam = world.viewer("Sam")
    assert not Address.objects.visible_to(sam).filter(person_id=world.person("Dawn")).exists()
    dawn.post(before, {**said, "strand": "address", "yes": "on"}, secure=True)
    assert Address.objects.visible_to(sam).filter(person_id=world.person("Dawn")).exists()
    share = Share.objects.get(id=said["id"])
    assert "4 Quay Steps" in text(sign_in("Sam").get(f"/shares/{share.id}/", secure=True))
    dawn.post(f"/shares/{share.id}/taking-back/", secure=True)
    assert not Address.objects.visible_to(sam).filter(person_id=world.person("Dawn")).exists()
