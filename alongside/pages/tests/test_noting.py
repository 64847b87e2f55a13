"""Noting a moment, end to end: with whom, what may be a slip, and that no word is lost."""

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.db import OperationalError, connection

from alongside.drafts.queries import draft_of
from alongside.kit.ids import new_id
from alongside.kit.time import at, now
from alongside.moments.actions import place_stance
from alongside.moments.models import Moment
from alongside.pages.tests.place import note_of, text
from alongside.promises.models import Promise
from alongside.relationships.actions import begin_relationship
from alongside.relationships.models import Side
from alongside.rights.actions.logs import hear_complaints
from alongside.rights.models import LogEntry
from conftest import TUESDAY

if TYPE_CHECKING:
    from collections.abc import Callable

    Execute = Callable[..., object]

    from django.test import Client

    from alongside.world.small import World
    from conftest import SignIn


def test_a_moment_is_noted_together_with_its_promise_and_its_draft_goes(
    world: "World", sign_in: "SignIn"
) -> None:
    browser = sign_in("Sam")
    browser.post("/drafts/note/", {"words": "On the st"}, secure=True)
    sent = note_of(world, promise="Bring socks", whose="me", promise_day="2026-11-19")
    answer = browser.post("/note/", sent, secure=True)
    moment = Moment.objects.get(id=sent["id"])
    assert answer["Location"] == f"/moments/{moment.id}/"
    assert Promise.objects.get(moment=moment).opens_at == moment.opens_at
    assert draft_of(world.viewer("Sam"), "note") is None


def test_the_same_note_posted_twice_makes_one_moment_and_one_promise(
    world: "World", sign_in: "SignIn"
) -> None:
    browser = sign_in("Sam")
    sent = note_of(world, promise="Bring socks", whose="me")
    for _ in range(2):
        browser.post("/note/", sent, secure=True)
    assert Moment.objects.filter(id=sent["id"]).count() == 1
    assert Promise.objects.filter(moment_id=sent["id"]).count() == 1


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"who": ""}, "Choose one."),
        ({"who": str(new_id())}, "not on the list"),
        ({"day": "2030-01-01"}, "still to come"),
        ({"day": "31/31/2026"}, "could not read that day"),
        ({"day": "0026-11-17"}, "all four numbers"),
        ({"promise": "Socks", "promise_day": "2020-01-01"}, "That is in the past."),
        ({"promise": "Socks", "promise_day": "0020-01-01"}, "all four numbers"),
        ({"promise_day": "2026-11-20"}, "Write what is promised"),
        ({"promise": "Socks", "who": "me"}, "A promise needs two."),
        ({"see": "apart"}, "Write a reason, or share it with them."),
        ({"see": "apart", "review_on": "2020-01-01"}, "still to come"),
        ({"see": "apart", "review_on": "9999-01-01"}, "Choose a day within a year."),
    ],
)
def test_a_note_with_a_problem_says_so_beside_it_keeps_the_words_and_changes_nothing(
    world: "World", sign_in: "SignIn", wrong: dict[str, str], says: str
) -> None:
    before = Moment.objects.count()
    answer = sign_in("Sam").post("/note/", note_of(world, **wrong), secure=True)
    assert says in text(answer)
    assert "On the steps." in text(answer)
    assert Moment.objects.count() == before


