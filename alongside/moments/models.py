from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.access.guarded import GuardedQuerySet
from alongside.access.strands import Strand
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import now
from alongside.moments.queries import MomentQuerySet, TellingQuerySet
from alongside.relationships.models import BOTH_KEEP, WITH_THE_STORY
from alongside.vault.fields import SealedModel, SealedTextField
from alongside.vault.scopes import between_scope, person_scope

WRITERS_KEY = "of the writer, in this relationship"


class Kind(models.TextChoices):
    MET = "met", _("Met")
    CALL = "call", _("Call")
    MESSAGE = "message", _("Message")
    TRIED = "tried", _("Tried")
    CHANCE = "chance", _("By chance")


class Why(models.TextChoices):
    SAFETY = "safety", _("It keeps someone safe")
    THIRD_PARTY = "third-party", _("Someone else told me")
    LEGAL = "legal", _("The law says so")


class Moment(SealedModel):
    """Something that happened between two people, or to one of them alone."""

    kept = Kept(
        owner="both sides; of a reflection, its writer",
        strand=Strand.MOMENTS,
        key=WRITERS_KEY,
        export=WITH_THE_STORY,
        erase="the writer's key; the other side's tellings are decided one by one",
        merge="points through the alias",
        retention=BOTH_KEEP,
        fields={
            "id": "its name, made by whoever wrote first",
            "relationship": "between whom; none: just me",
            "noted_by": "who noted it",
            "life": "in which of their two lives",
            "kind": "met, call, message, tried, by chance",
            "happened_at": "when it happened",
            "noted_at": "when it was noted",
            "opens_at": "when the other side sees it",
            "others": "who else was there, in words",
            "in_the_way": "what got in the way, in a line",
            "learned": "what was learned about what works, in a line",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, null=True, related_name="moments"
    )
    noted_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    life = models.CharField(max_length=10)
    kind = models.CharField(max_length=10, choices=Kind)
    happened_at = models.DateTimeField(default=now)
    noted_at = models.DateTimeField(default=now)
    opens_at = models.DateTimeField()
    others = SealedTextField()
    in_the_way = SealedTextField()
    learned = SealedTextField(blank=True)

    objects = MomentQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=("relationship", "-happened_at", "-id"), name="story_newest_first"),
            models.Index(fields=("noted_by", "-happened_at"), name="moments_i_noted"),
        )

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        if self.relationship_id is None:
            return person_scope(self.noted_by_id)
        return between_scope(self.relationship_id, self.noted_by_id)


class Telling(SealedModel):
    """One person's words about a moment. Nobody else's account ever replaces it."""

    kept = Kept(
        owner="the one whose words they are",
        strand=Strand.MOMENTS,
        key="of the teller, in this relationship",
        export=WITH_THE_STORY,
        erase="destroying the teller's key in this relationship",
        merge="points through the alias",
        retention=BOTH_KEEP,
        fields={
            "id": "its name, made by whoever wrote first",
            "moment": "about which moment",
            "relationship": "between whom; none: just me",
            "teller": "whose words they are",
            "words": "the words",
            "told_at": "when",
            "opens_at": "when the other side sees it",
            "otherwise": "whether it says: that is not how it was",
            "taken_down_by": "who wrote it down for them, with their yes",
        },
    )

    when_gone = {"words": _("These words were erased.")}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    moment = models.ForeignKey(Moment, on_delete=models.CASCADE, related_name="tellings")
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, null=True, related_name="+"
    )
    teller = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    words = SealedTextField()
    told_at = models.DateTimeField(default=now)
    opens_at = models.DateTimeField()
    otherwise = models.BooleanField(default=False)
    taken_down_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = TellingQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=("relationship", "-told_at"), name="tellings_of_a_relationship"),
        )

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        if self.relationship_id is None:
            return person_scope(self.teller_id)
        return between_scope(self.relationship_id, self.teller_id)


class KeptApart(SealedModel):
    """Why a moment is kept from the other side. That it is here is always shown."""

    kept = Kept(
        owner="both sides",
        strand=Strand.MOMENTS,
        key=WRITERS_KEY,
        export="with the whole story of the other side: that it is here, and why",
        erase="with the moment",
        merge="points through the alias",
        retention="until its review says it can be shown",
        fields={
            "id": "its name",
            "moment": "which moment",
            "relationship": "between whom",
            "by": "who keeps it apart",
            "why": "safety, someone else's words, or the law",
            "reason": "the reason, in words the other side reads",
            "happened_at": "the day of the moment, without its time",
            "review_on": "when somebody looks at it again",
            "at": "when it was set apart",
            "shown_at": "when it was shown after all",
            "shown_by": "who showed it",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    moment = models.OneToOneField(Moment, on_delete=models.CASCADE, related_name="kept_apart")
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="+"
    )
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=12, choices=Why)
    reason = SealedTextField()
    happened_at = models.DateTimeField()
    review_on = models.DateField()
    at = models.DateTimeField(default=now)
    shown_at = models.DateTimeField(null=True)
    shown_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = GuardedQuerySet["KeptApart"].as_manager()

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return between_scope(self.relationship_id, self.by_id)


