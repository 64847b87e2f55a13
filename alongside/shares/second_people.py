"""What opens without a yes and takes two people, as pages ask for it; names and words opened."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.kit.prepared import prepared
from alongside.kit.time import now
from alongside.people.models import Person
from alongside.shares.leaving import leavings_that_wait
from alongside.shares.models import Delay, Duty, Leaving, SafetyAccess, SafetyReview, Share
from alongside.shares.queries import duties_among, shares_with_me, two_voices
from alongside.shares.told_later import Later, told_late
from alongside.vault.fields import open_rows

LATELY = timedelta(days=14)


def waiting_for_a_second_person(viewer: Viewer) -> "Waiting":
    """What colleagues did or named that a second person has not looked at, soonest due first."""
    accesses = SafetyAccess.objects.visible_to(viewer, Ground.COVER).filter(review=None)
    duties, delays = _asked_of_me(viewer)
    found = Waiting(
        list(accesses.select_related("by", "about").order_by("began_at")),
        list(duties.select_related("named_by").order_by("named_at")),
        list(delays.select_related("by").order_by("at")),
    )
    open_rows([*found.accesses, *found.duties, *found.delays])
    people = [
        *(one.by for one in found.accesses),
        *(one.about for one in found.accesses),
        *(one.named_by for one in found.duties),
        *(one.by for one in found.delays),
    ]
    open_rows(people)
    return found


def who_asks_me_to_agree(viewer: Viewer) -> list[str]:
    """Colleagues who wait for a second person's yes, to be said on the day it is asked. No why."""
    asking = {*_who_named(viewer), *_who_would_tell_later(viewer)}
    people = list(Person.objects.filter(id__in=asking)) if asking else []
    open_rows(people)
    return sorted(person.called for person in people)


@prepared
def _who_named(viewer: Viewer) -> "QuerySet[Duty, UUID]":
    return _asked_of_me(viewer)[0].values_list("named_by_id", flat=True)


@prepared
def _who_would_tell_later(viewer: Viewer) -> "QuerySet[Delay, UUID]":
    return _asked_of_me(viewer)[1].values_list("by_id", flat=True)


def _asked_of_me(viewer: Viewer) -> "tuple[QuerySet[Duty], QuerySet[Delay]]":
    duties = Duty.objects.visible_to(viewer, Ground.COVER).filter(approved_at=None, ended_at=None)
    delays = Delay.objects.visible_to(viewer, Ground.COVER).filter(approved_at=None)
    return duties, delays.filter(until__gt=now())


class Waiting(NamedTuple):
    """What waits for a second person, opened."""

    accesses: list["SafetyAccess"]
    duties: list["Duty"]
    delays: list["Delay"]

    def to_hide(self) -> set[UUID]:
        """Those of the delays that hide even that something is kept apart."""
        of = [delay.of_id for delay in self.delays]
        told = {*SafetyAccess.objects.filter(pk__in=of).values_list("pk", flat=True)}
        told |= duties_among(of)
        return {delay.id for delay in self.delays if delay.of_id not in told}

    def asked_for(self) -> list[tuple[Duty, list[Share]]]:
        """Each duty with just what it names, for whom, until when: to be read before a yes."""
        named = Share.objects.filter(duty__in=self.duties).select_related("with_person", "duty")
        shares = list(named.order_by("asked_at", "id"))
        open_rows([share.with_person for share in shares if share.with_person])
        return [(duty, [one for one in shares if one.duty_id == duty.id]) for duty in self.duties]


def named_in(duty: Duty) -> list[Share]:
    """Just what a duty names, whoever receives it; for those who may see the duty."""
    named = Share.objects.filter(duty=duty).select_related("with_person")
    return list(named.order_by("asked_at", "id"))


def my_duties(viewer: Viewer, about_id: UUID) -> list[Duty]:
    """What the viewer named for the law about this person and that has not ended, opened."""
    mine = Duty.objects.ours(viewer).filter(
        named_by_id=viewer.person_id, about_id=about_id, ended_at=None
    )
    found = [duty for duty in mine.order_by("named_at") if viewer.is_working]
    open_rows(found)
    return found


class Power(NamedTuple):
    """Safety or the law opened something about the viewer, or hid it: told now, in words."""

    what: str
    """`safety`, `law`, or `apart`: even that something is kept apart was hidden."""
    at: datetime
    name: str
    agreed: str
    why: str = ""
    was_right: bool | None = None
    review: str = ""
    late: tuple[Later, ...] = ()
    """Each time two people put off telling it."""


