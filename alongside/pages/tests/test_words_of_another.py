"""Words written down for somebody: with their yes, and never without saying who wrote them."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.kit.ids import new_id
from alongside.kit.time import at, now
from alongside.moments.actions import add_telling, note_moment, take_down_telling
from alongside.moments.models import Kind, Telling
from alongside.pages.tests.place import text
from alongside.pages.tests.test_paper import said_on, sheet_of
from alongside.relationships.models import WhatMatters
from alongside.relationships.words import say_what_matters
from alongside.shares.actions import pause

if TYPE_CHECKING:
    from alongside.world.small import World
    from conftest import SignIn

WROTE = "Sam wrote it down, with a yes"


def test_sam_cannot_say_what_matters_to_dawn_without_her_yes(
    world: "World", sign_in: "SignIn"
) -> None:
    where = f"/with/{world.between('Sam', 'Dawn')}/mattering/"
    before = WhatMatters.objects.count()
    again = sign_in("Sam").post(where, {"words": "A quiet room"}, secure=True)
    assert "Read it back to them first, and ask." in text(again)
    assert "A quiet room" in text(again)
    assert WhatMatters.objects.count() == before
    sign_in("Sam").post(where, {"words": "A quiet room", "said_yes": "on"}, secure=True)
    written = WhatMatters.objects.filter(taken_down_by_id=world.person("Sam"))
    assert written.filter(person_id=world.person("Dawn")).count() == 1


def test_dawn_is_asked_for_no_yes_to_her_own_words(world: "World", sign_in: "SignIn") -> None:
    where = f"/with/{world.between('Sam', 'Dawn')}/"
    assert "They said yes" not in text(sign_in("Dawn").get(f"{where}between-us/", secure=True))
    sign_in("Dawn").post(f"{where}mattering/", {"words": "A quiet room"}, secure=True)
    assert "A quiet room" in text(sign_in("Dawn").get("/home/", secure=True))


@pytest.mark.parametrize("page", ["/home/", "{}", "{}between-us/", "{}on-paper/"])
def test_what_sam_wrote_down_for_dawn_says_so_wherever_it_stands(
    world: "World", sign_in: "SignIn", page: str
) -> None:
    between = world.between("Sam", "Dawn")
    address = page.format(f"/with/{between}/")
    assert WROTE not in text(sign_in("Dawn").get(address, secure=True))
    say_what_matters(
        by=world.viewer("Sam"),
        relationship_id=between,
        person_id=world.person("Dawn"),
        words="A quiet room",
    )
    names = ["Dawn"] if page == "/home/" else ["Dawn", "Sam"]
    for name in names:
        shown = text(sign_in(name).get(address, secure=True))
        assert "A quiet room" in shown
        assert WROTE in shown, name


@pytest.mark.parametrize("kind", ["pdf", "large", "word"])
def test_every_kind_of_paper_says_who_wrote_down_what_matters(
    world: "World", sign_in: "SignIn", kind: str
) -> None:
    say_what_matters(
        by=world.viewer("Sam"),
        relationship_id=world.between("Sam", "Dawn"),
        person_id=world.person("Dawn"),
        words="A quiet room",
    )
    assert f"Dawn ({WROTE})" in said_on(sheet_of(world, sign_in, "Sam", f"on-paper/{kind}/"))


def test_sam_writes_down_that_it_was_not_so_for_terry_and_both_accounts_stay(
    world: "World", sign_in: "SignIn"
) -> None:
    sam, between = sign_in("Sam"), world.between("Sam", "Terry")
    met = note_moment(
        by=world.viewer("Sam"), relationship_id=between, kind=Kind.MET, words="It went well."
    )
    where = f"/moments/{met.id}/taking-down/"
    said = {"id": str(new_id()), "words": "It did not.", "otherwise": "on"}
    assert "Read it back to them first, and ask." in text(sam.post(where, said, secure=True))
    assert not Telling.objects.filter(taken_down_by=world.person("Sam"), moment=met).exists()
    sam.post(where, {**said, "said_yes": "on"}, secure=True)
    with at(now() + timedelta(minutes=6)):
        for page in (f"/moments/{met.id}/", f"/with/{between}/", f"/with/{between}/on-paper/"):
            shown = text(sam.get(page, secure=True))
            assert "It went well." in shown
            assert "that’s not how it was" in shown
            assert WROTE in shown, page


@pytest.mark.parametrize("kind", ["pdf", "large", "word"])
def test_beside_another_account_paper_still_says_who_wrote_it_down(
    world: "World", sign_in: "SignIn", kind: str
) -> None:
    between, sam = world.between("Sam", "Dawn"), world.viewer("Sam")
    met = note_moment(by=sam, relationship_id=between, kind=Kind.MET, words="It went well.")
    take_down_telling(
        by=sam,
        moment_id=met.id,
        teller_id=world.person("Dawn"),
        words="It did not.",
        otherwise=True,
    )
    with at(now() + timedelta(minutes=6)):
        said = said_on(sheet_of(world, sign_in, "Sam", f"on-paper/{kind}/"))
    assert f"Dawn: that’s not how it was ({WROTE})" in said


def test_while_dawn_pauses_sam_reads_his_words_of_their_moment_and_none_of_hers(
    world: "World", sign_in: "SignIn"
) -> None:
    us, sam, dawn = world.between("Dawn", "Sam"), world.viewer("Sam"), world.viewer("Dawn")
    moment = note_moment(
        by=dawn,
        relationship_id=us,
        kind=Kind.MET,
        words="We walked.",
        others="Marguerite",
        in_the_way="The quayside gate",
        learned="Slow is quicker",
    )
    hers = ("Marguerite", "The quayside gate", "Slow is quicker")
    with at(now() + timedelta(minutes=6)):
        add_telling(by=sam, moment_id=moment.id, words="The rain held off.")
    with at(now() + timedelta(minutes=12)):
        pages = (f"/with/{us}/", f"/moments/{moment.id}/")
        assert all(hers[2] in text(sign_in("Sam").get(page, secure=True)) for page in pages)
        pause(by=dawn)
        for page in pages:
            shown = text(sign_in("Sam").get(page, secure=True))
            assert "The rain held off." in shown, page
            assert not [words for words in hers if words in shown], page
        for looked_for in ("marguerit", "quayside", "quicker"):
            found = text(sign_in("Sam").get(f"/search/?q={looked_for}", secure=True))
            assert not [words for words in hers if words in found], looked_for
        assert hers[2] in text(sign_in("Dawn").get(pages[0], secure=True))
