"""Drawing who is around me: anybody, by any name, as little said as I like; day after day."""

from datetime import timedelta

import pytest
from django.http import Http404

from alongside.access.viewer import Life, Viewer
from alongside.circles import actions
from alongside.circles.drawn import Drawn, read_drawn
from alongside.circles.models import Circle, Tie
from alongside.circles.queries import my_dates, newest
from alongside.circles.tests.around import begun, drawn, names, put
from alongside.kit.ids import new_id
from alongside.kit.time import at
from alongside.vault.fields import Sealed
from conftest import TUESDAY, Pair


def test_one_letter_is_enough(pair: Pair) -> None:
    circle = begun(pair.dawn)
    put(pair.dawn, circle, "K")
    (one,) = drawn(pair.dawn, circle).people
    assert (one.called, one.words, one.drawn.kind, one.drawn.paid) == ("K", "", "", "")
    assert one.drawn.is_here


def test_all_that_is_said_of_a_tie_is_kept_and_sealed(pair: Pair) -> None:
    circle = begun(pair.dawn)
    neil = put(pair.dawn, circle, "Neil")
    said = {
        "ring": "around", "kind": "family", "paid": "no", "line": "strained",
        "gives": ("help", "warmth"), "gets": ("fun",), "knows": (neil.who.hex,),
    }  # fmt: skip
    kay = put(pair.dawn, circle, "Kay", words="She rings me now.", **said)
    found = drawn(pair.dawn, circle).find(kay.who.hex)
    assert found is not None
    assert found.words == "She rings me now."
    assert {name: getattr(found.drawn, name) for name in said} == said
    lies = Tie.objects.get(id=kay.id)
    for sealed in (lies.called, lies.words, lies.drawn):
        assert isinstance(sealed, Sealed)
        assert b"Kay" not in sealed.blob
        assert b"family" not in sealed.blob


def test_put_in_twice_with_one_id_is_once(pair: Pair) -> None:
    circle, id = begun(pair.dawn), new_id()
    for called in ("Shaz", "Shaz again"):
        said = actions.Said(called=called)
        actions.put_in(by=pair.dawn, circle_id=circle.id, said=said, id=id)
    assert names(drawn(pair.dawn, circle)) == ["Shaz"]


def test_somebody_new_stands_on_nobody(pair: Pair) -> None:
    circle = begun(pair.dawn)
    for number in range(8):
        put(pair.dawn, circle, f"{number}", kind="worker", ring="close")
    angles = {one.drawn.angle for one in drawn(pair.dawn, circle).people}
    assert len(angles) == 8


def test_a_tie_is_moved_to_another_ring_and_round_it(pair: Pair) -> None:
    circle = begun(pair.dawn)
    kay = put(pair.dawn, circle, "Kay", ring="around")
    actions.move(by=pair.dawn, kind=Tie, tie_id=kay.id, ring="closest", angle=-10)
    (one,) = drawn(pair.dawn, circle).people
    assert (one.drawn.ring, one.drawn.angle) == ("closest", 350)
    # Nonsense moves nobody; no angle leaves them where they are round the ring.
    actions.move(by=pair.dawn, kind=Tie, tie_id=kay.id, ring="elsewhere", angle=None)
    (one,) = drawn(pair.dawn, circle).people
    assert (one.drawn.ring, one.drawn.angle) == ("closest", 350)


def test_the_next_picture_begins_from_the_last_and_leaves_it_as_it_was(pair: Pair) -> None:
    with at(TUESDAY - timedelta(days=100)):
        before = begun(pair.dawn)
        kay = put(pair.dawn, before, "Kay", ring="around", words="She does not ring.")
        actions.say_what_is_needed(by=pair.dawn, circle_id=before.id, have="A dog", missing="Quiet")
    now = begun(pair.dawn)
    (copied,) = drawn(pair.dawn, now).people
    assert copied.who == kay.who.hex
    assert copied.words == "She does not ring."
    actions.move(by=pair.dawn, kind=Tie, tie_id=copied.id, ring="closest", angle=0)
    assert [one.drawn.ring for one in drawn(pair.dawn, before).people] == ["around"]
    assert [one.drawn.ring for one in drawn(pair.dawn, now).people] == ["closest"]
    assert drawn(pair.dawn, now).circle.needed_missing == "Quiet"


def test_drawn_twice_on_one_day_is_one_picture(pair: Pair) -> None:
    assert begun(pair.dawn).id == begun(pair.dawn).id
    assert len(my_dates(pair.dawn)) == 1


def test_an_earlier_day_can_be_drawn_and_no_day_to_come(pair: Pair) -> None:
    today = TUESDAY.date()
    march = actions.draw_as_it_is(by=pair.dawn, on=today - timedelta(days=250))
    tomorrow = actions.draw_as_it_is(by=pair.dawn, on=today + timedelta(days=1))
    assert [each.on for each in my_dates(pair.dawn)] == [march.on, today]
    assert tomorrow.on == today


