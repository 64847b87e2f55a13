"""Asking for erasing, a week to think, and doing it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import Http404

from alongside.access.viewer import Life, Viewer
from alongside.cowriting.models import Document
from alongside.kit.ids import new_id
from alongside.kit.once import already
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.people.aliases import also_me
from alongside.relationships.queries import must_be_mine
from alongside.rights.erasing import (
    empty_line,
    key_line,
    own_scopes,
    rows_that_go,
    take_line,
)
from alongside.rights.models import ErasureAsk, ErasureDecision, ErasureStep, Hold, Step
from alongside.rights.queries import hold_on, is_erased, the_words
from alongside.vault.erased import write_down
from alongside.vault.fields import sealed_fields
from alongside.vault.keyring import destroy_key

WAIT = timedelta(days=7)
"""Time to think again, from the second yes."""


class TooEarly(Exception):
    """The week to think is not over."""


class HoldStands(Exception):
    """Words must stay for a while; `words` says why."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True, slots=True)
class Standing:
    """How an asking stands."""

    ask: ErasureAsk
    steps: dict[str, ErasureStep]

    @property
    def is_open(self) -> bool:
        return not {Step.TAKEN_BACK, Step.DONE} & set(self.steps)

    @property
    def confirmed(self) -> bool:
        return Step.CONFIRMED in self.steps

    @property
    def ready_at(self) -> datetime | None:
        """From when it can be done."""
        return self.steps[Step.CONFIRMED].at + WAIT if self.confirmed else None

    @property
    def is_ready(self) -> bool:
        ready_at = self.ready_at
        return self.is_open and ready_at is not None and ready_at <= now()


def standing_of(ask: ErasureAsk) -> Standing:
    return Standing(ask, {step.what: step for step in ErasureStep.objects.filter(ask=ask)})


def my_standing(viewer: Viewer) -> Standing | None:
    """What I asked for last, if it is still open."""
    asked = ErasureAsk.objects.ours(viewer).order_by("-at").first()
    standing = standing_of(asked) if asked else None
    return standing if standing and standing.is_open else None


def ask_to_erase(*, by: Viewer, id: UUID) -> ErasureAsk:
    """The first yes. Twice with one id is once, and one that is open is enough."""
    if by.life != Life.OWN:
        raise Http404
    with writing():
        if standing := my_standing(by):
            return standing.ask
        mine = {"person_id": by.person_id}
        return already(ErasureAsk, id, **mine) or ErasureAsk.objects.create(id=id, **mine)


def confirm_erasing(*, by: Viewer, ask_id: UUID) -> None:
    """The second yes, on a page of its own. The week begins."""
    _step(by, ask_id, Step.CONFIRMED)


def take_erasing_back(*, by: Viewer, ask_id: UUID) -> None:
    """Never mind. Nothing was touched."""
    _step(by, ask_id, Step.TAKEN_BACK)


def _step(by: Viewer, ask_id: UUID, what: Step) -> None:
    with writing():
        ask = ErasureAsk.objects.get_ours(by, id=ask_id)
        if _now_first(ask).is_open:
            ErasureStep.objects.get_or_create(ask=ask, what=what.value)


def _now_first(ask: ErasureAsk) -> Standing:
    """How it stands, and goes on standing until this is written: taking back or doing, not both."""
    return standing_of(ErasureAsk.objects.select_for_update().get(pk=ask.pk))


def finish_erasing(*, by: Viewer, ask_id: UUID) -> None:
    """Do it now. Raises TooEarly while the week lasts."""
    standing = standing_of(ErasureAsk.objects.get_ours(by, id=ask_id))
    if standing.is_open and not standing.is_ready:
        raise TooEarly
    if standing.is_open:
        _erase(standing.ask)


def due_erasures() -> Iterator[ErasureAsk]:
    """What was asked twice, a week ago or more, and not taken back."""
    for ask in ErasureAsk.objects.exclude(steps__what__in=(Step.TAKEN_BACK, Step.DONE)):
        if standing_of(ask).is_ready:
            yield ask


def finish_what_is_due() -> int:
    """Do every erasure whose week is over; gives how many."""
    return sum(_erase(ask) for ask in list(due_erasures()))


def _erase(ask: ErasureAsk) -> bool:
    """The list first, then the keys, then the rows: stopped anywhere, it can be done again.

    Nothing is done, and False given, where it was taken back since it was looked for.
    """
    with writing():
        if not _now_first(ask).is_ready:
            return False
        me = sorted({ask.person_id} | also_me(ask.person_id))
        scopes = [scope for each in me for scope in own_scopes(each)]
        rows = [row for each in me for row in rows_that_go(each)]
        write_down([*map(key_line, scopes), *map(take_line, rows)], settings.ERASED_LIST)
        for scope in scopes:
            destroy_key(scope)
        for row in rows:
            type(row)._base_manager.filter(pk=row.pk).delete()
        ErasureStep.objects.get_or_create(ask=ask, what=Step.DONE.value)
    return True


# --- words others told about somebody -----------------------------------------------------------


def decide_words(
    *, by: Viewer, relationship_id: UUID, kind: str, row_id: UUID, destroy: bool, reason: str
) -> None:
    """A side decides about one thing told of somebody who asked for erasing.

    Destroyed, unless a hold stands against it: then HoldStands says why. What stays needs its
    reason, a hold or a law. Raises Http404 without a ground on the thing itself.
    """
    with writing():
        must_be_mine(by, relationship_id)
        row = the_words(by, relationship_id, kind, row_id)
        if not is_erased(by, relationship_id):
            raise Http404
        if destroy and (hold := hold_on(by, relationship_id)):
            raise HoldStands(hold.words)
        decision, new = ErasureDecision.objects.get_or_create(
            kind=kind,
            row_id=row_id,
            defaults={
                "relationship_id": relationship_id,
                "by_id": by.person_id,
                "destroyed": destroy,
                "reason": reason,
            },
        )
        if not decision.destroyed:
            # A reason to keep something may pass: the same hands may destroy it later.
            ErasureDecision.objects.filter(id=decision.id).update(destroyed=destroy)
        if destroy and (new or not decision.destroyed):
            before = list(row.versions.all()) if isinstance(row, Document) else []
            write_down(
                [empty_line(row), *(take_line(each) for each in before)], settings.ERASED_LIST
            )
            for version in before:
                version.delete()
            empty = dict.fromkeys(sealed_fields(type(row)), b"")
            type(row)._base_manager.filter(pk=row.pk).update(**empty)


def hold_words(
    *, by: Viewer, relationship_id: UUID, words: str, until: date, id: UUID | None = None
) -> Hold:
    """Say, in words both sides read, why words have to stay until a day."""
    with writing():
        must_be_mine(by, relationship_id)
        if not by.is_working:
            raise Http404
        if there := already(Hold, id, by_id=by.person_id, relationship_id=relationship_id):
            return there
        return Hold.objects.create(
            id=id or new_id(),
            relationship_id=relationship_id,
            by_id=by.person_id,
            words=words,
            until=until,
        )


def lift_hold(*, by: Viewer, hold_id: UUID) -> Hold:
    """Whoever said so lifts it."""
    with writing():
        hold = Hold.objects.get_ours(by, id=hold_id, by_id=by.person_id)
        if hold.ended_at is None:
            hold.ended_at = now()
            hold.save(update_fields=["ended_at"])
    return hold
