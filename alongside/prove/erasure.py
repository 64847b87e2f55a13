"""`prove erasure`: what was erased is nowhere in the place, nor opened from any copy of it.

Random worlds with a canary in every sealed field. One person of each asks for erasing, and the
others decide about what they told. Then every byte is looked through.
"""

import contextlib
import io
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import connections, models

from alongside.access.viewer import Life, Viewer
from alongside.config import backup, databases
from alongside.config.data import place_from
from alongside.kit.ids import new_id
from alongside.kit.time import at
from alongside.people.aliases import also_me
from alongside.prove.loading import HOMES, load, make_tables
from alongside.prove.times import BEGIN
from alongside.prove.worlds import made_up
from alongside.rights.actions.erasures import (
    WAIT,
    ask_to_erase,
    confirm_erasing,
    decide_words,
    finish_erasing,
)
from alongside.rights.erasing import own_relationships, own_scopes
from alongside.rights.queries import words_left
from alongside.vault.fields import SealedModel, place_of, sealed_fields
from alongside.vault.keyring import keyring
from alongside.vault.models import Key
from alongside.vault.sealing import CannotOpen, unseal, unwrap

SIDE_BY_SIDE = 15
"""Worlds in the place at once."""
LATER = BEGIN + WAIT + timedelta(days=1)
CANARY = "canary-"


@dataclass(frozen=True, slots=True)
class Word:
    """One sealed word as it lies in the place: where, under which key, and its bytes."""

    canary: str
    scope: str
    place: bytes
    blob: bytes
    row: tuple[str, UUID]


@dataclass
class Toll:
    """What was found."""

    words: int = 0
    erased: int = 0
    kept: int = 0
    canaries: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def prove(size: int, seed: int) -> dict[str, Any]:
    """Erase in `size` worlds; then see that erasing by deleting rows alone would not do."""
    began = time.monotonic()
    random = Random(seed)
    make_tables()
    toll, plain, openable = Toll(), 0, 0
    folder = Path(settings.ALONGSIDE.data).parent / "copies"
    folder.mkdir()
    for first in range(0, size, SIDE_BY_SIDE):
        worlds = min(SIDE_BY_SIDE, size - first)
        with contextlib.redirect_stdout(io.StringIO()):
            _erase_in(worlds, random, folder / str(first), toll)
            if not first:
                plain, openable = _control(random, folder / "control")
    bad = toll.canaries or toll.opened or toll.keys or toll.lost
    return {
        "held": not bad and toll.erased > size and toll.kept > 0,
        "control_failed": plain > 0 and openable > 0,
        "figures": {
            "worlds": size,
            "words": toll.words,
            "erased": toll.erased,
            "kept": toll.kept,
            "canary_bytes_found": len(toll.canaries),
            "erased_and_opened": len(toll.opened),
            "destroyed_keys_found": len(toll.keys),
            "kept_and_lost": len(toll.lost),
            "control_plain_found": plain,
            "control_opened": openable,
            "seconds": round(time.monotonic() - began, 1),
        },
    }


def _erase_in(worlds: int, random: Random, copies: Path, toll: Toll) -> None:
    """Fill a place, copy it, erase, copy it again, and look through all of it."""
    copies.mkdir()
    _empty()
    people = _fill(worlds, random)
    before = list(_words())
    toll.words += len(before)
    old, new = copies / "old.tar", copies / "new.tar"
    backup.backup(old)
    wrapped = {key.scope: bytes(key.wrapped or b"") for key in Key.objects.all()}
    destroyed: set[str] = set()
    decided: set[tuple[str, UUID]] = set()
    for person_id in people:
        # Whoever said that another record is theirs too is erased in both.
        records = {person_id} | also_me(person_id)
        destroyed |= {scope for each in records for scope in own_scopes(each)}
        _ask_and_finish(person_id)
        decided |= {thing for each in records for thing in _decided_by_others(each)}
    gone = [w for w in before if w.scope in destroyed or w.row in decided]
    kept = [w for w in before if w not in set(gone) and _is_there(w)]
    toll.erased, toll.kept = toll.erased + len(gone), toll.kept + len(kept)
    backup.backup(new)
    keys_gone = [wrapped[scope] for scope in destroyed if wrapped.get(scope)]
    _look_through(toll, copies, [w for w in gone if w.row in decided], keys_gone)
    _try_to_open(toll, gone, kept)
    _put_back(toll, old, copies, gone)


def _empty() -> None:
    connections.close_all()
    load([])
    Key.objects.all().delete()
    Path(settings.ERASED_LIST).unlink(missing_ok=True)


def _fill(worlds: int, random: Random) -> list[UUID]:
    """Made-up worlds with a canary in every sealed field; gives who will ask, one of each."""
    made = [made_up(random) for _ in range(worlds)]
    with keyring(), at(BEGIN):
        load(made, words=lambda: f"{CANARY}{random.getrandbits(64):016x} and what was told")
    return [random.choice(world.rows["Person"]).id for world in made]


def _kinds() -> Iterator[type[SealedModel]]:
    for app, names in HOMES.items():
        for name in names:
            model = apps.get_model(app, name)
            if issubclass(model, SealedModel):
                yield model


def _words() -> Iterator[Word]:
    """Every sealed word of the place."""
    with keyring() as ring:
        for model in _kinds():
            for row in model._default_manager.all():
                scope = row.key_scope()
                cipher = ring.to_open(scope)
                for name in sealed_fields(model):
                    blob = getattr(row, name).blob
                    if not blob or cipher is None:
                        continue
                    place = place_of(model._meta.db_table, row.pk, name, scope)
                    said = unseal(cipher, blob, place)
                    yield Word(said, scope, place, blob, (model._meta.label, row.pk))


