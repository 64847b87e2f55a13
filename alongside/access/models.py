from django.db import models

from alongside.kit.kept import Kept


class TrailLine(models.Model):
    """Somebody was shown something that is not their own. Ids only: it outlives erasure."""

    kept = Kept(
        owner="the person it is about",
        strand=None,
        key="none: ids and days only",
        export="with the whole story of the person it is about",
        erase="stays: it says who looked, and holds no words",
        merge="read under either id",
        retention="as long as the record it is about, and six years after",
        fields={
            "number": "its place in the chain of the whole place",
            "viewer_id": "who looked",
            "life": "in which of their two lives; own-life reading is shown to the reader alone",
            "about_id": "about whom",
            "strand": "what kind of thing they were shown",
            "ground": "why they could see it",
            "relationship_id": "the relationship it was made in",
            "thing_id": "by which safety access or duty, where it was one",
            "day": "on which day, in the place's zone",
            "part": "in which part of that day",
            "about_number": "its place in the chain of this person",
            "about_before": "the fingerprint of the line before it about this person",
            "before": "the fingerprint of the line before it",
            "fingerprint": "SHA-256 over all of the above",
        },
    )

    number = models.BigAutoField(primary_key=True)
    viewer_id = models.UUIDField()
    life = models.CharField(max_length=10)
    about_id = models.UUIDField()
    strand = models.CharField(max_length=20)
    ground = models.CharField(max_length=10)
    relationship_id = models.UUIDField(null=True)
    thing_id = models.UUIDField(null=True)
    day = models.DateField()
    part = models.CharField(max_length=10)
    about_number = models.BigIntegerField()
    about_before = models.CharField(max_length=64)
    before = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("about_id", "about_number"), name="one_chain_for_each_person"
            ),
        )
        indexes = (models.Index(fields=("viewer_id", "day", "part"), name="trail_of_a_viewer"),)

    def __str__(self) -> str:
        return f"{self.viewer_id} saw {self.strand} of {self.about_id} on {self.day}"
