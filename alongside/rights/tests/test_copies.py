"""Taking a copy out: all of it, in both voices, and nothing that is not mine to see."""

import io
import json
import re
from typing import Any
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.test import Client

from alongside.access.grounds import OURS, Ground
from alongside.access.models import TrailLine
from alongside.access.strands import Strand
from alongside.access.trail import looking
from alongside.drafts.actions import keep_draft
from alongside.kit.ids import new_id
from alongside.moments.models import KeptApart, Moment, Telling
from alongside.plans.models import Part
from alongside.relationships.models import LeaveWords
from alongside.relationships.words import say_how_to_reach
from alongside.rights.actions.copies import take_out
from alongside.rights.copies.gathering import ALONE, Gathered, kept_of, kinds_taken
from alongside.rights.copies.pages import copy_of
from alongside.rights.copies.telling import IN_THE_STORY
from alongside.rights.models import TakenOut
from alongside.world.small import World
from conftest import SignIn

ADDRESS = "Flat 2, 9 Chandler’s Row"
APART = "Somebody rang me about Sunday nights"


def opened(gathered: Gathered) -> dict[str, str]:
    return read(b"".join(copy_of(gathered)))


def read(whole: bytes) -> dict[str, str]:
    with ZipFile(io.BytesIO(whole)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode(errors="replace") for name in archive.namelist()}


def set_a_passphrase(world: World) -> None:
    account = world.account("Dawn")
    account.set_password("biscuit is a good dog")
    account.save()


def copy_for(world: World, name: str, **more: Any) -> dict[str, str]:
    return opened(take_out(by=world.viewer(name), id=new_id(), **more))


def test_dawn_takes_out_both_voices_month_by_month(world: World) -> None:
    files = copy_for(world, "Dawn")
    story = next(text for text in files.values() if "Sam and Dawn" in text)
    for words in (
        "I told you to get lost twice.",
        "She told me to get lost.",
        "that’s not how it was",
        "Sat there an hour like a lemon.",
        "My own front door. And Kay round for her tea.",
        "Text first, never ring.",
        "November 2026",
        "Missed",
    ):
        assert words in story
    assert story.index("March 2026") < story.index("November 2026")


def test_the_safe_ways_are_read_whole_but_for_the_safe_word(world: World) -> None:
    say_how_to_reach(
        by=world.viewer("Dawn"),
        relationship_id=world.between("Dawn", "Sam"),
        person_id=world.person("Dawn"),
        words="",
        times="Only before ten",
        leave_words="neutral",
        who_might_see="Neil reads the post",
        safe_word="marmalade",
    )
    files = copy_for(world, "Dawn")
    story = next(text for text in files.values() if "Sam and Dawn" in text)
    for words in ("Only before ten", "Neil reads the post", str(LeaveWords("neutral").label)):
        assert words in story
    assert not any("marmalade" in text or "lemon tree" in text for text in files.values())


def test_what_sam_keeps_apart_is_counted_and_said_but_not_shown(world: World) -> None:
    files = copy_for(world, "Dawn")
    assert "One thing is kept apart from you." in files["index.html"]
    assert json.loads(files["everything.json"])["about"]["kept_apart"] == 1
    together = "".join(files.values())
    assert "it would not be safe for them if it was shared" in together
    assert APART not in together


def test_the_copy_tells_only_the_day_of_what_is_kept_apart_from_dawn(world: World) -> None:
    told = json.loads(copy_for(world, "Dawn")["everything.json"])["kinds"]["moments.KeptApart"]
    marks = KeptApart.objects.visible_to(world.viewer("Dawn"))
    assert len(told["rows"]) == marks.count() > 0
    whole = json.dumps(told["rows"])
    for mark, moment_id in marks.values_list("id", "moment_id"):
        assert mark.hex not in whole
        assert moment_id.hex not in whole
    for row in told["rows"]:
        for name in ("happened_at", "at"):
            assert len(row[name]) == len("2026-11-17"), name


def test_dawn_gets_nothing_from_sam_and_terry(world: World) -> None:
    together = "".join(copy_for(world, "Dawn").values())
    for foreign in ("Terry", "Seamen’s Rest. Not there", "lemon tree", "lighthouse", "nearly did"):
        assert foreign not in together


