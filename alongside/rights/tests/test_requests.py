"""Data requests: made sure of through a relationship, looked through by who has a ground."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404

from alongside.kit.ids import new_id
from alongside.kit.time import at
from alongside.moments.actions import Apart, note_moment
from alongside.moments.models import Moment, Telling
from alongside.rights.actions.copies import take_out
from alongside.rights.actions.logs import hear_complaints
from alongside.rights.actions.requests import (
    NotYet,
    SameTwo,
    Thing,
    call_back,
    release,
    review_withheld,
    say_about_them,
    say_looked_through,
    say_not_me,
    standing_of,
    take_released,
    withhold,
    write_request_down,
)
from alongside.rights.models import DataRequest, RequestStep, Withheld
from alongside.rights.queries import to_look_through
from alongside.rights.tests.test_copies import opened
from alongside.world.small import World
from conftest import TUESDAY, SignIn

LATER = TUESDAY + timedelta(hours=25)
OTHERWISE = "I did see you. I had Kay with me"


@pytest.fixture
def asked(world: World) -> DataRequest:
    return write_request_down(
        by=world.viewer("Sam"),
        relationship_id=world.between("Dawn", "Sam"),
        asked_by="Dawn, to my face",
        how="I have walked with her since March",
        asked_on=TUESDAY.date(),
        id=new_id(),
    )


@pytest.fixture
def about_kay(world: World) -> Thing:
    telling = Telling.objects.get(teller_id=world.person("Dawn"), otherwise=True)
    between = world.between("Dawn", "Sam")
    return Thing(relationship_id=between, kind="moments.Telling", row_id=telling.id)


def hold_back(world: World, asked: DataRequest, thing: Thing, by: str = "Sam") -> Withheld:
    bev = hear_complaints(by=world.viewer("Bev"), does="")
    return withhold(
        by=world.viewer(by),
        request_id=asked.id,
        thing=thing,
        why="third-party",
        reason="It says what Kay went through.",
        hearer_id=bev.id,
    )


def look_through(world: World, asked: DataRequest, *names: str) -> None:
    for name in names or ("Sam", "Priya"):
        say_looked_through(by=world.viewer(name), request_id=asked.id)


def given_out(world: World, asked: DataRequest) -> None:
    with at(LATER):
        look_through(world, asked)
        call_back(by=world.viewer("Sam"), request_id=asked.id)
        release(by=world.viewer("Sam"), request_id=asked.id)


def test_nothing_is_given_out_within_a_day_nor_without_a_call_back(
    world: World, asked: DataRequest
) -> None:
    sam = world.viewer("Sam")
    with pytest.raises(NotYet) as still:
        release(by=sam, request_id=asked.id)
    assert still.value.waits == ["a-day", "call-back", "looking-through"]
    call_back(by=sam, request_id=asked.id)
    look_through(world, asked)
    with at(TUESDAY + timedelta(hours=23)), pytest.raises(NotYet):
        release(by=sam, request_id=asked.id)
    with at(LATER):
        release(by=sam, request_id=asked.id)
    assert standing_of(asked).released


def test_nothing_is_given_out_to_somebody_dawn_named_never_to_tell(world: World) -> None:
    asked = write_request_down(
        by=world.viewer("Sam"),
        relationship_id=world.between("Dawn", "Sam"),
        asked_by="A solicitor, for neil barker, by letter",
        how="They sent a form",
        asked_on=TUESDAY.date(),
        id=new_id(),
    )
    with pytest.raises(NotYet) as still:
        given_out(world, asked)
    assert still.value.waits == ["never-tell"]


def test_dawn_can_say_it_was_not_her_and_then_nothing_is_given_out(
    world: World, asked: DataRequest
) -> None:
    say_not_me(by=world.viewer("Dawn"), request_id=asked.id)
    call_back(by=world.viewer("Sam"), request_id=asked.id)
    with at(LATER), pytest.raises(NotYet) as still:
        release(by=world.viewer("Sam"), request_id=asked.id)
    assert still.value.waits == ["not-me", "looking-through"]


def test_only_dawn_takes_it_and_only_once_it_is_given_out(world: World, asked: DataRequest) -> None:
    dawn = world.viewer("Dawn")
    with pytest.raises(Http404):
        take_released(by=dawn, request_id=asked.id, id=new_id())
    given_out(world, asked)
    files = opened(take_released(by=dawn, request_id=asked.id, id=new_id()))
    assert OTHERWISE in "".join(files.values())
    for name in ("Sam", "Priya", "Kay", "Terry"):
        with pytest.raises(Http404):
            take_released(by=world.viewer(name), request_id=asked.id, id=new_id())


def test_it_waits_for_each_at_work_who_told_something(world: World, asked: DataRequest) -> None:
    call_back(by=world.viewer("Sam"), request_id=asked.id)
    look_through(world, asked, "Sam")
    with at(LATER), pytest.raises(NotYet) as still:
        release(by=world.viewer("Sam"), request_id=asked.id)
    assert still.value.waits == ["looking-through"]
    waits = [to_look_through(world.viewer(name)) for name in ("Sam", "Priya", "Dawn")]
    assert waits == [[], [asked.id], []]
    look_through(world, asked, "Priya")
    assert not to_look_through(world.viewer("Priya"))
    assert not standing_of(asked).yet_to_look
    for name in ("Bev", "Ruth", "Dawn"):
        with pytest.raises(Http404):
            look_through(world, asked, name)


def kept_apart(world: World) -> Moment:
    apart = Apart(why="third-party", reason="Kay told me.", review_on=TUESDAY.date())
    return note_moment(
        by=world.viewer("Sam"),
        relationship_id=world.between("Dawn", "Sam"),
        kind="call",
        words="Kay rang about the curtains.",
        apart=apart,
    )


def everything(world: World, asked: DataRequest) -> dict[str, str]:
    with at(LATER):
        return opened(take_released(by=world.viewer("Dawn"), request_id=asked.id, id=new_id()))


def test_what_sam_keeps_apart_is_given_out_once_he_has_looked_through_it(
    world: World, asked: DataRequest
) -> None:
    kept_apart(world)
    mine = opened(take_out(by=world.viewer("Dawn"), id=new_id()))
    assert "curtains" not in "".join(mine.values())
    given_out(world, asked)
    files = everything(world, asked)
    assert any("curtains" in words for name, words in files.items() if name.startswith("story-"))
    assert "Nothing here is marked as kept apart" in files["index.html"]


def test_what_is_kept_apart_after_that_stays_apart(world: World, asked: DataRequest) -> None:
    given_out(world, asked)
    with at(LATER + timedelta(minutes=1)):
        kept_apart(world)
    with at(LATER + timedelta(hours=1)):
        gathered = take_released(by=world.viewer("Dawn"), request_id=asked.id, id=new_id())
        files = opened(gathered)
    assert "curtains" not in "".join(files.values())
    assert "One thing is kept apart from you" in files["index.html"]


def of(world: World, moment: Moment) -> Thing:
    between = world.between("Dawn", "Sam")
    return Thing(relationship_id=between, kind="moments.Moment", row_id=moment.id)


def without(world: World, asked: DataRequest, moment: Moment) -> dict[str, str]:
    held = hold_back(world, asked, of(world, moment))
    review_withheld(by=world.viewer("Bev"), withheld_id=held.id, agrees=True)
    given_out(world, asked)
    return everything(world, asked)


def test_what_is_kept_apart_can_be_held_back_by_two(world: World, asked: DataRequest) -> None:
    files = without(world, asked, kept_apart(world))
    assert "curtains" not in "".join(files.values())
    assert "One thing was held back from this copy" in files["index.html"]


NOTE = "Ask Priya why I find the drink so hard to name"


@pytest.fixture
def note(world: World) -> Moment:
    return Moment.objects.get(relationship=None, noted_by_id=world.person("Sam"))


def test_a_note_to_just_me_is_given_out_only_where_sam_says_that_it_is_about_dawn(
    world: World, asked: DataRequest, note: Moment
) -> None:
    sam = world.viewer("Sam")
    for about in (True, False, True):
        say_about_them(by=sam, request_id=asked.id, note_id=note.id, about=about)
    mine = opened(take_out(by=world.viewer("Dawn"), id=new_id()))
    assert str(note.id) not in mine["everything.json"]
    given_out(world, asked)
    with pytest.raises(NotYet):
        say_about_them(by=sam, request_id=asked.id, note_id=note.id, about=False)
    story = next(words for words in everything(world, asked).values() if "<h1>Sam and " in words)
    assert NOTE in story
    assert "Sam noted this for themselves alone" in story


def test_a_note_that_sam_does_not_mark_stays_his(
    world: World, asked: DataRequest, note: Moment
) -> None:
    given_out(world, asked)
    everything_of_it = "".join(everything(world, asked).values())
    assert NOTE not in everything_of_it
    assert str(note.id) not in everything_of_it


def test_a_note_about_dawn_can_be_held_back_by_two(
    world: World, asked: DataRequest, note: Moment
) -> None:
    with pytest.raises(Http404):
        hold_back(world, asked, of(world, note), by="Priya")
    say_about_them(by=world.viewer("Sam"), request_id=asked.id, note_id=note.id, about=True)
    files = without(world, asked, note)
    assert NOTE not in "".join(files.values())
    assert "One thing was held back" in files["index.html"]


def test_only_its_writer_reads_and_marks_a_note_to_just_me(
    world: World, asked: DataRequest, note: Moment, sign_in: SignIn
) -> None:
    where = f"/data-requests/{asked.id}/looking-through/"
    assert NOTE in sign_in("Sam").get(where, secure=True).content.decode()
    assert NOTE not in sign_in("Priya").get(where, secure=True).content.decode()
    said = {"about": "yes", "row": note.id}
    assert sign_in("Priya").post(where, said, secure=True).status_code == 404
    assert sign_in("Sam").post(where, said, secure=True).status_code == 302
    assert "It is not about Dawn" in sign_in("Sam").get(where, secure=True).content.decode()
    for name, sees in (("Sam", 1), ("Priya", 0), ("Dawn", 0)):
        steps = RequestStep.objects.visible_to(world.viewer(name)).filter(row_id=note.id)
        assert steps.count() == sees


def test_what_is_held_back_is_counted_in_the_copy_with_how_to_complain(
    world: World, asked: DataRequest, about_kay: Thing
) -> None:
    held = hold_back(world, asked, about_kay)
    call_back(by=world.viewer("Sam"), request_id=asked.id)
    look_through(world, asked)
    with at(LATER):
        with pytest.raises(NotYet):
            release(by=world.viewer("Sam"), request_id=asked.id)
        review_withheld(by=world.viewer("Bev"), withheld_id=held.id, agrees=True)
        release(by=world.viewer("Sam"), request_id=asked.id)
    files = opened(take_released(by=world.viewer("Dawn"), request_id=asked.id, id=new_id()))
    assert "One thing was held back from this copy" in files["index.html"]
    assert "you can complain" in files["index.html"]
    assert OTHERWISE not in "".join(files.values())
    assert "what Kay went through" not in "".join(files.values())
    assert json.loads(files["everything.json"])["about"]["withheld"] == 1


def test_the_second_person_says_no_and_it_is_given_out(
    world: World, asked: DataRequest, about_kay: Thing
) -> None:
    held = hold_back(world, asked, about_kay)
    review_withheld(by=world.viewer("Bev"), withheld_id=held.id, agrees=False)
    given_out(world, asked)
    files = opened(take_released(by=world.viewer("Dawn"), request_id=asked.id, id=new_id()))
    assert OTHERWISE in "".join(files.values())


def test_one_person_is_never_both(world: World, asked: DataRequest, about_kay: Thing) -> None:
    myself = hear_complaints(by=world.viewer("Sam"), does="")
    with pytest.raises(SameTwo):
        withhold(
            by=world.viewer("Sam"), request_id=asked.id, thing=about_kay, why="third-party",
            reason="mine", hearer_id=myself.id,
        )  # fmt: skip
    held = hold_back(world, asked, about_kay)
    with pytest.raises(Http404):
        review_withheld(by=world.viewer("Sam"), withheld_id=held.id, agrees=True)


def test_who_has_no_ground_on_a_thing_decides_nothing_about_it(
    world: World, asked: DataRequest, about_kay: Thing
) -> None:
    for name in ("Priya", "Bev", "Ines"):
        with pytest.raises(Http404):
            hold_back(world, asked, about_kay, by=name)
    theirs = Telling.objects.filter(relationship_id=world.between("Dawn", "Priya")).first()
    assert theirs
    mine = Thing(
        relationship_id=world.between("Dawn", "Priya"), kind="moments.Telling", row_id=theirs.id
    )
    with pytest.raises(Http404):
        hold_back(world, asked, mine, by="Sam")
    assert hold_back(world, asked, mine, by="Priya").by_id == world.person("Priya")


def test_the_keeper_sees_how_many_and_never_what_another_holds_back(
    world: World, asked: DataRequest
) -> None:
    theirs = Telling.objects.filter(relationship_id=world.between("Dawn", "Priya")).first()
    assert theirs
    thing = Thing(
        relationship_id=world.between("Dawn", "Priya"), kind="moments.Telling", row_id=theirs.id
    )
    hold_back(world, asked, thing, by="Priya")
    assert standing_of(asked).held_back == 1
    assert not Withheld.objects.visible_to(world.viewer("Sam")).exists()
    assert not Withheld.objects.visible_to(world.viewer("Dawn")).exists()


def test_it_is_written_down_only_about_somebody_one_walks_with(world: World) -> None:
    said: dict[str, Any] = {"asked_by": "x", "how": "x", "asked_on": TUESDAY.date()}
    for name, where in (
        ("Bev", world.between("Dawn", "Sam")),
        ("Dawn", world.between("Dawn", "Sam")),
        ("Sam", world.between("Sam", "Ruth")),
    ):
        with pytest.raises(Http404):
            write_request_down(by=world.viewer(name), relationship_id=where, id=new_id(), **said)


def test_dawns_own_copy_is_whole_whatever_is_held_back_from_another(
    world: World, asked: DataRequest, about_kay: Thing
) -> None:
    hold_back(world, asked, about_kay)
    mine = opened(take_out(by=world.viewer("Dawn"), id=new_id()))
    assert OTHERWISE in "".join(mine.values())


def test_the_pages_of_a_request(world: World, about_kay: Thing, sign_in: SignIn) -> None:
    bev = hear_complaints(by=world.viewer("Bev"), does="")
    desk, id = sign_in("Sam"), new_id()
    said = {"id": id, "who": about_kay.relationship_id, "asked_by": "Dawn", "how": "I know her"}
    where = desk.post("/data-requests/new/", said, secure=True)["Location"]
    assert where == f"/data-requests/{id}/"
    assert "Dawn asks for a copy" in desk.get("/data-requests/", secure=True).content.decode()
    assert "A day has to pass" in desk.get(where, secure=True).content.decode()
    through = desk.get(f"{where}looking-through/", secure=True).content.decode()
    assert "Hold it back" in through
    thing = {"kind": about_kay.kind, "row": about_kay.row_id, "why": "third-party"}
    more = {**thing, "reason": "Kay", "hearer": bev.id}
    assert desk.post(f"{where}looking-through/", more, secure=True).status_code == 302
    held = Withheld.objects.get()
    second = sign_in("Bev")
    assert "Something is held back" in second.get("/data-requests/", secure=True).content.decode()
    page = second.get(f"/withheld/{held.id}/", secure=True).content.decode()
    assert "Kay" in page
    assert OTHERWISE not in page
    looked = sign_in("Dawn").get("/recent/", secure=True).content.decode()
    assert "why something of yours was opened, or held back" in looked
    second.post(f"/withheld/{held.id}/", {"agrees": "yes", "words": ""}, secure=True)
    phone = sign_in("Dawn")
    assert "you asked for a copy" in phone.get("/home/", secure=True).content.decode()
    assert "That was not me" in phone.get(where, secure=True).content.decode()
    desk.post(f"{where}calling-back/", secure=True)
    assert "has to look through it first" in desk.get(where, secure=True).content.decode()
    today = sign_in("Priya").get("/today/", secure=True).content.decode()
    assert "asks for a copy. It waits" in today
    for name in ("Sam", "Priya"):
        answer = sign_in(name).post(f"{where}looking-through/", {"looked": "yes"}, secure=True)
        assert answer.status_code == 302
    with at(LATER):
        sign_in("Sam").post(f"{where}releasing/", secure=True)
        phone = sign_in("Dawn")
        assert "Take the copy" in phone.get(where, secure=True).content.decode()
        answer = phone.post(f"{where}copy/", {"id": new_id()}, secure=True)
        assert answer["Content-Type"] == "application/zip"
