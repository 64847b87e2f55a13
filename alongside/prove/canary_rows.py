"""The small world with somebody in every place that a rule tells apart, and every kind of row."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.trail import Sight, record
from alongside.access.viewer import Life, Viewer
from alongside.accounts.actions import give_work, make_account
from alongside.accounts.models import Account, Passkey, Try
from alongside.drafts.models import Draft
from alongside.interchange.models import Arrived, BringIn
from alongside.kit.time import at
from alongside.kit.time import now as kit_now
from alongside.moments.models import (
    BroughtIn,
    KeptApart,
    Moment,
    Stance,
    Telling,
    Turning,
    WrongPerson,
)
from alongside.people.actions import add_person
from alongside.people.models import Address
from alongside.promises.models import Answer, Promise, Reply
from alongside.relationships.models import (
    ComingBack,
    Invitation,
    NewColleague,
    Pause,
    ReadTogether,
    Relationship,
    SafeReach,
    Side,
    WhatMatters,
)
from alongside.shares.letters import Letters
from alongside.shares.models import (
    Away,
    Delay,
    Duty,
    Keeping,
    Leaving,
    NeverTell,
    SafetyAccess,
    SafetyReview,
    Share,
    Withdrawal,
)
from alongside.teams.models import Member, Team
from alongside.world.cast import person_id, relationship_id

WORK, OWN = Life.WORKING.value, Life.OWN.value
AT_WORK = (
    *("Cora", "Kim", "Enid", "Wilf", "Quentin", "Paula", "Sefa", "Jude", "Vera"),
    *("Adam", "Gwen", "Neil"),
)
"""Cora covers, Kim keeps, Enid’s share ended, Wilf’s was taken back, Quentin’s quietly; Paula’s
giver paused; Sefa looks for safety, Jude by duty, Vera walks with Pat; Adam has nobody, Gwen left,
Neil must never be told."""
IN_OWN_LIFE = ("Pat", "Eve")
PAIRS = (("Pat", "Vera"), ("Eve", "Gwen"), ("Neil", "Graham"))
"""The one in their own life, and the one at work."""
HELPED_BACK = {
    "Dawn": ("Dawn", "Sam"),
    "Sam": ("Dawn", "Sam"),
    "Neil": ("Neil", "Graham"),
    "Eve": ("Eve", "Gwen"),
}
"""In which relationship, and by whom: always somebody they have it with."""


def who(name: str) -> UUID:
    return person_id(name)


def between(own: str, work: str) -> UUID:
    """The relationship of two new ones, or of two of the small world."""
    if (own, work) in PAIRS:
        return uuid5(NAMESPACE_URL, f"canaries/{own}+{work}")
    return relationship_id(own, work)


def tell(now: datetime) -> None:
    """Write every row that the small world lacks."""
    with at(now - timedelta(days=40)):
        for name in (*AT_WORK, *IN_OWN_LIFE):
            add_person(by=None, called=name, full_name=name, id=who(name))
            account = make_account(person_id=who(name))
            if name in AT_WORK:
                give_work(account=account, by_id=None)
        for own, work in PAIRS:
            _begin(own, work)
    with at(now - timedelta(days=5)):
        for own, work in (("Dawn", "Sam"), ("Dawn", "Priya"), ("Terry", "Bev"), *PAIRS):
            _live(now, own, work)
        _open_and_end(now)
        _stand_in(now)
        _without_a_yes(now)
        _on_the_way(now)
    with at(now - timedelta(hours=3)):
        _looked_at()


def _begin(own: str, work: str) -> None:
    relationship = Relationship.objects.create(id=between(own, work), begun_by_id=who(work))
    for name, life in ((own, OWN), (work, WORK)):
        Side.objects.create(relationship=relationship, person_id=who(name), life=life)


def _live(now: datetime, own: str, work: str) -> None:
    """Each kind of row that two people make together."""
    one, other, here = who(own), who(work), between(own, work)
    for person in (one, other):
        WhatMatters.objects.create(relationship_id=here, person_id=person)
    SafeReach.objects.create(relationship_id=here, person_id=one, written_by_id=other)
    Address.objects.create(person_id=one, written_by_id=other)
    ReadTogether.objects.create(relationship_id=here, written_by_id=other)
    seen = _moment(here, other, WORK, now - timedelta(days=4))
    for teller in (one, other):
        _telling(seen, teller)
        Stance.objects.create(moment=seen, relationship_id=here, by_id=teller, place="70,30")
        Turning.objects.create(moment=seen, relationship_id=here, by_id=teller)
    apart = _moment(here, other, WORK, now - timedelta(days=3))
    _telling(apart, other)
    KeptApart.objects.create(
        moment=apart,
        relationship_id=here,
        by_id=other,
        why="safety",
        happened_at=apart.happened_at,
        review_on=(now + timedelta(days=20)).date(),
    )
    for read_at in (None, now - timedelta(days=2)):
        note = _moment(here, other, WORK, now - timedelta(days=4))
        _telling(note, other)
        BroughtIn.objects.create(
            moment=note, relationship_id=here, teller_id=other, read_at=read_at
        )
    for opens_at in (now - timedelta(days=4), now + timedelta(minutes=4)):
        _telling(_moment(here, one, OWN, opens_at), one)
        _promise(here, one, other, opens_at)
    for person, life in ((one, OWN), (other, WORK)):
        _telling(_moment(None, person, life, now - timedelta(days=1)), person)


def _moment(here: UUID | None, by: UUID, life: str, opens_at: datetime) -> Moment:
    return Moment.objects.create(
        relationship_id=here, noted_by_id=by, life=life, kind="met", opens_at=opens_at
    )


def _telling(moment: Moment, teller: UUID) -> None:
    Telling.objects.create(
        moment=moment,
        relationship_id=moment.relationship_id,
        teller_id=teller,
        opens_at=moment.opens_at,
    )


def _promise(here: UUID, by: UUID, to: UUID, opens_at: datetime) -> None:
    promise = Promise.objects.create(
        relationship_id=here, by_id=by, to_id=to, written_by_id=by, opens_at=opens_at
    )
    answer = Answer.objects.create(promise=promise, relationship_id=here, by_id=by, became="moved")
    Reply.objects.create(answer=answer, relationship_id=here, by_id=to, agrees=True)


# --- beyond the two sides ---------------------------------------------------------------------


def share(own: str, work: str, strand: Strand, **more: object) -> Share:
    """One share of what these two made; given, unless said otherwise."""
    said: dict[str, object] = {"given_at": more.pop("given_at", None)}
    return Share.objects.create(
        relationship_id=between(own, work),
        about_id=who(own),
        strand=strand.value,
        asked_by_id=who(work),
        **{**said, **more},
    )


def _open_and_end(now: datetime) -> None:
    given: dict[str, object] = {"given_at": now - timedelta(days=5)}
    with_one = {name: {**given, "with_person_id": who(name)} for name in AT_WORK}
    whole_story = (
        *(Strand.ABOUT_ME, Strand.PLANS, Strand.MOMENTS, Strand.PROMISES, Strand.CIRCLES),
    )
    for strand in whole_story:
        share("Dawn", "Sam", strand, **with_one["Enid"], until=now - timedelta(hours=1))
        back = share("Dawn", "Sam", strand, **with_one["Wilf"])
        Withdrawal.objects.create(share=back, by_id=who("Dawn"))
        quiet = share("Dawn", "Sam", strand, **with_one["Quentin"])
        Withdrawal.objects.create(
            share=quiet, by_id=who("Dawn"), quietly_in_id=between("Dawn", "Priya")
        )
        share("Pat", "Vera", strand, **with_one["Paula"])
    share("Dawn", "Sam", Strand.ADDRESS, given_at=now, with_person_id=who("Anand"))
    share("Dawn", "Sam", Strand.MOMENTS, **given, with_person_id=who("Ruth"))
    share("Dawn", "Sam", Strand.CIRCLES, **given, with_person_id=who("Ruth"))
    share("Dawn", "Sam", Strand.PLANS, **given, with_person_id=who("Ruth"))
    share("Dawn", "Sam", Strand.ABOUT_ME, sheet="one-page", **given, with_person_id=who("Ruth"))
    share("Dawn", "Sam", Strand.ADDRESS, with_person_id=who("Neil"))
    Pause.objects.create(person_id=who("Pat"))
    NeverTell.objects.create(person_id=who("Dawn"), other_id=who("Neil"), written_by_id=who("Sam"))


def _stand_in(now: datetime) -> None:
    """Sam is away and Cora’s team steps in; Gwen has left and Kim keeps."""
    team = Team.objects.create(called="Night team", made_by_id=who("Cora"))
    for name in ("Cora", "Kim", "Sefa", "Gwen"):
        left = now - timedelta(days=2) if name == "Gwen" else None
        place = {"team": team, "person_id": who(name), "added_by_id": who("Cora")}
        Member.objects.create(**place, accepted_at=now - timedelta(days=3), left_at=left)
    Member.objects.create(team=team, person_id=who("Neil"), added_by_id=who("Cora"))
    NewColleague.objects.create(person_id=who("Eve"), by_id=who("Cora"))
    Letters.objects.create(person_id=who("Cora"), letters="shown", ends_at=kit_now())
    Away.objects.create(
        person_id=who("Sam"),
        written_by_id=who("Sam"),
        starts_at=now - timedelta(days=1),
        until=now + timedelta(days=1),
    )
    for strand in (Strand.ABOUT_ME, Strand.PROMISES):
        share(
            "Terry" if strand == Strand.ABOUT_ME else "Dawn",
            "Sam",
            strand,
            ground=Ground.COVER.value,
            given_at=now - timedelta(days=5),
            with_team_id=team.id,
            steps_in_for_id=who("Sam"),
        )
    leaves = Member.objects.get(team=team, person_id=who("Sefa"))
    Leaving.objects.create(person_id=who("Sefa"), member=leaves, by_id=who("Cora"))
    Side.objects.filter(person_id=who("Gwen")).update(left_at=now - timedelta(days=2))
    Keeping.objects.create(relationship_id=between("Eve", "Gwen"), keeper_id=who("Kim"))


def _without_a_yes(now: datetime) -> None:
    """Safety open now and ended; duty agreed and not agreed; each with telling put off."""
    for name, ends_at in (("Sefa", now + timedelta(hours=2)), ("Bev", now - timedelta(days=4))):
        team = Team.objects.get(members__person_id=who(name), members__left_at=None)
        access = SafetyAccess.objects.create(
            by_id=who(name), about_id=who("Dawn"), team=team, ends_at=ends_at
        )
        for strand in (Strand.ABOUT_ME, Strand.MOMENTS, Strand.PROMISES):
            _opened(Ground.SAFETY, strand, name, now, until=ends_at, safety=access)
        if name == "Bev":
            SafetyReview.objects.create(
                access=access, about_id=who("Dawn"), by_id=who("Callum"), was_right=False
            )
        else:
            _delay(access.id, name, "Cora", now)
    for name, approved_by in (("Jude", "Bev"), ("Adam", None)):
        duty = Duty.objects.create(
            about_id=who("Dawn"),
            named_by_id=who("Sam"),
            approved_by_id=who(approved_by) if approved_by else None,
            approved_at=now - timedelta(days=1) if approved_by else None,
        )
        for strand in (Strand.ABOUT_ME, Strand.PROMISES):
            _opened(Ground.DUTY, strand, name, now, duty=duty)
        _delay(duty.id, "Sam", None, now)


def _opened(ground: Ground, strand: Strand, name: str, now: datetime, **more: object) -> None:
    given_at = now - timedelta(days=4)
    share(
        "Dawn",
        "Sam",
        strand,
        **{
            "ground": ground.value,
            "given_at": given_at,
            "with_person_id": who(name),
            "until": now + timedelta(days=9),
            **more,
        },
    )


def _delay(of_id: UUID, by: str, approved_by: str | None, now: datetime) -> None:
    Delay.objects.create(
        of_id=of_id,
        about_id=who("Dawn"),
        by_id=who(by),
        approved_by_id=who(approved_by) if approved_by else None,
        approved_at=now - timedelta(hours=2) if approved_by else None,
        until=now + timedelta(days=8),
    )


def _looked_at() -> None:
    sefa = Viewer(who("Sefa"), Life.WORKING)
    access = SafetyAccess.objects.get(by_id=sefa.person_id, ends_at__gt=kit_now())
    here = between("Dawn", "Sam")
    record(sefa, {Sight(who("Dawn"), Strand.MOMENTS, Ground.SAFETY, here, access.id)})


# --- ways in, and what is on its way ----------------------------------------------------------


def _on_the_way(now: datetime) -> None:
    for name in ("Dawn", "Sam", "Neil", "Eve"):
        account = Account.objects.get(person_id=who(name))
        Passkey.objects.create(
            account=account, credential_id=who(name).bytes, public_key=b"-", called="phone"
        )
        Invitation.objects.create(
            relationship_id=between("Dawn", "Sam"),
            person_id=who(name),
            shown_by_id=who("Sam"),
            code=f"{name:-<64}",
            link=f"{name:+<64}",
            ends_at=now + timedelta(minutes=10),
        )
        for life in (OWN, WORK):
            Draft.objects.create(person_id=who(name), life=life, form="note")
        brought = BringIn.objects.create(by_id=who(name), told="{}")
        Arrived.objects.create(key=f"{name:=<64}", row_id=who(name), bring_in=brought)
        own, helper = HELPED_BACK[name]
        ComingBack.objects.create(
            relationship_id=between(own, helper), person_id=who(name), helped_by_id=who(helper)
        )
    Try.objects.create(what="-" * 64)
    WrongPerson.objects.create(
        moment_id=who("Neil"),
        relationship_id=between("Dawn", "Sam"),
        by_id=who("Sam"),
        opened_at=now,
    )
