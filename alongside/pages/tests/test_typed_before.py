"""What was typed in a serious form, before the session ended or the page was left, stands there."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse

from alongside.drafts.actions import keep_draft
from alongside.drafts.queries import draft_of
from alongside.kit.ids import new_id
from alongside.moments.models import KeptApart
from alongside.rights.actions.logs import complain, hear_complaints
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


@pytest.mark.parametrize(
    ("where", "field"),
    [(between("shares:between", "not-to-be-told"), "words"), (kept_apart, "reason")],
)
def test_a_fold_that_holds_what_sam_began_stands_open(
    world: World, sign_in: SignIn, where: Where, field: str
) -> None:
    page, draft = where(world)
    sam = sign_in("Sam")
    assert not folds_around(sam.get(page, secure=True).content.decode(), draft)
    keep_draft(by=world.viewer("Sam"), form=draft, fields={field: [WORDS]})
    assert folds_around(sam.get(page, secure=True).content.decode(), draft)


def folds_around(page: str, draft: str) -> bool:
    """Whether the fold before this draft's form stands open."""
    before = page[: page.index(f'key="{draft}"')]
    return bool(re.match(r"[^>]* open>", before[before.rindex("<details") :]))


def test_what_is_missing_is_said_and_what_was_typed_stays(world: World, sign_in: SignIn) -> None:
    us, sam = world.between("Dawn", "Sam"), sign_in("Sam")
    hearer = hear_complaints(by=world.viewer("Bev"), does="Team lead")
    entry = complain(by=world.viewer("Sam"), words="Late again.", hearers=[hearer.id], id=new_id())
    for path, sent in (
        (reverse("shares:must-not-know", args=(us,)), {"words": ""}),
        (reverse("rights:answering", args=(entry.id,)), {"words": ""}),
        (reverse("rights:holding", args=(us,)), {"words": WORDS, "until": ""}),
    ):
        answer = sam.post(path, {**sent, "id": str(new_id())}, secure=True)
        assert answer.status_code == 200, path
        page = answer.content.decode()
        assert "One thing needs you" in page
        assert sent["words"] in page
