"""We read it together: today, or on a day before."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from alongside.kit.time import today
from alongside.pages.tests.place import text
from alongside.relationships.models import ReadTogether
from alongside.relationships.words import last_read_together, read_together

if TYPE_CHECKING:
    from alongside.world.small import World
    from conftest import SignIn


def days(world: "World") -> set[date]:
    read = ReadTogether.objects.filter(relationship_id=world.between("Sam", "Terry"))
    return set(read.values_list("on", flat=True))


def test_sam_and_terry_read_together_today_when_no_day_is_said(
    world: "World", sign_in: "SignIn"
) -> None:
    where, before = f"/with/{world.between('Sam', 'Terry')}/", days(world)
    for _twice in range(2):
        sign_in("Sam").post(f"{where}reading-together/", secure=True)
    assert days(world) - before == {today()}
    assert ReadTogether.objects.filter(on=today(), written_by=world.person("Sam")).count() == 1
    shown = text(sign_in("Sam").get(f"{where}between-us/", secure=True))
    assert "You last read this together on Tuesday 17 November" in shown


def test_a_day_before_is_written_down_the_next_morning(world: "World", sign_in: "SignIn") -> None:
    where, yesterday = f"/with/{world.between('Sam', 'Terry')}/", today() - timedelta(days=1)
    sign_in("Sam").post(f"{where}reading-together/", {"day": yesterday.isoformat()}, secure=True)
    assert yesterday in days(world)
    assert today() not in days(world)


def test_a_day_still_to_come_is_asked_about_and_never_refused(
    world: "World", sign_in: "SignIn"
) -> None:
    where, before = f"/with/{world.between('Sam', 'Terry')}/", days(world)
    said = {"day": (today() + timedelta(days=1)).isoformat()}
    page = sign_in("Sam").post(f"{where}reading-together/", said, secure=True)
    assert "That is still to come. Tick below if it is right." in text(page)
    assert said["day"] in page.content.decode()
    for wrong in ("0026-11-17", "1926-11-17", "some day"):
        sign_in("Sam").post(f"{where}reading-together/", {"day": wrong}, secure=True)
    assert days(world) == before
    sign_in("Sam").post(f"{where}reading-together/", {**said, "sure": "on"}, secure=True)
    assert days(world) - before == {today() + timedelta(days=1)}


def test_bev_cannot_say_that_dawn_and_sam_read_together(world: "World", sign_in: "SignIn") -> None:
    where = f"/with/{world.between('Sam', 'Dawn')}/reading-together/"
    for said in ({}, {"day": "some day"}):
        assert sign_in("Bev").post(where, said, secure=True).status_code == 404


def test_the_last_day_read_together_is_the_latest_whenever_it_was_written(world: "World") -> None:
    sam, between = world.viewer("Sam"), world.between("Sam", "Terry")
    read_together(by=sam, relationship_id=between)
    read_together(by=sam, relationship_id=between, on=today() - timedelta(days=30))
    last = last_read_together(sam, between)
    assert last
    assert last.on == today()
