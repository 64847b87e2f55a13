"""`alongside check` says what is unsafe, worst first, and means it by what it gives back."""

import ast
import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import override_settings

from alongside.config import backup, checkup, databases, inside, serve
from alongside.config.data import make_ready, place_from
from conftest import Pair

ELSEWHERE = "kept on another disk"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place in good order, as far as its folder can tell."""
    data = tmp_path / "data"
    for name in [name for name in os.environ if name.startswith("ALONGSIDE_")]:
        monkeypatch.delenv(name)
    make_ready(data, {})
    other_disk = tmp_path / "other-disk"
    other_disk.mkdir()
    (data / "master.key").rename(other_disk / "master.key")
    monkeypatch.setenv("ALONGSIDE_DATA", str(data))
    monkeypatch.setenv("ALONGSIDE_MASTER_KEY_FILE", str(other_disk / "master.key"))
    monkeypatch.setenv("ALONGSIDE_HOSTS", "lantern.example")
    monkeypatch.setenv("ALONGSIDE_TIME_ZONE", "Europe/London")
    monkeypatch.setattr(checkup, "what_django_knows", lambda *_asked: iter(()))
    monkeypatch.setattr(serve, "prepared", dict)
    for name in (databases.WORDS, databases.KEYS):
        with closing(sqlite3.connect(data / name)) as store:
            store.execute("CREATE TABLE vault_key (scope, wrapped, made_at, destroyed_at)")
            store.commit()
        (data / name).chmod(0o600)
    copies = tmp_path / "copies"
    copies.mkdir()
    backup.backup(copies / "monday.tar")
    backup.restore(copies / "monday.tar", keys=None, replace=True)
    return data


def unsafe() -> list[str]:
    return [f.name for f in checkup.findings(place_from(os.environ)) if f.unsafe]


def test_a_place_in_good_order_is_safe(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert unsafe() == []
    assert checkup.checkup(as_json=True) == 0
    assert json.loads(capsys.readouterr().out)["safe"] is True


def open_the_key(place: Path, patch: pytest.MonkeyPatch) -> None:
    Path(os.environ["ALONGSIDE_MASTER_KEY_FILE"]).chmod(0o644)


def open_the_folder(place: Path, patch: pytest.MonkeyPatch) -> None:
    place.chmod(0o755)


def put_the_key_beside(place: Path, patch: pytest.MonkeyPatch) -> None:
    key = Path(os.environ["ALONGSIDE_MASTER_KEY_FILE"])
    key.rename(place / "master.key")
    patch.delenv("ALONGSIDE_MASTER_KEY_FILE")


def lose_the_key(place: Path, patch: pytest.MonkeyPatch) -> None:
    Path(os.environ["ALONGSIDE_MASTER_KEY_FILE"]).unlink()


def have_no_name(place: Path, patch: pytest.MonkeyPatch) -> None:
    patch.delenv("ALONGSIDE_HOSTS")


def debug(place: Path, patch: pytest.MonkeyPatch) -> None:
    from alongside.config import settings_test

    patch.setattr(settings_test, "DEBUG", True)


def use_the_log(place: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(databases, "LOG_IS_SAFE", False)
    with closing(sqlite3.connect(place / databases.WORDS)) as store:
        store.execute("PRAGMA journal_mode=WAL")
        store.execute("INSERT INTO vault_key (scope) VALUES ('x')")
        store.commit()


def forget_backups(place: Path, patch: pytest.MonkeyPatch) -> None:
    (place / "last-backup.json").unlink()


def let_them_grow_old(place: Path, patch: pytest.MonkeyPatch) -> None:
    said = json.loads((place / "last-backup.json").read_text())
    said["at"] = (datetime.now(UTC) - timedelta(days=3)).isoformat()
    (place / "last-backup.json").write_text(json.dumps(said))


def never_try_one(place: Path, patch: pytest.MonkeyPatch) -> None:
    (place.parent / "copies" / "last-restore.json").unlink()


def turn_the_clock_back(place: Path, patch: pytest.MonkeyPatch) -> None:
    ahead = (datetime.now(UTC) + timedelta(days=1)).timestamp()
    os.utime(place / databases.WORDS, (ahead, ahead))


def live_nowhere(place: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("ALONGSIDE_TIME_ZONE", "Wrenmouth/Quay")


def damage_a_store(place: Path, patch: pytest.MonkeyPatch) -> None:
    (place / databases.KEYS).write_bytes(b"not a database" * 400)


def lose_a_store(place: Path, patch: pytest.MonkeyPatch) -> None:
    (place / databases.KEYS).unlink()


def let_any_name_in(place: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("ALONGSIDE_HOSTS", "*")


def fill_the_disk(place: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(checkup, "ROOM", 2**62)


HARMS: tuple[tuple[Callable[[Path, pytest.MonkeyPatch], None], str], ...] = (
    (lose_a_store, "store-missing"),
    (damage_a_store, "store-damaged"),
    (debug, "debug"),
    (open_the_key, "others-can-read"),
    (open_the_folder, "others-can-read"),
    (lose_the_key, "key-missing"),
    (put_the_key_beside, "key-beside"),
    (have_no_name, "no-https"),
    (let_any_name_in, "any-host"),
    (use_the_log, "journal"),
    (forget_backups, "backup-none"),
    (let_them_grow_old, "backup-old"),
    (never_try_one, "never-restored"),
    (turn_the_clock_back, "clock"),
    (live_nowhere, "time-zone"),
    (fill_the_disk, "disk-full"),
)


@pytest.mark.parametrize(("harm", "name"), HARMS, ids=lambda value: getattr(value, "__name__", ""))
def test_each_danger_is_named_and_fails(
    harm: Callable[[Path, pytest.MonkeyPatch], None],
    name: str,
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "alongside.config.settings_test")
    harm(place, monkeypatch)
    assert unsafe() == [name]
    assert checkup.checkup() == 1


def test_the_worst_comes_first(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for harm in (never_try_one, have_no_name, put_the_key_beside, open_the_folder):
        harm(place, monkeypatch)
    assert unsafe() == ["others-can-read", "key-beside", "no-https", "never-restored"]
    capsys.readouterr()
    checkup.checkup()
    said = capsys.readouterr().out
    assert said.startswith("1. Others on this machine can open")
    assert "Put the first 4 right." in said


def test_a_trail_that_was_changed_comes_before_a_backup_that_was_never_tried(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    never_try_one(place, monkeypatch)
    inside_says = [checkup.Finding(name, "Says so.") for name in ("one-lock", "trail-changed")]
    monkeypatch.setattr(checkup, "what_django_knows", lambda *_asked: iter(inside_says))
    assert unsafe() == ["trail-changed", "never-restored", "one-lock"]


def names_of_what_is_unsafe(tree: ast.Module) -> Iterator[str]:
    """Every name a finding is made with, or a tuple that becomes one, unless it is only advice."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id == "Finding" and not node.keywords:
                yield from (
                    str(one.value) for one in node.args[:1] if isinstance(one, ast.Constant)
                )
        elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            name, _says, unsafe = node.value.elts
            if isinstance(name, ast.Constant) and getattr(unsafe, "value", False):
                yield str(name.value)


def test_everything_unsafe_has_its_place_in_the_order() -> None:
    folder = Path(checkup.__file__).parent
    code = [(folder / f"{name}.py").read_text() for name in ("checkup", "inside", "head")]
    names = {name for each in code for name in names_of_what_is_unsafe(ast.parse(each))}
    assert {"debug", "store-missing", "key-beside", "trail-changed", "one-lock"} <= names
    assert names == set(checkup.WORST_FIRST)


def test_another_master_key_than_the_one_that_sealed_is_named(pair: Pair) -> None:
    assert not list(inside.keys_open())
    with override_settings(MASTER_KEY=b"not the one the words came with!"):
        ((name, says, unsafe),) = inside.keys_open()
    assert (name, unsafe) == ("wrong-key", True)
    assert "does not open the keys" in says
