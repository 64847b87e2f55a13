"""What can be asked of shares. `live_shares` is what every rule beyond the two sides stands on."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from alongside.access.grounds import Ground
from alongside.access.viewer import Life, Viewer
from alongside.kit.folding import folded
from alongside.kit.prepared import prepared
from alongside.kit.time import now
from alongside.people.aliases import one_with
from alongside.relationships.models import Side
from alongside.relationships.queries import Between, who_paused
from alongside.shares.fearing import myself, whoever_fears
from alongside.teams.queries import my_team_ids
from alongside.vault.fields import open_rows

if TYPE_CHECKING:
    from alongside.people.models import Person
    from alongside.relationships.models import SafeReach
    from alongside.shares.models import NeverTell, Share, Withdrawal
    from alongside.shares.stepping_in import Away, Keeping

BEYOND = (Ground.SHARE, Ground.COVER, Ground.SAFETY, Ground.DUTY)
"""The grounds that reach beyond the two sides."""
BY_THEIR_YES = (Ground.SHARE, Ground.COVER)
"""Those of them that stand on a yes."""


def to_me(viewer: Viewer) -> Q:
    """Shared with the viewer, in this life, or with a team they are in now."""
    by_name = Q(with_person_id=viewer.person_id, life=viewer.life)
    return by_name | Q(with_team_id__in=my_team_ids(viewer))


def standing_shares(viewer: Viewer, ground: Ground) -> QuerySet["Share"]:
    """Given to the viewer on this ground and not over, as far as anybody else can tell."""
    from alongside.shares.models import Share

    given = Q(ground=ground, given_at__lte=now(), declined_at=None, starts_at__lte=now())
    not_over = Q(until=None) | Q(until__gt=now())
    to_whom = to_me(viewer) & not_feared(viewer, "about_id")
    return Share.objects.filter(
        to_whom & given & not_over & not_withdrawn() & holds(ground) & from_own_life()
    )


def not_feared(viewer: Viewer, about: str) -> Q:
    """For rules: nobody said never to tell the viewer of this person."""
    return ~Q(**{f"{about}__in": whoever_fears(viewer.person_id)})


def names_me(viewer: Viewer, who: str) -> Q:
    """For rules about what is feared: it means the viewer, by any record of theirs."""
    return Q(**{f"{who}__in": myself(viewer.person_id)})


def live_shares(viewer: Viewer, ground: Ground) -> QuerySet["Share"]:
    """What opens now: standing, and not quietly withdrawn."""
    return standing_shares(viewer, ground).filter(withdrawal=None)


def not_withdrawn() -> Q:
    """Nobody took it back in the open."""
    return Q(withdrawal=None) | Q(withdrawal__quietly_in__isnull=False)


def holds(ground: Ground) -> Q:
    """What each ground asks for beside a yes and an end."""
    if ground == Ground.SAFETY:
        return Q(safety__ends_at__gt=now())
    if ground == Ground.DUTY:
        return Q(duty__approved_at__lte=now(), duty__ended_at=None)
    # A pause stops what the person gives, and the cover they agreed to; never safety or duty.
    going_on = ~Q(about_id__in=who_paused())
    return going_on & (Q(steps_in_for=None) | Q(steps_in_for_id__in=who_is_away()))


def who_is_away() -> QuerySet["Away", UUID]:
    """For rules: whoever at work is away now."""
    from alongside.shares.stepping_in import Away

    away = Away.objects.filter(starts_at__lte=now(), until__gt=now())
    return away.values_list("person_id", flat=True)


def from_own_life() -> Q:
    """Given out of the person's own life, from what they made with somebody at work.

    Between two people in their own lives, or two at work, the other's words are never theirs
    to open.
    """
    here = Side.objects.filter(relationship_id=OuterRef("relationship_id"))
    theirs = here.filter(person_id=OuterRef("about_id"), life=Life.OWN)
    return Q(Exists(theirs)) & Q(Exists(here.filter(life=Life.WORKING)))


def kept_for_now(viewer: Viewer) -> QuerySet["Keeping", UUID]:
    """For rules: relationships that wait with the viewer as a keeper, at work."""
    from alongside.shares.stepping_in import Keeping

    if viewer.is_working:
        feared = Side.objects.filter(~not_feared(viewer, "person_id"), life=Life.OWN)
        mine = Keeping.objects.filter(
            ~Q(relationship_id__in=feared.values("relationship_id")),
            keeper_id=viewer.person_id,
            ended_at=None,
        )
        return mine.values_list("relationship_id", flat=True)
    return Keeping.objects.none().values_list("relationship_id", flat=True)


def told_later(thing: str) -> Q:
    """Telling the person is put off: with a second person's agreement, and not over."""
    from alongside.shares.powers import Delay

    agreed = Delay.objects.filter(approved_at__lte=now(), until__gt=now())
    return Q(Exists(agreed.filter(of_id=OuterRef(thing))))


