"""`alongside backup` and `alongside restore`: words in one file, the keys to them in another.

The two are kept apart because they are kept for different times. A key that was destroyed so
that words are gone must be gone from copies as well: copies of keys live for thirty days.
"""

import hashlib
import hmac
import io
import json
import os
import secrets
import shutil
import sqlite3
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from alongside import __version__
from alongside.config import again, databases
from alongside.config.data import (
    LAST_BACKUP,
    LAST_RESTORE,
    MASTER_KEY,
    ONLY_MINE,
    Place,
    make_private,
    make_ready,
    master_key_from,
    place_from,
    sync_folder,
)
from alongside.config.head import head_in
from alongside.config.stop import Stop

KEYS_LIVE = timedelta(days=30)
MANIFEST, SHAPE = "manifest.json", 1
KEYS_END = ".keys.tar"
SCRATCH, LEFT_BEHIND = ".alongside-", 24 * 60 * 60


def backup(file: Path) -> int:
    """Copy both databases as they are at one moment each, while the place goes on working.

    Words first: a key is on the disk before what it seals, so the later copy of the keys opens
    everything in the earlier copy of the words. Each copy is opened and looked through before
    it takes its name.
    """
    place = place_from(os.environ)
    refuse_postgres()
    file = file.absolute()
    pair = secrets.token_hex(8)
    with scratch_beside(file) as scratch:
        again.keep_beside(place, file)
        packed = {}
        for name, target in ((databases.WORDS, file), (databases.KEYS, keys_file(file))):
            copy = scratch / name
            copy_database(place.data / name, copy)
            look_through(copy)
            packed[target] = pack(copy, copy.with_name(target.name), place, pair)
        # Both are whole before either takes its name.
        for target, aside in packed.items():
            aside.replace(target)
            print(f"Wrote {target}")
        sync_folder(file.parent)
    note(place.data / LAST_BACKUP, file)
    forget_old_keys(file.parent, keys_file(file))
    print(f"The copy of the keys is good until {datetime.now(UTC) + KEYS_LIVE:%d %B %Y}.")
    print(f"Neither opens without the master key ({master_key_place(place)}). Keep that elsewhere.")
    return 0


def restore(file: Path, *, keys: Path | None, replace: bool) -> int:
    """Put copies back, each opened and looked through first, and make the tables ready.

    A key destroyed since the copy was made stays destroyed.
    """
    from alongside.config.serve import hold, prepared

    place = place_from(os.environ)
    refuse_postgres()
    keys = keys or keys_file(file)
    make_private(place.data)
    with hold(place.data), scratch_beside(place.data / databases.WORDS) as scratch:
        present = [n for n in (databases.WORDS, databases.KEYS) if (place.data / n).exists()]
        if present and not replace:
            raise Stop(f"{place.data} has data already. Back it up, then add --replace.")
        if manifest_of(file).get("pair") != manifest_of(keys).get("pair"):
            raise Stop(f"{file} and {keys} were not made together. Choose two of the same day.")
        erased = take_out_of(file, keys, scratch, place)
        for name in (databases.KEYS, databases.WORDS):
            put_in_place(scratch / name, place.data / name)
        make_ready(place.data, os.environ)
        prepared()
    note(file.absolute().with_name(LAST_RESTORE), file.absolute())
    print(f"Restored from {file} and {keys}.")
    if erased:
        print(f"Erased again from the list of what was erased: {erased} keys, words and rows.")
    return 0


def take_out_of(file: Path, keys: Path, scratch: Path, place: Place) -> int:
    """Unpack both copies aside and erase again what has been erased since; gives how much.

    The lists of this place and of the folder of copies become one.
    """
    from alongside.vault.erased import listed

    for archive, name in ((keys, databases.KEYS), (file, databases.WORDS)):
        unpack(archive, name, scratch / name, place)
        look_through(scratch / name)
    destroy_again(place.data / databases.KEYS, scratch / databases.KEYS)
    lists = again.lists_for(place, file)
    erased = again.erase_again(scratch, listed(*lists))
    again.bring_together(lists, lists[0])
    return erased


