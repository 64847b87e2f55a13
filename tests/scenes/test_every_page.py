"""Every page of ours, as each of two people sees it: no way of seeing it is left out."""

from http import HTTPStatus
from uuid import UUID

import pytest

from alongside.access.viewer import Viewer
from alongside.agreements.models import Agreement, Doing, HardThing
from alongside.asks.models import Ask
from alongside.circles.models import Circle, HiddenTie, Tie
from alongside.kit.time import today
from alongside.lifemaps.models import Patch
from alongside.moments.models import Moment
from alongside.plans.models import Part
from alongside.promises.models import Promise
from alongside.relationships.joining import invite
from alongside.rights.actions.erasures import ask_to_erase
from alongside.rights.actions.logs import complain, hear_complaints
from alongside.rights.actions.requests import write_request_down
from alongside.shares.models import Share
from alongside.world.small import World
from tests.house import addresses
from tests.scenes.conftest import Opens
from tests.scenes.phone import DESK, NARROW, PHONE, Phone
from tests.scenes.place import Place

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]

NO_PAGE = {"pages:away", "drafts:fresh"}
"""The one ends the session; the other answers a script."""
NOTHING_TO_SEE = {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
LARGE_TEXT = "document.documentElement.style.fontSize = '32px'"
PARTS = 4
"""The walk is long, and several can share it."""
TOO_WIDE = """() => {
    const page = document.documentElement;
    const wide = (size) => {
        page.style.fontSize = size;
        return page.scrollWidth > page.clientWidth;
    };
    return {large: wide("32px"), usual: wide("")};
}"""
"""Whether the page scrolls sideways, by size of text."""


def paths(place: Place, small: World, name: str) -> dict[str, str]:
    """Each named address with something of this person's in it; what only takes forms is left."""
    with place.behind_the_scenes():
        viewer = small.viewer(name)
        us = small.between("Dawn", "Sam")
        moments = Moment.objects.visible_to(viewer).filter(relationship_id=us)
        noted = moments.filter(noted_by_id=viewer.person_id).latest("happened_at")
        promise = Promise.objects.visible_to(viewer).filter(relationship_id=us, is_visit=True)
        ids: dict[str, UUID | str] = {
            "relationship_id": us,
            "moment_id": noted.id,
            "promise_id": promise.latest("due_at").id,
            "agreement_id": Agreement.objects.visible_to(viewer).latest("written_at").id,
            "hard_thing_id": HardThing.objects.visible_to(viewer).latest("at").id,
        }
        mine = {"person_id": viewer.person_id}
        drawn = Circle.objects.visible_to(viewer).filter(**mine, hoped=False).order_by("-on")
        ids["circle_id"], ids["earlier_id"] = drawn[0].id, drawn.reverse()[0].id
        ids["tie_id"] = Tie.objects.visible_to(viewer).filter(circle=drawn[0])[0].id
        part = Part.objects.visible_to(viewer).filter(relationship_id=us, only=None)[0]
        ids["part_id"], ids["document_id"] = part.id, part.document_id
        ids["the_ask_id"] = Ask.objects.visible_to(viewer).earliest("made_at").id
        ids["patch_id"] = Patch.objects.visible_to(viewer).filter(**mine, let_go_at=None)[0].id
        if hidden := HiddenTie.objects.visible_to(viewer).first():
            ids["hidden_id"] = hidden.id
        ids |= of_rights(small, viewer)
    found = {}
    for named, pattern, _view in addresses():
        path = pattern.replace("<str:then>", "2026-03-20").replace("<str:heading>", "please")
        for key, value in ids.items():
            path = path.replace(f"<uuid:{key}>", str(value))
        if "<" not in path and named not in NO_PAGE:
            found[named] = path
    return found


def of_rights(small: World, viewer: Viewer) -> dict[str, UUID | str]:
    """What is shared; a complaint, a copy that was asked for, and, in own life, an erasing."""
    sam, dawn, us = small.viewer("Sam"), small.viewer("Dawn"), small.between("Dawn", "Sam")
    hear_complaints(by=sam, does="I listen, and I answer.")
    complain(by=dawn, words="Nobody rang.", hearers=[sam.person_id], id=us)
    copy = write_request_down(
        by=sam, relationship_id=us, asked_by="Dawn", how="At the door", asked_on=today(), id=us
    )
    shares = Share.objects.visible_to(viewer).filter(about_id=dawn.person_id)
    ids: dict[str, UUID | str] = {
        "request_id": copy.id,
        "entry_id": us,
        "share_id": shares.filter(ground="share").latest("asked_at").id,
        "doing_id": Doing.objects.visible_to(viewer).filter(relationship_id=us)[0].id,
    }
    if viewer == dawn:
        ids["ask_id"] = ask_to_erase(by=dawn, id=us).id
    return ids


def look_over(phone: Phone, named: str, path: str) -> list[str]:
    """Open a page and its folds; gives where it is too wide."""
    # What only takes forms has nothing to show, and what is not there looks the same each time.
    if phone.context.request.get(path, max_redirects=0).status in NOTHING_TO_SEE:
        return []
    answer = phone.go(path)
    if answer is None or phone.path.split("?")[0] != path:
        return []
    assert answer.status == HTTPStatus.OK, f"{named}: {answer.status}"
    # Pictures of so many pages are made where somebody is going to look at them.
    phone.keep(named, unfold=True, pictures=phone.album.for_readme)
    too_wide = []
    for size in (NARROW, PHONE, DESK):
        with phone.seen(size):
            found = phone.page.evaluate(TOO_WIDE)
            too_wide += [f"{named} at {size[0]}, {text}" for text, wide in found.items() if wide]
    return too_wide


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("name", ["Sam", "Dawn"])
def test_every_page(place: Place, small: World, phone_of: Opens, name: str, part: int) -> None:
    """No axe finding and no sideways scroll, whoever looks and whatever they look with."""
    theirs = phone_of(name)
    too_wide = []
    for named, path in list(paths(place, small, name).items())[part::PARTS]:
        too_wide += look_over(theirs, named, path)
    assert theirs.album.pages > 6
    assert "\n".join(too_wide) == ""
    # The strict policy hinders nothing of ours, and no page asks another place for anything.
    assert [said for said in theirs.complaints if " 404 " not in said] == []
    assert [url for url in theirs.asked if not url.startswith(place.address)] == []


@pytest.mark.slow
def test_every_page_outside(place: Place, small: World, phone: Opens) -> None:
    """The door, the ways back, the dull page, and a page that is not there."""
    with place.behind_the_scenes():
        by, us = small.viewer("Mo"), small.between("Mo", "Amina")
        link = invite(by=by, relationship_id=us).link
    theirs = phone()
    too_wide = []
    doors = {"come-in": "/come-in/", "help": "/come-in/help/", "six-letters": "/join/"}
    doors |= {"joining": f"/join/{link}/", "away": "/away/"}
    doors |= {"paper": "/come-in/paper/", "given-back": "/lent/given-back/"}
    for named, path in doors.items():
        too_wide += look_over(theirs, named, path)
    theirs.go("/join/gone/")
    theirs.keep("a page that is not there")
    assert theirs.album.pages > 5
    assert "\n".join(too_wide) == ""
