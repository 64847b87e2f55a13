"""Who sees my circle: nobody, until I open it; to a side, or by a share; and at once no more."""

from datetime import timedelta

import pytest
from django.http import Http404

from alongside.access.grounds import Ground
from alongside.access.models import TrailLine
from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.circles import actions
from alongside.circles.models import Circle, Opening, Tie
from alongside.circles.opening import open_to, take_back_opening
from alongside.circles.queries import as_shared, opened_by_me
from alongside.circles.tests.around import begun, drawn, names, put
from alongside.kit.time import at, now
from alongside.people.models import Person
from alongside.relationships.models import Relationship, Side
from alongside.shares.actions import (
    Wish,
    ask_to_share,
    pause,
    share_again,
    take_back,
    take_back_quietly,
)
from alongside.shares.forms import ASKED_BY_LAW
from alongside.shares.models import Share
from alongside.shares.safety import OPENED
from alongside.vault.fields import open_rows
from alongside.world.small import World
from conftest import TUESDAY, Pair, SignIn


def with_kay(pair: Pair) -> tuple[Circle, Circle]:
    """A picture of a hundred days ago, and one of now."""
    with at(TUESDAY - timedelta(days=100)):
        before = begun(pair.dawn)
        put(pair.dawn, before, "Kay")
    return before, begun(pair.dawn)


def seen_by(viewer: Viewer) -> set[str]:
    ties = list(Tie.objects.visible_to(viewer))
    open_rows(ties)
    return {tie.called for tie in ties}


def test_nothing_shows_until_it_is_opened_and_nothing_after(pair: Pair) -> None:
    before, now_drawn = with_kay(pair)
    assert seen_by(pair.sam) == set()
    open_to(by=pair.dawn, relationship_id=pair.relationship_id)
    assert {each.id for each in Circle.objects.visible_to(pair.sam)} == {before.id, now_drawn.id}
    assert seen_by(pair.sam) == {"Kay"}
    assert seen_by(pair.bev) == set()
    take_back_opening(by=pair.dawn, relationship_id=pair.relationship_id)
    assert seen_by(pair.sam) == set()
    with pytest.raises(Http404):
        drawn(pair.sam, now_drawn)


def test_opening_is_a_record_and_twice_is_once(pair: Pair) -> None:
    for _twice in range(2):
        open_to(by=pair.dawn, relationship_id=pair.relationship_id)
    for _twice in range(2):
        take_back_opening(by=pair.dawn, relationship_id=pair.relationship_id)
    open_to(by=pair.dawn, relationship_id=pair.relationship_id)
    kept = Opening.objects.order_by("at")
    assert [(each.person_id, each.taken_back_at is None) for each in kept] == [
        (pair.dawn.person_id, False),
        (pair.dawn.person_id, True),
    ]
    assert len(opened_by_me(pair.dawn)) == 1


def test_only_the_two_sides_open_and_each_only_their_own(pair: Pair) -> None:
    with_kay(pair)
    with pytest.raises(Http404):
        open_to(by=pair.bev, relationship_id=pair.relationship_id)
    open_to(by=pair.sam, relationship_id=pair.relationship_id)
    assert seen_by(pair.sam) == set()
    take_back_opening(by=pair.sam, relationship_id=pair.relationship_id)
    open_to(by=pair.dawn, relationship_id=pair.relationship_id)
    # The other side cannot take back what is not theirs.
    take_back_opening(by=pair.sam, relationship_id=pair.relationship_id)
    assert seen_by(pair.sam) == {"Kay"}


def test_a_pause_stops_it_and_sharing_again_begins_it(pair: Pair) -> None:
    with_kay(pair)
    open_to(by=pair.dawn, relationship_id=pair.relationship_id)
    pause(by=pair.dawn)
    assert seen_by(pair.sam) == set()
    assert seen_by(pair.dawn) == {"Kay"}
    share_again(by=pair.dawn)
    assert seen_by(pair.sam) == {"Kay"}