def note(where: Path, file: Path) -> None:
    """Write down that it was done, for `alongside check`; where we cannot write, no harm."""
    said = json.dumps({"at": datetime.now(UTC).isoformat(), "file": str(file)})
    with suppress(OSError):
        where.unlink(missing_ok=True)
        with open_mine(where) as out:
            out.write(said.encode())


def keys_file(file: Path) -> Path:
    """Give the name of the copy of the keys that belongs to a copy of the words."""
    return file.with_name(f"{file.name.removesuffix('.tar')}{KEYS_END}")


def master_key_place(place: Place) -> str:
    """Say where the master key of this place is."""
    if os.environ.get("ALONGSIDE_MASTER_KEY"):
        return "ALONGSIDE_MASTER_KEY"
    return os.environ.get("ALONGSIDE_MASTER_KEY_FILE") or str(place.data / MASTER_KEY)


def refuse_postgres() -> None:
    """Raise Stop where the data is in PostgreSQL, which has a better tool for this."""
    if os.environ.get("ALONGSIDE_DATABASE") or os.environ.get("ALONGSIDE_KEYS_DATABASE"):
        raise Stop("This place keeps its data in PostgreSQL. Use pg_dump; see docs/deploy.md.")


@contextmanager
def scratch_beside(file: Path) -> Iterator[Path]:
    """Make a folder on the same disk that is gone afterwards, so that a rename is enough."""
    if not file.parent.is_dir():
        raise Stop(f"There is no folder {file.parent}.")
    sweep(file.parent)
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=SCRATCH) as folder:
        yield Path(folder)


def sweep(folder: Path) -> None:
    """Take away what a copy that was broken off left behind, a day or more ago."""
    for left in folder.glob(f"{SCRATCH}*"):
        if left.is_dir() and time.time() - left.stat().st_mtime > LEFT_BEHIND:
            shutil.rmtree(left, ignore_errors=True)


def copy_database(source: Path, target: Path) -> None:
    """Copy a database as it is at one moment. Raises Stop when there is none."""
    if not source.exists():
        raise Stop(f"There is nothing to copy: {source} is not there.")
    with closing(sqlite3.connect(source, timeout=30)) as old, closing(connect(target)) as new:
        old.backup(new)


def connect(file: Path) -> sqlite3.Connection:
    """Open a database that only I can read, whose journal leaves nothing behind."""
    file.touch(mode=ONLY_MINE)
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA secure_delete=ON")
    return connection


def look_through(file: Path) -> None:
    """Raise Stop unless every page, index and reference of a database is whole."""
    with closing(sqlite3.connect(file)) as copy:
        try:
            # One file is all a copy has: a write-ahead log would be left behind.
            copy.execute("PRAGMA journal_mode=DELETE")
            found = [row[0] for row in copy.execute("PRAGMA integrity_check")]
            loose = copy.execute("PRAGMA foreign_key_check").fetchone()
        except sqlite3.DatabaseError as problem:
            raise Stop(f"The copy cannot be opened: {problem}.") from None
    if found != ["ok"] or loose:
        raise Stop(f"The copy is damaged: {found[0] if found != ['ok'] else 'a loose reference'}.")


def pack(copy: Path, aside: Path, place: Place, pair: str) -> Path:
    """Write one database and what it is into a tar file, whole and on the disk."""
    made_at = datetime.now(UTC)
    manifest = {
        "alongside": __version__,
        "shape": SHAPE,
        "holds": copy.name,
        "pair": pair,
        "sha256": digest(copy),
        "made_at": made_at.isoformat(timespec="seconds"),
        "master_key": print_of_master_key(place),
    }
    if copy.name == databases.WORDS:
        manifest["trail"] = head_in(copy)
    if copy.name == databases.KEYS:
        manifest["keep_until"] = (made_at + KEYS_LIVE).isoformat(timespec="seconds")
    with open_mine(aside) as out:
        with tarfile.open(fileobj=out, mode="w") as archive:
            words = json.dumps(manifest, indent=1).encode()
            about = tarfile.TarInfo(MANIFEST)
            about.size, about.mode, about.mtime = len(words), ONLY_MINE, int(made_at.timestamp())
            archive.addfile(about, io.BytesIO(words))
            archive.add(copy, copy.name)
        out.flush()
        os.fsync(out.fileno())
    return aside


