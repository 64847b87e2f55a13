"""Words written together, made up at random."""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.prove import plain_of_writing as written
from alongside.vault.scopes import between_scope, person_scope

if TYPE_CHECKING:
    from alongside.prove.worlds import Maker


def add_to(maker: "Maker") -> None:
    """Add to a world what its people write together, and each of them alone."""
    for relationship in maker.relationships:
        for _ in range(maker.random.choice((0, 1, 1, 2))):
            about = maker.one_of(relationship)[0]
            _document(maker, about, relationship, between_scope(relationship, about))
    for person in maker.people:
        if maker.chance(0.4):
            _document(maker, person, None, person_scope(person))


def _document(maker: "Maker", about: UUID, relationship: UUID | None, scope: str) -> None:
    by = maker.one_of(relationship)[0] if relationship else about
    document = written.Document(
        id=maker.new_id(),
        scope=scope,
        about_id=about,
        relationship_id=relationship,
        made_by_id=by,
        changed_by_id=by,
    )
    maker.world.add(document)
    for _ in range(maker.random.choice((0, 1, 2))):
        maker.world.add(
            written.Version(id=maker.new_id(), document_id=document.id, scope=scope, by_id=by)
        )
    for person in {by, maker.anybody()}:
        maker.world.add(written.Writing(id=maker.new_id(), document_id=document.id, by_id=person))
        if maker.chance(0.7):
            until = maker.time() + timedelta(seconds=maker.random.choice((0, 20)))
            maker.world.add(
                written.Presence(
                    id=maker.new_id(), document_id=document.id, person_id=person, until=until
                )
            )
