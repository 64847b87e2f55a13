"""What erasing reaches: keys, rows and words, read from what each model says of itself."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.deletion import Collector

from alongside.access.viewer import Life
from alongside.accounts.models import MayWork
from alongside.kit.time import now
from alongside.relationships.models import Side
from alongside.rights.copies.gathering import kept_of
from alongside.vault.erased import Line
from alongside.vault.fields import SealedModel, sealed_fields
from alongside.vault.models import Key
from alongside.vault.scopes import address_scope, between_scope, person_scope

GOES_WITH_THE_ACCOUNT = "deleted with"
"""How `kept.erase` begins for what is nothing but a way in, or a mark."""
OWNERS = ("person", "by")


def works_here(person_id: UUID) -> bool:
    """Somebody at work keeps their name here: what they wrote for others is not theirs alone."""
    may = MayWork.objects.filter(account__person_id=person_id, ended_at=None).exists()
    return may or Side.objects.filter(person_id=person_id, life=Life.WORKING.value).exists()


def own_relationships(person_id: UUID) -> list[UUID]:
    """The relationships somebody is a side of in their own life."""
    sides = Side.objects.filter(person_id=person_id, life=Life.OWN.value)
    return list(sides.values_list("relationship_id", flat=True))


def own_scopes(person_id: UUID) -> list[str]:
    """Every key that seals this person's own words, in their own life."""
    at_work = Side.objects.filter(person_id=person_id, life=Life.WORKING.value)
    spared = {
        between_scope(relationship_id, person_id)
        for relationship_id in at_work.values_list("relationship_id", flat=True)
    }
    if works_here(person_id):
        spared.add(person_scope(person_id))
    named = {between_scope(each, person_id) for each in own_relationships(person_id)}
    named |= {person_scope(person_id), address_scope(person_id)}
    # Keys of kinds that came later end in whose they are, like all of ours.
    made = Key.objects.filter(scope__endswith=f":{person_id.hex}").values_list("scope", flat=True)
    return sorted((named | set(made)) - spared)


def rows_that_go(person_id: UUID) -> list[models.Model]:
    """Ways in and marks; and, of somebody who works here, what they wrote for themselves at home.

    In an order in which they can be taken away one by one.
    """
    found: list[models.QuerySet[Any]] = []
    for model in apps.get_models():
        if not hasattr(model, "kept"):
            continue
        if kept_of(model).erase.startswith(GOES_WITH_THE_ACCOUNT):
            found += _marks_of(model, person_id)
        elif works_here(person_id):
            found += _alone_at_home(model, person_id)
    return [row for query in found for row in with_what_hangs_on(query)]


def _marks_of(model: type[models.Model], person_id: UUID) -> Iterator[models.QuerySet[Any]]:
    names = {field.name for field in model._meta.concrete_fields}
    owner = next((name for name in OWNERS if name in names), None)
    if owner is None:
        return
    mine = model._default_manager.filter(**{owner: person_id})
    if "relationship" in names:
        yield mine.filter(relationship_id__in=own_relationships(person_id))
    elif not works_here(person_id):
        yield mine


def _alone_at_home(model: type[models.Model], person_id: UUID) -> Iterator[models.QuerySet[Any]]:
    """Rows in one life, sealed with the key that has to stay because it seals a worker's name."""
    names = {field.name for field in model._meta.concrete_fields}
    if not issubclass(model, SealedModel) or "life" not in names:
        return
    people = apps.get_model("people.Person")
    whose = Q()
    for field in model._meta.concrete_fields:
        if field.is_relation and field.related_model is people:
            whose |= Q(**{field.attname: person_id})
    mine = model._default_manager.filter(whose & Q(("life", Life.OWN.value)))
    scope = person_scope(person_id)
    yield mine.filter(pk__in=[row.pk for row in mine if row.key_scope() == scope])


def with_what_hangs_on(rows: models.QuerySet[Any]) -> list[models.Model]:
    """These rows and whatever goes with them, what hangs on others first."""
    if not rows:
        return []
    collector = Collector(using=rows.db, origin=rows)
    collector.collect(list(rows))
    collector.sort()
    quick = [row for query in collector.fast_deletes for row in query]
    return [*quick, *(row for found in collector.data.values() for row in found)]


# --- lines for the list of what was erased ------------------------------------------------------


def key_line(scope: str) -> Line:
    """This key was destroyed."""
    return {"key": scope, "at": now().isoformat()}


def empty_line(row: models.Model) -> Line:
    """The words of this row were taken out of it."""
    return {**_row_line("empty", row), "fields": sealed_fields(type(row))}


def take_line(row: models.Model) -> Line:
    """This row was taken away."""
    return _row_line("take", row)


def _row_line(what: str, row: models.Model) -> Line:
    name = row.pk.hex if isinstance(row.pk, UUID) else str(row.pk)
    by: str = row._meta.pk.column
    return {what: row._meta.db_table, "by": by, "row": name, "at": now().isoformat()}
