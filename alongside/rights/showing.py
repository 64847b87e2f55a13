"""Entries of the log as their pages say them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.trail import Look
from alongside.access.viewer import Viewer
from alongside.people.models import Person
from alongside.rights.clocks import Clock, to_acknowledge, to_tell
from alongside.rights.models import About, Hearer, LogAnswer, LogEntry, LogHearer
from alongside.vault.fields import SealedModel, open_rows


@dataclass(slots=True)
class Said:
    """One answer, by whom."""

    answer: LogAnswer
    who: str


@dataclass(slots=True)
class Shown:
    """One entry with all that belongs to it."""

    entry: LogEntry
    who: str
    is_mine: bool
    clock: Clock | None
    hearers: list[str] = field(default_factory=list)
    answers: list[Said] = field(default_factory=list)


def hearers_here() -> list[Hearer]:
    """All who said that they hear complaints here, opened."""
    found = list(Hearer.objects.filter(ended_at=None).order_by("at"))
    open_rows(found)
    return found


def shown(viewer: Viewer, look: Look, entries: Iterable[LogEntry]) -> list[Shown]:
    """These entries with answers and hearers; what others wrote leaves its line on the trail."""
    entries = list(entries)
    ids = [entry.id for entry in entries]
    answers = list(LogAnswer.objects.ours(viewer).filter(entry_id__in=ids).order_by("at"))
    named = list(LogHearer.objects.ours(viewer).filter(entry_id__in=ids).order_by("at"))
    sealed: list[SealedModel] = [*entries, *answers]
    open_rows(sealed)
    names = _names(viewer)
    for entry in entries:
        look.saw(entry.by_id, Strand.ABOUT_ME, Ground.SIDE, None)
    return [
        Shown(
            entry=entry,
            who=names.get(entry.by_id) or _("Somebody here"),
            is_mine=entry.by_id == viewer.person_id and entry.life == viewer.life,
            clock=_clock(entry, [a for a in answers if a.entry_id == entry.id]),
            hearers=[
                names.get(each.person_id) or _("Somebody who works here")
                for each in named
                if each.entry_id == entry.id
            ],
            answers=[
                Said(a, names.get(a.by_id) or _("Somebody here"))
                for a in answers
                if a.entry_id == entry.id
            ],
        )
        for entry in entries
    ]


def _names(viewer: Viewer) -> dict[UUID, str]:
    """Those the viewer knows, and those who chose to be named to all."""
    known = Person.objects.visible_to(viewer).opened()
    names = {hearer.person_id: hearer.called for hearer in _all_hearers()}
    return names | {person.id: person.called for person in known}


def _all_hearers() -> list[Hearer]:
    found = list(Hearer.objects.order_by("at"))
    open_rows(found)
    return found


def _clock(entry: LogEntry, answers: list[LogAnswer]) -> Clock | None:
    if entry.about == About.COMPLAINT:
        return to_acknowledge(entry.at, _first(a.at for a in answers if a.by_id != entry.by_id))
    if entry.breach:
        return to_tell(entry.known_at, _first(a.at for a in answers if a.told))
    return None


def _first(times: Iterable[datetime]) -> datetime | None:
    return min(times, default=None)
