"""Terry was written down twice. Sam walks with both, Callum only with the second."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.http import Http404
from django.test import Client

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.accounts.models import Account
from alongside.circles.actions import draw_as_it_is
from alongside.circles.models import Circle
from alongside.kit.time import at, now
from alongside.moments.actions import note_moment
from alongside.moments.models import Kind, Moment, Telling
from alongside.people.actions import add_person
from alongside.people.aliases import also_me
from alongside.people.models import Alias
from alongside.relationships import joining, merging
from alongside.relationships.models import Pause, Relationship, Side
from alongside.relationships.queries import my_relationships, one_each
from alongside.shares.actions import (
    Wish,
    ask_to_share,
    name_never_tell,
    pause,
)
from alongside.shares.feared import MustNotKnow, feared_among
from alongside.shares.models import NeverTell, SafetyLine, Share
from alongside.vault.fields import open_rows
from alongside.world.small import World
from conftest import SignIn


class Two:
    """Two records, still two, in the small world: Mo and a second Mo, beside Sam."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sam, self.callum, self.mo = map(world.viewer, ("Sam", "Callum", "Mo"))
        self.with_sam = world.between("Mo", "Sam")
        self.again_id = add_person(by=self.sam, called="Mo from the market").id
        self.again = Viewer(self.again_id, Life.OWN)
        self.again_with_sam = self._begin(self.sam)
        self.again_with_bev = self._begin(world.viewer("Bev"))

    def _begin(self, worker: Viewer) -> UUID:
        made = Relationship.objects.create(begun_by_id=worker.person_id)
        for one in (worker, self.again):
            Side.objects.create(relationship=made, person_id=one.person_id, life=one.life.value)
        return made.id

    def become_one(self, by: Viewer | None = None) -> Alias:
        return merging.say_they_are_one(
            by=by or self.sam,
            relationship_id=self.with_sam,
            other_id=self.again_with_sam,
            why="He told me so.",
        )

    def with_a_yes(self) -> Alias:
        alias = self.become_one()
        merging.say_yes_i_am_both(by=self.mo, alias_id=alias.id)
        return alias

    def note_with_bev(self, words: str) -> Moment:
        with at(now() - timedelta(days=2)):
            return note_moment(
                by=self.world.viewer("Bev"),
                relationship_id=self.again_with_bev,
                kind=Kind.MET,
                words=words,
            )


@pytest.fixture
def two(world: World) -> Two:
    return Two(world)


def page(browser: Client, address: str) -> str:
    answer = browser.get(address, follow=True)
    assert answer.status_code == 200, address
    return answer.content.decode()


# --- what becomes one -------------------------------------------------------------------------


def test_sam_has_one_terry_in_his_list_and_reaches_both_stories(
    world: World, sign_in: SignIn
) -> None:
    people = page(sign_in("Sam"), "/people/")
    assert people.count(f"/with/{world.between('Terry', 'Sam')}/") == 1
    assert "Also here as Terry N." in people
    names = [each.other.called for each in one_each(my_relationships(world.viewer("Sam")))]
    assert "Terry" in names
    assert "Terry N." not in names


def test_terry_reads_and_writes_in_both_as_the_record_each_belongs_to(
    world: World, sign_in: SignIn
) -> None:
    terry, other = sign_in("Terry"), world.between("Terry N.", "Callum")
    assert "He knew the names of all the boats" in page(terry, f"/with/{other}/")
    assert "names of all the boats" in page(terry, "/search/?q=boats")
    said = {"words": "I know all of them still.", "id": "01919191-9191-7191-9191-919191919191"}
    terry.post(f"/with/{other}/saying/", said)
    telling = Telling.objects.filter(relationship_id=other).latest("told_at")
    assert telling.teller_id == world.person("Terry N.")
    open_rows([telling])
    assert telling.words == said["words"]


