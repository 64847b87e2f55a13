"""Dated pictures of who is around somebody, and what of them opens to whom."""

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedQuerySet
from alongside.access.strands import Strand
from alongside.access.viewer import Life
from alongside.circles.drawn import Drawn, read_drawn
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import now, today
from alongside.vault.fields import SealedModel, SealedTextField
from alongside.vault.scopes import hidden_scope, person_scope

THE_PERSONS = "the person who drew it"
TO_ITS_OWNER = "to its owner alone, with their whole story: those drawn are third parties"
AS_LONG_AS_WANTED = "until the person takes it out"
POINTS = "points through the alias"


class Circle(SealedModel):
    """Who is around somebody, on one day or as they hope: in one of their two lives."""

    kept = Kept(
        owner=THE_PERSONS,
        strand=Strand.CIRCLES,
        key="the person's own",
        export=TO_ITS_OWNER,
        erase="destroying the person's own key",
        merge="both kept",
        retention=AS_LONG_AS_WANTED,
        fields={
            "id": "its name",
            "person": "who drew it",
            "life": "in which of their two lives",
            "on": "which day it shows",
            "hoped": "whether it is what they hope for",
            "needed_have": "what they need and have, in their words",
            "needed_missing": "what they need and miss, in their words",
            "made_at": "when it was begun",
            "changed_at": "when it was last changed",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    life = models.CharField(max_length=10, choices=[(life.value, life.value) for life in Life])
    on = models.DateField(default=today)
    hoped = models.BooleanField(default=False)
    needed_have = SealedTextField()
    needed_missing = SealedTextField()
    made_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)

    objects = GuardedQuerySet["Circle"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "life", "on"),
                condition=Q(hoped=False),
                name="one_circle_for_each_day",
            ),
            models.UniqueConstraint(
                fields=("person", "life"), condition=Q(hoped=True), name="one_circle_of_hopes"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return person_scope(self.person_id)


class Around(SealedModel):
    """Somebody around me, as one picture shows them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    life = models.CharField(max_length=10, choices=[(life.value, life.value) for life in Life])
    who = models.UUIDField(default=new_id)
    called = SealedTextField()
    words = SealedTextField()
    drawn = SealedTextField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.id)

    def as_drawn(self) -> Drawn:
        return read_drawn(self.drawn)


def _kept_line(key: str, export: str, erase: str) -> Kept:
    """What a tie says of itself, on either layer."""
    return Kept(
        owner=THE_PERSONS,
        strand=Strand.CIRCLES,
        key=key,
        export=export,
        erase=erase,
        merge="both kept",
        retention=AS_LONG_AS_WANTED,
        fields={
            "id": "its name",
            "circle": "in which picture",
            "person": "who drew it",
            "life": "in which of their two lives",
            "who": "the same for the same somebody in every picture",
            "called": "what the one who drew it calls them: a letter is enough",
            "words": "about this tie, in their words",
            "drawn": "how near, what kind, what is given and got, who knows whom",
        },
    )


class Tie(Around):
    """Somebody around me, as one picture shows them."""

    kept = _kept_line("the person's own", TO_ITS_OWNER, "destroying the person's own key")

    objects = GuardedQuerySet["Tie"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("circle", "who"), name="once_in_each_picture"),
        )

    def key_scope(self) -> str:
        return person_scope(self.person_id)


class HiddenTie(Around):
    """Somebody kept hidden, on a layer with a key of its own. Nobody else ever sees it."""

    kept = _kept_line(
        "the person's hidden layer's own",
        "never with anything else: its owner takes it out with their circle, when they say so",
        "destroying the key of the hidden layer",
    )

    objects = GuardedQuerySet["HiddenTie"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("circle", "who"), name="hidden_once_in_each_picture"),
        )

    def key_scope(self) -> str:
        return hidden_scope(self.person_id, at_work=self.life == Life.WORKING)


class Opening(models.Model):
    """Somebody opened their circle to the other side of one relationship."""

    kept = Kept(
        owner=THE_PERSONS,
        strand=Strand.CIRCLES,
        key="none: ids and times only",
        export="with the whole story of either side",
        erase="stays as ids",
        merge=POINTS,
        retention="as the trail",
        fields={
            "id": "its name",
            "relationship": "to the other side of which relationship",
            "person": "whose circle",
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
    life = models.CharField(max_length=10, choices=[(life.value, life.value) for life in Life])
    at = models.DateTimeField(default=now)
    taken_back_at = models.DateTimeField(null=True)

    objects = GuardedQuerySet["Opening"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("relationship", "person"),
                condition=Q(taken_back_at=None),
                name="opened_once_in_each_relationship",
            ),
        )
        indexes = (models.Index(fields=("person", "life"), name="openings_of_a_person"),)

    def __str__(self) -> str:
        return str(self.id)


class TieAsk(models.Model):
    """May somebody in my circle point to you? It does only while both say yes."""

    kept = Kept(
        owner="both sides",
        strand=Strand.CIRCLES,
        key="none: ids and times only",
        export="with the whole story of either side",
        erase="stays as ids",
        merge=POINTS,
        retention="as the trail",
        fields={
            "id": "its name",
            "who": "which somebody in the circle",
            "by": "whose circle",
            "life": "of which of their two lives",
            "relationship": "in which relationship it was asked",
            "other": "who was asked",
            "at": "when",
            "yes_at": "when they said yes",
            "not_now_at": "when they said not now",
            "ended_at": "when either took it back",
            "ended_by": "who did",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    who = models.UUIDField()
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    life = models.CharField(max_length=10, choices=[(life.value, life.value) for life in Life])
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="+"
    )
    other = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    yes_at = models.DateTimeField(null=True)
    not_now_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = GuardedQuerySet["TieAsk"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("by", "life", "who"),
                condition=Q(ended_at=None),
                name="one_asking_for_each_tie",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
