"""From their own screens alone: who can see what about them, why, until when, and who looked."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from alongside.access.grounds import Ground
from alongside.access.models import TrailLine
from alongside.access.strands import Strand
from alongside.kit.ids import new_id
from alongside.kit.time import at, now
from alongside.partners.models import Partner, PartnerPerson
from alongside.relationships.models import WhatMatters
from alongside.rights.copies.gathering import who_looked
from alongside.shares.models import Delay, NeverTell, SafetyAccess, SafetyReview, Share
from alongside.shares.safety import (
    agree_to_delay,
    agree_to_duty,
    name_duty,
    open_for_safety,
    tell_later,
    tell_later_of_mine,
)
from alongside.vault.fields import open_rows
from conftest import TUESDAY

if TYPE_CHECKING:
    from alongside.access.viewer import Viewer
    from alongside.world.small import World
    from conftest import SignIn


def text(answer: Any) -> str:
    body = answer.content.decode()
    words = re.sub(r"<(script|style|template).*?</\1>", " ", body, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", words))


def ruths(world: "World") -> Share:
    return Share.objects.get(with_person_id=world.person("Ruth"))


def test_dawn_reads_who_can_see_what_why_and_until_when(world: "World", sign_in: "SignIn") -> None:
    shown = text(sign_in("Dawn").get("/sharing/", secure=True))
    for said in (
        "Sam sees what you two write together",
        "Ruth Adeyemi sees what matters to me",
        "Until the end of",
        "Callum looked to keep somebody safe",
        "Ines: our story",
        "They asked. I said not yet.",
        "Neil Barker",
        "We cannot keep everything secret",
    ):
        assert said in shown, said


def test_ruth_sees_just_what_dawn_saw_she_would(world: "World", sign_in: "SignIn") -> None:
    page = f"/shares/{ruths(world).id}/"
    before, seen = (text(sign_in(name).get(page, secure=True)) for name in ("Dawn", "Ruth"))
    words = "My own front door. And Kay round for her tea."
    assert words in before
    assert words in seen
    assert "Text first" not in seen


def test_what_ruth_is_shown_is_on_dawns_page(world: "World", sign_in: "SignIn") -> None:
    sign_in("Ruth").get(f"/shares/{ruths(world).id}/", secure=True)
    line = TrailLine.objects.filter(viewer_id=world.person("Ruth")).latest("number")
    assert (line.about_id, line.strand, line.ground) == (world.person("Dawn"), "about-me", "share")
    shown = text(sign_in("Dawn").get("/recent/", secure=True))
    assert re.search(r"Ruth Adeyemi saw what matters to you", shown)
    assert "Because you said they could." in shown
    assert "To keep somebody safe." in shown


def test_a_list_changed_from_outside_says_so(world: "World", sign_in: "SignIn") -> None:
    browser = sign_in("Dawn")
    assert "changed from outside" not in text(browser.get("/recent/", secure=True))
    line = TrailLine.objects.filter(about_id=world.person("Dawn")).earliest("number")
    TrailLine.objects.filter(pk=line.pk).update(part="night", day="2020-01-01")
    assert "changed from outside" in text(browser.get("/recent/", secure=True))


def test_dawn_stops_and_ruth_meets_a_strangers_page(world: "World", sign_in: "SignIn") -> None:
    share, ruth = ruths(world), sign_in("Ruth")
    sign_in("Dawn").post(f"/shares/{share.id}/taking-back/", secure=True)
    assert ruth.get(f"/shares/{share.id}/", secure=True).status_code == 404
    assert "Dawn" not in text(ruth.get("/shared/", secure=True))


def test_dawn_stops_quietly_and_every_page_but_one_looks_as_before(
    world: "World", sign_in: "SignIn"
) -> None:
    share, dawn, ruth = ruths(world), sign_in("Dawn"), sign_in("Ruth")
    lists = [(dawn, "/sharing/"), (ruth, "/shared/")]
    before = [text(who.get(page, secure=True)) for who, page in lists]
    priya = world.between("Dawn", "Priya")
    dawn.post(f"/shares/{share.id}/more/", {"with": str(priya)}, secure=True)
    assert [text(who.get(page, secure=True)) for who, page in lists] == before
    page = text(ruth.get(f"/shares/{share.id}/", secure=True))
    assert "There is nothing here just now" in page
    assert "front door" not in page
    known = text(sign_in("Priya").get(f"/with/{priya}/sharing/", secure=True))
    assert "Dawn quietly stopped 1 share" in known


def test_while_dawn_pauses_ruth_sees_nothing_and_sam_reads_why(
    world: "World", sign_in: "SignIn"
) -> None:
    dawn, between = sign_in("Dawn"), world.between("Dawn", "Sam")
    dawn.post("/sharing/pausing/", secure=True)
    assert "Sharing is paused" in text(dawn.get("/sharing/", secure=True))
    assert sign_in("Ruth").get(f"/shares/{ruths(world).id}/", secure=True).status_code == 404
    told = text(sign_in("Sam").get(f"/with/{between}/sharing/", secure=True))
    assert "Dawn has paused sharing" in told
    assert "My own front door" not in text(sign_in("Sam").get(f"/with/{between}/", secure=True))


def test_sam_asks_and_dawn_says_yes(world: "World", sign_in: "SignIn") -> None:
    sam, between = sign_in("Sam"), world.between("Dawn", "Sam")
    said = {
        "whom": f"person/{world.person('Bev')}/working",
        "strand": "promises",
        "purpose": "Helping with the move",
        "id": str(Share.objects.model().id),
    }
    answer = sam.post(f"/with/{between}/sharing/", said, secure=True)
    share = Share.objects.get(id=said["id"])
    assert answer["Location"] == f"/shares/{share.id}/"
    bev, dawn = sign_in("Bev"), sign_in("Dawn")
    assert bev.get(f"/shares/{share.id}/", secure=True).status_code == 404
    assert "May Bev see our promises" in text(dawn.get("/sharing/", secure=True))
    dawn.post(f"/shares/{share.id}/yes/", secure=True)
    assert bev.get(f"/shares/{share.id}/", secure=True).status_code == 200


def test_nobody_on_dawns_list_can_be_chosen(world: "World", sign_in: "SignIn") -> None:
    dawn, between = sign_in("Dawn"), world.between("Dawn", "Sam")
    dawn.post("/sharing/", {"words": "Bev", "id": str(Share.objects.model().id)}, secure=True)
    said = {"whom": f"person/{world.person('Bev')}/working", "strand": "promises", "purpose": "x"}
    said["id"] = str(Share.objects.model().id)
    answer = sign_in("Sam").post(f"/with/{between}/sharing/", said, secure=True)
    assert "asked us never to tell this person" in text(answer)
    assert not Share.objects.filter(id=said["id"]).exists()


def test_bad_input_changes_nothing_and_keeps_what_was_typed(
    world: "World", sign_in: "SignIn"
) -> None:
    between, before = world.between("Dawn", "Sam"), Share.objects.count()
    said = {"whom": "person/x/working", "strand": "", "purpose": "For the form", "until": "soon"}
    answer = sign_in("Sam").post(f"/with/{between}/sharing/", said, secure=True)
    assert answer.status_code == 200
    assert "For the form" in answer.content.decode()
    assert Share.objects.count() == before


def test_nobody_agrees_to_what_they_asked_for_themselves(world: "World", sign_in: "SignIn") -> None:
    sam, dawn = world.viewer("Sam"), world.person("Dawn")
    duty = name_duty(
        by=sam,
        relationship_id=world.between("Dawn", "Sam"),
        power="A court order",
        strands=(Strand.PROMISES,),
        with_person_id=world.person("Ruth"),
        until=TUESDAY + timedelta(days=9),
    )
    delay = tell_later_of_mine(
        by=sam, thing_id=duty.id, reason="He reads her post.", until=TUESDAY + timedelta(days=9)
    )
    assert (duty.about_id, delay.about_id) == (dawn, dawn)
    for path in (f"/duties/{duty.id}/agreeing/", f"/delays/{delay.id}/agreeing/"):
        assert sign_in("Sam").post(path, secure=True).status_code == 404
        assert sign_in("Bev").post(path, secure=True).status_code == 302


def looks_of(world: "World", name: str) -> list[tuple[str, str]]:
    """The lines somebody left about Dawn, newest first: what it was, and on which ground."""
    lines = TrailLine.objects.filter(viewer_id=world.person(name), about_id=world.person("Dawn"))
    return list(lines.order_by("-number").values_list("strand", "ground"))


def test_whoever_reads_why_something_opened_is_on_dawns_list(
    world: "World", sign_in: "SignIn"
) -> None:
    access = SafetyAccess.objects.get(about_id=world.person("Dawn"))
    SafetyReview.objects.filter(access=access).delete()
    for name, path in (("Ines", "/second-look/"), ("Callum", f"/safety/{access.id}/")):
        TrailLine.objects.filter(viewer_id=world.person(name)).delete()
        sign_in(name).get(path, secure=True)
        assert looks_of(world, name) == [("about-me", "safety")], path


def test_a_list_of_what_is_shared_says_no_word_of_it_and_leaves_no_line(
    world: "World", sign_in: "SignIn"
) -> None:
    TrailLine.objects.filter(viewer_id=world.person("Ruth")).delete()
    page = text(sign_in("Ruth").get("/shared/", secure=True))
    share = ruths(world)
    open_rows([share])
    assert "What matters to them" in page
    assert share.purpose not in page
    assert looks_of(world, "Ruth") == []


def test_while_telling_waits_neither_list_nor_copy_names_who_read_why(
    world: "World", sign_in: "SignIn"
) -> None:
    dawn, later = world.viewer("Dawn"), TUESDAY + timedelta(days=9)
    access = SafetyAccess.objects.get(about_id=dawn.person_id)
    delay = tell_later(
        by=world.viewer("Callum"),
        thing_id=access.id,
        about_id=dawn.person_id,
        reason="He reads her post.",
        until=later,
    )
    sign_in("Ines").get("/second-look/", secure=True)
    ines, about = world.person("Ines"), {line.viewer_id for line in who_looked(dawn)}
    assert ines in about
    agree_to_delay(by=world.viewer("Ines"), delay_id=delay.id)
    for name in ("Ines", "Callum"):
        assert world.person(name) not in {line.viewer_id for line in who_looked(dawn)}
        assert f"{name} saw" not in text(sign_in("Dawn").get("/recent/", secure=True))
    with at(later):
        assert ines in {line.viewer_id for line in who_looked(dawn)}


def test_no_line_tells_what_the_law_asks_before_a_second_person_agreed(
    world: "World", sign_in: "SignIn"
) -> None:
    dawn = world.viewer("Dawn")
    duty = name_duty(
        by=world.viewer("Sam"),
        relationship_id=world.between("Dawn", "Sam"),
        power="A court order",
        strands=(Strand.PROMISES,),
        with_person_id=world.person("Ruth"),
        until=TUESDAY + timedelta(days=9),
    )
    sign_in("Bev").get("/second-look/", secure=True)
    why = ("duty", world.person("Bev"))
    assert looks_of(world, "Bev")[0] == ("about-me", "duty")
    assert why not in {(line.ground, line.viewer_id) for line in who_looked(dawn)}
    assert "law" not in text(sign_in("Dawn").get("/recent/", secure=True))
    agree_to_duty(by=world.viewer("Bev"), duty_id=duty.id)
    assert why in {(line.ground, line.viewer_id) for line in who_looked(dawn)}


def test_one_delay_holds_back_its_own_look_and_no_later_one(
    world: "World", sign_in: "SignIn"
) -> None:
    """Callum's first look is told later; nobody agreed to that for his second."""
    dawn, later = world.viewer("Dawn"), TUESDAY + timedelta(days=9)
    first = SafetyAccess.objects.get(about_id=dawn.person_id)
    delay = tell_later(
        by=world.viewer("Callum"),
        thing_id=first.id,
        about_id=dawn.person_id,
        reason="He reads her post.",
        until=later,
    )
    agree_to_delay(by=world.viewer("Ines"), delay_id=delay.id)
    assert world.person("Callum") not in {line.viewer_id for line in who_looked(dawn)}
    with at(TUESDAY + timedelta(days=1)):
        second = open_for_safety(by=world.viewer("Callum"), called="Dawn", reason="Again.")
        assert second is not None
        for name, page in (("Callum", ""), ("Ines", "looking-again/")):
            seen = sign_in(name).get(f"/safety/{second.id}/{page}", secure=True)
            assert seen.status_code == 200
        told = {line.thing_id for line in who_looked(dawn) if line.ground == "safety"}
        assert told == {second.id}


