"""Who sees how life is: nobody, until it is opened to them; and nobody after."""

import pytest
from django.http import Http404

from alongside.access.grounds import Ground
from alongside.access.models import TrailLine
from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.kit.ids import new_id
from alongside.kit.time import now
from alongside.lifemaps import actions
from alongside.lifemaps.models import FromElsewhere, MapOpening, Patch, Saying, StarterSet
from alongside.lifemaps.queries import map_of, my_map
from alongside.plans.queries import plan_of
from alongside.relationships.models import Side
from alongside.shares.actions import Wish, ask_to_share, pause, share_again
from alongside.shares.models import Share
from alongside.vault.fields import open_rows
from alongside.world.small import World
from conftest import Pair, SignIn


def sundays_of(by: Viewer) -> Patch:
    patch = actions.name_patch(by=by, called="Sundays")
    actions.say(by=by, patch_id=patch.id, how="hard", words="Long.")
    return patch


def seen_by(viewer: Viewer) -> set[str]:
    patches, said = list(Patch.objects.visible_to(viewer)), list(Saying.objects.visible_to(viewer))
    brought = list(FromElsewhere.objects.visible_to(viewer))
    open_rows([*patches, *said, *brought])
    return (
        {each.called for each in patches}
        | {each.words for each in said}
        | {each.words for each in brought}
    )


def test_nobody_sees_it_until_it_is_opened_and_nobody_after(pair: Pair) -> None:
    sundays_of(pair.dawn)
    assert seen_by(pair.sam) == set()
    for _twice in range(2):
        actions.open_map(by=pair.dawn, relationship_id=pair.relationship_id)
    assert seen_by(pair.sam) == {"Sundays", "Long."}
    assert seen_by(pair.bev) == set()
    for _twice in range(2):
        actions.close_map(by=pair.dawn, relationship_id=pair.relationship_id)
    assert seen_by(pair.sam) == set()
    assert seen_by(pair.dawn) == {"Sundays", "Long."}
    assert MapOpening.objects.count() == 1


def test_only_the_two_sides_open_and_each_only_their_own(pair: Pair) -> None:
    sundays_of(pair.dawn)
    with pytest.raises(Http404):
        actions.open_map(by=pair.bev, relationship_id=pair.relationship_id)
    actions.open_map(by=pair.sam, relationship_id=pair.relationship_id)
    assert seen_by(pair.sam) == set()
    actions.open_map(by=pair.dawn, relationship_id=pair.relationship_id)
    actions.close_map(by=pair.sam, relationship_id=pair.relationship_id)
    assert seen_by(pair.sam) == {"Sundays", "Long."}


def test_a_pause_stops_it_and_sharing_again_begins_it(pair: Pair) -> None:
    sundays_of(pair.dawn)
    actions.open_map(by=pair.dawn, relationship_id=pair.relationship_id)
    pause(by=pair.dawn)
    assert seen_by(pair.sam) == set()
    share_again(by=pair.dawn)
    assert seen_by(pair.sam) == {"Sundays", "Long."}


def test_what_was_let_go_said_again_or_stands_beside_no_patch_is_hers_alone(pair: Pair) -> None:
    sundays = sundays_of(pair.dawn)
    actions.say(by=pair.dawn, patch_id=sundays.id, words="There was cake.")
    actions.bring_in(by=pair.dawn, words="Beside it.", patch_id=sundays.id)
    actions.bring_in(by=pair.dawn, words="Beside none.")
    actions.open_map(by=pair.dawn, relationship_id=pair.relationship_id)
    assert seen_by(pair.sam) == {"Sundays", "There was cake.", "Beside it."}
    actions.let_go(by=pair.dawn, patch_id=sundays.id)
    assert seen_by(pair.sam) == set()


def test_an_opening_of_another_life_or_by_who_left_opens_nothing(pair: Pair) -> None:
    sundays_of(Viewer(pair.sam.person_id, Life.OWN))
    actions.name_patch(by=pair.sam, called="The van")
    actions.open_map(by=pair.sam, relationship_id=pair.relationship_id)
    assert seen_by(pair.dawn) == {"The van"}
    MapOpening.objects.update(life=Life.OWN.value)
    assert seen_by(pair.dawn) == set()
    MapOpening.objects.update(life=Life.WORKING.value)
    Side.objects.filter(person_id=pair.sam.person_id).update(left_at=now())
    assert seen_by(pair.dawn) == set()


