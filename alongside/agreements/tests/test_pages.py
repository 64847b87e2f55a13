from datetime import date, timedelta
from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

from django.test import Client

from alongside.access.models import TrailLine
from alongside.agreements import actions
from alongside.agreements.models import Agreement, Doing
from alongside.agreements.queries import doings_between, versions_between
from alongside.kit.ids import new_id
from alongside.kit.time import at, today
from alongside.world.small import World
from conftest import TUESDAY, SignIn


def page(world: World, sign_in: SignIn, name: str, path: str = "agreement/") -> str:
    where = f"/with/{world.between('Dawn', 'Sam')}/{path}"
    return sign_in(name).get(where, secure=True).content.decode()


def test_both_read_what_holds_and_what_waits(world: World, sign_in: SignIn) -> None:
    for name in ("Dawn", "Sam"):
        said = page(world, sign_in, name)
        assert "Dawn and Sam agreed to this on" in said
        assert "Tell me straight. Buy me a tea first." in said
        assert "Band practice, Thursdays at the hall" in said
        assert "They took Pauline’s." in said
        assert "Walk round the harbour on Sundays" in said
    assert "I agree" in page(world, sign_in, "Dawn")
    assert "I agree" not in page(world, sign_in, "Sam")


def test_the_page_leaves_a_line_on_the_trail(world: World, sign_in: SignIn) -> None:
    page(world, sign_in, "Sam")
    lines = TrailLine.objects.filter(
        viewer_id=world.person("Sam"), about_id=world.person("Dawn"), strand="about-me"
    )
    assert lines.count() == 1


def test_a_change_written_on_a_page_waits_for_the_other_side(world: World, sign_in: SignIn) -> None:
    us = world.between("Dawn", "Sam")
    holds = versions_between(world.viewer("Dawn"), us).holds
    assert holds is not None
    form = {
        "id": str(new_id()),
        "builds_on": str(holds.id),
        "together": "Only the harbour",
        "review_on": f"{today() + timedelta(days=30):%Y-%m-%d}",
    }
    for _twice in range(2):
        sign_in("Dawn").post(f"/with/{us}/agreement/writing/", form, secure=True)
    assert Agreement.objects.filter(relationship_id=us).count() == 4
    said = page(world, sign_in, "Sam")
    assert "There are 2 versions." in said
    assert "Only the harbour" in said
    assert "It would take away:" in said


def test_an_empty_version_is_asked_about_and_a_past_day_too(world: World, sign_in: SignIn) -> None:
    where = f"/with/{world.between('Dawn', 'Sam')}/agreement/writing/"
    dawn = sign_in("Dawn")
    empty = dawn.post(where, {"id": str(new_id())}, secure=True).content.decode()
    assert "Nothing is written yet." in empty
    past = {"id": str(new_id()), "together": "Harbour walks", "review_on": "2020-01-01"}
    said = dawn.post(where, past, secure=True).content.decode()
    assert "Choose a day that is still to come." in said
    assert "Harbour walks" in said


def test_what_was_typed_and_not_saved_comes_back(world: World, sign_in: SignIn) -> None:
    us, dawn = world.between("Dawn", "Sam"), sign_in("Dawn")
    dawn.post(f"/drafts/agreement/{us}/", {"together": "Half a sen"}, secure=True)
    assert "Half a sen" in dawn.get(f"/with/{us}/agreement/writing/", secure=True).content.decode()


def test_the_list_of_what_we_do_grows_from_the_page(world: World, sign_in: SignIn) -> None:
    us, sam = world.between("Dawn", "Sam"), sign_in("Sam")
    form = {"id": str(new_id()), "words": "Look at flats"}
    for _twice in range(2):
        sam.post(f"/with/{us}/doings/", form, secure=True)
    (flats,) = (
        each.doing
        for each in doings_between(world.viewer("Dawn"), us)
        if each.words == "Look at flats"
    )
    sam.post(f"/doings/{flats.id}/finishing/", {"id": str(new_id()), "words": ""}, secure=True)
    assert Doing.objects.get(id=flats.id).changes.get().became == "finished"


def test_what_we_do_may_have_begun_on_a_day_before(world: World, sign_in: SignIn) -> None:
    us, sam = world.between("Dawn", "Sam"), sign_in("Sam")
    form = {"id": str(new_id()), "words": "Look at flats", "begun_on": "2026-10-02"}
    sam.post(f"/with/{us}/doings/", form, secure=True)
    assert Doing.objects.get(id=form["id"]).begun_on == date(2026, 10, 2)
    ahead = {"id": str(new_id()), "words": "Swimming", "begun_on": "2026-12-24"}
    said = sam.post(f"/with/{us}/doings/", ahead, secure=True).content.decode()
    assert "Choose today, or a day before." in said
    assert "Swimming" in said
    assert not Doing.objects.filter(id=ahead["id"]).exists()


def test_a_rest_is_said_plainly_wherever_they_are_listed(world: World, sign_in: SignIn) -> None:
    us = world.between("Dawn", "Sam")
    actions.let_rest(by=world.viewer("Dawn"), relationship_id=us, words="A while alone")
    sam = sign_in("Sam")
    for path in ("/people/", "/today/", f"/with/{us}/", f"/with/{us}/promises/"):
        said = sam.get(path, secure=True).content.decode()
        assert "Resting since" in said, path
        assert "Dawn" in said, path
    assert "Wake it" in sam.get(f"/with/{us}/", secure=True).content.decode()
    assert "A while alone" in page(world, sign_in, "Sam")
    sam.post(f"/with/{us}/waking/", secure=True)
    assert "Resting since" not in sam.get("/people/", secure=True).content.decode()


