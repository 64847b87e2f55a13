"""Dawn shares one thing with one person for a while; and can say who sees what, and who looked."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from alongside.kit.time import today
from alongside.shares.models import Share
from alongside.world.small import World
from tests.scenes.conftest import Opens

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]


def test_shared_until_friday_paused_and_left(small: World, phone_of: Opens) -> None:
    """Sam asks, Dawn sees just what Ruth would see, says yes, pauses, reads who looked, leaves."""
    sam, dawn, ruth = phone_of("Sam"), phone_of("Dawn"), phone_of("Ruth")
    between = small.between("Dawn", "Sam")
    sam.go(f"/with/{between}/sharing/")
    sam.choose("Ruth Adeyemi")
    sam.choose("Our promises")
    sam.write("What for?", "To know who brings the forms")
    sam.write("Until which day?", str(today() + timedelta(days=3)))
    sam.keep("asking")
    sam.press("Ask")
    sam.keep("just what Ruth would see")
    share = Share.objects.get(strand="promises", ground="share")
    assert ruth.go(f"/shares/{share.id}/").status == 404  # type: ignore[union-attr]
    dawn.go("/home/")
    dawn.follow("Who can see what")
    dawn.keep("asked, and who can see what", readme="sharing")
    dawn.follow("See just what they would see")
    dawn.keep("a preview")
    dawn.press("Yes, share this")
    assert dawn.reads("Ruth Adeyemi sees our promises")
    ruth.go("/shared/")
    ruth.keep("shared with me")
    ruth.go(f"/shares/{share.id}/")
    assert ruth.reads("Bring")
    ruth.keep("what Ruth sees")
    assert ruth.go(f"/with/{between}/").status == 404  # type: ignore[union-attr]
    dawn.go("/sharing/")
    dawn.press("Pause all sharing")
    dawn.keep("paused")
    assert ruth.go(f"/shares/{share.id}/").status == 404  # type: ignore[union-attr]
    dawn.follow("Everyone who has looked")
    assert dawn.reads("Ruth Adeyemi saw your promises")
    dawn.keep("who looked", readme="looked")
    dawn.follow("Leave quickly")
    expect(dawn.page).to_have_title("Kettle")


def test_two_people_decide_and_the_person_is_told(small: World, phone_of: Opens) -> None:
    """Callum looks to keep Terry safe, Ines looks at it again, and Terry reads both."""
    callum, ines, terry = phone_of("Callum"), phone_of("Ines"), phone_of("Terry")
    callum.go("/safety/")
    callum.write("Who is it about?", "Terry")
    callum.write("Why must you look now?", "His sister rang. He is not at the hostel.")
    callum.keep("why I must look")
    callum.press("Look now")
    callum.keep("what safety opened")
    ines.go("/second-look/")
    ines.keep("a second look")
    ines.follow("Say what you think")
    ines.choose("Yes")
    ines.write("What do you say about it?", "Right to look. We should ring him too.")
    ines.keep("what I think")
    ines.press("Save")
    terry.go("/sharing/")
    assert terry.reads("Callum looked to keep somebody safe")
    assert terry.reads("We should ring him too")
    terry.keep("told")


def test_a_worker_leaves_and_nobody_is_dropped(small: World, phone_of: Opens) -> None:
    """Two say that Sam has left; Callum waits with Dawn by name and safe ways; Sam sees nothing."""
    sam, bev, dawn, callum = (phone_of(name) for name in ("Sam", "Bev", "Dawn", "Callum"))
    bev.go("/teams/")
    bev.keep("my team")
    bev.go("/partners/")
    bev.keep("partners")
    bev.go("/teams/")
    bev.page.get_by_role("link", name=re.compile("Say they leave.*Sam")).click()
    bev.keep("Sam leaves")
    bev.press("Write down that they have left")
    sam.go("/today/")
    assert sam.path == "/today/", "one colleague alone puts nobody out"
    callum.go("/teams/")
    assert callum.reads("Bev wrote down that Sam has left")
    callum.keep("a second colleague")
    callum.press("Yes, they have left")
    callum.go("/teams/")
    assert callum.reads("Waiting with you")
    assert callum.reads("Text first, never ring")
    callum.keep("waiting with me")
    sam.go("/today/")
    assert sam.path.startswith("/come-in/")
    dawn.go("/sharing/")
    assert dawn.reads("sees your name and how to reach you safely")
    dawn.keep("who waits with me")
