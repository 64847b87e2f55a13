"""Erasing again what was erased since a copy was made: keys destroyed, words taken out, rows gone.

The list holds ids only, and lies apart from the databases: in the data folder or wherever
ALONGSIDE_ERASED_LIST says, and beside the copies.
"""

import json
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from alongside.config import databases
from alongside.config.data import ERASED, LAST_BACKUP, ONLY_MINE, Place, erased_list

if TYPE_CHECKING:
    from alongside.vault.erased import Line


def lists_for(place: Place, archive: Path) -> tuple[Path, Path]:
    """The list of this place, and the one that lies beside its copies."""
    return erased_list(os.environ, place.data), archive.with_name(ERASED)


def keep_beside(place: Place, archive: Path) -> None:
    """Put what was erased beside the copies too, so that losing the place does not lose it."""
    mine, beside = lists_for(place, archive)
    if mine != beside:
        bring_together((mine, beside), beside)


def keep_beside_the_last_copy(place: Place) -> None:
    """The same as soon as something was erased, where the last copy still lies."""
    with suppress(OSError, ValueError, KeyError):
        last = json.loads((place.data / LAST_BACKUP).read_text(encoding="utf-8"))
        if Path(last["file"]).exists():
            keep_beside(place, Path(last["file"]))


def bring_together(lists: Iterable[Path], into: Path) -> None:
    """Write every line of these lists once into one of them."""
    from alongside.config.data import sync_folder
    from alongside.vault.erased import listed, write_down

    lines = listed(*lists)
    if not lines:
        return
    aside = into.with_name(f".{into.name}.{os.getpid()}")
    aside.unlink(missing_ok=True)
    write_down(lines, aside)
    aside.chmod(ONLY_MINE)
    aside.replace(into)
    sync_folder(into.parent)


def erase_again(folder: Path, lines: "list[Line]") -> int:
    """Erase in both restored databases all that is listed; gives how many lines it followed."""
    if not lines:
        return 0
    for name, follow in ((databases.KEYS, _keys), (databases.WORDS, _words)):
        with closing(sqlite3.connect(folder / name)) as store:
            store.execute("PRAGMA secure_delete=ON")
            follow(store, lines)
            store.commit()
            store.execute("VACUUM")
    return len(lines)


def _keys(store: sqlite3.Connection, lines: "list[Line]") -> None:
    gone = [(line["key"], line["at"]) for line in lines if "key" in line]
    for scope, day in gone:
        known = store.execute(
            "UPDATE vault_key SET wrapped = NULL, destroyed_at = coalesce(destroyed_at, ?) "
            "WHERE scope = ?",
            (day, scope),
        )
        if known.rowcount == 0:
            store.execute(
                "INSERT INTO vault_key (scope, wrapped, made_at, destroyed_at) "
                "VALUES (?, NULL, ?, ?)",
                (scope, day, day),
            )


def _words(store: sqlite3.Connection, lines: "list[Line]") -> None:
    columns: dict[str, set[str]] = {}
    for (table,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        columns[table] = {row[1] for row in store.execute(f'PRAGMA table_info("{table}")')}
    for line in lines:
        table = str(line.get("empty") or line.get("take") or "")
        # Only names that the database itself knows ever stand in a question.
        if not table or line["by"] not in columns.get(table, set()):
            continue
        where = f'WHERE "{line["by"]}" = ?'
        if "take" in line:
            store.execute(f'DELETE FROM "{table}" {where}', (line["row"],))  # noqa: S608
        for field in set(line.get("fields", ())) & columns[table]:
            store.execute(f'UPDATE "{table}" SET "{field}" = x\'\' {where}', (line["row"],))  # noqa: S608