class Stance(SealedModel):
    """Where one side places a moment on support x challenge: their own stance, never a grade."""

    kept = Kept(
        owner="the one who placed it",
        strand=Strand.MOMENTS,
        key=WRITERS_KEY,
        export=WITH_THE_STORY,
        erase="destroying the placer's key in this relationship",
        merge="points through the alias",
        retention=BOTH_KEEP,
        fields={
            "id": "its name",
            "moment": "which moment",
            "relationship": "between whom",
            "by": "who placed it",
            "place": "support and challenge, each 0 to 100",
            "at": "when",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    moment = models.ForeignKey(Moment, on_delete=models.CASCADE, related_name="stances")
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="+"
    )
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    place = SealedTextField()
    at = models.DateTimeField(default=now)

    objects = GuardedQuerySet["Stance"].as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("moment", "by"), name="one_stance_each"),)

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return between_scope(self.relationship_id, self.by_id)

    def support_and_challenge(self) -> tuple[int, int]:
        """Both from 0 (little) to 100 (lots). The words must have been opened."""
        support, challenge = str(self.place).split(",")
        return int(support), int(challenge)


class Turning(models.Model):
    """Somebody says: this is when it changed."""

    kept = Kept(
        owner="the one who said so",
        strand=Strand.MOMENTS,
        key="none: ids and a time only",
        export=WITH_THE_STORY,
        erase="deleted with their account",
        merge="points through the alias",
        retention=BOTH_KEEP,
        fields={
            "id": "its name",
            "moment": "which moment",
            "relationship": "between whom",
            "by": "who said so",
            "at": "when",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    moment = models.ForeignKey(Moment, on_delete=models.CASCADE, related_name="turnings")
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="+"
    )
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    objects = GuardedQuerySet["Turning"].as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("moment", "by"), name="one_turning_each"),)

    def __str__(self) -> str:
        return str(self.id)


class BroughtIn(SealedModel):
    """An old note from another system: not yet read through until a human lets it through."""

    kept = Kept(
        owner="the one in whose name it was brought in",
        strand=Strand.MOMENTS,
        key=WRITERS_KEY,
        export="with the moment",
        erase="with the moment",
        merge="points through the alias",
        retention="as the moment",
        fields={
            "id": "its name",
            "moment": "which moment",
            "relationship": "between whom",
            "teller_id": "under whose side it lies",
            "author": "the author's name as the file gives it; never a signature",
            "undated": "whether the file gave no day",
            "read_by": "who read it through and let it through",
            "read_at": "when",
            "aside_why": "why it is not for the other side, where somebody set it aside",
            "aside_by": "who set it aside",
            "aside_at": "when; none where it waits, or was brought back",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    moment = models.OneToOneField(Moment, on_delete=models.CASCADE, related_name="brought_in")
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="+"
    )
    teller_id = models.UUIDField()
    author = SealedTextField()
    undated = models.BooleanField(default=False)
    read_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    read_at = models.DateTimeField(null=True)
    aside_why = models.CharField(max_length=12, choices=Why, blank=True)
    aside_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    aside_at = models.DateTimeField(null=True)

    objects = GuardedQuerySet["BroughtIn"].as_manager()

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return between_scope(self.relationship_id, self.teller_id)


class WrongPerson(models.Model):
    """An incident: a moment was noted on the wrong person and taken away at once. Ids only."""

    kept = Kept(
        owner="the one who noted it, and the other side, if they could see it",
        strand=None,
        key="none: ids and times only",
        export=WITH_THE_STORY,
        erase="stays: it holds no words",
        merge="points through the alias",
        retention="six years",
        fields={
            "id": "its name",
            "moment_id": "the moment that is gone",
            "relationship": "whose story it stood in",
            "by": "who took it away",
            "opened_at": "since when the other side could see it; none if they never could",
            "at": "when it was taken away",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    moment_id = models.UUIDField()
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="+"
    )
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True)
    at = models.DateTimeField(default=now)

    objects = GuardedQuerySet["WrongPerson"].as_manager()

    def __str__(self) -> str:
        return str(self.id)
