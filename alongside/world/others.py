"""The other relationships of the small world: two moments or more in each."""

from datetime import datetime, timedelta

from alongside.kit.time import at
from alongside.promises.actions import keep_promise, reply_to_answer, say_coming
from alongside.promises.models import Due
from alongside.relationships.merging import say_they_are_one, say_yes_i_am_both
from alongside.world.cast import SAMS_OWN, relationship_id, viewer_of
from alongside.world.telling import Between

SHORT = (
    ("Ruth", "Sam", 6, "Sam", "call",
     "Ruth will look for flats with no more than three steps.", "Two so far. I will send them."),
    ("Ruth", "Sam", 30, "Ruth", "met",
     "Walked the Quayside blocks with Sam. I had never seen them from the bus stop.", ""),
    ("Bev", "Sam", 1, "Bev", "met",
     "You stayed with Terry when it got hard. I noticed.", ""),
    ("Bev", "Sam", 15, "Sam", "call",
     "Asked Bev how to say no to a fourth visit in one day. She asked who it was for.",
     "And you laughed. Then you rang Mo and told him the truth."),
    ("Kay", "Dawn", 4, "Kay", "met", "Tea at the café. Mum ate a whole scone 😋",
     "You paid. I’ll get the next one."),
    ("Kay", "Dawn", 21, "Dawn", "call", "Rang Kay sober on a Sunday. We just talked.", ""),
    ("Dawn", "Priya", 16, "Priya", "met",
     "Came along instead of Sam, who was poorly. Dawn showed me the harbour cat.",
     "You were all right."),
    ("Dawn", "Priya", 60, "Dawn", "chance", "Saw Priya in the chemist’s queue. She waved first.",
     ""),
    ("Terry", "Bev", 9, "Bev", "tried", "Looked in at the Seamen’s Rest. Not there.",
     "I was there. I was in the yard."),
    ("Terry", "Bev", 33, "Terry", "met", "Bev fixed my zip.", ""),
    ("Terry", "Ines", 3, "Ines", "met", "Two hours at A&E with Terry. They saw his foot at last.",
     "She did the talking when I couldn’t."),
    ("Terry", "Ines", 25, "Ines", "message", "Sent Terry the number of the night bus.", ""),
    ("Terry N.", "Sam", 70, "Sam", "tried",
     "Wrote to the hostel on Mill Lane. No answer yet.", ""),
    ("Terry N.", "Callum", 52, "Callum", "met",
     "A man called Terry came for a sleeping bag. He knew the names of all the boats.", ""),
    ("Mo", "Callum", 7, "Callum", "met", "Football with Mo. He is much better than me.", "True."),
    ("Mo", "Callum", 28, "Mo", "chance", "Callum was at the market. He bought too many plums.", ""),
    ("Mo", "Anand", 11, "Anand", "met",
     "We talked about sleep before tablets. Mo asked good questions.",
     "First time a doctor asked me what I think is wrong."),
    ("Mo", "Anand", 45, "Mo", "call", "They said ring back at eight. I rang back at eight.", ""),
    ("Mo", "Amina", 5, "Mo", "call", "تحدثت مع أختي لأول مرة منذ سنة. I rang my sister.", ""),
    ("Mo", "Amina", 2, "Mo", "message", "She sent a picture of the lemon tree.", ""),
)  # fmt: skip
"""One side, the other, days ago, who noted it, how, their words, the other's words."""


def tell(now: datetime) -> None:
    """Write what happened between everybody else."""
    for one, other, ago, by, kind, words, answer in SHORT:
        us = Between(now, one, other)
        us.moment(us.day(ago, "11:15"), by, kind, words, answer=answer)
    _terry_and_sam(Between(now, "Terry", "Sam"))
    _terry_twice(now)
    _mo_and_sam(Between(now, "Mo", "Sam"))
    _graham_and_sam(Between(now, SAMS_OWN, "Graham"))
    _partners(now)


