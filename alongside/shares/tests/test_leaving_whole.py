"""Leaving work, looked at whole: all that came with it ends in one go, or nothing does."""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

import pytest

from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.accounts.actions import give_work, make_account, may_work
from alongside.accounts.models import Account, OwnDevice, Session
from alongside.kit.time import at, now
from alongside.moments.models import Moment
from alongside.partners.actions import write_down_partner, write_down_who_works_there
from alongside.partners.models import PartnerPerson
from alongside.shares import leaving
from alongside.shares.actions import Wish, ask_to_share
from alongside.shares.keeping import give_keepers
from alongside.shares.leaving import go_away, leave_partner, leave_team
from alongside.shares.models import Away, Keeping, Share, Withdrawal
from alongside.shares.tests.test_stepping_in import LATER, Place, colleague_of, in_team
from alongside.teams.models import Member, Team
from conftest import Pair

OURS, THEIRS = "0" * 64, "1" * 64
"""A session at work, and one of their own life."""


@pytest.fixture
def place(pair: Pair) -> Place:
    return Place(pair)


class Stands(NamedTuple):
    """What somebody still has from work."""

    may_work: bool
    sessions: set[str]
    phones: set[str]
    sees_by_name: bool
    covers: bool
    shares: int
    away: bool
    keeps: int


class Leaver:
    """Somebody with all that work brings: sessions, phones, shares, cover, days away."""

    def __init__(self, place: Place, who: Viewer) -> None:
        self.place, self.who = place, who
        self.account = make_account(person_id=who.person_id)
        give_work(account=self.account, by_id=None)
        self._comes_in()
        self.by_name = self._share(Wish(strand=Strand.MOMENTS, with_person_id=place.sam.person_id))
        self.cover = self._share(
            Wish(
                strand=Strand.PROMISES,
                with_person_id=place.sam.person_id,
                steps_in_for_id=place.sam.person_id,
            )
        )
        go_away(by=who, until=now() + timedelta(days=7))

    def _comes_in(self) -> None:
        for key, life in ((OURS, Life.WORKING), (THEIRS, Life.OWN)):
            phone = OwnDevice.objects.create(account=self.account, token=key, called=life.value)
            Session.objects.create(
                session_key=key,
                account=self.account,
                life=life.value,
                own_device=phone,
                expire_date=now() + timedelta(days=1),
            )
        OwnDevice.objects.create(account=self.account, token="2" * 64, called="signed out")

    def _share(self, wish: Wish) -> Share:
        between = self.place.pair.relationship_id
        share = ask_to_share(by=self.place.dawn, relationship_id=between, wish=wish)
        # Dawn cannot see who else works here: as if her worker had asked for them.
        share.with_person_id = self.who.person_id
        share.save(update_fields=["with_person"])
        return share

    def stands(self) -> Stands:
        person_id = self.who.person_id
        mine = Share.objects.filter(with_person_id=person_id, withdrawal=None)
        return Stands(
            may_work=may_work(Account.objects.get(id=self.account.id)),
            sessions=set(self.account.sessions.values_list("session_key", flat=True)),
            phones=set(self.account.own_devices.values_list("called", flat=True)),
            sees_by_name=Moment.objects.visible_to(self.who)
            .filter(id=self.place.noted.id)
            .exists(),
            covers=mine.filter(steps_in_for__isnull=False).exists(),
            shares=mine.count(),
            away=Away.objects.filter(person_id=person_id, until__gt=now()).exists(),
            keeps=Keeping.objects.filter(keeper_id=person_id, ended_at=None).count(),
        )


ALL_OF_IT = Stands(
    may_work=True,
    sessions={OURS, THEIRS},
    phones={"working", "own", "signed out"},
    sees_by_name=True,
    covers=True,
    shares=2,
    away=True,
    keeps=0,
)
NOTHING = Stands(
    may_work=False,
    sessions={THEIRS},
    phones={"own"},
    sees_by_name=False,
    covers=False,
    shares=0,
    away=False,
    keeps=0,
)


