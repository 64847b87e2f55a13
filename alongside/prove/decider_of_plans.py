"""Who may see what two people are doing together, decided a second time in plain Python."""

from typing import TYPE_CHECKING
from uuid import UUID

from alongside.prove import plain_of_plans as planned

if TYPE_CHECKING:
    from alongside.prove.decider import Decider


class Planned:
    """What one look may show of plans, and of the texts they hold."""

    def __init__(self, look: "Decider") -> None:
        self.look = look
        self.opened = {
            share.relationship_id
            for share in look.beyond.live
            if share.strand == "plans" and share.moment_id is None and share.promise_id is None
        }
        parts = look.world.of(planned.Part)
        self.our_texts: set[UUID] = {part.document_id for part in parts if self._ours(part)}
        self.texts: set[UUID] = {part.document_id for part in parts if self.part(part)}

    def _ours(self, part: planned.Part) -> bool:
        if part.only_id is not None:
            return part.only_id == self.look.me and part.relationship_id in self.look.mine
        return part.relationship_id in self.look.open

    def part(self, part: planned.Part) -> bool:
        if self._ours(part):
            return True
        stands = part.only_id is None and part.let_go_at is None
        return stands and part.relationship_id in self.opened

    def spend(self, spend: planned.Spend) -> bool:
        among = self.look.mine if spend.by_id == self.look.me else self.look.open
        return spend.relationship_id in among
