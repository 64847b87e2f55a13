"""Where everybody stands in the picture, and where their names fit beside them.

Degrees go as a clock does, from the right. Straight down stand the words of the rings, and
nobody is put over them.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asin, cos, degrees, radians, sin

from alongside.circles.drawn import A_TURN, RINGS, Drawn, Kind
from alongside.circles.queries import Somebody
from alongside.circles.words import words

WIDTH, HEIGHT = 360, 376
MIDDLE = (180.0, 190.0)
RADII = (80, 128, 174)
ME = 27
RING_WORDS = (72.0, 120.0, 166.0)
"""How far down each ring's word stands."""
DOWN = 90
LETTER, LINE = 8.1, 17.0
"""How wide a letter is, about, and how high a line."""
MARGIN = 8
"""A name may stand out of the picture by so much."""
SMALLER = 0.85
"""The words of the rings, beside the names."""
LONGEST = 14
"""Letters of a name in the picture; the list has the whole of it."""
MOST_NAMED = 24
"""With more people than this the picture has numbers, and the list their names."""


@dataclass(frozen=True, slots=True)
class _Band:
    """A ring: where people stand in it when there is room, and in two rows when there is not."""

    usual: float
    rows: tuple[float, float]
    word: float
    """Half of the arc that its word takes, in degrees."""


BANDS = (
    _Band(61, (46, 68), 24),
    _Band(105, (92, 117), 15),
    _Band(154, (141, 164), 13),
)


@dataclass(slots=True)
class Spot:
    """Where one person stands: in the picture, with a name or a number."""

    one: Somebody
    number: int
    x: float
    y: float
    r: float
    label: str = ""
    label_x: float = 0
    label_y: float = 0

    @property
    def is_named(self) -> bool:
        return bool(self.label)


@dataclass(slots=True)
class Layout:
    """Everybody in their place."""

    spots: list[Spot]

    @property
    def numbered(self) -> bool:
        """Whether anybody has only a number, so that the list has to say them."""
        return not all(spot.is_named for spot in self.spots)

    def of(self, who: str) -> Spot | None:
        return next((spot for spot in self.spots if spot.one.who == who), None)


def lay_out(people: Sequence[Somebody]) -> Layout:
    """Put everybody in their ring, as near as can be to where they were drawn."""
    r = size_for(len(people))
    spots = {}
    numbers = {one.who: number for number, one in enumerate(people, start=1)}
    for ring, band in zip(RINGS, BANDS, strict=True):
        inside = [one for one in people if one.drawn.ring == ring]
        for one, angle, radius in _around(inside, band, r):
            x, y = point(angle, radius)
            spots[one.who] = Spot(one, numbers[one.who], x, y, r)
    laid = Layout([spots[one.who] for one in people])
    if len(people) <= MOST_NAMED:
        _name(laid.spots)
    return laid


def size_for(count: int) -> float:
    """The more people, the smaller each."""
    if count <= 16:  # noqa: PLR2004 - as many as the first drawing held easily
        return 15
    return 12.5 if count <= MOST_NAMED else 10.5


def point(angle: float, radius: float) -> tuple[float, float]:
    turn = radians(angle)
    return round(MIDDLE[0] + radius * cos(turn), 1), round(MIDDLE[1] + radius * sin(turn), 1)


def _around(
    people: list[Somebody], band: _Band, r: float
) -> Iterable[tuple[Somebody, float, float]]:
    """The people of one ring with their angle and how far out they stand."""
    in_turn = sorted(people, key=lambda one: ((one.drawn.angle - DOWN) % A_TURN, one.who))
    wanted = [float((one.drawn.angle - DOWN) % A_TURN) for one in in_turn]
    gap = _gap(band.usual, r)
    in_two_rows = len(people) * gap > A_TURN - 2 * band.word
    if in_two_rows:
        gap = _gap(band.rows[0], r) / 2
    turned = spread(wanted, gap, band.word, A_TURN - band.word)
    for number, (one, angle) in enumerate(zip(in_turn, turned, strict=True)):
        radius = band.rows[number % 2] if in_two_rows else band.usual
        yield one, angle + DOWN, radius


def _gap(radius: float, r: float) -> float:
    """How many degrees two neighbours need between them."""
    return degrees(2 * asin(min(1.0, (r + 2.5) / radius)))


def spread(wanted: Sequence[float], gap: float, begin: float, end: float) -> list[float]:
    """The same angles, in order, at least so far apart, between these two ends."""
    count = len(wanted)
    if count * gap > end - begin:
        return [begin + (end - begin) * (number + 0.5) / count for number in range(count)]
    placed: list[float] = []
    for angle in wanted:
        earliest = placed[-1] + gap if placed else begin
        placed.append(min(max(angle, earliest), end))
    latest = end
    for number in range(count - 1, -1, -1):
        placed[number] = min(placed[number], latest)
        latest = placed[number] - gap
    return placed


