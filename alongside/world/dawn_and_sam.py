"""Dawn and Sam, since the fourth of March: the story most pages are tried on."""

from datetime import datetime, timedelta

from alongside.kit.time import at
from alongside.moments.actions import Apart
from alongside.promises.actions import (
    ask_to_let_go,
    keep_promise,
    miss_promise,
    move_promise,
    put_right,
    reply_to_answer,
)
from alongside.promises.models import Due
from alongside.world.cast import viewer_of
from alongside.world.telling import Between, since_march

LONG = (
    "I went down to the benches at seven because that’s where you said you’d be if the hostel "
    "kicked off again. It had. You had your coat on over your pyjamas and the cat in a shopping "
    "bag. We did not talk for a good while. Then you told me about the night at Neil’s, the "
    "whole of it, and I did not write any of that down and I am not going to.\n\n"
    "What I will write is what you asked me to: that you never want to be moved again without "
    "somebody telling you the day before, to your face. That a bag is not a home. That if you "
    "shout it is because nobody came when you did not.\n\n"
    "I said I could not promise nobody would ever move you. I said I could promise to ring you "
    "the minute I heard, day or night, and that I would come. You said we’ll see. "
) * 3


def tell(now: datetime) -> None:
    """Write their story from the first day to last night."""
    us = Between(now, "Dawn", "Sam")
    _the_beginning(us, now)
    _the_long_summer(us)
    _put_right(us)
    _lately(us)
    _promises_open_now(us)


def _the_beginning(us: Between, now: datetime) -> None:
    first = since_march(now)
    us.moment(
        first,
        "Sam",
        "chance",
        "Met Dawn outside the Seamen’s Rest. Bev had told her my name. She told me to get lost.",
        answer="I told you to get lost twice.",
        stances={"Sam": (40, 15), "Dawn": (20, 10)},
    )
    us.moment(
        first + timedelta(days=14, hours=3),
        "Sam",
        "met",
        "We wrote down what we do together: one thing at a time, tea first.",
        answer="Tell me straight. But buy me a tea first.",
        stances={"Sam": (55, 30), "Dawn": (50, 35)},
    )
    us.moment(first + timedelta(days=40), "Sam", "met", LONG.strip(), stances={"Sam": (85, 40)})


def _the_long_summer(us: Between) -> None:
    us.moment(
        us.day(75, "15:10"),
        "Sam",
        "tried",
        "Waited at the library until four. I think she saw me and walked on.",
        answer="I did see you. I had Kay with me and she was crying. I wasn’t going to stop.",
        otherwise=True,
        stances={"Sam": (50, 50)},
    )
    us.moment(
        us.day(48, "9:20"),
        "Dawn",
        "call",
        "Slept eight hours!! First time since I don’t know when 🎉🐈 Cat did too",
        answer="I heard you laugh on the phone. Good morning to both of you.",
    )
    dentist = us.promise(
        us.day(40), "Dawn", "Go to the dentist", due=Due.DAY, due_at=us.day(12, "9:00")
    )
    with at(us.day(20, "10:00")):
        move_promise(
            by=viewer_of("Dawn"),
            promise_id=dentist.id,
            to=us.day(-10, "9:00"),
            words="Not ready. After Kay’s birthday.",
        )
    us.moment(
        us.day(20, "16:30"),
        "Sam",
        "call",
        "Somebody rang me about Sunday nights at the flat. They are scared of being known for it.",
        apart=Apart(
            why="third-party",
            reason=(
                "Someone else told me this, and it would not be safe for them if it was shared."
            ),
            review_on=us.day(-12).date(),
        ),
    )


