"""What opened without a yes is told, by name; or put off by two people, and then told too."""

from datetime import timedelta
from typing import TYPE_CHECKING

from alongside.access.strands import Strand
from alongside.kit.ids import new_id
from alongside.kit.time import at, now
from alongside.pages.tests.test_sharing_pages import text
from alongside.pages.tests.test_two_people import told_in_nine_days
from alongside.shares.leaving import leave_team
from alongside.shares.models import Delay, Duty, Share, Withdrawal
from alongside.shares.safety import (
    agree_to_delay,
    agree_to_duty,
    look_at_again,
    name_duty,
    open_for_safety,
    tell_later_of_mine,
)
from alongside.shares.told_later import told_late
from alongside.teams.models import Member
from conftest import TUESDAY

if TYPE_CHECKING:
    from alongside.world.small import World
    from conftest import SignIn

WHY = "He reads her post."


def named(world: "World") -> Duty:
    return name_duty(
        by=world.viewer("Sam"),
        relationship_id=world.between("Dawn", "Sam"),
        power="A court order",
        strands=(Strand.PROMISES,),
        receiver="North Tyneside court",
        until=now() + timedelta(days=30),
    )


def test_that_a_delayed_look_ended_is_told_no_earlier_than_the_look(world: "World") -> None:
    with at(TUESDAY):
        access = open_for_safety(by=world.viewer("Ines"), called="Dawn", reason="She rang.")
        assert access
        told_in_nine_days(world, "Ines", access.id)
        place = Member.objects.get(person_id=world.person("Ines"), left_at=None)
        leave_team(by=world.viewer("Ines"), member_id=place.id)
        opened = Share.objects.filter(safety=access)
        ended = Withdrawal.objects.filter(share__in=opened)
        assert ended.exists()
        assert not Withdrawal.objects.ours(world.viewer("Dawn")).filter(share__in=opened).exists()
    with at(TUESDAY + timedelta(days=10)):
        seen = Withdrawal.objects.ours(world.viewer("Dawn")).filter(share__in=opened)
        assert seen.count() == ended.count()


def test_sam_asks_to_tell_dawn_later_as_he_names_what_the_law_asks(
    world: "World", sign_in: "SignIn"
) -> None:
    between, sam, bev = world.between("Dawn", "Sam"), sign_in("Sam"), sign_in("Bev")
    where = f"/with/{between}/duty/"
    said = {
        "power": "A court order",
        "strands": "promises",
        "receiver": "North Tyneside court",
        "until": "2026-12-20",
        "later_reason": WHY,
        "id": str(new_id()),
        "later_id": str(new_id()),
    }
    page = text(sam.post(where, said, secure=True))
    assert "Choose the day they are told." in page
    assert WHY in page
    assert not Duty.objects.filter(id=said["id"]).exists()
    for _twice in range(2):
        sam.post(where, {**said, "later_until": "2026-11-30"}, secure=True)
    delay = Delay.objects.get(of_id=said["id"])
    assert "tell them later" in text(bev.get(f"/duties/{said['id']}/before-a-yes/", secure=True))
    bev.post(f"/delays/{delay.id}/agreeing/", secure=True)
    bev.post(f"/duties/{said['id']}/agreeing/", secure=True)
    assert "court order" not in text(sign_in("Dawn").get("/sharing/", secure=True))
    with at(TUESDAY + timedelta(days=14)):
        told = text(sign_in("Dawn").get("/sharing/", secure=True))
    for words in (
        "A court order",
        "Sam named it, and Bev agreed.",
        "You were told of this only on Tuesday 1 December. Sam asked for that, and Bev agreed.",
        f"Why: {WHY}",
    ):
        assert words in told, words


def test_sam_asks_it_of_a_duty_that_stands(world: "World", sign_in: "SignIn") -> None:
    between, sam = world.between("Dawn", "Sam"), sign_in("Sam")
    duty = named(world)
    agree_to_duty(by=world.viewer("Bev"), duty_id=duty.id)
    assert "Sam named it, and Bev agreed." in text(sign_in("Dawn").get("/sharing/", secure=True))
    where = f"/duties/{duty.id}/telling-later/"
    assert where in sam.get(f"/with/{between}/sharing/", secure=True).content.decode()
    bad = text(sam.post(where, {"reason": WHY, "until": "2020-01-01"}, secure=True))
    assert "still to come" in bad
    assert WHY in bad
    said = {"reason": WHY, "until": "2026-11-25", "id": str(new_id())}
    for name in ("Bev", "Dawn", "Ruth"):
        assert sign_in(name).post(where, said, secure=True).status_code == 404
    sam.post(where, said, secure=True)
    page = text(sam.get(f"/with/{between}/sharing/", secure=True))
    assert "You asked to tell them on Thursday 26 November. A colleague has to agree." in page
    agree_to_delay(by=world.viewer("Bev"), delay_id=Delay.objects.get(id=said["id"]).id)
    page = text(sam.get(f"/with/{between}/sharing/", secure=True))
    assert "They are told on Thursday 26 November. Bev agreed." in page
    assert "Sam named it" not in text(sign_in("Dawn").get("/sharing/", secure=True))


def test_dawn_reads_who_looked_who_looked_again_and_why_she_was_told_late(
    world: "World", sign_in: "SignIn"
) -> None:
    ines, bev = world.viewer("Ines"), world.viewer("Bev")
    access = open_for_safety(by=ines, called="Dawn", reason="She rang.")
    assert access
    look_at_again(by=bev, access_id=access.id, was_right=True, words="So do I think.")
    first = tell_later_of_mine(
        by=ines, thing_id=access.id, reason=WHY, until=TUESDAY + timedelta(days=5)
    )
    agree_to_delay(by=bev, delay_id=first.id)
    assert "Ines looked" not in text(sign_in("Dawn").get("/sharing/", secure=True))
    with at(TUESDAY + timedelta(days=4)):
        second = tell_later_of_mine(
            by=ines, thing_id=access.id, reason="Still.", until=TUESDAY + timedelta(days=9)
        )
        agree_to_delay(by=world.viewer("Callum"), delay_id=second.id)
    dawn = world.viewer("Dawn")
    with at(TUESDAY + timedelta(days=6)):
        assert told_late(dawn) == [], "the first is over, and the second still holds it back"
        assert not Delay.objects.visible_to(dawn).filter(of_id=access.id).exists()
    with at(TUESDAY + timedelta(days=9)):
        told = text(sign_in("Dawn").get("/sharing/", secure=True))
    for words in (
        "Ines looked to keep somebody safe",
        "Bev looked at it again.",
        "So do I think.",
        "Ines asked for that, and Bev agreed.",
        WHY,
        "Ines asked for that, and Callum agreed. Why: Still.",
    ):
        assert words in told, words
