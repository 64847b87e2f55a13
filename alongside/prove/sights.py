"""What the trail writes down of what is shown: on which strand, about whom, on which grounds."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Model

from alongside.access.strands import Strand
from alongside.access.viewer import Life
from alongside.prove.decider import Decider
from alongside.prove.plain import View, World
from alongside.prove.plain_of_circles import Opening
from alongside.prove.plain_of_lifemaps import MapOpening
from alongside.prove.plain_of_profiles import PageOpening

STRAND = {
    "WhatMatters": Strand.ABOUT_ME,
    "SafeReach": Strand.ABOUT_ME,
    "Moment": Strand.MOMENTS,
    "Telling": Strand.MOMENTS,
    "KeptApart": Strand.MOMENTS,
    "BroughtIn": Strand.MOMENTS,
    "Promise": Strand.PROMISES,
    "Answer": Strand.PROMISES,
    "Reply": Strand.PROMISES,
    "Address": Strand.ADDRESS,
    "Agreement": Strand.ABOUT_ME,
    "AgreementAnswer": Strand.ABOUT_ME,
    "Doing": Strand.ABOUT_ME,
    "DoingChange": Strand.ABOUT_ME,
    "Rest": Strand.ABOUT_ME,
    "Ending": Strand.ABOUT_ME,
    "HardThing": Strand.ABOUT_ME,
    "HardAnswer": Strand.ABOUT_ME,
    "Document": Strand.PLANS,
    "Version": Strand.PLANS,
    "Part": Strand.PLANS,
    "Spend": Strand.PLANS,
    "Ask": Strand.PLANS,
    "AskAnswer": Strand.PLANS,
    "AskAfter": Strand.PLANS,
    "Circle": Strand.CIRCLES,
    "Tie": Strand.CIRCLES,
    "Told": Strand.ABOUT_ME,
    "Attachment": Strand.ABOUT_ME,
    "Appreciation": Strand.ABOUT_ME,
    "Patch": Strand.ABOUT_ME,
    "Saying": Strand.ABOUT_ME,
    "FromElsewhere": Strand.ABOUT_ME,
}
"""What the trail writes down. Names, days, and that and why something opens, it does not."""


def strand_of(kind: str, row: Model) -> str:
    """On which strand it is: words written together say so themselves."""
    text = getattr(row, "document", row)
    return str(getattr(text, "strand", "")) or STRAND[kind].value


def _is_text(row: Model) -> bool:
    return hasattr(row, "document_id") or type(row).__name__ == "Document"


Sight = tuple[UUID, UUID | None, set[str]]


def where(world: World, view: View, row: Model) -> Iterator[Sight]:
    """Whom it is about, in which relationship, on which grounds this look may stand."""
    decider = Decider(world, view)
    text = getattr(row, "document", row)
    relationship = getattr(row, "relationship_id", None) or getattr(text, "relationship_id", None)
    # What others appreciate is read on the page of the one it is about.
    yield from _on_a_page(decider, getattr(row, "about_id", None))
    if relationship is None:
        yield from _in_no_relationship(decider, getattr(row, "person_id", None))
        return
    sides = decider.sides[relationship]
    if relationship in decider.mine:
        other = next(side.person_id for side in sides if side.person_id != view.person_id)
        # A text is seen on the ground of its part, which may be the look's own.
        yield other, relationship, {"side", "mine"} if _is_text(row) else {"side"}
    yield from _asked_of_me(decider, row)
    live = decider.beyond.live
    grounds = {share.ground for share in live if share.relationship_id == relationship}
    if relationship in decider.beyond.kept:
        grounds.add("cover")
    for side in sides:
        if side.life == Life.OWN.value:
            yield side.person_id, relationship, grounds


def _asked_of_me(decider: Decider, row: Model) -> Iterator[Sight]:
    """An ask that was sent to this look, with what it may read of what came after."""
    ask = decider.asking.asks.get(getattr(row, "ask_id", row.pk))
    if ask is not None and decider.asking.is_of_me(ask):
        yield ask.about_id, ask.relationship_id, {"share"}


def _in_no_relationship(decider: Decider, person_id: UUID | None) -> Iterator[Sight]:
    """Somebody's own: shared in a relationship; or, of a circle or a life map, opened in one."""
    for share in decider.beyond.live:
        if share.about_id == person_id:
            yield share.about_id, share.relationship_id, {share.ground}
    yield from _on_a_page(decider, person_id)
    opened: list[Opening | MapOpening] = [*decider.world.of(Opening), *decider.world.of(MapOpening)]
    for opening in opened:
        if opening.person_id == person_id:
            yield opening.person_id, opening.relationship_id, {"side"}


def _on_a_page(decider: Decider, person_id: UUID | None) -> Iterator[Sight]:
    """A page: opened in a relationship, or that of somebody at work beside this look."""
    for opening in decider.world.of(PageOpening):
        if opening.person_id == person_id:
            yield opening.person_id, opening.relationship_id, {"side"}
    for relationship in decider.open:
        for side in decider.sides[relationship]:
            if side.person_id == person_id and side.life == Life.WORKING.value:
                yield side.person_id, relationship, {"side"}
