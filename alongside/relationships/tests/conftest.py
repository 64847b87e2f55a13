"""The world that codes are shown in."""

import pytest
from django.test import Client
from django.urls import reverse

from alongside.access.viewer import Life, Viewer
from alongside.relationships import joining
from alongside.relationships.actions import begin_relationship
from alongside.relationships.tests.place import World, request


@pytest.fixture
def world(client: Client) -> World:
    sam = joining.start_team(request(), called="Sam Reed", handle="sam", passphrase="a long one")
    client.post(reverse("accounts:come-in"), {"handle": "sam", "passphrase": "a long one"})
    viewer = Viewer(sam.person_id, Life.WORKING)
    return World(sam, client, begin_relationship(by=viewer, called="Dawn"))
