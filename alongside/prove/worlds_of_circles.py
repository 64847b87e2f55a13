"""Who is around whom, made up at random: pictures of some days and of hopes, and their openings."""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.prove import plain
from alongside.prove import plain_of_circles as around
from alongside.prove.times import BEGIN, LIVES

if TYPE_CHECKING:
    from alongside.prove.worlds import Maker

DAYS = (0, 40, 90)


def add_to(maker: "Maker") -> None:
    """Add what people drew, and to whom they opened it."""
    shared = {share.about_id for share in maker.world.of(plain.Share) if share.strand == "circles"}
    for person in maker.people:
        for life in LIVES:
            if person in shared or maker.chance(0.5):
                _pictures(maker, person, life)
    for relationship in maker.relationships:
        _opened(maker, relationship)
        if maker.chance(0.6):
            _asked(maker, relationship)


def _pictures(maker: "Maker", person: UUID, life: str) -> None:
    for days in maker.random.sample(DAYS, maker.random.randint(1, len(DAYS))):
        _picture(maker, person, life, days, hoped=False)
    if maker.chance(0.7):
        _picture(maker, person, life, maker.random.choice(DAYS), hoped=True)


def _picture(maker: "Maker", person: UUID, life: str, days: int, *, hoped: bool) -> None:
    circle = around.Circle(
        id=maker.new_id(),
        person_id=person,
        life=life,
        on=(BEGIN - timedelta(days=days)).date(),
        hoped=hoped,
    )
    maker.world.add(circle)
    for kind in (around.Tie, around.HiddenTie):
        if maker.chance(0.7):
            odd = maker.chance(0.1)
            maker.world.add(
                kind(
                    id=maker.new_id(),
                    circle_id=circle.id,
                    person_id=maker.anybody() if odd else person,
                    life=maker.random.choice(LIVES) if odd else life,
                    who=maker.new_id(),
                )
            )


def _opened(maker: "Maker", relationship: UUID) -> None:
    """To one side by the other, most often; of their other life, or by somebody else, at times."""
    for person, life in dict(maker.sides[relationship]).items():
        if not maker.chance(0.6):
            continue
        by = maker.anybody() if maker.chance(0.1) else person
        maker.world.add(
            around.Opening(
                id=maker.new_id(),
                relationship_id=relationship,
                person_id=by,
                life=maker.random.choice(LIVES) if maker.chance(0.15) else life,
                # One by each at a time: whoever else comes in here has taken it back.
                taken_back_at=maker.time() if by != person else maker.maybe_time(0.3),
            )
        )


def _asked(maker: "Maker", relationship: UUID) -> None:
    by, life = maker.one_of(relationship)
    maker.world.add(
        around.TieAsk(
            id=maker.new_id(),
            relationship_id=relationship,
            who=maker.new_id(),
            by_id=by,
            life=life,
            other_id=maker.one_of(relationship)[0],
            ended_at=maker.maybe_time(0.3),
        )
    )