def powers_about_me(viewer: Viewer) -> list[Power]:
    """Every safety access and duty about the viewer that they may be told of, newest first.

    Each says who asked and who agreed, and who put off telling it, why and until when.
    """
    accesses = SafetyAccess.objects.ours(viewer).filter(about_id=viewer.person_id)
    looked = list(accesses.select_related("by", "review__by"))
    duties = list(
        Duty.objects.ours(viewer)
        .filter(about_id=viewer.person_id)
        .select_related("named_by", "approved_by")
    )
    reviews = [one.review for one in looked if hasattr(one, "review")]
    people = [*(one.by for one in looked), *(one.by for one in reviews)]
    people += [who for duty in duties for who in (duty.named_by, duty.approved_by) if who]
    open_rows([*looked, *duties, *reviews, *people])
    late = told_late(viewer)
    found = [_looked(one, late) for one in looked] + [_by_law(one, late) for one in duties]
    opened = {one.pk for one in (*looked, *duties)}
    found += [
        Power("apart", one.until, one.by, one.agreed_by, late=(one,))
        for one in late
        if one.of_id not in opened
    ]
    return sorted(found, key=lambda power: power.at, reverse=True)


def _looked(access: SafetyAccess, late: list[Later]) -> Power:
    review: SafetyReview | None = getattr(access, "review", None)
    return Power(
        "safety",
        access.began_at,
        access.by.called,
        review.by.called if review else "",
        access.reason,
        review.was_right if review else None,
        review.words if review else "",
        tuple(one for one in late if one.of_id == access.pk),
    )


def _by_law(duty: Duty, late: list[Later]) -> Power:
    return Power(
        "law",
        duty.approved_at or duty.named_at,
        duty.named_by.called,
        duty.approved_by.called if duty.approved_by else "",
        duty.power,
        late=tuple(one for one in late if one.of_id == duty.pk),
    )


def looked_at_me_lately(viewer: Viewer) -> list["SafetyAccess"]:
    """Who opened something of the viewer's for safety, begun or told of lately, newest first."""
    mine = SafetyAccess.objects.ours(viewer).filter(about_id=viewer.person_id)
    found = list(mine.filter(_lately("began_at")).select_related("by").order_by("-began_at"))
    open_rows([one.by for one in found])
    return found


def the_law_opened_lately(viewer: Viewer) -> list["Duty"]:
    """By which power something of the viewer's was opened, or told of lately, newest first."""
    mine = Duty.objects.ours(viewer).filter(about_id=viewer.person_id)
    found = list(
        mine.filter(_lately("approved_at"))
        .select_related("named_by", "approved_by")
        .order_by("-approved_at")
    )
    open_rows([who for one in found for who in (one.named_by, one.approved_by) if who])
    return found


def _lately(since: str) -> Q:
    """Begun within two weeks, or told of within them."""
    lately = now() - LATELY
    told = Delay.objects.filter(of_id=OuterRef("pk"), approved_at__lte=now(), until__gte=lately)
    return Q(**{f"{since}__gte": lately}) | Q(Exists(told))


def to_look_at_again(viewer: Viewer) -> list["SafetyAccess"]:
    """Safety access that waits for the viewer or a colleague: who looked, and by when. No why."""
    found = list(_to_look_at_again(viewer))
    open_rows([one.by for one in found])
    return found


@prepared
def _to_look_at_again(viewer: Viewer) -> "QuerySet[SafetyAccess]":
    waiting = SafetyAccess.objects.visible_to(viewer, Ground.COVER).filter(review=None)
    return waiting.select_related("by").order_by("began_at")


class OneSafety(NamedTuple):
    """A safety access of the viewer's: what it opened, and whether it still does."""

    access: "SafetyAccess"
    shares: list["Share"]
    is_open: bool

    def beside(self) -> list[tuple[str, list["Share"]]]:
        """What it opened, by whoever at work it is written with."""
        apart: dict[UUID, list[Share]] = {}
        for share in self.shares:
            apart.setdefault(share.relationship_id, []).append(share)
        return [(two_voices(shares[0]).me.called, shares) for shares in apart.values()]


def my_safety_access(viewer: Viewer) -> list[OneSafety]:
    """Safety access the viewer began at work, newest first, opened."""
    mine = SafetyAccess.objects.ours(viewer).filter(by_id=viewer.person_id)
    accesses = list(mine.select_related("about").order_by("-began_at"))
    live = shares_with_me(viewer)
    now_open = {access.id for access in accesses if access.ends_at > now()}
    open_rows([*accesses, *(one.about for one in accesses if one.id in now_open)])
    return [
        OneSafety(
            access,
            [share for share in live if share.safety_id == access.id],
            access.id in now_open,
        )
        for access in accesses
    ]


def safety_to_review(viewer: Viewer, access_id: UUID) -> "SafetyAccess":
    """One that a colleague began and nobody has looked at again; a stranger's 404 otherwise."""
    waiting = waiting_for_a_second_person(viewer).accesses
    found = next((access for access in waiting if access.id == access_id), None)
    if found is None:
        raise Http404
    return found


def leavings_to_agree_to(viewer: Viewer) -> list["Leaving"]:
    """Who a colleague says has left, for a second person; and for whom it is about, to know."""
    near = ("person", "by", "member__team", "place__partner")
    seen = Leaving.objects.visible_to(viewer).filter(id__in=leavings_that_wait().values("id"))
    found = list(seen.select_related(*near).order_by("at"))
    open_rows([person for one in found for person in (one.person, one.by)])
    return found
