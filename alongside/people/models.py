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
