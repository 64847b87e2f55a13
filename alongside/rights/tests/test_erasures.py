"""Erasing: asked twice, a week to think, then gone; and what others told, thing by thing."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import Http404
from django.test import Client

from alongside.access.viewer import Life, Viewer
from alongside.accounts.models import Account
from alongside.drafts.models import Draft
from alongside.kit.ids import new_id
from alongside.kit.time import at
from alongside.moments.actions import note_moment
from alongside.moments.models import Kind, Moment, Stance, Telling
from alongside.moments.queries import story_page
from alongside.people.models import Person
from alongside.relationships.queries import my_relationships
from alongside.rights.actions import erasures
from alongside.rights.actions.erasures import (
    WAIT,
    HoldStands,
    TooEarly,
    ask_to_erase,
    confirm_erasing,
    decide_words,
    finish_erasing,
    finish_what_is_due,
    hold_words,
    lift_hold,
    my_standing,
    take_erasing_back,
)
from alongside.rights.kinds import CALLED, as_read
from alongside.rights.models import ErasureAsk, ErasureDecision
from alongside.rights.queries import kinds_between, left_to_decide, words_left
from alongside.vault.erased import listed
from alongside.vault.fields import open_rows
from alongside.vault.keyring import keyring
from alongside.world.small import World
from conftest import TUESDAY, SignIn

A_WEEK_LATER = TUESDAY + WAIT + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def erased_list(settings: Any, tmp_path: Path) -> Path:
    settings.ERASED_LIST = tmp_path / "erased.list"
    return tmp_path / "erased.list"


def erased(world: World, name: str) -> None:
    viewer = world.viewer(name)
    ask = ask_to_erase(by=viewer, id=new_id())
    confirm_erasing(by=viewer, ask_id=ask.id)
    with at(A_WEEK_LATER):
        finish_erasing(by=viewer, ask_id=ask.id)


def page_of(browser: Client, path: str) -> str:
    return browser.get(path, secure=True).content.decode()


def set_a_passphrase(world: World) -> None:
    account = world.account("Dawn")
    account.set_password("biscuit is a good dog")
    account.save()


def told_by(name: str, world: World, reader: str) -> list[str]:
    """What this reader reads of what somebody told, with fresh keys."""
    with keyring():
        seen = Telling.objects.visible_to(world.viewer(reader))
        rows = list(seen.filter(teller_id=world.person(name)))
        open_rows(rows)
    return [row.words for row in rows]


def test_dawn_asks_twice_and_then_has_a_week(world: World) -> None:
    dawn = world.viewer("Dawn")
    ask = ask_to_erase(by=dawn, id=new_id())
    with pytest.raises(TooEarly):
        finish_erasing(by=dawn, ask_id=ask.id)
    confirm_erasing(by=dawn, ask_id=ask.id)
    with at(TUESDAY + WAIT - timedelta(minutes=1)), pytest.raises(TooEarly):
        finish_erasing(by=dawn, ask_id=ask.id)
    assert finish_what_is_due() == 0
    assert "I told you to get lost twice." in told_by("Dawn", world, "Sam")
    with at(A_WEEK_LATER):
        assert finish_what_is_due() == 1
        assert finish_what_is_due() == 0
    assert set(told_by("Dawn", world, "Sam")) == {"These words were erased."}


def test_dawn_can_take_it_back_and_nothing_was_touched(world: World, erased_list: Path) -> None:
    dawn = world.viewer("Dawn")
    ask = ask_to_erase(by=dawn, id=new_id())
    confirm_erasing(by=dawn, ask_id=ask.id)
    take_erasing_back(by=dawn, ask_id=ask.id)
    with at(A_WEEK_LATER):
        assert finish_what_is_due() == 0
        finish_erasing(by=dawn, ask_id=ask.id)
    assert my_standing(dawn) is None
    assert not erased_list.exists()
    assert "I told you to get lost twice." in told_by("Dawn", world, "Sam")


def test_taken_back_while_the_place_tidies_up_is_taken_back(
    world: World, erased_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dawn = world.viewer("Dawn")
    ask = ask_to_erase(by=dawn, id=new_id())
    confirm_erasing(by=dawn, ask_id=ask.id)

    def then_takes_it_back() -> Iterator[ErasureAsk]:
        yield ask
        take_erasing_back(by=dawn, ask_id=ask.id)

    monkeypatch.setattr(erasures, "due_erasures", then_takes_it_back)
    with at(A_WEEK_LATER):
        assert finish_what_is_due() == 0
    assert not erased_list.exists()


def test_for_the_whole_week_every_page_of_dawns_says_so_and_how_to_keep_her_words(
    world: World, sign_in: SignIn
) -> None:
    coming, desk = "Your words are erased on Tuesday 24 November", sign_in("Sam")
    browser, dawn = sign_in("Dawn"), world.viewer("Dawn")
    ask = ask_to_erase(by=dawn, id=new_id())
    where = f"/with/{world.between('Dawn', 'Sam')}/"
    assert coming not in page_of(browser, "/home/"), "asked once is nothing yet"
    confirm_erasing(by=dawn, ask_id=ask.id)
    for path in ("/home/", "/me/", "/promises/", where, "/my-copy/"):
        assert coming in page_of(browser, path), path
        assert f"/asking/{ask.id}/taking-back/" in page_of(browser, path)
    assert page_of(browser, "/asking/").count(coming) == 1
    for path in ("/today/", where):
        assert "are erased on" not in page_of(desk, path)
    browser.post(f"/asking/{ask.id}/taking-back/", secure=True)
    assert coming not in page_of(browser, "/home/")


def test_whoever_holds_a_phone_left_open_erases_nothing(world: World, sign_in: SignIn) -> None:
    set_a_passphrase(world)
    browser, id = sign_in("Dawn"), new_id()
    with at(TUESDAY + timedelta(minutes=11)):
        first = browser.post("/asking/", {"id": id, "sure": "on"}, secure=True)
        assert first["Location"] == "/me/again/?next=%2Fasking%2F"
        assert not ErasureAsk.objects.exists()
        ask_to_erase(by=world.viewer("Dawn"), id=id)
        second = browser.post(f"/asking/{id}/again/", {"id": id, "sure": "on"}, secure=True)
        assert second["Location"].startswith("/me/again/")
        assert "you can take it back" not in page_of(browser, "/asking/")
        browser.post(f"/asking/{id}/taking-back/", secure=True)
    assert my_standing(world.viewer("Dawn")) is None, "to keep them asks nothing"


def test_asking_again_while_one_is_open_is_the_same_asking(world: World) -> None:
    dawn = world.viewer("Dawn")
    assert ask_to_erase(by=dawn, id=new_id()) == ask_to_erase(by=dawn, id=new_id())


def test_nobody_at_work_sees_that_dawn_thinks_of_it(world: World) -> None:
    ask = ask_to_erase(by=world.viewer("Dawn"), id=new_id())
    at_work = Viewer(world.person("Dawn"), Life.WORKING)
    for viewer in (world.viewer("Sam"), at_work):
        assert not ErasureAsk.objects.visible_to(viewer).filter(id=ask.id).exists()
    with pytest.raises(Http404):
        ask_to_erase(by=at_work, id=new_id())


def test_everything_of_dawns_own_is_gone_and_what_others_hold_stands(world: World) -> None:
    erased(world, "Dawn")
    sam = world.viewer("Sam")
    with keyring():
        page = story_page(sam, world.between("Dawn", "Sam"))
        names = {between.other.called for between in my_relationships(sam)}
        lived = list(Person.objects.get(id=world.person("Dawn")).addresses.all())
        open_rows(lived)
    assert page.entries
    assert "Somebody who is no longer here" in names
    assert "Dawn" not in names
    assert [where.words for where in lived] == [""]
    assert not Account.objects.filter(person_id=world.person("Dawn")).exists()
    assert "She told me to get lost." in " ".join(told_by("Sam", world, "Sam"))
    assert "Tea at the café." in " ".join(told_by("Kay", world, "Kay"))


def test_erasing_sams_own_life_leaves_what_he_does_at_work(world: World) -> None:
    own, working = world.viewer("Sam, his own life"), world.viewer("Sam")
    Draft.objects.create(person_id=own.person_id, life="own", form="note", words="{}")
    with at(TUESDAY):
        Moment.objects.create(
            noted_by_id=own.person_id, life="own", kind="met", opens_at=TUESDAY, others="My dad"
        )
    erased(world, "Sam, his own life")
    with keyring():
        sam = Person.objects.get(id=working.person_id)
        open_rows([sam])
        graham = world.viewer("Graham")
        seen = Telling.objects.visible_to(graham).filter(teller_id=own.person_id)
        his = list(seen.filter(relationship_id=world.between("Sam, his own life", "Graham")))
        open_rows(his)
    assert sam.called == "Sam"
    assert {telling.words for telling in his} == {"These words were erased."}
    assert "She told me to get lost." in " ".join(told_by("Sam", world, "Sam"))
    assert "Ask Priya why" in " ".join(told_by("Sam", world, "Sam"))
    assert not Moment.objects.filter(noted_by_id=own.person_id, life="own", relationship=None)
    assert not Draft.objects.filter(person_id=own.person_id, life="own").exists()


def test_what_was_erased_is_listed_by_ids_alone_before_it_is_gone(
    world: World, erased_list: Path
) -> None:
    erased(world, "Dawn")
    scopes = {line["key"] for line in listed(erased_list) if "key" in line}
    dawn = world.person("Dawn").hex
    assert {f"person:{dawn}", f"address:{dawn}"} <= scopes
    assert f"between:{world.between('Dawn', 'Sam').hex}:{dawn}" in scopes
    assert erased_list.stat().st_mode & 0o777 == 0o600
    assert "Dawn" not in erased_list.read_text()


def test_sam_decides_thing_by_thing_about_what_he_told(world: World) -> None:
    erased(world, "Dawn")
    sam, between = world.viewer("Sam"), world.between("Dawn", "Sam")
    with keyring():
        left = words_left(sam, between)
        row, said = next((row, said) for row, said in left if "get lost" in said[0])
        kind = row._meta.label
        for _ in range(2):
            decide_words(
                by=sam, relationship_id=between, kind=kind, row_id=row.pk, destroy=True,
                reason="Dawn asked",
            )  # fmt: skip
        after = words_left(sam, between)
    assert len(after) == len(left) - 1
    assert said[0] not in " ".join(told_by("Sam", world, "Sam"))
    assert not Telling.objects.get(id=row.pk).words
    assert ErasureDecision.objects.visible_to(sam).count() == 1


def test_a_hold_refuses_in_its_own_words_and_lifting_it_lets_the_words_go(world: World) -> None:
    sam, between = world.viewer("Sam"), world.between("Dawn", "Sam")
    why = "The coroner needs what was written until the inquest is over."
    hold = hold_words(by=sam, relationship_id=between, words=why, until=date(2027, 1, 31))
    erased(world, "Dawn")
    with keyring():
        row, _said = words_left(sam, between)[0]
        thing: dict[str, Any] = {
            "relationship_id": between,
            "kind": row._meta.label,
            "row_id": row.pk,
        }
        with pytest.raises(HoldStands, match="coroner"):
            decide_words(by=sam, **thing, destroy=True, reason="asked")
        decide_words(by=sam, **thing, destroy=False, reason="the inquest")
        lift_hold(by=sam, hold_id=hold.id)
        decide_words(by=sam, **thing, destroy=True, reason="over")
    assert ErasureDecision.objects.get().destroyed


def test_nobody_decides_about_what_they_have_no_ground_on(world: World) -> None:
    erased(world, "Dawn")
    between = world.between("Dawn", "Sam")
    telling = Telling.objects.filter(relationship_id=between, teller_id=world.person("Sam")).latest(
        "told_at"
    )
    thing: dict[str, Any] = {
        "kind": "moments.Telling",
        "row_id": telling.id,
        "destroy": True,
        "reason": "mine",
    }
    for name, where in (("Bev", between), ("Priya", world.between("Dawn", "Priya"))):
        with pytest.raises(Http404):
            decide_words(by=world.viewer(name), relationship_id=where, **thing)


def test_nothing_is_to_decide_while_dawn_is_here(world: World) -> None:
    sam, between = world.viewer("Sam"), world.between("Dawn", "Sam")
    row, _said = words_left(sam, between)[0]
    with pytest.raises(Http404):
        decide_words(
            by=sam, relationship_id=between, kind=row._meta.label, row_id=row.pk, destroy=True,
            reason="tidy",
        )  # fmt: skip


def test_the_pages_walk_through_it(world: World, sign_in: SignIn) -> None:
    browser, id = sign_in("Dawn"), new_id()
    assert b"field" in browser.post("/asking/", {"id": id}, secure=True).content
    first = browser.post("/asking/", {"id": id, "sure": "on"}, secure=True)
    second = browser.post(first["Location"], {"id": id, "sure": "on"}, secure=True)
    assert second["Location"] == "/asking/"
    assert "you can take it back" in browser.get("/asking/", secure=True).content.decode()
    with at(A_WEEK_LATER):
        browser = sign_in("Dawn")
        done = browser.post(f"/asking/{id}/finishing/", secure=True)
        assert done["Location"] == "/away/"
        assert browser.get("/home/", secure=True).status_code == 302
        desk = sign_in("Sam")
        where = f"/with/{world.between('Dawn', 'Sam')}/"
        assert desk.get(where, secure=True).status_code == 200
        assert "Destroy these words" in desk.get(f"{where}staying/", secure=True).content.decode()
        for path in (
            "/today/",
            "/people/",
            f"{where}promises/",
            f"{where}between-us/",
            "/search/?q=lost",
        ):
            assert desk.get(path, secure=True).status_code == 200


def test_nothing_can_be_said_in_the_name_of_somebody_erased(world: World, sign_in: SignIn) -> None:
    erased(world, "Dawn")
    where = f"/with/{world.between('Dawn', 'Sam')}/"
    with at(A_WEEK_LATER):
        answer = sign_in("Sam").post(
            f"{where}mattering/",
            {"person": world.person("Dawn"), "words": "Tea", "said_yes": "on"},
            secure=True,
        )
    assert answer.status_code == 410


def test_erasing_reaches_both_records_of_somebody_who_is_two(world: World) -> None:
    """Terry said yes that he is Terry N. as well."""
    erased(world, "Terry")
    with keyring():
        both = Person.objects.filter(id__in=[world.person("Terry"), world.person("Terry N.")])
        open_rows(both_of_them := list(both))
    assert {each.called for each in both_of_them} == {"Somebody who is no longer here"}


def test_today_leads_sam_to_what_he_told_about_dawn_until_all_of_it_is_decided(
    world: World, sign_in: SignIn
) -> None:
    us = world.between("Dawn", "Sam")
    where = f"/with/{us}/staying/"
    assert where not in page_of(sign_in("Sam"), "/today/")
    erased(world, "Dawn")
    with at(A_WEEK_LATER):
        desk = sign_in("Sam")
        assert where in page_of(desk, "/today/")
        assert where in page_of(desk, f"/with/{us}/between-us/")
        for row, _words in words_left(world.viewer("Sam"), us):
            said = {"kind": row._meta.label, "row": str(row.pk), "reason": "A court date."}
            desk.post(where, {**said, "stay": "yes"}, secure=True)
        assert where not in page_of(desk, "/today/")


def test_each_of_those_erased_waits_by_itself(world: World) -> None:
    for name in ("Dawn", "Terry"):
        erased(world, name)
    with at(A_WEEK_LATER), keyring():
        people = my_relationships(sam := world.viewer("Sam"))
        waits = {each.id for each in people if each.id in left_to_decide(sam, people)}
    assert {world.between("Dawn", "Sam"), world.between("Terry", "Sam")} <= waits
    assert world.between("Mo", "Sam") not in waits


def test_a_friend_decides_about_what_she_told_in_her_own_life(
    world: World, sign_in: SignIn
) -> None:
    us = world.between("Dawn", "Kay")
    moment = note_moment(
        by=world.viewer("Kay"), relationship_id=us, kind=Kind.MET, words="She laughed."
    )
    erased(world, "Dawn")
    with at(A_WEEK_LATER):
        phone = sign_in("Kay")
        assert "She laughed." in page_of(phone, f"/with/{us}/staying/")
        telling = Telling.objects.get(moment=moment)
        said = {"kind": telling._meta.label, "row": str(telling.pk), "reason": "She asked."}
        phone.post(f"/with/{us}/staying/", {**said, "destroy": "yes"}, secure=True)
        assert "She laughed." not in page_of(phone, f"/with/{us}/")


def test_dawn_reads_why_words_have_to_stay(world: World, sign_in: SignIn) -> None:
    us = world.between("Dawn", "Sam")
    hold_words(
        by=world.viewer("Sam"), relationship_id=us, words="The court asked.", until=TUESDAY.date()
    )
    assert "The court asked." in page_of(sign_in("Dawn"), f"/with/{us}/staying/")


def test_every_kind_of_thing_has_a_name_in_plain_words() -> None:
    assert {model._meta.label for model in kinds_between()} == set(CALLED)


def test_a_dot_is_said_as_what_it_is() -> None:
    assert as_read(Stance(place="70,30"), ["70,30"]) == ["Support 70, challenge 30, of 100"]
