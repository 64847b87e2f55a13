"""How other systems say two are joined, and the words used for it here."""

import re
from dataclasses import dataclass

WALKING, TIE, ORGANISATION, SAFETY = "walking", "tie", "organisation", "safety"


@dataclass(frozen=True, slots=True)
class Label:
    """``words`` read from a to b. ``flip``: the row said it from b to a. ``both``: alike."""

    words: str
    nature: str
    flip: bool = False
    both: bool = False


KNOWN: tuple[tuple[str, Label], ...] = (
    (
        r"(is )?supported by|((key|support|outreach|link|lead) ?)?workers?|supporter",
        Label("Supports", WALKING, flip=True),
    ),
    (r"supports|is (key |support )?worker (of|for)", Label("Supports", WALKING)),
    (r"(is )?helped by", Label("Helps", TIE, flip=True)),
    (r"helps", Label("Helps", TIE)),
    (r"works (for|at)|(is an )?employee of|(is )?employed by", Label("Works for", ORGANISATION)),
    (r"employs|employer of", Label("Works for", ORGANISATION, flip=True)),
    (r"rents from|(is )?(a )?tenant of", Label("Rents from", ORGANISATION)),
    (r"(is )?(the )?landlord of|rents to", Label("Rents from", ORGANISATION, flip=True)),
    (r"(is )?(a )?parent of", Label("Parent of", TIE)),
    (r"(is )?(a )?child of", Label("Parent of", TIE, flip=True)),
    (r"(is )?(a )?friends?( of| with)?", Label("Friend", TIE, both=True)),
    (r"(is )?(a )?neighbou?rs?( of)?", Label("Neighbour", TIE, both=True)),
    (r"(is )?(a )?(brother or sister|siblings?)( of)?", Label("Brother or sister", TIE, both=True)),
    (
        r"(is )?in a relationship with|(is )?(the |a )?(partner|spouse)( of)?|(is )?married to",
        Label("In a relationship with", TIE, both=True),
    ),
)
AFRAID = re.compile(
    r"whereabouts|must not|must never|not (to )?(be told|know|find|contact|meet|see)|no contact|"
    r"keep (apart|away)|restrain|protect(ed|ion)? (from|order)|\bunsafe|afraid|danger",
    re.IGNORECASE,
)


def label_of(words: str) -> Label:
    """What a relation's words mean here. Unknown words are kept as they stand, as a tie."""
    plain = " ".join(re.sub(r"[^\w ]+", " ", words).lower().split())
    if AFRAID.search(plain):
        # "... where this person is" speaks of the row's own person; "whereabouts of" of the other.
        return Label(words.strip(), SAFETY, flip="this person" in plain)
    for pattern, label in KNOWN:
        if re.fullmatch(pattern, plain):
            return label
    return Label(words.strip(), TIE)
