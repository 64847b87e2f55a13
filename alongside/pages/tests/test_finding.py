"""Finding words: in everything somebody may see, and in nothing else."""

import re
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from alongside.access.models import TrailLine
from alongside.agreements.actions import begin_doing, say_hard_thing
from alongside.agreements.models import Agreement
from alongside.circles import actions as circles
from alongside.circles.actions import Said
from alongside.cowriting.models import Document
from alongside.lifemaps.actions import name_patch
from alongside.lifemaps.models import MapOpening
from alongside.moments.actions import Apart, note_moment
from alongside.people.actions import say_where_i_live
from alongside.plans.actions import begin_part
from alongside.profiles.actions import tell
from alongside.profiles.headings import Heading
from alongside.promises.actions import What, make_promise
from alongside.relationships.words import say_how_to_reach, say_what_matters

if TYPE_CHECKING:
    from django.test import Client

    from alongside.world.small import World
    from conftest import SignIn


def found(browser: "Client", words: str, **more: str) -> str:
    answer = browser.get("/search/", {"q": words, **more}, secure=True)
    assert answer.status_code == 200
    return answer.content.decode()


def write_zebra_everywhere(world: "World") -> UUID:
    """Dawn and Sam write one word into each kind of place."""
    dawn, sam, both = world.viewer("Dawn"), world.viewer("Sam"), world.between("Dawn", "Sam")
    say_what_matters(
        by=dawn, relationship_id=both, person_id=dawn.person_id, words="Zebra mattering"
    )
    say_how_to_reach(
        by=dawn,
        relationship_id=both,
        person_id=dawn.person_id,
        words="Zebra reaching",
        safe_word="Zebra danger",
    )
    Agreement.objects.create(
        relationship_id=both, written_by_id=sam.person_id, together="Zebra agreed"
    )
    begin_doing(by=sam, relationship_id=both, words="Zebra doing")
    say_hard_thing(
        by=sam, relationship_id=both, to_relationship_id=both, kind="concern", words="Zebra hard"
    )
    part = begin_part(by=dawn, relationship_id=both, called="Zebra part")
    document = Document.objects.get(id=part.document_id)
    document.words = "Zebra planned"
    document.save()
    begin_part(by=dawn, relationship_id=both, called="Zebra alone", only_me=True)
    tell(by=dawn, heading=Heading.IMPORTANT, words="Zebra told")
    tell(by=sam, heading=Heading.MATTERS, words="Zebra one page")
    name_patch(by=dawn, called="Zebra patch")
    circle = circles.draw_as_it_is(by=dawn)
    circles.put_in(by=dawn, circle_id=circle.id, said=Said(called="Zebra tie"))
    circles.put_in(by=dawn, circle_id=circle.id, said=Said(called="Zebra hid"), hidden=True)
    say_where_i_live(by=dawn, words="Zebra street")
    apart = Apart(why="safety", reason="Zebra apart", review_on=date(2026, 12, 1))
    note_moment(by=sam, relationship_id=both, kind="met", words="Zebra rang.", apart=apart)
    return both


def test_dawn_finds_what_is_hers_and_what_is_kept_with_her(
    world: "World", sign_in: "SignIn"
) -> None:
    both = write_zebra_everywhere(world)
    page = found(sign_in("Dawn"), "zebra")
    for where in (
        "mattering",
        "reaching",
        "agreed",
        "doing",
        "hard",
        "part",
        "planned",
        "alone",
        "told",
        "one page",
        "patch",
        "tie",
    ):
        assert f"Zebra {where}" in page, where
    for link in (
        f"/with/{both}/between-us/",
        f"/with/{both}/agreement/",
        f"/with/{both}/words/",
        f"/with/{both}/plan/",
        f"/with/{both}/about/",
        "/about-me/",
        "/life/",
        "/circle/",
    ):
        assert f'href="{link}"' in page, link


@pytest.mark.parametrize("hidden", ["danger", "street", "hid", "apart", "rang"])
def test_what_nobody_should_read_over_a_shoulder_is_not_found(
    world: "World", sign_in: "SignIn", hidden: str
) -> None:
    write_zebra_everywhere(world)
    page = found(sign_in("Dawn"), "zebra")
    assert f"Zebra {hidden}" not in page
    if hidden not in {"apart", "rang"}:
        assert f"Zebra {hidden}" not in found(sign_in("Sam"), "zebra")


