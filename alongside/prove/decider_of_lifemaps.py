"""Who may see how somebody's life is, decided a second time in plain Python."""

from typing import TYPE_CHECKING

from alongside.prove import plain_of_lifemaps as told

if TYPE_CHECKING:
    from alongside.prove.decider import Decider

Own = told.Patch | told.Saying | told.FromElsewhere | told.MapOpening


class Lives:
    """What one look may show of life maps."""

    def __init__(self, look: "Decider") -> None:
        self.look = look
        opened = {
            (row.person_id, row.life) for row in look.world.of(told.MapOpening) if self._to_me(row)
        }
        self.shown = {
            row.id
            for row in look.world.of(told.Patch)
            if (row.person_id, row.life) in opened and row.let_go_at is None
        }

    def _to_me(self, opening: told.MapOpening) -> bool:
        if opening.taken_back_at is not None or opening.relationship_id not in self.look.open:
            return False
        return any(
            (side.person_id, side.life) == (opening.person_id, opening.life)
            and side.left_at is None
            for side in self.look.sides[opening.relationship_id]
        )

    def mine(self, row: Own) -> bool:
        return row.person_id == self.look.me and row.life == self.look.life

    def patch(self, patch: told.Patch) -> bool:
        return self.mine(patch) or patch.id in self.shown

    def saying(self, saying: told.Saying) -> bool:
        return self.mine(saying) or (saying.replaced_at is None and saying.patch_id in self.shown)

    def elsewhere(self, one: told.FromElsewhere) -> bool:
        return self.mine(one) or one.patch_id in self.shown

    def opening(self, opening: told.MapOpening) -> bool:
        return self.mine(opening) or self._to_me(opening)