def _terry_and_sam(us: Between) -> None:
    us.moment(
        us.day(3, "13:20"),
        "Sam",
        "tried",
        "Waited at the harbour steps. No Terry. Left word at the Seamen’s Rest.",
        answer="My phone’s gone. I was on the other steps.",
        in_the_way="no phone, and no way to leave word after five",
    )
    us.moment(us.day(19, "10:00"), "Terry", "met", "He brought soup. He remembered no peppers.")
    us.promise(
        us.day(3, "16:00"),
        "Sam",
        "Meet by the bench",
        due=Due.TIME,
        due_at=us.day(0, "13:00"),
        place="Harbour steps, by the bench",
    )
    us.promise(
        us.day(3, "16:01"), "Sam", "Bring a phone charger", due=Due.TIME, due_at=us.day(0, "13:00")
    )


def _terry_twice(now: datetime) -> None:
    """Sam finds out that two of the people he walks with are one, and Terry says yes."""
    sam, terry = viewer_of("Sam"), viewer_of("Terry")
    with at(now - timedelta(days=6)):
        alias = say_they_are_one(
            by=sam,
            relationship_id=relationship_id("Terry", "Sam"),
            other_id=relationship_id("Terry N.", "Sam"),
            why="He told me about the hostel on Mill Lane himself.",
        )
    with at(now - timedelta(days=5)):
        say_yes_i_am_both(by=terry, alias_id=alias.id)


def _mo_and_sam(us: Between) -> None:
    us.moment(
        us.day(4, "15:40"),
        "Sam",
        "met",
        "Mo asked me to sit in at the surgery and say nothing unless he looks at me.",
        answer="You looked like you would burst. But you said nothing 👍",
        stances={"Sam": (70, 30), "Mo": (85, 40)},
    )
    us.moment(us.day(32, "9:30"), "Mo", "message", "Can we do mornings? Nights are long.")
    visit = us.promise(
        us.day(4, "16:00"),
        "Sam",
        "Sit in with Mo at the surgery",
        due=Due.TIME,
        due_at=us.day(0, "15:30"),
        place="Mill Lane Surgery, front door",
    )
    with at(us.day(1, "19:00")):
        say_coming(by=viewer_of("Mo"), promise_id=visit.id)
    us.promise(
        us.day(6, "10:00"),
        "Sam",
        "Ask about the night bus pass",
        due=Due.DAY,
        due_at=us.day(2, "9:00"),
    )


def _graham_and_sam(us: Between) -> None:
    """Sam's own life: Graham walks with him. Nobody Sam works with sees this."""
    us.moment(
        us.day(8, "18:30"),
        "Graham",
        "met",
        "Sam and I sat in the car by the lighthouse. He talked about his dad for an hour.",
        answer="I had not said any of that out loud before.",
        stances={"Graham": (80, 45), SAMS_OWN: (90, 50)},
    )
    us.moment(
        us.day(2, "20:15"),
        SAMS_OWN,
        "message",
        "Bad night. Not in work tomorrow first thing. I have told Bev I am late, not why.",
    )
    us.promise(us.day(2, "20:40"), "Graham", "Ring Sam", due=Due.TIME, due_at=us.day(0, "19:30"))


def _partners(now: datetime) -> None:
    ruth = Between(now, "Ruth", "Sam")
    ruth.promise(
        ruth.day(6, "12:00"),
        "Ruth",
        "Send the list of flats with steps marked",
        due=Due.BY,
        due_at=ruth.day(1, "17:00"),
    )
    kept = ruth.promise(ruth.day(31), "Sam", "Show Ruth the view from the bus stop")
    with at(ruth.day(30, "12:00")):
        answer = keep_promise(by=viewer_of("Sam"), promise_id=kept.id)
    with at(ruth.day(29, "9:00")):
        reply_to_answer(by=viewer_of("Ruth"), answer_id=answer.id, agrees=True)
    surgery = Between(now, "Mo", "Anand")
    surgery.promise(
        surgery.day(5, "9:00"),
        "Anand",
        "Ring back about the tablets",
        due=Due.BY,
        due_at=surgery.day(2, "12:00"),
    )
