import pytest
from django.http import Http404

from alongside.access.viewer import Life, Viewer
from alongside.people.actions import add_person
from alongside.teams.actions import (
    begin_team,
    bring_into_team,
    join_team,
    not_join_team,
    say_who_hears,
)
from alongside.teams.models import Member, Team
from alongside.teams.queries import colleagues, members_of, my_teams, teams_that_ask_me
from conftest import TUESDAY, Pair


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
    Member.objects.create(team=team, person=jo, added_by_id=pair.sam.person_id, accepted_at=TUESDAY)
    assert [one.called for one in colleagues(Viewer(jo.id, Life.WORKING))] == ["Sam"]
    assert len(members_of(pair.sam, team.id)) == 2


def test_having_asked_somebody_keeps_nobody_in_sight(pair: Pair) -> None:
    team = begin_team(by=pair.sam, called="Outreach")
    # Somebody shared with Sam about Lou, he asked her, and then they took it back.
    lou = add_person(by=None, called="Lou")
    Member.objects.create(team=team, person=lou, added_by_id=pair.sam.person_id)
    assert [one.person.called for one in members_of(pair.sam, team.id)] == ["Sam"]


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


def ruth_asked(pair: Pair) -> tuple[Team, Viewer, Member]:
    team = begin_team(by=pair.sam, called="Outreach")
    ruth = add_person(by=pair.sam, called="Ruth")
    asked = Member.objects.create(team=team, person=ruth, added_by_id=pair.sam.person_id)
    return team, Viewer(ruth.id, Life.WORKING), asked


def test_nobody_is_in_a_team_before_their_own_yes(pair: Pair) -> None:
    team, ruth, asked = ruth_asked(pair)
    assert not my_teams(ruth)
    assert not colleagues(pair.sam)
    assert [one.added_by.called for one in teams_that_ask_me(ruth)] == ["Sam"]
    for somebody_else in (pair.sam, pair.dawn, Viewer(ruth.person_id, Life.OWN)):
        with pytest.raises(Http404):
            join_team(by=somebody_else, member_id=asked.id)
    join_team(by=ruth, member_id=asked.id)
    assert my_teams(ruth) == [team]
    assert [one.called for one in colleagues(pair.sam)] == ["Ruth"]


def test_no_thank_you_is_as_if_nobody_had_asked(pair: Pair) -> None:
    _team, ruth, asked = ruth_asked(pair)
    not_join_team(by=ruth, member_id=asked.id)
    assert not teams_that_ask_me(ruth)
    assert not Team.objects.visible_to(ruth).exists()


def test_whoever_is_in_no_team_begins_none_beside_those_there_are(pair: Pair) -> None:
    _team, ruth, _asked = ruth_asked(pair)
    with pytest.raises(Http404):
        begin_team(by=ruth, called="Mine alone")


def test_an_id_of_somebody_elses_team_is_a_strangers_404(pair: Pair) -> None:
    team, ruth, _asked = ruth_asked(pair)
    with pytest.raises(Http404):
        begin_team(by=ruth, called="Mine", id=team.id)