def test_terry_notes_a_moment_with_whom_only_the_other_record_knows(
    world: World, sign_in: SignIn
) -> None:
    terry, other = sign_in("Terry"), world.between("Terry N.", "Callum")
    noting = page(terry, "/note/")
    assert str(other) in noting
    said = {"id": "01919191-9191-7191-9191-919191919192", "who": str(other), "kind": "met"}
    terry.post("/drafts/note/", said | {"words": "Two boats came in."})
    terry.post("/note/", said | {"words": "Two boats came in."})
    assert Moment.objects.get(id=said["id"]).noted_by_id == world.person("Terry N.")
    assert "Two boats" not in page(terry, "/note/")


def test_callum_sees_nothing_he_did_not_see_before(world: World, sign_in: SignIn) -> None:
    callum = sign_in("Callum")
    assert callum.get(f"/with/{world.between('Terry', 'Sam')}/").status_code == 404
    people = page(callum, "/people/")
    assert "Terry N." in people
    assert "Also here as" not in people
    assert "Two records" not in page(callum, f"/with/{world.between('Terry N.', 'Callum')}/")
    assert not Alias.objects.visible_to(world.viewer("Callum")).exists()


def test_both_ways_in_open_the_same_life(two: Two, sign_in: SignIn) -> None:
    """Mo has an account for each: the second was made before, with Bev."""
    invited = joining.invite(by=two.world.viewer("Bev"), relationship_id=two.again_with_bev)
    invitation = joining.find_by_link(invited.link)
    assert invitation
    merging.say_i_am_both(by=two.mo, invitation=invitation)
    assert also_me(two.mo.person_id) == {two.again_id}
    assert also_me(two.again_id) == {two.mo.person_id}
    assert joining.find_by_link(invited.link) is None


# --- who says so ------------------------------------------------------------------------------


def test_mo_is_asked_first_and_is_not_told_whose_the_other_record_is(
    two: Two, sign_in: SignIn
) -> None:
    two.note_with_bev("He has a new coat.")
    alias = two.become_one()
    mo = sign_in("Mo")
    home = page(mo, "/home/")
    assert "Sam says you are written down here twice" in home
    assert "Mo from the market" not in home
    assert mo.get(f"/with/{two.again_with_bev}/").status_code == 404
    mo.post(f"/same-person/{alias.id}/yes/")
    assert "He has a new coat" in page(mo, f"/with/{two.again_with_bev}/")


def test_a_no_takes_it_apart_however_late(two: Two, sign_in: SignIn) -> None:
    alias = two.become_one()
    with at(now() + timedelta(days=40)):
        merging.take_apart(by=two.mo, alias_id=alias.id)
    assert Alias.objects.get(id=alias.id).undone_by_id == two.mo.person_id


@pytest.mark.parametrize("who", ["Bev", "Callum", "Mo", "Sam, his own life"])
def test_nobody_says_so_who_does_not_walk_with_both_at_work(two: Two, who: str) -> None:
    with pytest.raises(Http404):
        two.become_one(by=two.world.viewer(who))


def test_who_works_here_is_never_one_with_anybodys_own_life(two: Two) -> None:
    Side.objects.filter(relationship_id=two.again_with_bev, person_id=two.again_id).update(
        life=Life.WORKING.value
    )
    with pytest.raises(merging.CannotBeOne):
        two.become_one()


def test_two_who_walk_with_each_other_are_two(two: Two) -> None:
    us = Relationship.objects.create(begun_by_id=two.mo.person_id)
    for one in (two.mo, two.again):
        Side.objects.create(relationship=us, person_id=one.person_id, life=Life.OWN.value)
    with pytest.raises(merging.CannotBeOne):
        two.become_one()


def test_where_each_has_a_way_in_only_the_person_can_say_so(two: Two) -> None:
    Account.objects.create(person_id=two.again_id, handle="-again")
    with pytest.raises(merging.OnlyThemselves):
        two.become_one()


def test_a_code_shown_for_a_colleague_makes_nobody_two(two: Two) -> None:
    begun = joining.invite_colleague(by=two.sam, called="Noor")
    shown = joining.invite(by=two.sam, relationship_id=begun.id)
    invitation = joining.find_by_link(shown.link)
    assert invitation
    with pytest.raises(Http404):
        merging.say_i_am_both(by=two.mo, invitation=invitation)


# --- safety first -----------------------------------------------------------------------------


