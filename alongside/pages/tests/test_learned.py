"""What was learned in a moment, and its one tap onto a page about oneself."""

from datetime import timedelta
from typing import TYPE_CHECKING

from alongside.kit.time import at, now
from alongside.pages.tests.place import note_of
from alongside.profiles.headings import Heading
from alongside.profiles.models import Told
from alongside.profiles.queries import tellings_under

if TYPE_CHECKING:
    from django.test import Client

    from alongside.world.small import World
    from conftest import SignIn

LEARNED = "Ask what she wants first. Paper comes after."


def moment_with_it(browser: "Client", world: "World") -> str:
    """Where the newest moment stands in which Sam and Dawn learned something."""
    story = browser.get(f"/with/{world.between('Dawn', 'Sam')}/", secure=True).content.decode()
    before = story[: story.index(LEARNED)]
    return "/moments/" + before.split("/moments/")[-1].split("/")[0] + "/"


def said_on(browser: "Client", where: str) -> str:
    page: str = browser.get(where, secure=True).content.decode()
    return page


def test_both_sides_read_what_was_learned_and_each_can_put_it_on_a_page_of_theirs(
    world: "World", sign_in: "SignIn"
) -> None:
    where = f"/with/{world.between('Dawn', 'Sam')}/"
    for name in ("Dawn", "Sam"):
        assert f"Learned: {LEARNED}" in said_on(sign_in(name), where)
    sam = sign_in("Sam")
    sent = note_of(world, who=str(world.between("Dawn", "Sam")), learned="Walk, then talk.")
    sam.post("/note/", sent, secure=True)
    moment = f"/moments/{sent['id']}/"
    with at(now() + timedelta(minutes=6)):
        dawn = sign_in("Dawn")
        assert "How and when to support me" in said_on(dawn, moment)
        assert "What is most important to me" not in said_on(dawn, moment)
        answer = dawn.post(f"{moment}to-my-page/", {"heading": "support"}, secure=True)
        assert answer.headers["Location"] == "/about-me/writing/support/"
        form = said_on(dawn, "/about-me/writing/support/")
    assert "After ten. Mornings are bad. If you can’t come, ring me.\nWalk, then talk." in form


def test_nothing_is_told_before_its_owner_saves_it_and_twice_is_once(
    world: "World", sign_in: "SignIn"
) -> None:
    sam = sign_in("Sam")
    sent = note_of(world, learned="Walk, then talk.")
    sam.post("/note/", sent, secure=True)
    tellings = Told.objects.count()
    for _twice in range(2):
        sam.post(f"/moments/{sent['id']}/to-my-page/", {"heading": "support"}, secure=True)
    assert Told.objects.count() == tellings
    form = said_on(sam, "/about-me/writing/support/")
    assert form.count("Walk, then talk.") == 1
    words = "Ring me after four.\nWalk, then talk."
    sam.post("/about-me/writing/support/", {"words": words}, secure=True)
    assert tellings_under(world.viewer("Sam"), Heading.SUPPORT)[0].words == words
    assert "Walk, then talk." in said_on(sam, "/about-me/")


def test_only_who_reads_the_moment_and_only_under_a_heading_of_ours(
    world: "World", sign_in: "SignIn"
) -> None:
    sent = note_of(world, learned="Walk, then talk.")
    sign_in("Sam").post("/note/", sent, secure=True)
    where = f"/moments/{sent['id']}/to-my-page/"
    # How best to support Sam is read by everybody he walks with.
    for heading in ("shoes", "best"):
        assert sign_in("Sam").post(where, {"heading": heading}, secure=True).status_code == 404
    for name in ("Kay", "Bev", "Ruth"):
        assert sign_in(name).post(where, {"heading": "support"}, secure=True).status_code == 404
        assert "Walk, then talk." not in said_on(sign_in(name), "/about-me/writing/support/")


def test_a_moment_where_nothing_was_learned_offers_no_page(
    world: "World", sign_in: "SignIn"
) -> None:
    sam, sent = sign_in("Sam"), note_of(world)
    sam.post("/note/", sent, secure=True)
    assert "to-my-page" not in said_on(sam, f"/moments/{sent['id']}/")
    sam.post(f"/moments/{sent['id']}/to-my-page/", {"heading": "support"}, secure=True)
    assert "Walk, then talk." not in said_on(sam, "/about-me/writing/support/")


def test_what_is_kept_apart_goes_nowhere_else(world: "World", sign_in: "SignIn") -> None:
    apart = {
        "see": "apart",
        "why": "safety",
        "reason": "Not safe.",
        "review_on": "2026-12-17",
    }
    sam, sent = sign_in("Sam"), note_of(world, learned="Her brother must not hear of it.", **apart)
    sam.post("/note/", sent, secure=True)
    where = f"/moments/{sent['id']}/"
    assert "to-my-page" not in said_on(sam, where)
    assert sam.post(f"{where}to-my-page/", {"heading": "support"}, secure=True).status_code == 404
    assert "brother" not in said_on(sam, "/about-me/writing/support/")
