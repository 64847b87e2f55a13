"""Hard things: answered by the one they went to, and unseen by whoever they are about."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.http import Http404
from django.test import Client

from alongside.access.models import TrailLine
from alongside.agreements import actions
from alongside.agreements.models import HardAnswer, HardThing
from alongside.agreements.queries import hard_things_between, waiting_for
from alongside.kit.ids import new_id
from alongside.relationships.models import Side
from alongside.relationships.queries import my_relationships
from alongside.shares.actions import name_never_tell
from alongside.teams.models import Member
from alongside.world.small import World
from conftest import TUESDAY, Pair, SignIn
from tests.house import addresses

CANARY = "He frightens me when he shouts in the car"
REPLY = "Thank you for telling me, canary and all"


def send_round(world: World, kind: str = "someone-else", words: str = CANARY) -> HardThing:
    """Dawn tells Priya about Sam."""
    return actions.say_hard_thing(
        by=world.viewer("Dawn"),
        relationship_id=world.between("Dawn", "Sam"),
        to_relationship_id=world.between("Dawn", "Priya"),
        kind=kind,
        words=words,
    )


def test_the_other_side_reads_it_and_answers(pair: Pair) -> None:
    thing = actions.say_hard_thing(
        by=pair.dawn, relationship_id=pair.relationship_id, kind="concern", words="You were late"
    )
    since = TUESDAY - timedelta(days=1)
    assert waiting_for(pair.sam, since).hard == {pair.relationship_id}
    with pytest.raises(Http404):
        actions.answer_hard_thing(by=pair.dawn, hard_thing_id=thing.id, words="Never mind")
    id = new_id()
    for _twice in range(2):
        actions.answer_hard_thing(by=pair.sam, hard_thing_id=thing.id, words="I was", id=id)
    (said,) = hard_things_between(pair.dawn, pair.relationship_id)
    assert [answer.words for answer in said.answers] == ["I was"]
    assert waiting_for(pair.sam, since).hard == set()
    assert waiting_for(pair.dawn, since).answered == {pair.relationship_id}
    assert not HardThing.objects.visible_to(pair.bev).exists()


def test_priya_reads_what_dawn_says_about_sam_and_sam_does_not(world: World) -> None:
    thing = send_round(world)
    answer = actions.answer_hard_thing(
        by=world.viewer("Priya"), hard_thing_id=thing.id, words=REPLY
    )
    for name in ("Dawn", "Priya"):
        assert HardThing.objects.visible_to(world.viewer(name)).filter(id=thing.id).exists()
    for name in set(world.viewers) - {"Dawn", "Priya"}:
        viewer = world.viewer(name)
        assert not HardThing.objects.visible_to(viewer).filter(id=thing.id).exists()
        assert not HardAnswer.objects.visible_to(viewer).filter(id=answer.id).exists()


def test_a_worker_cannot_write_about_a_person_behind_their_back(world: World) -> None:
    for kind, to in (
        ("concern", world.between("Sam", "Bev")),
        ("someone-else", world.between("Dawn", "Sam")),
    ):
        with pytest.raises(Http404):
            actions.say_hard_thing(
                by=world.viewer("Sam"),
                relationship_id=world.between("Dawn", "Sam"),
                to_relationship_id=to,
                kind=kind,
                words="She is difficult",
            )


def test_it_goes_only_to_somebody_she_knows(world: World) -> None:
    with pytest.raises(Http404):
        actions.say_hard_thing(
            by=world.viewer("Dawn"),
            relationship_id=world.between("Dawn", "Sam"),
            to_relationship_id=world.between("Terry", "Bev"),
            kind="concern",
            words=CANARY,
        )


def pages_of(browser: Client, world: World, name: str, thing: UUID | None = None) -> dict[str, str]:
    """Every page this person can open, in their relationship with Dawn and beside."""
    viewer, pages = world.viewer(name), {}
    with_dawn = [us for us in my_relationships(viewer) if us.other.called == "Dawn"]
    for between in with_dawn:
        for _named, pattern, _view in addresses():
            path = pattern.replace("<uuid:relationship_id>", str(between.id))
            path = path.replace("<uuid:hard_thing_id>", str(thing or between.id))
            if "<" in path or path in {"/away/", "/leave/", "/drafts/"} or path in pages:
                continue
            answer = browser.get(path, secure=True)
            said = answer.content.decode(errors="replace")
            pages[path] = f"{answer.status_code} {_without_what_changes_each_time(said)}"
    found = browser.get("/search/?q=frightens", secure=True).content.decode()
    return pages | {"search": _without_what_changes_each_time(found)}


def _without_what_changes_each_time(said: str) -> str:
    said = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|data-token="[^"]*"', "", said)
    return re.sub(r'value="[0-9a-f-]{36}"', "", said)


def test_no_page_of_sams_changes_by_a_hard_thing_about_him(world: World, sign_in: SignIn) -> None:
    sam, lines = sign_in("Sam"), TrailLine.objects.filter(viewer_id=world.person("Sam"))
    nobody = new_id()
    before = pages_of(sam, world, "Sam", nobody)
    looked = lines.count()
    thing = send_round(world)
    actions.answer_hard_thing(by=world.viewer("Priya"), hard_thing_id=thing.id, words=REPLY)
    sign_in("Priya").get(f"/with/{world.between('Dawn', 'Priya')}/words/", secure=True)
    after = pages_of(sam, world, "Sam", thing.id)
    # The address that names it is the one that differs, and it is a 404 like any other.
    named = {path: page for path, page in after.items() if str(thing.id) in path}
    assert all(page.startswith("404") for page in named.values())
    for path, page in after.items():
        assert CANARY not in page
        assert path in named or page == before[path], path
    assert lines.count() == looked
    assert not TrailLine.objects.filter(
        viewer_id=world.person("Priya"), about_id=world.person("Sam")
    ).exists()


def test_the_pages_of_those_it_is_for_do_show_it(world: World, sign_in: SignIn) -> None:
    """The control: where it may be, it is."""
    send_round(world)
    assert any(CANARY in page for page in pages_of(sign_in("Priya"), world, "Priya").values())
    for other, is_there in (("Priya", True), ("Sam", False)):
        # Dawn and Sam may read their own page together, so it is not there, even for Dawn.
        path = f"/with/{world.between('Dawn', other)}/words/"
        shown = sign_in("Dawn").get(path, secure=True).content.decode()
        assert (CANARY in shown) == is_there


def test_dawn_reads_priyas_answer(world: World, sign_in: SignIn) -> None:
    thing = send_round(world)
    path = f"/words/{thing.id}/answering/"
    sign_in("Priya").post(path, {"id": str(new_id()), "words": REPLY}, secure=True)
    dawn = sign_in("Dawn")
    assert "Priya answered you." in dawn.get("/home/", secure=True).content.decode()
    page = dawn.get(f"/with/{world.between('Dawn', 'Priya')}/words/", secure=True)
    assert REPLY in page.content.decode()


# --- with one worker, and somebody of the team who hears ----------------------------------------


def with_sam_alone(world: World) -> None:
    """Dawn knows Sam here, and nobody else. Bev, of his team, hears hard things."""
    others = [world.between("Dawn", name) for name in ("Priya", "Kay")]
    Side.objects.filter(relationship_id__in=others).update(left_at=TUESDAY)


def writing(world: World) -> str:
    return f"/with/{world.between('Dawn', 'Sam')}/words/writing/"


def sent_to(world: World, browser: Client, who: str, id: UUID | None = None) -> Any:
    said = {"id": str(id or new_id()), "who": who, "kind": "someone-else", "words": CANARY}
    return browser.post(writing(world), said, secure=True)


def to_bev(world: World) -> str:
    return f"hears/{world.person('Bev')}"


def test_dawn_who_knows_only_sam_tells_bev_and_sam_sees_nothing(
    world: World, sign_in: SignIn
) -> None:
    with_sam_alone(world)
    sam, dawn, id = sign_in("Sam"), sign_in("Dawn"), new_id()
    before = pages_of(sam, world, "Sam")
    form = dawn.get(writing(world), secure=True).content.decode()
    assert "Bev, who hears hard things in the team of Sam" in form
    for _twice in range(2):
        landed = sent_to(world, dawn, to_bev(world), id)
    assert CANARY in dawn.get(landed["Location"], secure=True).content.decode()
    bev = sign_in("Bev")
    assert "Dawn has something to say to you." in bev.get("/today/", secure=True).content.decode()
    thing = HardThing.objects.get(id=id)
    there = bev.get(f"/with/{thing.relationship_id}/words/", secure=True).content.decode()
    assert CANARY in there
    assert "About Sam" in there
    answers = {"id": str(new_id()), "words": REPLY}
    bev.post(f"/words/{id}/answering/", answers, secure=True)
    assert "Bev answered you." in dawn.get("/home/", secure=True).content.decode()
    assert pages_of(sam, world, "Sam") == before
    for name in set(world.viewers) - {"Dawn", "Bev"}:
        assert not HardThing.objects.visible_to(world.viewer(name)).filter(id=id).exists()
        met = {us.id for us in my_relationships(world.viewer(name))}
        assert thing.relationship_id not in met


def test_nobody_is_chosen_for_her(world: World, sign_in: SignIn) -> None:
    with_sam_alone(world)
    dawn = sign_in("Dawn")
    form = dawn.get(writing(world), secure=True).content.decode()
    assert not re.search(r'name="who"[^>]*checked', form)
    assert sent_to(world, dawn, "").status_code == 200
    assert not HardThing.objects.filter(kind="someone-else").exists()


def test_with_nobody_who_hears_the_page_says_so_and_what_she_can_do(
    world: World, sign_in: SignIn
) -> None:
    with_sam_alone(world)
    Member.objects.update(hears=False)
    dawn = sign_in("Dawn")
    form = dawn.get(writing(world), secure=True).content.decode()
    assert "Nobody else here hears these yet." in form
    assert "/messages/new/" in form
    assert "I want a different worker" not in form
    sent_to(world, dawn, str(world.between("Dawn", "Sam")))
    sent_to(world, dawn, to_bev(world))
    assert HardThing.objects.count() == 1


def test_somebody_she_fears_is_not_offered_nor_reached(world: World, sign_in: SignIn) -> None:
    with_sam_alone(world)
    name_never_tell(by=world.viewer("Dawn"), words="Bev")
    dawn = sign_in("Dawn")
    assert "Bev" not in dawn.get(writing(world), secure=True).content.decode()
    sent_to(world, dawn, to_bev(world))
    with pytest.raises(Http404):
        actions.say_hard_thing(
            by=world.viewer("Dawn"),
            relationship_id=world.between("Dawn", "Sam"),
            to_hearer_id=world.person("Bev"),
            kind="concern",
            words=CANARY,
        )
    assert HardThing.objects.count() == 1


def test_only_who_hears_in_sams_own_team_can_be_told(world: World) -> None:
    """Callum does not hear these; and Sam never reads what is about him."""
    for name in ("Callum", "Sam", "Ruth"):
        with pytest.raises(Http404):
            actions.say_hard_thing(
                by=world.viewer("Dawn"),
                relationship_id=world.between("Dawn", "Sam"),
                to_hearer_id=world.person(name),
                kind="concern",
                words=CANARY,
            )
    with pytest.raises(Http404):
        actions.say_hard_thing(
            by=world.viewer("Sam"),
            relationship_id=world.between("Dawn", "Sam"),
            to_hearer_id=world.person("Bev"),
            kind="concern",
            words=CANARY,
        )
