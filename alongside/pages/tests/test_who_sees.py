"""On every page of somebody's: who sees it, who looked last; and one moment shared by itself."""

from typing import TYPE_CHECKING
from uuid import uuid4

from alongside.access.grounds import Ground
from alongside.moments.models import Moment
from alongside.shares.models import Share
from conftest import TUESDAY

if TYPE_CHECKING:
    from alongside.world.small import World
    from conftest import SignIn

from alongside.pages.tests.test_sharing_pages import text


def story_of(world: "World") -> str:
    return f"/with/{world.between('Dawn', 'Sam')}/"


def test_dawns_story_says_who_sees_it_and_who_looked_last(
    world: "World", sign_in: "SignIn"
) -> None:
    sign_in("Sam").get(story_of(world), secure=True)
    shown = text(sign_in("Dawn").get(story_of(world), secure=True))
    assert "You and Sam see this, because you two share this record." in shown
    assert "Sam looked on Tuesday 17 November in the morning, because you two share" in shown
    assert "see this" not in text(sign_in("Sam").get(story_of(world), secure=True))


def test_what_ruth_may_see_is_said_on_the_page_it_opens_and_on_no_other(
    world: "World", sign_in: "SignIn"
) -> None:
    dawn = sign_in("Dawn")
    assert (
        "Ruth Adeyemi sees what matters to me too, because you said they could, until the end of"
        in text(dawn.get(f"{story_of(world)}between-us/", secure=True))
    )
    assert "Ruth" not in text(dawn.get(f"{story_of(world)}agreement/", secure=True))


def test_while_dawn_pauses_sam_is_told_so_and_not_that_nothing_is_agreed(
    world: "World", sign_in: "SignIn"
) -> None:
    dawn, sam = sign_in("Dawn"), sign_in("Sam")
    dawn.post("/sharing/pausing/", secure=True)
    for page in ("", "between-us/", "agreement/", "promises/"):
        shown = text(sam.get(f"{story_of(world)}{page}", secure=True))
        assert "Dawn has paused sharing." in shown, page
        assert "Nothing is agreed yet" not in shown
    assert "You have paused sharing" in text(dawn.get("/home/", secure=True))
    assert "You have paused. Sam sees only their own words here." in text(
        dawn.get(story_of(world), secure=True)
    )


def test_dawn_shares_one_moment_with_bev_and_nothing_beside_it(
    world: "World", sign_in: "SignIn"
) -> None:
    dawn, bev = sign_in("Dawn"), sign_in("Bev")
    moments = Moment.objects.filter(
        relationship_id=world.between("Dawn", "Sam"), opens_at__lte=TUESDAY, kept_apart=None
    )
    one, other = moments.order_by("-happened_at")[:2]
    page = f"/moments/{one.id}/sharing/"
    assert page in dawn.get(f"/moments/{one.id}/", secure=True).content.decode()
    wish = {"whom": f"person/{world.person('Bev')}/working", "purpose": "She was there."}
    wish |= {"id": str(uuid4())}
    first = dawn.post(page, wish, secure=True)
    assert "Nothing is open yet." in text(first)
    assert not Share.objects.filter(with_person_id=world.person("Bev")).exists()
    answer = dawn.post(page, wish | {"yes": "yes"}, secure=True)
    seen = bev.get(answer["Location"], secure=True)
    assert f'href="/moments/{other.id}/"' not in seen.content.decode()
    share = Share.objects.get(with_person_id=world.person("Bev"), moment_id=one.id)
    assert list(Moment.objects.visible_to(world.viewer("Bev"), Ground.SHARE)) == [one]
    dawn.post(f"/shares/{share.id}/taking-back/", secure=True)
    assert bev.get(answer["Location"], secure=True).status_code == 404


def test_no_moment_is_shared_with_nobody_chosen(world: "World", sign_in: "SignIn") -> None:
    moment = Moment.objects.filter(relationship_id=world.between("Dawn", "Sam")).first()
    assert moment is not None
    before = Share.objects.count()
    shown = sign_in("Dawn").post(f"/moments/{moment.id}/sharing/", {}, secure=True)
    assert shown.status_code == 200
    assert Share.objects.count() == before
