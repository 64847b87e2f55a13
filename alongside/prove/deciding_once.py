"""The control of `prove revocation`: a house that decides once, and never again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from alongside.access.grounds import Ground
from alongside.access.guarded import GuardedQuerySet
from alongside.access.viewer import Viewer


@contextmanager
def deciding_once() -> Iterator[None]:
    """The control: who may see what is worked out at the first asking, and kept."""
    kept: dict[Any, list[UUID]] = {}
    sound = GuardedQuerySet.visible_to

    def visible_to(
        self: GuardedQuerySet[Any], viewer: Viewer | None, *grounds: Ground
    ) -> QuerySet[Model]:
        asked = (self.model, viewer, grounds)
        if asked not in kept:
            fresh = self.model._default_manager.all()
            kept[asked] = list(sound(fresh, viewer, *grounds).values_list("pk", flat=True))
        return self.filter(pk__in=kept[asked])

    GuardedQuerySet.visible_to = visible_to  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        GuardedQuerySet.visible_to = sound  # type: ignore[method-assign]
