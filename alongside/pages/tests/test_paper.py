"""Paper is read together and taken home: it holds only what both see."""

from datetime import timedelta
from typing import TYPE_CHECKING

from alongside.kit.ids import new_id
from alongside.kit.time import at, now
from alongside.moments.actions import Apart, note_moment
from alongside.moments.models import Kind
from alongside.promises.actions import What, make_promise
from alongside.promises.models import Due

if TYPE_CHECKING:
    from alongside.world.small import World
    from conftest import SignIn


def paper(world: "World", sign_in: "SignIn") -> str:
    between = world.between("Sam", "Dawn")
    page: str = sign_in("Sam").get(f"/with/{between}/on-paper/", secure=True).content.decode()
    return page


def test_what_opens_in_five_minutes_is_not_on_paper_yet(world: "World", sign_in: "SignIn") -> None:
    between = world.between("Sam", "Dawn")
    note_moment(
        by=world.viewer("Sam"), relationship_id=between, kind=Kind.CALL, words="Meant for Terry."
    )
    assert "Meant for Terry" not in paper(world, sign_in)
    with at(now() + timedelta(minutes=6)):
        assert "Meant for Terry" in paper(world, sign_in)


def test_a_promise_made_in_what_is_kept_apart_is_not_on_paper(
    world: "World", sign_in: "SignIn"
) -> None:
    between, sam = world.between("Sam", "Dawn"), world.viewer("Sam")
    apart = Apart(why="safety", reason="It keeps her safe.", review_on=now().date())
    moment = note_moment(
        by=sam, relationship_id=between, kind=Kind.CALL, words="He was there.", apart=apart
    )
    what = What(words="Tell the meeting", due=Due.TIME, due_at=now() + timedelta(minutes=20))
    make_promise(
        by=sam,
        relationship_id=between,
        promiser_id=sam.person_id,
        what=what,
        moment_id=moment.id,
        id=new_id(),
    )
    with at(now() + timedelta(minutes=6)):
        assert "Tell the meeting" not in paper(world, sign_in)


def test_a_year_that_cannot_be_is_asked_about(world: "World", sign_in: "SignIn") -> None:
    sent = {
        "id": str(new_id()),
        "who": str(world.between("Sam", "Dawn")),
        "kind": "met",
        "words": "x",
        "day": "0001-01-01",
        "at": "00:00",
        "sure": "on",
    }
    page = sign_in("Sam").post("/note/", sent, secure=True)
    assert "all four numbers" in page.content.decode()
