"""A person asks for a copy: written down, made sure of, looked through, given out."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from alongside.access.viewer import Life, Viewer
from alongside.kit.ids import new_id
from alongside.kit.once import already
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.moments.models import KeptApart, Moment, Telling
from alongside.relationships.queries import my_relationship_ids, my_relationships, the_relationship
from alongside.rights.actions.copies import take_out
from alongside.rights.copies.gathering import Gathered, Rows, Without
from alongside.rights.models import (
    DataRequest,
    RequestStep,
    What,
    Withheld,
    WithheldReview,
)
from alongside.rights.queries import the_words, who_hears_now, who_told_of
from alongside.shares.feared import feared_among, names_somebody_feared
from alongside.vault.fields import open_rows

A_DAY = timedelta(hours=24)
"""The least time between asking and giving out: whoever is not who they say is found out in it."""


class NotYet(Exception):
    """Something still stands before giving it out; `waits` says what."""

    def __init__(self, waits: list[str]) -> None:
        super().__init__(", ".join(waits))
        self.waits = waits


class SameTwo(Exception):
    """The second person has to be a second person."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a request stands: its steps, and how many things are held back. Counts, never content."""

    request: DataRequest
    steps: dict[str, RequestStep] = field(default_factory=dict)
    held_back: int = 0
    to_look_over: int = 0
    by_somebody_feared: bool = False
    yet_to_look: frozenset[UUID] = frozenset()
    """Who told something, and has not looked through it yet."""

    @property
    def opens_at(self) -> datetime:
        """From when it can be given out."""
        return self.request.at + A_DAY

    @property
    def waits(self) -> list[str]:
        """What still stands before giving it out."""
        waits = []
        if What.NOT_ME in self.steps:
            waits.append("not-me")
        if self.by_somebody_feared:
            waits.append("never-tell")
        if now() < self.opens_at:
            waits.append("a-day")
        if What.CALLED_BACK not in self.steps:
            waits.append("call-back")
        if self.yet_to_look:
            waits.append("looking-through")
        if self.to_look_over:
            waits.append("second-person")
        return waits

    @property
    def released(self) -> RequestStep | None:
        return self.steps.get(What.RELEASED)


def standing_of(request: DataRequest) -> Standing:
    """Whoever may see the request may know how many things are held back, and no more of them."""
    held = Withheld.objects.filter(request=request)
    steps = list(RequestStep.objects.filter(request=request, row_id=None))
    looked = {step.by_id for step in steps if step.what == What.LOOKED}
    open_rows([request])
    return Standing(
        request,
        {step.what: step for step in steps},
        held.exclude(review__agrees=False).count(),
        held.filter(review=None).count(),
        names_somebody_feared(request.about_id, request.asked_by),
        frozenset(who_told_of(request.about_id) - looked),
    )


def write_request_down(
    *, by: Viewer, relationship_id: UUID, asked_by: str, how: str, asked_on: date, id: UUID
) -> DataRequest:
    """Somebody I walk with asks for a copy. Twice with one id is once."""
    between = the_relationship(by, relationship_id)
    if not by.is_working or between.other_life != Life.OWN:
        raise Http404
    with writing():
        if there := already(DataRequest, id, kept_by_id=by.person_id):
            return there
        return DataRequest.objects.create(
            id=id,
            kept_by_id=by.person_id,
            about_id=between.other.id,
            relationship_id=relationship_id,
            asked_on=asked_on,
            asked_by=asked_by,
            how=how,
        )


def call_back(*, by: Viewer, request_id: UUID) -> None:
    """I rang or met them, in the way they said is safe, and it was they who asked."""
    _step(by, _kept(by, request_id), What.CALLED_BACK)


def say_not_me(*, by: Viewer, request_id: UUID) -> None:
    """It is about me, and I did not ask. It stops here."""
    request = DataRequest.objects.get_ours(by, id=request_id, about_id=by.person_id)
    if standing_of(request).released is None:
        _step(by, request, What.NOT_ME)


def release(*, by: Viewer, request_id: UUID) -> None:
    """Give it out: the person can now take the copy from their own page. Raises NotYet."""
    with writing():
        standing = standing_of(_kept(by, request_id))
        if standing.released:
            return
        if standing.waits:
            raise NotYet(standing.waits)
        _step(by, standing.request, What.RELEASED)


def say_looked_through(*, by: Viewer, request_id: UUID) -> None:
    """I looked through all I told and noted: what I did not hold back is given out."""
    request = _to_look_through(by, request_id)
    with writing():
        said: dict[str, Any] = {"request": request, "what": What.LOOKED.value}
        said["by_id"] = by.person_id
        RequestStep.objects.update_or_create(**said, row_id=None, defaults={"at": now()})


def say_about_them(*, by: Viewer, request_id: UUID, note_id: UUID, about: bool) -> None:
    """A note of mine to myself is about them: it is given out. Or it is not about them."""
    request = _to_look_through(by, request_id)
    Moment.objects.get_ours(by, id=note_id, relationship=None, noted_by_id=by.person_id)
    with writing():
        said = {"request": request, "what": What.ABOUT.value, "row_id": note_id}
        if about:
            RequestStep.objects.get_or_create(**said, defaults={"by_id": by.person_id})
        else:
            RequestStep.objects.filter(**said).delete()


