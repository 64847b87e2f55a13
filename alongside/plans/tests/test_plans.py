"""What a plan does: parts that two write, parts that one sees, order, letting go, and money."""

import pytest
from django.http import Http404

from alongside.access.grounds import Ground
from alongside.access.models import TrailLine
from alongside.access.strands import Strand
from alongside.access.trail import looking
from alongside.access.viewer import Viewer
from alongside.cowriting.actions import write_plainly
from alongside.cowriting.models import Document, Version
from alongside.cowriting.queries import open_documents, saw_documents, versions_of
from alongside.drafts.queries import draft_of
from alongside.kit.ids import new_id
from alongside.plans import actions
from alongside.plans.cards import CARDS, card_of
from alongside.plans.models import Part, Spend
from alongside.plans.paper import plan_sheet
from alongside.plans.queries import Plan, plan_of, shared_plan
from alongside.relationships.actions import begin_relationship
from alongside.relationships.queries import the_relationship
from alongside.shares.actions import pause, share_again
from alongside.shares.models import Share
from alongside.vault.scopes import between_scope
from alongside.world.small import World
from conftest import Pair


def begin(pair: Pair, by: Viewer, called: str, words: str = "", *, only_me: bool = False) -> Part:
    here = pair.relationship_id
    part = actions.begin_part(by=by, relationship_id=here, called=called, only_me=only_me)
    if words:
        write_plainly(by=by, document_id=part.document_id, base="", words=words)
    return part


def seen(pair: Pair, by: Viewer) -> Plan:
    return plan_of(by, pair.relationship_id)


def names(plan: Plan) -> list[str]:
    return [each.called for each in plan.parts]


def test_both_write_one_part_and_nothing_is_lost(pair: Pair) -> None:
    part = begin(pair, pair.dawn, "What I want", "A garden.")
    for by, words in ((pair.dawn, "A garden. And a dog."), (pair.sam, "First: a garden.")):
        write_plainly(by=by, document_id=part.document_id, base="A garden.", words=words)
    (both,) = seen(pair, pair.sam).parts
    assert "And a dog." in both.words
    assert "First:" in both.words


def test_a_part_only_dawn_sees_is_nowhere_for_sam(pair: Pair) -> None:
    part = begin(pair, pair.dawn, "Mine", "Not yet.", only_me=True)
    assert [each.words for each in seen(pair, pair.dawn).mine] == ["Not yet."]
    assert seen(pair, pair.sam) == Plan()
    assert open_documents(pair.sam, [part.document_id]) == {}
    for change in (actions.let_part_go, actions.show_part):
        with pytest.raises(Http404):
            change(by=pair.sam, part_id=part.id)
    assert part.scope.endswith(pair.dawn.person_id.hex)


def test_at_work_nothing_is_written_beside_a_plan_in_secret(pair: Pair) -> None:
    with pytest.raises(Http404):
        begin(pair, pair.sam, "Mine", "She worries me.", only_me=True)
    assert not Part.objects.exists()


def test_shown_later_it_is_as_it_is_now_with_nothing_of_before(pair: Pair) -> None:
    part = begin(pair, pair.dawn, "Mine", "It worries me.", only_me=True)
    write_plainly(
        by=pair.dawn, document_id=part.document_id, base="It worries me.", words="Sundays?"
    )
    before = part.document_id
    for _twice in range(2):
        shown = actions.show_part(by=pair.dawn, part_id=part.id)
    assert [(each.called, each.words) for each in seen(pair, pair.sam).parts] == [
        ("Mine", "Sundays?")
    ]
    assert versions_of(pair.sam, shown.document_id) == []
    assert not Version.objects.filter(document_id=before).exists()
    assert not Document.objects.filter(id=before).exists()
    assert shown.scope.endswith(pair.dawn.person_id.hex)


def test_sent_twice_a_part_and_a_card_are_begun_once(pair: Pair) -> None:
    id, card = new_id(), card_of("working")
    assert card is not None
    begun = card.borrowed(pair.sam, the_relationship(pair.sam, pair.relationship_id))
    for _twice in range(2):
        actions.begin_part(by=pair.dawn, relationship_id=pair.relationship_id, called="Ours", id=id)
        actions.borrow(by=pair.sam, relationship_id=pair.relationship_id, parts=begun, id=id)
    assert names(seen(pair, pair.dawn)) == [
        "Ours",
        "What is working, as Dawn sees it",
        "What is working, as Sam sees it",
        "What is not working, as Dawn sees it",
        "What is not working, as Sam sees it",
    ]


def test_every_card_can_be_borrowed(pair: Pair) -> None:
    between = the_relationship(pair.dawn, pair.relationship_id)
    assert len({card.key for card in CARDS}) == len(CARDS)
    assert all(card.borrowed(pair.sam, between) for card in CARDS)


def test_parts_are_moved_named_again_let_go_and_brought_back(pair: Pair) -> None:
    a, b, c = (begin(pair, pair.dawn, called) for called in "abc")
    for _twice in range(2):
        actions.move_part(by=pair.sam, part_id=c.id, before=a.id)
    assert names(seen(pair, pair.dawn)) == ["c", "a", "b"]
    actions.move_part(by=pair.sam, part_id=c.id)
    actions.name_part(by=pair.sam, part_id=b.id, called="B")
    assert names(seen(pair, pair.dawn)) == ["a", "B", "c"]
    actions.let_part_go(by=pair.dawn, part_id=b.id)
    plan = seen(pair, pair.sam)
    assert (names(plan), [each.called for each in plan.let_go]) == (["a", "c"], ["B"])
    actions.bring_part_back(by=pair.sam, part_id=b.id)
    assert names(seen(pair, pair.dawn)) == ["a", "B", "c"]


