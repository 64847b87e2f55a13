from typing import TYPE_CHECKING

from alongside.access.viewer import Life, Viewer, mark_of
from alongside.drafts.actions import keep_draft, let_draft_go
from alongside.drafts.models import Draft
from alongside.drafts.queries import draft_of
from conftest import Pair

if TYPE_CHECKING:
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