def test_whom_one_fears_is_never_made_one_with_them(two: Two) -> None:
    name_never_tell(by=two.again, words="Somebody", other_id=None)
    never = name_never_tell(by=two.mo, words="Mo from the market")
    with pytest.raises(merging.CannotBeOne):
        two.become_one()
    never.taken_back_at = now()
    never.save()
    two.become_one()


def test_a_worker_whom_either_fears_cannot_make_them_one(two: Two) -> None:
    name_never_tell(by=two.again, words="", other_id=two.sam.person_id)
    with pytest.raises(merging.CannotBeOne):
        two.become_one()


def test_whom_a_file_keeps_apart_stays_apart(two: Two) -> None:
    SafetyLine.objects.create(person_id=two.again_id, kept_from_id=two.mo.person_id, words="No.")
    with pytest.raises(merging.CannotBeOne):
        two.become_one()


def test_what_one_record_never_tells_the_other_does_not_either(two: Two) -> None:
    two.become_one()
    name_never_tell(by=two.again, words="Ruth Adeyemi")
    wish = Wish(strand=Strand.ABOUT_ME, with_person_id=two.world.person("Ruth"), purpose="A flat")
    with pytest.raises(MustNotKnow):
        ask_to_share(by=two.sam, relationship_id=two.with_sam, wish=wish)


def test_what_one_record_never_tells_stays_with_who_may_read_that_record(two: Two) -> None:
    """Mo told Sam of Ruth. Bev walks with the second Mo alone: it keeps him safe unread."""
    bev, ruth = two.world.viewer("Bev"), two.world.viewer("Ruth")
    given_to_ruth(two)
    before = Share.objects.visible_to(ruth, Ground.SHARE).filter(about_id=two.again_id)
    assert before.exists()
    name_never_tell(by=two.mo, words="Ruth Adeyemi", other_id=None)
    NeverTell.objects.update(other_id=ruth.person_id)
    SafetyLine.objects.create(
        person_id=two.mo.person_id, kept_from_id=two.world.person("Callum"), words="Keep apart."
    )
    assert before.exists()
    alias = two.with_a_yes()
    assert not before.exists()
    assert not NeverTell.objects.visible_to(bev).filter(person_id=two.again_id).exists()
    assert not SafetyLine.objects.visible_to(bev).filter(person_id=two.again_id).exists()
    merging.take_apart(by=two.sam, alias_id=alias.id)
    assert before.exists()
    assert not feared_among(two.again_id, {ruth.person_id, two.world.person("Callum")})


def test_whoever_is_feared_by_one_record_is_feared_as_the_other(two: Two) -> None:
    with at(now() - timedelta(days=1)):
        two.become_one()
    NeverTell.objects.create(
        person_id=two.world.person("Dawn"),
        other_id=two.again_id,
        words="Him",
        written_by_id=two.world.person("Dawn"),
    )
    assert feared_among(two.world.person("Dawn"), {two.mo.person_id}) == {two.mo.person_id}


def given_to_ruth(two: Two) -> None:
    Share.objects.create(
        relationship_id=two.again_with_bev,
        about_id=two.again_id,
        strand=Strand.ABOUT_ME.value,
        ground=Ground.SHARE.value,
        with_person_id=two.world.person("Ruth"),
        asked_by_id=two.again_id,
        given_at=now() - timedelta(hours=1),
    )


def test_whoever_paused_as_one_has_paused_as_both(two: Two, sign_in: SignIn) -> None:
    pause(by=two.mo)
    two.with_a_yes()
    assert Pause.objects.filter(person_id=two.again_id, ended_at=None).exists()
    sign_in("Mo").post("/sharing/again/")
    assert not Pause.objects.filter(ended_at=None).exists()


def test_nobody_is_given_a_second_way_in_by_somebody_who_knows_half(two: Two) -> None:
    """Bev knows the second Mo only: a code of hers would open all of his life."""
    two.with_a_yes()
    bev = two.world.viewer("Bev")
    assert not joining.can_help(by=bev, relationship_id=two.again_with_bev)
    for comes_back in (False, True):
        with pytest.raises(Http404):
            joining.invite(by=bev, relationship_id=two.again_with_bev, comes_back=comes_back)


