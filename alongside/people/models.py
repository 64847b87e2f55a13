from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.access.guarded import GuardedQuerySet
from alongside.access.strands import Strand
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import now
from alongside.people.queries import PersonQuerySet
from alongside.vault.fields import SealedModel, SealedTextField
from alongside.vault.scopes import address_scope, person_scope

CAN_BE_TAKEN_APART = timedelta(days=30)


class Person(SealedModel):
    """Anybody: supported, colleague, partner, neighbour. One kind for all."""

    kept = Kept(
        owner="the person",
        strand=Strand.ABOUT_ME,
        key="the person's own",
        export="with their whole story",
        erase="destroying the person's own key",
        merge="an alias between ids",
        retention="as long as they have a relationship here, and as long as the law says after",
        fields={
            "id": "to point to them without a name",
            "called": "what they like to be called",
            "full_name": "the name papers use, if they want it here",
            "made_at": "when they were added",
            "made_by_id": "who added them",
        },
    )

    when_gone = {"called": _("Somebody who is no longer here")}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    called = SealedTextField()
    full_name = SealedTextField()
    made_at = models.DateTimeField(default=now)
    made_by_id = models.UUIDField(null=True)

    objects = PersonQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return person_scope(self.id)


class Address(SealedModel):
    """Where somebody lives. The commonest deadly mistake is showing this to the wrong person."""

    kept = Kept(
        owner="the person who lives there",
        strand=Strand.ADDRESS,
        key="the address's own",
        export="with their whole story, to them alone",
        erase="destroying the address's own key",
        merge="both kept until the person says",
        retention="until the person takes it out",
        fields={
            "id": "its name",
            "person": "who lives there",
            "words": "where",
            "written_at": "since when we know",
            "written_by_id": "who wrote it down",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="addresses")
    words = SealedTextField()
    written_at = models.DateTimeField(default=now)
    written_by_id = models.UUIDField()

    objects = GuardedQuerySet["Address"].as_manager()

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return address_scope(self.person_id)


class Alias(SealedModel):
    """Two records are one person. Nothing else changes by it, so it can be taken apart again."""

    kept = Kept(
        owner="the person",
        strand=Strand.ABOUT_ME,
        key="the person's own",
        export="with their whole story, once they said yes",
        erase="destroying the person's own key; who and when stay as ids",
        merge="it is the merging",
        retention="as long as either record, and as long as the law says after",
        fields={
            "id": "its name",
            "kept_as": "the record whose name stands in lists",
            "other": "the other record of the same person",
            "said_by": "who said so",
            "said_at": "when",
            "why": "how they know",
            "agreed_at": "when the person said yes: from then on their way in opens both",
            "undone_at": "when it was taken apart again",
            "undone_by": "by whom",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kept_as = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=now)
    why = SealedTextField()
    agreed_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = GuardedQuerySet["Alias"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("other",),
                condition=models.Q(undone_at=None),
                name="a_record_is_one_with_one_other",
            ),
            models.CheckConstraint(
                condition=~models.Q(kept_as=models.F("other")), name="an_alias_takes_two_records"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def until(self) -> datetime:
        """Until when it can be taken apart again."""
        return self.said_at + CAN_BE_TAKEN_APART

    @property
    def can_be_taken_apart(self) -> bool:
        return self.undone_at is None and now() < self.until

    def key_scope(self) -> str:
        return person_scope(self.kept_as_id)
