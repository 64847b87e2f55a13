"""What opens without the person's yes: safety and duty, each by two people and with an end."""

from datetime import datetime, timedelta

from django.db import models

from alongside.access.guarded import GuardedQuerySet
from alongside.access.strands import Strand
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import now
from alongside.shares.words import PERSONS_KEY
from alongside.vault.fields import SealedModel, SealedTextField
from alongside.vault.scopes import person_scope

SAFETY_LASTS = timedelta(hours=4)
REVIEWED_WITHIN = timedelta(hours=72)
LONGEST_DELAY = timedelta(days=90)
LONGEST_DUTY = timedelta(days=366)
BY_LAW = frozenset({Strand.ABOUT_ME, Strand.PLANS, Strand.MOMENTS, Strand.PROMISES, Strand.ADDRESS})
"""What a duty can name. Who is around somebody is never opened without their yes."""
ONCE_TOLD = "with the whole story of the person, once they may be told"
KEY_OR_IDS = "destroying the person's own key; who and when stay as ids"


class SafetyAccess(SealedModel):
    """Somebody opened what they had no ground for, to keep somebody safe. Four hours at most."""

    kept = Kept(
        owner="the person it is about",
        strand=Strand.ABOUT_ME,
        key=PERSONS_KEY,
        export=ONCE_TOLD,
        erase=KEY_OR_IDS,
        merge="points through the alias",
        retention="as the trail",
        fields={
            "id": "its name",
            "by": "who opened it",
            "about": "about whom",
            "team": "in which team, that walks with them",
            "reason": "why, typed before anything opened",
            "began_at": "when",
            "ends_at": "until when: four hours at most",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("teams.Team", on_delete=models.PROTECT, null=True, related_name="+")
    reason = SealedTextField()
    began_at = models.DateTimeField(default=now)
    ends_at = models.DateTimeField()

    objects = GuardedQuerySet["SafetyAccess"].as_manager()

    class Meta:
        indexes = (models.Index(fields=("about", "-began_at"), name="safety_about_a_person"),)

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return person_scope(self.about_id)

    @property
    def look_again_by(self) -> datetime:
        """Until when a second person is to have looked at it again."""
        return self.began_at + REVIEWED_WITHIN


class SafetyReview(SealedModel):
    """A second person looked at it again, and says what they think."""

    kept = Kept(
        owner="the person it is about",
        strand=Strand.ABOUT_ME,
        key=PERSONS_KEY,
        export=ONCE_TOLD,
        erase=KEY_OR_IDS,
        merge="points through the alias",
        retention="as the trail",
        fields={
            "id": "its name",
            "access": "which safety access",
            "about_id": "about whom",
            "by": "who looked at it again",
            "was_right": "whether they think it was right",
            "words": "what they say about it",
            "at": "when",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    access = models.OneToOneField(SafetyAccess, on_delete=models.CASCADE, related_name="review")
    about_id = models.UUIDField()
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    was_right = models.BooleanField()
    words = SealedTextField()
    at = models.DateTimeField(default=now)

    objects = GuardedQuerySet["SafetyReview"].as_manager()

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return person_scope(self.about_id)


class Duty(SealedModel):
    """A court, a data request or a statute asks for named items. Two people, and an end."""

    kept = Kept(
        owner="the person it is about",
        strand=Strand.ABOUT_ME,
        key=PERSONS_KEY,
        export=ONCE_TOLD,
        erase=KEY_OR_IDS,
        merge="points through the alias",
        retention="as the trail",
        fields={
            "id": "its name",
            "about": "about whom",
            "power": "the legal power, by its name",
            "receiver": "who receives it, in words, if they are not here",
            "named_by": "who named it",
            "named_at": "when",
            "approved_by": "the second person",
            "approved_at": "when they agreed",
            "ended_by": "who ended it before its day",
            "ended_at": "when",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    about = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    power = SealedTextField()
    receiver = SealedTextField(blank=True)
    named_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField(default=now)
    approved_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    objects = GuardedQuerySet["Duty"].as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("named_by")),
                name="a_duty_takes_two_people",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def goes_out(self) -> bool:
        """To somebody who is not here: as a copy."""
        return bool(self.receiver)

    def key_scope(self) -> str:
        return person_scope(self.about_id)


class Delay(SealedModel):
    """The person is told later: for a reason, agreed by a second person, until a day."""

    kept = Kept(
        owner="the person who is told later",
        strand=Strand.ABOUT_ME,
        key=PERSONS_KEY,
        export=ONCE_TOLD,
        erase=KEY_OR_IDS,
        merge="points through the alias",
        retention="as the trail",
        fields={
            "id": "its name",
            "of_id": "of which safety access, duty or thing kept apart",
            "about": "who is told later",
            "reason": "why",
            "by": "who asked for it",
            "at": "when",
            "approved_by": "the second person",
            "approved_at": "when they agreed",
            "until": "until when",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    of_id = models.UUIDField()
    about = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    reason = SealedTextField()
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    approved_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    until = models.DateTimeField()

    objects = GuardedQuerySet["Delay"].as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("by")),
                name="a_delay_takes_two_people",
            ),
        )
        indexes = (models.Index(fields=("of_id", "until"), name="delays_of_a_thing"),)

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return person_scope(self.about_id)