def test_why_a_duty_that_was_agreed_is_told_later_is_read_by_duty(
    world: "World", sign_in: "SignIn"
) -> None:
    duty = name_duty(
        by=world.viewer("Sam"),
        relationship_id=world.between("Dawn", "Sam"),
        power="A court order",
        strands=(Strand.PROMISES,),
        with_person_id=world.person("Ruth"),
        until=TUESDAY + timedelta(days=9),
    )
    agree_to_duty(by=world.viewer("Bev"), duty_id=duty.id)
    SafetyAccess.objects.filter(about_id=world.person("Dawn")).update(by_id=world.person("Bev"))
    tell_later_of_mine(
        by=world.viewer("Sam"),
        thing_id=duty.id,
        reason="He reads her post.",
        until=TUESDAY + timedelta(days=9),
    )
    TrailLine.objects.filter(viewer_id=world.person("Bev")).delete()
    sign_in("Bev").get("/second-look/", secure=True)
    assert ("about-me", "duty") in looks_of(world, "Bev")
    assert ("about-me", "safety") not in looks_of(world, "Bev")


def test_who_is_told_later_does_not_read_at_work_that_they_are(world: "World") -> None:
    """Bev works beside Sam, and in her own life somebody looked to keep her safe."""
    bev = world.viewer("Bev")
    delay = tell_later(
        by=world.viewer("Sam"),
        thing_id=new_id(),
        about_id=bev.person_id,
        reason="He reads her post.",
        until=TUESDAY + timedelta(days=9),
    )
    assert not Delay.objects.visible_to(bev).filter(id=delay.id).exists()
    assert Delay.objects.visible_to(world.viewer("Callum")).filter(id=delay.id).exists()


