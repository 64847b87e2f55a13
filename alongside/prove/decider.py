"""Who may see what, decided a second time: plain Python over plain rows.

It shares nothing with the rule files, so that the same mistake would have to be made twice.
"""

from collections import defaultdict
from collections.abc import Callable
from uuid import UUID

from alongside.prove import plain, plain_of_files
from alongside.prove import plain_of_rights as asked
from alongside.prove import plain_of_writing as written
from alongside.prove.decider_aliases import ONE_PERSON, SELVES, one_person, selves
from alongside.prove.decider_beyond import Beyond
from alongside.prove.decider_of_asks import Asking
from alongside.prove.decider_of_circles import Around
from alongside.prove.decider_of_lifemaps import Lives
from alongside.prove.decider_of_plans import Planned
from alongside.prove.decider_of_profiles import Pages
from alongside.prove.plain import View, World


class Decider:
    """Knows one world and answers for one look into it."""

    def __init__(self, world: World, view: View) -> None:
        self.world, self.me, self.life, self.clock = world, view.person_id, view.life, view.clock
        self.mine: set[UUID] = set()
        self.moments = {row.id: row for row in world.of(plain.Moment)}
        self.promises = {row.id: row for row in world.of(plain.Promise)}
        self.hard_things = {row.id: row for row in world.of(plain.HardThing)}
        self.answers = {row.id: row for row in world.of(plain.Answer)}
        self.erasures = {row.id: row for row in world.of(asked.ErasureAsk)}
        self.entries = {row.id: row for row in world.of(asked.LogEntry)}
        self.hears = {h.entry_id for h in world.of(asked.LogHearer) if h.person_id == self.me}
        self.requests = {row.id: row for row in world.of(asked.DataRequest)}
        self.held_back = {row.id: row for row in world.of(asked.Withheld)}
        self.accounts = {row.id: row for row in world.of(plain.Account)}
        self.apart = {row.moment_id for row in world.of(plain.KeptApart) if not row.shown_at}
        self.unread = {row.moment_id for row in world.of(plain.BroughtIn) if not row.read_at}
        self.files = {row.id: row for row in world.of(plain_of_files.KeptFile)}
        self.placed = {row.moment_id for row in world.of(plain.Stance) if row.by_id == self.me}
        self.told = {row.moment_id for row in world.of(plain.Telling) if row.teller_id == self.me}
        self.sides: dict[UUID, list[plain.Side]] = defaultdict(list)
        for side in world.of(plain.Side):
            self.sides[side.relationship_id].append(side)
            is_me = side.person_id == self.me and side.life == self.life
            if is_me and side.left_at is None:
                self.mine.add(side.relationship_id)
        self.paused = {row.person_id for row in world.of(plain.Pause) if not row.ended_at}
        self.open = {one for one in self.mine if not self._held(one)}
        self.supported = {
            side.person_id
            for side in world.of(plain.Side)
            if side.life == "own" and side.relationship_id in self.mine
        }
        self.beyond = Beyond(self)
        self.around = Around(self)
        self.planned = Planned(self)
        self.asking = Asking(self)
        self.pages = Pages(self)
        self.lives = Lives(self)
        self.known = {self.me} | self.beyond.known
        for relationship in self.mine:
            self.known |= {side.person_id for side in self.sides[relationship]}

    def _held(self, relationship: UUID) -> bool:
        """The other side, in their own life, shares nothing now."""
        return any(
            side.life == "own" and side.person_id != self.me and side.person_id in self.paused
            for side in self.sides[relationship]
        )

    def seen(self) -> dict[str, set[UUID]]:
        """The ids of all this look may show, by kind."""
        return {
            kind: {row.id for row in self.world.rows.get(kind, []) if sees(self, row)}
            for kind, sees in SEES.items()
        }

    def document(self, document: written.Document) -> bool:
        return document.id in self.planned.texts

    def of_document(self, row: written.Version | written.Writing | written.Presence) -> bool:
        """Only whoever may write in it: no share shows what it said before, or by whose hand."""
        return row.document_id in self.planned.our_texts

    def brought(self, row: plain_of_files.BringIn | plain_of_files.KeptFile) -> bool:
        return row.by_id == self.me and self.life == "working"

    def between(self, row: plain.Between) -> bool:
        return row.relationship_id in self.mine

    def hard_thing(self, thing: plain.HardThing) -> bool:
        if thing.by_id == self.me:
            return thing.relationship_id in self.mine
        return thing.relationship_id in self.open and thing.about_id != self.me

    def hard_answer(self, answer: plain.HardAnswer) -> bool:
        among = self.mine if answer.by_id == self.me else self.open
        seen = self.hard_thing(self.hard_things[answer.hard_thing_id])
        return answer.relationship_id in among and seen

    def alias(self, alias: plain.Alias) -> bool:
        both = {alias.kept_as_id, alias.other_id}
        if self.life == "working":
            return both <= self.supported
        return self.me in both and alias.agreed_at is not None and alias.undone_at is None

    def mine_or_while_open(self, row: plain.Ending | plain.Rest) -> bool:
        return row.relationship_id in (self.mine if row.by_id == self.me else self.open)

    def while_open(self, row: plain.Between) -> bool:
        return row.relationship_id in self.open

    def moment(self, moment: plain.Moment) -> bool:
        noted = moment.noted_by_id == self.me and moment.life == self.life
        if moment.relationship_id is None:
            return noted
        if moment.relationship_id not in self.mine:
            return False
        if noted:
            return True
        if moment.relationship_id not in self.open and moment.id not in self.told:
            return False
        return self.to_be_seen(moment)

    def to_be_seen(self, moment: plain.Moment) -> bool:
        if moment.id in self.apart or self.clock < moment.opens_at:
            return False
        return moment.id not in self.unread

    def any_moment(self, moment: plain.Moment) -> bool:
        return self.moment(moment) or (
            self.to_be_seen(moment) and self.beyond.moment(moment.relationship_id, moment.id)
        )

    def telling(self, telling: plain.Telling) -> bool:
        if self.opened(telling) and telling.opens_at <= self.clock:
            return True
        if not self.moment(self.moments[telling.moment_id]):
            return False
        if telling.taken_down_by_id == self.me and telling.opens_at > self.clock:
            return True
        if telling.teller_id == self.me and telling.taken_down_by_id is None:
            return True
        among = telling.teller_id == self.me or telling.relationship_id in self.open
        return among and telling.opens_at <= self.clock

    def opened(self, part: plain.Telling | plain.OfMoment) -> bool:
        """Part of a moment that was opened beyond the two sides, and lies in its relationship."""
        moment = self.moments[part.moment_id]
        if part.relationship_id is None or part.relationship_id != moment.relationship_id:
            return False
        return self.to_be_seen(moment) and self.beyond.moment(moment.relationship_id, moment.id)

    def kept_apart(self, apart: plain.KeptApart) -> bool:
        if apart.relationship_id not in self.mine:
            return False
        if apart.by_id == self.me:
            return True
        if self.moments[apart.moment_id].opens_at > self.clock:
            return False
        return apart.relationship_id in self.open and not self.beyond.delayed(apart.id)

    def wrong_person(self, wrong: plain.WrongPerson) -> bool:
        if wrong.by_id == self.me:
            return wrong.relationship_id in self.mine
        return wrong.relationship_id in self.open and wrong.opened_at is not None

    def stance(self, stance: plain.Stance) -> bool:
        if stance.relationship_id not in self.mine:
            return False
        if stance.by_id == self.me:
            return True
        if stance.relationship_id not in self.open:
            return False
        return stance.moment_id in self.placed and self.moment(self.moments[stance.moment_id])

    def turning(self, turning: plain.Turning) -> bool:
        if self.opened(turning):
            return True
        among = self.mine if turning.by_id == self.me else self.open
        return turning.relationship_id in among and self.moment(self.moments[turning.moment_id])

    def brought_in(self, note: plain.BroughtIn) -> bool:
        if self.opened(note):
            return True
        return note.relationship_id in self.mine and self.moment(self.moments[note.moment_id])

    def what_matters(self, row: plain.WhatMatters) -> bool:
        if self.beyond.about(row.relationship_id, row.person_id):
            return True
        among = self.mine if row.person_id == self.me else self.open
        return row.relationship_id in among

    def safe_reach(self, row: plain.SafeReach) -> bool:
        waits = row.brought_in and not row.let_through_at
        if row.relationship_id in self.mine and not (waits and row.person_id == self.me):
            return True
        return not waits and self.beyond.reach(row.relationship_id, row.person_id)

    def safety_line(self, line: plain.SafetyLine) -> bool:
        if self.life != "working" or self.me == line.person_id:
            return False
        if line.kept_from_id in self.beyond.all_of_me:
            return False
        return any(
            side.person_id == line.person_id for one in self.mine for side in self.sides[one]
        )

    def promise(self, promise: plain.Promise) -> bool:
        if self.beyond.promises(promise.relationship_id, promise.id) and self._promise_opened(
            promise
        ):
            return True
        return self.promise_between_us(promise)

    def promise_between_us(self, promise: plain.Promise) -> bool:
        if promise.relationship_id not in self.mine:
            return False
        if promise.written_by_id == self.me:
            return True
        return self._promise_opened(promise)

    def _promise_opened(self, promise: plain.Promise) -> bool:
        if promise.opens_at is None or promise.opens_at > self.clock:
            return False
        if promise.moment_id in self.apart:
            return False
        return promise.moment_id not in self.unread

    def answer(self, answer: plain.Answer) -> bool:
        return self._of_promise(answer, self.promises[answer.promise_id])

    def reply(self, reply: plain.Reply) -> bool:
        return self._of_promise(reply, self.promises[self.answers[reply.answer_id].promise_id])

    def _of_promise(self, part: plain.Between, promise: plain.Promise) -> bool:
        if part.relationship_id in self.mine and self.promise_between_us(promise):
            return True
        same = part.relationship_id == promise.relationship_id
        opened = self.beyond.promises(promise.relationship_id, promise.id) and self._promise_opened(
            promise
        )
        return same and opened

    def erasure_step(self, step: asked.ErasureStep) -> bool:
        return self.life == "own" and self.erasures[step.ask_id].person_id == self.me

    def entry(self, entry: asked.LogEntry) -> bool:
        if entry.by_id == self.me and entry.life == self.life:
            return True
        return self.life == "working" and entry.id in self.hears

    def request(self, request: asked.DataRequest) -> bool:
        if self.life == "own":
            return request.about_id == self.me
        return request.kept_by_id == self.me or request.about_id in self.supported

    def request_step(self, step: asked.RequestStep) -> bool:
        is_mine = self.life == "working" and step.by_id == self.me
        return self.request(self.requests[step.request_id]) and (not step.row_id or is_mine)

    def withheld(self, held: asked.Withheld) -> bool:
        return self.life == "working" and self.me in {held.by_id, held.reviewer_id}


