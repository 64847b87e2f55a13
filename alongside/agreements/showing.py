"""An agreement as its page says it: whose words, what would change, what was there before."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.agreements.models import Agreement
from alongside.agreements.queries import Line, Said, Version
from alongside.kit.ids import new_id
from alongside.kit.time import today
from alongside.kit.words import day
from alongside.people.models import Person
from alongside.relationships.queries import Between


@dataclass(slots=True)
class Part:
    """One part of a version. With a name it is somebody's own words."""

    title: str
    words: str
    name: str = ""
    kind: str = ""
    key: str = ""


@dataclass(slots=True)
class Shown:
    """One version, ready for its template."""

    version: Version
    by: str
    mine: bool
    parts: list[Part]
    """What it says."""
    new: list[Part]
    """What it would change of the version that holds."""
    gone: list[Part]
    """What it would take away."""
    new_day: bool
    """It would change when we look again."""

    @property
    def id(self) -> UUID:
        return self.version.id

    @property
    def review_on(self) -> date | None:
        on: date | None = self.version.agreement.review_on
        return on

    @property
    def review_words(self) -> str:
        """When we look again; of a day that has come, that it has."""
        if self.review_on is None:
            return ""
        if self.review_on <= today():
            said = _("It is time to look at this again. We said: on %(day)s.")
        else:
            said = _("We look at this again on %(day)s")
        return said % {"day": day(self.review_on)}


def shown(between: Between, version: Version, holds: Version | None) -> Shown:
    parts = _parts(between, version.agreement)
    now = _parts(between, holds.agreement) if holds else [Part(p.title, "") for p in parts]
    pairs = list(zip(parts, now, strict=True))
    writer = version.agreement.written_by_id
    held_day = holds.agreement.review_on if holds else None
    return Shown(
        version=version,
        by=between.person(writer).called,
        mine=writer == between.me.id,
        parts=[part for part in parts if part.words],
        new=[part for part, was in pairs if part.words and part.words != was.words],
        gone=[was for part, was in pairs if was.words and not part.words],
        new_day=version.agreement.review_on != held_day,
    )


def beside(between: Between) -> Person:
    """The one who is not the one whose page it is."""
    return between.me if between.supported.id == between.other.id else between.other


def _parts(between: Between, agreement: Agreement) -> list[Part]:
    """All of it, in the order it is read: the one whose page it is first."""
    parts = [Part(_("What we do together"), agreement.together, key="together")]
    for person, kind in ((between.supported, "self"), (beside(between), "worker")):
        support, challenge = agreement.support_of(person.id), agreement.challenge_of(person.id)
        parts.append(Part(_("How I want to be supported"), support, person.called, kind))
        parts.append(Part(_("How I want to be challenged"), challenge, person.called, kind))
    shares = _("What each of us shares with the other")
    return [*parts, Part(shares, agreement.sharing, key="sharing")]


@dataclass(slots=True)
class DoingShown:
    """One thing we do together, ready for its template."""

    line: Line
    by: str
    changes: list[tuple[str, object]]
    """Who said so, and what became of it."""
    next_id: UUID


def doing_shown(between: Between, line: Line) -> DoingShown:
    return DoingShown(
        line=line,
        by=between.person(line.doing.by_id).called,
        changes=[(between.person(change.by_id).called, change) for change in line.changes],
        next_id=new_id(),
    )


@dataclass(slots=True)
class HardShown:
    """A hard thing and its answers, ready for the template."""

    said: Said
    by: str
    mine: bool
    about: str
    """What whoever says it calls the one it is about."""


def hard_shown(between: Between, said: Said) -> HardShown:
    return HardShown(
        said=said,
        by=between.person(said.thing.by_id).called,
        mine=said.thing.by_id == between.me.id,
        about=said.thing.about_called,
    )
