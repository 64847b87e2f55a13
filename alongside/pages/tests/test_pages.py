"""What people open, end to end through the real middleware."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from alongside.access.models import TrailLine
from alongside.agreements.actions import begin_doing, change_doing, finish_doing
from alongside.kit.ids import new_id
from alongside.kit.time import at, now
from alongside.moments.actions import note_moment
from alongside.moments.models import Moment
from alongside.pages.tests.place import text
from alongside.promises.actions import What, make_promise, say_coming, say_not_today
from alongside.promises.models import Due, Promise
from alongside.relationships.actions import begin_relationship
from alongside.relationships.models import SafeReach, WhatMatters
from alongside.relationships.words import say_what_matters

if TYPE_CHECKING:
    from alongside.world.small import World
    from conftest import SignIn


def test_today_says_who_expects_sam_and_what_he_promised(world: "World", sign_in: "SignIn") -> None:
    said = text(sign_in("Sam").get("/today/", secure=True))
    assert "Three people are expecting you" in said
    assert "Pauline’s café" in said
    assert "Bring the good biscuits" in said


def test_opening_dawns_story_leaves_a_line_on_her_trail_before_it_is_shown(
    world: "World", sign_in: "SignIn"
) -> None:
    sign_in("Sam").get(f"/with/{world.between('Sam', 'Dawn')}/", secure=True)
    strands = TrailLine.objects.filter(
        viewer_id=world.person("Sam"), about_id=world.person("Dawn")
    ).values_list("strand", flat=True)
    assert {"moments", "promises", "about-me"} <= set(strands)


def test_people_and_their_last_meeting_leave_no_line(world: "World", sign_in: "SignIn") -> None:
    before = TrailLine.objects.count()
    sign_in("Sam").get("/people/", secure=True)
    assert TrailLine.objects.count() == before


def test_dawn_at_home_sees_who_is_coming_and_answers(world: "World", sign_in: "SignIn") -> None:
    browser = sign_in("Dawn")
    home = browser.get("/home/", secure=True)
    assert "<title>Home</title>" in home.content.decode()
    assert "Pauline’s café" in text(home)
    visit = re.search(r"/promises/([0-9a-f-]+)/coming/", home.content.decode())
    assert visit
    browser.post(f"/promises/{visit[1]}/coming/", {"back": "home"}, secure=True)
    assert "You said: I’ll be there" in text(browser.get("/home/", secure=True))


def test_a_stranger_and_a_missing_relationship_get_the_very_same_answer(
    world: "World", sign_in: "SignIn"
) -> None:
    browser = sign_in("Bev")
    foreign = browser.get(f"/with/{world.between('Sam', 'Dawn')}/", secure=True)
    missing = browser.get(f"/with/{new_id()}/", secure=True)
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content


def test_going_away_ends_the_session_and_shows_a_dull_page(
    world: "World", sign_in: "SignIn"
) -> None:
    browser = sign_in("Dawn")
    dull = browser.get("/away/", secure=True)
    assert "Dawn" not in dull.content.decode()
    assert "Dawn" not in browser.get("/home/", secure=True).content.decode()
    assert browser.get("/", secure=True)["Location"].startswith("/come-in/")


def test_a_story_takes_the_same_number_of_questions_however_long_it_is(
    world: "World", sign_in: "SignIn"
) -> None:
    browser = sign_in("Sam")
    between = world.between("Sam", "Dawn")

    def questions() -> int:
        browser.get(f"/with/{between}/", secure=True)
        with CaptureQueriesContext(connections["default"]) as asked:
            browser.get(f"/with/{between}/", secure=True)
        return len(asked)

    short = questions()
    for _ in range(20):
        note_moment(by=world.viewer("Sam"), relationship_id=between, kind="met", words="Again.")
    assert questions() == short


def test_only_what_home_shows_goes_onto_the_trail(world: "World", sign_in: "SignIn") -> None:
    def promise(name: str, words: str, days: int) -> None:
        by = world.viewer(name)
        due_at = world.now + timedelta(days=days)
        what = What(words=words, due=Due.DAY, due_at=due_at)
        between = world.between(name, "Dawn")
        make_promise(by=by, relationship_id=between, promiser_id=by.person_id, what=what)

    promise("Kay", "Far down the list", 300)
    for number in range(12):
        promise("Sam", f"Sooner {number}", number + 1)
    Promise.objects.filter(relationship=world.between("Kay", "Dawn"), due_at=None).delete()
    shown = text(sign_in("Dawn").get("/home/", secure=True))
    assert "Sooner 0" in shown
    assert "Sooner 11" not in shown
    assert "Far down the list" not in shown
    lines = TrailLine.objects.filter(viewer_id=world.person("Dawn"), strand="promises")
    assert lines.filter(about_id=world.person("Sam")).exists()
    assert not lines.filter(about_id=world.person("Kay")).exists()


def test_the_next_promise_is_still_to_come_and_what_is_late_stands_apart(
    world: "World", sign_in: "SignIn"
) -> None:
    sam, between = world.viewer("Sam"), world.between("Sam", "Dawn")
    for words, days in (("Bring the lamp", -2), ("Mend the lamp", 0)):
        due_at = world.now + timedelta(days=days, hours=1)
        what = What(words=words, due=Due.TIME, due_at=due_at)
        make_promise(by=sam, relationship_id=between, promiser_id=sam.person_id, what=what)
    shown = text(sign_in("Sam").get(f"/with/{between}/", secure=True))
    apart = shown.index("Still open from before")
    assert shown.index("Next promise") < shown.index("Mend the lamp") < apart
    assert apart < shown.index("Bring the lamp") < shown.index("2 days late")


def test_saying_something_back_answers_the_very_moment(world: "World", sign_in: "SignIn") -> None:
    browser = sign_in("Sam")
    today = browser.get("/today/", secure=True).content.decode()
    answer = re.search(r"/moments/[0-9a-f-]+/telling/", today)
    assert answer
    assert "Bring the good biscuits" in text(browser.get(answer[0], secure=True))
    before = Moment.objects.count()
    browser.post(answer[0], {"id": str(new_id()), "words": "The pink ones."}, secure=True)
    assert Moment.objects.count() == before
    both = text(browser.get(answer[0].replace("telling/", ""), secure=True))
    assert both.index("Bring the good biscuits") < both.index("The pink ones.")


def test_dawn_finds_her_dot_where_she_placed_it_and_takes_it_away(
    world: "World", sign_in: "SignIn"
) -> None:
    us = world.between("Sam", "Dawn")
    moment = note_moment(by=world.viewer("Dawn"), relationship_id=us, kind="met")
    browser, page = sign_in("Dawn"), f"/moments/{moment.id}/"
    placing = f"{page}placing/"
    exact = {"stance": "pushing", "stance-up": "20", "stance-right": "90"}
    browser.post(placing, exact, secure=True)
    assert "Move my dot" in text(browser.get(page, secure=True))
    pad = browser.get(placing, secure=True).content.decode()
    assert 'name="stance-right" value="90"' in pad
    assert re.search(r'value="pushing" checked', pad)
    browser.post(placing, {"stance": "", "csrf": "sent"}, secure=True)
    assert "Place my dot" in text(browser.get(page, secure=True))


def test_whom_sam_sees_today_comes_first_in_a_note_and_one_name_stands_out_at_home(
    world: "World", sign_in: "SignIn"
) -> None:
    note = sign_in("Sam").get("/note/", secure=True).content.decode()
    names = re.findall(r'name="who"[^>]* data-name="([^"]+)"', note)
    assert names[:3] == ["Dawn", "Terry", "Mo"]
    home = sign_in("Dawn").get("/home/", secure=True).content.decode()
    assert home.count("btn--tall") == 1
    assert re.search(r"btn--tall[^>]*>.*?Say something to Sam", home, re.DOTALL)


def test_a_paper_says_names_and_dates_for_whoever_reads_it_and_whenever(
    world: "World", sign_in: "SignIn"
) -> None:
    paper = f"/with/{world.between('Sam', 'Dawn')}/on-paper/"
    shown = text(sign_in("Sam").get(paper, secure=True))
    assert "Sam to Dawn" in shown
    assert not re.search(r"\b(You to|to you|today|tomorrow|yesterday|late)\b", shown)


@pytest.mark.parametrize("door", ["mattering", "reaching"])
def test_too_much_about_what_matters_comes_back_whole_and_nothing_is_saved(
    world: "World", sign_in: "SignIn", door: str
) -> None:
    between = world.between("Sam", "Dawn")
    before = WhatMatters.objects.count() + SafeReach.objects.count()
    long = "My nan. " * 400
    answer = sign_in("Dawn").post(f"/with/{between}/{door}/", {"words": long}, secure=True)
    assert "fit here." in text(answer)
    assert long.strip() in answer.content.decode()
    assert WhatMatters.objects.count() + SafeReach.objects.count() == before


def visit_today(world: "World", who: str, promiser: str = "Sam", hours: int = 2) -> UUID:
    """A visit between Sam and somebody, later today; gives the promise."""
    time = now() + timedelta(hours=hours)
    what = What(words="", due=Due.TIME, due_at=time, place="The library")
    between, by = world.between("Sam", who), world.viewer("Sam")
    promiser_id = world.person(promiser)
    return make_promise(by=by, relationship_id=between, promiser_id=promiser_id, what=what).id


def test_today_counts_each_person_once_and_nobody_who_said_not_today(
    world: "World", sign_in: "SignIn"
) -> None:
    browser = sign_in("Sam")
    visit_today(world, "Terry", hours=1)
    visit_today(world, "Terry", hours=2)
    assert "Three people are expecting you" in text(browser.get("/today/", secure=True))
    for visit in Promise.objects.filter(relationship_id=world.between("Sam", "Dawn")).open():
        if visit.is_visit:
            say_not_today(by=world.viewer("Dawn"), promise_id=visit.id)
    assert "Two people are expecting you" in text(browser.get("/today/", secure=True))


def test_when_the_time_has_passed_nobody_is_counted_or_asked(
    world: "World", sign_in: "SignIn"
) -> None:
    assert "I’ll be there" in text(sign_in("Dawn").get("/home/", secure=True))
    with at(world.now + timedelta(hours=4, minutes=43)):
        today = text(sign_in("Sam").get("/today/", secure=True))
        home = text(sign_in("Dawn").get("/home/", secure=True))
    assert "Three people" not in today
    assert "You were to meet Dawn at 10:30. Say what became of it" in today
    assert "You were to meet Sam at 10:30 today. Say what became of it" in home
    assert "I’ll be there" not in home


def test_home_says_what_dawn_is_doing_together_with_whom_and_no_longer_what_has_ended(
    world: "World", sign_in: "SignIn"
) -> None:
    sam, us = world.viewer("Sam"), world.between("Sam", "Dawn")
    doing = begin_doing(by=sam, relationship_id=us, words="Paint the hall")
    home = text(sign_in("Dawn").get("/home/", secure=True))
    assert "What we are doing together" in home
    assert "Paint the hall With Sam, since Tuesday 17 November" in home
    change_doing(by=sam, doing_id=doing.id, words="Paint the stairs")
    assert "Paint the stairs" in text(sign_in("Dawn").get("/home/", secure=True))
    finish_doing(by=sam, doing_id=doing.id)
    assert "Paint the" not in text(sign_in("Dawn").get("/home/", secure=True))


def test_what_sam_said_of_a_visit_is_not_put_into_dawns_mouth(
    world: "World", sign_in: "SignIn"
) -> None:
    visit = visit_today(world, "Dawn", promiser="Dawn", hours=1)
    say_coming(by=world.viewer("Sam"), promise_id=visit)
    home = text(sign_in("Dawn").get("/home/", secure=True))
    assert "Sam said: I’ll be there" in home
    assert "You said: I’ll be there" not in home


@pytest.mark.parametrize(
    "place", ["0001-01-01T00:00:00+10:00", "9999-12-31T23:59:00-10:00", "2026-11-17T08:30:00", "x"]
)
def test_a_place_in_a_story_that_cannot_be_is_the_beginning(
    world: "World", sign_in: "SignIn", place: str
) -> None:
    address = f"/with/{world.between('Sam', 'Dawn')}/"
    asked = {"before": f"{place}_{new_id().hex}"}
    assert sign_in("Sam").get(address, asked, secure=True).status_code == 200


def test_only_how_much_was_found_is_read_out_loud(world: "World", sign_in: "SignIn") -> None:
    browser = sign_in("Sam")
    found = browser.get("/search/", {"q": "biscuits"}, secure=True).content.decode()
    said = re.search(r'role="status">([^<]*)</p>', found)
    assert said
    assert re.fullmatch(r"\d+ places? found", said[1])
    assert "Nothing found" in text(browser.get("/search/", {"q": "zzz"}, secure=True))


def test_home_asks_as_often_however_many_people_dawn_knows(
    world: "World", sign_in: "SignIn"
) -> None:
    browser, dawn = sign_in("Dawn"), world.viewer("Dawn")
    say_what_matters(
        by=dawn, relationship_id=world.between("Dawn", "Kay"), person_id=dawn.person_id, words="Tea"
    )

    def questions() -> int:
        browser.get("/home/", secure=True)
        with CaptureQueriesContext(connections["default"]) as asked:
            assert "“Tea”" in text(browser.get("/home/", secure=True))
        return len(asked)

    few = questions()
    for name in ("Ned", "Wren"):
        begin_relationship(by=dawn, called=name)
    assert questions() == few


def test_dawn_reads_how_to_leave_with_keys_on_the_page_of_her_phones(sign_in: "SignIn") -> None:
    assert "press Escape three times" in sign_in("Dawn").get("/me/", secure=True).content.decode()
    assert "Escape" not in sign_in("Sam").get("/me/", secure=True).content.decode()
