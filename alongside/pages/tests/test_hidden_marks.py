"""Hiding even that something is kept apart: a reason, a second person, and a day it ends."""

import io
import json
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from django.http import Http404

from alongside.kit.ids import new_id
from alongside.kit.time import at, now
from alongside.moments.actions import (
    Apart,
    hide_that_it_is_here,
    note_moment,
    show_after_all,
    take_from_wrong_person,
    undo_moment,
)
from alongside.moments.models import KeptApart, Kind, Moment
from alongside.pages.tests.test_sharing_pages import text
from alongside.rights.actions.copies import take_out
from alongside.rights.copies.pages import copy_of
from alongside.shares.models import Delay
from alongside.shares.safety import SamePerson, TooLong, agree_to_delay
from conftest import TUESDAY

if TYPE_CHECKING:
    from alongside.world.small import World
    from conftest import SignIn

WHY_APART = "It would not be safe."
WHY_HIDDEN = "He reads her phone, and would ask what it is."
BY_DAY = TUESDAY + timedelta(days=9)


def kept_apart(world: "World", ago: timedelta = timedelta(hours=1)) -> Moment:
    """Sam keeps something apart from Dawn; nothing else of theirs is."""
    KeptApart.objects.all().delete()
    with at(now() - ago):
        return note_moment(
            by=world.viewer("Sam"),
            relationship_id=world.between("Dawn", "Sam"),
            kind=Kind.CALL,
            words="Carl rang from the flat.",
            apart=Apart(why="safety", reason=WHY_APART, review_on=date(2027, 1, 5)),
        )


def hidden(world: "World", moment: Moment, *, agreed: bool = True) -> Delay:
    delay = hide_that_it_is_here(
        by=world.viewer("Sam"), moment_id=moment.id, reason=WHY_HIDDEN, until=BY_DAY
    )
    if agreed:
        agree_to_delay(by=world.viewer("Bev"), delay_id=delay.id)
    return delay


def copy_for_dawn(world: "World") -> dict[str, str]:
    whole = b"".join(copy_of(take_out(by=world.viewer("Dawn"), id=new_id())))
    with ZipFile(io.BytesIO(whole)) as archive:
        return {name: archive.read(name).decode(errors="replace") for name in archive.namelist()}


def everywhere(world: "World", sign_in: "SignIn") -> str:
    """All that Dawn reads: her story, on paper too, who can see what, who looked, her copy."""
    between, dawn = world.between("Dawn", "Sam"), sign_in("Dawn")
    pages = (
        f"/with/{between}/",
        f"/with/{between}/on-paper/",
        "/home/",
        "/sharing/",
        "/recent/",
    )
    found = [dawn.get(page, secure=True) for page in pages]
    read = [text(page) for page in found if page.status_code == 200]
    assert len(read) == len(pages)
    return "\n".join([*read, *copy_for_dawn(world).values()])


def test_sam_asks_bev_agrees_and_the_mark_is_nowhere_until_its_day(
    world: "World", sign_in: "SignIn"
) -> None:
    moment, sam, bev = kept_apart(world), sign_in("Sam"), sign_in("Bev")
    page = text(sam.get(f"/moments/{moment.id}/", secure=True))
    assert "Hide even that it is here" in page
    said = {"reason": WHY_HIDDEN, "until": "2026-11-26", "id": str(new_id())}
    for _twice in range(2):
        sam.post(f"/moments/{moment.id}/hiding/", said, secure=True)
    delay = Delay.objects.get(id=said["id"])
    assert delay.about_id == world.person("Dawn")
    assert "A colleague has to agree." in text(sam.get(f"/moments/{moment.id}/", secure=True))
    assert WHY_APART in everywhere(world, sign_in), "until somebody agrees, nothing is hidden"

    agreeing = f"/delays/{delay.id}/agreeing/"
    assert "hide even that" not in text(sam.get("/second-look/", secure=True))
    for name in ("Sam", "Dawn", "Ruth"):
        assert sign_in(name).post(agreeing, secure=True).status_code == 404
    waits = text(bev.get("/second-look/", secure=True))
    assert "Sam keeps something apart, and asks to hide even that" in waits
    assert WHY_HIDDEN in waits
    bev.post(agreeing, secure=True)
    assert "Bev agreed." in text(sam.get(f"/moments/{moment.id}/", secure=True))

    read = everywhere(world, sign_in)
    for words in (WHY_APART, WHY_HIDDEN, "keeps this apart", "is told later", "Bev saw"):
        assert words not in read, words
    copy = copy_for_dawn(world)
    assert json.loads(copy["everything.json"])["about"]["kept_apart"] == 0
    assert "Nothing is kept apart" not in copy["index.html"], "that would not be true"
    assert moment.id.hex not in read.replace("-", "")

    with at(BY_DAY - timedelta(minutes=1)):
        assert WHY_APART not in everywhere(world, sign_in)
    with at(BY_DAY + timedelta(days=1)):
        story = text(sign_in("Dawn").get(f"/with/{moment.relationship_id}/", secure=True))
        assert WHY_APART in story
        assert "Sam asked for that, and Bev agreed" in story
        assert WHY_HIDDEN in story
        assert "You were told of this only on Friday 27 November" in story
        copy = copy_for_dawn(world)
        assert json.loads(copy["everything.json"])["about"]["kept_apart"] == 1
        whole = "".join(copy.values())
        assert WHY_HIDDEN in whole
        mark = KeptApart.objects.get()
        assert str(mark.id) not in whole
        assert mark.id.hex not in whole


