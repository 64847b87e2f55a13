"""The pages of a plan: all of it with no script, and nothing for anybody else."""

import html
import json
import re

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access.grounds import Ground
from alongside.access.models import TrailLine
from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.kit.ids import new_id
from alongside.kit.paper import making
from alongside.plans.actions import begin_part, let_part_go
from alongside.plans.models import Part
from alongside.plans.queries import plan_of
from alongside.profiles.models import Told
from alongside.shares.actions import pause
from alongside.shares.models import Share
from alongside.vault.fields import open_rows
from alongside.world.small import World
from conftest import SignIn


def plan_page(world: World) -> str:
    return f"/with/{world.between('Dawn', 'Sam')}/plan/"


def part_called(world: World, called: str) -> Part:
    plan = plan_of(world.viewer("Dawn"), world.between("Dawn", "Sam"))
    every = (*plan.parts, *plan.mine, *plan.let_go)
    return next(each.part for each in every if each.called == called)


def share_plans_with_ruth(world: World) -> Share:
    ruth = world.viewer("Ruth")
    return Share.objects.create(
        relationship_id=world.between("Dawn", "Sam"),
        about_id=world.person("Dawn"),
        strand=Strand.PLANS,
        ground=Ground.SHARE,
        with_person_id=ruth.person_id,
        life=ruth.life.value,
        asked_by_id=world.person("Sam"),
        given_at=world.now,
        starts_at=world.now,
    )


def text_page(browser: Client, part: Part, page: str) -> str:
    found = browser.get(f"/documents/{part.document_id}/{page}/", secure=True)
    return str(found.content.decode())


def test_sam_reads_the_plan_and_never_what_dawn_keeps(world: World, sign_in: SignIn) -> None:
    page = sign_in("Sam").get(plan_page(world), secure=True).content.decode()
    assert "A window I can see the sea from" in page
    assert "Dawn does not see this, or that it is there." not in page
    assert (
        "only_me"
        not in sign_in("Sam").get(f"{plan_page(world)}beginning/", secure=True).content.decode()
    )
    assert "Before I tell Kay" not in page
    assert "What if she says no?" not in page
    lines = TrailLine.objects.filter(viewer_id=world.person("Sam"), strand="plans")
    assert set(lines.values_list("about_id", flat=True)) == {world.person("Dawn")}


def test_terry_begins_with_nothing_borrows_a_card_and_writes(world: World, sign_in: SignIn) -> None:
    terry, here = sign_in("Terry"), world.between("Terry", "Sam")
    address = f"/with/{here}/plan/"
    assert "Nothing is here yet." in terry.get(address, secure=True).content.decode()
    borrowed = {"card": "matters", "id": str(new_id())}
    for _twice in range(2):
        terry.post(f"{address}beginning/", borrowed, secure=True)
    (part,) = plan_of(world.viewer("Terry"), here).parts
    assert part.called == "What matters to Terry"
    said = {"id": str(new_id()), "base": "", "words": "The sea.", "next": address}
    answer = terry.post(f"/documents/{part.document.id}/writing/", said, secure=True)
    assert answer["Location"] == address
    assert "The sea." in terry.get(address, secure=True).content.decode()


def test_a_part_needs_no_name_and_a_card_that_is_none_changes_nothing(
    world: World, sign_in: SignIn
) -> None:
    said = {"called": "", "only_me": "on", "id": str(new_id())}
    sign_in("Dawn").post(f"{plan_page(world)}beginning/", said, secure=True)
    assert Part.objects.filter(id=said["id"]).exists()
    page = sign_in("Dawn").get(plan_page(world), secure=True).content.decode()
    assert "A part of our plan" in page
    before = Part.objects.count()
    odd = sign_in("Dawn").post(
        f"{plan_page(world)}beginning/", {"card": "x", "id": "?"}, secure=True
    )
    assert odd.status_code == 200
    assert Part.objects.count() == before


