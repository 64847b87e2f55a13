"""Being away from work: said by oneself, or by two colleagues; and who may step in then."""

from datetime import timedelta
from typing import TYPE_CHECKING

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.kit.ids import new_id
from alongside.kit.time import today
from alongside.pages.tests.test_sharing_pages import text
from alongside.shares.leaving import leave_team
from alongside.shares.models import Away, Share
from alongside.teams.models import Member
from conftest import TUESDAY

if TYPE_CHECKING:
    from alongside.world.small import World
    from conftest import SignIn


def callum_steps_in(world: "World") -> Share:
    """Dawn named him, for the days Sam is away."""
    return Share.objects.create(
        relationship_id=world.between("Dawn", "Sam"),
        about_id=world.person("Dawn"),
        strand=Strand.MOMENTS.value,
        ground=Ground.COVER.value,
        with_person_id=world.person("Callum"),
        steps_in_for_id=world.person("Sam"),
        asked_by_id=world.person("Dawn"),
        given_at=TUESDAY - timedelta(days=1),
    )


def days_from_now(days: int) -> str:
    return f"{today() + timedelta(days=days):%Y-%m-%d}"


def test_sam_says_that_he_is_away_and_that_he_is_back(world: "World", sign_in: "SignIn") -> None:
    share, sam, callum = callum_steps_in(world), sign_in("Sam"), sign_in("Callum")
    opened = f"/shares/{share.id}/"
    assert callum.get(opened, secure=True).status_code == 404
    sam.post("/me/away-from-work/", {"until": days_from_now(3)}, secure=True)
    shown = text(sam.get("/me/away-from-work/", secure=True))
    assert "You are away until the end of Friday" in shown
    assert callum.get(opened, secure=True).status_code == 200
    sam.post("/me/back-at-work/", secure=True)
    assert callum.get(opened, secure=True).status_code == 404
    assert "You are away" not in text(sam.get("/me/away-from-work/", secure=True))


def test_sam_is_ill_and_bev_and_ines_say_so(world: "World", sign_in: "SignIn") -> None:
    share, sam = callum_steps_in(world), sign_in("Sam")
    bev, ines, callum = (sign_in(name) for name in ("Bev", "Ines", "Callum"))
    place = Member.objects.get(person_id=world.person("Sam"))
    page, opened = f"/teams/members/{place.id}/away/", f"/shares/{share.id}/"
    assert page in bev.get("/teams/", secure=True).content.decode()
    assert "Sam is away" in text(bev.get(page, secure=True))
    past = {"id": str(new_id()), "until": days_from_now(-1)}
    assert bev.post(page, past, secure=True).status_code == 200
    bev.post(page, {"id": str(new_id()), "until": days_from_now(3)}, secure=True)
    assert callum.get(opened, secure=True).status_code == 404
    assert not Away.objects.exists()
    shown = text(sam.get("/teams/", secure=True))
    assert "Bev wrote down that you are away until the end of Friday" in shown
    asked = ines.get("/teams/", secure=True).content.decode()
    assert "Yes, they are away" in asked
    (yes,) = (part.split('"')[0] for part in asked.split('action="') if "/agreeing/" in part[:80])
    assert sam.post(yes, secure=True).status_code == 404
    ines.post(yes, secure=True)
    assert callum.get(opened, secure=True).status_code == 200
    sam.post("/me/back-at-work/", secure=True)
    assert callum.get(opened, secure=True).status_code == 404


def test_the_agreement_says_who_may_step_in_and_what_they_see(
    world: "World", sign_in: "SignIn"
) -> None:
    page = f"/with/{world.between('Dawn', 'Sam')}/agreement/"
    assert "Nobody is named to step in." in text(sign_in("Dawn").get(page, secure=True))
    callum_steps_in(world)
    for name in ("Dawn", "Sam"):
        shown = text(sign_in(name).get(page, secure=True))
        assert "When Sam is away" in shown
        assert "Callum may step in, and sees our story, until I say stop." in shown
        assert "Only while Sam is away." in shown
    kays = f"/with/{world.between('Kay', 'Dawn')}/agreement/"
    assert "step in" not in text(sign_in("Kay").get(kays, secure=True))


def test_dawn_reads_that_sam_is_away_and_who_steps_in(world: "World", sign_in: "SignIn") -> None:
    callum_steps_in(world)
    dawn, between = sign_in("Dawn"), world.between("Dawn", "Sam")
    says = "Sam is away until the end of Friday"
    assert says not in text(dawn.get("/home/", secure=True))
    sign_in("Sam").post("/me/away-from-work/", {"until": days_from_now(3)}, secure=True)
    for page in ("/home/", f"/with/{between}/", f"/with/{between}/saying/"):
        shown = text(dawn.get(page, secure=True))
        assert says in shown, page
        assert "Callum steps in, as you said." in shown, page
    assert "You have named nobody to step in." in text(sign_in("Mo").get("/home/", secure=True))


def test_dawn_reads_that_sam_left_and_no_page_says_that_he_sees_or_comes(
    world: "World", sign_in: "SignIn"
) -> None:
    dawn, between = sign_in("Dawn"), world.between("Dawn", "Sam")
    assert "You are meeting Sam" in text(dawn.get("/home/", secure=True))
    place = Member.objects.get(person_id=world.person("Sam"), left_at=None)
    leave_team(by=world.viewer("Sam"), member_id=place.id)
    home = text(dawn.get("/home/", secure=True))
    assert "You are meeting Sam" not in home
    assert "Say something to Sam" not in home
    assert "wait with you until there is somebody new" in home
    saying = text(dawn.get(f"/with/{between}/saying/", secure=True))
    assert "Nobody reads what you write here." in saying
    assert "Save. Only I see it" in saying
    for page in (f"/with/{between}/", f"/with/{between}/plan/"):
        shown = text(dawn.get(page, secure=True))
        assert "Sam does not work here any more" in shown, page
        assert "You and Sam see this" not in shown, page
    sharing = text(dawn.get("/sharing/", secure=True))
    assert "Sam left, and sees nothing" in sharing
    assert "Sam sees" not in sharing
    for page in ("/circle/", "/about-me/", "/my-page/", "/life/", "/home/"):
        assert "Sam sees" not in text(dawn.get(page, secure=True)), page
    assert "Say something to Sam" not in text(dawn.get(f"/with/{between}/", secure=True))
