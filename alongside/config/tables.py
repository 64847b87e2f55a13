"""Tables: an empty store gets them as the models say, one in use gets what changed since."""

from django.apps import apps
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connections, router
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def lay_tables(store: str) -> None:
    """Bring a store's tables up to the models, all or nothing.

    Replaying every change since the first takes a new place half a minute; what comes out is the
    same, and a test holds the two side by side.
    """
    if MigrationRecorder(connections[store]).applied_migrations():
        call_command("migrate", database=store, verbosity=0, interactive=False)
    else:
        _lay_all(store)


def _lay_all(store: str) -> None:
    connection = connections[store]
    changes = MigrationRecorder.Migration
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection) and router.allow_migrate_model(store, model):
                editor.create_model(model)
        if changes._meta.db_table not in connection.introspection.table_names():
            editor.create_model(changes)
        known = MigrationLoader(None).disk_migrations
        changes.objects.using(store).bulk_create(
            changes(app=app, name=name) for app, name in sorted(known)
        )
    emit_post_migrate_signal(verbosity=0, interactive=False, db=store)
