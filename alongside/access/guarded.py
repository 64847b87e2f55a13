from functools import reduce
from operator import or_
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Case, CharField, Value, When
from django.http import Http404

from alongside.access.book import rules_for
from alongside.access.grounds import OURS, Ground
from alongside.access.viewer import Viewer

M = TypeVar("M", bound=models.Model)


class GuardedQuerySet(models.QuerySet[M, M]):
    """Questions about content start at `visible_to(viewer)`."""

    def visible_to(self, viewer: Viewer | None, *grounds: Ground) -> Self:
        """The rows this viewer has a ground for, now; of these grounds, if any are named.

        No rule, or no viewer: none.
        """
        if viewer is None:
            return self.none()
        rules = rules_for(self.model).items()
        open_now = [rule(viewer) for ground, rule in rules if not grounds or ground in grounds]
        if not open_now:
            return self.none()
        return self.filter(reduce(or_, open_now))

    def ours(self, viewer: Viewer | None) -> Self:
        """Of what is visible: my own, and what I keep with the other side. No shares."""
        return self.visible_to(viewer, *OURS)

    def with_ground(self, viewer: Viewer) -> Self:
        """Say on each row why this viewer can see it, as `row.on_ground`."""
        whens = [
            When(rule(viewer), then=Value(ground.value))
            for ground, rule in rules_for(self.model).items()
        ]
        return self.annotate(on_ground=Case(*whens, default=Value(""), output_field=CharField()))

    def get_visible(self, viewer: Viewer | None, **lookup: Any) -> M:
        """One row, or the 404 that a stranger gets: forbidden and missing look the same."""
        return _one(self.visible_to(viewer).filter(**lookup))

    def get_ours(self, viewer: Viewer | None, **lookup: Any) -> M:
        """One row of ours, for whoever is to write to it: nobody writes by a share."""
        return _one(self.ours(viewer).filter(**lookup))


def _one(rows: GuardedQuerySet[M]) -> M:
    row = rows.first()
    if row is None:
        raise Http404
    return row
