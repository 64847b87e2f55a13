"""What stands in for a worker: being away for a while, and waiting after they have left."""

from datetime import date

from django.db import models

from alongside.access.guarded import GuardedQuerySet
from alongside.access.strands import Strand
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import last_day_before, now
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


class Leaving(models.Model):
    """A colleague says that somebody has left, or is away. It holds when a second one says so."""

    kept = Kept(
        owner="the one who leaves",
        strand=None,
        key="none: ids and times only",
        export="with the account",
        erase="stays as ids",
        merge="points through the alias",
        retention="six years after it ended",
        fields={
            "id": "its name",
            "person": "who leaves",
            "member": "which place in a team, if it is one",
            "place": "or which place in a partner",
            "keeper_ids": "who is to wait with the people they walk alongside",
            "away_until": "until when, if they are only away",
            "by": "who says so",
            "at": "when",
            "agreed_by": "the second person",
            "agreed_at": "when they agreed",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(
        "teams.Member", on_delete=models.CASCADE, null=True, related_name="leavings"
    )
    place = models.ForeignKey(
        "partners.PartnerPerson", on_delete=models.CASCADE, null=True, related_name="leavings"
    )
    keeper_ids = models.JSONField(default=list)
    away_until = models.DateTimeField(null=True)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    agreed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True)

    objects = GuardedQuerySet["Leaving"].as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(agreed_by=None) | ~models.Q(agreed_by=models.F("by")),
                name="a_leaving_takes_two_people",
            ),
            models.CheckConstraint(
                condition=models.Q(member=None) ^ models.Q(place=None),
                name="a_leaving_is_from_one_place",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def last_day_away(self) -> date | None:
        return last_day_before(self.away_until) if self.away_until else None
