"""A promise that was written down with the wrong person, in no moment."""

from typing import TYPE_CHECKING

from alongside.drafts.queries import draft_of
from alongside.kit.ids import new_id
from alongside.pages.tests.place import text
from alongside.promises.actions import What, keep_promise, make_promise
from alongside.promises.models import Promise
from alongside.rights.actions.logs import hear_complaints
from alongside.rights.models import LogEntry

if TYPE_CHECKING:
    from alongside.world.small import World
    from conftest import SignIn


def promised(world: "World") -> Promise:
    sam = world.viewer("Sam")
    return make_promise(
        by=sam,
        relationship_id=world.between("Terry", "Sam"),
        promiser_id=sam.person_id,
        what=What(words="Ring the clinic about the test."),
        id=new_id(),
    )


def test_it_goes_for_both_at_once_and_its_words_wait_for_the_right_person(
    world: "World", sign_in: "SignIn"
) -> None:
    hear_complaints(by=world.viewer("Bev"), does="who runs the team")
    promise, sam, terry = promised(world), sign_in("Sam"), sign_in("Terry")
    page, address = f"/promises/{promise.id}/", f"/promises/{promise.id}/wrong-person/"
    assert "Ring the clinic" in text(terry.get(page, secure=True))
    assert "This is on the wrong person" in text(sam.get(page, secure=True))
    assert "This is on the wrong person" not in text(terry.get(page, secure=True))
    for other in (terry, sign_in("Bev"), sign_in("Dawn")):
        assert other.post(address, secure=True).status_code == 404
    assert sam.post(address, secure=True)["Location"] == "/note/"
    for browser in (sam, terry):
        assert browser.get(page, secure=True).status_code == 404
    kept = draft_of(world.viewer("Sam"), "note") or {}
    assert (kept["promise"], kept["whose"]) == (["Ring the clinic about the test."], ["me"])
    assert "who" not in kept
    entry = LogEntry.objects.latest("at")
    assert (entry.about, entry.breach) == ("incident", True)
    listed = text(sign_in("Bev").get("/incidents/", secure=True))
    assert "A promise was written down with the wrong person." in listed
    assert "clinic" not in listed
    assert sam.post(address, secure=True).status_code == 404


def test_what_terry_answered_stays_his_without_its_words(world: "World", sign_in: "SignIn") -> None:
    promise = promised(world)
    keep_promise(by=world.viewer("Terry"), promise_id=promise.id, words="She rang.")
    sign_in("Sam").post(f"/promises/{promise.id}/wrong-person/", secure=True)
    shown = text(sign_in("Terry").get(f"/promises/{promise.id}/", secure=True))
    assert "She rang." in shown
    assert "clinic" not in shown
