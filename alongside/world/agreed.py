"""What people of the small world agreed, what they do together, and what was hard to say."""

from datetime import datetime
from uuid import UUID

from alongside.agreements.actions import (
    EachWants,
    Terms,
    agree_to,
    answer_hard_thing,
    begin_doing,
    change_doing,
    finish_doing,
    propose_agreement,
    say_hard_thing,
)
from alongside.kit.time import at, here
from alongside.world.cast import viewer_of
from alongside.world.telling import Between

TOGETHER = (
    "Find me a place that is mine. Get things right with Kay. Talk about Sundays, when I want to.\n"
    "Sam does not do: money, or talking to Neil."
)
DAWNS = EachWants(
    support="Tea first. Say what you will do, then do it. Do not ask me twice in one day.",
    challenge=(
        "Tell me straight. Buy me a tea first. Never in front of people. "
        "If I walk off, wait. I’ll come back."
    ),
)
SAMS = EachWants(challenge="Say it the same day. I would rather hear it from you.")
SHARING = "Dawn sees all Sam writes about her. Sam tells Dawn before he talks to anybody else."


def tell(now: datetime) -> None:
    """Dawn and Sam: one agreement that holds, one change that waits, and a worry answered."""
    us = Between(now, "Dawn", "Sam")
    sam, dawn = viewer_of("Sam"), viewer_of("Dawn")
    with at(us.day(200, "14:10")):
        first = propose_agreement(
            by=sam,
            relationship_id=us.id,
            terms=Terms(together="Find me a place that is mine.", theirs=DAWNS),
        )
    with at(us.day(200, "14:20")):
        agree_to(by=dawn, agreement_id=first.id)
    terms = Terms(
        together=TOGETHER,
        mine=DAWNS,
        theirs=SAMS,
        sharing=SHARING,
        review_on=here(us.day(-16)).date(),
    )
    with at(us.day(60, "10:00")):
        now_holds = propose_agreement(
            by=dawn, relationship_id=us.id, terms=terms, builds_on_id=first.id
        )
    with at(us.day(60, "16:30")):
        agree_to(by=sam, agreement_id=now_holds.id)
    _a_change_waits(us, terms, now_holds.id)
    _what_they_do(us)
    _a_worry(us)


def _a_change_waits(us: Between, terms: Terms, holds_id: UUID) -> None:
    with at(us.day(1, "16:00")):
        propose_agreement(
            by=viewer_of("Sam"),
            relationship_id=us.id,
            terms=Terms(
                together=terms.together + "\nWalk round the harbour on Sundays, if it is dry.",
                mine=SAMS,
                theirs=DAWNS,
                sharing=SHARING,
                review_on=terms.review_on,
            ),
            builds_on_id=holds_id,
        )


def _what_they_do(us: Between) -> None:
    sam, dawn = viewer_of("Sam"), viewer_of("Dawn")
    with at(us.day(120, "10:00")):
        food = begin_doing(by=dawn, relationship_id=us.id, words="Cat food, while money is short")
        begin_doing(by=sam, relationship_id=us.id, words="Band practice, Thursdays at the hall")
        address = begin_doing(by=dawn, relationship_id=us.id, words="An address for the court")
    with at(us.day(80, "10:00")):
        change_doing(by=dawn, doing_id=food.id, words="Cat food, every other Friday")
    with at(us.day(30, "12:00")):
        finish_doing(by=sam, doing_id=address.id, words="They took Pauline’s.")


def _a_worry(us: Between) -> None:
    with at(us.day(7, "20:15")):
        worry = say_hard_thing(
            by=viewer_of("Dawn"),
            relationship_id=us.id,
            kind="concern",
            words="You look at your phone when I talk about my dad. I stop then.",
        )
    with at(us.day(6, "8:40")):
        answer_hard_thing(
            by=viewer_of("Sam"),
            hard_thing_id=worry.id,
            words="You are right, and I am sorry. It stays in my bag from now on.",
        )
