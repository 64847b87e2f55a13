from django.db import models

from alongside.access.guarded import GuardedQuerySet
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import now


class TakenOut(models.Model):
    """Somebody made a copy of all they may see. The copy itself is never kept here."""

    kept = Kept(
        owner="the one who made the copy",
        strand=None,
        key="none: ids and a time only",
        export="with the whole story of the one who made it",
        erase="stays as ids",
        merge="points through the alias",
        retention="six years",
        fields={
            "id": "its name, made by the page",
            "person": "who made it",
            "life": "in which of their two lives",
            "at": "when",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    life = models.CharField(max_length=10)
    at = models.DateTimeField(default=now)

    objects = GuardedQuerySet["TakenOut"].as_manager()

    def __str__(self) -> str:
        return str(self.id)
