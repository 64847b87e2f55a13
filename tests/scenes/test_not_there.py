"""What Dawn reads where somebody is not there, and where two phones changed the same."""

from datetime import timedelta

import pytest

from alongside.circles.models import Circle
from alongside.kit.time import today
from alongside.world.small import World
from tests.scenes.conftest import Opens
from tests.scenes.place import Place

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]


def test_sam_is_away_and_then_has_left(small: World, phone_of: Opens) -> None:
    """No page says that he comes, or sees, once he does not; each says who is there instead."""
    sam, dawn = phone_of("Sam"), phone_of("Dawn")
    between = small.between("Dawn", "Sam")
    sam.go("/me/away-from-work/")
    sam.write("Until which day are you away?", str(today() + timedelta(days=3)))
    sam.press("I am away")
    dawn.go("/home/")
    assert dawn.reads("Sam is away until the end of")
    dawn.keep("Sam is away")
    sam.go("/teams/")
    sam.follow("I leave this team")
    sam.keep("before he leaves")
    sam.press("I leave now")
    dawn.go("/home/")
    assert dawn.reads("Sam does not work here any more")
    dawn.keep("Sam has left")
    dawn.go(f"/with/{between}/saying/")
    assert dawn.reads("Nobody reads what you write here.")
    dawn.keep("nobody reads this")
    dawn.go(f"/with/{between}/")
    dawn.keep("their story, now hers")
    dawn.go("/sharing/")
    assert dawn.reads("Sam left, and sees nothing")
    dawn.keep("who sees what, now")


def test_two_phones_say_something_else_of_one_tie(
    small: World, place: Place, phone_of: Opens
) -> None:
    """What the other phone said is shown before it is replaced; nothing typed is lost."""
    one, other = phone_of("Dawn"), phone_of("Dawn")
    with place.behind_the_scenes():
        circle = Circle.objects.filter(person_id=small.person("Dawn"), hoped=False).latest("on")
    for phone in (one, other):
        phone.go(f"/circle/{circle.id}/drawing/")
        phone.page.get_by_role("link", name="Kay, ").first.click()
        phone.settle()
    one.write("In your words, if you like", "She rang on Sunday.")
    one.press("Save")
    other.write("In your words, if you like", "We fell out.")
    other.press("Save")
    assert other.reads("This was changed since you opened it.")
    assert other.reads("Kept now: “She rang on Sunday.”")
    assert other.value("In your words, if you like") == "We fell out."
    other.keep("what the other phone said")
    other.press("Save")
    other.go(f"/circle/{circle.id}/")
    assert other.reads("We fell out.")