# --- taking it apart --------------------------------------------------------------------------


def test_taken_apart_each_is_as_it_was_and_nothing_is_lost(two: Two, sign_in: SignIn) -> None:
    alias = two.with_a_yes()
    mo = sign_in("Mo")
    written = two.note_with_bev("He has a new coat.")
    said = {"words": "From the market.", "id": "01919191-9191-7191-9191-919191919193"}
    mo.post(f"/with/{two.again_with_bev}/saying/", said)
    mo.post(f"/same-person/{alias.id}/apart/")
    assert mo.get(f"/with/{two.again_with_bev}/").status_code == 404
    assert mo.get(f"/with/{two.with_sam}/").status_code == 200
    seen = Moment.objects.visible_to(two.again).filter(relationship_id=two.again_with_bev)
    with at(now() + timedelta(hours=1)):
        assert set(seen.values_list("id", flat=True)) == {written.id, UUID(said["id"])}


@pytest.mark.parametrize(("days", "stays"), [(29, False), (30, True), (365, True)])
def test_it_can_be_taken_apart_for_thirty_days(two: Two, days: int, stays: bool) -> None:  # noqa: FBT001
    alias = two.with_a_yes()
    with at(now() + timedelta(days=days)):
        if stays:
            with pytest.raises(merging.TooLate):
                merging.take_apart(by=two.sam, alias_id=alias.id)
        else:
            merging.take_apart(by=two.sam, alias_id=alias.id)
    assert also_me(two.mo.person_id) == ({two.again_id} if stays else set())


def test_bev_who_walks_with_one_cannot_take_it_apart(two: Two) -> None:
    alias = two.with_a_yes()
    with pytest.raises(Http404):
        merging.take_apart(by=two.world.viewer("Bev"), alias_id=alias.id)


# --- pages ------------------------------------------------------------------------------------


def test_sam_sees_what_becomes_one_before_he_says_so(two: Two, sign_in: SignIn) -> None:
    sam, where = sign_in("Sam"), f"/with/{two.with_sam}/same-person/"
    assert "Mo from the market" in page(sam, where)
    preview = page(sam, f"{where}?other={two.again_with_sam}")
    assert "What becomes one" in preview
    assert sam.get(f"{where}?other={two.again_with_bev}").status_code == 404
    empty = sam.post(where, {"other": str(two.again_with_sam), "why": ""})
    assert "Write something here" in empty.content.decode()
    sam.post(where, {"other": str(two.again_with_sam), "why": "The same coat, the same man."})
    assert "Take it apart again" in page(sam, where)


def test_who_looked_at_either_record_is_told_to_mo(two: Two, sign_in: SignIn) -> None:
    two.with_a_yes()
    page(sign_in("Bev"), f"/with/{two.again_with_bev}/")
    written = two.note_with_bev("He has a new coat.")
    page(sign_in("Bev"), f"/moments/{written.id}/")
    assert "Bev" in page(sign_in("Mo"), "/recent/")


def test_terry_finds_what_either_record_drew_and_goes_on_from_the_last(
    world: World, sign_in: SignIn
) -> None:
    one, terry = world.viewer("Terry"), sign_in("Terry")
    other = Viewer(world.person("Terry N."), Life.OWN)
    with at(now() - timedelta(days=40)):
        earlier = draw_as_it_is(by=one)
    with at(now() - timedelta(days=3)):
        last = draw_as_it_is(by=other)
    drawn = page(terry, "/circle/")
    assert f"/circle/{last.id}/drawing/" in drawn
    assert f"/circle/{earlier.id}/" in drawn
    assert f"/circle/{last.id}/" in page(terry, f"/circle/{earlier.id}/")
    assert terry.post("/circle/beginning/", secure=True).status_code == 302
    assert Circle.objects.filter(person_id=other.person_id).count() == 2
    assert Circle.objects.filter(person_id=one.person_id).count() == 1
    who = page(terry, "/circle/who/")
    assert all(f"/with/{world.between(*pair)}/circle/" in who for pair in WITH_EITHER)


WITH_EITHER = (("Terry", "Sam"), ("Terry N.", "Callum"))
