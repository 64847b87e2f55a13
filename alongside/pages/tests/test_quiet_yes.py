"""Under pressure, before a yes: one that opens nothing, and looks like any other."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from alongside.access.strands import Strand
from alongside.kit.ids import new_id
from alongside.pages.tests.test_sharing_pages import text
from alongside.shares.actions import Wish, ask_to_share
from alongside.shares.models import Share, Withdrawal

if TYPE_CHECKING:
    from alongside.world.small import World
    from conftest import SignIn


def asked_for_ruth(world: "World") -> Share:
    wish = Wish(strand=Strand.PROMISES, with_person_id=world.person("Ruth"), purpose="A flat")
    between = world.between("Dawn", "Sam")
    return ask_to_share(by=world.viewer("Sam"), relationship_id=between, wish=wish)


def lists_of_three(world: "World", sign_in: "SignIn") -> list[str]:
    sams = f"/with/{world.between('Dawn', 'Sam')}/sharing/"
    lists = (("Dawn", "/sharing/"), ("Ruth", "/shared/"), ("Sam", sams))
    return [text(sign_in(name).get(page, secure=True)) for name, page in lists]


def test_dawn_says_a_yes_that_opens_nothing_and_it_looks_like_any_other(
    world: "World", sign_in: "SignIn"
) -> None:
    share, dawn = asked_for_ruth(world), sign_in("Dawn")
    page = f"/shares/{share.id}/more/"
    assert page in dawn.get("/sharing/", secure=True).content.decode()
    assert "Say yes, and open nothing" in text(dawn.get(page, secure=True))
    with transaction.atomic():
        dawn.post(f"/shares/{share.id}/yes/", secure=True)
        looks = lists_of_three(world, sign_in)
        opened = text(sign_in("Ruth").get(f"/shares/{share.id}/", secure=True))
        assert "There is nothing here just now" not in opened
        transaction.set_rollback(True)
    priya = world.between("Dawn", "Priya")
    for _twice in range(2):
        dawn.post(page, {"with": str(priya)}, secure=True)
    assert lists_of_three(world, sign_in) == looks
    opened = text(sign_in("Ruth").get(f"/shares/{share.id}/", secure=True))
    assert "There is nothing here just now" in opened
    known = text(sign_in("Priya").get(f"/with/{priya}/sharing/", secure=True))
    assert "Dawn quietly stopped 1 share" in known


def test_sam_who_asked_is_nobody_to_be_quiet_with(world: "World", sign_in: "SignIn") -> None:
    share, dawn = asked_for_ruth(world), sign_in("Dawn")
    sams = {"with": str(world.between("Dawn", "Sam"))}
    dawn.post(f"/shares/{share.id}/more/", sams, secure=True)
    share.refresh_from_db()
    assert share.given_at is None
    assert not Withdrawal.objects.filter(share=share).exists()


def test_the_address_of_the_quiet_way_says_nothing_of_it() -> None:
    assert "quiet" not in reverse("shares:quietly", args=[new_id()])
