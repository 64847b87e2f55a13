"""Whom never to tell: said by a person, by somebody who works with them, or by a file."""

from django.db import models

from alongside.access.guarded import GuardedQuerySet
from alongside.access.strands import Strand
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import now
from alongside.shares.words import PERSONS_KEY
from alongside.vault.fields import SealedModel, SealedTextField
from alongside.vault.scopes import person_scope


class NeverTell(SealedModel):
    """Somebody who must never be told where a person is, or anything of theirs."""

    kept = Kept(
        owner="the person who said so",
        strand=Strand.ADDRESS,
        key=PERSONS_KEY,
        export="with their whole story, to them alone",
        erase="destroying the person's own key",
        merge="both kept",
        retention="until the person takes it back",
        fields={
            "id": "its name",
            "person": "who said so",
            "words": "whom never to tell, by any name they go by",
            "other_id": "that person here, if they are known here",
            "said_at": "when",
            "written_by": "who wrote it down",
            "taken_back_at": "when the person took it back",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    words = SealedTextField()
    other_id = models.UUIDField(null=True)
    said_at = models.DateTimeField(default=now)
    written_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    objects = GuardedQuerySet["NeverTell"].as_manager()

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return person_scope(self.person_id)


class SafetyLine(SealedModel):
    """A file says that somebody must not find out where a person is. For those beside them."""

    kept = Kept(
        owner="the person it keeps safe",
        strand=Strand.ABOUT_ME,
        key="the person's own",
        export="with the whole story of the person it keeps safe, to them alone",
        erase="destroying the person's own key",
        merge="points through the alias",
        retention="as long as the person has a relationship here",
        fields={
            "id": "its name",
            "person": "who is to be safe",
            "kept_from": "who must not find out, and is never shown this",
            "words": "what the file says",
            "at": "when it was brought in",
            "talked_by": "who said that it was talked through",
            "talked_at": "when",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    kept_from = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    words = SealedTextField()
    at = models.DateTimeField(default=now)
    talked_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    talked_at = models.DateTimeField(null=True)

    objects = GuardedQuerySet["SafetyLine"].as_manager()

    class Meta:
        db_table = "interchange_safetyline"  # what its words are sealed to
        indexes = (models.Index(fields=("person", "at"), name="safety_of_a_person"),)

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return person_scope(self.person_id)