# --- names ---------------------------------------------------------------------------------------

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def _name(spots: list[Spot]) -> None:
    """Write each name where it lies over nobody and no other name; else it stays a number."""
    taken: list[Box] = [_round(spot.x, spot.y, spot.r) for spot in spots]
    taken += [_round(*MIDDLE, ME)]
    for ring, down in zip(RINGS, RING_WORDS, strict=True):
        wide = width_of(words().ring[ring]) * SMALLER
        taken.append(_words(MIDDLE[0], MIDDLE[1] + down + 4, wide))
    for spot in spots:
        label = shortened(spot.one.called)
        half = width_of(label) / 2
        for x, y in _places(spot, half):
            box = _words(x, y, 2 * half)
            inside = box[0] >= -MARGIN and box[2] <= WIDTH + MARGIN
            if inside and not any(_over(box, one) for one in taken):
                spot.label, spot.label_x, spot.label_y = label, x - spot.x, y - spot.y
                taken.append(box)
                break


def _places(spot: Spot, half: float) -> list[tuple[float, float]]:
    """Where a name may stand: away from the middle first, then the other side, then beside."""
    above, below = (spot.x, spot.y - spot.r - 7), (spot.x, spot.y + spot.r + 16)
    first = [above, below] if spot.y < MIDDLE[1] else [below, above]
    right, left = spot.x + spot.r + 4 + half, spot.x - spot.r - 4 - half
    beside = [(right, spot.y + 5), (left, spot.y + 5)]
    aslant = [(x, y) for _x, y in first for x in (spot.x + half - 4, spot.x - half + 4)]
    return [*first, *aslant, *(beside if spot.x > MIDDLE[0] else reversed(beside))]


def _round(x: float, y: float, r: float) -> Box:
    return x - r, y - r, x + r, y + r


def _words(x: float, y: float, width: float) -> Box:
    return x - width / 2, y - LINE + 5, x + width / 2, y + 4


def _over(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def width_of(label: str) -> float:
    """About how wide these letters are."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in label)
    return LETTER * (len(label) + wide)


JOINERS = frozenset("\u200d\ufe0f\u20e3")


def shortened(name: str, longest: int = LONGEST) -> str:
    """As much of a name as fits; never cut inside a letter that is made of several."""
    if len(name) <= longest:
        return name
    end = longest - 1
    while end > 1 and _belongs_to_the_one_before(name, end):
        end -= 1
    return name[:end].rstrip() + "…"


def _belongs_to_the_one_before(name: str, at: int) -> bool:
    letter = name[at]
    joined = letter in JOINERS or name[at - 1] in JOINERS
    skin = "\U0001f3fb" <= letter <= "\U0001f3ff"
    return joined or skin or unicodedata.combining(letter) > 0


# --- somebody new --------------------------------------------------------------------------------

HOMES = {
    Kind.FAMILY.value: 215,
    Kind.COMMUNITY.value: 130,
    Kind.WORKER.value: 25,
    Kind.PARTNER.value: 320,
}
"""About where each kind is drawn first, so that those who belong together stand together."""
STEP = 10
FAR_ENOUGH = {"closest": 80, "close": 55, "around": 40}
"""So many degrees apart two names fit beside each other, in each ring."""


def room_for(drawn: Drawn, others: Iterable[Drawn]) -> int:
    """An angle for somebody new: near their own kind, and away from who is in that ring."""
    taken = [one.angle for one in others if one.ring == drawn.ring]
    home, far = HOMES.get(drawn.kind, 270), FAR_ENOUGH[drawn.ring]

    def fits(angle: int) -> float:
        nearest = min((apart(angle, other) for other in taken), default=A_TURN)
        under_a_word = apart(angle, DOWN) < 2 * STEP
        return min(nearest, far) - apart(angle, home) / 5 - far * under_a_word

    return max(range(home, home + A_TURN, STEP), key=fits) % A_TURN


def apart(one: float, other: float) -> float:
    """How many degrees lie between two angles."""
    between = abs(one - other) % A_TURN
    return min(between, A_TURN - between)


HOURS = 12


def hour_of(angle: int) -> int:
    """Where on a clock this is."""
    return round((angle + DOWN) / 30) % HOURS or HOURS


def angle_of(hour: int) -> int:
    return (hour * 30 - DOWN) % A_TURN