def test_no_share_safety_access_or_duty_opens_it(world: World) -> None:
    dawn, us = world.viewer("Dawn"), world.between("Dawn", "Sam")
    wish = Wish(strand=Strand.ABOUT_ME, with_person_id=world.person("Ruth"), purpose="A flat")
    share = ask_to_share(by=dawn, relationship_id=us, wish=wish)
    for strand in Strand:
        for ground in ("share", "cover", "safety", "duty"):
            Share.objects.filter(id=share.id).update(ground=ground, strand=strand.value)
            assert map_of(world.viewer("Ruth"), world.person("Dawn"), "own").is_empty
            seen = Patch.objects.visible_to(world.viewer("Ruth"), *Ground)
            assert not seen.filter(person_id=world.person("Dawn")).exists()


# --- pages --------------------------------------------------------------------------------------


def test_sam_reads_it_and_she_reads_that_he_did(world: World, sign_in: SignIn) -> None:
    us, sam = world.between("Dawn", "Sam"), sign_in("Sam")
    TrailLine.objects.all().delete()
    page = sam.get(f"/with/{us}/life/", secure=True).content.decode()
    assert "blue door" in page
    assert "The drink" not in page
    line = TrailLine.objects.get(viewer_id=world.person("Sam"))
    assert (line.about_id, line.strand, line.ground) == (world.person("Dawn"), "about-me", "side")
    assert "how life is" in sign_in("Dawn").get("/recent/", secure=True).content.decode()
    TrailLine.objects.all().delete()
    then = sam.get(f"/with/{us}/life/then/2026-03-08/", secure=True).content.decode()
    assert "Sofas, and the hostel." in then
    assert TrailLine.objects.filter(viewer_id=world.person("Sam")).count() == 1


def test_the_page_of_a_side_is_the_same_whether_there_is_a_map_or_not(
    world: World, sign_in: SignIn
) -> None:
    """Priya may not know whether Dawn has named anything."""
    us = world.between("Dawn", "Priya")
    TrailLine.objects.all().delete()
    with_one = sign_in("Priya").get(f"/with/{us}/life/", secure=True).content
    assert not TrailLine.objects.filter(viewer_id=world.person("Priya")).exists()
    Patch.objects.filter(person_id=world.person("Dawn")).delete()
    without = sign_in("Priya").get(f"/with/{us}/life/", secure=True).content
    assert _without_tokens(with_one) == _without_tokens(without)


def _without_tokens(page: bytes) -> list[str]:
    return [part for part in page.decode().split('"') if len(part) != 64]


def test_dawn_opens_and_stops_on_one_page(world: World, sign_in: SignIn) -> None:
    dawn, us = sign_in("Dawn"), world.between("Dawn", "Priya")
    assert "Sees nothing of it" in dawn.get("/life/who/", secure=True).content.decode()
    dawn.post(f"/with/{us}/life/opening/", {"back": "who"}, secure=True)
    assert "Kay" in seen_by(world.viewer("Priya"))
    dawn.post(f"/with/{us}/life/taking-back/", {"back": "who"}, secure=True)
    assert "Kay" not in seen_by(world.viewer("Priya"))


def test_nobody_but_its_writer_reads_who_wrote_a_set(world: World, sign_in: SignIn) -> None:
    assert StarterSet.objects.filter(written_by_id=world.person("Sam")).exists()
    assert "You wrote these." in sign_in("Sam").get("/life/sets/", secure=True).content.decode()
    for name, where in (("Callum", "/life/sets/"), ("Terry", "/life/")):
        page = sign_in(name).get(where, secure=True).content.decode()
        assert "As people say it here" in page
        assert "You wrote these." not in page


# --- the plan -----------------------------------------------------------------------------------


def test_what_dawn_picked_is_there_to_borrow_for_the_plan(world: World, sign_in: SignIn) -> None:
    us, sam = world.between("Dawn", "Sam"), world.viewer("Sam")
    where = f"/with/{us}/plan/beginning/"
    assert "You want to start with" in sign_in("Dawn").get(where, secure=True).content.decode()
    page = sign_in("Sam").get(where, secure=True).content.decode()
    assert "Dawn wants to start with" in page
    assert "Sleep before early visits" not in page
    door = my_map(world.viewer("Dawn")).picked[0].patch
    borrowed = {"patch": str(door.id), "id": str(new_id())}
    for _twice in range(2):
        sign_in("Sam").post(where, borrowed, secure=True)
    names = [part.called for part in plan_of(sam, us).parts]
    assert names.count("My front door") == 1


def test_what_is_not_opened_or_not_picked_is_not_lent_to_the_plan(
    world: World, sign_in: SignIn
) -> None:
    us, dawn = world.between("Dawn", "Priya"), world.viewer("Dawn")
    where = f"/with/{us}/plan/beginning/"
    door = my_map(dawn).picked[0].patch
    assert "wants to start with" not in sign_in("Priya").get(where, secure=True).content.decode()
    sign_in("Priya").post(where, {"patch": str(door.id)}, secure=True)
    assert plan_of(dawn, us).parts == []