def test_a_locked_store_says_so_writes_nothing_and_hands_the_words_back(
    world: "World", sign_in: "SignIn", monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(**_said: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("alongside.pages.actions.let_draft_go", locked)
    before = Moment.objects.count()
    answer = sign_in("Sam").post("/note/", note_of(world), secure=True)
    assert answer.status_code == 503
    assert "On the steps." in text(answer)
    assert 'name="words" value="On the steps."' in answer.content.decode()
    assert Moment.objects.count() == before


@pytest.mark.parametrize("says", ["disk I/O error", "database or disk is full"])
def test_a_full_disk_says_what_to_do_and_keeps_every_word_of_sams_note(
    world: "World", sign_in: "SignIn", says: str
) -> None:
    def full(execute: "Execute", sql: str, *rest: object) -> object:
        if sql.startswith('INSERT INTO "moments_telling"'):
            raise OperationalError(says)
        return execute(sql, *rest)

    before, browser = Moment.objects.count(), sign_in("Sam")
    with connection.execute_wrapper(full):
        answer = browser.post("/note/", note_of(world), secure=True)
    assert answer.status_code == 503
    assert "The disk here is full" in text(answer)
    assert "Tell whoever looks after this place." in text(answer)
    assert "The file you chose" not in text(answer)
    assert 'name="words" value="On the steps."' in answer.content.decode()
    assert Moment.objects.count() == before


def test_an_odd_day_is_asked_about_and_then_believed(world: "World", sign_in: "SignIn") -> None:
    sent = note_of(world, day="2019-05-01", sure="on")
    sign_in("Sam").post("/note/", sent, secure=True)
    assert Moment.objects.get(id=sent["id"]).happened_at.year == 2019


@pytest.mark.parametrize(
    ("odd", "tick"),
    [
        ({"day": "2019-05-01"}, "sure"),
        ({"day": "2030-05-01"}, "sure"),
        ({"promise": "Bring socks", "promise_day": "2020-01-01"}, "promise_sure"),
        ({"promise": "Bring socks", "promise_day": "2040-01-01"}, "promise_sure"),
    ],
)
def test_sam_can_tick_that_an_odd_day_in_his_note_is_right(
    world: "World", sign_in: "SignIn", odd: dict[str, str], tick: str
) -> None:
    browser, sent = sign_in("Sam"), note_of(world, **odd)
    asked = browser.post("/note/", sent, secure=True).content.decode()
    assert f'type="checkbox" name="{tick}"' in asked
    browser.post("/note/", {**sent, tick: "on"}, secure=True)
    assert Moment.objects.filter(id=sent["id"]).exists()


def test_undo_puts_the_words_back_into_the_note(world: "World", sign_in: "SignIn") -> None:
    browser = sign_in("Sam")
    sent = note_of(world, promise="Bring socks", whose="me")
    promises = Promise.objects.count()
    sent |= {"stance": "pushing", "stance-up": "20", "stance-right": "90"}
    browser.post("/drafts/note/", {"words": "Something else, begun."}, secure=True)
    browser.post("/note/", sent, secure=True)
    about = f"note/{sent['who']}"
    begun = {"words": "More, begun.", "learned": "Tea first", "promise": "Ring", "whose": "them"}
    browser.post(f"/drafts/{about}/", begun, secure=True)
    other = {"words": "About Wren.", "who": str(world.between("Dawn", "Sam"))}
    browser.post("/drafts/note/", other, secure=True)
    assert Promise.objects.count() == promises + 1
    answer = browser.post(f"/moments/{sent['id']}/undoing/", secure=True)
    assert not Moment.objects.filter(id=sent["id"]).exists()
    assert Promise.objects.count() == promises
    again = draft_of(world.viewer("Sam"), about) or {}
    # Nothing typed before is written over, and nothing about anybody else stands beside it.
    assert again["words"] == ["More, begun.\n\nOn the steps.\n\nBring socks"]
    assert (again["promise"], again["whose"]) == (["Ring"], ["them"])
    assert (again["learned"], again["stance-right"]) == (["Tea first"], ["90"])
    assert (draft_of(world.viewer("Sam"), "note") or {})["words"] == ["About Wren."]
    shown = text(browser.get(answer["Location"], secure=True))
    assert "On the steps." in shown
    assert "About Wren." not in shown


def test_what_was_kept_apart_stays_apart_beside_what_was_typed_to_be_shared(
    world: "World", sign_in: "SignIn"
) -> None:
    apart = {"see": "apart", "why": "safety", "reason": "To keep somebody safe."}
    sent = note_of(world, **apart, review_on=f"{TUESDAY + timedelta(days=30):%Y-%m-%d}")
    sam, about = sign_in("Sam"), f"note/{sent['who']}"
    sam.post("/note/", sent, secure=True)
    assert Moment.objects.filter(id=sent["id"]).exists()
    typed = {"words": "Tea first.", "see": "both", "promise": "Ring", "whose": "me"}
    sam.post(f"/drafts/{about}/", typed, secure=True)
    sam.post(f"/moments/{sent['id']}/undoing/", secure=True)
    again = draft_of(world.viewer("Sam"), about) or {}
    assert again["words"] == ["Tea first.\n\nOn the steps."]
    assert (again["see"], again["why"]) == (["apart"], ["safety"])
    assert again["reason"] == ["To keep somebody safe."]


def test_wrong_person_gives_the_words_back_without_a_name(
    world: "World", sign_in: "SignIn"
) -> None:
    browser = sign_in("Sam")
    sent = note_of(world)
    browser.post("/note/", sent, secure=True)
    dawn = world.between("Dawn", "Sam")
    browser.post("/drafts/note/", {"words": "About Dawn.", "who": str(dawn)}, secure=True)
    browser.post(f"/moments/{sent['id']}/wrong-person/", secure=True)
    kept = draft_of(world.viewer("Sam"), "note") or {}
    assert kept["words"] == ["On the steps."]
    assert "who" not in kept
    assert (draft_of(world.viewer("Sam"), f"note/{dawn}") or {})["words"] == ["About Dawn."]


def test_wrong_person_sent_twice_loses_nothing_that_waits_in_the_note(
    world: "World", sign_in: "SignIn"
) -> None:
    lines = {"in_the_way": "the form", "learned": "walk there"}
    browser, sent = sign_in("Sam"), note_of(world, **lines)
    browser.post("/note/", sent, secure=True)
    with at(now() + timedelta(minutes=6)):
        place_stance(by=world.viewer("Terry"), moment_id=UUID(sent["id"]), support=1, challenge=1)
        for _ in range(2):
            browser.post(f"/moments/{sent['id']}/wrong-person/", secure=True)
    kept = draft_of(world.viewer("Sam"), "note") or {}
    assert kept["words"] == ["On the steps."]
    assert (kept["in_the_way"], kept["learned"]) == (["the form"], ["walk there"])


def test_what_was_on_the_wrong_person_is_under_what_went_wrong_at_once_and_once(
    world: "World", sign_in: "SignIn"
) -> None:
    hear_complaints(by=world.viewer("Bev"), does="who runs the team")
    browser, sent = sign_in("Sam"), note_of(world)
    address = f"/moments/{sent['id']}/wrong-person/"
    browser.post("/note/", sent, secure=True)
    with at(now() + timedelta(minutes=6)):
        place_stance(by=world.viewer("Terry"), moment_id=UUID(sent["id"]), support=1, challenge=1)
        says = "It is then under “What went wrong”."
        assert says in text(browser.get(address, secure=True))
        for _ in range(2):
            browser.post(address, secure=True)
    entry = LogEntry.objects.get(wrong_person__moment_id=sent["id"])
    assert entry.wrong_person is not None
    assert (entry.about, entry.breach, entry.known_at) == ("incident", True, entry.wrong_person.at)
    for name in ("Sam", "Bev"):
        listed = text(sign_in(name).get("/incidents/", secure=True))
        assert "A moment was noted on the wrong person." in listed, name
        assert "The law gives until" in listed
        page = text(sign_in(name).get(f"/log/{entry.id}/", secure=True))
        assert "Add words if they help" in page
        assert "On the steps." not in page
        assert "Terry" not in page
    listed = text(sign_in("Ines").get("/incidents/", secure=True))
    assert "on the wrong person." not in listed
    assert "Nothing is written down" in listed


def test_the_summary_of_a_note_leads_to_the_first_person(world: "World", sign_in: "SignIn") -> None:
    page = sign_in("Sam").post("/note/", note_of(world, who=""), secure=True).content.decode()
    assert 'href="#id_who_0"' in page
    assert page.count('id="id_who_0"') == 1
    assert '<input type="radio" name="who" id="id_who_0"' in page
    assert page.count('aria-invalid="true"') == page.count('name="who"')


def test_words_that_meet_a_closed_door_are_handed_back(world: "World", client: "Client") -> None:
    promise = f"/promises/{Promise.objects.latest('due_at').id}/"
    answer = client.post("/note/", note_of(world), secure=True)
    assert answer.status_code == 403
    assert "On the steps." in text(answer)
    assert 'name="kind" value="met"' in answer.content.decode()
    quiet = client.post(
        "/drafts/note/", note_of(world), secure=True, headers={"X-Requested-With": "keep-words"}
    )
    assert quiet.status_code == 302
    stood = {"referer": f"https://testserver{promise}"}
    button = client.post(f"{promise}keeping/", {"id": str(new_id())}, secure=True, headers=stood)
    assert button["Location"] == f"/come-in/?next={promise}"


def test_two_who_are_called_the_same_are_told_apart_before_anything_is_saved(
    world: "World", sign_in: "SignIn"
) -> None:
    begin_relationship(by=world.viewer("Sam"), called="terry", began_on=date(2026, 3, 4))
    browser = sign_in("Sam")
    for page in ("/people/", "/note/", "/promises/", "/today/"):
        assert "terry since 4 March 2026" in text(browser.get(page, secure=True))
    assert "Dawn since" not in text(browser.get("/note/", secure=True))


def test_of_many_people_sam_finds_one_by_name(world: "World", sign_in: "SignIn") -> None:
    browser, sam = sign_in("Sam"), world.viewer("Sam")
    assert 'type="search"' not in browser.get("/people/", secure=True).content.decode()
    for number in range(12):
        begin_relationship(by=sam, called=f"Neighbour {number}")
    assert 'type="search"' in browser.get("/people/", secure=True).content.decode()
    found = text(browser.get("/people/", {"name": "NEIGHBOUR 7"}, secure=True))
    assert "1 person." in found
    assert "Neighbour 7" in found
    assert "Neighbour 6" not in found
    nobody = text(browser.get("/people/", {"name": "zzz"}, secure=True))
    assert "Nobody you know here is called that." in nobody
    note = browser.get("/note/", secure=True).content.decode()
    assert note.count("data-name=") - note[: note.index("Someone else")].count("data-name=") == 12


def test_a_note_says_who_sees_it_and_nobody_sees_what_they_have_no_way_in_to(
    world: "World", sign_in: "SignIn"
) -> None:
    browser = sign_in("Sam")
    ned = begin_relationship(by=world.viewer("Sam"), called="Ned")
    note = browser.get("/note/", secure=True).content.decode()
    assert re.search(r'data-name="Ned" data-here="no"', note)
    assert re.search(r'data-name="Dawn">', note)
    sent = note_of(world, who=str(ned.id))
    browser.post("/note/", sent, secure=True)
    saved = text(browser.get(f"/moments/{sent['id']}/", secure=True))
    assert "Ned has no way in yet, so read it together." in saved
    assert "Ned sees this" not in saved


def test_dawn_starts_a_moment_from_home_and_from_her_story(
    world: "World", sign_in: "SignIn"
) -> None:
    dawn, between = sign_in("Dawn"), world.between("Dawn", "Sam")
    home = dawn.get("/home/", secure=True).content.decode()
    assert re.search(r'href="/note/">.{0,300}Note a moment', home, re.DOTALL)
    story = dawn.get(f"/with/{between}/", secure=True).content.decode()
    assert f'href="/note/?with={between}"' in story
    form = dawn.get(f"/note/?with={between}", secure=True).content.decode()
    assert re.search(rf'value="{between}"[^>]* checked', form)


def test_somebody_with_nobody_yet_can_still_note_a_moment(
    world: "World", sign_in: "SignIn"
) -> None:
    Side.objects.filter(person_id=world.person("Dawn")).delete()
    assert 'href="/note/"' in sign_in("Dawn").get("/home/", secure=True).content.decode()
