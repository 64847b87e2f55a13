from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.access.guarded import GuardedQuerySet
from alongside.access.strands import Strand
from alongside.access.viewer import Life
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import now, today
from alongside.relationships.new_colleague import NewColleague
from alongside.relationships.queries import SideQuerySet
from alongside.vault.fields import SealedModel, SealedTextField
from alongside.vault.scopes import between_scope

__all__ = [
    "BOTH_KEEP",
    "WITH_THE_STORY",
    "ComingBack",
    "Invitation",
    "LeaveWords",
    "NewColleague",
    "Pause",
    "ReadTogether",
    "Relationship",
    "SafeReach",
    "Side",
    "WhatMatters",
]

BOTH_KEEP = "as long as either side needs it, and as long as the law says after"
WITH_THE_STORY = "with the whole story of either side"


class Relationship(SealedModel):
    """Two people and what they keep together. It can rest; it never closes."""

    kept = Kept(
        owner="both sides",
        strand=Strand.ABOUT_ME,
        key="of the one who began it, in it",
        export="with the whole story of either side",
        erase="stays as two ids and a day once both have erased theirs",
        merge="sides point through the alias",
        retention=BOTH_KEEP,
        fields={
            "id": "to point to it without a name",
            "began_on": "since when the two know each other here",
            "begun_by": "who wrote it down",
            "made_at": "when it was written down",
            "words": "how they know each other, if somebody said",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    began_on = models.DateField(default=today, null=True)
    begun_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    words = SealedTextField()

    objects = GuardedQuerySet["Relationship"].as_manager()

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return between_scope(self.id, self.begun_by_id)


class Side(models.Model):
    """One of the two people in a relationship, in one of their two lives."""

    kept = Kept(
        owner="the person",
        strand=Strand.ABOUT_ME,
        key="none: ids only",
        export="with the whole story of the person",
        erase="stays as an id",
        merge="points through the alias",
        retention=BOTH_KEEP,
        fields={
            "id": "its name",
            "relationship": "of which relationship",
            "person": "who",
            "life": "in their working or their own life",
            "left_at": "when they left the work in which they stood here",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="sides")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="sides")
    life = models.CharField(max_length=10, choices=[(life.value, life.value) for life in Life])
    left_at = models.DateTimeField(null=True)

    objects = SideQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("relationship", "person"), name="a_person_is_one_side_of_a_relationship"
            ),
        )
        indexes = (models.Index(fields=("person", "life"), name="sides_of_a_person"),)

    def __str__(self) -> str:
        return f"{self.person_id} in {self.relationship_id}"


