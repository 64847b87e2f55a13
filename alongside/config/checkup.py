"""`alongside check`: look a place over, and say in plain words what is unsafe, worst first."""

import json
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from alongside.config import databases
from alongside.config.data import (
    LAST_BACKUP,
    LAST_RESTORE,
    MASTER_KEY,
    ONLY_ME,
    ONLY_MINE,
    SECRET_KEY,
    Place,
    key_from,
    place_from,
)

ROOM = 200 * 1024 * 1024
"""Bytes of free disk below which a place is asked to make room."""
A_DAY = timedelta(hours=26)
"""A backup once a day, with time to run."""
ASTRAY = timedelta(minutes=5)
STORES = {"ALONGSIDE_DATABASE": databases.WORDS, "ALONGSIDE_KEYS_DATABASE": databases.KEYS}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not right: unsafe now, or worth doing when there is time."""

    name: str
    says: str
    unsafe: bool = True


def checkup(*, as_json: bool = False, against: Path | None = None) -> int:
    """Print what is not right, worst first, also beside a copy. Gives 0 when nothing is unsafe."""
    place = place_from(os.environ)
    found = findings(place, against)
    unsafe = [each for each in found if each.unsafe]
    if as_json:
        told = {"data": str(place.data), "safe": not unsafe, "findings": [*map(asdict, found)]}
        print(json.dumps(told, indent=1))
        return 1 if unsafe else 0
    for number, each in enumerate(unsafe, start=1):
        print(f"{number}. {each.says}")
    for each in found:
        if not each.unsafe:
            print(f"-  {each.says}")
    print(
        f"Put the first {len(unsafe)} right." if unsafe else f"Nothing is unsafe in {place.data}."
    )
    return 1 if unsafe else 0


def findings(place: Place, against: Path | None = None) -> list[Finding]:
    """All that is not right, worst first."""
    return sorted(_looked_over(place, against), key=lambda one: _danger(one.name))


def _danger(name: str) -> int:
    """Its place in the order. What Django says is about who may come in, and how."""
    place = "any-host" if name.startswith("django-") else name
    return WORST_FIRST.index(place) if place in WORST_FIRST else len(WORST_FIRST)


def _looked_over(place: Place, against: Path | None) -> Iterator[Finding]:
    """What is not right, as it is found. Tables are asked only of a place that is whole."""
    if not place.data.is_dir():
        says = f"There is no place here yet: {place.data} is not there. `alongside run` makes it."
        yield Finding("no-place", says)
        return
    whole = list(stores_whole(place))
    yield from whole
    for look in LOOKS:
        yield from look(place)
    if not whole and not any(keys_there(place)):
        yield from what_django_knows(place, against)


def stores_whole(place: Place) -> Iterator[Finding]:
    """Name a database that is missing, or that is not whole."""
    for setting, name in STORES.items():
        file = place.data / name
        if os.environ.get(setting):
            continue
        if not file.exists():
            yield Finding("store-missing", f"{file} is not there. `alongside run` makes it.")
        elif problem := broken(file):
            says = f"{file} is damaged ({problem}). Restore a backup: see docs/deploy.md."
            yield Finding("store-damaged", says)


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


def debugging(place: Place) -> Iterator[Finding]:
    """Errors shown in full would show words and keys to whoever meets one."""
    del place
    import importlib

    settings = importlib.import_module(
        os.environ.get("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    )
    if settings.DEBUG:
        yield Finding("debug", "DEBUG is on: errors show what is inside. Take it out of settings.")


def who_can_read(place: Place) -> Iterator[Finding]:
    """Name what others on this machine could open: keys first, then the folder and its files."""
    keys = [key_file(place, name) for name in (MASTER_KEY, SECRET_KEY)]
    files = [place.data / name for name in STORES.values()]
    for path, right in [*((key, ONLY_MINE) for key in keys), (place.data, ONLY_ME)]:
        if path.exists() and path.stat().st_mode & 0o777 & ~right:
            says = f"Others on this machine can open {path}: chmod {right:o} {path}"
            yield Finding("others-can-read", says)
    for path in files:
        if path.exists() and path.stat().st_mode & 0o077:
            says = f"Others could open {path} if its folder let them: chmod 600 {path}"
            yield Finding("file-mode", says, unsafe=False)


def key_file(place: Place, name: str) -> Path:
    """The file a key is read from, wherever the place keeps it."""
    setting = "ALONGSIDE_MASTER_KEY" if name == MASTER_KEY else "ALONGSIDE_SECRET_KEY"
    return Path(os.environ.get(f"{setting}_FILE", place.data / name))


def keys_there(place: Place) -> Iterator[Finding]:
    """Name a key that is missing."""
    for name, file in (("ALONGSIDE_MASTER_KEY", MASTER_KEY), ("ALONGSIDE_SECRET_KEY", SECRET_KEY)):
        if not key_from(os.environ, name, place.data / file):
            says = f"There is no key at {place.data / file}, and {name} is not set."
            yield Finding("key-missing", says)


def key_beside(place: Place) -> Iterator[Finding]:
    """One theft should not take both the words and what opens them."""
    if (place.data / MASTER_KEY).exists() and not os.environ.get("ALONGSIDE_MASTER_KEY"):
        yield Finding(
            "key-beside",
            f"The master key lies beside the databases: whoever takes {place.data} can read "
            "everything. Move it to another disk, and name it in ALONGSIDE_MASTER_KEY_FILE.",
        )


def reached(place: Place) -> Iterator[Finding]:
    """Without a name there is no https, and only this machine should come in."""
    if not place.hosts:
        yield Finding(
            "no-https",
            "No name is set, so there is no https. That is right on your own machine and nowhere "
            "else: for other people's phones, set ALONGSIDE_HOSTS (see docs/deploy.md).",
        )
    elif "*" in place.hosts:
        yield Finding("any-host", "ALONGSIDE_HOSTS lets any name in. Write the real ones.")


def journals(place: Place) -> Iterator[Finding]:
    """On older SQLite the write-ahead log could lose what was acknowledged."""
    if databases.LOG_IS_SAFE:
        return
    for setting, name in STORES.items():
        file = place.data / name
        if not os.environ.get(setting) and file.exists() and _mode(file) == "wal":
            yield Finding(
                "journal",
                f"{file} uses SQLite's write-ahead log, and SQLite {sqlite3.sqlite_version} can "
                "lose what it wrote there. Stop Alongside and start it again.",
            )
    says = f"SQLite is {sqlite3.sqlite_version}; from 3.51.3 writing is quicker, and just as safe."
    yield Finding("sqlite-old", says, unsafe=False)


def _mode(file: Path) -> str:
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as store:
            return str(store.execute("PRAGMA journal_mode").fetchone()[0])
    except sqlite3.DatabaseError:
        return ""


def backups(place: Place) -> Iterator[Finding]:
    """A backup a day, in its place, and put back once to see that it works."""
    if any(map(os.environ.get, STORES)):
        says = "This place is in PostgreSQL: its backups cannot be seen from here. See to them."
        yield Finding("backup-unseen", says, unsafe=False)
        return
    last = read_note(place.data / LAST_BACKUP)
    if not last:
        yield Finding("backup-none", "There has never been a backup: alongside backup FILE.tar")
        return
    age = datetime.now(UTC) - datetime.fromisoformat(last["at"])
    if age > A_DAY:
        says = f"The last backup is {age.days or 1} days old. Make one every day."
        yield Finding("backup-old", says)
    if not Path(last["file"]).exists():
        says = f"The last backup is not at {last['file']} any more. Is it somewhere safe?"
        yield Finding("backup-moved", says, unsafe=False)
    if not read_note(Path(last["file"]).with_name(LAST_RESTORE)):
        yield Finding(
            "never-restored",
            "No backup from there has ever been put back. One that was never tried may not work: "
            "docs/deploy.md shows how to try it beside the place.",
        )


def read_note(file: Path) -> dict[str, str]:
    """What a backup or a restore wrote down about itself, or nothing."""
    try:
        found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def clocks(place: Place) -> Iterator[Finding]:
    """A clock that is wrong opens and ends things at the wrong time."""
    try:
        there = ZoneInfo(place.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        says = f"ALONGSIDE_TIME_ZONE is {place.time_zone}, which no clock knows."
        yield Finding("time-zone", says)
        return
    now = datetime.now(UTC)
    files = [place.data / name for name in STORES.values()]
    for file in files:
        if file.exists() and file.stat().st_mtime > (now + ASTRAY).timestamp():
            says = f"{file} was written in the future: this machine's clock has gone back. Set it."
            yield Finding("clock", says)
    here = time.localtime().tm_gmtoff
    if "ALONGSIDE_TIME_ZONE" not in os.environ and now.astimezone(there).utcoffset() != timedelta(
        seconds=here
    ):
        says = f"Days are counted in {place.time_zone}; this machine's clock shows another zone. "
        says += "If the place is elsewhere, set ALONGSIDE_TIME_ZONE."
        yield Finding("time-zone-unset", says, unsafe=False)


def room(place: Place) -> Iterator[Finding]:
    """Say when the disk is nearly full."""
    free = shutil.disk_usage(place.data).free
    if free < ROOM:
        says = f"Only {free // (1024 * 1024)} MB of disk are left for {place.data}."
        yield Finding("disk-full", says)


LOOKS: tuple[Callable[[Place], Iterator[Finding]], ...] = (
    debugging,
    who_can_read,
    keys_there,
    key_beside,
    reached,
    journals,
    backups,
    clocks,
    room,
)
WORST_FIRST = (
    # Somebody may be reading what is not theirs, or may have changed what is kept.
    *("debug", "others-can-read", "any-host", "trail-changed", "trail-cut"),
    # Nothing can be read, or some of it is lost.
    *("no-place", "store-missing", "store-damaged", "key-missing", "wrong-key", "words-damaged"),
    # One more mishap, and it is lost or stolen.
    *("key-beside", "no-https", "journal", "disk-full", "backup-none", "never-restored"),
    *("backup-old", "tables-behind", "clock", "time-zone", "one-lock"),
    # Somebody waits for what they were promised.
    *("erasures-due", "not-looked-at-again", "not-answered"),
)
"""Names of findings; what is not named here comes after them, as it was found."""


def what_django_knows(place: Place, against: Path | None = None) -> Iterator[Finding]:
    """What only the tables and the settings can tell."""
    from alongside.config import inside

    yield from (Finding(*found) for found in inside.findings(place, against))