def test_a_name_that_sam_gave_meanwhile_is_shown_to_dawn_before_hers_takes_its_place(
    world: World, sign_in: SignIn
) -> None:
    part = Part.objects.filter(relationship_id=world.between("Dawn", "Sam"), only=None).first()
    assert part
    address = f"/plan/parts/{part.id}/"
    dawn, sam = sign_in("Dawn"), sign_in("Sam")
    opened = re.search(
        r'name="seen" value="([\w ]+)"', dawn.get(address, secure=True).content.decode()
    )
    assert opened
    sam.post(address, {"called": "The dog first"}, secure=True)
    said = {"called": "Biscuit first", "seen": opened[1]}
    page = dawn.post(address, said, secure=True).content.decode()
    assert "Kept now: “The dog first”" in html.unescape(page)
    part.refresh_from_db()
    open_rows([part])
    assert part.called == "The dog first"


def test_a_part_is_changed_by_forms_alone(world: World, sign_in: SignIn) -> None:
    dawn, part = sign_in("Dawn"), part_called(world, "What we will do first")
    here = f"/plan/parts/{part.id}/"
    first = part_called(world, "What I want")
    page = dawn.get(here, secure=True).content.decode()
    assert f'name="before" value="{first.id}"' in page
    dawn.post(f"{here}moving/", {"before": str(first.id)}, secure=True)
    dawn.post(here, {"called": "Steps"}, secure=True)
    plan = plan_of(world.viewer("Sam"), part.relationship_id)
    assert [each.called for each in plan.parts][:2] == ["Steps", "What I want"]
    dawn.post(f"{here}letting-go/", secure=True)
    page = dawn.get(plan_page(world), secure=True).content.decode()
    assert "Bring back: Steps" in page
    dawn.post(f"{here}bringing-back/", secure=True)
    assert part_called(world, "Steps").let_go_at is None


def test_a_line_becomes_a_promise_with_its_words_filled_in(world: World, sign_in: SignIn) -> None:
    dawn, part = sign_in("Dawn"), part_called(world, "What we will do first")
    address = f"/plan/parts/{part.id}/promising/"
    assert "Ask Ruth if Biscuit can come too." in dawn.get(address, secure=True).content.decode()
    answer = dawn.post(address, {"words": "Ask Ruth if Biscuit can come too."}, secure=True)
    assert "Biscuit" not in answer["Location"]
    assert "Ask Ruth if Biscuit" in dawn.get(answer["Location"], secure=True).content.decode()


def test_a_line_of_dawns_plan_goes_on_her_page_and_on_nobody_elses(
    world: World, sign_in: SignIn
) -> None:
    dawn, sam, part = sign_in("Dawn"), sign_in("Sam"), part_called(world, "What we will do first")
    address = f"/plan/parts/{part.id}/promising/"
    line = {"words": "Ask Ruth if Biscuit can come too.", "heading": "please"}
    assert "Put it on a page about me" in dawn.get(address, secure=True).content.decode()
    assert "Put it on a page about me" not in sam.get(address, secure=True).content.decode()
    told = Told.objects.count()
    answer = dawn.post(address, line, secure=True)
    assert answer["Location"] == "/about-me/writing/please/"
    assert line["words"] in dawn.get(answer["Location"], secure=True).content.decode()
    assert Told.objects.count() == told
    assert sam.post(address, line | {"heading": "also"}, secure=True).status_code == 404
    for heading in ("shoes", "best"):
        assert dawn.post(address, line | {"heading": heading}, secure=True).status_code == 404


def test_a_line_of_terrys_other_record_goes_on_the_page_he_has(
    world: World, sign_in: SignIn
) -> None:
    other = Viewer(world.person("Terry N."), Life.OWN)
    here = world.between("Terry N.", "Callum")
    part = begin_part(by=other, relationship_id=here, called="Boats")
    terry, line = sign_in("Terry"), {"words": "Tea first.", "heading": "also"}
    answer = terry.post(f"/plan/parts/{part.id}/promising/", line, secure=True)
    assert "Tea first." in terry.get(answer["Location"], secure=True).content.decode()


def test_what_was_spent_stands_as_words(world: World, sign_in: SignIn) -> None:
    dawn = sign_in("Dawn")
    said = {"what": "Two teas", "how_much": "three quid 🫖", "why": "", "id": str(new_id())}
    for _twice in range(2):
        dawn.post(f"{plan_page(world)}spending/", said, secure=True)
    page = dawn.get(plan_page(world), secure=True).content.decode()
    assert page.count("<bdi>three quid 🫖</bdi>") == 1
    nothing = {**said, "what": "", "how_much": "", "id": str(new_id())}
    answer = dawn.post(f"{plan_page(world)}spending/", nothing, secure=True)
    assert "Nothing is written yet." in answer.content.decode()


