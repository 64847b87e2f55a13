from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.access.guarded import GuardedQuerySet
from alongside.access.strands import Strand
from alongside.kit.ids import new_id
from alongside.kit.kept import EACH_ROW_SAYS, Kept
from alongside.kit.time import DayPart, now
from alongside.vault.fields import SealedBytesField, SealedModel, SealedTextField

WITH_THE_DOCUMENT = "as long as the document"
STRANDS = [(strand.value, strand.value) for strand in Strand]


class Document(SealedModel):
    """One text that several hands write. The slice that makes it says who may see it."""

    kept = Kept(
        owner="whoever the slice that made it says: its key is theirs",
        strand=EACH_ROW_SAYS,
        key="of the one whose document it is, as the slice that made it says",
        export="its words, with the whole story of whoever may write in it",
        erase="destroying its owner's key",
        merge="points through the alias",
        retention="as long as what it is a part of",
        fields={
            "id": "its name, made by whoever wrote first",
            "scope": "whose key seals it",
            "about": "whose life it is about, for the trail",
            "strand": "the strand it is shared under",
            "relationship_id": "the relationship it was made in; nothing when it is somebody's own",
            "words": "what it says now",
            "state": "the same words, and in what order they came, so that what others wrote "
            "meanwhile can be merged; deleted words are not in it",
            "edition": "which change is the last, so that an open page asks only for what is new",
            "made_at": "when it was begun",
            "made_by": "who began it",
            "changed_at": "when it was last changed",
            "changed_by": "by whom",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.CharField(max_length=80)
    about = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    strand = models.CharField(max_length=20, choices=STRANDS)
    relationship_id = models.UUIDField(null=True, db_index=True)
    words = SealedTextField()
    state = SealedBytesField()
    edition = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=now)
    changed_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    edition_before: int
    """Of a row just written to: the edition before that."""

    objects = GuardedQuerySet["Document"].as_manager()

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return self.scope


class Version(SealedModel):
    """What a document said before somebody went on writing. Kept for a week, for its writers."""

    kept = Kept(
        owner="as its document",
        strand=EACH_ROW_SAYS,
        key="its document's",
        export="never: it is gone within a week, and what the document says is in the copy",
        erase="destroying the key of its document",
        merge="points through the alias",
        retention="seven days after the next words were written",
        fields={
            "id": "its name",
            "document": "of which document",
            "scope": "whose key seals it",
            "words": "what it said",
            "by": "who wrote last",
            "at": "when they did",
            "taken_at": "when the next words came",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    scope = models.CharField(max_length=80)
    words = SealedTextField()
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_at = models.DateTimeField(default=now)

    objects = GuardedQuerySet["Version"].as_manager()

    class Meta:
        indexes = (models.Index(fields=("document", "taken_at"), name="versions_in_order"),)

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return self.scope


class Wrote(models.TextChoices):
    """What somebody did here."""

    WROTE = "wrote", _("wrote here")
    TOOK_OUT = "took-out", _("took words out for good")


class Writing(models.Model):
    """Somebody wrote here in a part of a day. Nothing finer is kept."""

    kept = Kept(
        owner="as its document",
        strand=None,
        key="none: ids and days only",
        export="with the document",
        erase="stays with the document: ids and days only",
        merge="points through the alias",
        retention=WITH_THE_DOCUMENT,
        fields={
            "id": "its name",
            "document": "where",
            "by": "who",
            "what": "whether they wrote, or took words out for good",
            "day": "on which day, in the place's zone",
            "part": "in which part of that day",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="writings")
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=Wrote, default=Wrote.WROTE)
    day = models.DateField()
    part = models.CharField(max_length=10, choices=[(part.value, part.value) for part in DayPart])

    objects = GuardedQuerySet["Writing"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("document", "by", "day", "part", "what"), name="one_line_for_each_part"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Presence(models.Model):
    """Somebody is writing here, a few seconds ago. Nobody is ever noted for reading."""

    kept = Kept(
        owner="the one who writes",
        strand=None,
        key="none: ids and a time",
        export="never: it means nothing after some seconds",
        erase="deleted with their way in",
        merge="one of them",
        retention="some seconds; taken away when anybody writes or leaves, and every day",
        fields={
            "id": "its name",
            "document": "where",
            "person": "who",
            "until": "until when it means anything",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField(db_index=True)

    objects = GuardedQuerySet["Presence"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("document", "person"), name="present_once_each"),
        )

    def __str__(self) -> str:
        return str(self.id)
