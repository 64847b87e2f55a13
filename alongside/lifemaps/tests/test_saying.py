"""How life is: patches somebody names, what stands on which day, and what nobody ever works out."""

import re
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import models
from django.http import Http404

from alongside.access.viewer import Life, Viewer
from alongside.kit.ids import new_id
from alongside.kit.time import at
from alongside.lifemaps import actions
from alongside.lifemaps.how import How
from alongside.lifemaps.models import FromElsewhere, Patch, Saying
from alongside.lifemaps.paper import life_sheet
from alongside.lifemaps.queries import map_of, my_map, said_of
from alongside.rights.actions.copies import take_out
from alongside.rights.copies.pages import copy_of
from alongside.rights.erasing import own_scopes
from alongside.vault.keyring import destroy_key, keyring
from alongside.world.small import World
from conftest import TUESDAY, Pair, SignIn

MARCH = TUESDAY - timedelta(days=250)


def named(by: Viewer, called: str = "Sundays") -> Patch:
    return actions.name_patch(by=by, called=called)


def test_any_words_name_a_patch_and_none_has_to_be_answered(pair: Pair) -> None:
    for called in ("Sundays", "🐕 Biscuit", "باب بيتي", "x" * 120):
        named(pair.dawn, called)
    rows = my_map(pair.dawn).rows
    assert [row.patch.called for row in rows] == ["Sundays", "🐕 Biscuit", "باب بيتي", "x" * 120]
    assert [row.now for row in rows] == [None] * 4


def test_a_patch_stands_as_it_is_until_it_is_said_anew(pair: Pair) -> None:
    sundays, kay = named(pair.dawn), named(pair.dawn, "Kay")
    with at(MARCH):
        actions.say(by=pair.dawn, patch_id=sundays.id, how=How.HARD, words="Long.")
        actions.say(by=pair.dawn, patch_id=kay.id, how=How.HARD)
    with at(TUESDAY):
        actions.say(by=pair.dawn, patch_id=kay.id, how=How.GOOD, words="She rings.")
    found = my_map(pair.dawn)
    assert [row.now and row.now.sign for row in found.rows] == [How.HARD, How.GOOD]
    then = [row.on(MARCH.date()) for row in found.rows]
    assert [each and each.sign for each in then] == [How.HARD, How.HARD]
    assert [row.on(MARCH.date() - timedelta(days=1)) for row in found.rows] == [None, None]
    assert found.earlier == [MARCH.date()]


def test_saying_what_stands_already_makes_no_other_day(pair: Pair) -> None:
    sundays = named(pair.dawn)
    assert actions.say(by=pair.dawn, patch_id=sundays.id) is None
    with at(MARCH):
        first = actions.say(by=pair.dawn, patch_id=sundays.id, how=How.OKAY)
    assert actions.say(by=pair.dawn, patch_id=sundays.id, how=How.OKAY) == first
    assert Saying.objects.count() == 1


def test_said_again_that_day_the_later_stands_and_the_earlier_is_kept(pair: Pair) -> None:
    sundays = named(pair.dawn)
    for words in ("Long.", "Long, but there was cake."):
        actions.say(by=pair.dawn, patch_id=sundays.id, words=words)
    (row,) = my_map(pair.dawn).rows
    assert [each.words for each in row.sayings] == ["Long, but there was cake."]
    assert len(said_of(pair.dawn, sundays.id)) == 2


def test_the_same_form_twice_is_one_saying_and_nobody_says_it_for_another(pair: Pair) -> None:
    sundays, id = named(pair.dawn), new_id()
    for _twice in range(2):
        actions.say(by=pair.dawn, patch_id=sundays.id, words="Long.", id=id)
    actions.say(by=pair.dawn, patch_id=sundays.id, words="Shorter.")
    actions.say(by=pair.dawn, patch_id=sundays.id, words="Long.", id=id)
    (row,) = my_map(pair.dawn).rows
    assert [each.words for each in row.sayings] == ["Shorter."]
    with pytest.raises(Http404):
        actions.say(by=pair.sam, patch_id=sundays.id, words="It is fine.")


