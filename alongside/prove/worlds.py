"""Worlds made up at random: wilder than the verbs allow, as wild as the tables allow.

A rule has to hold for whatever lies in the tables, so now and then a row's author is no side
of the relationship, or a part of a moment points at another relationship.
"""

from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from alongside.prove import (
    plain,
    plain_of_files,
    worlds_of_asks,
    worlds_of_circles,
    worlds_of_lifemaps,
    worlds_of_plans,
    worlds_of_profiles,
    worlds_of_rights,
    worlds_of_writing,
)
from alongside.prove.plain import View, World
from alongside.prove.times import BEGIN, LIVES, MOST_STEPS
from alongside.prove.worlds_beyond import make_beyond, make_delay, make_teams

ODD = 0.12
"""How often a row is one that no verb would write."""


class Maker:
    """Makes one world up, kind after kind."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.world = World()
        self.people: list[UUID] = []
        self.relationships: list[UUID] = []
        self.sides: dict[UUID, list[tuple[UUID, str]]] = {}
        self.teams: list[UUID] = []

    def make(self) -> World:
        self._make_people()
        self._make_aliases()
        make_teams(self)
        self._make_relationships()
        self._make_what_is_said()
        self._make_safety()
        self._make_what_is_agreed()
        for _ in range(self.random.randint(3, 9)):
            self._make_moment()
        for _ in range(self.random.randint(2, 6)):
            self._make_promise()
        make_beyond(self)
        worlds_of_rights.add_to(self)
        worlds_of_writing.add_to(self)
        worlds_of_plans.add_to(self)
        worlds_of_asks.add_to(self)
        worlds_of_circles.add_to(self)
        worlds_of_profiles.add_to(self)
        worlds_of_lifemaps.add_to(self)
        return self.world

    def new_id(self) -> UUID:
        return UUID(int=self.random.getrandbits(128), version=4)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def time(self) -> datetime:
        return BEGIN + timedelta(minutes=self.random.randint(-MOST_STEPS, MOST_STEPS))

    def maybe_time(self, share: float) -> datetime | None:
        return self.time() if self.chance(share) else None

    def anybody(self) -> UUID:
        return self.random.choice(self.people)

    def one_of(self, relationship: UUID) -> tuple[UUID, str]:
        """One side of it, in the life of that side; now and then somebody who is none."""
        if self.chance(ODD):
            return self.anybody(), self.random.choice(LIVES)
        return self.random.choice(self.sides[relationship])

    def same(self, relationship: UUID) -> UUID:
        """The same relationship; now and then another one."""
        return self.random.choice(self.relationships) if self.chance(ODD) else relationship

    def _make_people(self) -> None:
        for _ in range(self.random.randint(3, 6)):
            person = self.new_id()
            self.people.append(person)
            self.world.add(plain.Person(id=person))
            if self.chance(0.6):
                account = self.new_id()
                self.world.add(plain.Account(id=account, person_id=person, handle=account.hex))
                self._make_ways_in(account)
            if self.chance(0.5):
                self.world.add(
                    plain.Address(id=self.new_id(), person_id=person, written_by_id=self.anybody())
                )
            if self.chance(0.2):
                self._make_bring_in(person)
            for life in LIVES:
                if self.chance(0.4):
                    self.world.add(
                        plain.Draft(id=self.new_id(), person_id=person, life=life, form="note")
                    )

    def _make_aliases(self) -> None:
        """Records of one person stand round one of them; some were taken apart, or not agreed."""
        middle, *others = self.random.sample(self.people, self.random.randint(1, 3))
        for other in others:
            self._add_alias(middle, other, self.maybe_time(0.2))
        if self.chance(0.3):
            one, other = self.random.sample(self.people, 2)
            self._add_alias(one, other, self.time())

    def _add_alias(self, middle: UUID, other: UUID, undone_at: datetime | None) -> None:
        agreed, by = self.maybe_time(0.7), self.anybody()
        self.world.add(
            plain.Alias(
                id=self.new_id(),
                kept_as_id=middle,
                other_id=other,
                said_by_id=by,
                agreed_at=agreed,
                undone_at=undone_at,
            )
        )

    def _make_bring_in(self, person: UUID) -> None:
        bring_in, file = self.new_id(), self.new_id()
        self.world.add(plain_of_files.BringIn(id=bring_in, by_id=person))
        by = self.anybody() if self.chance(ODD) else person
        self.world.add(plain_of_files.KeptFile(id=file, bring_in_id=bring_in, by_id=by))
        self.world.add(plain_of_files.KeptPart(id=self.new_id(), file_id=file, number=0))

    def _make_safety(self) -> None:
        for _ in range(self.random.randint(0, 3)):
            person, kept_from = self.random.sample(self.people, 2)
            kept_from = self.anybody() if self.chance(ODD) else kept_from
            self.world.add(
                plain.SafetyLine(id=self.new_id(), person_id=person, kept_from_id=kept_from)
            )

    def _make_ways_in(self, account: UUID) -> None:
        key, phone = self.new_id(), self.new_id()
        self.world.add(plain.Passkey(id=key, account_id=account, credential_id=key.bytes))
        self.world.add(plain.Authenticator(id=self.new_id(), account_id=account))
        lent, by = self.new_id(), self.anybody()
        self.world.add(plain.Lending(id=lent, account_id=account, lent_by_id=by))
        self.world.add(plain.OwnDevice(id=phone, account_id=account, token=phone.hex))

    def _make_relationships(self) -> None:
        for _ in range(self.random.randint(2, 6)):
            relationship = self.new_id()
            both = self.random.sample(self.people, 2)
            lives = [self.random.choice(LIVES) for _ in both]
            self.relationships.append(relationship)
            self.sides[relationship] = list(zip(both, lives, strict=True))
            self.world.add(plain.Relationship(id=relationship, begun_by_id=both[0]))
            for person, life in self.sides[relationship]:
                self.world.add(
                    plain.Side(
                        id=self.new_id(),
                        relationship_id=relationship,
                        person_id=person,
                        life=life,
                        left_at=self.maybe_time(0.1),
                    )
                )

    def _make_what_is_said(self) -> None:
        for relationship in self.relationships:
            one, other = self.one_of(relationship)[0], self.anybody()
            own = {"id": self.new_id(), "relationship_id": relationship}
            if self.chance(0.6):
                self.world.add(plain.WhatMatters(**own, person_id=one))
            if self.chance(0.8):
                self._add_reach(own, one, other)
            if self.chance(0.4):
                self.world.add(plain.ReadTogether(**own, written_by_id=one))
            if self.chance(0.4):
                self.world.add(plain.ComingBack(**own, person_id=one, helped_by_id=other))

    def _add_reach(self, own: dict[str, UUID], person: UUID, by: UUID) -> None:
        read = self.time() if self.chance(0.4) else None
        self.world.add(
            plain.SafeReach(
                **own,
                person_id=person,
                written_by_id=by,
                brought_in=self.chance(0.5),
                let_through_at=read,
            )
        )

    def _make_what_is_agreed(self) -> None:
        for relationship in self.relationships:
            if self.chance(0.5):
                self._make_agreement(relationship)
            if self.chance(0.4):
                doing = plain.Doing(**self._written(relationship))
                self.world.add(doing)
                self.world.add(plain.DoingChange(**self._written(relationship), doing_id=doing.id))
            if self.chance(0.3):
                # Of its own relationship: only one rests at a time in each.
                one = self.one_of(relationship)[0]
                rest = {"id": self.new_id(), "relationship_id": relationship, "by_id": one}
                self.world.add(plain.Rest(**rest))
            if self.chance(0.3):
                self.world.add(plain.Ending(**self._written(relationship)))
            for _ in range(self.random.choice((0, 1, 1, 2))):
                self._make_hard_thing(relationship)

    def _written(self, relationship: UUID) -> dict[str, UUID]:
        between, by = self.same(relationship), self.one_of(relationship)[0]
        return {"id": self.new_id(), "relationship_id": between, "by_id": by}

    def _make_agreement(self, relationship: UUID) -> None:
        before: UUID | None = None
        for _ in range(self.random.randint(1, 3)):
            version = self._written(relationship)
            by = version.pop("by_id")
            self.world.add(plain.Agreement(**version, written_by_id=by, builds_on_id=before))
            before = version["id"]
            answer = self._written(relationship)
            self.world.add(plain.AgreementAnswer(**answer, agreement_id=before))

    def _make_hard_thing(self, relationship: UUID) -> None:
        about = self.anybody() if self.chance(0.6) else None
        thing = plain.HardThing(**self._written(relationship), about_id=about)
        self.world.add(thing)
        if self.chance(0.6):
            answer = self._written(relationship)
            self.world.add(plain.HardAnswer(**answer, hard_thing_id=thing.id))

    def _make_moment(self) -> None:
        relationship = None if self.chance(0.2) else self.random.choice(self.relationships)
        by, life = (
            (self.anybody(), self.random.choice(LIVES))
            if relationship is None
            else self.one_of(relationship)
        )
        moment = plain.Moment(
            id=self.new_id(),
            relationship_id=relationship,
            noted_by_id=by,
            life=life,
            opens_at=self.time(),
        )
        self.world.add(moment)
        self._make_tellings(moment)
        if relationship is not None:
            self._make_parts(moment.id, relationship)

    def _make_tellings(self, moment: plain.Moment) -> None:
        for _ in range(self.random.randint(1, 3)):
            relationship = moment.relationship_id
            teller = (
                moment.noted_by_id
                if relationship is None and not self.chance(ODD)
                else self.anybody()
                if relationship is None
                else self.one_of(relationship)[0]
            )
            self.world.add(
                plain.Telling(
                    id=self.new_id(),
                    moment_id=moment.id,
                    relationship_id=self.same(relationship) if relationship else None,
                    teller_id=teller,
                    opens_at=self.time(),
                    otherwise=self.chance(0.2),
                    taken_down_by_id=self.anybody() if self.chance(0.2) else None,
                )
            )

    def _make_parts(self, moment: UUID, relationship: UUID) -> None:
        def part() -> dict[str, UUID]:
            between = self.same(relationship)
            return {"id": self.new_id(), "moment_id": moment, "relationship_id": between}

        def who() -> UUID:
            return self.one_of(relationship)[0]

        if self.chance(0.25):
            shown = self.maybe_time(0.25)
            apart = plain.KeptApart(**part(), by_id=who(), shown_at=shown)
            self.world.add(apart)
            make_delay(self, apart.id, who())
        if self.chance(0.35):
            read_at = self.time() if self.chance(0.5) else None
            self.world.add(plain.BroughtIn(**part(), teller_id=who(), read_at=read_at))
        if self.chance(0.2):
            self.world.add(plain.WrongPerson(**part(), by_id=who(), opened_at=self.maybe_time(0.6)))
        for person in {who() for _ in range(self.random.choice((0, 1, 3)))}:
            self.world.add(plain.Stance(**part(), by_id=person))
        for person in {who() for _ in range(self.random.choice((0, 0, 1, 2)))}:
            self.world.add(plain.Turning(**part(), by_id=person))

    def _make_promise(self) -> None:
        relationship = self.random.choice(self.relationships)
        moments = self.world.rows.get("Moment", [])
        promise = self.new_id()
        self.world.add(
            plain.Promise(
                id=promise,
                relationship_id=relationship,
                by_id=self.one_of(relationship)[0],
                to_id=self.one_of(relationship)[0],
                written_by_id=self.one_of(relationship)[0],
                moment_id=self.random.choice(moments).id if self.chance(0.6) else None,
                opens_at=self.time() if self.chance(0.8) else None,
            )
        )
        for _ in range(self.random.randint(0, 2)):
            answer = self.new_id()
            between = self.same(relationship)
            who = self.one_of(relationship)[0]
            self.world.add(
                plain.Answer(id=answer, relationship_id=between, promise_id=promise, by_id=who)
            )
            if self.chance(0.5):
                between, who = self.same(relationship), self.one_of(relationship)[0]
                self.world.add(
                    plain.Reply(
                        id=self.new_id(), relationship_id=between, answer_id=answer, by_id=who
                    )
                )


def made_up(random: Random) -> World:
    """One world."""
    return Maker(random).make()


def views_of(world: World, random: Random, most: int) -> list[View]:
    """So many looks into it: different people and lives, at different times."""
    people = [row.id for row in world.rows["Person"]]
    pairs = [(person, life) for person in people for life in LIVES]
    chosen = random.sample(pairs, min(most, len(pairs)))
    steps = range(-MOST_STEPS - 1, MOST_STEPS + 2)
    return [
        View(person, life, BEGIN + timedelta(minutes=random.choice(steps)))
        for person, life in chosen
    ]
