"""Old notes that were brought in: read through a page at a time, or set aside with a reason."""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.http import Http404

from alongside.kit.ids import new_id
from alongside.kit.time import now
from alongside.moments.actions import let_through, set_aside
from alongside.moments.bringing import OldNote, bring_in_moments
from alongside.moments.models import BroughtIn, Moment, Why
from alongside.pages.tests.place import text
from alongside.promises.bringing import OldPromise, bring_in_promises

if TYPE_CHECKING:
    from django.test import Client

    from alongside.world.small import World
    from conftest import SignIn


def old_notes(world: "World", how_many: int) -> list[UUID]:
    """What an old system said of Terry, brought in by Sam, oldest first."""
    notes = [
        OldNote(
            id=new_id(),
            relationship_id=world.between("Sam", "Terry"),
            teller_id=world.person("Sam"),
            kind="met",
            words=f"Old line {number:02}.",
            happened_at=now() - timedelta(days=100 - number),
        )
        for number in range(how_many)
    ]
    bring_in_moments(notes)
    return [note.id for note in notes]


def page_of(browser: "Client", world: "World", asked: str = "") -> str:
    address = f"/with/{world.between('Sam', 'Terry')}/to-read-through/{asked}"
    return text(browser.get(address, secure=True))


def test_twenty_that_must_not_be_let_through_do_not_hide_the_next(
    world: "World", sign_in: "SignIn"
) -> None:
    sam, notes = sign_in("Sam"), old_notes(world, 23)
    first = page_of(sam, world)
    assert "Old line 19." in first
    assert "Old line 20." not in first
    assert "The next ones" in first
    assert "Old line 22." in page_of(sam, world, "?page=2")
    for note in notes[:20]:
        sam.post(f"/moments/{note}/setting-aside/", {"why": "third-party"}, secure=True)
    left = page_of(sam, world)
    assert "Old line 00." not in left
    assert "Old line 22." in left
    assert "3 old lines wait" in text(
        sam.get(f"/with/{world.between('Sam', 'Terry')}/between-us/", secure=True)
    )


def test_a_note_set_aside_says_why_stays_unseen_and_can_be_brought_back(
    world: "World", sign_in: "SignIn"
) -> None:
    sam, (note, _other) = sign_in("Sam"), old_notes(world, 2)
    answer = sam.post(
        f"/moments/{note}/setting-aside/", {"why": "safety", "page": "2"}, secure=True
    )
    assert answer["Location"].endswith("/to-read-through/?page=2")
    aside = page_of(sam, world, "?aside=1")
    assert "Old line 00." in aside
    assert "Not for them: It keeps someone safe." in aside
    assert "Old line 01." not in aside
    assert not Moment.objects.visible_to(world.viewer("Terry")).filter(id=note).exists()
    sam.post(f"/moments/{note}/bringing-back/", {"aside": "1"}, secure=True)
    assert "Old line 00." in page_of(sam, world)
    assert "None is set aside." in page_of(sam, world, "?aside=1")
    let_through(by=world.viewer("Sam"), moment_id=note)
    sam.post(f"/moments/{note}/setting-aside/", {"why": "safety"}, secure=True)
    assert Moment.objects.visible_to(world.viewer("Terry")).filter(id=note).exists()


def test_a_reason_is_one_of_three_and_only_the_side_at_work_sets_aside(
    world: "World", sign_in: "SignIn"
) -> None:
    (note,) = old_notes(world, 1)
    for why in ("", "because"):
        sign_in("Sam").post(f"/moments/{note}/setting-aside/", {"why": why}, secure=True)
    assert not BroughtIn.objects.exclude(aside_at=None).exists()
    with pytest.raises(Http404):
        set_aside(by=world.viewer("Terry"), moment_id=note, why=Why.SAFETY)


def test_old_promises_wait_on_the_same_page(world: "World", sign_in: "SignIn") -> None:
    promise = OldPromise(
        id=new_id(),
        relationship_id=world.between("Sam", "Terry"),
        by_id=world.person("Sam"),
        to_id=world.person("Terry"),
        written_by_id=world.person("Sam"),
        words="Two passport photos",
    )
    bring_in_promises([promise])
    sam = sign_in("Sam")
    assert "Two passport photos" in page_of(sam, world)
    sam.post(f"/promises/{promise.id}/letting-through/", secure=True)
    assert "All of them are read." in page_of(sam, world)
