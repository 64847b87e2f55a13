import pytest
from django.http import Http404

from alongside.access.viewer import Life, Viewer
from alongside.people.actions import add_person
from alongside.teams.actions import begin_team, bring_into_team, say_who_hears
from alongside.teams.models import Member, Team
from alongside.teams.queries import colleagues, members_of, my_teams
from conftest import Pair


def test_sam_begins_a_team_and_is_in_it(pair: Pair) -> None:
    team = begin_team(by=pair.sam, called="Outreach")
    assert my_teams(pair.sam) == [team]
    assert not my_teams(pair.dawn)
    assert not Team.objects.visible_to(Viewer(pair.sam.person_id, Life.OWN)).exists()


def test_twice_with_one_id_is_one_team(pair: Pair) -> None:
    id = add_person(by=None, called="x").id
    assert begin_team(by=pair.sam, called="A", id=id) == begin_team(by=pair.sam, called="A", id=id)
    assert Member.objects.count() == 1


def test_nobody_begins_a_team_from_their_own_life(pair: Pair) -> None:
    with pytest.raises(Http404):
        begin_team(by=pair.dawn, called="Ours")


def test_colleagues_see_one_another_by_name(pair: Pair) -> None:
    team = begin_team(by=pair.sam, called="Outreach")
    jo = add_person(by=pair.sam, called="Jo")
    Member.objects.create(team=team, person=jo, added_by_id=pair.sam.person_id)
    assert [one.called for one in colleagues(Viewer(jo.id, Life.WORKING))] == ["Sam"]
    assert len(members_of(pair.sam, team.id)) == 2


def test_only_somebody_in_sight_can_be_brought_in(pair: Pair) -> None:
    team = begin_team(by=pair.sam, called="Outreach")
    stranger = add_person(by=None, called="Nobody Sam knows")
    with pytest.raises(Http404):
        bring_into_team(by=pair.sam, team_id=team.id, person_id=stranger.id)


def test_who_hears_hard_things_is_theirs_to_say(pair: Pair) -> None:
    begin_team(by=pair.sam, called="Outreach")
    mine = Member.objects.get()
    say_who_hears(by=pair.sam, member_id=mine.id, hears=True)
    # Dawn can find who hears hard things in her worker's team.
    assert Member.objects.visible_to(pair.dawn).get().hears
    say_who_hears(by=pair.sam, member_id=mine.id, hears=False)
    assert not Member.objects.visible_to(pair.dawn).exists()