SEES: dict[str, Callable[..., bool]] = {
    "Person": lambda d, person: person.id in d.known,
    "Address": lambda d, address: address.person_id == d.me or d.beyond.address(address.person_id),
    "Alias": Decider.alias,
    "Passkey": lambda d, key: d.accounts[key.account_id].person_id == d.me,
    "Authenticator": lambda d, app: d.accounts[app.account_id].person_id == d.me,
    "Lending": lambda d, lent: d.accounts[lent.account_id].person_id == d.me,
    "OwnDevice": lambda d, phone: d.accounts[phone.account_id].person_id == d.me,
    "Draft": lambda d, draft: draft.person_id == d.me and draft.life == d.life,
    "BringIn": Decider.brought,
    "KeptFile": Decider.brought,
    "KeptPart": lambda d, part: d.brought(d.files[part.file_id]),
    "SafetyLine": Decider.safety_line,
    "Document": Decider.document,
    "Version": Decider.of_document,
    "Writing": Decider.of_document,
    "Presence": lambda d, here: d.of_document(here) and d.clock < here.until,
    "Relationship": lambda d, relationship: relationship.id in d.mine,
    "Side": Decider.between,
    "Pause": lambda d, pause: d.beyond.pause(pause),
    "WhatMatters": Decider.what_matters,
    "SafeReach": Decider.safe_reach,
    "ReadTogether": lambda d, read: read.relationship_id in d.open,
    "ComingBack": lambda d, coming: coming.person_id == d.me,
    "NewColleague": lambda d, new: d.beyond.new_colleague(new),
    "Team": lambda d, team: d.beyond.team(team),
    "Member": lambda d, member: d.beyond.member(member),
    "Partner": lambda d, partner: partner.id in d.beyond.partners,
    "PartnerPerson": lambda d, one: one.partner_id in d.beyond.partners,
    "Away": lambda d, away: d.beyond.away(away),
    "Keeping": lambda d, keeping: d.between(keeping) or d.beyond.keeps(keeping),
    "Leaving": lambda d, leaving: d.beyond.leaving(leaving),
    "SafetyAccess": lambda d, access: d.beyond.safety(access),
    "SafetyReview": lambda d, review: d.beyond.safety(d.beyond.accesses[review.access_id]),
    "Duty": lambda d, duty: d.beyond.duty(duty),
    "Delay": lambda d, delay: d.beyond.delay(delay),
    "Share": lambda d, share: d.beyond.share(share),
    "Withdrawal": lambda d, withdrawal: d.beyond.withdrawal(withdrawal),
    "NeverTell": lambda d, never: d.beyond.never_tell(never),
    "Agreement": Decider.while_open,
    "AgreementAnswer": Decider.while_open,
    "Doing": Decider.while_open,
    "DoingChange": Decider.while_open,
    "Rest": Decider.mine_or_while_open,
    "Ending": Decider.mine_or_while_open,
    "HardThing": Decider.hard_thing,
    "HardAnswer": Decider.hard_answer,
    "Moment": Decider.any_moment,
    "Telling": Decider.telling,
    "KeptApart": Decider.kept_apart,
    "Stance": Decider.stance,
    "Turning": Decider.turning,
    "BroughtIn": Decider.brought_in,
    "WrongPerson": Decider.wrong_person,
    "TakenOut": lambda d, made: made.person_id == d.me and made.life == d.life,
    "ErasureAsk": lambda d, ask: ask.person_id == d.me and d.life == "own",
    "ErasureStep": Decider.erasure_step,
    "DataRequest": Decider.request,
    "RequestStep": Decider.request_step,
    "Withheld": Decider.withheld,
    "WithheldReview": lambda d, review: d.withheld(d.held_back[review.withheld_id]),
    "LogEntry": Decider.entry,
    "LogHearer": lambda d, hearer: d.entry(d.entries[hearer.entry_id]),
    "LogAnswer": lambda d, answer: d.entry(d.entries[answer.entry_id]),
    "Hold": Decider.between,
    "ErasureDecision": Decider.between,
    "Ask": lambda d, ask: d.asking.ask(ask),
    "AskAnswer": lambda d, answer: d.asking.answer(answer),
    "AskAfter": lambda d, after: d.asking.after(after),
    "Door": lambda d, door: d.asking.door(door),
    "Part": lambda d, part: d.planned.part(part),
    "Spend": lambda d, spend: d.planned.spend(spend),
    "Told": lambda d, told: d.pages.words(told),
    "Attachment": lambda d, attached: d.pages.attachment(attached),
    "PageOpening": lambda d, opening: d.pages.opening(opening),
    "Appreciation": lambda d, said: d.pages.appreciation(said),
    "Card": lambda d, card: d.pages.mine(card),
    "Patch": lambda d, patch: d.lives.patch(patch),
    "Saying": lambda d, saying: d.lives.saying(saying),
    "FromElsewhere": lambda d, one: d.lives.elsewhere(one),
    "MapOpening": lambda d, opening: d.lives.opening(opening),
    "Circle": lambda d, circle: d.around.circle(circle),
    "Tie": lambda d, tie: d.around.tie(tie),
    "HiddenTie": lambda d, tie: d.around.mine(tie),
    "Opening": lambda d, opening: d.around.opening(opening),
    "TieAsk": lambda d, ask: d.around.ask(ask),
    "Promise": Decider.promise,
    "Answer": Decider.answer,
    "Reply": Decider.reply,
}
"""One answer for each guarded kind; a kind in the rule book and not here stops the proof."""


def decide(world: World, view: View) -> dict[str, set[UUID]]:
    who = {SELVES: selves(world, view), ONE_PERSON: one_person(world, view.person_id)}
    return Decider(world, view).seen() | who
