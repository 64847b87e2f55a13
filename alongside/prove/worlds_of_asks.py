"""What was asked of others, made up at random: asks, answers, what came after, doors."""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.prove import plain
from alongside.prove import plain_of_asks as asked
from alongside.prove.times import BEGIN, MOST_STEPS
from alongside.vault.scopes import between_scope

if TYPE_CHECKING:
    from alongside.prove.worlds import Maker

LATER = BEGIN + timedelta(minutes=3 * MOST_STEPS)


def add_to(maker: "Maker") -> None:
    """A few asks in each relationship, most of them to somebody who works in a partner."""
    places = [row.person_id for row in maker.world.of(plain.PartnerPerson)]
    for relationship in maker.relationships:
        for _ in range(maker.random.choice((0, 1, 1, 2))):
            _ask(maker, relationship, places)
    for person in maker.people:
        if maker.chance(0.5):
            maker.world.add(
                asked.Door(
                    id=maker.new_id(),
                    person_id=person,
                    by_id=maker.anybody(),
                    taken_back_at=maker.maybe_time(0.3),
                )
            )


def _ask(maker: "Maker", relationship: UUID, places: list[UUID]) -> None:
    """One thing at a time stands in its way, so that each is seen to count."""
    by, id = maker.one_of(relationship)[0], maker.new_id()
    wrong = maker.random.choice(("", "", "", "", "no yes", "no link", "over", "taken back"))
    to = maker.random.choice([*places, maker.anybody(), None])
    maker.world.add(
        asked.Ask(
            id=id,
            relationship_id=relationship,
            about_id=maker.one_of(relationship)[0],
            by_id=by,
            to_id=to,
            agreed_at=None if wrong == "no yes" else maker.time(),
            link=None if wrong == "no link" else id.hex,
            until=maker.time() if wrong == "over" else LATER,
            taken_back_at=maker.time() if wrong == "taken back" else None,
        )
    )
    for _ in range(maker.random.choice((0, 1, 2))):
        where, answered = maker.same(relationship), maker.random.choice((to, maker.anybody()))
        scope = between_scope(where, by)
        maker.world.add(
            asked.AskAnswer(
                id=maker.new_id(), ask_id=id, relationship_id=where, scope=scope, by_id=answered
            )
        )
    for for_them in (True, False):
        if maker.chance(0.5):
            maker.world.add(
                asked.AskAfter(
                    id=maker.new_id(),
                    ask_id=id,
                    relationship_id=maker.same(relationship),
                    by_id=maker.one_of(relationship)[0],
                    for_them=for_them,
                )
            )
