"""What takes two people at work, and what the person reads of it."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from alongside.kit.time import at
from alongside.rights.models import LogEntry
from alongside.shares.models import Leaving, Share
from alongside.shares.safety import (
    agree_to_delay,
    open_for_safety,
    tell_later_of_mine,
)
from alongside.teams.models import Member, Team
from conftest import TUESDAY

if TYPE_CHECKING:
    from alongside.world.small import World
    from conftest import SignIn

from alongside.pages.tests.test_sharing_pages import text


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
    delay = tell_later_of_mine(
        by=world.viewer("Ines"),
        thing_id=access.id,
        reason="He reads her phone.",
        until=TUESDAY + timedelta(days=9),
    )
    agree_to_delay(by=world.viewer("Bev"), delay_id=delay.id)
    assert "Ines looked" not in text(sign_in("Dawn").get("/home/", secure=True))


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
    assert "The reason in law: Because they said yes, and can take it back" in shown


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