def test_the_safe_word_is_for_two_and_stays_off_paper(world: World, sign_in: SignIn) -> None:
    for name in ("Dawn", "Sam"):
        said = page(world, sign_in, name)
        assert '<details class="fold off-paper"' in said
        assert "lemon tree" in said
        assert "lemon tree" not in page(world, sign_in, name, "on-paper/")
    found = sign_in("Sam").get("/search/?q=lemon+tree", secure=True).content.decode()
    assert "lemon tree" not in found.replace('value="lemon tree"', "")


def test_what_dawn_said_of_reaching_her_stands_over_what_sam_writes_later(
    world: World, sign_in: SignIn
) -> None:
    us = world.between("Dawn", "Sam")
    where = f"/with/{us}/"
    sign_in("Dawn").post(f"{where}reaching/", {"words": "Never ring the flat."}, secure=True)
    with at(TUESDAY + timedelta(days=1)):
        sign_in("Sam").post(f"{where}reaching/", {"words": "Ring the flat."}, secure=True)
        for name, whose in (("Dawn", "Sam wrote this"), ("Sam", "You wrote this")):
            for path in (f"{where}between-us/", f"{where}agreement/"):
                page = sign_in(name).get(path, secure=True).content.decode()
                says = ("Never ring the flat.", "Dawn said so", ">Ring the flat.", whose)
                places = [page.index(words) for words in says]
                assert places == sorted(places)
    with at(TUESDAY + timedelta(days=2)):
        sign_in("Dawn").post(f"{where}reaching/", {"words": "Ring after six."}, secure=True)
        page = sign_in("Sam").get(f"{where}between-us/", secure=True).content.decode()
        assert "Ring after six." in page
        assert ">Ring the flat." not in page


def test_how_to_reach_is_said_in_parts_and_none_is_needed(world: World, sign_in: SignIn) -> None:
    us, dawn = world.between("Dawn", "Sam"), sign_in("Dawn")
    dawn.post(f"/with/{us}/reaching/", {"times": "Mornings", "leave_words": "no"}, secure=True)
    said = page(world, sign_in, "Sam")
    assert "Mornings" in said
    assert "lemon tree" not in said


def test_words_about_what_we_do_that_do_not_fit_come_back_whole(
    world: World, sign_in: SignIn
) -> None:
    doing = Doing.objects.filter(relationship_id=world.between("Dawn", "Sam")).latest("at")
    long, before = "Round the harbour and back. " * 30, doing.changes.count()
    for verb in ("changing", "finishing", "letting-go"):
        sent = {"id": str(new_id()), "words": long}
        answer = sign_in("Dawn").post(f"/doings/{doing.id}/{verb}/", sent, secure=True)
        assert "At most 500 fit here." in answer.content.decode()
        assert long.strip() in answer.content.decode()
    assert doing.changes.count() == before


def for_word(browser: Client, us: UUID) -> str:
    file = browser.get(f"/with/{us}/agreement/on-paper/word/", secure=True).content
    return ZipFile(BytesIO(file)).read("word/document.xml").decode()


LOOK_AGAIN = "It is time to look at what you and {} agreed."


def looks_again(sign_in: SignIn) -> tuple[int, int]:
    """How often Dawn's home and Sam's day say that the day has come."""
    home = sign_in("Dawn").get("/home/", secure=True).content.decode()
    today_ = sign_in("Sam").get("/today/", secure=True).content.decode()
    return home.count(LOOK_AGAIN.format("Sam")), today_.count(LOOK_AGAIN.format("Dawn"))


def test_when_the_day_to_look_again_has_come_both_read_so_once(
    world: World, sign_in: SignIn
) -> None:
    us = world.between("Dawn", "Sam")
    holds = versions_between(world.viewer("Dawn"), us).holds
    assert holds is not None
    day = holds.agreement.review_on
    assert day is not None
    with at(TUESDAY + (day - TUESDAY.date()) - timedelta(days=1)):
        assert looks_again(sign_in) == (0, 0)
        assert "We look at this again on" in page(world, sign_in, "Dawn")
    for days in (0, 40):
        with at(TUESDAY + (day - TUESDAY.date()) + timedelta(days=days)):
            assert looks_again(sign_in) == (1, 1)
            for said in (page(world, sign_in, "Dawn"), for_word(sign_in("Dawn"), us)):
                assert "It is time to look at this again." in said
                assert "We look at this again on" not in said


def test_nobody_is_asked_to_look_again_while_it_rests_or_once_a_change_is_written(
    world: World, sign_in: SignIn
) -> None:
    us = world.between("Dawn", "Sam")
    holds = versions_between(world.viewer("Dawn"), us).holds
    assert holds is not None
    day = holds.agreement.review_on
    assert day is not None
    with at(TUESDAY + (day - TUESDAY.date())):
        actions.let_rest(by=world.viewer("Dawn"), relationship_id=us)
        assert looks_again(sign_in) == (0, 0)
        actions.wake(by=world.viewer("Dawn"), relationship_id=us)
        assert looks_again(sign_in) == (1, 1)
        terms = actions.Terms(together="Less, and oftener")
        actions.propose_agreement(
            by=world.viewer("Dawn"), relationship_id=us, terms=terms, builds_on_id=holds.id
        )
        assert looks_again(sign_in) == (0, 0)
