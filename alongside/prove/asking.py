"""The rules said in SQL once for a whole batch of looks, with only who looks and when exchanged.

Pages do the same through `kit.prepared`, which `prove access` compares with the plain way. This
one checks nothing, so that it can also ask what a faulty rule says.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model

from alongside.access.viewer import Life, Viewer
from alongside.kit.time import at
from alongside.prove.plain import View

SOMEBODY = UUID(int=0xA11CE)
SOMETIME = datetime(1971, 2, 3, 4, 5, 6, 7, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows of one kind the rules show, for anybody in one life."""

    sql: str
    params: tuple[Any, ...]

    def ids(self, view: View) -> set[UUID]:
        """The ids that the rules show this look."""
        if not self.sql:
            return set()
        adapt = connection.ops.adapt_datetimefield_value
        filled = {SOMEBODY.hex: view.person_id.hex, adapt(SOMETIME): adapt(view.clock)}
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [filled.get(param, param) for param in self.params])
            return {UUID(row[0]) for row in cursor.fetchall()}


def asked(model: type[Model], life: Life) -> Asked:
    """What the rules in the book say now, in SQL."""
    with at(SOMETIME):
        rows = model._default_manager.visible_to(Viewer(SOMEBODY, life))  # type: ignore[attr-defined]
        try:
            sql, params = rows.order_by().values_list("pk").query.sql_with_params()
        except EmptyResultSet:
            return Asked("", ())
    return Asked(sql, tuple(params))
