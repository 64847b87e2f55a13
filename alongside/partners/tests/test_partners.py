import pytest
from django.http import Http404

from alongside.access.viewer import Life, Viewer
from alongside.partners import beginning
from alongside.partners.actions import write_down_partner, write_down_who_works_there
from alongside.partners.models import Partner
from alongside.partners.queries import partners, people_in
from alongside.people.models import Person
from alongside.relationships.actions import begin_relationship
from alongside.teams.actions import begin_team, bring_into_team, join_team
from conftest import Pair


def test_the_team_sees_its_partners_and_who_works_there(pair: Pair) -> None:
    begin_team(by=pair.sam, called="Outreach")
    with_ruth = begin_relationship(by=pair.sam, called="Ruth", their_life=Life.WORKING)
    ruth = with_ruth.sides.exclude(person_id=pair.sam.person_id).get().person_id
    homes = write_down_partner(by=pair.sam, called="Quayside Homes")
    write_down_who_works_there(by=pair.sam, partner_id=homes.id, person_id=ruth, does="lettings")
    assert partners(pair.sam) == [homes]
    assert [one.does for one in people_in(pair.sam)] == ["lettings"]
    assert partners(Viewer(ruth, Life.WORKING)) == [homes]
    assert not partners(Viewer(ruth, Life.OWN))
    assert not partners(pair.dawn)
    assert not Person.objects.visible_to(Viewer(ruth, Life.WORKING)).filter(id=pair.dawn.person_id)


def test_nobody_outside_a_team_writes_partners_down(pair: Pair) -> None:
    for viewer in (pair.sam, pair.dawn):
        with pytest.raises(Http404):
            write_down_partner(by=viewer, called="Quayside Homes")
    assert not Partner.objects.exists()


def test_ruth_of_a_partner_whom_our_team_asked_in_begins_none(pair: Pair) -> None:
    ours = begin_team(by=pair.sam, called="Outreach")
    with_ruth = begin_relationship(by=pair.sam, called="Ruth", their_life=Life.WORKING)
    ruth = Viewer(
        with_ruth.sides.exclude(person_id=pair.sam.person_id).get().person_id, Life.WORKING
    )
    asked = bring_into_team(by=pair.sam, team_id=ours.id, person_id=ruth.person_id)
    join_team(by=ruth, member_id=asked.id)
    assert beginning.may_begin_team(ruth)
    homes = write_down_partner(by=pair.sam, called="Quayside Homes")
    write_down_who_works_there(by=pair.sam, partner_id=homes.id, person_id=ruth.person_id)
    assert not beginning.may_begin_team(ruth)
    with pytest.raises(Http404):
        beginning.begin_team(by=ruth, called="Ours alone")
    assert beginning.may_begin_team(pair.sam)
