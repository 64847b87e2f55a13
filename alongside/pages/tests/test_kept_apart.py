"""What Sam keeps apart from Dawn comes back to him on its day, and to nobody else."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from alongside.kit.time import at
from alongside.moments.actions import Apart, note_moment
from alongside.moments.models import KeptApart, Moment
from alongside.pages.tests.place import text
from alongside.vault.fields import open_rows
from conftest import TUESDAY

if TYPE_CHECKING:
    from alongside.world.small import World
    from conftest import SignIn

SAYS = "You kept something apart from Dawn. It is time to look at it again."


def kept(world: "World", until: date) -> Moment:
    apart = Apart(why="safety", reason="Not mine to tell.", review_on=until)
    return note_moment(
        by=world.viewer("Sam"),
        relationship_id=world.between("Dawn", "Sam"),
        kind="call",
        words="Somebody rang.",
        apart=apart,
    )


def test_sam_is_told_on_the_day_he_said_and_not_before(world: "World", sign_in: "SignIn") -> None:
    moment = kept(world, TUESDAY.date() + timedelta(days=3))
    sam = sign_in("Sam")
    assert SAYS not in text(sam.get("/today/", secure=True))
    with at(TUESDAY + timedelta(days=3)):
        sam, page = sign_in("Sam"), f"/moments/{moment.id}/"
        today = sam.get("/today/", secure=True)
        assert SAYS in text(today)
        assert f'href="{page}"' in today.content.decode()
        assert f'href="{page}keeping-apart/"' in sam.get(page, secure=True).content.decode()
        assert SAYS not in text(sign_in("Bev").get("/today/", secure=True))


def test_shown_after_all_it_is_asked_about_no_more(world: "World", sign_in: "SignIn") -> None:
    moment, sam = kept(world, TUESDAY.date()), sign_in("Sam")
    assert SAYS in text(sam.get("/today/", secure=True))
    sam.post(f"/moments/{moment.id}/showing/", secure=True)
    assert SAYS not in text(sam.get("/today/", secure=True))
    assert sam.get(f"/moments/{moment.id}/keeping-apart/", secure=True).status_code == 404


def test_it_stays_apart_only_with_a_reason_and_a_day_to_come(
    world: "World", sign_in: "SignIn"
) -> None:
    moment, sam = kept(world, TUESDAY.date()), sign_in("Sam")
    page = f"/moments/{moment.id}/keeping-apart/"
    for wrong in (
        {"reason": "", "review_on": "2026-12-24"},
        {"reason": "x", "review_on": "2020-1-1"},
    ):
        assert sam.post(page, wrong, secure=True).status_code == 200
    assert SAYS in text(sam.get("/today/", secure=True))
    said = {"reason": "The police asked for time.", "review_on": "2026-12-24"}
    assert sam.post(page, said, secure=True).status_code == 302
    assert SAYS not in text(sam.get("/today/", secure=True))
    mark = KeptApart.objects.get(moment=moment)
    open_rows([mark])
    assert (mark.reason, mark.review_on) == (said["reason"], date(2026, 12, 24))
    assert sign_in("Dawn").get(page, secure=True).status_code == 404
