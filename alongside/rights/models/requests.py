from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.access.guarded import GuardedQuerySet
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import now, today
from alongside.vault.fields import SealedModel, SealedTextField
from alongside.vault.scopes import between_scope, person_scope

SIX_YEARS = "six years"
WITH_THE_PERSON = "with the whole story of the one it is about"


class DataRequest(SealedModel):
    """Somebody asks for a copy of what is kept about a person. Kept by a named worker."""

    kept = Kept(
        owner="the one it is about",
        strand=None,
        key="of the worker who keeps it, in their relationship",
        export=WITH_THE_PERSON,
        erase="destroying the worker's key in this relationship",
        merge="points through the alias",
        retention=SIX_YEARS,
        fields={
            "id": "its name, made by the page",
            "about": "about whom",
            "relationship": "the relationship through which we are sure who asks",
            "kept_by": "the worker who keeps it",
            "asked_on": "on which day it was asked: its month begins here",
            "asked_by": "who asked, and in which way",
            "how": "how we made sure who asks",
            "at": "when it was written down: a day has to pass before anything is given out",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    about = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="+"
    )
    kept_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField(default=today)
    asked_by = SealedTextField()
    how = SealedTextField()
    at = models.DateTimeField(default=now)

    objects = GuardedQuerySet["DataRequest"].as_manager()

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return between_scope(self.relationship_id, self.kept_by_id)


class What(models.TextChoices):
    """What became of it."""

    CALLED_BACK = "called-back", _("Called back")
    NOT_ME = "not-me", _("That was not me")
    LOOKED = "looked", _("Looked through")
    ABOUT = "about", _("A note that is about them")
    RELEASED = "released", _("Given out")


class RequestStep(models.Model):
    """What became of a request: called back, looked through, stopped by the person, given out."""

    kept = Kept(
        owner="the one it is about",
        strand=None,
        key="none: ids and a time only",
        export=WITH_THE_PERSON,
        erase="stays as ids: it says what became of it",
        merge="points through the alias",
        retention=SIX_YEARS,
        fields={
            "id": "its name",
            "request": "of which request",
            "what": "called back, looked through, about them, not me, or given out",
            "row_id": "which note to oneself is about them: its id alone, for its writer alone",
            "by": "who says so",
            "at": "when",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(DataRequest, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=12, choices=What)
    row_id = models.UUIDField(null=True)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    objects = GuardedQuerySet["RequestStep"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("request", "what", "by"),
                condition=models.Q(row_id=None),
                name="each_step_of_a_request_once",
            ),
            models.UniqueConstraint(
                fields=("request", "what", "row_id"), name="each_note_about_them_once"
            ),
        )

    def __str__(self) -> str:
        return self.what


class WhyNot(models.TextChoices):
    """The only reasons to hold something back."""

    THIRD_PARTY = "third-party", _("It is about somebody else too")
    SERIOUS_HARM = "serious-harm", _("It could do somebody serious harm")


class Withheld(SealedModel):
    """One thing held back from the copy that is given out, by a side with a ground on it."""

    kept = Kept(
        owner="the one who decided, and who looks it over",
        strand=None,
        key="of the one who decided, in this relationship",
        export="never: the copy says how many were held back, and how to complain",
        erase="destroying the decider's key in this relationship",
        merge="points through the alias",
        retention=SIX_YEARS,
        fields={
            "id": "its name, made by the page",
            "request": "from which copy",
            "relationship": "in which relationship it was told",
            "kind": "what kind of thing it is",
            "row_id": "which one, by its id alone",
            "why": "because of somebody else, or because of serious harm",
            "reason": "in words, for the second person",
            "by": "who decided",
            "reviewer": "the second person, chosen to look it over",
            "at": "when",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(DataRequest, on_delete=models.CASCADE, related_name="withheld")
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=60)
    row_id = models.UUIDField()
    why = models.CharField(max_length=12, choices=WhyNot)
    reason = SealedTextField()
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    reviewer = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    objects = GuardedQuerySet["Withheld"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("request", "kind", "row_id"), name="held_back_once_from_each_copy"
            ),
            models.CheckConstraint(
                condition=~models.Q(by=models.F("reviewer")), name="two_people_hold_back"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return between_scope(self.relationship_id, self.by_id)


class WithheldReview(SealedModel):
    """The second person agrees that it is held back, or does not: then it is given out."""

    kept = Kept(
        owner="the one who decided, and who looked it over",
        strand=None,
        key="the second person's own",
        export="never: the copy says how many were held back, and how to complain",
        erase="destroying the second person's own key",
        merge="points through the alias",
        retention=SIX_YEARS,
        fields={
            "id": "its name",
            "withheld": "of which thing",
            "by": "the second person",
            "agrees": "whether it is held back",
            "words": "why, if they say",
            "at": "when",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    withheld = models.OneToOneField(Withheld, on_delete=models.CASCADE, related_name="review")
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    words = SealedTextField()
    at = models.DateTimeField(default=now)

    objects = GuardedQuerySet["WithheldReview"].as_manager()

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return person_scope(self.by_id)
