import json
import os
import sqlite3
import subprocess
import sys
import tarfile
from base64 import b64encode
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alongside.config import backup, serve
from alongside.config.data import make_ready
from alongside.config.stop import Stop
from alongside.vault.erased import listed, write_down

WORDS = "sealed words"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place with one sealed word and its key, as far as copies are concerned."""
    data = tmp_path / "data"
    for name in ("ALONGSIDE_MASTER_KEY", "ALONGSIDE_SECRET_KEY", "ALONGSIDE_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ALONGSIDE_DATA", str(data))
    monkeypatch.setattr(serve, "prepared", dict)
    make_ready(data, {})
    sql(data / "alongside.sqlite3", "CREATE TABLE told (words, id)")
    sql(data / "alongside.sqlite3", "INSERT INTO told VALUES (?, '7')", WORDS)
    sql(data / "keys.sqlite3", "CREATE TABLE vault_key (scope, wrapped, made_at, destroyed_at)")
    sql(data / "keys.sqlite3", "INSERT INTO vault_key VALUES ('person:1', x'00ff', 1, NULL)")
    return data


def sql(file: Path, statement: str, *values: object) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as store:
        found = store.execute(statement, values).fetchall()
        store.commit()
    return found


def copy(tmp_path: Path) -> Path:
    file = tmp_path / "monday.tar"
    assert backup.backup(file) == 0
    return file


def test_a_copy_comes_back_as_it_was(place: Path, tmp_path: Path) -> None:
    file = copy(tmp_path)
    sql(place / "alongside.sqlite3", "DELETE FROM told")
    assert backup.restore(file, keys=None, replace=True) == 0
    assert sql(place / "alongside.sqlite3", "SELECT words FROM told") == [(WORDS,)]


def test_words_and_keys_are_never_in_one_file(place: Path, tmp_path: Path) -> None:
    file = copy(tmp_path)
    with tarfile.open(file) as words, tarfile.open(backup.keys_file(file)) as keys:
        assert words.getnames() == ["manifest.json", "alongside.sqlite3"]
        assert keys.getnames() == ["manifest.json", "keys.sqlite3"]
    master = (place / "master.key").read_bytes().strip()
    for archive in (file, backup.keys_file(file)):
        assert archive.stat().st_mode & 0o777 == 0o600
        assert master not in archive.read_bytes()


def test_a_key_destroyed_since_stays_destroyed(place: Path, tmp_path: Path) -> None:
    file = copy(tmp_path)
    sql(place / "keys.sqlite3", "UPDATE vault_key SET wrapped=NULL, destroyed_at='today'")
    backup.restore(file, keys=None, replace=True)
    assert sql(place / "keys.sqlite3", "SELECT wrapped, destroyed_at FROM vault_key") == [
        (None, "today")
    ]
    assert b"\x00\xff" not in (place / "keys.sqlite3").read_bytes()[4096:]


ERASED = (
    {"key": "person:1", "at": "today"},
    {"key": "person:2", "at": "today"},
    {"empty": "told", "by": "id", "row": "7", "fields": ["words"], "at": "today"},
    {"take": "told; DROP TABLE told", "by": "id", "row": "7", "at": "today"},
)


def lose_nothing(place: Path) -> None:
    """The place is there, and its list with it."""


def lose_the_place(place: Path) -> None:
    """The disk is gone; only the folder of copies is left, and the master key on paper."""
    for name in ("alongside.sqlite3", "keys.sqlite3", "erased.list"):
        (place / name).unlink()


@pytest.mark.parametrize("happens", [lose_nothing, lose_the_place])
def test_putting_an_older_copy_back_erases_again(
    happens: Callable[[Path], None], place: Path, tmp_path: Path
) -> None:
    file = copy(tmp_path)
    write_down(ERASED, place / "erased.list")
    backup.backup(tmp_path / "tuesday.tar")
    happens(place)
    backup.restore(file, keys=None, replace=True)
    assert sql(place / "alongside.sqlite3", "SELECT words FROM told") == [(b"",)]
    assert WORDS.encode() not in (place / "alongside.sqlite3").read_bytes()
    keys = sql(place / "keys.sqlite3", "SELECT scope, wrapped FROM vault_key ORDER BY scope")
    assert keys == [("person:1", None), ("person:2", None)]
    assert listed(place / "erased.list") == list(ERASED)


def test_a_restore_needs_no_django_to_read_the_list() -> None:
    names = "alongside.config.backup, alongside.config.again, alongside.vault.erased"
    asked = f"import sys, {names}; sys.exit('django.db' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def test_a_line_cut_short_by_a_power_cut_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "erased.list"
    write_down(ERASED[:1], file)
    with file.open("a") as out:
        out.write('{"key": "pers')
    assert listed(file) == [ERASED[0]]
    write_down(ERASED[1:2], file)
    assert listed(file) == list(ERASED[:2])


def test_what_is_there_is_replaced_only_when_asked(place: Path, tmp_path: Path) -> None:
    file = copy(tmp_path)
    sql(place / "alongside.sqlite3", "UPDATE told SET words='newer'")
    with pytest.raises(Stop, match="--replace"):
        backup.restore(file, keys=None, replace=False)
    assert sql(place / "alongside.sqlite3", "SELECT words FROM told") == [("newer",)]


def flip_a_byte(file: Path, place: Path) -> None:
    inside = bytearray(file.read_bytes())
    at = inside.index(WORDS.encode())
    inside[at] ^= 1
    file.write_bytes(inside)


def change_the_master_key(file: Path, place: Path) -> None:
    (place / "master.key").write_bytes(b64encode(b"another key, of a place elsewhere"[:32]))


def lose_the_keys(file: Path, place: Path) -> None:
    backup.keys_file(file).unlink()


def put_keys_for_words(file: Path, place: Path) -> None:
    file.write_bytes(backup.keys_file(file).read_bytes())


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (flip_a_byte, "changed or damaged"),
        (change_the_master_key, "another master key"),
        (lose_the_keys, "not a copy"),
        (put_keys_for_words, "this needs alongside.sqlite3"),
    ],
)
def test_a_copy_that_will_not_do_changes_nothing(
    harm: Callable[[Path, Path], None], says: str, place: Path, tmp_path: Path
) -> None:
    file = copy(tmp_path)
    harm(file, place)
    sql(place / "alongside.sqlite3", "UPDATE told SET words='newer'")
    with pytest.raises(Stop, match=says):
        backup.restore(file, keys=None, replace=True)
    assert sql(place / "alongside.sqlite3", "SELECT words FROM told") == [("newer",)]
    assert not list(place.glob(".alongside-*"))


def test_words_and_keys_of_two_days_are_not_put_back_together(place: Path, tmp_path: Path) -> None:
    monday, tuesday = copy(tmp_path), tmp_path / "tuesday.tar"
    backup.backup(tuesday)
    with pytest.raises(Stop, match="not made together"):
        backup.restore(tuesday, keys=backup.keys_file(monday), replace=True)
    assert backup.restore(tuesday, keys=backup.keys_file(tuesday), replace=True) == 0


def test_a_copy_broken_off_leaves_the_pair_before_it(place: Path, tmp_path: Path) -> None:
    file = copy(tmp_path)
    before = file.read_bytes()
    (place / "keys.sqlite3").rename(place / "gone")
    with pytest.raises(Stop, match="nothing to copy"):
        backup.backup(file)
    assert file.read_bytes() == before


def test_what_a_broken_copy_left_behind_is_swept_a_day_later(place: Path, tmp_path: Path) -> None:
    old, new = tmp_path / ".alongside-old", tmp_path / ".alongside-new"
    for left in (old, new):
        left.mkdir()
    os.utime(old, (0, 0))
    copy(tmp_path)
    assert not old.exists()
    assert new.exists()


def test_a_damaged_database_is_not_copied(place: Path, tmp_path: Path) -> None:
    file = place / "alongside.sqlite3"
    file.write_bytes(file.read_bytes()[:4096] + b"\xff" * 4096)
    with pytest.raises(Stop, match=r"damaged|cannot be opened"):
        backup.backup(tmp_path / "monday.tar")
    assert not (tmp_path / "monday.tar").exists()


def test_copies_of_keys_live_for_thirty_days(place: Path, tmp_path: Path) -> None:
    old, other = tmp_path / "old.keys.tar", tmp_path / "other.keys.tar"
    for file, days in ((old, 31), (other, 29)):
        copy(tmp_path).with_name("monday.keys.tar").rename(file)
        age(file, days)
    stranger = tmp_path / "stranger.keys.tar"
    stranger.write_text("not ours")
    copy(tmp_path)
    assert not old.exists()
    assert other.exists()
    assert stranger.exists()


def age(archive: Path, days: int) -> None:
    """Make a copy look as old as it would be after some days."""
    manifest = backup.manifest_of(archive)
    made = datetime.now(UTC) - timedelta(days=days)
    manifest["keep_until"] = (made + backup.KEYS_LIVE).isoformat(timespec="seconds")
    plain = archive.with_name("manifest.json")
    plain.write_text(json.dumps(manifest))
    with tarfile.open(archive, "w") as opened:
        opened.add(plain, "manifest.json")
    plain.unlink()


def test_a_copy_is_not_put_back_under_a_running_place(place: Path, tmp_path: Path) -> None:
    file = copy(tmp_path)
    with serve.hold(place), pytest.raises(Stop, match="already using"):
        backup.restore(file, keys=None, replace=True)
