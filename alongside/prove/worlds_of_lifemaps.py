"""How life is, made up at random: patches, what was said of them, and openings."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from alongside.prove import plain_of_lifemaps as told
from alongside.prove.times import LIVES

if TYPE_CHECKING:
    from alongside.prove.worlds import Maker


def add_to(maker: "Maker") -> None:
    """Add what people said of their lives, and to whom they opened it."""
    for person in maker.people:
        for life in LIVES:
            if maker.chance(0.6):
                _life(maker, person, life)
    for relationship in maker.relationships:
        _opened(maker, relationship)


def _life(maker: "Maker", person: UUID, life: str) -> None:
    mine: dict[str, Any] = {"person_id": person, "life": life}
    for _ in range(maker.random.randint(1, 2)):
        patch = told.Patch(id=maker.new_id(), **mine, let_go_at=maker.maybe_time(0.3))
        maker.world.add(patch)
        for replaced_at in (None, maker.time()):
            if maker.chance(0.7):
                # The row of somebody else at times: what is mine is mine by what it says itself.
                whose = {**mine, "person_id": maker.anybody()} if maker.chance(0.1) else mine
                maker.world.add(
                    told.Saying(
                        id=maker.new_id(), patch_id=patch.id, **whose, replaced_at=replaced_at
                    )
                )
        if maker.chance(0.5):
            beside = patch.id if maker.chance(0.7) else None
            maker.world.add(told.FromElsewhere(id=maker.new_id(), **mine, patch_id=beside))


def _opened(maker: "Maker", relationship: UUID) -> None:
    """To one side by the other, most often; of their other life, or by somebody else, at times."""
    for person, life in dict(maker.sides[relationship]).items():
        if not maker.chance(0.6):
            continue
        by = maker.anybody() if maker.chance(0.1) else person
        maker.world.add(
            told.MapOpening(
                id=maker.new_id(),
                relationship_id=relationship,
                person_id=by,
                life=maker.random.choice(LIVES) if maker.chance(0.15) else life,
                # One by each at a time: whoever else comes in here has taken it back.
                taken_back_at=maker.time() if by != person else maker.maybe_time(0.3),
            )
        )
