"""Six letters that somebody of a partner shows in person, so that they can be shared with."""

from datetime import timedelta

from django.db import models

from alongside.kit.ids import new_id
from alongside.kit.kept import Kept

WORK_FOR = timedelta(minutes=15)


class Letters(models.Model):
    """Shown, and not typed yet. Typed once they are gone, and so are the ones before them."""

    kept = Kept(
        owner="whoever shows them",
        strand=None,
        key="none: a keyed fingerprint of six letters",
        export="never",
        erase="a quarter of an hour later",
        merge="none",
        retention="until they are typed, or new ones are shown",
        fields={
            "id": "its name",
            "person": "who shows them",
            "letters": "a keyed fingerprint",
            "ends_at": "until when they work",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="+")
    letters = models.CharField(max_length=64, unique=True)
    ends_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)
