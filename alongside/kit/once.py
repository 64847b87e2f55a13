"""The same form sent twice is one record: it carries the id, and the id is looked for first."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model
from django.http import Http404

M = TypeVar("M", bound=Model)


def already(kind: type[M], id: UUID | None, **same: object) -> M | None:
    """Give the record of this id, when the same form arrives again.

    Raises Http404 when the id names something else, or something of somebody else.
    """
    there = kind._default_manager.filter(pk=id).first() if id else None
    if there and any(getattr(there, name) != value for name, value in same.items()):
        raise Http404
    return there
