"""The part of a made-up world that reaches beyond the two sides of a relationship."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from alongside.prove import plain
from alongside.prove.times import BEGIN, LIVES, MOST_STEPS

if TYPE_CHECKING:
    from alongside.prove.worlds import Maker

GROUNDS = ("share", "share", "cover", "cover", "safety", "duty")
AGES = timedelta(days=1)
IN_THE_WAY = ("", "", "", "asked", "given", "declined", "later", "over", "away", "back")
"""What may stand in the way of a share: one thing at a time, so that each is seen to count."""
STRANDS = (
    *("about-me", "about-me", "moments", "promises", "promises", "address"),
    *("circles", "circles", "plans", "plans"),
)


def make_teams(maker: "Maker") -> None:
    """Teams and partners, some of whose people have left."""
    for _ in range(maker.random.randint(1, 2)):
        team, partner = maker.new_id(), maker.new_id()
        maker.teams.append(team)
        maker.world.add(plain.Team(id=team, made_by_id=maker.anybody()))
        maker.world.add(plain.Partner(id=partner, made_by_id=maker.anybody()))
        for person in maker.people:
            added: dict[str, Any] = {"person_id": person, "added_by_id": maker.anybody()}
            if maker.chance(0.35):
                hears, left = maker.chance(0.5), maker.maybe_time(0.3)
                maker.world.add(
                    plain.Member(
                        id=maker.new_id(),
                        team_id=team,
                        hears=hears,
                        accepted_at=maker.maybe_time(0.75),
                        left_at=left,
                        **added,
                    )
                )
            if maker.chance(0.2):
                left = maker.maybe_time(0.3)
                maker.world.add(
                    plain.PartnerPerson(
                        id=maker.new_id(), partner_id=partner, left_at=left, **added
                    )
                )
    _make_leavings(maker)
    if maker.chance(0.5):
        _make_new_colleague(maker)


def _make_new_colleague(maker: "Maker") -> None:
    new = maker.random.sample(maker.people, 2)
    maker.world.add(
        plain.NewColleague(
            id=maker.new_id(), person_id=new[0], by_id=new[1], agreed_at=maker.maybe_time(0.3)
        )
    )


def make_beyond(maker: "Maker") -> None:
    """Pauses, people away, keepers, safety, duty, delays, shares, withdrawals, never-tells."""
    for person in maker.people:
        if maker.chance(0.15):
            maker.world.add(
                plain.Pause(id=maker.new_id(), person_id=person, ended_at=maker.maybe_time(0.4))
            )
        if maker.chance(0.4):
            maker.world.add(_away(maker, person))
        if maker.chance(0.2):
            other = maker.anybody() if maker.chance(0.7) else None
            maker.world.add(
                plain.NeverTell(
                    id=maker.new_id(),
                    person_id=person,
                    other_id=other,
                    written_by_id=maker.anybody(),
                    taken_back_at=maker.maybe_time(0.3),
                )
            )
    for relationship in maker.relationships:
        if maker.chance(0.25):
            maker.world.add(
                plain.Keeping(
                    id=maker.new_id(),
                    relationship_id=relationship,
                    keeper_id=maker.anybody(),
                    ended_at=maker.maybe_time(0.3),
                )
            )
    for _ in range(maker.random.randint(6, 12)):
        _make_share(maker)


def _make_leavings(maker: "Maker") -> None:
    for member in maker.world.of(plain.Member):
        if maker.chance(0.2):
            maker.world.add(_leaving(maker, member.person_id, member_id=member.id))
    for place in maker.world.of(plain.PartnerPerson):
        if maker.chance(0.3):
            maker.world.add(_leaving(maker, place.person_id, place_id=place.id))


def _leaving(
    maker: "Maker", person: UUID, *, member_id: UUID | None = None, place_id: UUID | None = None
) -> plain.Leaving:
    return plain.Leaving(
        id=maker.new_id(),
        person_id=maker.anybody() if maker.chance(0.2) else person,
        member_id=member_id,
        place_id=place_id,
        by_id=maker.anybody(),
    )


def _away(maker: "Maker", person: UUID) -> plain.Away:
    return plain.Away(
        id=maker.new_id(),
        person_id=person,
        written_by_id=maker.anybody(),
        starts_at=maker.time(),
        until=maker.time() + timedelta(minutes=MOST_STEPS // 2),
    )


def _make_share(maker: "Maker") -> None:
    relationship = maker.random.choice(maker.relationships)
    about = _who_lives(maker, relationship)
    ground = maker.random.choice(GROUNDS)
    way = maker.random.choice(IN_THE_WAY)
    one = _one_moment(maker, relationship) if maker.chance(0.3) else None
    promised = _one_promise(maker, relationship) if one is None and maker.chance(0.35) else None
    with_team = maker.chance(0.3)
    share = plain.Share(
        id=maker.new_id(),
        relationship_id=relationship,
        about_id=about,
        strand=_strand(maker, one, promised),
        sheet=maker.random.choice(("", "", "one-page", "about-me")),
        ground=ground,
        moment_id=one,
        promise_id=promised,
        with_person_id=None if with_team else maker.anybody(),
        life=maker.random.choice(("working", "working", "own")),
        with_team_id=maker.random.choice(maker.teams) if with_team else None,
        steps_in_for_id=_away_or_not(maker) if way == "away" else None,
        asked_by_id=maker.anybody(),
        given_at=None if way == "asked" else maker.time() if way == "given" else BEGIN - AGES,
        declined_at=maker.time() if way == "declined" else None,
        starts_at=maker.time() if way == "later" else BEGIN - AGES,
        until=maker.time() if way == "over" else None,
        safety_id=_safety(maker, about) if ground == "safety" or maker.chance(0.1) else None,
        duty_id=_duty(maker, about) if ground == "duty" or maker.chance(0.1) else None,
    )
    maker.world.add(share)
    if way == "back":
        quietly = maker.random.choice(maker.relationships) if maker.chance(0.6) else None
        maker.world.add(
            plain.Withdrawal(
                id=maker.new_id(),
                share_id=share.id,
                by_id=maker.anybody(),
                quietly_in_id=quietly,
            )
        )


def _away_or_not(maker: "Maker") -> UUID:
    away = [row.person_id for row in maker.world.of(plain.Away)]
    return maker.random.choice(away) if away and maker.chance(0.8) else maker.anybody()


def _one_moment(maker: "Maker", relationship: UUID) -> UUID | None:
    """A moment of this relationship, most often."""
    moments = maker.world.of(plain.Moment)
    same = [row.id for row in moments if row.relationship_id == relationship]
    if same and maker.chance(0.8):
        return maker.random.choice(same)
    return maker.random.choice(moments).id if moments else None


def _one_promise(maker: "Maker", relationship: UUID) -> UUID | None:
    """A promise of this relationship, most often."""
    promises = maker.world.of(plain.Promise)
    same = [row.id for row in promises if row.relationship_id == relationship]
    if same and maker.chance(0.6):
        return maker.random.choice(same)
    return maker.random.choice(promises).id if promises else None


def _strand(maker: "Maker", moment: UUID | None, promise: UUID | None) -> str:
    if (moment or promise) and maker.chance(0.7):
        return "moments" if moment else "promises"
    return maker.random.choice(STRANDS)


def _who_lives(maker: "Maker", relationship: UUID) -> UUID:
    """Most often the side in own life; now and then anybody at all."""
    own = [person for person, life in maker.sides[relationship] if life == LIVES[1]]
    return own[0] if own and maker.chance(0.85) else maker.anybody()


def _safety(maker: "Maker", about: UUID) -> UUID:
    access = maker.new_id()
    maker.world.add(
        plain.SafetyAccess(
            id=access,
            by_id=maker.anybody(),
            about_id=about,
            team_id=maker.random.choice(maker.teams),
            ends_at=maker.time(),
        )
    )
    if maker.chance(0.4):
        maker.world.add(
            plain.SafetyReview(
                id=maker.new_id(), access_id=access, about_id=about, by_id=maker.anybody()
            )
        )
    make_delay(maker, access, about)
    return access


def _duty(maker: "Maker", about: UUID) -> UUID:
    duty, (named_by, approved_by) = maker.new_id(), maker.random.sample(maker.people, 2)
    agreed = maker.maybe_time(0.75)
    maker.world.add(
        plain.Duty(
            id=duty,
            about_id=about,
            named_by_id=named_by,
            approved_by_id=approved_by if agreed else None,
            approved_at=agreed,
            ended_at=maker.maybe_time(0.2),
        )
    )
    make_delay(maker, duty, about)
    return duty


def make_delay(maker: "Maker", thing: UUID, about: UUID) -> None:
    """Telling about this may be put off, and once more."""
    for _each in range(maker.random.choice((0, 0, 0, 1, 1, 2))):
        _put_off(maker, thing, about)


def _put_off(maker: "Maker", thing: UUID, about: UUID) -> None:
    by, approved_by = maker.random.sample(maker.people, 2)
    agreed: datetime | None = maker.maybe_time(0.8)
    maker.world.add(
        plain.Delay(
            id=maker.new_id(),
            of_id=thing,
            about_id=about,
            by_id=by,
            approved_by_id=approved_by if agreed else None,
            approved_at=agreed,
            until=BEGIN + timedelta(minutes=maker.random.randint(-MOST_STEPS, 3 * MOST_STEPS)),
        )
    )
