"""Who is around Dawn, at four dates and as she hopes; and who is around Sam, at work."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from alongside.access.viewer import Viewer
from alongside.circles import actions
from alongside.circles.drawn import RINGS, Drawn, read_drawn
from alongside.circles.models import Circle, Tie
from alongside.circles.opening import ask_to_point, open_to, say_yes_to_pointing
from alongside.kit.time import at
from alongside.kit.time import now as this_moment
from alongside.vault.fields import open_rows
from alongside.world.cast import relationship_id, viewer_of
from alongside.world.telling import since_march

family = partial(Drawn, kind="family", paid="no")
community = partial(Drawn, kind="community", paid="no")
worker = partial(Drawn, kind="worker", paid="yes")
partner = partial(Drawn, kind="partner", paid="yes")


class Drawing:
    """One person draws, picture after picture."""

    def __init__(self, name: str) -> None:
        self.by = viewer_of(name)
        self.whos: dict[str, str] = {}
        self.circle: Circle | None = None
        self.when = this_moment()

    def day(self, when: datetime) -> None:
        self.when = when
        with at(when):
            self.circle = actions.draw_as_it_is(by=self.by)

    def hope(self, when: datetime) -> None:
        self.when = when
        with at(when):
            self.circle = actions.draw_what_i_hope(by=self.by)

    @property
    def circle_id(self) -> UUID:
        assert self.circle is not None
        return self.circle.id

    def put(self, called: str, drawn: Drawn, words: str = "", *, hidden: bool = False) -> None:
        """Somebody new, where they are drawn."""
        said = actions.Said(called=called, words=words, drawn=drawn, placed=True)
        with at(self.when):
            made = actions.put_in(by=self.by, circle_id=self.circle_id, said=said, hidden=hidden)
        self.whos[called] = made.who.hex

    def change(self, called: str, words: str | None = None, **how: object) -> None:
        """Say again how somebody is drawn."""
        tie = self.tie(called)
        drawn = replace(read_drawn(tie.drawn), **how)  # type: ignore[arg-type]
        said = actions.Said(called=called, words=tie.words if words is None else words, drawn=drawn)
        with at(self.when):
            actions.say_about(by=self.by, kind=Tie, tie_id=tie.id, said=said)

    def leave_out(self, called: str) -> None:
        with at(self.when):
            actions.take_out(by=self.by, kind=Tie, tie_id=self.tie(called).id)

    def tie(self, called: str) -> Tie:
        rows = Tie.objects.ours(self.by).filter(circle_id=self.circle_id)
        tie = rows.get(who=self.whos[called])
        open_rows([tie])
        return tie

    def know(self, pairs: Mapping[str, tuple[str, ...]]) -> None:
        for one, others in pairs.items():
            self.change(one, knows=tuple(self.whos[other] for other in others))


def tell(now: datetime) -> None:
    """Draw it all."""
    dawn = Drawing("Dawn")
    _march(dawn, now)
    _june(dawn, now)
    _september(dawn, now)
    _now(dawn, now)
    _hoped(dawn, now)
    _opened(dawn, now)
    _sam_at_work(now)


def _march(dawn: Drawing, now: datetime) -> None:
    dawn.day(since_march(now) + timedelta(hours=6))
    dawn.put("Kay", family(ring="around", angle=248, line="strained", gives=("warmth",)))
    dawn.put(
        "Biscuit",
        family(
            ring="closest", angle=170, line="strong", gives=("warmth",), gets=("help", "warmth")
        ),
    )
    dawn.put("Shaz", family(ring="closest", angle=206, gives=("warmth",), gets=("help", "warmth")))
    dawn.put("Neil", family(ring="around", angle=214, line="strained", gives=("help",)))
    dawn.put("Lou", worker(ring="close", angle=14, gets=("help",)))
    dawn.put("Sam", worker(ring="around", angle=36, line="thin", gets=("help",)))
    dawn.put("Kath", partner(ring="close", angle=330, gets=("help", "belief")))
    dawn.put("Mum", Drawn(ring="close", angle=230, kind="family", standing="wished"))


def _june(dawn: Drawing, now: datetime) -> None:
    dawn.day(now - timedelta(days=161))
    dawn.change("Kay", ring="close", angle=260, line="thin", gets=("warmth",))
    dawn.change(
        "Sam", ring="close", angle=22, line="", gives=("challenge",), gets=("help", "belief")
    )
    dawn.change("Kath", ring="around", angle=338)
    dawn.change("Lou", "Left in April, with no goodbye.", ring="around", angle=4, standing="lost")
    dawn.put("Bev", worker(ring="around", angle=46, gives=("fun",), gets=("help",)))
    dawn.put("Pauline", community(ring="around", angle=122, gets=("warmth",)))


def _september(dawn: Drawing, now: datetime) -> None:
    dawn.day(now - timedelta(days=66))
    dawn.change("Kay", angle=268, line="")
    dawn.change("Shaz", ring="close", angle=200)
    dawn.change("Pauline", ring="close", angle=118, gives=("help",))
    dawn.change("Sam", angle=14)
    dawn.leave_out("Kath")
    dawn.put("Allotment", community(ring="around", angle=66, gives=("help",), gets=("fun",)))
    dawn.put("Dr Anand", partner(ring="around", angle=302, gets=("help",)))
    baking = Drawn(ring="around", angle=146, kind="community", standing="wished")
    dawn.put("Baking pal", baking, "Someone to bake with. Pauline said she would ask on Saturday.")


def _now(dawn: Drawing, now: datetime) -> None:
    dawn.day(now - timedelta(hours=12))
    kay = "She rings me now. I don’t have to ask."
    dawn.change("Kay", kay, ring="closest", angle=270, line="strong", gives=("warmth", "help"))
    dawn.change("Shaz", angle=195)
    dawn.change("Mum", "I’d like to write to her first.")
    dawn.change("Allotment", ring="close", angle=62)
    dawn.change("Sam", gives=("challenge", "fun"), gets=("help", "belief", "challenge"))
    dawn.put("Ruth", partner(ring="around", angle=340, line="thin", gets=("help",)))
    dawn.know({"Kay": ("Biscuit", "Shaz"), "Pauline": ("Allotment",), "Sam": ("Bev", "Ruth")})
    dawn.put("M.", Drawn(ring="close", angle=90, kind="family"), "Thursdays only.", hidden=True)
    with at(dawn.when):
        actions.say_what_is_needed(
            by=dawn.by,
            circle_id=dawn.circle_id,
            have="Somebody who comes when they said. Kay on a Sunday. A dog.",
            missing="Somebody to be quiet with who is not paid for it.",
        )


def _hoped(dawn: Drawing, now: datetime) -> None:
    dawn.hope(now - timedelta(hours=11))
    dawn.change("Mum", ring="closest", angle=210)
    dawn.change("Baking pal", ring="close", angle=165)


def _opened(dawn: Drawing, now: datetime) -> None:
    """Sam may see it since June. Kay said that she may be pointed to; Sam has yet to answer."""
    with at(now - timedelta(days=160)):
        open_to(by=dawn.by, relationship_id=relationship_id("Dawn", "Sam"))
    with at(now - timedelta(hours=12)):
        dawn.circle = actions.draw_as_it_is(by=dawn.by)
        kay = ask_to_point(
            by=dawn.by,
            tie_id=dawn.tie("Kay").id,
            relationship_id=relationship_id("Kay", "Dawn"),
        )
        ask_to_point(
            by=dawn.by,
            tie_id=dawn.tie("Sam").id,
            relationship_id=relationship_id("Dawn", "Sam"),
        )
    with at(now - timedelta(hours=2)):
        say_yes_to_pointing(by=viewer_of("Kay"), tie_ask_id=kay.id)


def _sam_at_work(now: datetime) -> None:
    """His working life only: whom he walks with is theirs to draw."""
    sam = Drawing("Sam")
    sam.day(now - timedelta(days=40))
    sam.put(
        "Bev",
        worker(
            ring="closest", angle=300, line="strong", gives=("help", "fun"), gets=("help", "fun")
        ),
    )
    sam.put("Priya", worker(ring="closest", angle=200, gets=("challenge", "belief")))
    sam.put("Callum", worker(ring="close", angle=340, gives=("belief",)))
    sam.put("Ines", worker(ring="close", angle=250, gives=("help", "fun"), gets=("help", "fun")))
    sam.put("Graham", worker(ring="around", angle=210, line="thin", gets=("help",)))
    sam.put("Ruth", partner(ring="around", angle=30, gives=("help",), gets=("help",)))
    sam.put(
        "The band", community(ring="close", angle=140, gives=("help", "fun"), gets=("help", "fun"))
    )
    sam.know({"Bev": ("Callum", "Ines")})


def sixty(by: Viewer) -> Circle:
    """A circle of sixty, with names of every length and direction, to try and to measure with."""
    circle = actions.draw_as_it_is(by=by)
    called = ("Kay", "Someone from the allotment", "محمد الأمين", "Li", "👩‍👩‍👧‍👦 next door", "Ó")
    kinds = ("family", "community", "worker", "partner", "")
    known: list[str] = []
    for number in range(60):
        drawn = Drawn(
            kind=kinds[number % 5],
            ring=RINGS[(number * 7) % 3],
            gives=("help",) if number % 2 else (),
            gets=("warmth", "fun") if number % 3 else (),
            line=("strong", "thin", "strained", "")[number % 4],
            standing=("here", "here", "here", "wished", "lost")[number % 5],
            paid=("yes", "no", "")[number % 3],
            knows=tuple(known[-2:]),
        )
        words = "" if number % 4 else "Always there on a Sunday."
        said = actions.Said(called=f"{called[number % 6]} {number}", words=words, drawn=drawn)
        made = actions.put_in(by=by, circle_id=circle.id, said=said)
        known.append(made.who.hex)
    return circle
