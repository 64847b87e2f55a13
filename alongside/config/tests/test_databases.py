import sqlite3
from pathlib import Path

import pytest

from alongside.config import databases


def test_what_is_acknowledged_survives_a_power_cut_and_what_is_deleted_leaves(
    tmp_path: Path,
) -> None:
    found = databases.databases(tmp_path, {})
    assert {alias: store["NAME"].name for alias, store in found.items()} == {
        "default": "alongside.sqlite3",
        "keys": "keys.sqlite3",
    }
    connection = sqlite3.connect(found["keys"]["NAME"])
    for pragma in found["keys"]["OPTIONS"]["init_command"].split(";"):
        connection.execute(pragma)

    def now(name: str) -> object:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]

    expected = ("wal", 2) if databases.LOG_IS_SAFE else ("delete", 3)
    assert (now("journal_mode"), now("synchronous")) == expected
    assert (now("foreign_keys"), now("secure_delete")) == (1, 1)
    connection.close()


@pytest.mark.parametrize(
    ("version", "journal"), [((3, 51, 2), "DELETE"), ((3, 51, 3), "WAL"), ((3, 40, 1), "DELETE")]
)
def test_the_write_ahead_log_is_used_only_where_it_is_whole(
    version: tuple[int, int, int], journal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "LOG_IS_SAFE", databases.log_is_safe(version))
    assert f"journal_mode={journal}" in databases.sqlite_pragmas()


def test_a_database_address_is_taken_apart() -> None:
    address = "postgresql://al:p%40ss@db.example:5433/place?sslmode=verify-full"
    store = databases.databases(Path("unused"), {"ALONGSIDE_DATABASE": address})["default"]
    wanted = {"NAME": "place", "USER": "al", "PASSWORD": "p@ss", "HOST": "db.example"}
    assert wanted.items() <= store.items()
    assert (store["PORT"], store["OPTIONS"]) == ("5433", {"sslmode": "verify-full"})


@pytest.mark.parametrize("address", ["mysql://a:b@c/d", "postgresql://host/", "place.sqlite3"])
def test_another_kind_of_address_is_refused_in_words(address: str) -> None:
    with pytest.raises(ValueError, match="looks like postgresql"):
        databases.postgres(address)