class Pause(models.Model):
    """Somebody paused all sharing. Each side keeps their own words, promises and safe ways."""

    kept = Kept(
        owner="the one who paused",
        strand=Strand.ABOUT_ME,
        key="none: ids and times only",
        export="with the whole story of the person",
        erase="stays as ids",
        merge="points through the alias",
        retention=BOTH_KEEP,
        fields={
            "id": "its name",
            "person": "who paused",
            "at": "since when",
            "ended_at": "when they began to share again",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    objects = GuardedQuerySet["Pause"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person",), condition=models.Q(ended_at=None), name="one_pause_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class WhatMatters(SealedModel):
    """What matters most to somebody, in their words. The newest is shown; older ones stay."""

    kept = Kept(
        owner="the person whose words they are",
        strand=Strand.ABOUT_ME,
        key="of the person, in this relationship",
        export="with the whole story of the person",
        erase="destroying the person's key in this relationship",
        merge="points through the alias",
        retention=BOTH_KEEP,
        fields={
            "id": "its name",
            "relationship": "where it was said",
            "person": "whose words they are",
            "words": "what matters most",
            "said_at": "when",
            "taken_down_by": "who wrote it down for them, if somebody did",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    words = SealedTextField()
    said_at = models.DateTimeField(default=now)
    taken_down_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = GuardedQuerySet["WhatMatters"].as_manager()

    class Meta:
        indexes = (models.Index(fields=("relationship", "-said_at"), name="what_matters_newest"),)

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return between_scope(self.relationship_id, self.person_id)


class LeaveWords(models.TextChoices):
    """Whether words may be left for somebody. Kept sealed, as one of these."""

    YES = "yes", _("Yes")
    NEUTRAL = "neutral", _("Only plain ones")
    NO = "no", _("No")


class SafeReach(SealedModel):
    """How to reach somebody safely: ways, times, whether words may be left."""

    kept = Kept(
        owner="the person to be reached",
        strand=Strand.ABOUT_ME,
        key="of the person, in this relationship",
        export="with the whole story of the person",
        erase="destroying the person's key in this relationship",
        merge="points through the alias",
        retention=BOTH_KEEP,
        fields={
            "id": "its name",
            "relationship": "who it was said to",
            "person": "who is to be reached",
            "words": "which ways",
            "times": "when it is safe, and when not",
            "leave_words": "whether words may be left: yes, no, or only neutral ones",
            "who_might_see": "who else might see or hear",
            "safe_word": "a word that shows who it is; never on paper, never searched",
            "said_at": "when it was said or brought in",
            "written_by": "who wrote it down",
            "brought_in": "whether another system's file said it, and nobody here",
            "let_through_by": "who read that through and let the person see it",
            "let_through_at": "when",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    words = SealedTextField()
    # blank: what was said before these were asked has none of them
    times = SealedTextField(blank=True)
    leave_words = SealedTextField(blank=True)
    who_might_see = SealedTextField(blank=True)
    safe_word = SealedTextField(blank=True)
    said_at = models.DateTimeField(default=now)
    written_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    brought_in = models.BooleanField(default=False)
    let_through_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    let_through_at = models.DateTimeField(null=True)

    objects = GuardedQuerySet["SafeReach"].as_manager()

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_own(self) -> bool:
        """Whether the person said so themselves."""
        return self.written_by_id == self.person_id and not self.brought_in

    @property
    def waits(self) -> bool:
        """Whether nobody has read through yet what the file says."""
        return self.brought_in and self.let_through_at is None

    @property
    def may_leave(self) -> str:
        """Whether words may be left, as it is said; nothing when nobody said."""
        said = self.leave_words
        return str(LeaveWords(said).label) if said in LeaveWords.values else ""

    def key_scope(self) -> str:
        return between_scope(self.relationship_id, self.person_id)


class Invitation(models.Model):
    """A code shown in person: valid once and briefly. Only its fingerprint is kept."""

    kept = Kept(
        owner="the one who showed it",
        strand=None,
        key="none: a keyed fingerprint only",
        export="never",
        erase="deleted with the person's account",
        merge="points through the alias",
        retention="a day after it ended",
        fields={
            "id": "its name",
            "relationship": "which relationship it opens a side of",
            "person": "for whom",
            "shown_by": "who showed it",
            "code": "keyed fingerprint of the six letters",
            "link": "keyed fingerprint of the link",
            "comes_back": "whether it brings back somebody who lost their way in",
            "made_at": "when it was shown",
            "ends_at": "until when it works",
            "used_at": "when it was used",
            "waits_until": "until when the person is asked first; none if they are in nowhere",
            "let_in_at": "when they said: it is me",
            "stopped_at": "when they said: it is not me",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    shown_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=64, unique=True)
    link = models.CharField(max_length=64, unique=True)
    comes_back = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=now)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    waits_until = models.DateTimeField(null=True)
    let_in_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("person", "waits_until"), name="codes_that_wait"),)

    def __str__(self) -> str:
        return str(self.id)


class ReadTogether(models.Model):
    """Both sat down and read what is written here."""

    kept = Kept(
        owner="both sides",
        strand=Strand.MOMENTS,
        key="none: ids and a day only",
        export="with the whole story of either side",
        erase="stays as ids",
        merge="points through the alias",
        retention=BOTH_KEEP,
        fields={
            "id": "its name",
            "relationship": "who read",
            "on": "on which day",
            "written_by": "who wrote it down",
            "at": "when it was written down",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="+")
    on = models.DateField(default=today)
    written_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    objects = GuardedQuerySet["ReadTogether"].as_manager()

    def __str__(self) -> str:
        return str(self.on)


class ComingBack(models.Model):
    """Somebody was helped back in. They are told, and it stays on their page."""

    kept = Kept(
        owner="the person who came back",
        strand=Strand.ABOUT_ME,
        key="none: ids and a time only",
        export="with the whole story of the person",
        erase="stays as ids",
        merge="points through the alias",
        retention="as the trail",
        fields={
            "id": "its name",
            "relationship": "in which relationship they met",
            "person": "who came back",
            "helped_by": "who helped them",
            "at": "when",
            "read_at": "when the person said they had read it",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    helped_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True)

    objects = GuardedQuerySet["ComingBack"].as_manager()

    def __str__(self) -> str:
        return str(self.id)