def _put_right(us: Between) -> None:
    """Sam did not come at 2."""
    visit = us.promise(
        us.day(13, "11:00"),
        "Sam",
        "Be at Pauline’s at 2",
        due=Due.TIME,
        due_at=us.day(10, "14:00"),
        place="Pauline’s café, Fore Street",
    )
    us.moment(
        us.day(10, "15:05"),
        "Dawn",
        "tried",
        "Sam did not come at 2. Sat there an hour like a lemon. Felt like March again.",
        answer="I stayed too long somewhere else and did not ring. That was wrong.",
        stances={"Dawn": (15, 20), "Sam": (20, 10)},
    )
    with at(us.day(10, "17:00")):
        missed = miss_promise(
            by=viewer_of("Sam"),
            promise_id=visit.id,
            words="I stayed too long somewhere else, and I did not ring.",
        )
    with at(us.day(10, "18:30")):
        reply_to_answer(
            by=viewer_of("Dawn"),
            answer_id=missed.id,
            agrees=True,
            words="Sat there an hour like a lemon. Felt like March again.",
        )
    with at(us.day(9, "9:10")):
        mended = put_right(
            by=viewer_of("Sam"),
            promise_id=visit.id,
            words="Came first thing and said sorry face to face. Now I text if I will be late.",
        )
    with at(us.day(9, "12:00")):
        reply_to_answer(
            by=viewer_of("Dawn"), answer_id=mended.id, agrees=True, words="Yes. He owned it."
        )


def _lately(us: Between) -> None:
    come_along = us.promise(
        us.day(9, "9:40"),
        "Sam",
        "Come to Quayside Homes with Dawn",
        due=Due.DAY,
        due_at=us.day(5, "10:00"),
    )
    us.moment(
        us.day(5, "11:30"),
        "Sam",
        "met",
        "Ruth put the form away and asked what sort of door Dawn wants.",
        answer="First time anyone in there asked me to sit down.",
        others="Ruth Adeyemi, Quayside Homes",
        in_the_way="the form wants 3 years of addresses",
        learned="Ask what she wants first. Paper comes after.",
        stances={"Sam": (80, 55), "Dawn": (85, 50)},
        turning="Dawn",
    )
    with at(us.day(5, "12:30")):
        kept = keep_promise(by=viewer_of("Sam"), promise_id=come_along.id)
    with at(us.day(5, "19:00")):
        reply_to_answer(by=viewer_of("Dawn"), answer_id=kept.id, agrees=True)
    us.moment(
        us.day(2, "10:50"),
        "Sam",
        "met",
        "Walked round the harbour. I said I was worried about Sundays and the drink. "
        "Dawn did not like it. We kept walking.",
        answer="He was right to say it. In March I’d have told him to get lost.",
        stances={"Sam": (75, 80), "Dawn": (80, 75)},
    )
    us.just_me(
        us.day(2, "17:45"),
        "Sam",
        "I nearly did not say it. Ask Priya why I find the drink so hard to name.",
    )
    us.moment(
        us.day(1, "21:40"),
        "Dawn",
        "message",
        "Didn’t sleep much. Still coming. Bring the good biscuits.",
    )


def _promises_open_now(us: Between) -> None:
    us.promise(
        us.day(2, "12:00"),
        "Sam",
        "Bring the housing form, and walk up to Quayside Homes together",
        due=Due.TIME,
        due_at=us.day(0, "10:30"),
        place="Pauline’s café, Fore Street",
    )
    us.promise(
        us.day(2, "12:01"),
        "Sam",
        "Ring Ruth about the ground-floor flat",
        due=Due.BY,
        due_at=us.day(0, "17:00"),
    )
    us.promise(
        us.day(2, "12:02"),
        "Dawn",
        "Ring before Sunday if it gets heavy",
        due=Due.BY,
        due_at=us.day(-4, "21:00"),
    )
    late = us.promise(
        us.day(8, "9:00"),
        "Dawn",
        "Find the letter about the deposit",
        due=Due.DAY,
        due_at=us.day(3, "9:00"),
    )
    with at(us.day(2, "20:00")):
        ask_to_let_go(
            by=viewer_of("Dawn"), promise_id=late.id, words="I think Neil has it. Leave it."
        )
    us.promise(
        us.day(6, "9:00"),
        "Sam",
        "Ask the library about the Saturday group",
        due=Due.BY,
        due_at=us.day(1, "17:00"),
    )
