from base64 import b64decode
from pathlib import Path

import pytest

from alongside.config.data import key_from, make_private, make_ready, master_key_from, place_from
from alongside.config.stop import Stop


def test_keys_are_made_once_for_one_reader_only(tmp_path: Path) -> None:
    data = tmp_path / "data"
    make_ready(data, {})
    first = (data / "master.key").read_text()
    make_ready(data, {})
    assert (data / "master.key").read_text() == first
    assert len(b64decode(first)) == 32
    assert (data / "secret.key").read_text() != first
    assert data.stat().st_mode & 0o777 == 0o700
    assert {(data / name).stat().st_mode & 0o777 for name in ("master.key", "secret.key")} == {
        0o600
    }
    assert sorted(item.name for item in data.iterdir()) == ["incoming", "master.key", "secret.key"]


def test_a_key_given_in_another_way_is_not_made(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.key"
    elsewhere.write_text("a key kept elsewhere\n")
    env = {"ALONGSIDE_MASTER_KEY_FILE": str(elsewhere), "ALONGSIDE_SECRET_KEY": "given"}
    make_ready(tmp_path / "data", env)
    assert [item.name for item in (tmp_path / "data").iterdir()] == ["incoming"]
    assert key_from(env, "ALONGSIDE_MASTER_KEY", tmp_path / "none") == "a key kept elsewhere"
    assert key_from(env, "ALONGSIDE_SECRET_KEY", tmp_path / "none") == "given"


@pytest.mark.parametrize("written", ["bWFkZSB1cA==", "not base64 at all", "AAAA" * 11])
def test_a_master_key_that_is_not_whole_stops_everything(written: str, tmp_path: Path) -> None:
    with pytest.raises(Stop, match="32 bytes"):
        master_key_from({"ALONGSIDE_MASTER_KEY": written}, tmp_path)
    assert master_key_from({}, tmp_path) == b""


def test_a_missing_key_file_stops_rather_than_making_a_key_that_opens_nothing(
    tmp_path: Path,
) -> None:
    with pytest.raises(Stop, match="not there"):
        make_ready(tmp_path / "data", {"ALONGSIDE_MASTER_KEY_FILE": str(tmp_path / "lost.key")})


def test_a_lost_master_key_stops_rather_than_being_replaced(tmp_path: Path) -> None:
    make_ready(tmp_path, {})
    kept = (tmp_path / "master.key").read_text()
    (tmp_path / "keys.sqlite3").touch()
    make_ready(tmp_path, {})
    (tmp_path / "master.key").unlink()
    with pytest.raises(Stop, match="master key is missing"):
        make_ready(tmp_path, {})
    assert not (tmp_path / "master.key").exists()
    make_ready(tmp_path, {"ALONGSIDE_MASTER_KEY": kept.strip()})


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").touch()
    tmp_path.chmod(0o755)
    with pytest.raises(Stop, match="empty folder"):
        make_private(tmp_path)
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_a_place_with_a_name_is_reached_through_https() -> None:
    place = place_from({"ALONGSIDE_HOSTS": "lantern.example, www.lantern.example"})
    assert place.hosts == ("lantern.example", "www.lantern.example")
    assert place.https
    assert not place_from({}).https
    assert not place_from({"ALONGSIDE_HOSTS": " , "}).https
    assert not place_from({"ALONGSIDE_DEMO": "0"}).demo
