from django.db import models

from alongside.access.guarded import GuardedQuerySet
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import now
from alongside.vault.fields import SealedModel, SealedTextField
from alongside.vault.scopes import person_scope


class Draft(SealedModel):
    """Typed and not yet saved: nothing typed is ever lost."""

    kept = Kept(
        owner="the one who typed it",
        strand=None,
        key="the writer's own",
        export="with the writer's whole story",
        erase="destroying the writer's own key",
        merge="both kept",
        retention="until the form is saved, or a year without a touch",
        fields={
            "id": "its name",
            "person": "who typed it",
            "life": "in which of their two lives",
            "form": "which form it belongs to",
            "words": "all its fields, as JSON",
            "touched_at": "when it was last typed in",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    life = models.CharField(max_length=10)
    form = models.CharField(max_length=120)
    words = SealedTextField()
    touched_at = models.DateTimeField(default=now)

    objects = GuardedQuerySet["Draft"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "life", "form"), name="one_draft_for_each_form"
            ),
        )

    def __str__(self) -> str:
        return self.form

    def key_scope(self) -> str:
        return person_scope(self.person_id)
