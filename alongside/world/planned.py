"""What Dawn and Sam are doing together, in parts they named; what Dawn keeps beside it; money."""

from datetime import datetime

from alongside.cowriting.actions import write_plainly
from alongside.kit.time import at
from alongside.plans.actions import begin_part, let_part_go, note_spend
from alongside.plans.models import Part
from alongside.world.cast import viewer_of
from alongside.world.telling import Between

WANT = (
    "Ground floor. Near enough to walk to the allotment. "
    "A window I can see the sea from, even if it’s only a bit of it."
)
FIRST = (
    "See two flats with Ruth before any form gets filled in.\n"
    "Ask Ruth if Biscuit can come too.\n"
    "Tell Kay the plan. When I’m ready, not before."
)
TRIP = (
    "Sam: Sundays. I think we need to talk about Sundays before you get the keys.\n"
    "Dawn: Fair. Shaz says she’ll come round Sundays."
)


def tell(now: datetime) -> None:
    """A plan of three parts, one that is let go, and one that only Dawn sees."""
    us = Between(now, "Dawn", "Sam")
    _part(us, "Dawn", 40, "What I want", WANT)
    _part(us, "Sam", 40, "What we will do first", FIRST)
    trip = _part(us, "Sam", 33, "What could trip us up", TRIP[: TRIP.index("\n")])
    with at(us.day(32, "19:20")):
        write_plainly(
            by=viewer_of("Dawn"),
            document_id=trip.document_id,
            base=TRIP[: TRIP.index("\n")],
            words=TRIP,
        )
    _part(us, "Dawn", 20, "Before I tell Kay", "What if she says no?", only_me=True)
    gone = _part(us, "Sam", 60, "Bus pass", "Fill in the form.")
    with at(us.day(30, "10:00")):
        let_part_go(by=viewer_of("Dawn"), part_id=gone.id)
    with at(us.day(8, "15:40")):
        note_spend(
            by=viewer_of("Sam"),
            relationship_id=us.id,
            what="Bus to Lantern Street and back",
            how_much="£4.20",
            why="To see the first flat.",
        )


def _part(
    us: Between, by: str, ago: int, called: str, words: str, *, only_me: bool = False
) -> Part:
    """Begun and written by one of them."""
    viewer = viewer_of(by)
    with at(us.day(ago, "11:10")):
        part = begin_part(by=viewer, relationship_id=us.id, called=called, only_me=only_me)
        write_plainly(by=viewer, document_id=part.document_id, base="", words=words)
    return part