def test_while_dawn_pauses_sam_sees_what_he_alone_wrote_and_no_more(pair: Pair) -> None:
    begin(pair, pair.sam, "Ours", "Said.")
    # Written at work in a time when that could be kept to oneself: its writer still reads it.
    alone = begin(pair, pair.sam, "Mine", "Kept.")
    Part.objects.filter(id=alone.id).update(only_id=pair.sam.person_id)
    here = pair.relationship_id
    for by, what in ((pair.dawn, "Cake"), (pair.sam, "Bus")):
        actions.note_spend(by=by, relationship_id=here, what=what)
    pause(by=pair.dawn)
    plan = seen(pair, pair.sam)
    assert (names(plan), [each.called for each in plan.mine]) == ([], ["Mine"])
    assert [each.what for each in plan.spent] == ["Bus"]
    with pytest.raises(Http404):
        begin(pair, pair.sam, "More")
    assert names(seen(pair, pair.dawn)) == ["Ours"]
    share_again(by=pair.dawn)
    assert names(seen(pair, pair.sam)) == ["Ours"]


def test_a_share_of_plans_opens_what_both_see_now_and_no_money(world: World) -> None:
    dawn, sam, ruth = (world.viewer(name) for name in ("Dawn", "Sam", "Ruth"))
    here = world.between("Dawn", "Sam")
    assert shared_plan(ruth, here, Ground.SHARE) == []
    Share.objects.create(
        relationship_id=here,
        about_id=dawn.person_id,
        strand=Strand.PLANS,
        ground=Ground.SHARE,
        with_person_id=ruth.person_id,
        life=ruth.life.value,
        asked_by_id=sam.person_id,
        given_at=world.now,
        starts_at=world.now,
    )
    opened = [each.called for each in shared_plan(ruth, here, Ground.SHARE)]
    assert opened == ["What I want", "What we will do first", "What could trip us up"]
    assert opened == [each.called for each in shared_plan(dawn, here, None)]
    part = Part.objects.get_visible(ruth)
    assert open_documents(ruth, [part.document_id])
    assert versions_of(ruth, part.document_id) == []
    assert not Spend.objects.visible_to(ruth).exists()
    with pytest.raises(Http404):
        actions.name_part(by=ruth, part_id=part.id, called="Mine now")


def test_reading_it_leaves_a_line_about_the_one_whose_plan_it_is(pair: Pair) -> None:
    part = begin(pair, pair.dawn, "What I want", "A garden.")
    with looking(pair.sam) as look:
        saw_documents(look, open_documents(pair.sam, [part.document_id]).values())
    line = TrailLine.objects.get(viewer_id=pair.sam.person_id)
    assert (line.about_id, line.strand, line.relationship_id) == (
        pair.dawn.person_id,
        "plans",
        pair.relationship_id,
    )


def test_a_line_waits_in_the_promise_form_below_what_was_typed_there(pair: Pair) -> None:
    part = begin(pair, pair.dawn, "First", "Ring Ruth.\nSee a flat.")
    for words in ("Ring Ruth.", "Ring Ruth.", "See a flat."):
        actions.lay_ready_as_promise(by=pair.dawn, part_id=part.id, words=words)
    typed = draft_of(pair.dawn, f"promise/{pair.relationship_id}")
    assert typed == {"words": ["Ring Ruth.\nSee a flat."]}


def test_money_is_words_and_can_come_off_the_list(pair: Pair) -> None:
    id = new_id()
    for _twice in range(2):
        spend = actions.note_spend(
            by=pair.sam,
            relationship_id=pair.relationship_id,
            what="Bus",
            how_much="about £4",
            id=id,
        )
    (line,) = seen(pair, pair.dawn).spent
    assert (line.what, line.how_much) == ("Bus", "about £4")
    actions.let_spend_go(by=pair.dawn, spend_id=spend.id)
    plan = seen(pair, pair.sam)
    assert (plan.spent, [each.what for each in plan.spent_before]) == ([], ["Bus"])
    actions.bring_spend_back(by=pair.sam, spend_id=spend.id)
    assert [each.what for each in seen(pair, pair.sam).spent] == ["Bus"]


def test_on_paper_stands_what_both_see_and_nothing_else(pair: Pair) -> None:
    begin(pair, pair.dawn, "What I want", "A garden 🌱\nA dog")
    begin(pair, pair.dawn, "Empty")
    begin(pair, pair.dawn, "Mine", "Hidden away.", only_me=True)
    actions.note_spend(by=pair.sam, relationship_id=pair.relationship_id, what="Bus", how_much="£4")
    between = the_relationship(pair.dawn, pair.relationship_id)
    told = str(plan_sheet(between, seen(pair, pair.dawn)).data())
    assert "Dawn and Sam" in told
    assert "A garden 🌱" in told
    assert "£4" in told
    assert "Hidden away." not in told
    assert "Mine" not in told


def test_a_text_that_no_part_holds_opens_to_nobody(pair: Pair) -> None:
    part = begin(pair, pair.dawn, "What I want", "A garden.")
    Part.objects.filter(id=part.id).delete()
    assert open_documents(pair.dawn, [part.document_id]) == {}


def test_between_two_in_their_own_lives_each_borrows_for_themselves(pair: Pair) -> None:
    kay = begin_relationship(by=pair.dawn, called="Kay")
    card = next(each for each in CARDS if each.key == "days")
    begun = card.borrowed(pair.dawn, the_relationship(pair.dawn, kay.id))
    assert [each.called for each in begun] == ["A good day for Dawn", "A bad day for Dawn"]
    part = actions.begin_part(by=pair.dawn, relationship_id=kay.id, called="A good day for Dawn")
    assert part.scope == between_scope(kay.id, pair.dawn.person_id)
    assert part.document.about_id == pair.dawn.person_id
