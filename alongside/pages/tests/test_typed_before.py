"""What was typed in a serious form, before the session ended or the page was left, stands there."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from alongside.drafts.actions import keep_draft
from alongside.drafts.queries import draft_of
from alongside.moments.models import KeptApart
from alongside.world.small import World
from conftest import SignIn

WORDS = "She rang, and it went dead."
Where = Callable[[World], tuple[str, str]]


def between(address: str, draft: str) -> Where:
    """On a page of Dawn and Sam: its address, and its draft."""

    def where(world: World) -> tuple[str, str]:
        us = world.between("Dawn", "Sam")
        return reverse(address, args=(us,)), f"{draft}/{us}"

    return where


def alone(address: str, draft: str) -> Where:
    return lambda _world: (reverse(address), draft)


def kept_apart(world: World) -> tuple[str, str]:
    moment = KeptApart.objects.filter(by_id=world.person("Sam"))[0].moment_id
    return reverse("pages:moment", args=(moment,)), f"hiding/{moment}"


@pytest.mark.parametrize(
    ("where", "field"),
    [
        (alone("shares:opening", "looking-for-safety"), "reason"),
        (between("shares:between", "sharing"), "purpose"),
        (between("shares:between", "not-to-be-told"), "words"),
        (between("pages:duty", "by-law"), "power"),
        (kept_apart, "reason"),
        (alone("rights:complain", "complaint"), "words"),
        (alone("rights:note-incident", "gone-wrong"), "words"),
        (alone("rights:write-request", "data-request"), "asked_by"),
    ],
)
def test_what_sam_typed_stands_there_again_at_work_and_nowhere_else(
    world: World, sign_in: SignIn, where: Where, field: str
) -> None:
    page, draft = where(world)
    keep_draft(by=world.viewer("Sam"), form=draft, fields={field: [WORDS]})
    assert WORDS in sign_in("Sam").get(page, secure=True).content.decode()
    for name in ("Sam, his own life", "Dawn", "Bev"):
        assert WORDS not in sign_in(name).get(page, secure=True).content.decode()


def test_what_was_sent_is_a_draft_no_longer(world: World, sign_in: SignIn) -> None:
    sam, us = world.viewer("Sam"), world.between("Dawn", "Sam")
    keep_draft(by=sam, form=f"not-to-be-told/{us}", fields={"words": [WORDS]})
    where = reverse("shares:must-not-know", args=(us,))
    sign_in("Sam").post(where, {"words": "Neil", "id": str(us)}, secure=True)
    assert draft_of(sam, f"not-to-be-told/{us}") is None