@pytest.mark.parametrize("name", ["Dawn", "Sam"])
def test_where_dawn_lives_is_in_no_copy(world: World, name: str) -> None:
    copy = copy_for(world, name)
    assert ADDRESS not in "".join(copy.values())
    assert "people.Address" not in json.loads(copy["everything.json"])["kinds"]


def test_somebody_elses_papers_name_is_in_no_copy(world: World) -> None:
    assert "Okafor" not in "".join(copy_for(world, "Dawn").values())
    assert "Hesketh" in copy_for(world, "Dawn")["everything.json"]


def test_the_json_says_what_each_field_is_for(world: World) -> None:
    told = json.loads(copy_for(world, "Dawn")["everything.json"])
    for label, kind in told["kinds"].items():
        model = apps.get_model(label)
        kept = kept_of(model)
        assert kind["kept"]["retention"] == kept.retention
        for row in kind["rows"]:
            assert set(row) - {"on_ground"} == set(kind["fields"])
            assert row["on_ground"] in {"mine", "side"}


def test_every_kind_of_her_own_is_in_it_row_for_row(world: World) -> None:
    """A new slice is in the copy without a line of ours."""
    told = json.loads(copy_for(world, "Dawn")["everything.json"])["kinds"]
    dawn = world.viewer("Dawn")
    for model in kinds_taken():
        alone = kept_of(model).export.startswith(ALONE)
        grounds = (Ground.MINE,) if alone else OURS
        seen = model._default_manager.visible_to(dawn, *grounds)  # type: ignore[attr-defined]
        ids = {str(pk).replace("-", "") for pk in seen.values_list("pk", flat=True)}
        label = model._meta.label
        if label not in {"rights.TakenOut", "moments.KeptApart"}:
            assert {row["id"] for row in told.get(label, {"rows": []})["rows"]} == ids, label


def test_who_looked_is_told_in_plain_words(world: World) -> None:
    between = world.between("Dawn", "Sam")
    with looking(world.viewer("Sam")) as look:
        look.saw(world.person("Dawn"), Strand.MOMENTS, Ground.SIDE, between)
    files = copy_for(world, "Dawn")
    assert "your story" in files["who-looked.html"]
    assert "because you two share this record" in files["who-looked.html"]


def test_who_looked_at_sams_own_life_stays_out_of_what_he_takes_out_at_work(world: World) -> None:
    between = world.between("Sam, his own life", "Graham")
    with looking(world.viewer("Graham")) as look:
        look.saw(world.person("Sam"), Strand.MOMENTS, Ground.SIDE, between)
    assert "Nobody has looked yet." in copy_for(world, "Sam")["who-looked.html"]
    assert "Graham" in copy_for(world, "Sam, his own life")["who-looked.html"]


def test_taking_a_copy_is_written_down_once_and_own_reading_is_not(world: World) -> None:
    id, dawn = new_id(), world.viewer("Dawn")
    for _ in range(2):
        take_out(by=dawn, id=id)
    assert [made.id for made in TakenOut.objects.visible_to(dawn)] == [id]
    assert not TrailLine.objects.filter(about_id=dawn.person_id, viewer_id=dawn.person_id).exists()
    assert not TakenOut.objects.visible_to(world.viewer("Sam")).exists()


def test_at_work_sam_takes_out_what_is_his_alone(world: World) -> None:
    files = copy_for(world, "Sam")
    assert "I nearly did not say it." in files["story-1.html"]
    for others in ("Dawn", "Terry", "lemon", "lighthouse", "about his dad"):
        assert others not in "".join(files.values())


def test_what_is_held_back_takes_along_what_hangs_on_it(world: World) -> None:
    seen = Telling.objects.visible_to(world.viewer("Dawn"))
    moment = Moment.objects.get(tellings__in=seen.filter(otherwise=True)[:1])
    without = frozenset({("moments.Moment", moment.id)})
    files = copy_for(world, "Dawn", without=without)
    assert "One thing was held back from this copy" in files["index.html"]
    assert moment.id.hex not in files["everything.json"]


