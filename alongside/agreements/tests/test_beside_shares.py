"""What an agreement changes for those who waited, and what a pause changes for an agreement."""

from alongside.access.viewer import Life, Viewer
from alongside.agreements.actions import (
    Terms,
    agree_to,
    propose_agreement,
    write_ending,
)
from alongside.agreements.models import Agreement, Ending, HardKind, HardThing
from alongside.relationships.actions import begin_relationship
from alongside.shares.actions import pause, share_again
from alongside.shares.joining import join
from alongside.shares.leaving import leave_team
from alongside.shares.models import Keeping
from alongside.teams.actions import begin_team, bring_into_team
from alongside.teams.models import Member
from conftest import Pair


def test_with_the_first_new_agreement_nobody_has_to_wait_any_more(pair: Pair) -> None:
    beside = begin_relationship(by=pair.sam, called="Jo", their_life=Life.WORKING)
    jo = beside.sides.exclude(person_id=pair.sam.person_id).get().person_id
    at_work = Viewer(jo, Life.WORKING)
    team = begin_team(by=pair.sam, called="Outreach")
    join(by=at_work, member_id=bring_into_team(by=pair.sam, team_id=team.id, person_id=jo).id)
    leave_team(by=pair.sam, member_id=Member.objects.get(person_id=pair.sam.person_id).id)
    begun = begin_relationship(by=at_work, person_id=pair.dawn.person_id)
    assert Keeping.objects.filter(ended_at=None).exists()
    first = propose_agreement(
        by=at_work, relationship_id=begun.id, terms=Terms(together="Get to know each other")
    )
    agree_to(by=pair.dawn, agreement_id=first.id)
    assert not Keeping.objects.filter(ended_at=None).exists()


def test_nobody_dawn_wrote_something_hard_about_keeps_her(pair: Pair) -> None:
    team = begin_team(by=pair.sam, called="Outreach")
    found = {}
    for called in ("Jo", "Callum", "Ines"):
        beside = begin_relationship(by=pair.sam, called=called, their_life=Life.WORKING)
        one = beside.sides.exclude(person_id=pair.sam.person_id).get().person_id
        asked = bring_into_team(by=pair.sam, team_id=team.id, person_id=one)
        join(by=Viewer(one, Life.WORKING), member_id=asked.id)
        found[called] = one
    HardThing.objects.create(
        relationship_id=pair.relationship_id,
        by_id=pair.dawn.person_id,
        about_id=found["Jo"],
        kind=HardKind.CONCERN,
    )
    mine = Member.objects.get(person_id=pair.sam.person_id).id
    leave_team(by=pair.sam, member_id=mine, keeper_ids=(found["Jo"],))
    keepers = Keeping.objects.filter(relationship_id=pair.relationship_id)
    assert {one.keeper_id for one in keepers} == {found["Callum"], found["Ines"]}


def test_while_dawn_pauses_sam_keeps_only_what_he_said_himself(pair: Pair) -> None:
    between = pair.relationship_id
    propose_agreement(by=pair.dawn, relationship_id=between, terms=Terms(together="Band practice"))
    for by in (pair.dawn, pair.sam):
        write_ending(by=by, relationship_id=between, words="What I take.")
    pause(by=pair.dawn)
    assert not Agreement.objects.visible_to(pair.sam).exists()
    assert [e.by_id for e in Ending.objects.visible_to(pair.sam)] == [pair.sam.person_id]
    assert Ending.objects.visible_to(pair.dawn).count() == 2
    share_again(by=pair.dawn)
    assert Agreement.objects.visible_to(pair.sam).exists()
