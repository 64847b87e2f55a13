"""All that somebody may see, read from what each model says of itself."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q

from alongside.access.book import rules_for
from alongside.access.grounds import Ground
from alongside.access.models import TrailLine
from alongside.access.strands import Strand
from alongside.access.trail import Look as Looking
from alongside.access.viewer import Life, Viewer
from alongside.accounts.models import Account
from alongside.accounts.queries import Device, devices_of
from alongside.kit.kept import EACH_ROW_SAYS, Kept
from alongside.kit.time import now
from alongside.people.queries import names_on_the_trail
from alongside.relationships.queries import my_relationship_ids
from alongside.shares.looks import Look, in_words
from alongside.shares.told_later import held_back, not_yet_agreed
from alongside.teams.models import Team
from alongside.vault.fields import SealedModel, open_rows

NEVER = "never"
"""What `kept` says of what is only the machine's: fingerprints, codes."""
ALONE = "to its owner alone"
"""How `kept.export` begins where others are named: it is in no copy but its owner's."""

Rows = dict[type[models.Model], list[Any]]
Without = frozenset[tuple[str, UUID]]
"""Things held back from a copy: the label of their kind, and their id."""


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """One person's copy before it is written: rows opened, nothing left to ask."""

    viewer: Viewer
    made_at: datetime
    rows: Rows
    looked: list[TrailLine]
    looks: list[Look]
    account: Account | None
    devices: list[Device]
    withheld: int = 0
    names: dict[UUID, str] = field(default_factory=dict)
    teams: dict[UUID, str] = field(default_factory=dict)
    also: list["Gathered"] = field(default_factory=list)
    """The same of every other record of this person."""

    def of(self, label: str) -> list[Any]:
        """The rows of one kind, by its label."""
        return self.rows.get(apps.get_model(label), [])

    @property
    def kept_apart(self) -> list[Any]:
        """The marks of what others keep apart: that it is there, and why."""
        marks = self.of("moments.KeptApart")
        given = {moment.id for moment in self.of("moments.Moment")}
        still = [m for m in marks if m.shown_at is None and m.moment_id not in given]
        return [mark for mark in still if mark.by_id != self.viewer.person_id]


def kept_of(model: type[models.Model]) -> Kept:
    kept: Kept = model.kept  # type: ignore[attr-defined]
    return kept


def strand_of(row: models.Model) -> Strand | None:
    """The strand it is shared under: its kind’s, or what the row itself says."""
    said = kept_of(type(row)).strand
    if said == EACH_ROW_SAYS:
        said = getattr(row, "strand", None)
    return Strand(said) if said else None


def gather(
    viewer: Viewer,
    look: Looking,
    *,
    without: Without = frozenset(),
    reached: Rows | None = None,
) -> Gathered:
    """Everything this viewer may see now. What is another's leaves its line on the trail.

    `reached` is what a data request reaches beyond that.
    """
    rows = {model: found for model, found in _rows(viewer) if found}
    for model, found in (reached or {}).items():
        rows[model] = [*rows.get(model, []), *found]
    withheld = _take_away(rows, without)
    _note(look, rows)
    account = Account.objects.filter(person_id=viewer.person_id).first()
    looked = list(who_looked(viewer))
    names = {p.id: p.called for p in rows.get(apps.get_model("people.Person"), [])}
    return Gathered(
        viewer=viewer,
        made_at=now(),
        rows=rows,
        looked=looked,
        looks=in_words(looked),
        account=account,
        devices=devices_of(account, None) if account else [],
        withheld=withheld,
        names=names_on_the_trail(set(_named_in(rows))) | names,
        teams=dict(Team.objects.filter(pk__in=_teams_in(rows)).values_list("pk", "called")),
    )


NAMED = ("with_person_id", "asked_by_id", "by_id", "approved_by_id", "named_by_id", "keeper_id")
"""Whoever is named on the person's own page of sharing is named in the copy too."""


def _named_in(rows: Rows) -> Iterator[UUID]:
    for model, found in rows.items():
        if model._meta.app_label == "shares":
            for row in found:
                yield from filter(None, (getattr(row, name, None) for name in NAMED))


