"""Who is helped back in reads for good who helped them, and when, as the page promised."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.access.viewer import Life
from alongside.kit.time import at
from alongside.pages.tests.place import text
from alongside.relationships.models import ComingBack, Relationship, Side
from alongside.relationships.waiting import read_coming_back
from conftest import TUESDAY

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.world.small import World
    from conftest import SignIn

PROMISED = "You will always see who helped, and when."


def helped_back(world: "World", name: str, between: "UUID") -> None:
    """Sam helped them back in, and they pressed *That was me*."""
    told = ComingBack.objects.create(
        relationship_id=between,
        person_id=world.person(name),
        helped_by_id=world.person("Sam"),
        at=TUESDAY,
    )
    with at(TUESDAY + timedelta(days=2)):
        read_coming_back(by=world.viewer(name), coming_back_id=told.id)


def test_dawn_always_sees_who_helped_and_when(world: "World", sign_in: "SignIn") -> None:
    dawn = sign_in("Dawn")
    assert PROMISED in text(dawn.get(reverse("accounts:cannot-get-in"), secure=True))
    assert "Helped back in" not in text(dawn.get("/recent/", secure=True))
    helped_back(world, "Dawn", world.between("Dawn", "Sam"))
    for address in ("/recent/", "/me/"):
        page = text(sign_in("Dawn").get(address, secure=True))
        assert "Sam helped you get back in, on Tuesday 17 November." in page, address
        assert "That was me" not in page
    for name in ("Sam", "Terry"):
        assert "helped you get back in" not in text(sign_in(name).get("/me/", secure=True)), name


def test_bev_helped_back_at_work_reads_it_on_her_own_page(
    world: "World", sign_in: "SignIn"
) -> None:
    between = Relationship.objects.create(begun_by_id=world.person("Sam"))
    for name in ("Bev", "Sam"):
        Side.objects.create(
            relationship=between, person_id=world.person(name), life=Life.WORKING.value
        )
    helped_back(world, "Bev", between.id)
    page = text(sign_in("Bev").get("/me/", secure=True))
    assert "Sam helped you get back in, on Tuesday 17 November." in page