def test_what_is_opened_is_the_circle_of_that_life(pair: Pair) -> None:
    """Sam opens the circle of his working life; that of his own life stays with him."""
    at_home = Viewer(pair.sam.person_id, Life.OWN)
    put(at_home, begun(at_home), "My wife")
    put(pair.sam, begun(pair.sam), "Bev")
    open_to(by=pair.sam, relationship_id=pair.relationship_id)
    assert seen_by(pair.dawn) == {"Bev"}
    # Whatever lies in the table: an opening of a life that is no side there opens nothing.
    Opening.objects.update(life=Life.OWN.value)
    assert seen_by(pair.dawn) == set()
    assert "My wife" not in seen_by(pair.sam)


def test_somebody_who_left_the_work_shows_nothing_there(pair: Pair) -> None:
    put(pair.sam, begun(pair.sam), "Bev")
    open_to(by=pair.sam, relationship_id=pair.relationship_id)
    Side.objects.filter(person_id=pair.sam.person_id).update(left_at=now())
    assert seen_by(pair.dawn) == set()


# --- beyond the two sides -----------------------------------------------------------------------


def shared_with_bev(pair: Pair) -> Share:
    """Dawn gives Bev, whom she knows too, who is around her."""
    also = Relationship.objects.create(begun_by_id=pair.bev.person_id)
    for viewer in (pair.dawn, pair.bev):
        Side.objects.create(relationship=also, person_id=viewer.person_id, life=viewer.life.value)
    wish = Wish(strand=Strand.CIRCLES, with_person_id=pair.bev.person_id, purpose="Finding a home")
    return ask_to_share(by=pair.dawn, relationship_id=pair.relationship_id, wish=wish)


def test_a_share_opens_the_picture_of_now_and_no_other(pair: Pair) -> None:
    before, now_drawn = with_kay(pair)
    put(pair.dawn, now_drawn, "Shaz")
    put(pair.dawn, now_drawn, "M.", hidden=True)
    hope = actions.draw_what_i_hope(by=pair.dawn)
    put(pair.dawn, hope, "Mum")
    shared_with_bev(pair)
    assert [each.id for each in Circle.objects.visible_to(pair.bev)] == [now_drawn.id]
    picture = as_shared(pair.bev, pair.dawn.person_id, Ground.SHARE)
    assert picture is not None
    assert names(picture) == ["Kay", "Shaz"]
    with pytest.raises(Http404):
        drawn(pair.bev, before)


def test_a_share_ends_openly_quietly_and_by_a_pause(pair: Pair) -> None:
    with_kay(pair)
    share = shared_with_bev(pair)
    pause(by=pair.dawn)
    assert seen_by(pair.bev) == set()
    share_again(by=pair.dawn)
    assert seen_by(pair.bev) == {"Kay"}
    take_back(by=pair.dawn, share_id=share.id)
    assert seen_by(pair.bev) == set()
    again = shared_with_bev_again(pair)
    take_back_quietly(by=pair.dawn, share_id=again.id, relationship_id=pair.relationship_id)
    assert seen_by(pair.bev) == set()


def shared_with_bev_again(pair: Pair) -> Share:
    wish = Wish(strand=Strand.CIRCLES, with_person_id=pair.bev.person_id)
    return ask_to_share(by=pair.dawn, relationship_id=pair.relationship_id, wish=wish)


def test_a_share_of_something_else_opens_no_circle(pair: Pair) -> None:
    with_kay(pair)
    Share.objects.filter(id=shared_with_bev(pair).id).update(strand=Strand.MOMENTS.value)
    assert seen_by(pair.bev) == set()


@pytest.mark.parametrize("ground", [Ground.SAFETY, Ground.DUTY])
def test_no_circle_opens_without_a_yes(pair: Pair, ground: Ground) -> None:
    with_kay(pair)
    Share.objects.filter(id=shared_with_bev(pair).id).update(ground=ground.value)
    assert seen_by(pair.bev) == set()
    assert Strand.CIRCLES not in OPENED
    assert Strand.CIRCLES.value not in dict(ASKED_BY_LAW)