def test_what_is_hoped_for_is_one_picture_beside_the_days(pair: Pair) -> None:
    circle = begun(pair.dawn)
    put(pair.dawn, circle, "Mum", standing="wished")
    hope = actions.draw_what_i_hope(by=pair.dawn)
    assert actions.draw_what_i_hope(by=pair.dawn).id == hope.id
    assert names(drawn(pair.dawn, hope)) == ["Mum"]
    dates = my_dates(pair.dawn)
    assert [each.hoped for each in dates] == [False, True]
    found = newest(dates)
    assert found is not None
    assert found.id == circle.id


def test_another_name_is_another_name_in_every_picture(pair: Pair) -> None:
    with at(TUESDAY - timedelta(days=100)):
        before = begun(pair.dawn)
        put(pair.dawn, before, "Neil Barker", ring="close")
    now = begun(pair.dawn)
    (neil,) = drawn(pair.dawn, now).people
    said = actions.Said(called="N", drawn=neil.drawn.at("around", 10))
    actions.say_about(by=pair.dawn, kind=Tie, tie_id=neil.id, said=said)
    assert names(drawn(pair.dawn, before)) == ["N"]
    assert [one.drawn.ring for one in drawn(pair.dawn, before).people] == ["close"]


@pytest.mark.parametrize(("everywhere", "left"), [(False, ["Lou"]), (True, [])])
def test_somebody_is_taken_out_of_one_picture_or_of_all(
    pair: Pair,
    everywhere: bool,  # noqa: FBT001
    left: list[str],
) -> None:
    with at(TUESDAY - timedelta(days=100)):
        before = begun(pair.dawn)
        put(pair.dawn, before, "Lou")
    now = begun(pair.dawn)
    (lou,) = drawn(pair.dawn, now).people
    actions.take_out(by=pair.dawn, kind=Tie, tie_id=lou.id, everywhere=everywhere)
    assert names(drawn(pair.dawn, now)) == []
    assert names(drawn(pair.dawn, before)) == left


def test_a_picture_goes_and_the_others_stay(pair: Pair) -> None:
    with at(TUESDAY - timedelta(days=100)):
        before = begun(pair.dawn)
        put(pair.dawn, before, "Lou")
    now = begun(pair.dawn)
    actions.take_out_picture(by=pair.dawn, circle_id=before.id)
    assert [each.id for each in my_dates(pair.dawn)] == [now.id]
    assert names(drawn(pair.dawn, now)) == ["Lou"]


def test_a_picture_that_is_full_says_so_and_changes_nothing(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST", 2)
    circle = begun(pair.dawn)
    put(pair.dawn, circle, "One")
    put(pair.dawn, circle, "Two", hidden=True)
    with pytest.raises(actions.TooMany):
        put(pair.dawn, circle, "Three")
    assert names(drawn(pair.dawn, circle)) == ["One"]


def test_sam_has_one_circle_at_work_and_one_at_home_and_neither_sees_the_other(pair: Pair) -> None:
    at_home = Viewer(pair.sam.person_id, Life.OWN)
    put(pair.sam, begun(pair.sam), "Bev")
    home = begun(at_home)
    put(at_home, home, "My wife")
    for viewer, sees in ((pair.sam, "Bev"), (at_home, "My wife")):
        (circle,) = my_dates(viewer)
        assert names(drawn(viewer, circle)) == [sees]
    with pytest.raises(Http404):
        actions.take_out_picture(by=pair.sam, circle_id=home.id)


def test_nobody_else_draws_in_it(pair: Pair) -> None:
    circle = begun(pair.dawn)
    kay = put(pair.dawn, circle, "Kay")
    for verb in (
        lambda: put(pair.sam, circle, "Me"),
        lambda: actions.move(by=pair.sam, kind=Tie, tie_id=kay.id, ring="around", angle=0),
        lambda: actions.take_out(by=pair.sam, kind=Tie, tie_id=kay.id),
        lambda: actions.keep_hidden(by=pair.sam, tie_id=kay.id),
        lambda: actions.take_out_picture(by=pair.sam, circle_id=circle.id),
    ):
        with pytest.raises(Http404):
            verb()
    assert names(drawn(pair.dawn, circle)) == ["Kay"]


@pytest.mark.parametrize(
    "sealed", ["", "not json", "[]", "7", '{"ring": 3, "angle": "up", "gives": 1, "knows": [2]}']
)
def test_what_cannot_be_read_is_left_unsaid(sealed: str) -> None:
    assert read_drawn(sealed) == Drawn()


def test_circles_of_others_are_not_touched_by_mine(pair: Pair) -> None:
    put(pair.sam, begun(pair.sam), "Bev")
    put(pair.dawn, begun(pair.dawn), "Kay")
    assert Circle.objects.visible_to(pair.bev).count() == 0
    assert Tie.objects.visible_to(pair.dawn).count() == 1
