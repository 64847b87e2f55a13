"""My circle as a file: a picture, JSON, GraphML. Mine only; the hidden only when I say so."""

import io
import json
from typing import Any
from xml.dom.minidom import parseString
from zipfile import ZipFile

import pytest

from alongside.circles.models import Circle, HiddenTie
from alongside.circles.taking_out import KINDS
from alongside.kit.ids import new_id
from alongside.rights.actions.copies import take_out
from alongside.rights.copies.pages import copy_of
from alongside.world.small import World
from conftest import SignIn


def taken(world: World, sign_in: SignIn, kind: str, **more: str) -> str:
    circle = Circle.objects.filter(person_id=world.person("Dawn"), hoped=False).latest("on")
    where = f"/circle/{circle.id}/copy/"
    answer = sign_in("Dawn").post(where, {"kind": kind, **more}, secure=True)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="copy.{kind}"'
    assert answer.headers["Content-Type"] == f"{KINDS[kind]}; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.content.decode()


def test_json_has_all_that_is_said(world: World, sign_in: SignIn) -> None:
    told = json.loads(taken(world, sign_in, "json"))
    assert told["needed_and_missing"].startswith("Somebody to be quiet with")
    (kay,) = (tie for tie in told["ties"] if tie["called"] == "Kay")
    assert kay["words"] == "She rings me now. I don’t have to ask."
    assert kay["i_give"] == ["help", "warmth"]
    assert (kay["ring"], kay["kind"], kay["paid"], kay["line"]) == (
        "closest", "family", "no", "strong",
    )  # fmt: skip


def test_graphml_has_me_everybody_and_who_knows_whom(world: World, sign_in: SignIn) -> None:
    told = json.loads(taken(world, sign_in, "json"))
    graph: Any = parseString(taken(world, sign_in, "graphml"))  # noqa: S318 - our own
    nodes = {node.getAttribute("id") for node in graph.getElementsByTagName("node")}
    assert nodes == {"me", *(tie["id"] for tie in told["ties"])}
    edges = {
        (edge.getAttribute("source"), edge.getAttribute("target"))
        for edge in graph.getElementsByTagName("edge")
    }
    assert {("me", tie["id"]) for tie in told["ties"]} <= edges
    assert len(edges) == len(told["ties"]) + 5
    keys = {key.getAttribute("id") for key in graph.getElementsByTagName("key")}
    used = {data.getAttribute("key") for data in graph.getElementsByTagName("data")}
    assert used <= keys
    whole = graph.getElementsByTagName("graph")[0]
    of_the_day = {
        data.getAttribute("key"): data.firstChild.data
        for data in whole.childNodes
        if data.nodeName == "data"
    }
    assert of_the_day == {
        key: told[key] for key in ("on", "needed_and_have", "needed_and_missing") if told[key]
    }
    angles = {
        (data.parentNode.getAttribute("id"), data.firstChild.data)
        for data in graph.getElementsByTagName("data")
        if data.getAttribute("key") == "angle"
    }
    assert angles == {(tie["id"], str(tie["angle"])) for tie in told["ties"]}


def test_the_picture_is_a_picture(world: World, sign_in: SignIn) -> None:
    svg = taken(world, sign_in, "svg")
    parseString(svg)  # noqa: S318 - our own
    assert ">Kay<" in svg


@pytest.mark.parametrize("kind", KINDS)
def test_whom_i_keep_hidden_goes_with_it_only_when_i_say_so(
    world: World, sign_in: SignIn, kind: str
) -> None:
    assert "M." not in taken(world, sign_in, kind)
    assert "M." in taken(world, sign_in, kind, hidden="on")


def test_nobody_takes_out_somebody_elses(world: World, sign_in: SignIn) -> None:
    """Sam may look at it, and take nothing of it away."""
    circle = Circle.objects.filter(person_id=world.person("Dawn"), hoped=False).latest("on")
    sam = sign_in("Sam")
    assert sam.get(f"/circle/{circle.id}/", secure=True).status_code == 200
    for how in (sam.get, sam.post):
        answer = how(f"/circle/{circle.id}/copy/", {"kind": "json"}, secure=True)
        assert answer.status_code == 404


def test_no_link_makes_a_file_and_nonsense_changes_nothing(world: World, sign_in: SignIn) -> None:
    circle = Circle.objects.filter(person_id=world.person("Dawn"), hoped=False).latest("on")
    dawn, where = sign_in("Dawn"), f"/circle/{circle.id}/copy/"
    assert "text/html" in dawn.get(f"{where}?kind=json", secure=True)["Content-Type"]
    page = dawn.post(where, {"kind": "exe"}, secure=True)
    assert "That one is not on the list." in page.content.decode()
    assert HiddenTie.objects.filter(circle=circle).count() == 1


def test_my_whole_copy_has_every_picture_to_look_at(world: World) -> None:
    whole = b"".join(copy_of(take_out(by=world.viewer("Dawn"), id=new_id())))
    with ZipFile(io.BytesIO(whole)) as archive:
        page = archive.read("circles.html").decode()
        assert "circles.html" in archive.read("index.html").decode()
    assert page.count("<svg") == 5
    assert "Kay</bdi>. Family and friends. Not paid. Strong." in page
    assert "M." not in page
