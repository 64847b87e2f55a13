"""What two people are doing together, made up at random: parts, texts and money."""

from typing import TYPE_CHECKING
from uuid import UUID

from alongside.prove import plain_of_plans as planned
from alongside.prove import plain_of_writing as written
from alongside.vault.scopes import between_scope

if TYPE_CHECKING:
    from alongside.prove.worlds import Maker


def add_to(maker: "Maker") -> None:
    """Hold most of the texts that were written; now and then the text of another relationship."""
    texts = maker.world.of(written.Document)
    for text in texts:
        where = text.relationship_id
        if where is None or maker.chance(0.1):
            where = maker.random.choice(maker.relationships)
        for _ in range(maker.random.choice((0, 1, 1, 1, 2))):
            _part(maker, text, where)
    for relationship in maker.relationships:
        if maker.chance(0.6):
            by = maker.one_of(relationship)[0]
            maker.world.add(
                planned.Spend(id=maker.new_id(), relationship_id=relationship, by_id=by)
            )


def _part(maker: "Maker", text: written.Document, relationship: UUID) -> None:
    """Most are seen by both sides; some by one, who now and then is no side of it at all."""
    by = maker.one_of(relationship)[0]
    only = maker.one_of(relationship)[0] if maker.chance(0.35) else None
    maker.world.add(
        planned.Part(
            id=maker.new_id(),
            relationship_id=relationship,
            scope=between_scope(relationship, only or text.about_id),
            by_id=by,
            only_id=only,
            document_id=text.id,
            let_go_at=maker.maybe_time(0.2),
        )
    )
