"""Keep hidden: a layer with a key of its own. Only I see it; nothing else says it is there."""

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.http import Http404

from alongside.access.viewer import Life, Viewer
from alongside.accounts.actions import give_work, make_account
from alongside.circles import actions
from alongside.circles.facts import facts_of
from alongside.circles.looking import Whose, read
from alongside.circles.models import Circle, HiddenTie, Tie, TieAsk
from alongside.circles.opening import ask_to_point, open_to
from alongside.circles.paper import circle_sheet
from alongside.circles.tests.around import begun, drawn, everybody, names, put
from alongside.drafts.actions import keep_draft
from alongside.drafts.models import Draft
from alongside.kit.ids import new_id
from alongside.kit.time import at
from alongside.rights.actions.copies import take_out
from alongside.rights.actions.erasures import WAIT, ask_to_erase, confirm_erasing, finish_erasing
from alongside.rights.copies.pages import copy_of
from alongside.vault.fields import open_rows
from alongside.vault.keyring import destroy_key, keyring
from alongside.vault.models import Key
from alongside.vault.scopes import hidden_scope
from conftest import TUESDAY, Pair


def two_pictures(pair: Pair) -> tuple[Circle, Circle]:
    """Kay and M., in an earlier picture and in that of now; they know each other."""
    with at(TUESDAY - timedelta(days=100)):
        before = begun(pair.dawn)
        m = put(pair.dawn, before, "M.", words="Thursdays only.")
        put(pair.dawn, before, "Kay", knows=(m.who.hex,))
    return before, begun(pair.dawn)


def hide(pair: Pair, circle: Circle, called: str) -> None:
    one = next(each for each in drawn(pair.dawn, circle).people if each.called == called)
    actions.keep_hidden(by=pair.dawn, tie_id=one.id)


def test_nothing_about_the_hidden_layer_moves_the_day_of_the_last_change(pair: Pair) -> None:
    _before, circle = two_pictures(pair)
    hide(pair, circle, "M.")
    was = Circle.objects.get(id=circle.id).changed_at
    with at(TUESDAY + timedelta(days=1)):
        said = actions.Said(called="N.")
        one = actions.put_in(by=pair.dawn, circle_id=circle.id, said=said, hidden=True)
        actions.say_about(by=pair.dawn, kind=HiddenTie, tie_id=one.id, said=said)
        actions.move(by=pair.dawn, kind=HiddenTie, tie_id=one.id, ring="around", angle=None)
        actions.take_out(by=pair.dawn, kind=HiddenTie, tie_id=one.id)
        assert Circle.objects.get(id=circle.id).changed_at == was
        put(pair.dawn, circle, "Shaz")
        assert Circle.objects.get(id=circle.id).changed_at > was


def test_whoever_is_hidden_is_hidden_in_every_picture_at_once(pair: Pair) -> None:
    before, now = two_pictures(pair)
    open_to(by=pair.dawn, relationship_id=pair.relationship_id)
    assert names(drawn(pair.sam, before)) == ["Kay", "M."]
    hide(pair, now, "M.")
    for viewer in (pair.sam, pair.dawn):
        for circle in (before, now):
            assert names(drawn(viewer, circle)) == ["Kay"]
    assert names(everybody(pair.dawn, before)) == ["Kay", "M."]
    assert not Tie.objects.filter(who=everybody(pair.dawn, now).people[1].who).exists()


def test_nobody_else_has_any_way_to_the_layer(pair: Pair) -> None:
    _before, now = two_pictures(pair)
    open_to(by=pair.dawn, relationship_id=pair.relationship_id)
    hide(pair, now, "M.")
    for viewer in (pair.sam, pair.bev, Viewer(pair.dawn.person_id, Life.WORKING)):
        assert not HiddenTie.objects.visible_to(viewer).exists()
    assert names(everybody(pair.sam, now)) == ["Kay"]


def test_who_knows_whom_does_not_tell_either(pair: Pair) -> None:
    before, now = two_pictures(pair)
    hide(pair, now, "M.")
    for circle in (before, now):
        (kay,) = drawn(pair.dawn, circle).people
        assert kay.drawn.knows == ()
        m = everybody(pair.dawn, circle).people[1]
        assert m.drawn.knows == (kay.who,)
    # And cannot be made to tell by saying it again.
    said = actions.Said(called="Kay", drawn=kay.drawn.knowing([m.who]))
    actions.say_about(by=pair.dawn, kind=Tie, tie_id=kay.id, said=said)
    assert drawn(pair.dawn, now).people[0].drawn.knows == ()


def test_no_fact_counts_them_and_no_paper_names_them(pair: Pair) -> None:
    _before, now = two_pictures(pair)
    hide(pair, now, "M.")
    assert facts_of(drawn(pair.dawn, now), None)[0].says == "1 is in the rings."
    paper = str(circle_sheet(read(pair.dawn, now, Whose("Dawn"))).data())
    assert "Kay" in paper
    assert "M." not in paper


def test_the_layer_has_a_key_of_its_own(pair: Pair) -> None:
    _before, now = two_pictures(pair)
    hide(pair, now, "M.")
    scope = hidden_scope(pair.dawn.person_id)
    assert Key.objects.filter(scope=scope).exists()
    assert {row.key_scope() for row in HiddenTie.objects.all()} == {scope}
    destroy_key(scope)
    with keyring():
        rows = list(HiddenTie.objects.all())
        open_rows(rows)
        assert {(row.called, row.words, row.drawn) for row in rows} == {("", "", "")}
        assert names(everybody(pair.dawn, now)) == ["Kay"]


