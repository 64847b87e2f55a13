"""The pages: all of it with no script, and a fixed number of questions however many are drawn."""

import html
import re
from datetime import timedelta
from typing import Any

from django.db import connections
from django.test.utils import CaptureQueriesContext

from alongside.circles.models import Circle, HiddenTie, Tie
from alongside.circles.queries import my_dates
from alongside.circles.tests.around import drawn, everybody, names
from alongside.drafts.models import Draft
from alongside.kit.ids import new_id
from alongside.vault.fields import open_rows
from alongside.world.around import sixty
from alongside.world.small import World
from conftest import TUESDAY, SignIn


def dawns(world: World) -> Circle:
    return Circle.objects.filter(person_id=world.person("Dawn"), hoped=False).latest("on")


def tie_of(world: World, called: str) -> Tie:
    people = drawn(world.viewer("Dawn"), dawns(world)).people
    return Tie.objects.get(id=next(one.id for one in people if one.called == called))


def words_of_tie(world: World, called: str) -> str:
    tie = tie_of(world, called)
    open_rows([tie])
    words: str = tie.words
    return words


def fields(page: Any) -> dict[str, Any]:
    """What a browser would send of the form of this page, untouched."""
    said = {field.name: field.value() for field in page.context["form"]}
    return {name: value for name, value in said.items() if value not in (None, "")}


def test_terry_begins_with_nothing_and_draws_by_the_form_alone(
    world: World, sign_in: SignIn
) -> None:
    terry, viewer = sign_in("Terry"), world.viewer("Terry")
    assert "There is no right number." in terry.get("/circle/", secure=True).content.decode()
    answer = terry.post("/circle/beginning/", secure=True)
    (circle,) = my_dates(viewer)
    assert answer["Location"] == f"/circle/{circle.id}/drawing/"
    form = {"id": str(new_id()), "called": "Joan", "ring": "around", "kind": "worker"}
    for _twice in range(2):
        terry.post(f"/circle/{circle.id}/drawing/", form, secure=True)
    (joan,) = drawn(viewer, circle).people
    page = terry.get(f"/circle/{circle.id}/drawing/", secure=True).content.decode()
    assert f'formaction="/circle/ties/{joan.id}/place/" name="ring" value="close"' in page
    terry.post(f"/circle/ties/{joan.id}/place/", {"ring": "close"}, secure=True)
    more = {
        "called": "J", "ring": "closest", "hour": "3", "standing": "here", "kind": "community",
        "paid": "yes", "line": "strong", "gives": ["fun"], "gets": ["help", "warmth"],
        "words": "She keeps my post.",
    }  # fmt: skip
    terry.post(f"/circle/ties/{joan.id}/", more, secure=True)
    (joan,) = drawn(viewer, circle).people
    assert (joan.called, joan.words) == ("J", "She keeps my post.")
    assert (joan.drawn.ring, joan.drawn.angle, joan.drawn.gets) == (
        "closest",
        0,
        ("help", "warmth"),
    )
    page = terry.get("/circle/", secure=True).content.decode()
    assert "Community. Paid to be there. Strong. It goes both ways." in page


def test_what_was_not_touched_stays_where_it_was(world: World, sign_in: SignIn) -> None:
    """Saving the form moves nobody: an exact place is kept while its hour is."""
    kay = tie_of(world, "Shaz")
    before = drawn(world.viewer("Dawn"), dawns(world)).find(kay.who.hex)
    assert before is not None
    dawn = sign_in("Dawn")
    page = dawn.get(f"/circle/ties/{kay.id}/", secure=True).content.decode()
    assert '<option value="10" selected>' in page
    said = {"called": "Shaz", "ring": "close", "hour": "10", "standing": "here"}
    dawn.post(f"/circle/ties/{kay.id}/", said, secure=True)
    after = drawn(world.viewer("Dawn"), dawns(world)).find(kay.who.hex)
    assert after is not None
    assert after.drawn.angle == before.drawn.angle == 195


