"""Patches of a life, how each was on a day, and to whom the map of them opens."""

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedQuerySet
from alongside.access.strands import Strand
from alongside.access.viewer import Life
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import now, today
from alongside.lifemaps.how import How
from alongside.vault.fields import SealedModel, SealedTextField
from alongside.vault.scopes import person_scope

LIVES = [(life.value, life.value) for life in Life]
THEIR_OWN_KEY = "the person's own"
GONE_WITH_IT = "destroying the person's own key"
THEIRS_ALONE = "to its owner alone, with their whole story: what others opened is theirs to take"
UNTIL_TAKEN_OUT = "until the person takes it out"
BOTH = "both kept"


class Patch(SealedModel):
    """One area of somebody's life, under any name. It is the same one on every map."""

    kept = Kept(
        owner="the person whose life it is",
        strand=Strand.ABOUT_ME,
        key=THEIR_OWN_KEY,
        export=THEIRS_ALONE,
        erase=GONE_WITH_IT,
        merge=BOTH,
        retention=UNTIL_TAKEN_OUT,
        fields={
            "id": "its name on every map, made by whoever wrote first",
            "person": "whose life",
            "life": "which of their two lives",
            "called": "what they call it",
            "made_at": "when they named it",
            "picked_at": "when they picked it to start with",
            "let_go_at": "when they let it go",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    life = models.CharField(max_length=10, choices=LIVES)
    called = SealedTextField()
    made_at = models.DateTimeField(default=now)
    picked_at = models.DateTimeField(null=True)
    let_go_at = models.DateTimeField(null=True)

    objects = GuardedQuerySet["Patch"].as_manager()

    class Meta:
        indexes = (models.Index(fields=("person", "life", "made_at"), name="patches_of_a_life"),)

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return person_scope(self.person_id)


class Saying(SealedModel):
    """How a patch was on a day. It stands until the next one; none has to be said."""

    kept = Kept(
        owner="the person whose life it is",
        strand=Strand.ABOUT_ME,
        key=THEIR_OWN_KEY,
        export=THEIRS_ALONE,
        erase=GONE_WITH_IT,
        merge=BOTH,
        retention=UNTIL_TAKEN_OUT,
        fields={
            "id": "its name",
            "patch": "of which patch",
            "person": "whose life",
            "life": "which of their two lives",
            "on": "on which day",
            "how": "good, okay or hard, if they said so: sealed, so that nothing is added up",
            "words": "their own words",
            "more": "what they want more of now",
            "said_at": "when they said it",
            "replaced_at": "when they said it again that same day: this one is theirs alone",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patch = models.ForeignKey(Patch, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    life = models.CharField(max_length=10, choices=LIVES)
    on = models.DateField(default=today)
    how = SealedTextField()
    words = SealedTextField()
    more = SealedTextField()
    said_at = models.DateTimeField(default=now)
    replaced_at = models.DateTimeField(null=True)

    objects = GuardedQuerySet["Saying"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("patch", "on"),
                condition=Q(replaced_at=None),
                name="one_saying_of_a_patch_stands_on_a_day",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return person_scope(self.person_id)

    @property
    def sign(self) -> How | None:
        """Good, okay or hard; none where nothing of the kind was said."""
        return How(self.how) if self.how in How.values else None

    @property
    def says_nothing(self) -> bool:
        return not (self.sign or self.words or self.more)


class FromElsewhere(SealedModel):
    """What came out of some other tool: as somebody's words, with a day, and as nothing else."""

    kept = Kept(
        owner="the person whose life it is",
        strand=Strand.ABOUT_ME,
        key=THEIR_OWN_KEY,
        export=THEIRS_ALONE,
        erase=GONE_WITH_IT,
        merge=BOTH,
        retention=UNTIL_TAKEN_OUT,
        fields={
            "id": "its name",
            "person": "whose life",
            "life": "which of their two lives",
            "patch": "beside which patch, if beside one",
            "called": "what it was called there",
            "whose": "whose words they are",
            "words": "the words, as they stand",
            "on": "of which day, if they know",
            "at": "when it was brought in",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    life = models.CharField(max_length=10, choices=LIVES)
    patch = models.ForeignKey(Patch, on_delete=models.CASCADE, null=True, related_name="+")
    called = SealedTextField()
    whose = SealedTextField()
    words = SealedTextField()
    on = models.DateField(null=True)
    at = models.DateTimeField(default=now)

    objects = GuardedQuerySet["FromElsewhere"].as_manager()

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return person_scope(self.person_id)


class MapOpening(models.Model):
    """Somebody opened their life map to the other side of one relationship."""

    kept = Kept(
        owner="the person whose map it is",
        strand=Strand.ABOUT_ME,
        key="none: ids and times only",
        export="with the whole story of either side",
        erase="stays as ids",
        merge="points through the alias",
        retention="as the trail",
        fields={
            "id": "its name",
            "relationship": "to the other side of which relationship",
            "person": "whose map",
            "life": "of which of their two lives",
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
    at = models.DateTimeField(default=now)
    taken_back_at = models.DateTimeField(null=True)

    objects = GuardedQuerySet["MapOpening"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("relationship", "person"),
                condition=Q(taken_back_at=None),
                name="map_opened_once_in_each_relationship",
            ),
        )
        indexes = (models.Index(fields=("person", "life"), name="map_openings_of_a_person"),)

    def __str__(self) -> str:
        return str(self.id)


class StarterSet(models.Model):
    """Names for patches that a worker wrote down for this place, to borrow or to leave."""

    kept = Kept(
        owner="the place",
        strand=None,
        key="none: names of areas of anybody's life, and nothing about a life",
        export="with everything the place takes out",
        erase="stays",
        merge="stays as it is",
        retention="until whoever wrote it takes it back",
        fields={
            "id": "its name",
            "written_by": "who wrote it down: they alone are told",
            "called": "what they call it",
            "names": "the names, one on each line",
            "at": "since when",
            "taken_back_at": "when they took it back",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    written_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    called = models.CharField(max_length=120, blank=True)
    names = models.TextField()
    at = models.DateTimeField(default=now)
    taken_back_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.id)

    @property
    def each(self) -> list[str]:
        """The names, one by one, each once."""
        lines = (line.strip() for line in self.names.splitlines())
        return list(dict.fromkeys(line for line in lines if line))
