"""Who may see what was asked of others, and doors, decided a second time in plain Python."""

from typing import TYPE_CHECKING

from alongside.prove import plain
from alongside.prove import plain_of_asks as asked

if TYPE_CHECKING:
    from alongside.prove.decider import Decider


class Asking:
    """What one look may show of asks."""

    def __init__(self, look: "Decider") -> None:
        self.look = look
        self.at_work = look.life == "working"
        self.asks = {ask.id: ask for ask in look.world.of(asked.Ask)}
        self.at_partners = {
            row.person_id
            for row in look.world.of(plain.PartnerPerson)
            if row.partner_id in look.beyond.our_partners and row.left_at is None
        }

    def _ours(self, ask: asked.Ask) -> bool:
        is_mine = ask.by_id == self.look.me and ask.relationship_id in self.look.mine
        return is_mine or ask.relationship_id in self.look.open

    def is_of_me(self, ask: asked.Ask) -> bool:
        """It was sent to me, here at work, and may still be told."""
        if ask.to_id != self.look.me or not self.at_work or ask.link is None:
            return False
        if ask.agreed_at is None or ask.taken_back_at or ask.until <= self.look.clock:
            return False
        sides = self.look.sides[ask.relationship_id]
        stays = any(side.person_id == ask.by_id and side.left_at is None for side in sides)
        held = any(side.life == "own" and side.person_id in self.look.paused for side in sides)
        return stays and not held and ask.about_id not in self.look.beyond.fear_me

    def ask(self, ask: asked.Ask) -> bool:
        return self._ours(ask) or self.is_of_me(ask)

    def answer(self, answer: asked.AskAnswer) -> bool:
        if answer.by_id == self.look.me and self.at_work:
            return True
        ask = self.asks[answer.ask_id]
        ours = answer.relationship_id in self.look.mine and self._ours(ask)
        return ours or self.is_of_me(ask)

    def after(self, after: asked.AskAfter) -> bool:
        is_mine = after.by_id == self.look.me and after.relationship_id in self.look.mine
        if is_mine or after.relationship_id in self.look.open:
            return True
        return after.for_them and self.is_of_me(self.asks[after.ask_id])

    def door(self, door: asked.Door) -> bool:
        opened_it = door.person_id == self.look.me and self.at_work
        return opened_it or (door.person_id in self.at_partners and door.taken_back_at is None)
