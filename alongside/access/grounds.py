from enum import StrEnum


class Ground(StrEnum):
    """The reason someone can see something. The list is closed."""

    MINE = "mine"
    SIDE = "side"
    SHARE = "share"
    COVER = "cover"
    SAFETY = "safety"
    DUTY = "duty"


OURS = (Ground.MINE, Ground.SIDE)
"""What two sides keep together, and each for themselves: all that most pages show."""
