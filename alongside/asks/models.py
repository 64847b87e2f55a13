"""Asks: a named person is pulled in to help, and whoever asks stays."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.access.guarded import GuardedQuerySet
from alongside.access.strands import Strand
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import last_day_before, now
from alongside.relationships.models import BOTH_KEEP, WITH_THE_STORY
from alongside.shares.models import Basis
from alongside.vault.fields import SealedModel, SealedTextField
from alongside.vault.scopes import between_scope, person_scope


class Ask(SealedModel):
    """What is asked of one named person. Its link shows these words and nothing else."""

    kept = Kept(
        owner="both sides",
        strand=Strand.PLANS,
        key="of the one who asks, in this relationship",
        export=WITH_THE_STORY,
        erase="destroying the asker's key in this relationship",
        merge="points through the alias",
        retention=BOTH_KEEP,
        fields={
            "id": "its name, made by whoever wrote first",
            "relationship": "between whom",
            "about": "whose life it is about",
            "by": "who asks, and stays",
            "to": "who is asked, where they are written down here",
            "called": "the name of who is asked",
            "place": "where they are found: an organisation, a café",
            "words": "what is asked",
            "why": "why now",
            "may_know": "what they may know, by the yes of the one it is about",
            "signed": "how whoever asks signs it",
            "basis": "the lawful basis",
            "answer_by": "by when an answer would help",
            "made_at": "when it was written",
            "agreed_at": "when the one it is about said yes to these words",
            "agreed_by": "who said so: they themselves, or whoever heard it",
            "link": "a fingerprint of its link; none: there is no link yet",
            "until": "until when the link works",
            "browser": "a fingerprint of the one phone it opened on",
            "taken_back_at": "when it was taken back",
            "taken_back_by": "by whom",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="+"
    )
    about = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    called = SealedTextField()
    place = SealedTextField()
    words = SealedTextField()
    why = SealedTextField()
    may_know = SealedTextField()
    signed = SealedTextField()
    basis = models.CharField(max_length=24, choices=Basis, default=Basis.CONSENT)
    answer_by = models.DateField(null=True)
    made_at = models.DateTimeField(default=now)
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    link = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 - none: no link
    until = models.DateTimeField()
    browser = models.CharField(max_length=64, default="")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = GuardedQuerySet["Ask"].as_manager()

    class Meta:
        indexes = (models.Index(fields=("relationship", "made_at"), name="asks_in_order"),)

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return between_scope(self.relationship_id, self.by_id)

    @property
    def last_day(self) -> date:
        """The last day on which its link works."""
        return last_day_before(self.until)


class Says(models.TextChoices):
    """What whoever was asked says."""

    YES = "yes", _("Yes")
    NO = "no", _("No, because…")
    TALK = "talk", _("Let’s talk")


class AskAnswer(SealedModel):
    """An answer, in the words of whoever was asked. Later ones stand beside earlier ones."""

    kept = Kept(
        owner="both sides, and whoever answered",
        strand=Strand.PLANS,
        key="of the one who asks, in this relationship",
        export=WITH_THE_STORY,
        erase="destroying the asker's key in this relationship",
        merge="points through the alias",
        retention=BOTH_KEEP,
        fields={
            "id": "its name, made by whoever wrote first",
            "ask": "to which ask",
            "relationship": "in which it was asked",
            "scope": "whose key seals it",
            "by": "who answered, if they work here; by the link nobody is known",
            "says": "yes, no, or let's talk",
            "words": "in their words",
            "at": "when",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="answers")
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="+"
    )
    scope = models.CharField(max_length=80)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    says = models.CharField(max_length=4, choices=Says)
    words = SealedTextField()
    at = models.DateTimeField(default=now)

    objects = GuardedQuerySet["AskAnswer"].as_manager()

    def __str__(self) -> str:
        return self.says

    def key_scope(self) -> str:
        return self.scope


class AskAfter(SealedModel):
    """What happened after, or thanks, told by either side."""

    kept = Kept(
        owner="both sides",
        strand=Strand.PLANS,
        key="of the one who told it, in this relationship",
        export=WITH_THE_STORY,
        erase="destroying the teller's key in this relationship",
        merge="points through the alias",
        retention=BOTH_KEEP,
        fields={
            "id": "its name, made by whoever wrote first",
            "ask": "after which ask",
            "relationship": "between whom",
            "by": "who told it",
            "words": "in their words",
            "is_thanks": "whether it is thanks",
            "for_them": "whether whoever was asked reads it",
            "at": "when",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="afters")
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="+"
    )
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    words = SealedTextField()
    is_thanks = models.BooleanField(default=False)
    for_them = models.BooleanField(default=False)
    at = models.DateTimeField(default=now)

    objects = GuardedQuerySet["AskAfter"].as_manager()

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return between_scope(self.relationship_id, self.by_id)


class Door(SealedModel):
    """Somebody opened one, and for what: told to the team, of nobody's life."""

    kept = Kept(
        owner="whoever opened it",
        strand=None,
        key="of whoever opened it",
        export="to its owner alone, with their whole story",
        erase="destroying the key of whoever opened it",
        merge="points through the alias",
        retention="as long as anybody in it works with us, and six years after",
        fields={
            "id": "its name",
            "person": "who opened it",
            "by": "who told the team",
            "words": "for what, in general words",
            "at": "when",
            "taken_back_at": "when it was taken off the list",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    words = SealedTextField()
    at = models.DateTimeField(default=now)
    taken_back_at = models.DateTimeField(null=True)

    objects = GuardedQuerySet["Door"].as_manager()

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return person_scope(self.person_id)
