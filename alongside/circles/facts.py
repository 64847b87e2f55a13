"""Plain facts beside a circle, each with what it cannot say. They are never added up.

The names here are those of the field that measures personal networks: size, paid to unpaid,
reciprocity, density, churn. Where too few are drawn, or nobody said, a fact is undefined.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.circles.drawn import Paid
from alongside.circles.queries import Picture
from alongside.kit.words import date_words

FEWEST = 3
"""Of fewer people than this nothing is said about pairs or shares."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that can be counted, and what the count does not say."""

    name: str
    says: str
    cannot: str


@dataclass(frozen=True, slots=True)
class Part:
    """So many of so many."""

    some: int
    of: int


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier picture: its day, and who was here."""

    on: date
    here: frozenset[str]


@dataclass(frozen=True, slots=True)
class Churn:
    """Who came into the picture and who went out of it, beside those who stayed."""

    new: int
    gone: int
    stayed: int


def size(picture: Picture) -> int:
    return len(picture.here)


def paid_to_unpaid(picture: Picture) -> tuple[int, int] | None:
    """How many are paid to be there and how many are not; undefined where nobody said."""
    said = [one.drawn.paid for one in picture.here]
    paid, unpaid = said.count(Paid.YES.value), said.count(Paid.NO.value)
    return (paid, unpaid) if paid or unpaid else None


def reciprocity(picture: Picture) -> Part | None:
    """Of the ties where giving or getting is said: how many go both ways."""
    said = [one.drawn for one in picture.here if one.drawn.gives or one.drawn.gets]
    if len(said) < FEWEST:
        return None
    return Part(sum(drawn.both_ways for drawn in said), len(said))


def density(picture: Picture) -> Part | None:
    """Of all pairs around me: how many know each other; undefined where nobody said any."""
    here = picture.here
    known = pairs(picture)
    if len(here) < FEWEST or not known:
        return None
    return Part(len(known), len(here) * (len(here) - 1) // 2)


def pairs(picture: Picture) -> set[tuple[str, str]]:
    """Who knows whom among those who are here: said by either, said once."""
    here = {one.who for one in picture.here}
    return {
        (min(one.who, other), max(one.who, other))
        for one in picture.people
        if one.who in here
        for other in one.drawn.knows
        if other in here and other != one.who
    }


def churn(picture: Picture, before: Before | None) -> Churn | None:
    """What changed since another picture; undefined without one, or with too few in both."""
    if before is None:
        return None
    now = {one.who for one in picture.here}
    if len(before.here | now) < FEWEST:
        return None
    return Churn(len(now - before.here), len(before.here - now), len(now & before.here))


def facts_of(picture: Picture, before: Before | None) -> list[Fact]:
    """Each in plain words."""
    return [
        _how_many(picture),
        _paid(picture),
        _both_ways(picture),
        _who_knows(picture),
        _since(picture, before),
    ]


def _how_many(picture: Picture) -> Fact:
    count = size(picture)
    says = ngettext("%(count)s is in the rings.", "%(count)s are in the rings.", count)
    return Fact(
        _("How many"),
        says % {"count": count},
        _("It does not say if that is many or few. One can be enough."),
    )


def _paid(picture: Picture) -> Fact:
    found = paid_to_unpaid(picture)
    says = _("Nobody said yet who is paid.")
    if found:
        says = _("%(paid)s paid, %(unpaid)s not paid.") % {"paid": found[0], "unpaid": found[1]}
    return Fact(_("Paid and not paid"), says, _("It does not say who cares."))


def _both_ways(picture: Picture) -> Fact:
    found = reciprocity(picture)
    says = _too_few()
    if found:
        says = _("%(some)s of %(of)s go both ways.") % {"some": found.some, "of": found.of}
    return Fact(
        _("Giving and getting"),
        says,
        _("It does not say what is fair. With a baby, or when we are ill, one way is right."),
    )


def _who_knows(picture: Picture) -> Fact:
    found = density(picture)
    says = _too_few()
    if found:
        says = ngettext(
            "%(some)s pair of %(of)s knows each other.",
            "%(some)s pairs of %(of)s know each other.",
            found.some,
        ) % {"some": found.some, "of": found.of}
    return Fact(
        _("Who knows whom"),
        says,
        _("It does not say if that is good. Some like their people apart."),
    )


def _since(picture: Picture, before: Before | None) -> Fact:
    found = churn(picture, before)
    says = _("There is no earlier picture to lay it over.") if before is None else _too_few()
    if found and before:
        says = _("Since %(day)s: %(new)s new, %(gone)s no longer here, %(stayed)s stayed.") % {
            "day": date_words(before.on),
            "new": found.new,
            "gone": found.gone,
            "stayed": found.stayed,
        }
    return Fact(
        _("New and gone"),
        says,
        _("It does not say why. Somebody may only have been left out. Being quiet is no fault."),
    )


def _too_few() -> str:
    return _("Too little is drawn to say.")
