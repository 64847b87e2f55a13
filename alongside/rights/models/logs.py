from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.access.guarded import GuardedQuerySet
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import now
from alongside.vault.fields import SealedModel, SealedTextField
from alongside.vault.scopes import person_scope

SIX_YEARS = "six years"
WITH_THE_WRITER = "with the whole story of the one who wrote it"


class Hearer(SealedModel):
    """Somebody who works here says: I hear complaints and incidents. Named to all who are here."""

    kept = Kept(
        owner="the one who hears",
        strand=None,
        key="the hearer's own",
        export="never",
        erase="destroying the hearer's own key",
        merge="points through the alias",
        retention="six years after it ended",
        fields={
            "id": "its name",
            "person": "who",
            "does": "what they do here, in their words; their name is the one the place knows",
            "at": "since when",
            "ended_at": "until when",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    does = SealedTextField(blank=True)
    at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return person_scope(self.person_id)


class About(models.TextChoices):
    COMPLAINT = "complaint", _("A complaint")
    INCIDENT = "incident", _("Something that went wrong")


class LogEntry(SealedModel):
    """A complaint, or something that went wrong with what is kept here: in somebody's words."""

    kept = Kept(
        owner="the one who wrote it",
        strand=None,
        key="the writer's own",
        export=WITH_THE_WRITER,
        erase="destroying the writer's own key",
        merge="points through the alias",
        retention=SIX_YEARS,
        fields={
            "id": "its name, made by the page",
            "about": "a complaint, or something that went wrong",
            "by": "who wrote it",
            "life": "in which of their two lives",
            "words": "what happened",
            "known_at": "since when it is known: its clock begins here",
            "breach": "whether somebody's words reached where they should not, or were lost",
            "wrong_person": "the moment noted on the wrong person that it is about, by its id",
            "at": "when it was written down",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    about = models.CharField(max_length=10, choices=About)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    life = models.CharField(max_length=10)
    words = SealedTextField()
    known_at = models.DateTimeField(default=now)
    breach = models.BooleanField(default=False)
    wrong_person = models.ForeignKey(
        "moments.WrongPerson", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(default=now)

    objects = GuardedQuerySet["LogEntry"].as_manager()

    class Meta:
        indexes = (models.Index(fields=("by", "-at"), name="log_of_a_writer"),)

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return person_scope(self.by_id)


class LogHearer(models.Model):
    """Somebody was named to hear it. Nobody else at work sees it."""

    kept = Kept(
        owner="the one who wrote the entry",
        strand=None,
        key="none: ids and a time only",
        export=WITH_THE_WRITER,
        erase="stays as ids",
        merge="points through the alias",
        retention=SIX_YEARS,
        fields={
            "id": "its name",
            "entry": "which entry",
            "person": "who hears it",
            "named_by": "who named them",
            "at": "since when",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.ForeignKey(LogEntry, on_delete=models.CASCADE, related_name="hearers")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    objects = GuardedQuerySet["LogHearer"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("entry", "person"), name="heard_once_by_each"),
        )

    def __str__(self) -> str:
        return str(self.id)


class LogAnswer(SealedModel):
    """What was answered or done, and who was told. Answers stand beside one another."""

    kept = Kept(
        owner="the one who wrote the entry, and the one who answered",
        strand=None,
        key="the answerer's own",
        export=WITH_THE_WRITER,
        erase="destroying the answerer's own key",
        merge="points through the alias",
        retention=SIX_YEARS,
        fields={
            "id": "its name, made by the page",
            "entry": "to which entry",
            "by": "who answers",
            "words": "what was done, or what they say",
            "told": "who else was told of it, if anybody",
            "at": "when",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.ForeignKey(LogEntry, on_delete=models.CASCADE, related_name="answers")
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    words = SealedTextField()
    told = SealedTextField()
    at = models.DateTimeField(default=now)

    objects = GuardedQuerySet["LogAnswer"].as_manager()

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return person_scope(self.by_id)