def jo_of_the_team(place: Place) -> tuple[Leaver, Callable[[], object], Callable[[], bool]]:
    """Jo, who keeps company with whoever waits, leaves the team."""
    member = place.member(place.jo)
    leaver = Leaver(place, place.jo)
    give_keepers(place.pair.relationship_id, [place.jo.person_id])

    def still() -> bool:
        return Member.objects.filter(id=member.id, left_at=None).exists()

    return leaver, lambda: leave_team(by=place.jo, member_id=member.id), still


def ruth_of_the_partner(place: Place) -> tuple[Leaver, Callable[[], object], Callable[[], bool]]:
    """Ruth leaves Quayside Homes."""
    ruth = colleague_of(place.pair, "Ruth")
    partner = write_down_partner(by=place.sam, called="Quayside Homes")
    works = write_down_who_works_there(
        by=place.sam, partner_id=partner.id, person_id=ruth.person_id
    )
    leaver = Leaver(place, ruth)

    def still() -> bool:
        return PartnerPerson.objects.filter(id=works.id, left_at=None).exists()

    return leaver, lambda: leave_partner(by=ruth, place_id=works.id), still


LEAVERS = pytest.mark.parametrize("of", [jo_of_the_team, ruth_of_the_partner])


@LEAVERS
def test_all_that_came_with_work_ends_with_the_last_place(
    place: Place, of: Callable[[Place], tuple[Leaver, Callable[[], object], Callable[[], bool]]]
) -> None:
    with at(LATER):
        leaver, leave, still = of(place)
        keeps = 1 if of is jo_of_the_team else 0
        assert leaver.stands() == ALL_OF_IT._replace(keeps=keeps)
        leave()
        assert leaver.stands() == NOTHING
        assert not still()
        kept_on = Keeping.objects.filter(ended_at=None).exclude(keeper_id=leaver.who.person_id)
        assert kept_on.exists() == bool(keeps), "whoever waits is not dropped"


def test_what_was_given_ends_with_one_place_of_two_and_the_work_goes_on(place: Place) -> None:
    with at(LATER):
        leaver, leave, still = ruth_of_the_partner(place)
        in_team(place.sam, leaver.who, Team.objects.get())
        leave()
        assert not still()
        assert leaver.stands() == ALL_OF_IT._replace(
            sessions={THEIRS}, sees_by_name=False, covers=False, shares=0
        )


def test_whoever_is_in_no_team_any_more_keeps_nobody(place: Place) -> None:
    with at(LATER):
        leaver, leave, _still = jo_of_the_team(place)
        partner = write_down_partner(by=place.sam, called="Quayside Homes")
        jo = place.jo.person_id
        write_down_who_works_there(by=place.sam, partner_id=partner.id, person_id=jo)
        assert leaver.stands().keeps == 1
        leave()
        assert leaver.stands().may_work
        assert leaver.stands().keeps == 0
        assert Keeping.objects.filter(ended_at=None).exists()


@LEAVERS
@pytest.mark.parametrize("breaks", ["the last share", "the sessions", "the days away"])
def test_when_it_fails_half_way_nothing_of_it_has_ended(
    place: Place,
    of: Callable[[Place], tuple[Leaver, Callable[[], object], Callable[[], bool]]],
    breaks: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_args: object, **_more: object) -> None:
        raise OSError(breaks)

    with at(LATER):
        leaver, leave, still = of(place)
        before = leaver.stands()
        if breaks == "the last share":
            create = Withdrawal.objects.create
            made: list[object] = []

            def second_fails(**more: object) -> object:
                made.append(more)
                if len(made) > 1:
                    fails()
                return create(**more)

            monkeypatch.setattr(Withdrawal.objects, "create", second_fails)
        elif breaks == "the sessions":
            monkeypatch.setattr(leaving, "end_work", fails)
        else:
            monkeypatch.setattr(Away.objects, "filter", fails)
        with pytest.raises(OSError, match=breaks):
            leave()
        monkeypatch.undo()
        assert leaver.stands() == before
        assert still()
        assert not Withdrawal.objects.exists()
