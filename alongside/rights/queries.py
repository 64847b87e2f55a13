"""What can be asked: whose words were erased, and what others told that is still to decide."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef
from django.http import Http404

from alongside.access.book import rules_for
from alongside.access.viewer import Life, Viewer
from alongside.accounts.models import MayWork
from alongside.kit.prepared import prepared
from alongside.kit.time import today
from alongside.moments.models import Moment, Telling
from alongside.relationships.models import Side
from alongside.relationships.queries import Between, my_relationship_ids, my_relationships
from alongside.rights.models import (
    DataRequest,
    ErasureAsk,
    ErasureDecision,
    ErasureStep,
    Hearer,
    Hold,
    RequestStep,
    Step,
    What,
)
from alongside.vault.fields import SealedModel, is_gone, open_rows, sealed_words
from alongside.vault.models import Key
from alongside.vault.scopes import between_scope

OWN_RECORDS = "rights"
"""What was asked and decided stays: it is how anybody can check that it was done."""


def erasing_that_comes(viewer: Viewer) -> "models.QuerySet[ErasureAsk]":
    """My asking that was said twice, and neither taken back nor done. Only in my own life."""
    over = ErasureStep.objects.ours(viewer).filter(what__in=(Step.TAKEN_BACK, Step.DONE))
    said = ErasureStep.objects.ours(viewer).filter(what=Step.CONFIRMED)
    mine = ErasureAsk.objects.ours(viewer).filter(id__in=said.values("ask_id"))
    return mine.exclude(id__in=over.values("ask_id"))


def is_erased(viewer: Viewer, relationship_id: UUID) -> bool:
    """The other side asked for erasing and it was done: their key here is destroyed."""
    return any(
        Key.objects.filter(
            scope=between_scope(between.id, between.other.id), destroyed_at__isnull=False
        ).exists()
        for between in my_relationships(viewer, only=relationship_id)
    )


def who_hears_now() -> "models.QuerySet[Hearer]":
    """Those who said that they hear complaints, and have not left work since."""
    at_work = MayWork.objects.filter(
        account__person_id=OuterRef("person_id"), ended_at=None, since__lte=OuterRef("at")
    )
    return Hearer.objects.filter(Exists(at_work), ended_at=None)


def hold_on(viewer: Viewer, relationship_id: UUID) -> Hold | None:
    """The hold that stands in this relationship today, opened."""
    standing = Hold.objects.ours(viewer).filter(
        relationship_id=relationship_id, ended_at=None, until__gte=today()
    )
    hold = standing.order_by("-until").first()
    open_rows([hold] if hold else [])
    return hold


def kinds_between() -> Iterator[type[SealedModel]]:
    """Every kind of words that are told in a relationship."""
    for model in apps.get_models():
        names = {field.name for field in model._meta.concrete_fields}
        if not issubclass(model, SealedModel) or not rules_for(model):
            continue
        if names & {"relationship", "relationship_id"} and model._meta.app_label != OWN_RECORDS:
            yield model


def words_left(viewer: Viewer, *relationship_ids: UUID) -> list[tuple[SealedModel, list[str]]]:
    """What is told in these relationships that still has words and no decision, oldest first."""
    decided = set(
        ErasureDecision.objects.ours(viewer)
        .filter(relationship_id__in=relationship_ids)
        .values_list("kind", "row_id")
    )
    return [
        (row, said)
        for row, said in things_told(viewer, *relationship_ids)
        if (row._meta.label, row.pk) not in decided
    ]


def left_to_decide(viewer: Viewer, people: Iterable[Between]) -> list[UUID]:
    """Where the other one is erased, and something I told of them still waits for my word."""
    gone = [each.id for each in people if is_gone(each.other)]
    waits = {row.relationship_id for row, _said in words_left(viewer, *gone)} if gone else set()  # type: ignore[attr-defined]
    return [id for id in gone if id in waits]


def things_told(viewer: Viewer, *relationship_ids: UUID) -> Iterator[tuple[SealedModel, list[str]]]:
    """Everything with words in these relationships that this viewer may see, kind by kind."""
    for model in kinds_between():
        for row in _rows(model, viewer, relationship_ids):
            said = [getattr(row, name) for name in sealed_words(model) if getattr(row, name)]
            if said:
                yield row, said


def notes_to_self(viewer: Viewer) -> Iterator[tuple[SealedModel, list[str]]]:
    """What somebody at work noted for themselves alone, with its words. Only they may see it."""
    mine = {"relationship": None, "noted_by_id": viewer.person_id}
    notes = list(Moment.objects.ours(viewer).filter(**mine))
    told = list(Telling.objects.ours(viewer).filter(moment__in=notes).order_by("told_at"))
    open_rows([*notes, *told])
    for note in notes:
        said = [telling.words for telling in told if telling.moment_id == note.id]
        yield note, [*said, *filter(None, (note.others, note.in_the_way, note.learned))]


def who_told_of(person_id: UUID) -> set[UUID]:
    """Those at work now who walk with this person and told something there."""
    theirs = my_relationship_ids(Viewer(person_id, Life.OWN))
    at_work = MayWork.objects.filter(ended_at=None).values("account__person_id")
    sides = Side.objects.filter(
        relationship_id__in=theirs, life=Life.WORKING.value, person_id__in=at_work
    ).values_list("relationship_id", "person_id")
    scopes = {between_scope(*side): side[1] for side in sides}
    # Whoever tells something has a key there to seal it with.
    keys = Key.objects.filter(scope__in=scopes, destroyed_at=None)
    return {scopes[scope] for scope in keys.values_list("scope", flat=True)}


def to_look_through(viewer: Viewer) -> list[UUID]:
    """Requests that wait for me: I told something, and have not looked through it yet."""
    if not viewer.is_working:
        return []
    waiting = _not_looked_through(viewer)
    return [id for id, about_id in waiting if viewer.person_id in who_told_of(about_id)]


@prepared
def _not_looked_through(viewer: Viewer) -> "models.QuerySet[Any, tuple[UUID, UUID]]":
    steps = RequestStep.objects.ours(viewer)
    done = steps.filter(what__in=(What.NOT_ME, What.RELEASED))
    mine = steps.filter(what=What.LOOKED, by_id=viewer.person_id)
    asked = DataRequest.objects.ours(viewer).exclude(id__in=done.values("request_id"))
    waiting = asked.exclude(id__in=mine.values("request_id")).order_by("at")
    return waiting.values_list("id", "about_id")


def requests_about_me(viewer: Viewer) -> list[DataRequest]:
    """Somebody wrote down that I asked for a copy, and I have neither stopped it nor had it yet."""
    if viewer.is_working:
        return []
    stopped = RequestStep.objects.ours(viewer).filter(what=What.NOT_ME)
    return list(
        DataRequest.objects.ours(viewer)
        .filter(about_id=viewer.person_id)
        .exclude(id__in=stopped.values("request_id"))
        .order_by("-at")[:1]
    )


def _rows(model: type[SealedModel], viewer: Viewer, relationship_ids: Iterable[UUID]) -> list[Any]:
    readable = _with_keys(_told(viewer, model, list(relationship_ids)))
    open_rows(readable)
    return readable


@prepared
def _told(
    viewer: Viewer, model: type[SealedModel], relationship_ids: list[UUID]
) -> "models.QuerySet[Any]":
    seen: models.QuerySet[Any] = model._default_manager.ours(viewer)  # type: ignore[attr-defined]
    return seen.filter(relationship_id__in=relationship_ids).order_by("pk")


def _with_keys(rows: list[Any]) -> list[Any]:
    """Those whose key is not destroyed: what is gone needs no decision."""
    scopes = {row.key_scope() for row in rows}
    gone = set(Key.objects.filter(scope__in=scopes, wrapped=None).values_list("scope", flat=True))
    return [row for row in rows if row.key_scope() not in gone]


def the_words(viewer: Viewer, relationship_id: UUID, kind: str, row_id: UUID) -> models.Model:
    """One thing told in this relationship; a stranger's 404 without a ground on it."""
    model = next((m for m in kinds_between() if m._meta.label == kind), None)
    if model is None:
        raise Http404
    row: models.Model = model._default_manager.get_ours(  # type: ignore[attr-defined]
        viewer, id=row_id, relationship_id=relationship_id
    )
    return row
