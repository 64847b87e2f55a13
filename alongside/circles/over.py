"""Two pictures laid over each other: who is new, who is gone, who moved."""

from dataclasses import dataclass, field

from alongside.circles.drawn import LOST, RINGS
from alongside.circles.queries import Picture, Somebody


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody in both pictures who stands elsewhere now."""

    before: Somebody
    now: Somebody

    @property
    def nearer(self) -> bool:
        return RINGS.index(self.now.drawn.ring) < RINGS.index(self.before.drawn.ring)


@dataclass(slots=True)
class Over:
    """What is different. Nothing in it is good or bad by itself."""

    earlier: Picture
    later: Picture
    new: list[Somebody] = field(default_factory=list)
    gone: list[Somebody] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    same: list[Somebody] = field(default_factory=list)
    otherwise: list[Moved] = field(default_factory=list)
    """In both, and said differently: what kind of tie, how it is, what goes to and fro."""
    found: list[Somebody] = field(default_factory=list)
    """Wished for or lost before, and there now."""
    lost: list[Somebody] = field(default_factory=list)
    """There before, and lost now."""

    @property
    def gone_whos(self) -> frozenset[str]:
        return frozenset(one.who for one in self.gone)

    @property
    def is_same(self) -> bool:
        changed = (self.new, self.gone, self.moved, self.otherwise, self.found, self.lost)
        return not any(changed)


def laid_over(earlier: Picture, later: Picture) -> Over:
    over = Over(earlier, later)
    before = {one.who: one for one in earlier.people}
    for now in later.people:
        then = before.pop(now.who, None)
        if then is None:
            over.new.append(now)
        else:
            _place(over, then, now)
    over.gone = list(before.values())
    return over


def _place(over: Over, then: Somebody, now: Somebody) -> None:
    """Which of the lists somebody in both pictures belongs to."""
    differs = _said_of(then) != _said_of(now)
    if now.drawn.is_here and not then.drawn.is_here:
        over.found.append(now)
    elif _is_lost(now) and not _is_lost(then):
        over.lost.append(now)
    else:
        differs |= then.drawn.standing != now.drawn.standing
        if then.drawn.ring != now.drawn.ring:
            over.moved.append(Moved(then, now))
        elif not differs:
            over.same.append(now)
    if differs:
        over.otherwise.append(Moved(then, now))


def _said_of(one: Somebody) -> tuple[object, ...]:
    """All that is said of a tie but where it stands, and whether it is there."""
    drawn = one.drawn
    return drawn.kind, drawn.paid, drawn.line, drawn.gives, drawn.gets


def _is_lost(one: Somebody) -> bool:
    return one.drawn.standing == LOST
