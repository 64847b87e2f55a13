"""What takes two people at work, and what the person reads of it."""

import html
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.http import Http404

from alongside.access.models import TrailLine
from alongside.access.strands import Strand
from alongside.kit.time import at, now
from alongside.moments.actions import note_moment
from alongside.moments.models import Kind, Telling
from alongside.people.actions import say_where_i_live
from alongside.promises.models import Promise
from alongside.rights.models import LogEntry
from alongside.shares.actions import name_never_tell
from alongside.shares.feared import MustNotKnow
from alongside.shares.models import Duty, Leaving, Share
from alongside.shares.safety import (
    agree_to_delay,
    agree_to_duty,
    end_duty,
    name_duty,
    open_for_safety,
    tell_later_of_mine,
)
from alongside.teams.models import Member, Team
from alongside.vault.fields import open_rows
from conftest import TUESDAY

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.world.small import World
    from conftest import SignIn

from alongside.pages.tests.test_sharing_pages import text


def told_in_nine_days(world: "World", by: str, thing_id: "UUID") -> None:
    """Whoever opened or named it asks to tell Dawn later, and Bev agrees."""
    delay = tell_later_of_mine(
        by=world.viewer(by),
        thing_id=thing_id,
        reason="He reads her phone.",
        until=TUESDAY + timedelta(days=9),
    )
    agree_to_delay(by=world.viewer("Bev"), delay_id=delay.id)


def test_today_says_by_when_to_look_again_and_home_says_that_somebody_looked(
    world: "World", sign_in: "SignIn"
) -> None:
    with at(TUESDAY):
        access = open_for_safety(by=world.viewer("Ines"), called="Dawn", reason="She rang.")
    assert access
    said = "Ines looked, to keep somebody safe."
    for name in ("Bev", "Sam"):
        assert said in text(sign_in(name).get("/today/", secure=True)), name
    assert said not in text(sign_in("Ines").get("/today/", secure=True))
    assert "before Friday 20 November at 8:30" in text(sign_in("Bev").get("/today/", secure=True))
    assert said[:-1] in text(sign_in("Dawn").get("/home/", secure=True))
    told_in_nine_days(world, "Ines", access.id)
    assert "Ines looked" not in text(sign_in("Dawn").get("/home/", secure=True))


def test_home_says_what_the_law_opened_once_it_is_told(world: "World", sign_in: "SignIn") -> None:
    said = "The law asked for some of what is written about you."
    duty = named_for_the_court(world, strands=(Strand.PROMISES,))
    dawn = sign_in("Dawn")
    assert said not in text(dawn.get("/home/", secure=True))
    agree_to_duty(by=world.viewer("Bev"), duty_id=duty.id)
    assert said in text(dawn.get("/home/", secure=True))
    assert said not in text(sign_in("Mo").get("/home/", secure=True))
    told_in_nine_days(world, "Sam", duty.id)
    assert said not in text(dawn.get("/home/", secure=True))


def test_home_says_who_looked_to_somebody_who_is_two_records_here(
    world: "World", sign_in: "SignIn"
) -> None:
    assert open_for_safety(by=world.viewer("Ines"), called="Terry", reason="He rang.")
    assert "Ines looked, to keep" in text(sign_in("Terry").get("/home/", secure=True))


def test_what_was_not_right_is_written_down_as_gone_wrong(
    world: "World", sign_in: "SignIn"
) -> None:
    access = open_for_safety(by=world.viewer("Ines"), called="Dawn", reason="She rang.")
    assert access
    said = {"right": "no", "words": "She was sitting next to me."}
    bev = sign_in("Bev")
    bev.post(f"/safety/{access.id}/looking-again/", said, secure=True)
    entry = LogEntry.objects.get(by_id=world.person("Bev"), about="incident")
    assert entry.breach
    access.refresh_from_db()
    assert access.ends_at <= TUESDAY
    assert "This is over" in text(sign_in("Ines").get(f"/safety/{access.id}/", secure=True))


def test_ruth_is_asked_to_join_and_says_yes(world: "World", sign_in: "SignIn") -> None:
    sam, ruth = sign_in("Sam"), sign_in("Ruth")
    team = Team.objects.get()
    chosen = {"person": str(world.person("Ruth"))}
    sam.post(f"/teams/{team.id}/bringing-in/", chosen, secure=True)
    place = Member.objects.get(person_id=world.person("Ruth"))
    assert "Sam asks you to join Lantern Street" in text(ruth.get("/teams/", secure=True))
    assert "Asked to join" in text(sam.get("/teams/", secure=True))
    ruth.post(f"/teams/members/{place.id}/joining/", secure=True)
    assert "asks you to join" not in text(ruth.get("/teams/", secure=True))


def test_bev_writes_down_that_ines_left_and_callum_says_so_too(
    world: "World", sign_in: "SignIn"
) -> None:
    place = Member.objects.get(person_id=world.person("Ines"))
    bev, callum = sign_in("Bev"), sign_in("Callum")
    page = text(bev.get(f"/teams/members/{place.id}/leaving/", secure=True))
    assert "A second colleague has to say so too" in page
    bev.post(f"/teams/members/{place.id}/leaving/", secure=True)
    assert "Bev wrote down that Ines has left" in text(callum.get("/teams/", secure=True))
    assert "Bev wrote down that you have left" in text(sign_in("Ines").get("/teams/", secure=True))
    leaving = Leaving.objects.get()
    assert bev.post(f"/leavings/{leaving.id}/agreeing/", secure=True).status_code == 404
    callum.post(f"/leavings/{leaving.id}/agreeing/", secure=True)
    place.refresh_from_db()
    assert place.left_at


