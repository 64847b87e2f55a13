"""The same rows as a place keeps, in plain text and without a promise: what a page costs at least.

Never installed outside the bench.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Person(models.Model):
    """Anybody, by name."""

    name = models.CharField(max_length=120)

    objects: ClassVar[models.Manager["Person"]] = models.Manager()

    class Meta:
        app_label = "floor"


class Tie(models.Model):
    """A worker and somebody they walk with."""

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    person_id: int

    objects: ClassVar[models.Manager["Tie"]] = models.Manager()

    class Meta:
        app_label = "floor"


class Note(models.Model):
    """What was noted, by whom and when."""

    tie = models.ForeignKey(Tie, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(Person, on_delete=models.CASCADE)
    kind = models.CharField(max_length=10)
    happened_at = models.DateTimeField()
    words = models.TextField()
    tie_id: int
    author_id: int

    objects: ClassVar[models.Manager["Note"]] = models.Manager()

    class Meta:
        app_label = "floor"
        indexes = (models.Index(fields=("tie", "-happened_at"), name="floor_newest_first"),)


class Promise(models.Model):
    """What was promised, by whom and until when."""

    tie = models.ForeignKey(Tie, on_delete=models.CASCADE)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, null=True)
    by = models.ForeignKey(Person, on_delete=models.CASCADE)
    words = models.TextField()
    place = models.CharField(max_length=300, blank=True)
    due_at = models.DateTimeField(null=True)
    kept = models.BooleanField(default=False)

    objects: ClassVar[models.Manager["Promise"]] = models.Manager()

    class Meta:
        app_label = "floor"
        indexes = (models.Index(fields=("tie", "due_at"), name="floor_by_day"),)