def test_a_worker_can_ask_and_previews_only_what_they_see_anyway(
    world: World, sign_in: SignIn
) -> None:
    dawn, sam, us = world.viewer("Dawn"), world.viewer("Sam"), world.between("Dawn", "Sam")
    wish = Wish(strand=Strand.CIRCLES, with_person_id=world.person("Ruth"), purpose="A flat")
    share = ask_to_share(by=sam, relationship_id=us, wish=wish)
    for name in ("Dawn", "Sam"):
        page = sign_in(name).get(f"/shares/{share.id}/", secure=True).content.decode()
        assert "She rings me now." in page
        assert "M." not in page
        assert "Kath" not in page
    take_back_opening(by=dawn, relationship_id=us)
    page = sign_in("Sam").get(f"/shares/{share.id}/", secure=True).content.decode()
    assert "She rings me now." not in page
    assert sign_in("Ruth").get(f"/shares/{share.id}/", secure=True).status_code == 404
    dawns = sign_in("Dawn")
    dawns.post(f"/shares/{share.id}/yes/", secure=True)
    page = sign_in("Ruth").get(f"/shares/{share.id}/", secure=True).content.decode()
    assert "She rings me now." in page
    line = TrailLine.objects.get(viewer_id=world.person("Ruth"), strand="circles")
    assert (line.about_id, line.ground) == (world.person("Dawn"), "share")


# --- pages --------------------------------------------------------------------------------------


def test_sam_reads_dawns_circle_and_she_reads_that_he_did(world: World, sign_in: SignIn) -> None:
    us, sam = world.between("Dawn", "Sam"), sign_in("Sam")
    page = sam.get(f"/with/{us}/circle/", secure=True).content.decode()
    assert "The people in Dawn’s life" in page
    assert "Dawn gives warmth and help" in page or "Dawn gives help and warmth" in page
    assert "Thursdays only." not in page
    lines = TrailLine.objects.filter(viewer_id=world.person("Sam"), strand="circles")
    assert [(line.about_id, line.ground) for line in lines] == [(world.person("Dawn"), "side")]
    assert "your circle" in sign_in("Dawn").get("/recent/", secure=True).content.decode()


def test_the_page_of_a_side_is_the_same_whether_there_is_a_circle_or_not(
    world: World, sign_in: SignIn
) -> None:
    """Priya may not know whether Dawn has drawn anything."""
    us, dawn = world.between("Dawn", "Priya"), world.viewer("Dawn")
    with_one = sign_in("Priya").get(f"/with/{us}/circle/", secure=True).content
    for circle in Circle.objects.filter(person_id=dawn.person_id):
        actions.take_out_picture(by=dawn, circle_id=circle.id)
    without = sign_in("Priya").get(f"/with/{us}/circle/", secure=True).content
    assert _without_tokens(with_one) == _without_tokens(without)


def _without_tokens(page: bytes) -> list[str]:
    return [part for part in page.decode().split('"') if len(part) != 64]


def test_dawn_opens_and_stops_on_one_page(world: World, sign_in: SignIn) -> None:
    dawn, us = sign_in("Dawn"), world.between("Dawn", "Priya")
    assert "Sees nothing of it" in dawn.get("/circle/who/", secure=True).content.decode()
    dawn.post(f"/with/{us}/circle/opening/", {"back": "who"}, secure=True)
    assert seen_by(world.viewer("Priya"))
    dawn.post(f"/with/{us}/circle/taking-back/", {"back": "who"}, secure=True)
    assert not seen_by(world.viewer("Priya"))


def test_nobody_in_a_circle_is_searched_for_but_by_whoever_drew_it(
    world: World, sign_in: SignIn
) -> None:
    for name, found in (("Dawn", False), ("Sam", True), ("Priya", True)):
        page = sign_in(name).get("/search/?q=Baking+pal", secure=True).content.decode()
        assert ("Nothing found" in page) == found, name
    assert Person.objects.likely_matches(world.viewer("Sam"), "Baking pal") == []
