"""What somebody tells of themselves: once, anew, and to whom it opens."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.http import Http404

from alongside.access.models import TrailLine
from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.kit.ids import new_id
from alongside.kit.time import now
from alongside.profiles import actions
from alongside.profiles.headings import ON_ABOUT_ME, Heading, Sheet
from alongside.profiles.models import PageOpening, Told
from alongside.profiles.queries import my_page, offered_by_me, page_of, tellings_under
from alongside.relationships.models import Side
from alongside.rights.actions.copies import take_out
from alongside.rights.copies.pages import copy_of
from alongside.rights.erasing import own_scopes
from alongside.shares.actions import Wish, ask_to_share, pause, share_again
from alongside.shares.models import Share
from alongside.vault.fields import open_rows
from alongside.vault.keyring import destroy_key, keyring
from alongside.world.small import World
from conftest import Pair, SignIn


def told(by: Viewer, words: str, heading: Heading = Heading.PLEASE) -> Told:
    part = actions.tell(by=by, heading=heading, words=words)
    assert part is not None
    return part


def read_by(viewer: Viewer) -> set[str]:
    parts = list(Told.objects.visible_to(viewer))
    open_rows(parts)
    return {part.words for part in parts}


def opened(pair: Pair, sheet: Sheet = Sheet.ABOUT_ME) -> PageOpening:
    return actions.open_page(by=pair.dawn, relationship_id=pair.relationship_id, sheet=sheet)


def test_nobody_reads_it_until_it_is_opened_and_nobody_after(pair: Pair) -> None:
    told(pair.dawn, "Please knock.")
    assert read_by(pair.sam) == set()
    opened(pair)
    assert read_by(pair.sam) == {"Please knock."}
    assert read_by(pair.bev) == set()
    actions.close_page(by=pair.dawn, relationship_id=pair.relationship_id, sheet=Sheet.ABOUT_ME)
    assert read_by(pair.sam) == set()
    assert read_by(pair.dawn) == {"Please knock."}


def test_each_page_opens_by_itself(pair: Pair) -> None:
    told(pair.dawn, "Please knock.")
    told(pair.dawn, "Kay.", Heading.MATTERS)
    opened(pair, Sheet.ONE_PAGE)
    assert read_by(pair.sam) == {"Kay."}


def test_what_was_told_before_is_kept_for_whoever_told_it_alone(pair: Pair) -> None:
    opened(pair)
    told(pair.dawn, "Ring before ten.")
    told(pair.dawn, "Ring after ten.")
    assert read_by(pair.sam) == {"Ring after ten."}
    before = tellings_under(pair.dawn, Heading.PLEASE)
    assert [part.words for part in before] == ["Ring after ten.", "Ring before ten."]


def test_the_same_form_twice_is_one_telling(pair: Pair) -> None:
    id = new_id()
    for _twice in range(2):
        actions.tell(by=pair.dawn, heading=Heading.PLEASE, words="Knock.", id=id)
    assert Told.objects.count() == 1
    with pytest.raises(Http404):
        actions.tell(by=pair.sam, heading=Heading.PLEASE, words="Mine now.", id=id)


def test_what_is_taken_out_is_gone_and_nothing_older_comes_back(pair: Pair) -> None:
    opened(pair)
    told(pair.dawn, "Before.")
    part = told(pair.dawn, "Now.")
    with pytest.raises(Http404):
        actions.take_out(by=pair.sam, told_id=part.id)
    actions.take_out(by=pair.dawn, told_id=part.id)
    assert read_by(pair.sam) == set()
    assert read_by(pair.dawn) == {"Before."}
    assert my_page(pair.dawn, Sheet.ABOUT_ME).is_empty


def test_a_pause_stops_it_and_sharing_again_begins_it(pair: Pair) -> None:
    told(pair.dawn, "Please knock.")
    opened(pair)
    pause(by=pair.dawn)
    assert read_by(pair.sam) == set()
    share_again(by=pair.dawn)
    assert read_by(pair.sam) == {"Please knock."}


def test_the_one_page_of_a_worker_is_read_by_those_they_walk_with(pair: Pair) -> None:
    told(pair.sam, "The band.", Heading.MATTERS)
    told(pair.sam, "My back is bad.", Heading.WELLNESS)
    at_home = Viewer(pair.sam.person_id, Life.OWN)
    told(at_home, "My wife.", Heading.MATTERS)
    assert read_by(pair.dawn) == {"The band."}
    assert read_by(pair.bev) == set()
    Side.objects.filter(person_id=pair.sam.person_id).update(left_at=now())
    assert read_by(pair.dawn) == set()


def test_an_opening_of_another_life_opens_nothing(pair: Pair) -> None:
    told(Viewer(pair.sam.person_id, Life.OWN), "At home.")
    actions.open_page(by=pair.sam, relationship_id=pair.relationship_id, sheet=Sheet.ABOUT_ME)
    PageOpening.objects.update(life=Life.OWN.value)
    assert read_by(pair.dawn) == set()


def test_only_the_two_sides_open_and_each_only_their_own(pair: Pair) -> None:
    told(pair.dawn, "Please knock.")
    with pytest.raises(Http404):
        actions.open_page(by=pair.bev, relationship_id=pair.relationship_id, sheet=Sheet.ABOUT_ME)
    actions.open_page(by=pair.sam, relationship_id=pair.relationship_id, sheet=Sheet.ABOUT_ME)
    assert read_by(pair.sam) == set()


def test_a_yes_to_what_matters_was_no_yes_to_about_me(world: World) -> None:
    """No share, safety access or duty opens it, though they open the words about a person."""
    dawn, us = world.viewer("Dawn"), world.between("Dawn", "Sam")
    wish = Wish(strand=Strand.ABOUT_ME, with_person_id=world.person("Ruth"), purpose="A flat")
    share = ask_to_share(by=dawn, relationship_id=us, wish=wish)
    for ground in ("share", "cover", "safety", "duty"):
        Share.objects.filter(id=share.id).update(ground=ground)
        seen = Told.objects.visible_to(world.viewer("Ruth"))
        assert not seen.filter(person_id=dawn.person_id).exists()


# --- pages --------------------------------------------------------------------------------------


def test_the_empty_page_lends_headings_and_asks_for_none(world: World, sign_in: SignIn) -> None:
    page = sign_in("Terry").get("/about-me/", secure=True).content.decode()
    assert "Headings to borrow" in page
    assert all(f"/about-me/writing/{heading.value}/" in page for heading in ON_ABOUT_ME)


def test_terry_writes_one_heading_and_reads_it_with_who_helped(
    world: World, sign_in: SignIn
) -> None:
    terry, where = sign_in("Terry"), "/about-me/writing/wellness/"
    said = {"words": "I sleep badly.", "written_with": "Bev"}
    assert terry.post(where, said, secure=True).headers["Location"] == "/about-me/"
    page = terry.get("/about-me/", secure=True).content.decode()
    assert "I sleep badly." in page
    assert "Supported to write this by Bev." in page
    assert "Told on 17 November 2026." in page


def test_nothing_written_changes_nothing_and_too_much_is_kept_to_be_cut(
    world: World, sign_in: SignIn
) -> None:
    terry, where = sign_in("Terry"), "/about-me/writing/wellness/"
    assert (
        "nothing has to be here" in terry.post(where, {"words": " "}, secure=True).content.decode()
    )
    long = "ä" * 4001
    assert long in terry.post(where, {"words": long}, secure=True).content.decode()
    assert not Told.objects.filter(person_id=world.person("Terry")).exists()
    assert terry.get("/about-me/writing/shoe-size/", secure=True).status_code == 404


def test_sam_reads_dawns_page_and_she_reads_that_he_did(world: World, sign_in: SignIn) -> None:
    us = world.between("Dawn", "Sam")
    TrailLine.objects.all().delete()
    page = sign_in("Sam").get(f"/with/{us}/about/", secure=True).content.decode()
    assert "knock before you come in" in page
    assert "Don’t ring in the morning." not in page
    line = TrailLine.objects.get(viewer_id=world.person("Sam"))
    assert (line.about_id, line.strand, line.ground) == (world.person("Dawn"), "about-me", "side")
    assert "your pages" in sign_in("Dawn").get("/recent/", secure=True).content.decode()


def test_dawn_opens_and_stops_on_one_page(world: World, sign_in: SignIn) -> None:
    dawn, us = sign_in("Dawn"), world.between("Dawn", "Priya")
    said = {"sheet": "about-me", "back": "who"}
    dawn.post(f"/with/{us}/about/opening/", said, secure=True)
    assert read_by(world.viewer("Priya")) >= {
        "After ten. Mornings are bad. If you can’t come, ring me."
    }
    dawn.post(f"/with/{us}/about/taking-back/", said, secure=True)
    assert not Told.objects.visible_to(world.viewer("Priya")).filter(person_id=world.person("Dawn"))
    assert dawn.post(f"/with/{us}/about/opening/", {"sheet": "x"}, secure=True).status_code == 404


# --- a copy, and erasing ------------------------------------------------------------------------


def copy_for(world: World, name: str) -> str:
    whole = b"".join(copy_of(take_out(by=world.viewer(name), id=new_id())))
    with ZipFile(BytesIO(whole)) as archive:
        return "".join(archive.read(each).decode(errors="replace") for each in archive.namelist())


def test_dawn_takes_all_she_told_with_her_and_nothing_of_sams(world: World) -> None:
    copy = copy_for(world, "Dawn")
    for hers in (
        "knock before you come in",
        "Don’t ring in the morning.",
        "The hospital, Thursday",
    ):
        assert hers in copy
    assert "Dawn tells me the truth, so I tell her the truth." in copy
    assert "The band." not in copy


def test_at_work_sam_takes_his_own_page_and_nothing_that_was_said_of_him(world: World) -> None:
    copy = copy_for(world, "Sam")
    assert "The band." in copy
    for hers in ("knock before you come in", "He came when he said."):
        assert hers not in copy


def test_when_dawns_keys_are_destroyed_her_words_are_on_no_page(world: World) -> None:
    us, sam = world.between("Dawn", "Sam"), world.viewer("Sam")
    for scope in own_scopes(world.person("Dawn")):
        destroy_key(scope)
    with keyring():
        page = page_of(sam, world.person("Dawn"), "own", Sheet.ABOUT_ME)
        mine = my_page(sam, Sheet.ONE_PAGE)
        assert offered_by_me(sam, us)
    assert page.is_empty
    assert mine.appreciated == []
