import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from alongside.config.data import make_ready


def do(data: Path, *words: str) -> None:
    """Run the command on a place of its own, as whoever keeps one would."""
    told = {"ALONGSIDE_DATA": str(data), "DJANGO_SETTINGS_MODULE": "alongside.config.settings"}
    keep = {name: said for name, said in os.environ.items() if not name.startswith("ALONGSIDE")}
    command = [sys.executable, "-m", "alongside", *words]
    subprocess.run(command, env=keep | told, check=True, capture_output=True)


def shape(file: Path) -> dict[str, list[str]]:
    """Every table, index and rule of a store; columns stand in whatever order they came."""
    with sqlite3.connect(file) as store:
        rows = store.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE '%stat1'")
        found = {name: sorted(re.split(r", ?|[()]", sql or "")) for name, sql in rows}
        known = store.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        return found | {"what changed": [f"{app} {name}" for app, name in known]}


@pytest.mark.slow
def test_a_new_place_has_the_tables_an_old_one_grew(tmp_path: Path) -> None:
    new, grown = tmp_path / "new", tmp_path / "grown"
    for data in (new, grown):
        make_ready(data, {})
    do(new, "prepare")
    for store in ("default", "keys"):
        do(grown, "manage", "migrate", "--database", store, "--verbosity", "0")
    for file in ("alongside.sqlite3", "keys.sqlite3"):
        assert shape(new / file) == shape(grown / file)
    # What is there already is left alone, and what changed since is brought in.
    before = shape(new / "alongside.sqlite3")
    do(new, "prepare")
    assert shape(new / "alongside.sqlite3") == before
