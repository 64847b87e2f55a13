from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Case, CharField, Q, Value, When
from django.http import Http404

from alongside.access.book import rules_for
from alongside.access.viewer import Viewer

M = TypeVar("M", bound=models.Model)


class GuardedQuerySet(models.QuerySet[M, M]):
    """Questions about content start at `visible_to(viewer)`."""

    def visible_to(self, viewer: Viewer | None) -> Self:
        """The rows this viewer has a ground for, now. No rule, or no viewer: none."""
        if viewer is None:
            return self.none()
        grounds = [rule(viewer) for rule in rules_for(self.model).values()]
        if not grounds:
            return self.none()
        any_ground = Q()
        for ground in grounds:
            any_ground |= ground
        return self.filter(any_ground)

    def with_ground(self, viewer: Viewer) -> Self:
        """Say on each row why this viewer can see it, as `row.ground`."""
        whens = [
            When(rule(viewer), then=Value(ground.value))
            for ground, rule in rules_for(self.model).items()
        ]
        return self.annotate(ground=Case(*whens, default=Value(""), output_field=CharField()))

    def get_visible(self, viewer: Viewer | None, **lookup: Any) -> M:
        """One row, or the 404 that a stranger gets: forbidden and missing look the same."""
        row = self.visible_to(viewer).filter(**lookup).first()
        if row is None:
            raise Http404
        return row
