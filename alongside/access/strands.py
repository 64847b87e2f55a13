from enum import StrEnum


class Strand(StrEnum):
    """The kinds of thing that can be shared or not, each on its own."""

    ABOUT_ME = "about-me"
    PLANS = "plans"
    MOMENTS = "moments"
    PROMISES = "promises"
    CIRCLES = "circles"
    MEASURES = "measures"
    STORIES = "stories"
    ADDRESS = "address"
