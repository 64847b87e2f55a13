from django.db import models

from alongside.access.guarded import GuardedQuerySet
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import now
from alongside.vault.fields import SealedModel, SealedTextField
from alongside.vault.scopes import person_scope


class BringIn(SealedModel):
    """One time somebody brought in what another system exported."""

    kept = Kept(
        owner="the one who brought it in",
        strand=None,
        key="the bringer's own",
        export="with the bringer's whole story",
        erase="destroying the bringer's own key",
        merge="points through the alias",
        retention="six years",
        fields={
            "id": "its name",
            "by": "who brought it in",
            "at": "when",
            "told": "what came in, what stayed behind and why, without anybody's words",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    told = SealedTextField()

    objects = GuardedQuerySet["BringIn"].as_manager()

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return person_scope(self.by_id)


class KeptFile(SealedModel):
    """A file as the other system saved it, whole: kept beside the bring-in if somebody asked."""

    kept = Kept(
        owner="the one who brought it in",
        strand=None,
        key="the bringer's own",
        export="with the bringer's whole story",
        erase="destroying the bringer's own key",
        merge="points through the alias",
        retention="until the bringer takes it out, and six years at most",
        fields={
            "id": "its name, and what its parts are bound to",
            "bring_in": "with which bring-in",
            "by": "who brought it in, and alone may open it",
            "name": "what the file was called",
            "size": "how many bytes it has",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bring_in = models.ForeignKey(BringIn, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    name = SealedTextField()
    size = models.BigIntegerField(default=0)

    objects = GuardedQuerySet["KeptFile"].as_manager()

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return person_scope(self.by_id)


class KeptPart(models.Model):
    """A part of a kept file, sealed."""

    kept = Kept(
        owner="the one who brought it in",
        strand=None,
        key="the bringer's own",
        export="with the file",
        erase="with the file",
        merge="with the file",
        retention="as the file",
        fields={
            "id": "its name",
            "file": "of which file",
            "number": "which part of it",
            "sealed": "the bytes, sealed",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(KeptFile, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    objects = GuardedQuerySet["KeptPart"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("file", "number"), name="one_part_of_each_number"),
        )

    def __str__(self) -> str:
        return f"{self.file_id} {self.number}"


class Arrived(models.Model):
    """One thing that came in, by the key it had there: a second run adds nothing."""

    kept = Kept(
        owner="the place",
        strand=None,
        key="none: a fingerprint and an id",
        export="never",
        erase="stays: it holds no words, and keeps what was taken out from coming back",
        merge="points through the alias",
        retention="as long as the place may bring in the same file again",
        fields={
            "key": "a fingerprint of who brought it in and what the row says",
            "row_id": "what it became here",
            "bring_in": "with which bring-in",
        },
    )

    key = models.CharField(max_length=64, primary_key=True)
    row_id = models.UUIDField()
    bring_in = models.ForeignKey(BringIn, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.key