def test_on_paper_is_what_both_see(
    world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs: list[bytes] = []

    def press(kind: str, job: bytes) -> bytes:
        del kind
        jobs.append(job)
        return b"a page"

    monkeypatch.setattr(making, "pressed", press)
    sign_in("Dawn").get(f"{plan_page(world)}on-paper/large/", secure=True)
    told = json.dumps(json.loads(jobs[0])["sheet"], ensure_ascii=False)
    assert "What could trip us up" in told
    assert "£4.20" in told
    assert "Before I tell Kay" not in told
    assert "Bus pass" not in told


def test_twenty_parts_take_no_more_questions_than_two(world: World, sign_in: SignIn) -> None:
    sam, address = sign_in("Sam"), plan_page(world)

    def asked() -> int:
        with CaptureQueriesContext(connections["default"]) as questions:
            sam.get(address, secure=True)
        return len(questions)

    asked()
    few = asked()
    for number in range(20):
        begin_part(
            by=world.viewer("Sam"),
            relationship_id=world.between("Dawn", "Sam"),
            called=f"Part {number}",
        )
    assert asked() <= few


def test_what_ruth_sees_of_a_shared_plan_is_what_dawn_saw_she_would(
    world: World, sign_in: SignIn
) -> None:
    ruth, share = world.viewer("Ruth"), share_plans_with_ruth(world)
    for name in ("Ruth", "Dawn"):
        page = sign_in(name).get(reverse("pages:shared", args=[share.id]), secure=True)
        told = page.content.decode()
        assert "What could trip us up" in told
        assert "Ask Ruth if Biscuit can come too." in told
        for words in ("Before I tell Kay", "Bus", "textarea", "What it said before"):
            assert words not in told
    assert TrailLine.objects.filter(
        viewer_id=ruth.person_id, about_id=world.person("Dawn"), strand="plans", ground="share"
    ).exists()


def test_while_dawn_pauses_sam_is_told_and_dawn_reads_on(world: World, sign_in: SignIn) -> None:
    pause(by=world.viewer("Dawn"))
    page = sign_in("Sam").get(plan_page(world), secure=True).content.decode()
    assert "The plan is not open just now." in page
    assert "What could trip us up" not in page
    assert (
        "What could trip us up"
        in sign_in("Dawn").get(plan_page(world), secure=True).content.decode()
    )


@pytest.mark.parametrize("page", ["writing", "versions", "taking-out"])
def test_a_texts_own_pages_say_to_dawn_who_sees_it_and_who_looked(
    world: World, sign_in: SignIn, page: str
) -> None:
    ours = part_called(world, "What could trip us up")
    share_plans_with_ruth(world)
    sign_in("Sam").get(plan_page(world), secure=True)
    told = text_page(sign_in("Dawn"), ours, page)
    assert "You and Sam see this" in told
    assert "Sam looked on" in told
    # A share opens what the plan says now; what it said before is its writers' alone.
    assert ("Ruth Adeyemi sees our plan too" in told) == (page != "versions")
    assert 'class="seen' not in text_page(sign_in("Sam"), ours, page)


@pytest.mark.parametrize("page", ["writing", "versions", "taking-out"])
def test_a_text_only_dawn_sees_says_that_nobody_else_does(
    world: World, sign_in: SignIn, page: str
) -> None:
    told = text_page(sign_in("Dawn"), part_called(world, "Before I tell Kay"), page)
    assert "Only you see this." in told
    assert "Sam" not in told.partition('class="seen')[2].partition("</div>")[0]


def test_of_a_part_that_was_let_go_no_share_is_told(world: World, sign_in: SignIn) -> None:
    ours = part_called(world, "What could trip us up")
    share_plans_with_ruth(world)
    let_part_go(by=world.viewer("Dawn"), part_id=ours.id)
    told = text_page(sign_in("Dawn"), ours, "writing")
    assert "You and Sam see this" in told
    assert "Ruth Adeyemi sees our plan too" not in told
