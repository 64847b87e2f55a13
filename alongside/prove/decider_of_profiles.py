"""Who may read what people tell of themselves, decided a second time in plain Python."""

from typing import TYPE_CHECKING
from uuid import UUID

from alongside.prove import plain_of_profiles as told

if TYPE_CHECKING:
    from alongside.prove.decider import Decider


class Pages:
    """What one look may show of About me and of the one page."""

    def __init__(self, look: "Decider") -> None:
        self.look = look
        self.shown = {
            (row.person_id, row.life, row.sheet)
            for row in look.world.of(told.PageOpening)
            if self._to_me(row)
        }
        beside = [side for each in look.open for side in look.sides[each]]
        self.shown |= {
            (side.person_id, "working", "one-page")
            for side in beside
            if side.life == "working" and side.left_at is None
        }

        self.shared = {
            (share.about_id, "own", share.sheet)
            for share in look.beyond.live
            if share.strand == "about-me" and share.ground in {"share", "cover"}
        }

    def _to_me(self, opening: told.PageOpening) -> bool:
        if opening.taken_back_at is not None or opening.relationship_id not in self.look.open:
            return False
        return self._is_side(opening.relationship_id, opening.person_id, opening.life)

    def _is_side(self, relationship: UUID, person: UUID, life: str) -> bool:
        return any(
            (side.person_id, side.life) == (person, life) and side.left_at is None
            for side in self.look.sides[relationship]
        )

    def mine(self, row: "told.Told | told.Attachment | told.PageOpening | told.Card") -> bool:
        return row.person_id == self.look.me and row.life == self.look.life

    def words(self, row: told.Told) -> bool:
        if self.mine(row):
            return True
        return row.replaced_at is None and self._on_a_page(row)

    def _on_a_page(self, row: "told.Told | told.Attachment") -> bool:
        return (row.person_id, row.life, row.sheet) in self.shown | self.shared

    def attachment(self, row: told.Attachment) -> bool:
        return self.mine(row) or self._on_a_page(row)

    def opening(self, opening: told.PageOpening) -> bool:
        return self.mine(opening) or self._to_me(opening)

    def appreciation(self, said: told.Appreciation) -> bool:
        if said.by_id == self.look.me and said.relationship_id in self.look.mine:
            return True
        about_me = (said.about_id, said.life) == (self.look.me, self.look.life)
        if about_me and said.relationship_id in self.look.open:
            return True
        on_it = said.accepted_at is not None and said.left_at is None
        if not on_it or said.by_id in self.look.paused:
            return False
        return (said.about_id, said.life, "one-page") in self.shown
