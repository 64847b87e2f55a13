from django.db import models

from alongside.access.guarded import GuardedQuerySet
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import now

ALL_TAKEN_OUT = "with everything the place takes out"


class Team(models.Model):
    """Colleagues who stand in for one another."""

    kept = Kept(
        owner="the place",
        strand=None,
        key="none: the name of a team says nothing about a life",
        export=ALL_TAKEN_OUT,
        erase="stays",
        merge="stays as it is",
        retention="as long as anybody is in it, and six years after",
        fields={
            "id": "its name for the machine",
            "called": "what it is called",
            "made_at": "since when",
            "made_by": "who began it",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    called = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    objects = GuardedQuerySet["Team"].as_manager()

    def __str__(self) -> str:
        return self.called


class Member(models.Model):
    """Somebody's place in a team, at work. It counts from their own yes, never before."""

    kept = Kept(
        owner="the one who is in the team",
        strand=None,
        key="none: ids and times only",
        export=ALL_TAKEN_OUT,
        erase="stays as ids",
        merge="points through the alias",
        retention="six years after it ended",
        fields={
            "id": "its name",
            "team": "in which team",
            "person": "who",
            "hears": "whether people can turn to them with a hard thing to say",
            "since": "since when",
            "added_by": "who asked them in",
            "accepted_at": "when they said yes: nothing counts before",
            "left_at": "until when",
            "left_by": "who wrote down that they left",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    hears = models.BooleanField(default=False)
    since = models.DateTimeField(default=now)
    added_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    left_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = GuardedQuerySet["Member"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("team", "person"),
                condition=models.Q(left_at=None),
                name="one_place_in_a_team_each",
            ),
        )
        indexes = (models.Index(fields=("person", "left_at"), name="teams_of_a_person"),)

    def __str__(self) -> str:
        return f"{self.person_id} in {self.team_id}"