def _ask_and_finish(person_id: UUID) -> None:
    me = Viewer(person_id, Life.OWN)
    with keyring(), at(BEGIN):
        ask = ask_to_erase(by=me, id=new_id())
        confirm_erasing(by=me, ask_id=ask.id)
    with keyring(), at(LATER):
        finish_erasing(by=me, ask_id=ask.id)


def _decided_by_others(person_id: UUID) -> Iterator[tuple[str, UUID]]:
    """The other sides, those at work, destroy every thing they have a ground on."""
    side = apps.get_model("relationships.Side")
    for relationship_id in own_relationships(person_id):
        _lift_holds(relationship_id)
        at_work = {"relationship_id": relationship_id, "life": "working", "left_at": None}
        for other in side.objects.filter(**at_work):
            viewer = Viewer(other.person_id, Life.WORKING)
            with keyring(), at(LATER):
                for row, _said in words_left(viewer, relationship_id):
                    thing = (row._meta.label, row.pk)
                    decide_words(
                        by=viewer, relationship_id=relationship_id, kind=thing[0],
                        row_id=row.pk, destroy=True, reason="asked",
                    )  # fmt: skip
                    yield thing


def _lift_holds(relationship_id: UUID) -> None:
    """Holds are proved elsewhere: here none stands in the way."""
    holds = apps.get_model("rights.Hold").objects.filter(relationship_id=relationship_id)
    holds.update(ended_at=BEGIN)


def _is_there(word: Word) -> bool:
    """Its row is still there: a way in that was taken away holds no word of anybody else."""
    return bool(apps.get_model(word.row[0]).objects.filter(pk=word.row[1]).exists())


# --- looking through --------------------------------------------------------------------------


def files_of_the_place() -> list[Path]:
    """All that a place leaves on its disk: databases, journals, the list, keys."""
    connections.close_all()
    return [file for file in Path(settings.ALONGSIDE.data).rglob("*") if file.is_file()]


def _look_through(toll: Toll, copies: Path, emptied: list[Word], keys_gone: list[bytes]) -> None:
    now = [*files_of_the_place(), copies / "new.tar", copies / "new.keys.tar"]
    for file in [*now, *copies.iterdir()]:
        if CANARY.encode() in file.read_bytes():
            toll.canaries.append(file.name)
    for file in now:
        whole = file.read_bytes()
        toll.keys += [file.name for key in keys_gone if key in whole]
        toll.canaries += [file.name for word in emptied if word.blob in whole]


def _try_to_open(toll: Toll, gone: list[Word], kept: list[Word]) -> None:
    """With every key that is left, and the bytes from before: nothing erased opens, all else."""
    with keyring() as ring:
        for word in gone:
            cipher = ring.to_open(word.scope)
            if cipher is not None and _present(word) and _opens(cipher, word):
                toll.opened.append(word.canary)
        for word in kept:
            cipher = ring.to_open(word.scope)
            if cipher is None or not _opens(cipher, word):
                toll.lost.append(word.canary)


def _present(word: Word) -> bool:
    """Whether its bytes are still in the place; words decided one by one leave by being emptied."""
    row = apps.get_model(word.row[0]).objects.filter(pk=word.row[1]).first()
    if not isinstance(row, SealedModel):
        return False
    return word.blob in [getattr(row, name).blob for name in sealed_fields(type(row))]


def _opens(cipher: Any, word: Word) -> bool:
    try:
        return unseal(cipher, word.blob, word.place) == word.canary
    except CannotOpen:
        return False


def _put_back(toll: Toll, old: Path, copies: Path, gone: list[Word]) -> None:
    """The copy from before, both files of it, put back: all that was erased is erased again."""
    aside = copies / "back"
    aside.mkdir()
    backup.take_out_of(old, backup.keys_file(old), aside, place_from(os.environ))
    with closing(sqlite3.connect(aside / databases.KEYS)) as store:
        kept = dict(store.execute("SELECT scope, wrapped FROM vault_key WHERE wrapped NOT NULL"))
    whole = (aside / databases.WORDS).read_bytes()
    for word in gone:
        if word.scope in kept and word.blob in whole and _opens(_cipher(kept, word), word):
            toll.opened.append(word.canary)


def _cipher(kept: dict[str, bytes], word: Word) -> Any:
    return unwrap(bytes(kept[word.scope]), word.scope)


# --- the controls -----------------------------------------------------------------------------


def _control(random: Random, copies: Path) -> tuple[int, int]:
    """Erasing by deleting rows: words in the open stay in free pages, and old copies still open."""
    copies.mkdir()
    _empty()
    _fill(2, random)
    words = list(_words())
    old = copies / "old.tar"
    backup.backup(old)
    rows: list[models.Model] = [row for model in _kinds() for row in model._default_manager.all()]
    connections.close_all()
    with closing(sqlite3.connect(Path(settings.ALONGSIDE.data) / databases.WORDS)) as store:
        store.execute("PRAGMA secure_delete=OFF")
        for row in rows:
            table, name = row._meta.db_table, sealed_fields(type(row))[0]
            canary = f"{CANARY}{random.getrandbits(64):016x} in the open" * 20
            said = (canary.encode(), row.pk.hex)
            store.execute(f"UPDATE {table} SET {name} = ? WHERE id = ?", said)  # noqa: S608
        store.commit()
        for row in rows:
            store.execute(f"DELETE FROM {row._meta.db_table}")  # noqa: S608
        store.commit()
    found = sum(CANARY.encode() in file.read_bytes() for file in files_of_the_place())
    old_words = old.read_bytes()
    with keyring() as ring:
        opened = sum(
            word.blob in old_words and _opens(ring.to_open(word.scope), word) for word in words
        )
    return found, opened
