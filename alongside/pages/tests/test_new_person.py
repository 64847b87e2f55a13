"""Whether somebody new is begun with, or one of these is meant."""

from typing import TYPE_CHECKING

import pytest

from alongside.kit.ids import new_id
from alongside.pages.tests.place import text
from alongside.people.models import Person
from alongside.people.queries import is_like

if TYPE_CHECKING:
    from django.test import Client

    from alongside.world.small import World
    from conftest import SignIn

ASKS = "Do you mean one of these?"


def begin_with(browser: "Client", called: str) -> str:
    answer = browser.post("/people/new/", {"id": str(new_id()), "called": called}, secure=True)
    return text(answer) if answer.status_code == 200 else ""


@pytest.mark.parametrize(
    ("called", "shown"), [("Dawnie", "Dawn"), ("dawm", "Dawn"), ("Bev", "Bev")]
)
def test_whoever_sam_walks_with_is_shown_even_under_a_name_that_is_nearly_theirs(
    sign_in: "SignIn", called: str, shown: str
) -> None:
    asked = begin_with(sign_in("Sam"), called)
    assert ASKS in asked
    assert f" {shown} " in asked


def test_somebody_who_is_in_sight_but_cannot_be_shown_is_not_asked_about(
    world: "World", sign_in: "SignIn"
) -> None:
    # They are in one team: Bev reads Callum's name, and has no story with him to show.
    assert Person.objects.likely_matches(world.viewer("Bev"), "Callum")
    assert begin_with(sign_in("Bev"), "Callum") == ""


def test_names_that_only_begin_alike_are_not_near() -> None:
    assert is_like("Steven", "Stephen Moss")
    assert is_like("Mo", "Mo")
    for one, other in (("Mo", "Moira"), ("Sam", "Pam"), ("Terry", "Dawn"), ("", "Dawn")):
        assert not is_like(one, other)
