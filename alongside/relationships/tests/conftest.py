"""The world that codes are shown in."""

import pytest
from django.test import Client

from alongside.access.viewer import Life, Viewer
from alongside.accounts.tests.door import at_work
from alongside.relationships import joining
from alongside.relationships.actions import begin_relationship
from alongside.relationships.tests.place import World, request


@pytest.fixture
def world(client: Client) -> World:
    sam = joining.start_team(
        request(), called="Sam Reed", handle="sam", passphrase="a long enough one"
    )
    at_work(client, sam)
    viewer = Viewer(sam.person_id, Life.WORKING)
    return World(sam, client, begin_relationship(by=viewer, called="Dawn"))
