"""One page of Dawn's by itself: her About me, or her one page, and nothing beside it."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.urls import reverse

from alongside.access.models import TrailLine
from alongside.access.strands import Strand
from alongside.kit.ids import new_id
from alongside.kit.time import at, end_of, today
from alongside.moments.opened import story_as_others_get_it
from alongside.partners.models import Partner, PartnerPerson
from alongside.profiles.actions import tell
from alongside.profiles.headings import Heading
from alongside.profiles.models import Attachment
from alongside.shares.actions import Wish, ask_to_share, pause, take_back
from alongside.shares.models import Share
from alongside.shares.seeing_mine import who_sees_mine
from alongside.world.small import World
from conftest import TUESDAY, SignIn

KNOCK = "Knock twice, and say who it is."
MATTERS = "My own front door."


def shared(world: World, sheet: str, name: str = "Anand") -> Share:
    """Dawn opens this page to him until Friday."""
    wish = Wish(
        strand=Strand.ABOUT_ME,
        sheet=sheet,
        with_person_id=world.person(name),
        purpose="Before I come to the surgery",
        until=end_of(today() + timedelta(days=3)),
    )
    dawn = world.viewer("Dawn")
    return ask_to_share(by=dawn, relationship_id=world.between("Dawn", "Sam"), wish=wish)


@pytest.fixture
def about_me(world: World) -> Share:
    house = Partner.objects.create(called="Mill Lane", made_by_id=world.person("Sam"))
    anand = {"person_id": world.person("Anand"), "added_by_id": world.person("Sam")}
    PartnerPerson.objects.create(partner=house, **anand)
    tell(by=world.viewer("Dawn"), heading=Heading.PLEASE, words="Wait outside.")
    tell(by=world.viewer("Dawn"), heading=Heading.PLEASE, words=KNOCK)
    tell(by=world.viewer("Dawn"), heading=Heading.BEST, words="Tea first.")
    return share_of(world)


def share_of(world: World) -> Share:
    with_him = {"with_person_id": world.person("Anand"), "asked_by_id": world.person("Dawn")}
    return Share.objects.create(
        relationship_id=world.between("Dawn", "Sam"),
        about_id=world.person("Dawn"),
        strand=Strand.ABOUT_ME.value,
        sheet="about-me",
        given_at=TUESDAY,
        until=end_of(today() + timedelta(days=3)),
        **with_him,
    )


def test_it_shows_that_page_as_it_is_now_and_nothing_beside(
    about_me: Share, sign_in: SignIn
) -> None:
    shown = (
        sign_in("Anand")
        .get(reverse("pages:shared", args=(about_me.id,)), secure=True)
        .content.decode()
    )
    assert KNOCK in shown
    for never in ("Wait outside.", "Tea first.", MATTERS, "never ring"):
        assert never not in shown
    listed = sign_in("Anand").get("/shared/", secure=True).content.decode()
    assert "Their About me" in listed
    line = TrailLine.objects.latest("number")
    assert (line.strand, line.ground) == (Strand.ABOUT_ME, "share")


def test_a_photo_on_it_opens_too_and_leaves_its_line(
    world: World, about_me: Share, sign_in: SignIn
) -> None:
    photo = Attachment.objects.get(person_id=world.person("Dawn"))
    where, anand = f"/about-me/attached/{photo.id}/", sign_in("Anand")
    before = TrailLine.objects.count()
    assert anand.get(where, secure=True).status_code == 200
    assert TrailLine.objects.count() == before + 1
    take_back(by=world.viewer("Dawn"), share_id=about_me.id)
    assert anand.get(where, secure=True).status_code == 404
    assert sign_in("Callum").get(where, secure=True).status_code == 404


def test_it_ends_on_its_day(about_me: Share, sign_in: SignIn) -> None:
    where = reverse("pages:shared", args=(about_me.id,))
    with at(TUESDAY + timedelta(days=4)):
        assert sign_in("Anand").get(where, secure=True).status_code == 404


def test_it_ends_when_dawn_takes_it_back_and_while_she_pauses(
    world: World, about_me: Share, sign_in: SignIn
) -> None:
    anand, where = sign_in("Anand"), reverse("pages:shared", args=(about_me.id,))
    assert KNOCK in anand.get(where, secure=True).content.decode()
    take_back(by=world.viewer("Dawn"), share_id=about_me.id)
    assert anand.get(where, secure=True).status_code == 404
    where = reverse("pages:shared", args=(share_of(world).id,))
    pause(by=world.viewer("Dawn"))
    assert KNOCK not in anand.get(where, secure=True).content.decode()


def test_dawns_page_says_who_sees_it_and_her_one_page_does_not(
    world: World, about_me: Share
) -> None:
    dawn = world.viewer("Dawn")
    seen, other = who_sees_mine([dawn], "about-me"), who_sees_mine([dawn], "one-page")
    assert seen
    assert "Dr Anand" in {line.name for line, _why in seen.shares}
    assert other
    assert "Dr Anand" not in {line.name for line, _why in other.shares}


def test_dawn_looks_first_at_just_what_he_would_read(
    world: World, about_me: Share, sign_in: SignIn
) -> None:
    us, dawn = world.between("Dawn", "Sam"), sign_in("Dawn")
    whom = f"person/{world.person('Ruth')}/working"
    said = {"whom": whom, "strand": "about-me/one-page", "purpose": "A flat", "id": new_id()}
    before, where = Share.objects.count(), reverse("pages:before-sharing", args=(us,))
    shown = dawn.post(where, said, secure=True).content.decode()
    assert "Tea first." in shown
    assert "my one page" in shown
    assert KNOCK not in shown
    assert Share.objects.count() == before
    dawn.post(where, said | {"yes": "yes"}, secure=True)
    assert Share.objects.get(sheet="one-page").given_at


def test_nobody_out_of_sight_can_be_chosen(world: World) -> None:
    with pytest.raises(Http404):
        shared(world, "about-me", "Graham")


def test_of_a_long_story_the_newest_come_first_and_the_older_are_said_and_shown(
    world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alongside.pages.shared.MOST", 1)
    us = world.between("Dawn", "Sam")
    wish = Wish(strand=Strand.MOMENTS, with_person_id=world.person("Ruth"), purpose="The flat")
    share = ask_to_share(by=world.viewer("Sam"), relationship_id=us, wish=wish)
    page = sign_in("Dawn").get(f"/shares/{share.id}/", secure=True).content.decode()
    assert "older ones are open too" in page
    assert 'href="?most=2"' in page
    page = sign_in("Dawn").get(f"/shares/{share.id}/?most=1000", secure=True).content.decode()
    assert "open too" not in page


def test_what_the_law_gets_of_a_story_is_all_of_it(world: World) -> None:
    sam, us = world.viewer("Sam"), world.between("Dawn", "Sam")
    newest = story_as_others_get_it(sam, us, most=1)
    whole = story_as_others_get_it(sam, us, most=None)
    assert (len(newest.entries), whole.older) == (1, 0)
    assert len(whole.entries) == 1 + newest.older > 1


def test_a_preview_that_shows_nothing_leaves_no_line(world: World, sign_in: SignIn) -> None:
    share = ask_to_share(
        by=world.viewer("Sam"),
        relationship_id=world.between("Dawn", "Sam"),
        wish=Wish(strand=Strand.ADDRESS, with_person_id=world.person("Ruth"), purpose="A letter"),
    )
    TrailLine.objects.filter(viewer_id=world.person("Sam")).delete()
    sign_in("Sam").get(f"/shares/{share.id}/", secure=True)
    assert not TrailLine.objects.filter(viewer_id=world.person("Sam")).exists()
