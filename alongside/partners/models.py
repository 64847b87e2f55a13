from django.db import models

from alongside.access.guarded import GuardedQuerySet
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import now

ALL_TAKEN_OUT = "with everything the place takes out"


class Partner(models.Model):
    """An organisation beside ours."""

    kept = Kept(
        owner="the place",
        strand=None,
        key="none: the name of an organisation says nothing about a life",
        export=ALL_TAKEN_OUT,
        erase="stays",
        merge="stays as it is",
        retention="as long as anybody in it works with us, and six years after",
        fields={
            "id": "its name for the machine",
            "called": "what it is called",
            "made_at": "since when",
            "made_by": "who wrote it down",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    called = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    objects = GuardedQuerySet["Partner"].as_manager()

    def __str__(self) -> str:
        return self.called


class PartnerPerson(models.Model):
    """Somebody's place in a partner."""

    kept = Kept(
        owner="the one who works there",
        strand=None,
        key="none: ids, times and the name of a job",
        export=ALL_TAKEN_OUT,
        erase="stays as ids",
        merge="points through the alias",
        retention="six years after it ended",
        fields={
            "id": "its name",
            "partner": "in which organisation",
            "person": "who",
            "does": "what they do there",
            "since": "since when",
            "added_by": "who wrote it down",
            "left_at": "until when",
            "left_by": "who wrote down that they left",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    does = models.CharField(max_length=120, blank=True)
    since = models.DateTimeField(default=now)
    added_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True)
    left_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = GuardedQuerySet["PartnerPerson"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("partner", "person"),
                condition=models.Q(left_at=None),
                name="one_place_in_a_partner_each",
            ),
        )
        indexes = (models.Index(fields=("person", "left_at"), name="partners_of_a_person"),)

    def __str__(self) -> str:
        return f"{self.person_id} in {self.partner_id}"
