"""What somebody wrote for themselves alone: found again, and taken out whenever they like."""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.kit.ids import new_id
from alongside.kit.time import at, now
from alongside.moments.actions import add_telling, note_moment
from alongside.moments.models import Kind, Moment, Telling
from alongside.pages.tests.place import note_of, text

if TYPE_CHECKING:
    from alongside.world.small import World
    from conftest import SignIn


def alone(world: "World", name: str, words: str, days: int = 0) -> Moment:
    return note_moment(
        by=world.viewer(name),
        relationship_id=None,
        kind=Kind.MET,
        words=words,
        happened_at=now() - timedelta(days=days),
    )


def test_dawn_reads_what_she_wrote_for_herself_and_nobody_elses(
    world: "World", sign_in: "SignIn"
) -> None:
    alone(world, "Dawn", "I was scared of the stairs.", days=3)
    alone(world, "Dawn", "I went up them.")
    dawn = sign_in("Dawn")
    assert 'href="/just-me/"' in dawn.get("/home/", secure=True).content.decode()
    mine = text(dawn.get("/just-me/", secure=True))
    assert mine.index("I went up them.") < mine.index("I was scared of the stairs.")
    assert "I nearly did not say it" not in mine, "that is Sam's"
    assert "Walked round the harbour" not in mine, "that is between two"
    assert 'href="/just-me/"' in sign_in("Sam").get("/today/", secure=True).content.decode()
    sams = text(sign_in("Sam").get("/just-me/", secure=True))
    assert "I nearly did not say it" in sams
    assert "stairs" not in sams


def test_all_that_sam_wrote_for_himself_is_found_page_by_page(
    world: "World", sign_in: "SignIn"
) -> None:
    for day in range(60):
        alone(world, "Sam", f"Thought {day}.", days=day // 3)
    read, address = "", "/just-me/"
    for _page in range(3):
        page = sign_in("Sam").get(address, secure=True)
        read += text(page)
        after = page.content.decode().partition("<load-earlier")[2]
        address = after.partition('href="')[2].partition('"')[0]
    assert "href" not in after.partition("</load-earlier>")[0]
    assert [day for day in range(60) if read.count(f"Thought {day}.") != 1] == []


def test_dawn_takes_it_out_long_after_and_it_is_gone(world: "World", sign_in: "SignIn") -> None:
    mine = alone(world, "Dawn", "I was scared of the stairs.")
    dawn = sign_in("Dawn")
    with at(now() + timedelta(days=400)):
        dawn = sign_in("Dawn")
        page = dawn.get(f"/moments/{mine.id}/", secure=True).content.decode()
        assert f'href="/moments/{mine.id}/taking-out/"' in page
        assert 'href="/just-me/"' in page
        assert dawn.get(f"/moments/{mine.id}/taking-out/", secure=True).status_code == 200
        done = dawn.post(f"/moments/{mine.id}/taking-out/", secure=True)
        assert done["Location"] == "/just-me/"
        again = dawn.post(f"/moments/{mine.id}/taking-out/", secure=True)
        assert again.status_code == 404
    assert not Moment.objects.filter(id=mine.id).exists()
    assert not Telling.objects.filter(moment_id=mine.id).exists()


def test_nobody_takes_out_what_is_anothers_or_between_two(
    world: "World", sign_in: "SignIn"
) -> None:
    mine, ours = alone(world, "Dawn", "Mine."), _between(world)
    for name, moment in (("Sam", mine.id), ("Sam", ours), ("Dawn", ours)):
        browser = sign_in(name)
        assert browser.get(f"/moments/{moment}/taking-out/", secure=True).status_code == 404
        browser.post(f"/moments/{moment}/taking-out/", secure=True)
        assert Moment.objects.filter(id=moment).exists()


def _between(world: "World") -> UUID:
    between = world.between("Sam", "Dawn")
    return note_moment(
        by=world.viewer("Sam"), relationship_id=between, kind=Kind.MET, words="Ours."
    ).id


def test_undo_after_five_minutes_says_in_plain_words_that_it_is_too_late(
    world: "World", sign_in: "SignIn"
) -> None:
    sent, sam = note_of(world, id=str(new_id())), sign_in("Sam")
    sam.post("/note/", sent, secure=True)
    said = add_telling(by=world.viewer("Sam"), moment_id=UUID(sent["id"]), words="And more.")
    with at(now() + timedelta(minutes=6)):
        for address in (f"/moments/{sent['id']}/undoing/", f"/tellings/{said.id}/undoing/"):
            page = sam.post(address, secure=True)
            assert "Five minutes are over, so this stays." in text(page)
            assert f'href="/moments/{sent["id"]}/"' in page.content.decode()
    assert Telling.objects.filter(id=said.id).exists()
