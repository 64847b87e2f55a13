from django.db import models

from alongside.kit.kept import Kept


class Key(models.Model):
    """One scope's data key, wrapped. Destroying it erases every word it sealed."""

    kept = Kept(
        owner="the scope it is named after",
        strand=None,
        key="the master key, outside the database",
        export="never",
        erase="the wrapped key is emptied and the day noted, so that the scope cannot come back",
        merge="stays: merging is an alias between ids",
        retention="as long as what it seals; backups of this store at most 30 days",
        fields={
            "scope": "whose key it is",
            "wrapped": "the key, sealed by the master key; empty once destroyed",
            "made_at": "when it was made",
            "destroyed_at": "when it was destroyed",
        },
    )

    scope = models.CharField(max_length=80, primary_key=True)
    wrapped = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.scope
