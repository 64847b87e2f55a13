from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.access.viewer import Life, Viewer, mark_of
from alongside.drafts.actions import keep_draft, let_draft_go
from alongside.drafts.models import Draft
from alongside.drafts.queries import draft_of
from alongside.kit.time import at
from alongside.lifemaps.actions import name_patch
from alongside.promises import actions as promises
from alongside.promises.actions import What
from conftest import TUESDAY, Pair

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.world.small import World
    from conftest import SignIn


def test_what_was_typed_last_stands_and_only_its_writer_sees_it(pair: Pair) -> None:
    keep_draft(by=pair.sam, form="note", fields={"words": ["Tea"]})
    keep_draft(by=pair.sam, form="note", fields={"words": ["Tea at Pauline’s"]})
    assert draft_of(pair.sam, "note") == {"words": ["Tea at Pauline’s"]}
    assert draft_of(pair.dawn, "note") is None
    assert draft_of(Viewer(pair.sam.person_id, Life.OWN), "note") is None


def test_a_passphrase_is_never_kept(pair: Pair) -> None:
    keep_draft(by=pair.sam, form="me", fields={"passphrase": ["x"], "called": ["Sam"]})
    assert draft_of(pair.sam, "me") == {"called": ["Sam"]}


def test_a_saved_form_lets_its_draft_go(pair: Pair) -> None:
    keep_draft(by=pair.sam, form="note", fields={"words": ["Tea"]})
    let_draft_go(by=pair.sam, form="note")
    assert not Draft.objects.exists()


def test_what_sam_wrote_is_never_kept_for_bev_who_came_in_after_him(
    world: "World", sign_in: "SignIn"
) -> None:
    page_of_sam = {"X-Whose": mark_of(world.viewer("Sam"))}
    for name, status in (("Sam", 204), ("Bev", 409)):
        browser = sign_in(name)
        sent = browser.post("/drafts/note/", {"words": "Tea"}, secure=True, headers=page_of_sam)
        assert sent.status_code == status
    assert browser.get("/drafts/", secure=True, headers=page_of_sam).status_code == 409
    assert draft_of(world.viewer("Bev"), "note") is None


def test_a_safe_word_is_never_kept_beside_the_rest(pair: Pair) -> None:
    keep_draft(by=pair.sam, form="reach", fields={"safe_word": ["x"], "times": ["Mornings"]})
    assert draft_of(pair.sam, "reach") == {"times": ["Mornings"]}


def test_after_a_year_without_a_touch_a_draft_is_gone_once_anybody_comes_in(
    world: "World", sign_in: "SignIn"
) -> None:
    keep_draft(by=world.viewer("Sam"), form="note", fields={"words": ["Old"]})
    with at(TUESDAY + timedelta(days=1)):
        keep_draft(by=world.viewer("Sam"), form="say", fields={"words": ["Younger"]})
    with at(TUESDAY + timedelta(days=365, hours=6)):
        sign_in("Dawn")
    assert [draft.form for draft in Draft.objects.all()] == ["say"]


def promised(world: "World") -> "UUID":
    dawn, sam = world.viewer("Dawn"), world.person("Sam")
    both = world.between("Dawn", "Sam")
    what = What(words="Ring Ruth")
    return promises.make_promise(by=dawn, relationship_id=both, promiser_id=sam, what=what).id


@pytest.mark.parametrize(
    ("name", "save", "more"),
    [
        ("keep", "keeping", {}),
        ("move", "moving", {"day": "2026-12-01"}),
        ("miss", "missing", {}),
        ("let_go", "letting-go", {}),
    ],
)
def test_what_became_of_a_promise_is_not_lost_half_typed(
    world: "World", sign_in: "SignIn", name: str, save: str, more: dict[str, str]
) -> None:
    browser, promise = sign_in("Dawn"), promised(world)
    key = f"promise-{name}/{promise}"
    page = browser.get(f"/promises/{promise}/", secure=True).content.decode()
    assert f'key="{key}"' in page
    browser.post(f"/drafts/{key}/", {"words": "Half a zebra"}, secure=True)
    page = browser.get(f"/promises/{promise}/", secure=True).content.decode()
    assert page.count("Half a zebra") == 1
    browser.post(f"/promises/{promise}/{save}/", {"words": "Whole", **more}, secure=True)
    assert draft_of(world.viewer("Dawn"), key) is None


def test_a_missed_promise_is_put_right_and_a_reply_said_in_two_sittings(
    world: "World", sign_in: "SignIn"
) -> None:
    dawn, sam, promise = sign_in("Dawn"), world.viewer("Sam"), promised(world)
    answer = promises.miss_promise(by=sam, promise_id=promise, words="")
    for key, save, more in (
        (f"promise-reply/{answer.id}", f"/answers/{answer.id}/replying/", {"agrees": "no"}),
        (f"promise-put_right/{promise}", f"/promises/{promise}/putting-right/", {}),
    ):
        dawn.post(f"/drafts/{key}/", {"words": "Half a zebra"}, secure=True)
        page = dawn.get(f"/promises/{promise}/", secure=True).content.decode()
        assert f'key="{key}"' in page
        assert page.count("Half a zebra") == 1
        dawn.post(save, {"words": "Whole", **more}, secure=True)
        assert draft_of(world.viewer("Dawn"), key) is None


@pytest.mark.parametrize(
    ("key", "page", "save"),
    [
        ("mattering/{both}", "/with/{both}/between-us/", "/with/{both}/mattering/"),
        ("reaching/{both}", "/with/{both}/between-us/", "/with/{both}/reaching/"),
        ("appreciating/{both}", "/with/{both}/about/", "/with/{both}/appreciating/"),
        ("life/{patch}", "/life/", "/life/patches/{patch}/"),
        ("life/{patch}", "/life/patches/{patch}/", "/life/patches/{patch}/"),
        ("life/elsewhere", "/life/elsewhere/", "/life/elsewhere/"),
    ],
)
def test_what_dawn_typed_stands_there_again_until_she_saves_it(
    world: "World", sign_in: "SignIn", key: str, page: str, save: str
) -> None:
    patch = name_patch(by=world.viewer("Dawn"), called="Home").id
    key, page, save = (
        each.format(both=world.between("Dawn", "Sam"), patch=patch) for each in (key, page, save)
    )
    browser = sign_in("Dawn")
    assert f'key="{key}"' in browser.get(page, secure=True).content.decode()
    browser.post(f"/drafts/{key}/", {"words": "Half a zebra"}, secure=True)
    assert browser.get(page, secure=True).content.decode().count("Half a zebra") == 1
    browser.post(save, {"words": "Whole"}, secure=True)
    assert draft_of(world.viewer("Dawn"), key) is None
