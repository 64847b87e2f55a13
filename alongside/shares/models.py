"""What opens beyond the two sides.

Who must never be told is in `never.py`, what stands in for a worker in
`stepping_in.py`, what safety and the law ask in `powers.py`.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.access.grounds import Ground
from alongside.access.guarded import GuardedQuerySet
from alongside.access.strands import Strand
from alongside.access.viewer import Life
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import now
from alongside.relationships.models import BOTH_KEEP
from alongside.shares.letters import Letters
from alongside.shares.never import NeverTell, SafetyLine
from alongside.shares.powers import Delay, Duty, SafetyAccess, SafetyReview
from alongside.shares.stepping_in import Away, Keeping, Leaving
from alongside.shares.words import PERSONS_KEY, WITH_THE_PERSON
from alongside.vault.fields import SealedModel, SealedTextField
from alongside.vault.scopes import person_scope

__all__ = [
    "Away",
    "Basis",
    "Delay",
    "Duty",
    "Keeping",
    "Leaving",
    "Letters",
    "NeverTell",
    "SafetyAccess",
    "SafetyLine",
    "SafetyReview",
    "Share",
    "Withdrawal",
]


class Basis(models.TextChoices):
    """The lawful basis (UK GDPR, Article 6): a field of its own, beside the person's yes."""

    CONSENT = "consent", _("Because they said yes, and can take it back")
    PUBLIC_TASK = "public-task", _("It is our public work")
    LEGAL_OBLIGATION = "legal-obligation", _("The law says we must")
    VITAL_INTERESTS = "vital-interests", _("To keep somebody alive")
    LEGITIMATE_INTERESTS = "legitimate-interests", _("We have a fair reason")


class Share(SealedModel):
    """One strand, or one moment, opened beyond the two sides."""

    kept = Kept(
        owner="the person it is about",
        strand=Strand.ABOUT_ME,
        key=PERSONS_KEY,
        export=WITH_THE_PERSON,
        erase="destroying the person's own key; who, which strand and until when stay as ids",
        merge="points through the alias",
        retention=BOTH_KEEP,
        fields={
            "id": "its name",
            "relationship": "what was made in which relationship",
            "about": "whose life it is",
            "strand": "which strand",
            "sheet": "which one page of about-me alone; none: what matters",
            "ground": "on which ground: share, cover, safety, duty",
            "moment_id": "if it is one moment only: which",
            "promise_id": "if it is one promise only: which",
            "with_person": "with whom; nobody here, if the law names a receiver in words",
            "life": "in which of their two lives they may look",
            "with_team": "or with which team, as cover",
            "steps_in_for": "only while this worker is away, if so",
            "purpose": "what for",
            "basis": "the lawful basis",
            "asked_by": "who asked for it",
            "asked_at": "when they asked",
            "given_at": "when the person said yes; or when the law or safety opened it",
            "declined_at": "when the person said not yet",
            "starts_at": "from when",
            "until": "until when; none: until the person says stop",
            "safety": "the safety access it belongs to",
            "duty": "the duty it belongs to",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="shares"
    )
    about = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    strand = models.CharField(max_length=20, choices=[(s.value, s.value) for s in Strand])
    ground = models.CharField(max_length=10, default=Ground.SHARE.value)
    sheet = models.CharField(
        max_length=8, blank=True, default="", choices=[(s, s) for s in ("about-me", "one-page")]
    )
    moment_id = models.UUIDField(null=True)
    promise_id = models.UUIDField(null=True)
    with_person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    life = models.CharField(max_length=10, default=Life.WORKING.value)
    with_team = models.ForeignKey(
        "teams.Team", on_delete=models.PROTECT, null=True, related_name="+"
    )
    steps_in_for = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    purpose = SealedTextField()
    basis = models.CharField(max_length=24, choices=Basis, default=Basis.CONSENT)
    asked_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=now)
    given_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    starts_at = models.DateTimeField(default=now)
    until = models.DateTimeField(null=True)
    safety = models.ForeignKey(
        SafetyAccess, on_delete=models.PROTECT, null=True, related_name="shares"
    )
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, null=True, related_name="shares")

    objects = GuardedQuerySet["Share"].as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=(models.Q(with_person=None) ^ models.Q(with_team=None))
                | models.Q(with_person=None, with_team=None, duty__isnull=False),
                name="a_share_is_with_one_person_or_one_team",
            ),
        )
        indexes = (
            models.Index(fields=("with_person", "life"), name="shares_with_a_person"),
            models.Index(fields=("with_team",), name="shares_with_a_team"),
            models.Index(fields=("about", "-asked_at"), name="shares_about_a_person"),
        )

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return person_scope(self.about_id)


class Withdrawal(models.Model):
    """A share ended by the person. A quiet one shows to nobody but the one they wrote it with."""

    kept = Kept(
        owner="the person the share is about",
        strand=Strand.ABOUT_ME,
        key="none: ids and times only",
        export=WITH_THE_PERSON,
        erase="stays as ids",
        merge="points through the alias",
        retention=BOTH_KEEP,
        fields={
            "id": "its name",
            "share": "which share",
            "by": "who wrote it down",
            "at": "when",
            "quietly_in": "the relationship it was quietly written in, if so",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    share = models.OneToOneField(Share, on_delete=models.CASCADE, related_name="withdrawal")
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    quietly_in = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, null=True, related_name="+"
    )

    objects = GuardedQuerySet["Withdrawal"].as_manager()

    def __str__(self) -> str:
        return str(self.id)
