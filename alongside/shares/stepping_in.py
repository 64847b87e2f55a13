"""What stands in for a worker: being away for a while, and waiting after they have left."""

from django.db import models

from alongside.access.guarded import GuardedQuerySet
from alongside.access.strands import Strand
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import now
from alongside.relationships.models import BOTH_KEEP


class Away(models.Model):
    """Somebody at work is away for a while. Who steps in was named before, by the person."""

    kept = Kept(
        owner="the one who is away",
        strand=None,
        key="none: ids and times only",
        export="with the account",
        erase="deleted with the person's account",
        merge="points through the alias",
        retention="a year",
        fields={
            "id": "its name",
            "person": "who is away",
            "starts_at": "from when",
            "until": "until when",
            "written_by": "who wrote it down",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(default=now)
    until = models.DateTimeField()
    written_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    objects = GuardedQuerySet["Away"].as_manager()

    class Meta:
        indexes = (models.Index(fields=("person", "until"), name="away_now"),)

    def __str__(self) -> str:
        return str(self.id)


class Keeping(models.Model):
    """A worker left. Until there is a new agreement, somebody keeps the name and safe ways."""

    kept = Kept(
        owner="the person who waits",
        strand=Strand.ABOUT_ME,
        key="none: ids and times only",
        export="with the whole story of the person",
        erase="stays as ids",
        merge="points through the alias",
        retention=BOTH_KEEP,
        fields={
            "id": "its name",
            "relationship": "which relationship waits",
            "keeper": "who keeps it",
            "since": "since when",
            "ended_at": "when a new agreement began",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="keepings"
    )
    keeper = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    objects = GuardedQuerySet["Keeping"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("relationship", "keeper"), name="a_keeper_keeps_a_relationship_once"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
