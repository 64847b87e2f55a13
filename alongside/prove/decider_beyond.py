"""Who may see what beyond the two sides, decided a second time in plain Python."""

from typing import TYPE_CHECKING
from uuid import UUID

from alongside.prove import plain
from alongside.prove.decider_aliases import one_person

if TYPE_CHECKING:
    from alongside.prove.decider import Decider


class Beyond:
    """What one look may show that was opened by others, or that says so."""

    def __init__(self, look: "Decider") -> None:
        self.look, self.world = look, look.world
        self.me, self.clock = look.me, look.clock
        self.at_work = look.life == "working"
        self.accesses = {row.id: row for row in self.world.of(plain.SafetyAccess)}
        self.duties = {row.id: row for row in self.world.of(plain.Duty)}
        self.withdrawn = {row.share_id: row for row in self.world.of(plain.Withdrawal)}
        self.all_of_me = one_person(self.world, self.me)
        self.fear_me = self._who_fears_me()
        self._know_teams()
        self.standing = [row for row in self.world.of(plain.Share) if self._stands(row)]
        self.live = [row for row in self.standing if row.id not in self.withdrawn]
        self.kept = {
            row.relationship_id
            for row in self.world.of(plain.Keeping)
            if self.at_work and row.keeper_id == self.me and row.ended_at is None
            if not any(
                side.life == "own" and side.person_id in self.fear_me
                for side in look.sides[row.relationship_id]
            )
        }
        self.known = self._know_people()

    def _who_fears_me(self) -> set[UUID]:
        """Every record of whoever fears any record of me."""
        said = [
            row.person_id
            for row in self.world.of(plain.NeverTell)
            if row.other_id in self.all_of_me and row.taken_back_at is None
        ]
        lines = self.world.of(plain.SafetyLine)
        said += [row.person_id for row in lines if row.kept_from_id in self.all_of_me]
        return {each for person in said for each in one_person(self.world, person)}

    # --- teams and partners ---

    def _know_teams(self) -> None:
        members = self.world.of(plain.Member)
        now_in = [row for row in members if row.left_at is None and row.accepted_at]
        self.asked_in = {
            row.id: row
            for row in members
            if self.at_work and row.person_id == self.me and not row.accepted_at and not row.left_at
        }
        self.teams = {row.team_id for row in now_in if row.person_id == self.me and self.at_work}
        team_mates = {row.person_id for row in now_in if row.team_id in self.teams}
        self.colleagues = team_mates - {self.me}
        self.workers_beside = {
            side.person_id
            for relationship in self.look.mine
            for side in self.look.sides[relationship]
            if side.life == "working" and side.left_at is None
        }
        self.teams_beside = {r.team_id for r in now_in if r.person_id in self.workers_beside}
        self.hearers = {r.person_id for r in now_in if r.team_id in self.teams_beside and r.hears}
        ever = {r.person_id for r in members if r.team_id in self.teams and r.accepted_at}
        self.our_partners = {
            row.id for row in self.world.of(plain.Partner) if row.made_by_id in ever
        }
        places = self.world.of(plain.PartnerPerson)
        work_in = {
            row.partner_id
            for row in places
            if self.at_work and row.person_id == self.me and row.left_at is None
        }
        self.partners = self.our_partners | work_in
        here = {r.person_id for r in places if r.partner_id in self.partners and not r.left_at}
        ask_me = {row.added_by_id for row in self.asked_in.values()}
        self.by_name = team_mates | here | self.hearers | ask_me

    def member(self, member: plain.Member) -> bool:
        if member.id in self.asked_in:
            return True
        if member.team_id in self.teams and (member.accepted_at or member.added_by_id == self.me):
            return True
        counts = member.accepted_at is not None and member.left_at is None
        return member.team_id in self.teams_beside and member.hears and counts

    def team(self, team: plain.Team) -> bool:
        asked = {row.team_id for row in self.asked_in.values()}
        return team.id in self.teams | self.teams_beside | asked

    def new_colleague(self, new: plain.NewColleague) -> bool:
        by_me = new.by_id == self.me and self.at_work
        return new.person_id == self.me or by_me or new.by_id in self.colleagues

    # --- shares ---

    def _stands(self, share: plain.Share) -> bool:
        named = share.with_person_id == self.me and share.life == self.look.life
        if not named and share.with_team_id not in self.teams:
            return False
        if share.about_id in self.fear_me:
            return False
        if share.given_at is None or share.given_at > self.clock or share.declined_at:
            return False
        if share.starts_at > self.clock or (share.until and share.until <= self.clock):
            return False
        back = self.withdrawn.get(share.id)
        if back and back.quietly_in_id is None:
            return False
        return self._given_out_of_own_life(share) and self._holds(share)

    def _given_out_of_own_life(self, share: plain.Share) -> bool:
        sides = self.look.sides[share.relationship_id]
        own = any(side.person_id == share.about_id and side.life == "own" for side in sides)
        return own and any(side.life == "working" for side in sides)

    def _holds(self, share: plain.Share) -> bool:
        if share.ground == "safety":
            access = self.accesses.get(share.safety_id) if share.safety_id else None
            return access is not None and self.clock < access.ends_at
        if share.ground == "duty":
            duty = self.duties.get(share.duty_id) if share.duty_id else None
            if duty is None or duty.ended_at is not None:
                return False
            return duty.approved_at is not None and duty.approved_at <= self.clock
        if share.about_id in self.look.paused:
            return False
        return share.steps_in_for_id is None or share.steps_in_for_id in self._away_now()

    def _away_now(self) -> set[UUID]:
        return {
            row.person_id
            for row in self.world.of(plain.Away)
            if row.starts_at <= self.clock < row.until
        }

    def about(self, relationship: UUID, person: UUID, grounds: set[str] | None = None) -> bool:
        return any(
            share.strand == "about-me"
            and share.sheet == ""
            and share.moment_id is None
            and (share.relationship_id, share.about_id) == (relationship, person)
            and (grounds is None or share.ground in grounds)
            for share in self.live
        )

    def reach(self, relationship: UUID, person: UUID) -> bool:
        if relationship in self.kept and any(
            side.person_id == person and side.life == "own"
            for side in self.look.sides[relationship]
        ):
            return True
        return self.about(relationship, person, {"cover", "safety"})

    def address(self, person: UUID) -> bool:
        return any(
            share.strand == "address" and share.moment_id is None and share.about_id == person
            for share in self.live
        )

    def moment(self, relationship: UUID | None, moment: UUID) -> bool:
        return any(
            share.strand == "moments"
            and share.relationship_id == relationship
            and (share.moment_id or share.promise_id or moment) == moment
            for share in self.live
        )

    def promises(self, relationship: UUID, promise: UUID) -> bool:
        return any(
            share.strand == "promises"
            and share.relationship_id == relationship
            and (share.promise_id or share.moment_id or promise) == promise
            for share in self.live
        )

    # --- that something opens ---

    def delayed(self, thing: UUID | None) -> bool:
        return any(
            row.of_id == thing and row.approved_at and row.approved_at <= self.clock < row.until
            for row in self.world.of(plain.Delay)
        )

    def share(self, share: plain.Share) -> bool:
        if share in self.standing or self._of_my_life(share):
            return True
        return self._made_with_me(share)

    def _made_with_me(self, share: plain.Share) -> bool:
        with_a_yes = share.ground in {"share", "cover"} or self.at_work
        return share.relationship_id in self.look.mine and share.about_id != self.me and with_a_yes

    def _of_my_life(self, share: plain.Share) -> bool:
        duty = self.duties.get(share.duty_id) if share.duty_id else None
        if duty and (duty.approved_at is None or duty.approved_at > self.clock):
            return False
        mine = share.about_id == self.me and not self.at_work
        return mine and not self.delayed(share.safety_id) and not self.delayed(share.duty_id)

    def withdrawal(self, back: plain.Withdrawal) -> bool:
        if back.quietly_in_id is not None:
            return back.quietly_in_id in self.look.mine and self.at_work
        share = next(row for row in self.world.of(plain.Share) if row.id == back.share_id)
        known = self._of_my_life(share) or self._made_with_me(share)
        return known and share.relationship_id in self.look.mine

    def keeps(self, keeping: plain.Keeping) -> bool:
        return keeping.relationship_id in self.kept

    def pause(self, pause: plain.Pause) -> bool:
        if pause.person_id == self.me and not self.at_work:
            return True
        return any(
            side.person_id == pause.person_id and side.life == "own"
            for relationship in self.look.mine
            for side in self.look.sides[relationship]
        )

    def away(self, away: plain.Away) -> bool:
        return away.person_id in {self.me} | self.colleagues | self.workers_beside

    def _second_person(self, first: UUID, about: UUID) -> bool:
        """What a colleague wrote: mine to agree to, unless it is about me, or they fear me."""
        return first in self.colleagues and about != self.me and about not in self.fear_me

    def safety(self, access: plain.SafetyAccess) -> bool:
        if self._to_look_at(access) or (access.by_id == self.me and self.at_work):
            return True
        mine = access.about_id == self.me and not self.at_work
        return mine and not self.delayed(access.id)

    def _to_look_at(self, access: plain.SafetyAccess) -> bool:
        if access.by_id == self.me or access.about_id in {self.me} | self.fear_me:
            return False
        return access.team_id in self.teams

    def leaving(self, leaving: plain.Leaving) -> bool:
        if self.at_work and self.me in {leaving.person_id, leaving.by_id}:
            return True
        members = {row.id: row.team_id for row in self.world.of(plain.Member)}
        places = {row.id: row.partner_id for row in self.world.of(plain.PartnerPerson)}
        if leaving.member_id is not None:
            near = {leaving.by_id, leaving.person_id} & self.colleagues
            return members[leaving.member_id] in self.teams or bool(near)
        return leaving.place_id is not None and places[leaving.place_id] in self.partners

    def duty(self, duty: plain.Duty) -> bool:
        second = self._second_person(duty.named_by_id, duty.about_id)
        if second or (duty.named_by_id == self.me and self.at_work):
            return True
        agreed = duty.approved_at is not None and duty.approved_at <= self.clock
        mine = duty.about_id == self.me and not self.at_work
        return mine and agreed and not self.delayed(duty.id)

    def delay(self, delay: plain.Delay) -> bool:
        second = self._second_person(delay.by_id, delay.about_id)
        if second or (delay.by_id == self.me and self.at_work):
            return True
        mine = delay.about_id == self.me and not self.at_work
        return mine and delay.until <= self.clock and not self.delayed(delay.of_id)

    def never_tell(self, never: plain.NeverTell) -> bool:
        if not self.at_work:
            return never.person_id == self.me
        return never.other_id not in self.all_of_me and any(
            side.person_id == never.person_id and side.life == "own"
            for relationship in self.look.mine
            for side in self.look.sides[relationship]
        )

    # --- by name ---

    def _know_people(self) -> set[UUID]:
        known = set(self.by_name)
        for new in self.world.of(plain.NewColleague):
            if new.by_id in self.colleagues and new.agreed_at is None:
                known.add(new.person_id)
        for share in self.standing:
            known |= {side.person_id for side in self.look.sides[share.relationship_id]}
        for share in self.world.of(plain.Share):
            known |= self._named_in(share) | self._would_receive(share)
        for keeping in self.world.of(plain.Keeping):
            if keeping.relationship_id in self.look.mine and keeping.ended_at is None:
                known.add(keeping.keeper_id)
        for relationship in self.kept:
            known |= {s.person_id for s in self.look.sides[relationship] if s.life == "own"}
        return known | self._to_look_at_again()

    def _named_in(self, share: plain.Share) -> set[UUID]:
        if self._of_my_life(share):
            return {share.asked_by_id, share.with_person_id or self.me}
        if self._made_with_me(share):
            return {share.with_person_id or self.me}
        return set()

    def _would_receive(self, share: plain.Share) -> set[UUID]:
        duty = self.duties.get(share.duty_id) if share.duty_id else None
        if duty is None or duty.approved_at is not None or share.with_person_id is None:
            return set()
        mine_to_agree_to = self._second_person(duty.named_by_id, duty.about_id)
        return {share.with_person_id} if mine_to_agree_to else set()

    def _to_look_at_again(self) -> set[UUID]:
        reviewed = {row.access_id for row in self.world.of(plain.SafetyReview)}
        return {
            access.about_id
            for access in self.accesses.values()
            if self._to_look_at(access) and access.id not in reviewed
        }
