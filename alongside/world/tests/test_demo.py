"""A demo's sign-in links: for each made-up person, in each life, and only in a demo."""

from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from alongside.access.viewer import Life
from alongside.accounts.models import Session
from alongside.people.models import Person
from alongside.world import demo
from alongside.world.cast import SAMS_OWN, life_of, ways_in
from alongside.world.tests import demo_urls

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    # Imported above, so that the working address book is read before any test says: a demo.
    pytest.mark.urls(demo_urls.__name__),
]


@pytest.fixture
def a_demo(settings: Any) -> None:
    settings.ALONGSIDE = replace(settings.ALONGSIDE, demo=True)


def test_a_link_signs_each_one_in_in_their_life(a_demo: None) -> None:
    links = demo.build()
    assert list(links) == ways_in()
    for name, link in links.items():
        Session.objects.all().delete()
        answer = Client().get(link, secure=True)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/")
        assert [Life(session.life) for session in Session.objects.all()] == [life_of(name)]


def test_sam_comes_in_twice(a_demo: None) -> None:
    links = demo.build()
    assert links["Sam"] != links[SAMS_OWN]


def test_a_second_time_finds_the_same_world(a_demo: None) -> None:
    links = demo.build()
    people = Person.objects.count()
    assert demo.build() == links
    assert Person.objects.count() == people


def test_a_link_made_elsewhere_opens_nothing(a_demo: None) -> None:
    demo.build()
    for token in ("Sam", "Sam~made-up", "Nobody~"):
        assert Client().get(f"/demo/{token}/", secure=True).status_code == 404


def test_there_is_no_such_door_outside_a_demo() -> None:
    link = demo.build()["Sam"]
    assert not settings.ALONGSIDE.demo
    assert Client().get(link, secure=True).status_code == 404
