"""Who may see what, decided a second time: plain Python over plain rows.

It shares nothing with the rule files, so that the same mistake would have to be made twice.
"""

from collections import defaultdict
from collections.abc import Callable
from uuid import UUID

from alongside.prove import plain
from alongside.prove.plain import View, World


class Decider:
    """Knows one world and answers for one look into it."""

    def __init__(self, world: World, view: View) -> None:
        self.world, self.me, self.life, self.clock = world, view.person_id, view.life, view.clock
        self.mine: set[UUID] = set()
        self.moments = {row.id: row for row in world.of(plain.Moment)}
        self.promises = {row.id: row for row in world.of(plain.Promise)}
        self.answers = {row.id: row for row in world.of(plain.Answer)}
        self.erasures = {row.id: row for row in world.of(plain.ErasureAsk)}
        self.entries = {row.id: row for row in world.of(plain.LogEntry)}
        self.hears = {h.entry_id for h in world.of(plain.LogHearer) if h.person_id == self.me}
        self.requests = {row.id: row for row in world.of(plain.DataRequest)}
        self.held_back = {row.id: row for row in world.of(plain.Withheld)}
        self.accounts = {row.id: row for row in world.of(plain.Account)}
        self.apart = {row.moment_id for row in world.of(plain.KeptApart)}
        self.unread = {row.moment_id for row in world.of(plain.BroughtIn) if not row.read_at}
        self.placed = {row.moment_id for row in world.of(plain.Stance) if row.by_id == self.me}
        others: dict[UUID, set[UUID]] = defaultdict(set)
        for side in world.of(plain.Side):
            others[side.relationship_id].add(side.person_id)
            if side.person_id == self.me and side.life == self.life:
                self.mine.add(side.relationship_id)
        self.supported = {
            side.person_id
            for side in world.of(plain.Side)
            if side.life == "own" and side.relationship_id in self.mine
        }
        self.known = {self.me}.union(*(others[relationship] for relationship in self.mine))

    def seen(self) -> dict[str, set[UUID]]:
        """The ids of all this look may show, by kind."""
        return {
            kind: {row.id for row in self.world.rows.get(kind, []) if sees(self, row)}
            for kind, sees in SEES.items()
        }

    def between(self, row: plain.Between) -> bool:
        return row.relationship_id in self.mine

    def moment(self, moment: plain.Moment) -> bool:
        noted = moment.noted_by_id == self.me and moment.life == self.life
        if moment.relationship_id is None:
            return noted
        if moment.relationship_id not in self.mine:
            return False
        if noted:
            return True
        if moment.id in self.apart or self.clock < moment.opens_at:
            return False
        return moment.id not in self.unread

    def telling(self, telling: plain.Telling) -> bool:
        if not self.moment(self.moments[telling.moment_id]):
            return False
        if telling.teller_id == self.me:
            return True
        return telling.relationship_id in self.mine and telling.opens_at <= self.clock

    def stance(self, stance: plain.Stance) -> bool:
        if stance.relationship_id not in self.mine:
            return False
        if stance.by_id == self.me:
            return True
        return stance.moment_id in self.placed and self.moment(self.moments[stance.moment_id])

    def of_moment(self, part: plain.OfMoment) -> bool:
        return part.relationship_id in self.mine and self.moment(self.moments[part.moment_id])

    def promise(self, promise: plain.Promise) -> bool:
        if promise.relationship_id not in self.mine:
            return False
        if promise.written_by_id == self.me:
            return True
        if promise.opens_at > self.clock or promise.moment_id in self.apart:
            return False
        return promise.moment_id not in self.unread

    def answer(self, answer: plain.Answer) -> bool:
        return answer.relationship_id in self.mine and self.promise(
            self.promises[answer.promise_id]
        )

    def reply(self, reply: plain.Reply) -> bool:
        promise = self.promises[self.answers[reply.answer_id].promise_id]
        return reply.relationship_id in self.mine and self.promise(promise)

    def erasure_step(self, step: plain.ErasureStep) -> bool:
        return self.life == "own" and self.erasures[step.ask_id].person_id == self.me

    def entry(self, entry: plain.LogEntry) -> bool:
        if entry.by_id == self.me and entry.life == self.life:
            return True
        return self.life == "working" and entry.id in self.hears

    def request(self, request: plain.DataRequest) -> bool:
        if self.life == "own":
            return request.about_id == self.me
        return request.kept_by_id == self.me or request.about_id in self.supported

    def withheld(self, held: plain.Withheld) -> bool:
        return self.life == "working" and self.me in {held.by_id, held.reviewer_id}


SEES: dict[str, Callable[..., bool]] = {
    "Person": lambda d, person: person.id in d.known,
    "Address": lambda d, address: address.person_id == d.me,
    "Passkey": lambda d, key: d.accounts[key.account_id].person_id == d.me,
    "Draft": lambda d, draft: draft.person_id == d.me and draft.life == d.life,
    "BringIn": lambda d, brought: brought.by_id == d.me and d.life == "working",
    "Relationship": lambda d, relationship: relationship.id in d.mine,
    "Side": Decider.between,
    "WhatMatters": Decider.between,
    "SafeReach": Decider.between,
    "ReadTogether": Decider.between,
    "ComingBack": lambda d, coming: coming.person_id == d.me,
    "Moment": Decider.moment,
    "Telling": Decider.telling,
    "KeptApart": Decider.between,
    "Stance": Decider.stance,
    "Turning": Decider.of_moment,
    "BroughtIn": Decider.of_moment,
    "WrongPerson": lambda d, wrong: d.between(wrong) and wrong.by_id == d.me,
    "TakenOut": lambda d, made: made.person_id == d.me and made.life == d.life,
    "ErasureAsk": lambda d, ask: ask.person_id == d.me and d.life == "own",
    "ErasureStep": Decider.erasure_step,
    "DataRequest": Decider.request,
    "RequestStep": lambda d, step: d.request(d.requests[step.request_id]),
    "Withheld": Decider.withheld,
    "WithheldReview": lambda d, review: d.withheld(d.held_back[review.withheld_id]),
    "LogEntry": Decider.entry,
    "LogHearer": lambda d, hearer: d.entry(d.entries[hearer.entry_id]),
    "LogAnswer": lambda d, answer: d.entry(d.entries[answer.entry_id]),
    "Hold": Decider.between,
    "ErasureDecision": Decider.between,
    "Promise": Decider.promise,
    "Answer": Decider.answer,
    "Reply": Decider.reply,
}
"""One answer for each guarded kind; a kind in the rule book and not here stops the proof."""


def decide(world: World, view: View) -> dict[str, set[UUID]]:
    return Decider(world, view).seen()