def test_whoever_was_shown_only_what_matters_is_not_said_to_have_seen_more(
    world: "World", sign_in: "SignIn"
) -> None:
    looked = text(sign_in("Dawn").get("/recent/", secure=True))
    assert "Ruth Adeyemi saw what matters to you," in looked


def shown_by(name: str, world: "World", sign_in: "SignIn") -> str:
    """The letters that somebody of a partner shows on their own page."""
    page = text(sign_in(name).post("/partners/letters/", secure=True))
    found = re.search(r"\b[A-Z]{6}\b", page)
    assert found, page
    return found[0]


@pytest.fixture
def bev(world: "World") -> "Viewer":
    """Bev works in a refuge. Dawn's worker never spoke of her, and Dawn cannot look her up."""
    bev = world.viewer("Bev")
    PartnerPerson.objects.create(
        partner=Partner.objects.create(called="A refuge", made_by_id=world.person("Ines")),
        person_id=bev.person_id,
        added_by_id=bev.person_id,
    )
    return bev


def test_dawn_shares_with_somebody_of_a_partner_who_shows_her_six_letters(
    world: "World", sign_in: "SignIn", bev: "Viewer"
) -> None:
    letters = shown_by("Bev", world, sign_in)
    where = f"/with/{world.between('Dawn', 'Sam')}/sharing/before-a-yes/"
    wish = {"strand": "about-me", "purpose": "A room", "letters": letters.lower()}
    wish["id"] = str(new_id())
    first = sign_in("Dawn").post(where, wish, secure=True)
    assert "Just what Bev would see" in text(first), "looking uses no letters up"
    answer = sign_in("Dawn").post(where, {**wish, "yes": "yes"}, secure=True)
    assert answer.status_code == 302
    given = Share.objects.latest("asked_at")
    assert given.with_person_id == bev.person_id
    assert WhatMatters.objects.visible_to(bev, Ground.SHARE).exists()
    again = sign_in("Dawn").post(where, {**wish, "id": new_id()}, secure=True)
    assert "These do not work" in text(again), "they work once"


