from datetime import time

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.access.guarded import GuardedQuerySet
from alongside.access.strands import Strand
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import now
from alongside.promises.queries import PromiseQuerySet
from alongside.relationships.models import BOTH_KEEP, WITH_THE_STORY
from alongside.vault.fields import SealedModel, SealedTextField
from alongside.vault.scopes import between_scope


class Due(models.TextChoices):
    NONE = "none", _("No day")
    DAY = "day", _("On a day")
    TIME = "time", _("At a time")
    BY = "by", _("By then")


END_OF_DAY = time(23, 59)
"""What a whole day is kept as: all of it is theirs."""


class Promise(SealedModel):
    """What one side said they would do."""

    kept = Kept(
        owner="both sides",
        strand=Strand.PROMISES,
        key="of the one who wrote it down, in this relationship",
        export=WITH_THE_STORY,
        erase="the writer's key; the other side's answers are decided one by one",
        merge="points through the alias",
        retention=BOTH_KEEP,
        fields={
            "id": "its name, made by whoever wrote first",
            "relationship": "between whom",
            "by": "who promised",
            "to": "to whom",
            "written_by": "who wrote it down",
            "moment": "the moment it was made in",
            "words": "what was promised",
            "place": "where, for a visit",
            "is_visit": "whether they meet",
            "due": "on a day, at a time, by then, or no day",
            "due_at": "when",
            "made_at": "when it was made",
            "opens_at": "when the other side sees it; none: once an old one is let through",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="promises"
    )
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    moment = models.ForeignKey(
        "moments.Moment", on_delete=models.SET_NULL, null=True, related_name="promises"
    )
    words = SealedTextField()
    place = SealedTextField()
    is_visit = models.BooleanField(default=False)
    due = models.CharField(max_length=5, choices=Due, default=Due.NONE)
    due_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=now)
    opens_at = models.DateTimeField(default=now, null=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("relationship", "due_at"), name="promises_by_day"),)

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return between_scope(self.relationship_id, self.written_by_id)


class Became(models.TextChoices):
    """What became of a promise."""

    KEPT = "kept", _("Kept")
    MOVED = "moved", _("Moved")
    MISSED = "missed", _("Missed")
    PUT_RIGHT = "put-right", _("Put right")
    LET_GO = "let-go", _("Let go together")
    COMING = "coming", _("I’ll be there")
    NOT_TODAY = "not-today", _("Not today")
    DROPPED = "dropped", _("Let go, before it was brought in")


class Told(models.TextChoices):
    """When the other side heard that a promise moved."""

    BEFORE = "before", _("Told before")
    AFTER = "after", _("Told after")


class Answer(SealedModel):
    """One side says what became of a promise. Later answers stand beside earlier ones."""

    kept = Kept(
        owner="both sides",
        strand=Strand.PROMISES,
        key="of the one who answered, in this relationship",
        export=WITH_THE_STORY,
        erase="destroying the answerer's key in this relationship",
        merge="points through the alias",
        retention=BOTH_KEEP,
        fields={
            "id": "its name",
            "promise": "which promise",
            "relationship": "between whom",
            "by": "who says so",
            "became": "what became of it",
            "words": "in their words: why, or what we did",
            "at": "when they said so",
            "told": "for a move: before or after the time",
            "moved_from": "for a move: from when",
            "was_due": "for a move: whether that was a day, a time, or by then",
            "moved_to": "for a move: to when",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="answers")
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="+"
    )
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    became = models.CharField(max_length=10, choices=Became)
    words = SealedTextField()
    at = models.DateTimeField(default=now)
    told = models.CharField(max_length=6, choices=Told, blank=True, default="")
    moved_from = models.DateTimeField(null=True)
    was_due = models.CharField(max_length=5, choices=Due, blank=True, default="")
    moved_to = models.DateTimeField(null=True)

    objects = GuardedQuerySet["Answer"].as_manager()

    def __str__(self) -> str:
        return self.became

    def key_scope(self) -> str:
        return between_scope(self.relationship_id, self.by_id)


class Reply(SealedModel):
    """The other side agrees with an answer, or says otherwise. Both stay."""

    kept = Kept(
        owner="both sides",
        strand=Strand.PROMISES,
        key="of the one who replied, in this relationship",
        export=WITH_THE_STORY,
        erase="destroying the replier's key in this relationship",
        merge="points through the alias",
        retention=BOTH_KEEP,
        fields={
            "id": "its name",
            "answer": "to which answer",
            "relationship": "between whom",
            "by": "who replies",
            "agrees": "whether they see it the same way",
            "words": "in their words",
            "at": "when",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="replies")
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="+"
    )
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    words = SealedTextField()
    at = models.DateTimeField(default=now)

    objects = GuardedQuerySet["Reply"].as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("answer", "by"), name="one_reply_each"),)

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return between_scope(self.relationship_id, self.by_id)
