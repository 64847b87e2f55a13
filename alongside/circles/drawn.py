"""How somebody is drawn in a circle: all that is sealed about a tie but its name and its words."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ring(models.TextChoices):
    """How near."""

    CLOSEST = "closest", _("Closest")
    CLOSE = "close", _("Close")
    AROUND = "around", _("Around")


class Kind(models.TextChoices):
    """What kind of tie: each has a colour, a shape and a word."""

    FAMILY = "family", _("Family and friends")
    COMMUNITY = "community", _("Community")
    WORKER = "worker", _("Workers")
    PARTNER = "partner", _("Partners")


class Paid(models.TextChoices):
    YES = "yes", _("Paid to be there")
    NO = "no", _("Not paid")


class Line(models.TextChoices):
    """How the tie is: the way its line is drawn."""

    STRONG = "strong", _("Strong")
    THIN = "thin", _("Thin")
    STRAINED = "strained", _("Strained")


class Standing(models.TextChoices):
    """Whether they are there at all."""

    HERE = "here", _("There")
    WISHED = "wished", _("Wished for")
    LOST = "lost", _("Lost touch")


class Gift(models.TextChoices):
    """What one gives another."""

    HELP = "help", _("help")
    WARMTH = "warmth", _("warmth")
    BELIEF = "belief", _("belief")
    CHALLENGE = "challenge", _("honest challenge")
    FUN = "fun", _("fun")


HERE, WISHED, LOST = (standing.value for standing in Standing)
RINGS = tuple(ring.value for ring in Ring)
"""From the nearest outward."""
CLOSE = Ring.CLOSE.value
A_TURN = 360


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Where somebody stands, and how. All of it may be left unsaid but the place."""

    ring: str = CLOSE
    angle: int = 270
    """Degrees from the right, as a clock goes: 270 is the top."""
    kind: str = ""
    paid: str = ""
    line: str = ""
    standing: str = HERE
    gives: tuple[str, ...] = ()
    """What I give them."""
    gets: tuple[str, ...] = ()
    """What I get from them."""
    knows: tuple[str, ...] = ()
    """Whom they know of those around me, by `Tie.who`."""

    @property
    def is_here(self) -> bool:
        """Neither wished for nor lost: they count as around me."""
        return self.standing == HERE

    @property
    def both_ways(self) -> bool:
        return bool(self.gives and self.gets)

    def at(self, ring: str, angle: int) -> "Drawn":
        """The same, in another place."""
        return replace(self, ring=_one_of(Ring, ring, self.ring), angle=angle % A_TURN)

    def knowing(self, whos: Iterable[str]) -> "Drawn":
        return replace(self, knows=tuple(sorted(set(whos))))

    def in_words(self) -> str:
        """As it is sealed: only what was said."""
        plain = {"ring": self.ring, "angle": self.angle, "kind": self.kind, "paid": self.paid}
        plain |= {"line": self.line, "standing": self.standing}
        lists = {"gives": self.gives, "gets": self.gets, "knows": self.knows}
        said = {name: value for name, value in (plain | lists).items() if value not in ("", ())}
        return json.dumps(said, separators=(",", ":"))


def read_drawn(sealed: str) -> Drawn:
    """What was sealed. What cannot be read is left unsaid: one bad word takes no page down."""
    try:
        said = json.loads(sealed)
    except ValueError:
        return Drawn()
    if not isinstance(said, dict):
        return Drawn()
    angle = said.get("angle")
    return Drawn(
        ring=_one_of(Ring, said.get("ring"), CLOSE),
        angle=angle % A_TURN if isinstance(angle, int) else 270,
        kind=_one_of(Kind, said.get("kind")),
        paid=_one_of(Paid, said.get("paid")),
        line=_one_of(Line, said.get("line")),
        standing=_one_of(Standing, said.get("standing"), HERE),
        gives=gifts(said.get("gives")),
        gets=gifts(said.get("gets")),
        knows=tuple(who for who in _list(said.get("knows")) if isinstance(who, str)),
    )


def stands_here(sealed: str) -> bool:
    """Whether whoever is drawn so is around, and no more of it."""
    try:
        return bool(json.loads(sealed).get("standing", HERE) == HERE)
    except (ValueError, AttributeError):
        return True


def gifts(said: object) -> tuple[str, ...]:
    """Each once, in the order they are always said."""
    if not said or not isinstance(said, list | tuple):
        return ()
    chosen = frozenset(each for each in said if isinstance(each, str))
    return tuple(gift for gift in _GIFTS if gift in chosen)


def name_of(who: UUID) -> str:
    """How a tie is named where others know it."""
    return who.hex


_GIFTS = tuple(gift.value for gift in Gift)
_KNOWN: dict[type[models.TextChoices], frozenset[str]] = {
    words: frozenset(words.values) for words in (Ring, Kind, Paid, Line, Standing)
}


def _one_of(words: type[models.TextChoices], said: object, otherwise: str = "") -> str:
    return said if isinstance(said, str) and said in _KNOWN[words] else otherwise


def _list(said: object) -> list[object]:
    return list(said) if isinstance(said, list | tuple) else []
