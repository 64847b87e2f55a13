from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.access.guarded import GuardedQuerySet
from alongside.access.strands import Strand
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import now, today
from alongside.relationships.models import BOTH_KEEP, WITH_THE_STORY
from alongside.vault.fields import SealedModel, SealedTextField
from alongside.vault.scopes import between_scope


def _kept(fields: dict[str, str]) -> Kept:
    """What all that is written between two people says of itself."""
    return Kept(
        owner="both sides",
        strand=Strand.ABOUT_ME,
        key="of the one who wrote it, in this relationship",
        export=WITH_THE_STORY,
        erase="destroying the writer's key in this relationship",
        merge="points through the alias",
        retention=BOTH_KEEP,
        fields={"id": "its name, made by whoever wrote first", "relationship": "between whom"}
        | fields,
    )


class Written(SealedModel):
    """One side wrote something, in their words, at a time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="+"
    )
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    words = SealedTextField()
    at = models.DateTimeField(default=now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return between_scope(self.relationship_id, self.by_id)


class Agreement(SealedModel):
    """One version of what two people agreed. A version is never changed: the next one is."""

    kept = _kept(
        {
            "written_by": "who proposed it",
            "written_at": "when",
            "builds_on": "the version it was written over",
            "together": "what we do together, and what not",
            "writer_support": "how the one who wrote it wants to be supported",
            "writer_challenge": "how the one who wrote it wants to be challenged",
            "other_support": "how the other side wants to be supported",
            "other_challenge": "how the other side wants to be challenged",
            "sharing": "what each of us shares with the other",
            "review_on": "when we look at it again",
        }
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="+"
    )
    written_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=now)
    builds_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    together = SealedTextField()
    writer_support = SealedTextField()
    writer_challenge = SealedTextField()
    other_support = SealedTextField()
    other_challenge = SealedTextField()
    sharing = SealedTextField()
    review_on = models.DateField(null=True)

    objects = GuardedQuerySet["Agreement"].as_manager()

    class Meta:
        indexes = (models.Index(fields=("relationship", "written_at"), name="agreement_versions"),)

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return between_scope(self.relationship_id, self.written_by_id)

    def support_of(self, person_id: UUID) -> Any:
        """How this side wants to be supported, as this version says it."""
        return self.writer_support if person_id == self.written_by_id else self.other_support

    def challenge_of(self, person_id: UUID) -> Any:
        return self.writer_challenge if person_id == self.written_by_id else self.other_challenge


class AgreementAnswer(Written):
    """The other side says yes to a version, or that they see it otherwise. Both stay."""

    kept = _kept(
        {
            "agreement": "to which version",
            "by": "who answers",
            "agrees": "whether they agree",
            "words": "in their words",
            "at": "when",
        }
    )

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="answers")
    agrees = models.BooleanField()

    objects = GuardedQuerySet["AgreementAnswer"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("agreement",), condition=Q(agrees=True), name="one_yes_for_each_version"
            ),
        )


class Doing(Written):
    """One line of what we do together."""

    kept = _kept(
        {
            "by": "who began it",
            "words": "what we do",
            "begun_on": "since which day",
            "at": "when it was written down",
        }
    )

    begun_on = models.DateField(default=today)

    objects = GuardedQuerySet["Doing"].as_manager()


class Turn(models.TextChoices):
    """What became of something we do together."""

    CHANGED = "changed", _("Changed")
    FINISHED = "finished", _("Finished")
    LET_GO = "let-go", _("Let go")
    BEGUN_AGAIN = "begun-again", _("Begun again")


class DoingChange(Written):
    """What became of it, said by one side. Earlier words stay beside later ones."""

    kept = _kept(
        {
            "doing": "of what",
            "by": "who says so",
            "became": "changed, finished, let go or begun again",
            "words": "for a change: what it is now; else why, if somebody said",
            "at": "when",
        }
    )

    doing = models.ForeignKey(Doing, on_delete=models.CASCADE, related_name="changes")
    became = models.CharField(max_length=12, choices=Turn)

    objects = GuardedQuerySet["DoingChange"].as_manager()


class Rest(Written):
    """The relationship rests from here until somebody wakes it. Nothing is hidden meanwhile."""

    kept = _kept(
        {
            "by": "who let it rest",
            "words": "in their words",
            "at": "since when",
            "woken_at": "when it was woken",
            "woken_by": "by whom",
        }
    )

    woken_at = models.DateTimeField(null=True)
    woken_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = GuardedQuerySet["Rest"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("relationship",), condition=Q(woken_at=None), name="rests_once_at_a_time"
            ),
        )


class Ending(Written):
    """What one side takes from working together. When both have written, it rests."""

    kept = _kept({"by": "whose words", "words": "what they take from it", "at": "when"})

    objects = GuardedQuerySet["Ending"].as_manager()


class HardKind(models.TextChoices):
    CONCERN = "concern", _("A worry")
    BOUNDARY = "boundary", _("A line not to cross")
    HONEST_WORD = "honest-word", _("An honest word")
    SOMEONE_ELSE = "someone-else", _("I want a different worker")


class HardThing(Written):
    """Something hard, said to the other side of the relationship it is written in."""

    kept = _kept(
        {
            "by": "who says it",
            "kind": "a worry, a line, an honest word, or a wish for a different worker",
            "words": "in their words",
            "about": "whom it is about, when it was sent to somebody else",
            "about_called": "what the one who says it calls them",
            "at": "when",
        }
    )

    kind = models.CharField(max_length=12, choices=HardKind)
    about = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    about_called = SealedTextField()

    objects = GuardedQuerySet["HardThing"].as_manager()


class HardAnswer(Written):
    """What came back, from the one it went to."""

    kept = _kept(
        {
            "hard_thing": "to what",
            "by": "who answers",
            "words": "in their words",
            "at": "when",
        }
    )

    hard_thing = models.ForeignKey(HardThing, on_delete=models.CASCADE, related_name="answers")

    objects = GuardedQuerySet["HardAnswer"].as_manager()
