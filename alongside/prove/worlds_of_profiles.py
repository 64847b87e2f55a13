"""What people tell of themselves, made up at random: pages, openings, appreciation and cards."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from alongside.prove import plain_of_profiles as told
from alongside.prove.times import LIVES

if TYPE_CHECKING:
    from alongside.prove.worlds import Maker

UNDER = (("about-me", "please"), ("one-page", "matters"))


def add_to(maker: "Maker") -> None:
    """Add what people told, whom they opened it to, and what others appreciate."""
    for person in maker.people:
        for life in LIVES:
            if maker.chance(0.7):
                _told(maker, person, life)
    for relationship in maker.relationships:
        _opened(maker, relationship)
        for _ in range(maker.random.randint(1, 3)):
            _appreciated(maker, relationship)


def _told(maker: "Maker", person: UUID, life: str) -> None:
    mine: dict[str, Any] = {"person_id": person, "life": life}
    for sheet, heading in UNDER:
        for replaced_at in (None, maker.time()):
            if maker.chance(0.7):
                maker.world.add(
                    told.Told(
                        id=maker.new_id(),
                        **mine,
                        sheet=sheet,
                        heading=heading,
                        replaced_at=replaced_at,
                    )
                )
        for kind in ("photo", "voice"):
            if maker.chance(0.3):
                where: dict[str, Any] = {"sheet": sheet, "heading": heading, "kind": kind}
                maker.world.add(told.Attachment(id=maker.new_id(), **mine, **where))
    if maker.chance(0.4):
        maker.world.add(told.Card(id=maker.new_id(), **mine, link=maker.new_id().hex))


def _opened(maker: "Maker", relationship: UUID) -> None:
    """To one side by the other, most often; of their other life, or by somebody else, at times."""
    for person, life in dict(maker.sides[relationship]).items():
        for sheet, _heading in UNDER:
            if not maker.chance(0.5):
                continue
            by = maker.anybody() if maker.chance(0.1) else person
            maker.world.add(
                told.PageOpening(
                    id=maker.new_id(),
                    relationship_id=relationship,
                    person_id=by,
                    life=maker.random.choice(LIVES) if maker.chance(0.15) else life,
                    sheet=sheet,
                    # One by each at a time: whoever else comes in here has taken it back.
                    taken_back_at=maker.time() if by != person else maker.maybe_time(0.3),
                )
            )


def _appreciated(maker: "Maker", relationship: UUID) -> None:
    """By one side about the other, most often; said yes to, or not, or both."""
    about, life = maker.one_of(relationship)
    maker.world.add(
        told.Appreciation(
            id=maker.new_id(),
            relationship_id=relationship,
            by_id=maker.one_of(relationship)[0],
            about_id=about,
            life=maker.random.choice(LIVES) if maker.chance(0.1) else life,
            accepted_at=maker.maybe_time(0.6),
            left_at=maker.maybe_time(0.3),
        )
    )