def test_letters_are_old_after_a_quarter_of_an_hour_and_for_the_person_alone(
    world: "World", sign_in: "SignIn", bev: "Viewer"
) -> None:
    where = f"/with/{world.between('Dawn', 'Sam')}/sharing/"
    wish = {"strand": "about-me", "purpose": "A room", "letters": shown_by("Bev", world, sign_in)}
    assert 'name="letters"' not in sign_in("Sam").get(where, secure=True).content.decode()
    with at(now() + timedelta(minutes=16)):
        page, sent = f"{where}before-a-yes/", {**wish, "id": new_id()}
        for late in (sent, {**sent, "yes": "yes"}):
            assert "These do not work" in text(sign_in("Dawn").post(page, late, secure=True))
    for name in ("Sam", "Dawn"):
        assert sign_in(name).post("/partners/letters/", secure=True).status_code == 404


def test_whom_dawn_fears_shows_letters_in_vain(
    world: "World", sign_in: "SignIn", bev: "Viewer"
) -> None:
    letters = shown_by("Bev", world, sign_in)
    NeverTell.objects.create(
        person_id=world.person("Dawn"),
        other_id=bev.person_id,
        words="Her",
        written_by_id=world.person("Dawn"),
    )
    where = f"/with/{world.between('Dawn', 'Sam')}/sharing/before-a-yes/"
    wish = {"strand": "about-me", "purpose": "A room", "letters": letters, "id": new_id()}
    for sent in (wish, {**wish, "yes": "yes"}):
        sign_in("Dawn").post(where, sent, secure=True)
    assert not Share.objects.filter(with_person_id=bev.person_id).exists()
