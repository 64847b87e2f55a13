"""Plain facts beside the picture: each with what it cannot say, and undefined where too few."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from alongside.circles import actions
from alongside.circles.drawn import Drawn
from alongside.circles.facts import (
    Before,
    Churn,
    Part,
    churn,
    density,
    facts_of,
    paid_to_unpaid,
    reciprocity,
    size,
)
from alongside.circles.models import Circle, Tie
from alongside.circles.over import laid_over
from alongside.circles.queries import (
    Picture,
    Somebody,
    half_a_year_before,
    my_dates,
    who_was_here,
)
from alongside.circles.showing import changes_of
from alongside.circles.tests.around import begun, drawn, put
from alongside.kit.time import at
from conftest import TUESDAY, Pair


def test_what_can_be_counted_is_counted_and_wishes_are_not(pair: Pair) -> None:
    circle = begun(pair.dawn)
    kay = put(pair.dawn, circle, "Kay", paid="no", gives=("help",), gets=("warmth",))
    shaz = put(pair.dawn, circle, "Shaz", paid="no", gets=("fun",), knows=(kay.who.hex,))
    put(pair.dawn, circle, "Sam", paid="yes", gets=("help",), gives=("fun",))
    put(pair.dawn, circle, "Bev")
    put(pair.dawn, circle, "Mum", standing="wished", paid="no", knows=(shaz.who.hex,))
    put(pair.dawn, circle, "Lou", standing="lost", paid="yes")
    picture = drawn(pair.dawn, circle)
    assert size(picture) == 4
    assert paid_to_unpaid(picture) == (1, 2)
    assert reciprocity(picture) == Part(2, 3)
    assert density(picture) == Part(1, 6)
    says = [fact.says for fact in facts_of(picture, None)]
    assert says == [
        "4 are in the rings.",
        "1 paid, 2 not paid.",
        "2 of 3 go both ways.",
        "1 pair of 6 knows each other.",
        "There is no earlier picture to lay it over.",
    ]


def as_before(picture: Picture) -> Before:
    return Before(picture.circle.on, frozenset(one.who for one in picture.here))


def test_where_too_few_are_drawn_nothing_is_said(pair: Pair) -> None:
    circle = begun(pair.dawn)
    kay = put(pair.dawn, circle, "Kay", gives=("help",), gets=("warmth",))
    put(pair.dawn, circle, "Shaz", gives=("help",), knows=(kay.who.hex,))
    picture = drawn(pair.dawn, circle)
    assert (paid_to_unpaid(picture), reciprocity(picture), density(picture)) == (None, None, None)
    same = as_before(picture)
    assert churn(picture, same) is None
    assert [fact.says for fact in facts_of(picture, same)][2:] == (
        ["Too little is drawn to say."] * 3
    )


def test_where_nobody_said_who_knows_whom_there_is_no_density(pair: Pair) -> None:
    circle = begun(pair.dawn)
    for called in "abcd":
        put(pair.dawn, circle, called)
    assert density(drawn(pair.dawn, circle)) is None


def test_each_fact_says_what_it_cannot_say_and_none_is_added_to_another(pair: Pair) -> None:
    circle = begun(pair.dawn)
    put(pair.dawn, circle, "Kay")
    facts = facts_of(drawn(pair.dawn, circle), None)
    assert len(facts) == 5
    assert all(fact.cannot.startswith("It does not say") for fact in facts)
    told = " ".join(f"{fact.name} {fact.says} {fact.cannot}" for fact in facts).lower()
    for never in ("score", "total", "isolated", "weak", "%", "should", "better", "worse"):
        assert never not in told


@pytest.fixture
def over_time(pair: Pair) -> None:
    """Kay comes nearer, Lou goes, Bev is new, Mum is found again, Neil is lost."""
    with at(TUESDAY - timedelta(days=200)):
        march = begun(pair.dawn)
        put(pair.dawn, march, "Kay", ring="around")
        put(pair.dawn, march, "Lou", ring="close")
        put(pair.dawn, march, "Mum", ring="close", standing="wished")
        put(pair.dawn, march, "Neil", ring="around")
        put(pair.dawn, march, "Shaz", ring="close")
    with at(TUESDAY - timedelta(days=20)):
        begun(pair.dawn)
    circle = begun(pair.dawn)
    put(pair.dawn, circle, "Bev", ring="around")
    ties = {one.called: one for one in drawn(pair.dawn, circle).people}
    actions.take_out(by=pair.dawn, kind=Tie, tie_id=ties["Lou"].id)
    for called, how in (
        ("Kay", {"ring": "closest"}),
        ("Mum", {"standing": "here"}),
        ("Neil", {"standing": "lost"}),
    ):
        was = ties[called].drawn
        said = replace(Drawn(ring=was.ring, angle=was.angle), **dict[str, Any](how))
        about = actions.Said(called=called, drawn=said)
        actions.say_about(by=pair.dawn, kind=Tie, tie_id=ties[called].id, said=about)


@pytest.mark.usefixtures("over_time")
def test_two_dates_over_each_other_are_said_in_words(pair: Pair) -> None:
    march, _november, now = my_dates(pair.dawn)
    over = laid_over(drawn(pair.dawn, march), drawn(pair.dawn, now))
    assert {change.name: change.lines for change in changes_of(over)} == {
        "New": ["Bev: around"],
        "No longer in the picture": ["Lou"],
        "Moved": ["Kay: from around to closest"],
        "Wished for or lost, and there now": ["Mum"],
        "There before, and lost touch": ["Neil"],
        "Where they were": ["Shaz"],
    }
    (moved,) = over.moved
    assert moved.nearer
    assert not over.is_same
    assert laid_over(over.later, over.later).is_same


def test_a_tie_that_is_said_differently_is_never_called_the_same(pair: Pair) -> None:
    was = Drawn(line="strong", gives=("help",))
    for now, words in (
        (replace(was, line="strained"), "Kay: strong, now strained"),
        (replace(was, standing="wished"), "Kay: there, now wished for"),
        (replace(was, gives=()), "Kay: no longer: is given help"),
        (replace(was, gets=("warmth", "fun")), "Kay: now: gives warmth, fun"),
    ):
        over = laid_over(*(of_kay(pair, drawn) for drawn in (was, now)))
        assert not over.is_same
        assert not over.same
        (change,) = changes_of(over)
        assert [line.casefold() for line in change.lines] == [words.casefold()]


def of_kay(pair: Pair, drawn: Drawn) -> Picture:
    circle = Circle(person_id=pair.dawn.person_id, life="own")
    return Picture(circle, [Somebody(id=circle.id, who="kay", called="Kay", words="", drawn=drawn)])


@pytest.mark.usefixtures("over_time")
def test_new_and_gone_are_beside_half_a_year_ago(pair: Pair) -> None:
    march, _november, now = dates = my_dates(pair.dawn)
    assert half_a_year_before(now, dates) == march
    assert half_a_year_before(march, dates) is None
    spring = Before(march.on, who_was_here(pair.dawn, march))
    assert spring == as_before(drawn(pair.dawn, march))
    found = churn(drawn(pair.dawn, now), spring)
    assert found == Churn(new=2, gone=2, stayed=2)
    says = facts_of(drawn(pair.dawn, now), spring)[4].says
    assert says == "Since 1 May 2026: 2 new, 2 no longer here, 2 stayed."