def test_a_tie_needs_no_name(world: World, sign_in: SignIn) -> None:
    dawn, circle = sign_in("Dawn"), dawns(world)
    for ring in ("close", "around"):
        dawn.post(f"/circle/{circle.id}/drawing/", {"called": "", "ring": ring}, secure=True)
    assert [*names(drawn(world.viewer("Dawn"), circle))].count("Somebody") == 2
    kay = tie_of(world, "Kay")
    address = f"/circle/ties/{kay.id}/"
    blank = fields(dawn.get(address, secure=True)) | {"called": ""}
    for _twice in range(2):
        assert dawn.post(address, blank, secure=True).status_code == 302
    assert [*names(drawn(world.viewer("Dawn"), circle))].count("Somebody") == 3


def test_what_another_phone_said_of_a_tie_is_shown_before_it_is_replaced(
    world: World, sign_in: SignIn
) -> None:
    kay, dawn = tie_of(world, "Kay"), sign_in("Dawn")
    address = f"/circle/ties/{kay.id}/"
    opened = fields(dawn.get(address, secure=True))
    dawn.post(address, opened | {"words": "She rang on Sunday.", "line": "strained"}, secure=True)
    # Hers to say in both: the words and how it is. The ring nobody touched here stays as it is.
    dawn.post(f"/circle/ties/{kay.id}/place/", {"ring": "around"}, secure=True)
    typed = opened | {"words": "We fell out.", "line": "thin"}
    page = dawn.post(address, typed, secure=True)
    assert page.status_code == 200
    shown = html.unescape(page.content.decode())
    assert "This was changed since you opened it." in shown
    assert "Kept now: “She rang on Sunday.”" in shown
    assert "Kept now: “Strained" in shown
    assert "We fell out." in shown
    assert words_of_tie(world, "Kay") == "She rang on Sunday."
    dawn.post(address, fields(page), secure=True)
    assert words_of_tie(world, "Kay") == "We fell out."
    after = drawn(world.viewer("Dawn"), dawns(world)).find(kay.who.hex)
    assert after is not None
    assert (after.drawn.ring, after.drawn.line) == ("around", "thin")


def test_what_another_phone_wrote_of_what_dawn_needs_is_shown_first(
    world: World, sign_in: SignIn
) -> None:
    dawn, address = sign_in("Dawn"), f"/circle/{dawns(world).id}/needs/"
    opened = fields(dawn.get(address, secure=True))
    dawn.post(address, opened | {"have": "Somebody to laugh with"}, secure=True)
    page = dawn.post(address, opened | {"have": "Rest"}, secure=True).content.decode()
    assert "Kept now: “Somebody to laugh with”" in html.unescape(page)
    assert "Somebody to laugh with" in dawn.get(address, secure=True).content.decode()


def test_a_form_with_a_problem_says_so_and_keeps_the_rest(world: World, sign_in: SignIn) -> None:
    kay, dawn = tie_of(world, "Kay"), sign_in("Dawn")
    said = {"called": "", "words": "Typed and not lost", "ring": "around", "kind": "nonsense"}
    page = dawn.post(f"/circle/ties/{kay.id}/", said, secure=True).content.decode()
    assert "That one is not on the list." in page
    assert "Typed and not lost" in page
    assert "Kay" in names(drawn(world.viewer("Dawn"), dawns(world)))


def test_a_day_to_come_is_asked_about(world: World, sign_in: SignIn) -> None:
    on = (TUESDAY + timedelta(days=4)).date().isoformat()
    page = sign_in("Dawn").post("/circle/beginning/", {"on": on}, secure=True).content.decode()
    assert "Choose today, or a day that is over." in page


def test_time_is_a_line_of_links(world: World, sign_in: SignIn) -> None:
    page = sign_in("Dawn").get("/circle/", secure=True).content.decode()
    for circle, word in zip(
        my_dates(world.viewer("Dawn")),
        ("March", "June", "September", "Now", "Hoped for"),
        strict=True,
    ):
        assert f'<a href="/circle/{circle.id}/"' in page
        assert f">{word}</a>" in page
    march = my_dates(world.viewer("Dawn"))[0]
    then = sign_in("Dawn").get(f"/circle/{march.id}/", secure=True).content.decode()
    assert "Kath" in then
    assert "Ruth" not in then


