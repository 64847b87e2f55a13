"""Complaining, writing down what went wrong, being named to hear it, answering."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.http import Http404

from alongside.access.viewer import Viewer
from alongside.kit.ids import new_id
from alongside.kit.once import already
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.moments.models import WrongPerson
from alongside.rights.models import About, Hearer, LogAnswer, LogEntry, LogHearer
from alongside.rights.queries import who_hears_now


def hear_complaints(*, by: Viewer, does: str) -> Hearer:
    """Say that I hear complaints and incidents here. All who are here can then choose me.

    They read my own name, and beside it what I say I do.
    """
    if not by.is_working:
        raise Http404
    with writing():
        hearer = who_hears_now().filter(person_id=by.person_id).first()
        if hearer is None:
            stop_hearing(by=by)
            hearer = Hearer(person_id=by.person_id)
        hearer.does = does
        hearer.save()
    return hearer


def stop_hearing(*, by: Viewer) -> None:
    """Nobody new can choose me. What I was named to hear stays with me."""
    with writing():
        Hearer.objects.filter(person_id=by.person_id, ended_at=None).update(ended_at=now())


def complain(*, by: Viewer, words: str, hearers: Iterable[UUID], id: UUID) -> LogEntry:
    """Write a complaint to whom I choose. Twice with one id is once."""
    return _write(by, About.COMPLAINT, words, hearers, id)


def note_incident(
    *,
    by: Viewer,
    words: str,
    hearers: Iterable[UUID],
    id: UUID,
    breach: bool = False,
    known_at: datetime | None = None,
    wrong_person_id: UUID | None = None,
) -> LogEntry:
    """Write down something that went wrong with what is kept here."""
    if not by.is_working:
        raise Http404
    if wrong_person_id:
        WrongPerson.objects.get_ours(by, id=wrong_person_id)
    more = {"breach": breach, "known_at": known_at or now(), "wrong_person_id": wrong_person_id}
    return _write(by, About.INCIDENT, words, hearers, id, **more)


def _write(
    by: Viewer, about: About, words: str, hearers: Iterable[UUID], id: UUID, **more: object
) -> LogEntry:
    with writing():
        if there := already(LogEntry, id, by_id=by.person_id):
            return there
        entry = LogEntry.objects.create(
            id=id,
            about=about.value,
            by_id=by.person_id,
            life=by.life.value,
            words=words,
            **more,
        )
        for person_id in _who_hear(hearers):
            _name(by, entry, person_id)
    return entry


def _who_hear(chosen: Iterable[UUID]) -> set[UUID]:
    """Only those who said that they hear: nobody is drawn in by somebody else's choice."""
    there = who_hears_now().filter(id__in=list(chosen))
    return set(there.values_list("person_id", flat=True))


def _name(by: Viewer, entry: LogEntry, person_id: UUID) -> None:
    LogHearer.objects.get_or_create(
        entry=entry, person_id=person_id, defaults={"named_by_id": by.person_id}
    )


def name_hearers(*, by: Viewer, entry_id: UUID, hearers: Iterable[UUID]) -> None:
    """Whoever wrote it chooses who else hears it. A complaint is its writer's to pass on."""
    with writing():
        entry = LogEntry.objects.get_ours(by, id=entry_id, by_id=by.person_id, life=by.life.value)
        for person_id in _who_hear(hearers):
            _name(by, entry, person_id)


def answer_entry(
    *, by: Viewer, entry_id: UUID, words: str, told: str = "", id: UUID | None = None
) -> LogAnswer:
    """Say what was done, and who was told. The writer can add words too."""
    with writing():
        entry = LogEntry.objects.get_ours(by, id=entry_id)
        if there := already(LogAnswer, id, by_id=by.person_id):
            return there
        return LogAnswer.objects.create(
            id=id or new_id(), entry=entry, by_id=by.person_id, words=words, told=told
        )