def test_a_patch_keeps_its_days_under_another_name_and_comes_back(pair: Pair) -> None:
    sundays = named(pair.dawn)
    with at(MARCH):
        actions.say(by=pair.dawn, patch_id=sundays.id, how=How.HARD)
    actions.pick(by=pair.dawn, patch_id=sundays.id, first=True)
    actions.rename(by=pair.dawn, patch_id=sundays.id, called="Weekends")
    actions.let_go(by=pair.dawn, patch_id=sundays.id)
    gone = my_map(pair.dawn)
    assert (gone.rows, gone.picked) == ([], [])
    assert [row.patch.called for row in gone.let_go] == ["Weekends"]
    actions.bring_back(by=pair.dawn, patch_id=sundays.id)
    (row,) = my_map(pair.dawn).rows
    assert row.now is not None
    assert row.now.sign == How.HARD


def test_what_was_picked_first_stands_first(pair: Pair) -> None:
    sundays, door = named(pair.dawn), named(pair.dawn, "My front door")
    for minutes, patch in enumerate((door, sundays, door)):
        with at(TUESDAY + timedelta(minutes=minutes)):
            actions.pick(by=pair.dawn, patch_id=patch.id, first=True)
    assert [row.patch.called for row in my_map(pair.dawn).picked] == ["My front door", "Sundays"]


def test_two_lives_have_a_map_each(pair: Pair) -> None:
    at_home = Viewer(pair.sam.person_id, Life.OWN)
    named(at_home, "My wife")
    named(pair.sam, "The van")
    assert [row.patch.called for row in my_map(pair.sam).rows] == ["The van"]


def test_2_nothing_that_could_be_added_up_is_kept_in_the_open() -> None:
    """Never 2: not even a question put to the database could count who is good, okay or hard."""
    numbers = (models.IntegerField, models.FloatField, models.DecimalField)
    for kind in (Patch, Saying, FromElsewhere):
        assert not [f.name for f in kind._meta.concrete_fields if isinstance(f, numbers)]
    assert type(Saying._meta.get_field("how")).__name__ == "SealedTextField"


# --- from elsewhere -----------------------------------------------------------------------------


def test_what_another_tool_came_to_stays_words_and_changes_no_patch(pair: Pair) -> None:
    sundays = named(pair.dawn)
    on = date(2026, 8, 19)
    said = {"words": "Hard: 2 of 10", "whose": "Mrs Pell", "called": "A form", "on": on}
    actions.bring_in(by=pair.dawn, patch_id=sundays.id, **said)  # type: ignore[arg-type]
    (row,) = my_map(pair.dawn).rows
    assert row.now is None
    assert [(each.words, each.whose, each.on) for each in row.elsewhere] == [
        ("Hard: 2 of 10", "Mrs Pell", on)
    ]
    with pytest.raises(Http404):
        actions.bring_in(by=pair.sam, words="Mine", patch_id=sundays.id)


# --- names to borrow ----------------------------------------------------------------------------


def test_there_is_no_set_at_first_and_anybody_borrows_one(pair: Pair) -> None:
    with pytest.raises(Http404):
        actions.write_set(by=pair.dawn, names="Home")
    lent = actions.write_set(by=pair.sam, names="Home\nMoney\n\nHome")
    named(pair.dawn, "money")
    for _twice in range(2):
        actions.borrow_set(by=pair.dawn, set_id=lent.id, id=lent.id)
    assert [row.patch.called for row in my_map(pair.dawn).rows] == ["money", "Home"]
    with pytest.raises(Http404):
        actions.take_back_set(by=pair.dawn, set_id=lent.id)
    actions.take_back_set(by=pair.sam, set_id=lent.id)
    with pytest.raises(Http404):
        actions.borrow_set(by=pair.bev, set_id=lent.id)
    assert len(my_map(pair.dawn).rows) == 2


# --- pages --------------------------------------------------------------------------------------


def test_an_empty_map_asks_for_nothing(world: World, sign_in: SignIn) -> None:
    page = sign_in("Terry").get("/life/", secure=True).content.decode()
    assert "You name the patches" in page
    assert "Names to borrow" in page
    assert "How it was" not in page


def test_terry_names_a_patch_and_says_how_it_is_with_no_script(
    world: World, sign_in: SignIn
) -> None:
    terry = sign_in("Terry")
    assert terry.post("/life/adding/", {"called": "My knee"}, secure=True).status_code == 302
    knee = my_map(world.viewer("Terry")).rows[0].patch
    said = {"how": "hard", "words": "Stairs.", "more": "Walks.", "first": "on"}
    answer = terry.post(f"/life/patches/{knee.id}/", said, secure=True)
    assert answer.headers["Location"] == "/life/"
    page = terry.get("/life/", secure=True).content.decode()
    for each in ("My knee", "Stairs.", "Walks.", "Hard", "Start here"):
        assert each in page


