"""`alongside check`: look a place over, and say in plain words what needs putting right."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from alongside.config import databases
from alongside.config.data import (
    MASTER_KEY,
    ONLY_ME,
    ONLY_MINE,
    SECRET_KEY,
    Place,
    key_from,
    place_from,
)
from alongside.config.head import trail_whole

ROOM = 200 * 1024 * 1024
"""Bytes of free disk below which a place is asked to make room."""


def checkup(against: Path | None = None) -> int:
    """Print what is not right, also beside a copy made before. Gives 0 when everything is."""
    place = place_from(os.environ)
    if not place.data.is_dir():
        print(f"There is no place here yet: {place.data} is not there. `alongside run` makes it.")
        return 1
    problems = [*who_can_read(place), *keys_there(place), *room(place), *stores_whole(place)]
    problems += tables_behind() if not problems else []
    problems += trail_whole(against) if not problems else []
    for problem in problems:
        print(f"- {problem}")
    print("Put these right." if problems else f"All is well in {place.data}.")
    return 1 if problems else 0


def who_can_read(place: Place) -> Iterator[str]:
    """Name what others on this machine could open."""
    private = {place.data: ONLY_ME}
    private |= {place.data / name: ONLY_MINE for name in (SECRET_KEY, MASTER_KEY)}
    for path, right in private.items():
        if path.exists() and path.stat().st_mode & 0o777 & ~right:
            yield f"Others on this machine can open {path}: chmod {right:o} {path}"


def keys_there(place: Place) -> Iterator[str]:
    """Name a key that is missing."""
    for name, file in (("ALONGSIDE_SECRET_KEY", SECRET_KEY), ("ALONGSIDE_MASTER_KEY", MASTER_KEY)):
        if not key_from(os.environ, name, place.data / file):
            yield f"There is no key at {place.data / file}, and {name} is not set."


def room(place: Place) -> Iterator[str]:
    """Say when the disk is nearly full."""
    free = shutil.disk_usage(place.data).free
    if free < ROOM:
        yield f"Only {free // (1024 * 1024)} MB of disk are left for {place.data}."


def stores_whole(place: Place) -> Iterator[str]:
    """Name a database that is missing, or that is not whole."""
    names = {"ALONGSIDE_DATABASE": databases.WORDS, "ALONGSIDE_KEYS_DATABASE": databases.KEYS}
    for setting, name in names.items():
        if os.environ.get(setting):
            continue
        file = place.data / name
        if not file.exists():
            yield f"{file} is not there. `alongside run` makes it."
        elif problem := broken(file):
            yield f"{file} is damaged ({problem}). Restore a backup: see docs/deploy.md."


def broken(file: Path) -> str:
    """Give the first thing that is wrong inside a database, or nothing."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=5)) as store:
            says = str(store.execute("PRAGMA quick_check").fetchone()[0])
            loose = store.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as problem:
        return str(problem)
    if says != "ok":
        return says
    return f"a loose reference in {loose[0]}" if loose else ""


def tables_behind() -> list[str]:
    """Name the databases whose tables are older than this version of Alongside."""
    import django
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    django.setup()
    behind = []
    for alias in ("default", "keys"):
        executor = MigrationExecutor(connections[alias])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            behind.append(f"The {alias} database is behind. `alongside run` brings it up to date.")
    return behind
