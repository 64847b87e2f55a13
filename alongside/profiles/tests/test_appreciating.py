"""What others appreciate: offered, unseen, and on the page by a yes."""

import pytest
from django.http import Http404

from alongside.access.viewer import Viewer
from alongside.kit.ids import new_id
from alongside.profiles import actions
from alongside.profiles.headings import Sheet
from alongside.profiles.models import Appreciation
from alongside.relationships.models import Relationship, Side
from alongside.shares.actions import pause
from alongside.vault.fields import open_rows
from alongside.world.small import World
from conftest import Pair, SignIn


def read_by(viewer: Viewer) -> set[str]:
    said = list(Appreciation.objects.visible_to(viewer))
    open_rows(said)
    return {each.words for each in said}


def offered(pair: Pair) -> Appreciation:
    return actions.offer(by=pair.dawn, relationship_id=pair.relationship_id, words="You came.")


def walk_with(pair: Pair) -> None:
    """Bev and Sam are colleagues who keep something together."""
    ours = Relationship.objects.create(begun_by_id=pair.bev.person_id)
    for viewer in (pair.sam, pair.bev):
        Side.objects.create(relationship=ours, person_id=viewer.person_id, life=viewer.life.value)


def test_until_sam_says_yes_only_he_and_dawn_read_it(pair: Pair) -> None:
    walk_with(pair)
    said = offered(pair)
    assert (read_by(pair.sam), read_by(pair.dawn), read_by(pair.bev)) == (
        {"You came."},
        {"You came."},
        set(),
    )
    actions.accept(by=pair.sam, appreciation_id=said.id)
    assert read_by(pair.bev) == {"You came."}
    actions.leave_off(by=pair.sam, appreciation_id=said.id)
    assert read_by(pair.bev) == set()


def test_nobody_but_whom_it_is_about_says_yes(pair: Pair) -> None:
    walk_with(pair)
    said = offered(pair)
    for by in (pair.dawn, pair.bev):
        with pytest.raises(Http404):
            actions.accept(by=by, appreciation_id=said.id)
        with pytest.raises(Http404):
            actions.leave_off(by=by, appreciation_id=said.id)
    assert read_by(pair.bev) == set()


def test_dawn_takes_it_back_from_his_page_too_and_nobody_else_can(pair: Pair) -> None:
    walk_with(pair)
    said = offered(pair)
    actions.accept(by=pair.sam, appreciation_id=said.id)
    for by in (pair.sam, pair.bev):
        with pytest.raises(Http404):
            actions.take_back_offer(by=by, appreciation_id=said.id)
    actions.take_back_offer(by=pair.dawn, appreciation_id=said.id)
    assert not Appreciation.objects.exists()


def test_while_dawn_pauses_her_words_are_on_nobodys_page(pair: Pair) -> None:
    walk_with(pair)
    actions.accept(by=pair.sam, appreciation_id=offered(pair).id)
    pause(by=pair.dawn)
    assert (read_by(pair.bev), read_by(pair.sam)) == (set(), set())
    assert read_by(pair.dawn) == {"You came."}


def test_what_is_said_of_dawn_shows_where_she_opens_her_one_page(pair: Pair) -> None:
    said = actions.offer(by=pair.sam, relationship_id=pair.relationship_id, words="You laugh.")
    actions.accept(by=pair.dawn, appreciation_id=said.id)
    also = Relationship.objects.create(begun_by_id=pair.bev.person_id)
    for viewer in (pair.dawn, pair.bev):
        Side.objects.create(relationship=also, person_id=viewer.person_id, life=viewer.life.value)
    actions.open_page(by=pair.dawn, relationship_id=also.id, sheet=Sheet.ABOUT_ME)
    assert read_by(pair.bev) == set()
    actions.open_page(by=pair.dawn, relationship_id=also.id, sheet=Sheet.ONE_PAGE)
    assert read_by(pair.bev) == {"You laugh."}


def test_the_same_form_twice_is_one_offer(pair: Pair) -> None:
    id = new_id()
    for _twice in range(2):
        actions.offer(by=pair.dawn, relationship_id=pair.relationship_id, words="You came.", id=id)
    assert Appreciation.objects.count() == 1


def test_others_read_the_words_and_not_whose_they_are(world: World, sign_in: SignIn) -> None:
    """Terry, whom Sam does not know, never learns from a page who is around somebody."""
    sam, bev = sign_in("Sam"), world.between("Sam", "Bev")
    mine = sam.get("/my-page/", secure=True).content.decode()
    assert "He came when he said." in mine
    assert "You laugh with me" in mine
    page = sign_in("Bev").get(f"/with/{bev}/about/", secure=True).content.decode()
    assert "He came when he said." in page
    assert "You laugh with me" not in page
    assert "Dawn" not in page


def test_the_offerer_is_not_told_what_became_of_it(world: World, sign_in: SignIn) -> None:
    us, dawn = world.between("Dawn", "Sam"), sign_in("Dawn")
    before = dawn.get(f"/with/{us}/about/", secure=True).content.decode()
    sam = world.viewer("Sam")
    waiting = Appreciation.objects.get(about_id=sam.person_id, accepted_at=None)
    actions.leave_off(by=sam, appreciation_id=waiting.id)
    after = dawn.get(f"/with/{us}/about/", secure=True).content.decode()
    assert "You laugh with me" in after
    assert before.count("<article") == after.count("<article")


def test_sam_finds_on_his_today_page_that_something_was_said(world: World, sign_in: SignIn) -> None:
    said = "Dawn said what they appreciate about you."
    sam = world.viewer("Sam")
    assert said in sign_in("Sam").get("/today/", secure=True).content.decode()
    waiting = Appreciation.objects.get(about_id=sam.person_id, accepted_at=None)
    actions.accept(by=sam, appreciation_id=waiting.id)
    assert said not in sign_in("Sam").get("/today/", secure=True).content.decode()
