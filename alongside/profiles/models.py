"""What somebody tells of themselves, once; to whom it opens; and what others appreciate."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.access.guarded import GuardedQuerySet
from alongside.access.strands import Strand
from alongside.access.viewer import Life
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import now
from alongside.profiles.headings import Heading, Sheet
from alongside.vault.fields import SealedBytesField, SealedModel, SealedTextField
from alongside.vault.scopes import between_scope, person_scope

LIVES = [(life.value, life.value) for life in Life]
POINTS = "points through the alias"


class AttachmentKind(models.TextChoices):
    """To look at, or to listen to."""

    PHOTO = "photo", _("Photo")
    VOICE = "voice", _("Voice note")


class Told(SealedModel):
    """What somebody told under one heading. The next telling takes its place, and it stays."""

    kept = Kept(
        owner="the person who told it",
        strand=Strand.ABOUT_ME,
        key="the person's own",
        export="to its owner alone, with their whole story: what others opened is theirs to take",
        erase="destroying the person's own key",
        merge="both kept",
        retention="until the person takes it out",
        fields={
            "id": "its name",
            "person": "who told it",
            "life": "in which of their two lives",
            "sheet": "on which of two pages: About me, or the one-page profile",
            "heading": "under which heading",
            "words": "their own words",
            "written_with": "who supported them to write it, in their words",
            "told_at": "when they told it",
            "replaced_at": "when they told it anew: the earlier telling is theirs alone to read",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    life = models.CharField(max_length=10, choices=LIVES)
    sheet = models.CharField(max_length=10, choices=Sheet.choices)
    heading = models.CharField(max_length=20, choices=Heading.choices)
    words = SealedTextField()
    written_with = SealedTextField()
    told_at = models.DateTimeField(default=now)
    replaced_at = models.DateTimeField(null=True)

    objects = GuardedQuerySet["Told"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "life", "heading"),
                condition=Q(replaced_at=None),
                name="told_once_under_each_heading",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return person_scope(self.person_id)


class Attachment(SealedModel):
    """A photo or a voice note under one heading: beside the words, or in their place."""

    kept = Kept(
        owner="the person who put it there",
        strand=Strand.ABOUT_ME,
        key="the person's own",
        export="to its owner alone, with their whole story: what others opened is theirs to take",
        erase="destroying the person's own key",
        merge="both kept",
        retention="until the person takes it out, or puts another in its place",
        fields={
            "id": "its name",
            "person": "who put it there",
            "life": "in which of their two lives",
            "sheet": "on which of two pages: About me, or the one-page profile",
            "heading": "under which heading",
            "kind": "whether to look at or to listen to",
            "media_type": "how a browser shows or plays it",
            "seconds": "how long it sounds",
            "content": "what is seen or heard, and nothing of where and when it was made",
            "says": "what is on it, in words, for whoever cannot see or hear it",
            "added_at": "when it was put there",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    life = models.CharField(max_length=10, choices=LIVES)
    sheet = models.CharField(max_length=10, choices=Sheet.choices)
    heading = models.CharField(max_length=20, choices=Heading.choices)
    kind = models.CharField(max_length=10, choices=AttachmentKind.choices)
    media_type = models.CharField(max_length=40)
    seconds = models.PositiveIntegerField(default=0)
    content = SealedBytesField()
    says = SealedTextField()
    added_at = models.DateTimeField(default=now)

    objects = GuardedQuerySet["Attachment"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "life", "heading", "kind"),
                name="one_of_a_kind_under_each_heading",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return person_scope(self.person_id)


class PageOpening(models.Model):
    """Somebody opened one of their pages to the other side of one relationship."""

    kept = Kept(
        owner="the person whose page it is",
        strand=Strand.ABOUT_ME,
        key="none: ids and times only",
        export="with the whole story of either side",
        erase="stays as ids",
        merge=POINTS,
        retention="as the trail",
        fields={
            "id": "its name",
            "relationship": "to the other side of which relationship",
            "person": "whose page",
            "life": "of which of their two lives",
            "sheet": "which page",
            "at": "since when",
            "taken_back_at": "when they took it back",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="+"
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    life = models.CharField(max_length=10, choices=LIVES)
    sheet = models.CharField(max_length=10, choices=Sheet.choices)
    at = models.DateTimeField(default=now)
    taken_back_at = models.DateTimeField(null=True)

    objects = GuardedQuerySet["PageOpening"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("relationship", "person", "sheet"),
                condition=Q(taken_back_at=None),
                name="page_opened_once_in_each_relationship",
            ),
        )
        indexes = (
            models.Index(fields=("person", "life", "sheet"), name="page_openings_of_a_person"),
        )

    def __str__(self) -> str:
        return str(self.id)


class Appreciation(SealedModel):
    """What somebody appreciates about the other side: offered, and on their page by their yes."""

    kept = Kept(
        owner="whoever offered it, and whom it is about",
        strand=Strand.ABOUT_ME,
        key="the offerer's in that relationship",
        export="to its owner alone: whoever offered it, and whom it is about",
        erase="destroying the offerer's key in that relationship",
        merge=POINTS,
        retention="until whoever offered it takes it back",
        fields={
            "id": "its name",
            "relationship": "in which relationship it was offered",
            "by": "who offers it",
            "about": "whom it is about",
            "life": "in which of their two lives they are that side",
            "words": "what is appreciated, in the offerer's words",
            "at": "when it was offered",
            "accepted_at": "when they said that it may be on their page",
            "left_at": "when they left it off their page",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="+"
    )
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    life = models.CharField(max_length=10, choices=LIVES)
    words = SealedTextField()
    at = models.DateTimeField(default=now)
    accepted_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    objects = GuardedQuerySet["Appreciation"].as_manager()

    class Meta:
        indexes = (models.Index(fields=("about", "life"), name="appreciated_in_a_life"),)

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return between_scope(self.relationship_id, self.by_id)


class Card(SealedModel):
    """A card that shows the parts its maker chose, once, on one phone, until a time."""

    kept = Kept(
        owner="the person who made it",
        strand=None,
        key="the person's own",
        export="to its owner alone, with their whole story",
        erase="destroying the person's own key",
        merge="both kept",
        retention="until the person takes it out, or a month after its time",
        fields={
            "id": "its name",
            "person": "whose words it shows",
            "life": "in which of their two lives",
            "chosen": "which headings it shows",
            "meant_for": "for whom, in their words: they alone read it",
            "link": "a fingerprint of what the square holds",
            "made_at": "when it was made",
            "until": "until when it works",
            "opened_at": "when it was opened",
            "browser": "a fingerprint of the one phone it opened on",
            "taken_back_at": "when they stopped it",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    life = models.CharField(max_length=10, choices=LIVES)
    chosen = SealedTextField()
    meant_for = SealedTextField()
    link = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=now)
    until = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    browser = models.CharField(max_length=64, default="")
    taken_back_at = models.DateTimeField(null=True)

    objects = GuardedQuerySet["Card"].as_manager()

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return person_scope(self.person_id)