def test_bad_input_is_kept_to_be_mended_and_changes_nothing(world: World, sign_in: SignIn) -> None:
    dawn = sign_in("Dawn")
    kay = next(row for row in my_map(world.viewer("Dawn")).rows if row.patch.called == "Kay")
    before = (Patch.objects.count(), Saying.objects.count(), FromElsewhere.objects.count())
    where, long = f"/life/patches/{kay.patch.id}/", "ä" * 4001
    assert long in dawn.post(where, {"words": long}, secure=True).content.decode()
    assert "not on the list" in dawn.post(where, {"how": "awful"}, secure=True).content.decode()
    name = {"called": "ä" * 121}
    assert "letters long" in dawn.post("/life/adding/", name, secure=True).content.decode()
    bad = {"words": "Ready", "on": "31/31/2026"}
    assert "could not read" in dawn.post("/life/elsewhere/", bad, secure=True).content.decode()
    foreign = {"words": "Ready", "patch": str(new_id())}
    assert "not on the list" in dawn.post("/life/elsewhere/", foreign, secure=True).content.decode()
    assert dawn.get("/life/then/yesterday/", secure=True).status_code == 404
    after = (Patch.objects.count(), Saying.objects.count(), FromElsewhere.objects.count())
    assert after == before


def test_a_patch_needs_no_name(world: World, sign_in: SignIn) -> None:
    sign_in("Dawn").post("/life/adding/", {"called": ""}, secure=True)
    assert "A patch" in [row.patch.called for row in my_map(world.viewer("Dawn")).rows]


def test_a_name_that_cannot_be_leaves_what_stands_in_the_other_form(
    world: World, sign_in: SignIn
) -> None:
    dawn = sign_in("Dawn")
    kay = next(row for row in my_map(world.viewer("Dawn")).rows if row.patch.called == "Kay")
    page = dawn.post(
        f"/life/patches/{kay.patch.id}/naming/", {"called": "ä" * 121}
    ).content.decode()
    assert kay.now is not None
    assert re.search(rf"<textarea[^>]*>\s*{kay.now.words}</textarea>", page)


def test_march_stands_beside_now_and_no_sentence_compares_them(
    world: World, sign_in: SignIn
) -> None:
    dawn = sign_in("Dawn")
    assert "On 8 March 2026, beside now" in dawn.get("/life/", secure=True).content.decode()
    page = dawn.get("/life/then/2026-03-08/", secure=True).content.decode()
    for each in ("Sofas, and the hostel.", "blue door", "She rings me now.", "Let go"):
        assert each in page
    main = page.partition("<main")[2]
    for never in ("better", "worse", "patches were", "patches are", "improved", "progress"):
        assert never not in main
    assert not re.search(r"\d+ (?:are|were|was|of) ", main)


def test_on_paper_is_what_stands_now(world: World, sign_in: SignIn) -> None:
    sheet = str(life_sheet(my_map(world.viewer("Dawn")), "Dawn").data())
    for each in ("My front door", "blue door", "Hard", "Brought in from elsewhere", "Mrs Pell"):
        assert each in sheet
    for never in ("Sofas, and the hostel.", "The drink"):
        assert never not in sheet
    answer = sign_in("Dawn").get("/life/on-paper/pdf/", secure=True)
    assert answer.content.startswith(b"%PDF")


# --- a copy, and erasing ------------------------------------------------------------------------


def copy_for(world: World, name: str) -> str:
    whole = b"".join(copy_of(take_out(by=world.viewer(name), id=new_id())))
    with ZipFile(BytesIO(whole)) as archive:
        return "".join(archive.read(each).decode(errors="replace") for each in archive.namelist())


def test_dawn_takes_all_of_it_with_her_and_sam_nothing_of_hers(world: World) -> None:
    hers = ("Sofas, and the hostel.", "blue door", "The drink", "Mrs Pell", "Two Thursdays a week.")
    dawns, sams = copy_for(world, "Dawn"), copy_for(world, "Sam")
    for each in hers:
        assert each in dawns
        assert each not in sams
    assert "Sleep before early visits" in sams


def test_when_dawns_keys_are_destroyed_her_map_is_empty_for_everybody(world: World) -> None:
    sam, dawn = world.viewer("Sam"), world.person("Dawn")
    for scope in own_scopes(dawn):
        destroy_key(scope)
    with keyring():
        assert map_of(sam, dawn, "own").rows == []
