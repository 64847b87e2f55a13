"""Writing made-up worlds into the database, and emptying it again."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import cache
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import models, transaction

from alongside.prove.plain import Row, World
from alongside.prove.times import BEGIN
from alongside.vault.fields import sealed_bytes, sealed_words

HOMES = {
    "people": ("Person", "Address", "Alias"),
    "accounts": ("Account", "Passkey", "Authenticator", "OwnDevice", "Lending"),
    "cowriting": ("Document", "Version", "Writing", "Presence"),
    "drafts": ("Draft",),
    "teams": ("Team", "Member"),
    "partners": ("Partner", "PartnerPerson"),
    "relationships": (
        "Relationship",
        "Side",
        "Pause",
        "WhatMatters",
        "SafeReach",
        "ReadTogether",
        "ComingBack",
        "NewColleague",
    ),
    "shares": (
        "Away",
        "Keeping",
        "Leaving",
        "SafetyAccess",
        "SafetyReview",
        "Duty",
        "Delay",
        "Share",
        "Withdrawal",
        "NeverTell",
        "SafetyLine",
    ),
    "agreements": (
        "Agreement",
        "AgreementAnswer",
        "Doing",
        "DoingChange",
        "Rest",
        "Ending",
        "HardThing",
        "HardAnswer",
    ),
    "moments": (
        "Moment",
        "Telling",
        "KeptApart",
        "Stance",
        "Turning",
        "BroughtIn",
        "WrongPerson",
    ),
    "interchange": ("BringIn", "KeptFile", "KeptPart"),
    "promises": ("Promise", "Answer", "Reply"),
    "plans": ("Part", "Spend"),
    "asks": ("Ask", "AskAnswer", "AskAfter", "Door"),
    "profiles": ("Told", "Attachment", "PageOpening", "Appreciation", "Card"),
    "lifemaps": ("Patch", "Saying", "FromElsewhere", "MapOpening"),
    "circles": ("Circle", "Tie", "HiddenTie", "Opening", "TieAsk"),
    "rights": (
        "TakenOut",
        "ErasureAsk",
        "ErasureStep",
        "Hold",
        "ErasureDecision",
        "LogEntry",
        "LogHearer",
        "LogAnswer",
        "DataRequest",
        "RequestStep",
        "Withheld",
        "WithheldReview",
    ),
}
FILL: dict[str, dict[str, Any]] = {
    "Card": {"until": BEGIN},
    "Document": {"strand": "plans"},
    "Version": {"at": BEGIN},
    "Writing": {"day": BEGIN.date(), "part": "morning"},
    "AgreementAnswer": {"agrees": False},
    "DoingChange": {"became": "changed"},
    "HardThing": {"kind": "concern"},
    "Moment": {"kind": "met", "happened_at": BEGIN},
    "KeptApart": {"why": "safety", "happened_at": BEGIN, "review_on": BEGIN.date()},
    "Answer": {"became": "kept"},
    "AskAnswer": {"says": "yes"},
    "Reply": {"agrees": True},
    "RequestStep": {"what": "called-back"},
    "Withheld": {"kind": "moments.Moment", "why": "third-party"},
    "WithheldReview": {"agrees": True},
    "LogEntry": {"about": "complaint"},
    "Hold": {"until": BEGIN.date()},
    "ErasureDecision": {"kind": "moments.Moment", "destroyed": True},
}
"""What a table insists on and no rule looks at."""


def make_tables() -> None:
    """Make the tables of both databases from the models as they stand."""
    for database in ("keys", "default"):
        call_command("migrate", database=database, run_syncdb=True, verbosity=0)


def kinds() -> dict[str, type[models.Model]]:
    """Every kind of row a world holds, in the order they can be written."""
    return {kind: apps.get_model(app, kind) for app, names in HOMES.items() for kind in names}


def load(worlds: Iterable[World], words: Callable[[], str] | None = None) -> None:
    """Empty the tables, then write these worlds side by side; `words` fills what is sealed."""
    worlds = list(worlds)
    with transaction.atomic():
        for model in reversed(kinds().values()):
            model._base_manager.all()._raw_delete("default")  # noqa: SLF001 - no row at a time
        for kind, model in kinds().items():
            fill = FILL.get(kind, {})
            model._base_manager.bulk_create(
                model(**_plainly(row), **fill, **_sealed(model, words))
                for world in worlds
                for row in world.rows.get(kind, [])
            )


def _plainly(row: Row) -> dict[str, Any]:
    """Its fields as they are: a row holds nothing that would have to be copied."""
    kind: Any = type(row)
    return {name: getattr(row, name) for name in _names(kind)}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


def _sealed(model: type[models.Model], words: Callable[[], str] | None) -> dict[str, str | bytes]:
    if words is None:
        return {}
    said: dict[str, str | bytes] = {name: words() for name in sealed_words(model)}
    return said | {name: words().encode() for name in sealed_bytes(model)}
