"""Each kind of thing the law can ask for: what leaves is that, and nothing else."""

import html
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.access.models import TrailLine
from alongside.access.strands import Strand
from alongside.access.viewer import Viewer
from alongside.cowriting.actions import write_plainly
from alongside.kit.ids import new_id
from alongside.kit.time import at, now
from alongside.moments.actions import note_moment
from alongside.moments.models import Kind
from alongside.pages.duties import what_leaves
from alongside.pages.tests.test_sharing_pages import text
from alongside.people.actions import say_where_i_live
from alongside.plans.actions import begin_part
from alongside.plans.models import Part
from alongside.shares.forms import ASKED_BY_LAW, WHAT
from alongside.shares.models import Duty, Share
from alongside.shares.safety import NotByLaw, agree_to_duty, name_duty
from alongside.shares.second_people import named_in

if TYPE_CHECKING:
    from alongside.world.small import World
    from conftest import SignIn

COURT = "North Tyneside court"


def named(world: "World", strand: Strand, *, outside: bool = True) -> Duty:
    """Sam names all of one kind, for the court, or for Ruth."""
    return name_duty(
        by=world.viewer("Sam"),
        relationship_id=world.between("Dawn", "Sam"),
        power="A court order",
        strands=(strand,),
        receiver=COURT if outside else "",
        with_person_id=None if outside else world.person("Ruth"),
        until=now() + timedelta(days=9),
    )


def a_part_of_their_plan(world: "World", by: Viewer, words: str) -> Part:
    part = begin_part(
        by=by, relationship_id=world.between("Dawn", "Sam"), called="My own front door"
    )
    write_plainly(by=by, document_id=part.document_id, base="", words=words)
    return part


@pytest.mark.parametrize("strand", [Strand(value) for value, _words in ASKED_BY_LAW])
def test_what_leaves_is_of_the_kind_that_was_named(world: "World", strand: Strand) -> None:
    say_where_i_live(by=world.viewer("Dawn"), words="14 Harbour View, Blyth")
    a_part_of_their_plan(world, world.viewer("Sam"), "Ring the council about the door.")
    duty = named(world, strand, outside=False)
    shares = named_in(duty)
    # Where somebody lives is theirs to see until it is opened; Sam sees the rest.
    by = world.viewer("Dawn" if strand == Strand.ADDRESS else "Sam")
    things = what_leaves(by, shares, now())
    assert things, strand
    assert {thing.strand for thing in things} == {strand}
    said = "\n".join(words.words for thing in things for words in thing.said)
    assert ("Ring the council about the door." in said) == (strand == Strand.PLANS)
    assert ("14 Harbour View" in said) == (strand == Strand.ADDRESS)


@pytest.mark.parametrize("strand", sorted(set(Strand) - {Strand(v) for v, _w in ASKED_BY_LAW}))
def test_what_no_law_opens_is_refused_and_never_read_as_something_else(
    world: "World", strand: Strand
) -> None:
    with pytest.raises(NotByLaw):
        named(world, strand)
    between = world.between("Dawn", "Sam")
    share = Share(strand=strand, relationship_id=between, about_id=world.person("Dawn"))
    with pytest.raises(ValueError, match="leaves because the law asks"):
        what_leaves(world.viewer("Sam"), [share], now())


def test_who_is_around_somebody_is_given_and_never_named() -> None:
    assert Strand.CIRCLES in dict(WHAT)
    assert Strand.CIRCLES not in dict(ASKED_BY_LAW)


def test_the_court_gets_their_plan_as_it_was_when_bev_agreed(
    world: "World", sign_in: "SignIn"
) -> None:
    sam, bev = sign_in("Sam"), sign_in("Bev")
    part = a_part_of_their_plan(world, world.viewer("Dawn"), "A flat by the sea.")
    duty = named(world, Strand.PLANS)
    page = text(bev.get(f"/duties/{duty.id}/before-a-yes/", secure=True))
    assert "A part of their plan" in page
    assert "What matters" not in page
    assert "A flat by the sea." not in page
    agree_to_duty(by=world.viewer("Bev"), duty_id=duty.id)
    with at(now() + timedelta(hours=1)):
        write_plainly(
            by=world.viewer("Sam"),
            document_id=part.document_id,
            base="A flat by the sea.",
            words="A flat by the sea. Carl must not know.",
        )
        copy = html.unescape(sam.post(f"/duties/{duty.id}/copy/", secure=True).content.decode())
    assert "A flat by the sea." in copy
    assert "My own front door" in copy
    assert "Carl must not know" not in copy, "written after the yes"
    line = TrailLine.objects.filter(thing_id=duty.id, viewer_id=world.person("Sam")).get()
    assert line.strand == Strand.PLANS


def test_when_the_old_words_are_gone_the_copy_says_so(world: "World") -> None:
    part = a_part_of_their_plan(world, world.viewer("Dawn"), "A flat by the sea.")
    duty = named(world, Strand.PLANS)
    agreed = now()
    with at(now() + timedelta(days=1)):
        write_plainly(
            by=world.viewer("Dawn"), document_id=part.document_id, base="", words="A boat. "
        )
    with at(now() + timedelta(days=20)):
        part.document.versions.all().delete()
        (mine,) = [
            said.words
            for thing in what_leaves(world.viewer("Sam"), named_in(duty), agreed)
            for said in thing.said
            if "front door" in said.words
        ]
    assert "The old words are gone" in mine
    assert "boat" not in mine


def test_sam_names_a_moment_from_long_ago_and_what_was_ticked_stays(
    world: "World", sign_in: "SignIn"
) -> None:
    between, sam = world.between("Dawn", "Sam"), sign_in("Sam")
    noted = []
    for days in range(1, 60):
        with at(now() - timedelta(days=days)):
            noted.append(
                note_moment(
                    by=world.viewer("Sam"),
                    relationship_id=between,
                    kind=Kind.CALL,
                    words=f"Call {days}.",
                )
            )
    newest, oldest = str(noted[0].id), str(noted[-1].id)
    where = f"/with/{between}/duty/"
    page = sam.get(where, secure=True).content.decode()
    assert oldest not in page
    assert "Show earlier moments" in page
    said = {
        "power": "A court order",
        "moments": newest,
        "receiver": COURT,
        "until": "2026-12-01",
        "id": str(new_id()),
    }
    for shown in (1, 2, 3):
        answer = sam.post(where, {**said, "shown": shown, "earlier": "1"}, secure=True)
        page = answer.content.decode()
        assert re.search(rf'value="{newest}"[^>]* checked', page), "the tick stays"
        assert "A court order" in page
        assert "Choose " not in text_of_errors(page)
    assert oldest in page
    assert not Duty.objects.exists()
    sam.post(where, {**said, "moments": [newest, oldest], "shown": 4}, secure=True)
    shares = named_in(Duty.objects.get(id=said["id"]))
    assert {str(share.moment_id) for share in shares} == {newest, oldest}


def text_of_errors(page: str) -> str:
    """What the page says is wrong."""
    return " ".join(re.findall(r'class="[^"]*error[^"]*"[^>]*>([^<]*)', page))
