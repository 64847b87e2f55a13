"""A copy as JSON: every field of every kind, beside what it is for and how long it is kept."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models

from alongside.access.models import TrailLine
from alongside.kit.ids import new_id
from alongside.kit.time import here
from alongside.rights.copies.gathering import Gathered, kept_of
from alongside.vault.fields import SealedTextField

SHAPE = 1


def as_json(all_of_it: Gathered) -> Iterator[bytes]:
    """The whole file, kind by kind."""
    yield b'{"about": ' + _said(_about(all_of_it)) + b',\n"kinds": {'
    for number, (model, rows) in enumerate(all_of_it.rows.items()):
        before = b",\n" if number else b"\n"
        yield before + _said(model._meta.label) + b": " + _said(_kind(model, rows, all_of_it))
    yield b'},\n"account": ' + _said(_account(all_of_it))
    yield b',\n"who_looked": ' + _said(_lines(all_of_it)) + b"}\n"


def _said(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, default=_plain).encode()


def _plain(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.hex if isinstance(value, UUID) else str(value)


def _about(all_of_it: Gathered) -> dict[str, Any]:
    return {
        "shape": SHAPE,
        "id": new_id(),
        "made_at": all_of_it.made_at,
        "person": all_of_it.viewer.person_id,
        "life": all_of_it.viewer.life,
        "words": "Each kind says why it is kept, and each of its fields what it is for. Days and "
        "times are ISO 8601. Ids are the same wherever they stand.",
        "kept_apart": len(all_of_it.kept_apart),
        "withheld": all_of_it.withheld,
    }


def _kind(model: type[models.Model], rows: list[Any], all_of_it: Gathered) -> dict[str, Any]:
    kept = kept_of(model)
    fields = taken(model)
    return {
        "kept": {
            "owner": kept.owner,
            "strand": kept.strand,
            "key": kept.key,
            "export": kept.export,
            "erase": kept.erase,
            "merge": kept.merge,
            "retention": kept.retention,
        },
        "fields": {field.name: kept.fields[field.name] for field in fields},
        "rows": [
            {field.name: value_of(row, field, all_of_it) for field in fields}
            | _without_times(row, all_of_it)
            | {"on_ground": row.on_ground}
            for row in rows
        ],
    }


OPENS_A_DOOR = {
    *("profiles.Card.link", "profiles.Card.browser", "accounts.OwnDevice.token"),
    *("asks.Ask.link", "asks.Ask.browser"),
}
"""Fingerprints of phones and links: they say nothing about anybody."""


def taken(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """Every field but a machine's own bytes: the public half of a key opens nothing for anybody."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, SealedTextField) or not isinstance(field, models.BinaryField)
        if str(field).removeprefix(".") not in OPENS_A_DOOR
    ]


def _without_times(row: Any, all_of_it: Gathered) -> dict[str, Any]:
    """Of what is kept apart from me: which day, and nothing that tells the time. Ids do."""
    if row._meta.label == "shares.Delay" and row.by_id != all_of_it.viewer.person_id:
        told = [*all_of_it.of("shares.SafetyAccess"), *all_of_it.of("shares.Duty")]
        return {} if row.of_id in {one.pk for one in told} else {"of_id": ""}
    if row._meta.label != "moments.KeptApart" or row.by_id == all_of_it.viewer.person_id:
        return {}
    days = {"happened_at": here(row.happened_at).date(), "at": here(row.at).date()}
    return days | {"id": "", "moment": "", "shown_at": row.shown_at and here(row.shown_at).date()}


def value_of(row: Any, field: "models.Field[Any, Any]", all_of_it: Gathered) -> Any:
    # Somebody else's name as papers have it is on no page of mine, so it is in no copy.
    if row._meta.label == "people.Person" and field.name == "full_name":
        return row.full_name if row.pk == all_of_it.viewer.person_id else ""
    # A safe word is for the two sides alone: never on paper, and a copy may lie anywhere.
    if row._meta.label == "relationships.SafeReach" and field.name == "safe_word":
        return ""
    return getattr(row, field.attname)


def _account(all_of_it: Gathered) -> dict[str, Any] | None:
    if all_of_it.account is None:
        return None
    devices = [
        {"called": d.called, "working": d.is_working, "since": d.since, "seen_on": d.seen_on}
        for d in all_of_it.devices
    ]
    return {"made_at": all_of_it.account.made_at, "signed_in": devices}


def _lines(all_of_it: Gathered) -> dict[str, Any]:
    names = [f.name for f in TrailLine._meta.concrete_fields]
    return {
        "fields": dict(TrailLine.kept.fields),
        "lines": [{name: getattr(line, name) for name in names} for line in all_of_it.looked],
    }
