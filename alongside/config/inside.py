"""The part of `alongside check` that asks the tables and Django's own checks."""

from collections.abc import Iterator
from pathlib import Path

from alongside.config.data import Place
from alongside.config.head import trail_whole

Found = tuple[str, str, bool]
NEEDS_HTTPS = {"security.W004", "security.W008", "security.W012", "security.W016"}
"""What Django says where there is no https name: said once already, in plain words."""


def findings(place: Place, against: Path | None = None) -> Iterator[Found]:
    """Tables, trail, shut words, staff with one lock, erasures overdue, what Django says."""
    import django

    django.setup()
    behind = list(tables_behind())
    yield from behind
    if not behind:
        yield from trail_whole(against)
        yield from keys_open()
        yield from words_open()
        yield from one_lock()
        yield from erasures_waiting()
        yield from not_looked_at_again()
        yield from not_answered_in_time()
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


def keys_open() -> Iterator[Found]:
    """Say when the master key here is not the one that sealed the keys here."""
    from alongside.vault.models import Key
    from alongside.vault.sealing import CannotOpen, unwrap

    key = Key.objects.filter(wrapped__isnull=False).order_by("made_at").first()
    try:
        if key is not None:
            unwrap(bytes(key.wrapped or b""), key.scope)
    except CannotOpen:
        says = (
            "The master key here does not open the keys here, so no words can be read. "
            "Put the right one back: the one you wrote down."
        )
        yield "wrong-key", says, True


def words_open() -> Iterator[Found]:
    """Count the words that cannot be opened, table by table."""
    from alongside.vault.checking import damaged_words

    for table, number in damaged_words().items():
        says = (
            f"{number} of the words in {table} cannot be opened; their rows are named above. "
            "If a backup still has them, restore it: see docs/deploy.md."
        )
        yield "words-damaged", says, True


def one_lock() -> Iterator[Found]:
    """Say how many who work here have no second thing yet to come in with; never who."""
    from alongside.accounts.models import Account

    at_work = Account.objects.filter(may_work__isnull=False, may_work__ended_at=None).distinct()
    one_thing = at_work.filter(passkeys=None, authenticator=None)
    number = sum(account.has_usable_password() for account in one_thing)
    if number:
        yield (
            "one-lock",
            (
                f"{number} who work here have no second thing yet. Whoever knows their passphrase "
                "could add one first: let them come in and choose theirs."
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


def not_looked_at_again() -> Iterator[Found]:
    """Count what was opened for safety, and that nobody looked at again in time; never whose."""
    from alongside.kit.time import now
    from alongside.shares.powers import REVIEWED_WITHIN, SafetyAccess

    late = SafetyAccess.objects.filter(review=None, began_at__lte=now() - REVIEWED_WITHIN)
    if number := late.count():
        says = (
            f"Opened to keep somebody safe more than three days ago, and not looked at again: "
            f"{number}. A colleague of the same team does it, from My team, A second look."
        )
        yield "not-looked-at-again", says, True


def not_answered_in_time() -> Iterator[Found]:
    """Count the complaints and incidents that the law gave a time for, and it is over."""
    from alongside.rights.running_out import how_many_ran_out

    if number := how_many_ran_out():
        says = (
            f"Complaints without an answer after 30 days, or words that reached where they should "
            f"not and nobody told of within 72 hours: {number}. Whoever hears them sees them on "
            "Today."
        )
        yield "not-answered", says, True


def django_says(place: Place) -> Iterator[Found]:
    """Django's own checks of a place that others reach."""
    from django.core.checks import WARNING, run_checks

    for message in run_checks(include_deployment_checks=True):
        known = message.id in NEEDS_HTTPS and not place.https
        if message.level >= WARNING and not message.is_silenced() and not known:
            yield f"django-{message.id}", str(message.msg).split("\n")[0], True