def duties_among(ids: Iterable[UUID]) -> set[UUID]:
    """Which of these are duties, agreed or not."""
    from alongside.shares.powers import Duty

    return set(Duty.objects.filter(pk__in=list(ids)).values_list("pk", flat=True))


def shares_about_me(viewer: Viewer) -> list["Share"]:
    """Every share of the viewer's life that they may know of now, newest first, opened."""
    return _opened(_about(viewer, viewer.person_id))


@prepared
def _about(viewer: Viewer, person_id: UUID) -> QuerySet["Share"]:
    from alongside.shares.models import Share

    return _newest_first(Share.objects.ours(viewer).filter(about_id=person_id))


def shares_between(viewer: Viewer, relationship_id: UUID) -> list["Share"]:
    """Shares of what was made in one relationship of the viewer's, newest first, opened."""
    return _opened(_between(viewer, relationship_id))


@prepared
def _between(viewer: Viewer, relationship_id: UUID) -> QuerySet["Share"]:
    from alongside.shares.models import Share

    return _newest_first(Share.objects.ours(viewer).filter(relationship_id=relationship_id))


def shares_with_me(viewer: Viewer) -> list["Share"]:
    """What others opened to the viewer and that has not ended, newest first, opened."""
    from alongside.shares.models import Share

    return _opened(_newest_first(Share.objects.visible_to(viewer, *BEYOND)))


def _newest_first(shares: QuerySet["Share"]) -> QuerySet["Share"]:
    near = ("about", "with_person", "with_team", "asked_by", "withdrawal", "steps_in_for")
    shares = shares.select_related("safety", "duty")
    return shares.select_related(*near).order_by("-asked_at", "-id")


def _opened(shares: Iterable["Share"]) -> list["Share"]:
    found = list(shares)
    open_rows(found)
    near_by = [p for s in found for p in (s.about, s.with_person, s.asked_by, s.steps_in_for)]
    duties = [share.duty for share in found if share.duty]
    open_rows([*(person for person in near_by if person), *duties])
    return found


def one_share(viewer: Viewer, share_id: UUID) -> tuple["Share", bool]:
    """One share, opened, and whether the viewer is a side of it; a stranger's 404 otherwise.

    A side that it is also open to looks at it as a side.
    """
    from alongside.shares.models import Share

    ours = _opened(_newest_first(Share.objects.ours(viewer).filter(id=share_id)))
    beyond = Share.objects.visible_to(viewer, *BEYOND).filter(id=share_id)
    found = ours or _opened(_newest_first(beyond))
    if not found:
        raise Http404
    return found[0], bool(ours)


def two_voices(share: "Share") -> Between:
    """Both sides by name: whose life it is as the other, and who walks with them as me."""
    sides = list(
        Side.objects.filter(relationship_id=share.relationship_id).select_related("person")
    )
    open_rows([side.person for side in sides])
    about = next(side.person for side in sides if side.person_id == share.about_id)
    worker = next(side.person for side in sides if side.person_id != share.about_id)
    return Between(share.relationship_id, None, worker, about, Life.OWN, Ground(share.ground))


