from typing import Any

from django.db.models import Model


class KeysRouter:
    """Wrapped keys live in a store of their own, so that its backups can be short-lived."""

    def _store(self, model: type[Model] | Model) -> str:
        return "keys" if model._meta.app_label == "vault" else "default"

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return self._store(model)

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        return self._store(model)

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        return self._store(one) == self._store(other)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return (db == "keys") == (app_label == "vault")