def test_the_pages_need_nothing_from_elsewhere_and_run_nothing(world: World) -> None:
    for name, text in copy_for(world, "Dawn").items():
        if name.endswith(".html"):
            assert "<script" not in text
            assert "http" not in text.replace("http-equiv", "")
            assert "look.css" in text


@pytest.mark.parametrize("name", ["Dawn", "Sam", "Sam, his own life"])
def test_the_copy_leaves_as_a_neutral_file_that_nobody_keeps(name: str, sign_in: SignIn) -> None:
    browser = sign_in(name)
    answer = browser.post("/my-copy/", {"id": new_id()}, secure=True)
    assert answer.streaming
    assert answer.headers["Content-Disposition"] == 'attachment; filename="copy.zip"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert "index.html" in read(b"".join(answer))


def test_the_page_of_the_copy_leads_to_where_she_reads_where_she_lives(sign_in: SignIn) -> None:
    browser = sign_in("Dawn")
    shown = browser.get("/my-copy/", secure=True).content.decode()
    assert ADDRESS not in shown
    assert 'href="/sharing/"' in shown
    # No field of the form asks for it any more; sent all the same, it changes nothing.
    answer = browser.post("/my-copy/", {"id": new_id(), "with_address": "on"}, secure=True)
    assert ADDRESS not in "".join(read(b"".join(answer)).values())


def test_a_copy_is_never_made_by_a_link(sign_in: SignIn) -> None:
    browser = sign_in("Dawn")
    assert browser.get(f"/my-copy/?id={new_id()}", secure=True)["Content-Type"] != "application/zip"
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser.cookies
    assert strict.post("/my-copy/", {"id": new_id()}, secure=True).status_code == 403


def test_what_has_its_place_in_the_story_is_still_there() -> None:
    for label in IN_THE_STORY:
        assert apps.get_model(label)


def test_whoever_looked_is_named_in_the_copy_as_on_the_page(world: World) -> None:
    looked = copy_for(world, "Dawn")["who-looked.html"]
    for name in ("Callum", "Ruth Adeyemi", "Sam"):
        assert f"<strong>{name}</strong> saw" in looked
    assert "no relationship with here" not in looked
    assert "<table" not in looked


def test_shares_safety_and_what_was_not_sent_are_told_in_sentences(world: World) -> None:
    typed = {"words": ["I was going to say"], "kind": ["met"], "id": [str(new_id())]}
    keep_draft(by=world.viewer("Dawn"), form="note", fields=typed)
    others = copy_for(world, "Dawn")["other-things.html"]
    for said in (
        "Ruth Adeyemi may see what matters to me.",
        "Callum looked on",
        "Why: Dawn rang the night phone, and it went dead.",
        "I was going to say",
    ):
        assert said in others
    assert "{&quot;" not in others
    assert not re.search(r"[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-", others)


def test_a_copy_for_somebody_who_is_two_records_holds_both(world: World, sign_in: SignIn) -> None:
    answer = sign_in("Terry").post("/my-copy/", {"id": str(new_id())}, secure=True)
    files = read(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    theirs = [text for name, text in files.items() if name.startswith("record-2/")]
    assert any("He knew the names of all the boats" in text for text in theirs)
    assert "record-2/index.html" in files["index.html"]


def test_a_plan_stands_in_the_story_each_name_with_its_text(world: World) -> None:
    files = copy_for(world, "Dawn")
    story = next(text for text in files.values() if "Sam and Dawn" in text)
    for words in ("What I want", "A window I can see the sea from", "Before I tell Kay", "£4.20"):
        assert words in story
    assert "A window I can see the sea from" not in files.get("other-things.html", "")
    sams = copy_for(world, "Sam")
    assert not [name for name, text in sams.items() if "Before I tell Kay" in text]


def test_a_part_that_is_held_back_takes_its_text_along(world: World) -> None:
    here = world.between("Dawn", "Sam")
    part = Part.objects.filter(relationship_id=here, only=None).order_by("place")[0]
    files = copy_for(world, "Dawn", without=frozenset({("plans.Part", part.id)}))
    assert not [name for name, text in files.items() if "A window I can see the sea" in text]