def _teams_in(rows: Rows) -> set[UUID]:
    shares = rows.get(apps.get_model("shares.Share"), [])
    return {share.with_team_id for share in shares if share.with_team_id}


def kinds_taken() -> Iterator[type[models.Model]]:
    """Every kind that goes into a copy, in the order of the slices, lowest first.

    Never where somebody lives: a file lies where others look.
    """
    for model in apps.get_models():
        if not rules_for(model) or kept_of(model).export.startswith(NEVER):
            continue
        if kept_of(model).strand != Strand.ADDRESS:
            yield model


def _rows(viewer: Viewer) -> Iterator[tuple[type[models.Model], list[Any]]]:
    for model in kinds_taken():
        seen = model._default_manager.ours(viewer)  # type: ignore[attr-defined]
        if viewer.life == Life.WORKING:
            seen = seen.filter(_my_own(model, viewer))
        elif kept_of(model).export.startswith(ALONE):
            seen = seen.filter(_mine(model, viewer))
        found = list(seen.with_ground(viewer).order_by("pk"))
        if issubclass(model, SealedModel):
            open_rows(found)
        yield model, found


def _my_own(model: type[models.Model], viewer: Viewer) -> Q:
    """At work: what is the worker's own alone, and nothing of a relationship they keep for it."""
    names = {f.name for f in model._meta.concrete_fields}
    between = names & {"relationship", "relationship_id"}
    return _mine(model, viewer) & Q(*((name, None) for name in between))


def _mine(model: type[models.Model], viewer: Viewer) -> Q:
    """What is on the ground of being one's own."""
    mine = [rule(viewer) for ground, rule in rules_for(model).items() if ground == Ground.MINE]
    return reduce(or_, mine) if mine else Q(pk__in=[])


def _take_away(rows: Rows, without: Without) -> int:
    """Take out what is held back, and whatever hangs on it; gives how many were held back."""
    gone: dict[type[models.Model], set[Any]] = {}
    texts, count = _texts_of_what_is_held(rows, without), 0
    for model, found in rows.items():
        label = model._meta.label
        held = {row.pk for row in found if (label, row.pk) in without}
        count += len(held)
        hangs = (row.pk for row in found if row.pk in texts or _hangs_on(row, gone))
        gone[model] = held | set(hangs)
    for model, pks in gone.items():
        rows[model] = [row for row in rows[model] if row.pk not in pks]
    return count


def _texts_of_what_is_held(rows: Rows, without: Without) -> set[UUID]:
    """A part of a plan that is held back takes the text it holds along."""
    return {
        row.document_id
        for model, found in rows.items()
        for row in found
        if hasattr(row, "document_id") and (model._meta.label, row.pk) in without
    }


def _hangs_on(row: models.Model, gone: dict[type[models.Model], set[Any]]) -> bool:
    return any(
        getattr(row, f.attname) in gone.get(f.related_model, ())  # type: ignore[arg-type]
        for f in row._meta.concrete_fields
        if f.is_relation
    )


def _note(look: Looking, rows: Rows) -> None:
    """A line for each other side, strand and ground that is in the copy."""
    others: dict[UUID, set[UUID]] = {}
    for side in rows.get(apps.get_model("relationships.Side"), []):
        others.setdefault(side.relationship_id, set()).add(side.person_id)
    for model, found in rows.items():
        if kept_of(model).strand is None:
            continue
        for row in found:
            between, strand = getattr(row, "relationship_id", None), strand_of(row)
            if strand is None:
                continue
            for person_id in others.get(between, ()) if between else ():
                look.saw(person_id, strand, Ground(row.on_ground), between)


def who_looked(viewer: Viewer) -> models.QuerySet[TrailLine]:
    """The trail about me, in this life. What others read in their own is shown to them alone."""
    here = Q(relationship_id__in=my_relationship_ids(viewer))
    if viewer.life == Life.OWN:
        # A complaint is in no relationship.
        here |= Q(relationship_id=None)
    lines = TrailLine.objects.filter(here, about_id=viewer.person_id, life=Life.WORKING.value)
    # A copy tells nothing before its day: it may be read over a shoulder.
    told = lines.exclude(not_yet_agreed(viewer.person_id)).exclude(held_back(viewer.person_id))
    return told.order_by("-number")