def never_tells(viewer: Viewer, person_id: UUID) -> list["NeverTell"]:
    """Whom never to tell about this person, opened; of a relationship of the viewer's.

    A name that could mean several people is one line.
    """
    from alongside.shares.models import NeverTell

    said_of = one_with({person_id})
    listed = NeverTell.objects.ours(viewer).filter(person_id__in=said_of, taken_back_at=None)
    lines = {
        (said.person_id, said.said_at, said.written_by_id): said for said in listed.order_by("-id")
    }
    found, me = sorted(lines.values(), key=lambda said: said.said_at), _myself(viewer)
    open_rows([*found, *me])
    # Words may name whoever reads them: they never learn it from here.
    mine = {folded(name.strip()) for one in me for name in (one.called, one.full_name) if name}
    return [said for said in found if folded(said.words.strip()) not in mine]


def _myself(viewer: Viewer) -> list["Person"]:
    from alongside.people.models import Person

    return list(Person.objects.visible_to(viewer, Ground.MINE).filter(id=viewer.person_id))


def paused_since(viewer: Viewer, person_id: UUID) -> datetime | None:
    """Since when this person has paused; None while they share."""
    return _paused_since.first(viewer, person_id)


@prepared
def _paused_since(viewer: Viewer, person_id: UUID) -> "QuerySet[Any, datetime]":
    from alongside.relationships.models import Pause

    paused = Pause.objects.ours(viewer).filter(person_id=person_id, ended_at=None)
    return paused.order_by("at").values_list("at", flat=True)[:1]


def keepers_of_mine(viewer: Viewer) -> list["Keeping"]:
    """Who keeps a relationship of the viewer's until there is a new agreement, names opened."""
    from alongside.shares.stepping_in import Keeping

    kept = Keeping.objects.ours(viewer).filter(ended_at=None).select_related("keeper")
    found = list(kept.order_by("since", "id"))
    open_rows([keeping.keeper for keeping in found])
    return found


def quiet_ones(viewer: Viewer, relationship_id: UUID) -> list["Withdrawal"]:
    """What somebody quietly took back in this relationship, for whoever they trust with it."""
    from alongside.shares.models import Withdrawal

    if not viewer.is_working:
        return []
    return list(Withdrawal.objects.ours(viewer).filter(quietly_in_id=relationship_id))


def away_until(viewer: Viewer) -> datetime | None:
    """Until when the viewer is away from work; None while they are there."""
    from alongside.shares.stepping_in import Away

    mine = Away.objects.ours(viewer).filter(person_id=viewer.person_id, until__gt=now())
    return mine.values_list("until", flat=True).first()


class WhoWaits(NamedTuple):
    """Somebody whose worker left: by name, with the safe ways to reach them, and nothing more."""

    relationship_id: UUID
    person: "Person"
    ways: list["SafeReach"]


def who_waits_with_me(viewer: Viewer) -> list[WhoWaits]:
    """People the viewer keeps until there is a new agreement, oldest first, opened."""
    from alongside.people.models import Person
    from alongside.relationships.models import SafeReach
    from alongside.relationships.words import as_it_stands
    from alongside.shares.stepping_in import Keeping

    kept = Keeping.objects.visible_to(viewer, Ground.COVER).filter(ended_at=None)
    waiting = list(kept.order_by("since", "id").values_list("relationship_id", flat=True))
    sides = Side.objects.filter(relationship_id__in=waiting, life=Life.OWN)
    person_of = dict(sides.values_list("relationship_id", "person_id"))
    people = Person.objects.visible_to(viewer, Ground.COVER).in_bulk(list(person_of.values()))
    ways = SafeReach.objects.visible_to(viewer, Ground.COVER).filter(relationship_id__in=waiting)
    said = list(ways.order_by("-said_at", "-id"))
    open_rows([*people.values(), *said])
    stands = {
        each: as_it_stands(one for one in said if one.relationship_id == each) for each in waiting
    }
    return [
        WhoWaits(each, people[person_of[each]], stands[each])
        for each in waiting
        if person_of.get(each) in people
    ]