def test_shown_again_they_are_there_like_everybody_else(pair: Pair) -> None:
    before, now = two_pictures(pair)
    hide(pair, now, "M.")
    (hidden, _other) = HiddenTie.objects.all()
    actions.show_again(by=pair.dawn, hidden_id=hidden.id)
    assert names(drawn(pair.dawn, before)) == ["Kay", "M."]
    assert not HiddenTie.objects.exists()
    with pytest.raises(Http404):
        actions.show_again(by=pair.dawn, hidden_id=hidden.id)


def test_two_hidden_ones_name_each_other_only_while_both_are(pair: Pair) -> None:
    circle = begun(pair.dawn)
    one = put(pair.dawn, circle, "One", hidden=True)
    other = put(pair.dawn, circle, "Other", hidden=True, knows=(one.who.hex,))
    actions.show_again(by=pair.dawn, hidden_id=other.id)
    (shown,) = drawn(pair.dawn, circle).people
    assert shown.drawn.knows == ()


def test_put_in_hidden_they_were_never_anywhere_else(pair: Pair) -> None:
    circle = begun(pair.dawn)
    put(pair.dawn, circle, "M.", hidden=True)
    assert not Tie.objects.exists()
    next_one = actions.draw_what_i_hope(by=pair.dawn)
    assert names(everybody(pair.dawn, next_one)) == ["M."]


def test_what_was_typed_and_asked_about_them_goes_too(pair: Pair) -> None:
    circle = begun(pair.dawn)
    m = put(pair.dawn, circle, "M.")
    keep_draft(by=pair.dawn, form=actions.draft_of_tie(m.id), fields={"called": ["Michael"]})
    ask_to_point(by=pair.dawn, tie_id=m.id, relationship_id=pair.relationship_id)
    hide(pair, circle, "M.")
    assert not Draft.objects.exists()
    assert not TieAsk.objects.exists()


def test_my_own_copy_has_my_ties_and_no_copy_has_the_hidden_ones(pair: Pair) -> None:
    _before, now = two_pictures(pair)
    open_to(by=pair.dawn, relationship_id=pair.relationship_id)
    hide(pair, now, "M.")
    mine = _copy(pair.dawn)
    assert '"called": "Kay"' in mine
    assert "HiddenTie" not in mine
    assert "Thursdays" not in mine


def test_no_copy_of_somebody_elses_names_whom_i_drew(pair: Pair) -> None:
    """Not even of the other side, in their own life, who may look at it."""
    pat = Viewer(pair.sam.person_id, Life.OWN)
    circle = begun(pair.sam)
    put(pair.sam, circle, "Kay")
    open_to(by=pair.sam, relationship_id=pair.relationship_id)
    assert names(drawn(pair.dawn, circle)) == ["Kay"]
    for viewer in (pair.dawn, pat):
        assert "Kay" not in _copy(viewer)


def _copy(viewer: Viewer) -> str:
    whole = b"".join(copy_of(take_out(by=viewer, id=new_id())))
    with ZipFile(io.BytesIO(whole)) as archive:
        told = {name: archive.read(name).decode() for name in archive.namelist()}
    assert json.loads(told["everything.json"])["kinds"] is not None
    return "".join(told.values())


def _erase(viewer: Viewer) -> None:
    ask = ask_to_erase(by=viewer, id=new_id())
    confirm_erasing(by=viewer, ask_id=ask.id)
    with at(TUESDAY + WAIT + timedelta(minutes=1)):
        finish_erasing(by=viewer, ask_id=ask.id)


@pytest.fixture
def erased_list(settings: Any, tmp_path: Path) -> None:
    settings.ERASED_LIST = tmp_path / "erased.list"


@pytest.mark.usefixtures("erased_list")
def test_erasing_destroys_both_layers(pair: Pair) -> None:
    _before, now = two_pictures(pair)
    make_account(person_id=pair.dawn.person_id)
    open_to(by=pair.dawn, relationship_id=pair.relationship_id)
    hide(pair, now, "M.")
    _erase(pair.dawn)
    with keyring():
        assert names(drawn(pair.sam, now)) == []
        rows = [*HiddenTie.objects.all(), *Tie.objects.all(), *Circle.objects.all()]
        open_rows(rows)
        assert not any(getattr(row, "called", "") for row in rows)
    assert Key.objects.get(scope=hidden_scope(pair.dawn.person_id)).wrapped is None


@pytest.mark.usefixtures("erased_list")
def test_erasing_ones_own_life_leaves_the_circle_at_work(pair: Pair) -> None:
    at_home = Viewer(pair.sam.person_id, Life.OWN)
    give_work(account=make_account(person_id=pair.sam.person_id), by_id=None)
    work, home = begun(pair.sam), begun(at_home)
    put(pair.sam, work, "Bev")
    put(pair.sam, work, "Somebody at work", hidden=True)
    put(at_home, home, "My wife")
    put(at_home, home, "Somebody at home", hidden=True)
    _erase(at_home)
    with keyring():
        assert names(everybody(pair.sam, work)) == ["Bev", "Somebody at work"]
    assert not Circle.objects.filter(life=Life.OWN.value).exists()
    assert not HiddenTie.objects.filter(life=Life.OWN.value).exists()