def test_sam_finds_what_he_may_see_of_it_and_callum_nothing(
    world: "World", sign_in: "SignIn"
) -> None:
    write_zebra_everywhere(world)
    page = found(sign_in("Sam"), "zebra")
    for where in ("mattering", "reaching", "agreed", "planned", "hard", "apart", "rang"):
        assert f"Zebra {where}" in page, where
    assert "Zebra alone" not in page
    assert "Nothing found" in found(sign_in("Callum"), "zebra")
    # Sam's one page opens to everybody he walks with, and nothing else of it to Ruth.
    assert re.findall(r"Zebra [a-z ]+", found(sign_in("Ruth"), "zebra")) == ["Zebra one page"]


def test_a_life_map_is_found_by_sam_only_while_dawn_opens_it(
    world: "World", sign_in: "SignIn"
) -> None:
    both = write_zebra_everywhere(world)
    MapOpening.objects.filter(relationship_id=both).delete()
    assert "Zebra patch" not in found(sign_in("Sam"), "zebra")
    dawn = world.viewer("Dawn")
    MapOpening.objects.create(relationship_id=both, person_id=dawn.person_id, life=dawn.life.value)
    page = found(sign_in("Sam"), "zebra patch")
    assert "Zebra patch" in page
    assert f'href="/with/{both}/life/"' in page


def test_what_was_found_of_dawn_leaves_its_lines_and_what_was_not_leaves_none(
    world: "World", sign_in: "SignIn"
) -> None:
    both = write_zebra_everywhere(world)
    TrailLine.objects.all().delete()
    sam = sign_in("Sam")
    found(sam, "nothing holds this")
    assert not TrailLine.objects.exists()
    found(sam, "zebra planned")
    assert set(TrailLine.objects.values_list("strand", "relationship_id", "about_id")) == {
        ("plans", both, world.person("Dawn"))
    }


def test_how_many_there_are_is_said_and_older_ones_are_a_link_away(
    world: "World", sign_in: "SignIn", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alongside.pages.finding.MOST", 2)
    sam, both = world.viewer("Sam"), world.between("Dawn", "Sam")
    for word in ("one", "two", "three"):
        note_moment(by=sam, relationship_id=both, kind="met", words=f"Quagga {word}.")
        what = What(words=f"Quagga promise {word}")
        make_promise(by=sam, relationship_id=both, promiser_id=sam.person_id, what=what)
    browser = sign_in("Sam")
    page = found(browser, "quagga")
    assert page.count("The newest 2 of 3.") == 2
    older = re.findall(r'href="\?q=quagga&amp;(in=\w+&amp;from=\d+)"', page)
    assert older == ["in=stories&amp;from=2", "in=promises&amp;from=2"]
    rest = found(browser, "quagga", **{"in": "stories", "from": "2"})
    assert "3 to 3 of 3, newest first." in rest
    assert "Quagga one" in rest
    assert "Quagga three" not in rest
    assert "Quagga promise" not in rest


@pytest.mark.parametrize(
    "asked", [{"in": "x"}, {"in": "stories", "from": "-1"}, {"from": "9" * 40}]
)
def test_a_place_that_cannot_be_is_the_beginning(
    world: "World", sign_in: "SignIn", asked: dict[str, str]
) -> None:
    assert "biscuits" in found(sign_in("Sam"), "biscuits", **asked)


def test_finding_asks_as_often_however_much_there_is(world: "World", sign_in: "SignIn") -> None:
    browser, both = sign_in("Sam"), world.between("Dawn", "Sam")
    found(browser, "quagga")

    def asks() -> int:
        with CaptureQueriesContext(connections["default"]) as asked:
            found(browser, "quagga")
        return len(asked)

    before = asks()
    for number in range(5):
        begin_doing(by=world.viewer("Dawn"), relationship_id=both, words=f"Heron {number}")
        say_what_matters(
            by=world.viewer("Dawn"),
            relationship_id=both,
            person_id=world.person("Dawn"),
            words=f"Heron {number}",
        )
    assert asks() == before


def test_a_story_has_a_field_to_find_words_in(world: "World", sign_in: "SignIn") -> None:
    page = sign_in("Sam").get(f"/with/{world.between('Dawn', 'Sam')}/", secure=True)
    form = re.search(
        r'<form[^>]*action="/search/"[^>]*>.*?</form>', page.content.decode(), re.DOTALL
    )
    assert form
    assert 'method="get"' in form[0]
    assert 'name="q"' in form[0]