def test_asked_at_once_after_noting_and_agreed_the_mark_was_never_there(
    world: "World", sign_in: "SignIn"
) -> None:
    moment = kept_apart(world, ago=timedelta(0))
    sam, bev, asking = sign_in("Sam"), sign_in("Bev"), f"/moments/{moment.id}/hiding/"
    saved = sam.get(f"/moments/{moment.id}/", secure=True).content.decode()
    assert "Dawn sees that you keep something apart, and why." in saved
    assert f'<a href="{asking}">Ask to hide even that it is here</a>' in saved
    assert "A colleague has to agree." in text(sam.get(asking, secure=True))
    for name in ("Dawn", "Bev", "Ruth", "Sam, his own life"):
        assert sign_in(name).get(asking, secure=True).status_code == 404

    waits = "Sam asks for the yes of a second person."
    assert waits not in text(bev.get("/today/", secure=True))
    said = {"reason": WHY_HIDDEN, "until": "2026-11-26", "id": str(new_id())}
    sam.post(asking, said, secure=True)
    saved = sam.get(f"/moments/{moment.id}/", secure=True).content.decode()
    assert f'<a href="{asking}">' not in saved
    assert waits in text(bev.get("/today/", secure=True))
    for name in ("Sam", "Ruth"):
        assert waits not in text(sign_in(name).get("/today/", secure=True))
    bev.post(f"/delays/{said['id']}/agreeing/", secure=True)
    assert waits not in text(bev.get("/today/", secure=True))
    for minutes in (0, 4, 6, 60):
        with at(now() + timedelta(minutes=minutes)):
            assert WHY_APART not in text(
                sign_in("Dawn").get(f"/with/{moment.relationship_id}/", secure=True)
            )


def test_only_the_one_at_work_who_keeps_it_apart_asks(world: "World", sign_in: "SignIn") -> None:
    moment = kept_apart(world)
    for name in ("Dawn", "Bev", "Ruth"):
        with pytest.raises(Http404):
            hide_that_it_is_here(
                by=world.viewer(name), moment_id=moment.id, reason="-", until=BY_DAY
            )
    open_one = Moment.objects.filter(
        relationship_id=world.between("Dawn", "Sam"),
        kept_apart=None,
        noted_by_id=world.person("Sam"),
    ).latest("happened_at")
    page = sign_in("Sam").get(f"/moments/{open_one.id}/", secure=True)
    assert "Hide even that" not in text(page)
    with pytest.raises(Http404):
        hidden(world, open_one)


def test_nobody_agrees_to_their_own_and_ninety_days_are_the_most(world: "World") -> None:
    moment = kept_apart(world)
    delay = hidden(world, moment, agreed=False)
    with pytest.raises(SamePerson):
        agree_to_delay(by=world.viewer("Sam"), delay_id=delay.id)
    with pytest.raises(TooLong):
        hide_that_it_is_here(
            by=world.viewer("Sam"),
            moment_id=moment.id,
            reason="-",
            until=now() + timedelta(days=91),
        )


def test_bad_input_keeps_what_was_typed_and_hides_nothing(
    world: "World", sign_in: "SignIn"
) -> None:
    moment = kept_apart(world)
    before = Delay.objects.count()
    said = {"reason": WHY_HIDDEN, "until": "2020-01-01", "id": str(new_id())}
    page = text(sign_in("Sam").post(f"/moments/{moment.id}/hiding/", said, secure=True))
    assert WHY_HIDDEN in page
    assert "still to come" in page
    assert Delay.objects.count() == before


def test_shown_after_all_it_is_told_at_once_that_it_was_hidden(
    world: "World", sign_in: "SignIn"
) -> None:
    moment = kept_apart(world)
    delay = hidden(world, moment)
    with at(now() + timedelta(days=1)):
        show_after_all(by=world.viewer("Sam"), moment_id=moment.id)
        delay.refresh_from_db()
        assert delay.until == now()
        assert "Carl rang" in text(
            sign_in("Dawn").get(f"/with/{moment.relationship_id}/", secure=True)
        )


@pytest.mark.parametrize("take_away", [undo_moment, take_from_wrong_person])
def test_why_goes_with_what_was_written_on_the_wrong_person(
    world: "World", take_away: "object"
) -> None:
    moment = kept_apart(world, ago=timedelta(minutes=2))
    delay = hidden(world, moment)
    take_away(by=world.viewer("Sam"), moment_id=moment.id)  # type: ignore[operator]
    assert not Delay.objects.filter(id=delay.id).exists()
