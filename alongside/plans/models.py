"""What two people are doing together: parts they name themselves, and what was spent."""

from django.db import models

from alongside.access.guarded import GuardedQuerySet
from alongside.access.strands import Strand
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import now
from alongside.relationships.models import BOTH_KEEP, WITH_THE_STORY
from alongside.vault.fields import SealedModel, SealedTextField
from alongside.vault.scopes import between_scope


class Part(SealedModel):
    """One part of a plan. Its words are a text of their own, that both sides write."""

    kept = Kept(
        owner="both sides; of a part that only one sees, whoever wrote it",
        strand=Strand.PLANS,
        key="its text's: of the one whose plan it is, or of whoever alone sees it",
        export=WITH_THE_STORY,
        erase="destroying the key of the one whose plan it is, in this relationship",
        merge="points through the alias",
        retention=BOTH_KEEP,
        fields={
            "id": "its name, made by whoever wrote first",
            "relationship": "between whom",
            "scope": "whose key seals it",
            "by": "who began it",
            "only": "who alone sees it; nobody, when both do",
            "called": "what they call it",
            "hint": "what was said beside the card it was borrowed from",
            "document": "its text",
            "place": "where it stands among the others",
            "made_at": "when it was begun",
            "let_go_at": "when it was let go",
            "let_go_by": "by whom",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="+"
    )
    scope = models.CharField(max_length=80)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    only = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    called = SealedTextField()
    hint = SealedTextField()
    document = models.ForeignKey("cowriting.Document", on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=now)
    let_go_at = models.DateTimeField(null=True)
    let_go_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = GuardedQuerySet["Part"].as_manager()

    class Meta:
        indexes = (models.Index(fields=("relationship", "place"), name="parts_in_order"),)

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return self.scope


class Spend(SealedModel):
    """Money that was spent: what, how much, what for. Words, never a sum."""

    kept = Kept(
        owner="both sides",
        strand=Strand.PLANS,
        key="of the one who wrote it, in this relationship",
        export=WITH_THE_STORY,
        erase="destroying the writer's key in this relationship",
        merge="points through the alias",
        retention=BOTH_KEEP,
        fields={
            "id": "its name, made by whoever wrote first",
            "relationship": "between whom",
            "by": "who wrote it down",
            "what": "what the money was for",
            "how_much": "how much, in their words",
            "why": "why, if somebody said",
            "at": "when it was written down",
            "let_go_at": "when it was taken off the list",
            "let_go_by": "by whom",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="+"
    )
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    what = SealedTextField()
    how_much = SealedTextField()
    why = SealedTextField()
    at = models.DateTimeField(default=now)
    let_go_at = models.DateTimeField(null=True)
    let_go_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = GuardedQuerySet["Spend"].as_manager()

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return between_scope(self.relationship_id, self.by_id)

    @property
    def called(self) -> str:
        """The first thing that was said of it."""
        return str(self.what or self.how_much or self.why)