def _to_look_through(by: Viewer, request_id: UUID) -> DataRequest:
    """A request about somebody I walk with, not given out yet."""
    request = DataRequest.objects.get_ours(by, id=request_id)
    if not by.is_working or not i_walk_with(by, request.about_id):
        raise Http404
    if standing_of(request).released:
        raise NotYet(["released"])
    return request


def i_walk_with(by: Viewer, person_id: UUID) -> bool:
    return any(each.other.id == person_id for each in my_relationships(by))


def _kept(by: Viewer, request_id: UUID) -> DataRequest:
    if not by.is_working:
        raise Http404
    return DataRequest.objects.get_ours(by, id=request_id, kept_by_id=by.person_id)


def _step(by: Viewer, request: DataRequest, what: What) -> None:
    with writing():
        RequestStep.objects.get_or_create(
            request=request, what=what.value, row_id=None, defaults={"by_id": by.person_id}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing told in a relationship, by its kind and its id."""

    relationship_id: UUID
    kind: str
    row_id: UUID


def withhold(
    *, by: Viewer, request_id: UUID, thing: Thing, why: str, reason: str, hearer_id: UUID
) -> Withheld:
    """Hold one thing back, until a second person has looked at why.

    Only who has a ground on the thing itself decides; to anybody else it is not there.
    """
    request = DataRequest.objects.get_ours(by, id=request_id)
    between = the_relationship(by, thing.relationship_id)
    if not by.is_working or between.other.id != request.about_id:
        raise Http404
    if standing_of(request).released:
        raise NotYet(["released"])
    if not _is_note_of_mine(by, thing):
        the_words(by, thing.relationship_id, thing.kind, thing.row_id)
    reviewer = who_hears_now().filter(id=hearer_id).first()
    if reviewer is None or feared_among(request.about_id, {reviewer.person_id}):
        raise Http404
    if reviewer.person_id == by.person_id:
        raise SameTwo
    with writing():
        held, new = Withheld.objects.get_or_create(
            request=request,
            kind=thing.kind,
            row_id=thing.row_id,
            defaults={
                "id": new_id(),
                "relationship_id": thing.relationship_id,
                "why": why,
                "reason": reason,
                "by_id": by.person_id,
                "reviewer_id": reviewer.person_id,
            },
        )
        if not new and not WithheldReview.objects.filter(withheld=held).exists():
            # The one chosen before may have left, or be ill for months: the law's month runs on.
            held.reviewer_id = reviewer.person_id
            held.save(update_fields=["reviewer"])
        return held


def _is_note_of_mine(by: Viewer, thing: Thing) -> bool:
    mine = Moment.objects.ours(by).filter(relationship=None, noted_by_id=by.person_id)
    return thing.kind == Moment._meta.label and mine.filter(id=thing.row_id).exists()


def review_withheld(*, by: Viewer, withheld_id: UUID, agrees: bool, words: str = "") -> None:
    """The second person: it is held back, or it is given out after all. Said once."""
    with writing():
        held = Withheld.objects.get_ours(by, id=withheld_id, reviewer_id=by.person_id)
        WithheldReview.objects.get_or_create(
            withheld=held, defaults={"by_id": by.person_id, "agrees": agrees, "words": words}
        )


def take_released(*, by: Viewer, request_id: UUID, id: UUID) -> Gathered:
    """The copy that was given out: all the person may see, without what is held back."""
    request = DataRequest.objects.get_ours(by, id=request_id, about_id=by.person_id)
    if by.life != Life.OWN or standing_of(request).released is None:
        raise Http404
    return take_out(by=by, id=id, without=_held_back(request), reached=_reached(by, request))


def _reached(by: Viewer, request: DataRequest) -> Rows:
    """What else the law reaches: what was kept apart, and what its writer noted for themselves.

    Through each writer who looked it through, and nothing that they told since.
    """
    rows: Rows = {Moment: [], Telling: []}
    for looked in RequestStep.objects.filter(request=request, what=What.LOOKED):
        writer, then = Viewer(looked.by_id, Life.WORKING), looked.at
        apart = KeptApart.objects.ours(by).filter(by_id=writer.person_id, shown_at=None)
        notes = RequestStep.objects.filter(
            request=request, what=What.ABOUT, by_id=writer.person_id, at__lte=then
        )
        moments = Moment.objects.ours(writer).filter(
            Q(id__in=apart.values("moment_id"), relationship_id__in=my_relationship_ids(by))
            | Q(id__in=notes.values("row_id"), relationship=None),
            noted_by_id=writer.person_id,
            noted_at__lte=then,
        )
        told = Telling.objects.ours(writer).filter(moment__in=moments, told_at__lte=then)
        rows[Moment] += moments.with_ground(writer).order_by("pk")
        rows[Telling] += told.with_ground(writer).order_by("pk")
    open_rows([*rows[Moment], *rows[Telling]])
    return rows


def _held_back(request: DataRequest) -> Without:
    held = Withheld.objects.filter(request=request).exclude(review__agrees=False)
    return frozenset(held.values_list("kind", "row_id"))