def test_last_spring_lies_under_now_in_words_too(world: World, sign_in: SignIn) -> None:
    dates = my_dates(world.viewer("Dawn"))
    page = (
        sign_in("Dawn").get(f"/circle/{dates[3].id}/over/{dates[0].id}/", secure=True).content
    ).decode()
    assert "Kay: from around to closest" in page
    assert "Bev: around" in page
    # The list, and what is said aloud of the picture, tell of the two days what the edges show.
    gone = page.split("No longer in the picture</h3>")[1].split("</section>")[0]
    assert "Kath" in gone
    assert re.search(r'aria-label="Kath, [^"]*No longer in the picture"', page)
    assert re.search(r'aria-label="Bev, [^"]*New"', page)
    turned = sign_in("Dawn").get(f"/circle/{dates[0].id}/over/{dates[3].id}/", secure=True)
    assert "Kay: from around to closest" in turned.content.decode()


def test_two_circles_of_two_people_lie_over_each_other_never(world: World, sign_in: SignIn) -> None:
    sams = my_dates(world.viewer("Sam"))[0]
    answer = sign_in("Sam").get(f"/circle/{dawns(world).id}/over/{sams.id}/", secure=True)
    assert answer.status_code == 404


def test_the_hidden_layer_has_a_page_whether_anybody_is_on_it_or_not(
    world: World, sign_in: SignIn
) -> None:
    dawn, circle = sign_in("Dawn"), dawns(world)
    page = dawn.get(f"/circle/{circle.id}/own/", secure=True).content.decode()
    assert "M." in page
    for path in ("", "drawing/"):
        page = dawn.get(f"/circle/{circle.id}/{path}", secure=True).content.decode()
        assert "Keep somebody hidden" in page
        assert "M." not in page
    hidden = HiddenTie.objects.get(circle=circle)
    page = dawn.get(f"/circle/own/{hidden.id}/", secure=True).content.decode()
    assert "keep-words" not in page
    dawn.post(f"/circle/own/{hidden.id}/removal/", secure=True)
    assert dawn.get(f"/circle/{circle.id}/own/", secure=True).status_code == 200
    form = {"id": str(new_id()), "called": "N.", "ring": "around"}
    dawn.post(f"/circle/{circle.id}/own/", form, secure=True)
    assert "N." in names(everybody(world.viewer("Dawn"), circle))
    assert not Draft.objects.filter(form__contains="tie").exists()


def test_what_i_need_and_have_stands_beside_what_i_miss(world: World, sign_in: SignIn) -> None:
    dawn, circle = sign_in("Dawn"), dawns(world)
    dawn.post(f"/circle/{circle.id}/needs/", {"have": "Kay", "missing": "Sleep"}, secure=True)
    page = dawn.get("/circle/", secure=True).content.decode()
    assert "“Kay”" in page
    assert "“Sleep”" in page


def test_sixty_take_no_more_questions_than_six(world: World, sign_in: SignIn) -> None:
    mo, dawn = sign_in("Mo"), sign_in("Dawn")
    sixty(world.viewer("Mo"))
    asked = []
    for browser in (mo, dawn):
        browser.get("/circle/", secure=True)
        with CaptureQueriesContext(connections["default"]) as captured:
            assert browser.get("/circle/", secure=True).status_code == 200
        asked.append(len(captured))
    # Dawn has an earlier picture, has opened hers, and reads who looked: whoever is in it.
    assert asked[0] <= asked[1] <= asked[0] + 7
    assert asked[1] <= 24


def test_the_page_of_sixty_is_small_enough_for_a_slow_phone(world: World, sign_in: SignIn) -> None:
    sixty(world.viewer("Terry"))
    answer = sign_in("Terry").get("/circle/", secure=True, headers={"accept-encoding": "gzip"})
    assert len(answer.content) < 12 * 1024
