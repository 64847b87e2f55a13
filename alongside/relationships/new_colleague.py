"""Whoever was let in to work here, and waits for a second colleague's yes."""

from django.db import models

from alongside.access.guarded import GuardedQuerySet
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import now


class NewColleague(models.Model):
    """Somebody was let in to work here by one colleague; a second one says yes before they can."""

    kept = Kept(
        owner="the place",
        strand=None,
        key="none: ids and times only",
        export="with everything the place takes out",
        erase="stays as ids",
        merge="points through the alias",
        retention="six years",
        fields={
            "id": "its name",
            "person": "who is new",
            "by": "who let them in",
            "at": "when",
            "agreed_by": "the second colleague",
            "agreed_at": "when they said yes",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    agreed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True)

    objects = GuardedQuerySet["NewColleague"].as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(agreed_by=None)
                | ~(models.Q(agreed_by=models.F("by")) | models.Q(agreed_by=models.F("person"))),
                name="a_new_colleague_takes_two_people",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
