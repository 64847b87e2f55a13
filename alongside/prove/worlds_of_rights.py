"""What people asked of what is kept about them, made up at random."""

from typing import TYPE_CHECKING
from uuid import UUID

from alongside.prove import plain

if TYPE_CHECKING:
    from alongside.prove.worlds import Maker

LIVES = ("working", "own")


def add_to(maker: "Maker") -> None:
    """Add to a world what its people asked for and decided."""
    for person in maker.people:
        _copies_and_erasures(maker, person)
    for relationship in maker.relationships:
        _decisions(maker, relationship)


def _copies_and_erasures(maker: "Maker", person: UUID) -> None:
    for life in LIVES:
        if maker.chance(0.3):
            maker.world.add(plain.TakenOut(id=maker.id(), person_id=person, life=life))
    if maker.chance(0.3):
        ask = plain.ErasureAsk(id=maker.id(), person_id=person)
        maker.world.add(ask)
        if maker.chance(0.7):
            maker.world.add(plain.ErasureStep(id=maker.id(), ask_id=ask.id, what="confirmed"))


def _decisions(maker: "Maker", relationship: UUID) -> None:
    def who() -> UUID:
        return maker.one_of(relationship)[0]

    if maker.chance(0.3):
        maker.world.add(plain.Hold(id=maker.id(), relationship_id=relationship, by_id=who()))
    if maker.chance(0.3):
        maker.world.add(
            plain.ErasureDecision(
                id=maker.id(), relationship_id=relationship, row_id=maker.id(), by_id=who()
            )
        )
