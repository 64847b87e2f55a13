"""What Sam asked Ruth for Dawn, what came of it; and a door his team knows of."""

from datetime import datetime, timedelta

from alongside.asks import links
from alongside.asks.actions import (
    Wish,
    make_link,
    say_yes_to_ask,
    tell_after,
    tell_of_door,
    write_ask,
)
from alongside.asks.models import Ask, Says
from alongside.kit.time import at, end_of
from alongside.world.cast import person_id, viewer_of
from alongside.world.telling import Between

ASKED = "Would you meet us before there is any form? I’ll come too."


def tell(now: datetime) -> None:
    """One ask that was answered, with what came after; one that waits for Dawn’s yes."""
    us = Between(now, "Dawn", "Sam")
    sam, dawn = viewer_of("Sam"), viewer_of("Dawn")
    with at(us.day(12, "09:40")):
        ask = _ask(
            us,
            Wish(
                to_id=person_id("Ruth"),
                called="Ruth Adeyemi",
                place="Quayside Homes",
                words=ASKED,
                why="Two flats come up near the allotment this month.",
                may_know="Dawn looks for a ground floor flat, with a small dog.",
                signed="Sam, Lantern Street",
                until=end_of(now.date() + timedelta(days=20)),
            ),
        )
    with at(us.day(12, "11:05")):
        say_yes_to_ask(by=dawn, ask_id=ask.id)
        make_link(by=sam, ask_id=ask.id)
    with at(us.day(12, "15:20")):
        words = "Thursday, 11 o’clock. Ask for me at the side door."
        links.answer_by_link(ask, says=Says.YES, words=words)
    with at(us.day(5, "16:00")):
        words = "First time anyone in there asked me to sit down."
        tell_after(by=dawn, ask_id=ask.id, words=words, for_them=True)
        tell_of_door(by=sam, ask_id=ask.id, words="A look round before any form")
    with at(us.day(1, "17:30")):
        _ask(
            us,
            Wish(
                called="Pauline",
                place="Fore Street café",
                words="Could Dawn and Kay have the back table on Thursdays, for homework?",
                signed="Sam",
                until=end_of(now.date() + timedelta(days=14)),
            ),
        )


def _ask(us: Between, wish: Wish) -> Ask:
    return write_ask(by=viewer_of("Sam"), relationship_id=us.id, wish=wish)
