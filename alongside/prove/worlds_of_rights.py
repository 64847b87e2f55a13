"""What people asked of what is kept about them, made up at random."""

from typing import TYPE_CHECKING
from uuid import UUID

from alongside.prove import plain_of_rights as asked

if TYPE_CHECKING:
    from alongside.prove.worlds import Maker

LIVES = ("working", "own")


def add_to(maker: "Maker") -> None:
    """Add to a world what its people asked for and decided."""
    for person in maker.people:
        _copies_and_erasures(maker, person)
        _log(maker, person)
    for relationship in maker.relationships:
        _decisions(maker, relationship)
        _requests(maker, relationship)


def _copies_and_erasures(maker: "Maker", person: UUID) -> None:
    for life in LIVES:
        if maker.chance(0.3):
            maker.world.add(asked.TakenOut(id=maker.new_id(), person_id=person, life=life))
    if maker.chance(0.3):
        ask = asked.ErasureAsk(id=maker.new_id(), person_id=person)
        maker.world.add(ask)
        if maker.chance(0.7):
            maker.world.add(asked.ErasureStep(id=maker.new_id(), ask_id=ask.id, what="confirmed"))


def _log(maker: "Maker", person: UUID) -> None:
    for life in LIVES:
        if maker.chance(0.6):
            continue
        entry = asked.LogEntry(id=maker.new_id(), by_id=person, life=life)
        maker.world.add(entry)
        for hearer in {maker.anybody() for _ in range(maker.random.choice((0, 1, 2)))}:
            maker.world.add(
                asked.LogHearer(
                    id=maker.new_id(), entry_id=entry.id, person_id=hearer, named_by_id=person
                )
            )
        if maker.chance(0.6):
            maker.world.add(
                asked.LogAnswer(id=maker.new_id(), entry_id=entry.id, by_id=maker.anybody())
            )


def _decisions(maker: "Maker", relationship: UUID) -> None:
    def who() -> UUID:
        return maker.one_of(relationship)[0]

    if maker.chance(0.3):
        maker.world.add(asked.Hold(id=maker.new_id(), relationship_id=relationship, by_id=who()))
    if maker.chance(0.3):
        maker.world.add(
            asked.ErasureDecision(
                id=maker.new_id(), relationship_id=relationship, row_id=maker.new_id(), by_id=who()
            )
        )


def _requests(maker: "Maker", relationship: UUID) -> None:
    if maker.chance(0.5):
        return
    request = asked.DataRequest(
        id=maker.new_id(),
        relationship_id=relationship,
        about_id=maker.one_of(relationship)[0],
        kept_by_id=maker.anybody(),
    )
    maker.world.add(request)
    if maker.chance(0.6):
        for row_id in (None, maker.new_id()):
            by_id = request.kept_by_id if row_id is None else maker.anybody()
            maker.world.add(
                asked.RequestStep(
                    id=maker.new_id(), request_id=request.id, by_id=by_id, row_id=row_id
                )
            )
    by, reviewer = maker.random.sample(maker.people, 2)
    held = asked.Withheld(
        id=maker.new_id(),
        relationship_id=relationship,
        request_id=request.id,
        row_id=maker.new_id(),
        by_id=by,
        reviewer_id=reviewer,
    )
    maker.world.add(held)
    if maker.chance(0.6):
        maker.world.add(
            asked.WithheldReview(id=maker.new_id(), withheld_id=held.id, by_id=reviewer)
        )
