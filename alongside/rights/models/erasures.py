from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.access.guarded import GuardedQuerySet
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import now
from alongside.vault.fields import SealedModel, SealedTextField
from alongside.vault.scopes import between_scope

SIX_YEARS = "six years"
WITH_EITHER = "with the whole story of either side"


class ErasureAsk(models.Model):
    """Somebody asks that their words here be erased."""

    kept = Kept(
        owner="the one who asks",
        strand=None,
        key="none: ids and a time only",
        export="with their whole story",
        erase="stays as ids: it says that it was asked",
        merge="points through the alias",
        retention=SIX_YEARS,
        fields={"id": "its name, made by the page", "person": "who asks", "at": "when"},
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    objects = GuardedQuerySet["ErasureAsk"].as_manager()

    def __str__(self) -> str:
        return str(self.id)


class Step(models.TextChoices):
    """What became of it."""

    CONFIRMED = "confirmed", _("Said a second time")
    TAKEN_BACK = "taken-back", _("Taken back")
    DONE = "done", _("Done")


class ErasureStep(models.Model):
    """What became of asking to erase: said again, taken back, done."""

    kept = Kept(
        owner="the one who asked",
        strand=None,
        key="none: ids and a time only",
        export="with their whole story",
        erase="stays as ids: it says what became of it",
        merge="points through the alias",
        retention=SIX_YEARS,
        fields={
            "id": "its name",
            "ask": "of which asking",
            "what": "said again, taken back, or done",
            "at": "when",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ask = models.ForeignKey(ErasureAsk, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=10, choices=Step)
    at = models.DateTimeField(default=now)

    objects = GuardedQuerySet["ErasureStep"].as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("ask", "what"), name="each_step_once"),)

    def __str__(self) -> str:
        return self.what


class Hold(SealedModel):
    """Why words of one side must stay for a while: a court, a law, somebody's claim."""

    kept = Kept(
        owner="both sides",
        strand=None,
        key="of the writer, in this relationship",
        export=WITH_EITHER,
        erase="destroying the writer's key in this relationship",
        merge="points through the alias",
        retention="six years after it ended",
        fields={
            "id": "its name",
            "relationship": "in which relationship words must stay",
            "by": "who says so",
            "words": "why, in plain words that both sides read",
            "at": "since when",
            "until": "until which day",
            "ended_at": "when it was lifted, if it was",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="+"
    )
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    words = SealedTextField()
    at = models.DateTimeField(default=now)
    until = models.DateField()
    ended_at = models.DateTimeField(null=True)

    objects = GuardedQuerySet["Hold"].as_manager()

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return between_scope(self.relationship_id, self.by_id)


class ErasureDecision(SealedModel):
    """What a side decided about their own words on somebody who asked for erasing."""

    kept = Kept(
        owner="both sides",
        strand=None,
        key="of the one who decided, in this relationship",
        export=WITH_EITHER,
        erase="stays: it says what was decided, and why",
        merge="points through the alias",
        retention=SIX_YEARS,
        fields={
            "id": "its name, made by the page",
            "relationship": "in which relationship",
            "kind": "what kind of thing it was",
            "row_id": "which one, by its id alone",
            "by": "who decided",
            "destroyed": "whether the words are gone, or stay",
            "reason": "why",
            "at": "when",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=60)
    row_id = models.UUIDField()
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    destroyed = models.BooleanField()
    reason = SealedTextField()
    at = models.DateTimeField(default=now)

    objects = GuardedQuerySet["ErasureDecision"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kind", "row_id"), name="decided_once_for_each_thing"),
        )

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return between_scope(self.relationship_id, self.by_id)