def open_mine(file: Path) -> BinaryIO:
    """Begin a new file that nobody else on this machine can read."""
    return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_MINE), "wb")


def manifest_of(archive: Path) -> dict[str, Any]:
    """Read what a copy says of itself. Raises Stop for anything that is not a copy of ours."""
    try:
        with tarfile.open(archive) as opened:
            inside = opened.extractfile(MANIFEST)
            manifest = json.loads(inside.read()) if inside else {}
    except (OSError, tarfile.TarError, KeyError, ValueError) as problem:
        raise Stop(f"{archive} is not a copy made by Alongside ({problem}).") from None
    if manifest.get("shape") != SHAPE:
        raise Stop(f"{archive} was made by another version of Alongside ({__version__} is here).")
    return dict(manifest)


def unpack(archive: Path, name: str, target: Path, place: Place) -> None:
    """Take one database out of a copy. Raises Stop when it is another, changed, or foreign."""
    manifest = manifest_of(archive)
    if manifest["holds"] != name:
        raise Stop(f"{archive} holds {manifest['holds']}, and this needs {name}.")
    if manifest["master_key"] != print_of_master_key(place):
        raise Stop(f"{archive} needs another master key than {master_key_place(place)}.")
    if "keep_until" in manifest and datetime.now(UTC).isoformat() > manifest["keep_until"]:
        print(f"{archive} is older than thirty days and should have been destroyed.")
    # Read by name and written by us: a tar file never chooses where anything goes.
    with tarfile.open(archive) as opened, open_mine(target) as out:
        inside = opened.extractfile(name)
        while inside and (block := inside.read(1 << 20)):
            out.write(block)
        out.flush()
        os.fsync(out.fileno())
    if digest(target) != manifest["sha256"]:
        raise Stop(f"{archive} was changed or damaged after it was made.")


def digest(file: Path) -> str:
    """Give the SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def print_of_master_key(place: Place) -> str:
    """Give a mark of the master key that tells two apart and says nothing about either."""
    key = master_key_from(os.environ, place.data)
    if not key:
        raise Stop(f"There is no master key at {master_key_place(place)}. Put it there first.")
    return hmac.new(key, b"alongside: which master key", hashlib.sha256).hexdigest()[:16]


def destroy_again(present: Path, restored: Path) -> None:
    """Destroy in the restored keys what has been destroyed here since the copy was made."""
    if not present.exists():
        return
    with closing(sqlite3.connect(present)) as now, closing(connect(restored)) as then:
        try:
            gone = now.execute(
                "SELECT destroyed_at, scope FROM vault_key WHERE destroyed_at IS NOT NULL"
            ).fetchall()
        except sqlite3.DatabaseError:
            print("The keys here could not be read, so nothing destroyed here is destroyed again.")
            return
        then.executemany(
            "UPDATE vault_key SET wrapped = NULL, destroyed_at = ? WHERE scope = ?", gone
        )
        then.commit()


def put_in_place(file: Path, target: Path) -> None:
    """Put a restored database where the present one is."""
    for end in ("-journal", "-wal", "-shm"):
        # A journal of the database that was there would be played into the one that comes.
        target.with_name(target.name + end).unlink(missing_ok=True)
    file.replace(target)
    sync_folder(target.parent)


def forget_old_keys(folder: Path, newest: Path) -> None:
    """Destroy the copies of keys in a folder that have had their thirty days."""
    now = datetime.now(UTC).isoformat()
    for archive in sorted(folder.glob(f"*{KEYS_END}")):
        if archive == newest:
            continue
        try:
            due = manifest_of(archive).get("keep_until", "")
        except Stop:
            continue
        if due and now > due:
            archive.unlink()
            print(f"Destroyed {archive}: copies of keys are kept for thirty days.")
