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
from alongside.rights.queries import who_hears_now
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
    heard_by: set[UUID] = field(default_factory=set)
    answers: list[Said] = field(default_factory=list)


def hearers_here() -> list[Hearer]:
    """All who say that they hear complaints here, opened with their names."""
    found = list(who_hears_now().select_related("person").order_by("at"))
    open_rows([*found, *(hearer.person for hearer in found)])
    return found


def named(hearer: Hearer) -> str:
    """Their own name, as everybody here knows it, and what they say they do."""
    return f"{hearer.person.called}, {hearer.does}" if hearer.does else str(hearer.person.called)


def shown(viewer: Viewer, look: Look, entries: Iterable[LogEntry]) -> list[Shown]:
    """These entries with answers and hearers; what others wrote leaves its line on the trail."""
    entries = list(entries)
    ids = [entry.id for entry in entries]
    answers = list(LogAnswer.objects.ours(viewer).filter(entry_id__in=ids).order_by("at"))
    chosen = list(LogHearer.objects.ours(viewer).filter(entry_id__in=ids).order_by("at"))
    sealed: list[SealedModel] = [*entries, *answers]
    open_rows(sealed)
    names, here = _names(viewer), {hearer.person_id for hearer in who_hears_now()}
    for entry in entries:
        look.saw(entry.by_id, Strand.ABOUT_ME, Ground.SIDE, None)
    return [
        Shown(
            entry=entry,
            who=names.get(entry.by_id) or _("Somebody here"),
            is_mine=entry.by_id == viewer.person_id and entry.life == viewer.life,
            clock=clock_of(entry, [a for a in answers if a.entry_id == entry.id]),
            hearers=[
                _heard_by(names, each.person_id, still=each.person_id in here)
                for each in chosen
                if each.entry_id == entry.id
            ],
            heard_by={each.person_id for each in chosen if each.entry_id == entry.id},
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
    names = {hearer.person_id: named(hearer) for hearer in _all_hearers()}
    return names | {person.id: person.called for person in known}


def _all_hearers() -> list[Hearer]:
    found = list(Hearer.objects.select_related("person").order_by("at"))
    open_rows([*found, *(hearer.person for hearer in found)])
    return found


def _heard_by(names: dict[UUID, str], person_id: UUID, *, still: bool) -> str:
    name = names.get(person_id) or _("Somebody who works here")
    return name if still else _("%(name)s (hears no complaints now)") % {"name": name}


def clock_of(entry: LogEntry, answers: Iterable[LogAnswer]) -> Clock | None:
    """What the law gives for it, and whether it was done."""
    if entry.about == About.COMPLAINT:
        return to_acknowledge(entry.at, _first(a.at for a in answers if a.by_id != entry.by_id))
    if entry.breach:
        return to_tell(entry.known_at, _first(a.at for a in answers if a.told))
    return None


def _first(times: Iterable[datetime]) -> datetime | None:
    return min(times, default=None)