def test_dawn_reads_the_reason_in_law_of_what_is_open(world: "World", sign_in: "SignIn") -> None:
    shown = text(sign_in("Dawn").get("/sharing/", secure=True))
    assert "The reason in law: Because you said yes, and can take it back" in shown


def test_dawn_can_share_with_ruth_whom_sam_asked_about(world: "World", sign_in: "SignIn") -> None:
    between = world.between("Dawn", "Sam")
    page = sign_in("Dawn").get(f"/with/{between}/sharing/", secure=True).content.decode()
    assert f"person/{world.person('Ruth')}/working" in page
    assert "Where I live" in page
    assert "Where they live" not in page


def test_sam_names_one_moment_for_the_court(world: "World", sign_in: "SignIn") -> None:
    between, sam = world.between("Dawn", "Sam"), sign_in("Sam")
    page = sam.get(f"/with/{between}/duty/", secure=True).content.decode()
    found = re.search(r'name="moments"[^>]* value="([0-9a-f-]+)"', page)
    assert found
    said = {
        "power": "A court order",
        "moments": found[1],
        "whom": f"person/{world.person('Ruth')}/working",
        "until": "2026-12-01",
        "id": str(Share.objects.model().id),
    }
    sam.post(f"/with/{between}/duty/", said, secure=True)
    assert "gets one moment" in text(sign_in("Bev").get("/second-look/", secure=True))
    assert "A court order" in text(sam.get(f"/with/{between}/sharing/", secure=True))
    sam.post(f"/duties/{said['id']}/ending/", secure=True)
    assert "A court order" not in text(sign_in("Bev").get("/second-look/", secure=True))


COURT = "North Tyneside court"


def named_for_the_court(world: "World", *, receiver: str = COURT, **more: "Any") -> Duty:
    """Sam names, for somebody who is not here."""
    return name_duty(
        by=world.viewer("Sam"),
        relationship_id=world.between("Dawn", "Sam"),
        power="A court order",
        receiver=receiver,
        until=now() + timedelta(days=9),
        **more,
    )


def test_bev_reads_what_the_court_gets_thing_by_thing_and_none_of_the_words(
    world: "World", sign_in: "SignIn"
) -> None:
    duty = named_for_the_court(world, strands=(Strand.MOMENTS, Strand.PROMISES))
    page = text(sign_in("Bev").get(f"/duties/{duty.id}/before-a-yes/", secure=True))
    assert f"This is all that {COURT} gets" in page
    assert "Sam, themselves" in page or "themselves, Sam" in page
    words = [one.words for one in opened_tellings(world)]
    assert words
    assert not [said for said in words if said in page]
    assert TrailLine.objects.filter(thing_id=duty.id, viewer_id=world.person("Bev")).exists()
    for name in ("Sam", "Ruth", "Dawn"):
        answer = sign_in(name).get(f"/duties/{duty.id}/before-a-yes/", secure=True)
        assert answer.status_code == 404


def test_bev_is_told_when_it_names_somebody_dawn_fears_or_says_where_she_lives(
    world: "World", sign_in: "SignIn"
) -> None:
    dawn, sam = world.viewer("Dawn"), world.viewer("Sam")
    name_never_tell(by=dawn, words="Carl")
    say_where_i_live(by=dawn, words="14 Harbour View, Blyth")
    between = world.between("Dawn", "Sam")
    with at(now() - timedelta(hours=1)):
        noted = note_moment(
            by=sam,
            relationship_id=between,
            kind=Kind.CALL,
            words="carl was seen near 14 Harbour View.",
        )
    duty = named_for_the_court(world, moment_ids=(noted.id,))
    page = text(sign_in("Bev").get(f"/duties/{duty.id}/before-a-yes/", secure=True))
    assert "It names somebody who must never be told" in page
    assert "It says where they live" in page
    assert "Carl" not in page
    with pytest.raises(MustNotKnow):
        named_for_the_court(world, moment_ids=(noted.id,), receiver="Carl, at the court")


def test_sam_takes_the_copy_for_the_court_while_the_duty_lives(
    world: "World", sign_in: "SignIn"
) -> None:
    promise = Promise.objects.filter(
        relationship_id=world.between("Dawn", "Sam"), opens_at__lte=now()
    ).first()
    assert promise
    open_rows([promise])
    duty = named_for_the_court(world, promise_ids=(promise.id,))
    where = f"/duties/{duty.id}/copy/"
    assert sign_in("Sam").post(where, secure=True).status_code == 404, "nobody agreed yet"
    sign_in("Bev").post(f"/duties/{duty.id}/agreeing/", secure=True)
    assert "Take the copy for" in text(
        sign_in("Sam").get(f"/with/{world.between('Dawn', 'Sam')}/sharing/", secure=True)
    )
    copy = sign_in("Sam").post(where, secure=True)
    assert "attachment" in copy["Content-Disposition"]
    assert promise.words in html.unescape(copy.content.decode())
    assert copy.content.decode().count("<h2>") == 1, "that promise and no other"
    lines = TrailLine.objects.filter(thing_id=duty.id, viewer_id=world.person("Sam"))
    assert [line.strand for line in lines] == [Strand.PROMISES]
    assert COURT in text(sign_in("Dawn").get("/sharing/", secure=True))
    for name in ("Bev", "Dawn", "Ruth"):
        assert sign_in(name).post(where, secure=True).status_code == 404
    end_duty(by=world.viewer("Sam"), duty_id=duty.id)
    assert sign_in("Sam").post(where, secure=True).status_code == 404


def test_where_dawn_lives_never_leaves_in_a_copy(world: "World") -> None:
    with pytest.raises(Http404):
        named_for_the_court(world, strands=(Strand.ADDRESS,))


def opened_tellings(world: "World") -> list[Telling]:
    found = list(Telling.objects.filter(relationship_id=world.between("Dawn", "Sam")))
    open_rows(found)
    return found
