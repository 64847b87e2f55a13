"""The part of `alongside check` that asks the tables and Django's own checks."""

from collections.abc import Iterator

from alongside.config.data import Place

Found = tuple[str, str, bool]
NEEDS_HTTPS = {"security.W004", "security.W008", "security.W012", "security.W016"}
"""What Django says where there is no https name: said once already, in plain words."""


def findings(place: Place) -> Iterator[Found]:
    """Tables behind, staff with one lock, erasures overdue, and what Django's own checks say."""
    import django

    django.setup()
    behind = list(tables_behind())
    yield from behind
    if not behind:
        yield from one_lock()
        yield from erasures_waiting()
    yield from django_says(place)


def tables_behind() -> Iterator[Found]:
    """Name the databases whose tables are older than this version of Alongside."""
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    for alias in ("default", "keys"):
        executor = MigrationExecutor(connections[alias])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            says = f"The {alias} database is behind. `alongside run` brings it up to date."
            yield "tables-behind", says, True


def one_lock() -> Iterator[Found]:
    """Say how many who work here come in by something that can be said or seen; never who."""
    from alongside.accounts.models import Account

    at_work = Account.objects.filter(may_work__isnull=False, may_work__ended_at=None).distinct()
    number = sum(account.has_usable_password() for account in at_work)
    if number:
        yield (
            "one-lock",
            (
                f"{number} who work here can come in by a passphrase alone. A passkey asks for the "
                "phone and for its owner: on My page, “Use this phone or computer”."
            ),
            True,
        )


def erasures_waiting() -> Iterator[Found]:
    """What people asked to have erased, and whose week is over."""
    from alongside.rights.actions.erasures import due_erasures

    number = len(list(due_erasures()))
    if number:
        says = f"Asked for twice, a week ago, and not erased yet: {number}. alongside erase-due"
        yield "erasures-due", says, True


def django_says(place: Place) -> Iterator[Found]:
    """Django's own checks of a place that others reach."""
    from django.core.checks import WARNING, run_checks

    for message in run_checks(include_deployment_checks=True):
        known = message.id in NEEDS_HTTPS and not place.https
        if message.level >= WARNING and not message.is_silenced() and not known:
            yield f"django-{message.id}", str(message.msg).split("\n")[0], True
