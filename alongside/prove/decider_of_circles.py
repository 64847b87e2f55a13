"""Who may see who is around whom, decided a second time in plain Python."""

from typing import TYPE_CHECKING
from uuid import UUID

from alongside.prove import plain_of_circles as around

if TYPE_CHECKING:
    from alongside.prove.decider import Decider

BY_A_YES = {"share", "cover"}


class Around:
    """What one look may show of circles."""

    def __init__(self, look: "Decider") -> None:
        self.look = look
        self.shown = {
            (row.person_id, row.life) for row in look.world.of(around.Opening) if self._to_me(row)
        }
        self.of_now = self._of_now()

    def _to_me(self, opening: around.Opening) -> bool:
        if opening.taken_back_at is not None or opening.relationship_id not in self.look.open:
            return False
        return any(
            (side.person_id, side.life) == (opening.person_id, opening.life)
            and side.left_at is None
            for side in self.look.sides[opening.relationship_id]
        )

    def _of_now(self) -> set[UUID]:
        """The newest picture of now of each own life that is shared with this look."""
        given = {
            share.about_id
            for share in self.look.beyond.live
            if share.strand == "circles" and share.moment_id is None and share.ground in BY_A_YES
        }
        newest: dict[UUID, around.Circle] = {}
        for circle in self.look.world.of(around.Circle):
            if circle.person_id in given and circle.life == "own" and not circle.hoped:
                before = newest.get(circle.person_id)
                if before is None or before.on < circle.on:
                    newest[circle.person_id] = circle
        return {circle.id for circle in newest.values()}

    def mine(self, row: "around.Circle | around.Drawn | around.Opening") -> bool:
        return row.person_id == self.look.me and row.life == self.look.life

    def circle(self, circle: around.Circle) -> bool:
        if self.mine(circle) or (circle.person_id, circle.life) in self.shown:
            return True
        return circle.id in self.of_now

    def tie(self, tie: around.Tie) -> bool:
        if self.mine(tie) or (tie.person_id, tie.life) in self.shown:
            return True
        return tie.circle_id in self.of_now

    def opening(self, opening: around.Opening) -> bool:
        return self.mine(opening) or self._to_me(opening)

    def ask(self, ask: around.TieAsk) -> bool:
        if ask.by_id == self.look.me and ask.life == self.look.life:
            return True
        to_me = ask.other_id == self.look.me and ask.ended_at is None
        return to_me and ask.relationship_id in self.look.open
