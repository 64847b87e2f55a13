import json
import os
import socket
from argparse import Namespace
from pathlib import Path

import pytest

from alongside.config import serve
from alongside.config.command import main
from alongside.config.data import Place, make_private, make_ready
from alongside.config.stop import Stop


def place(tmp_path: Path, *hosts: str) -> Place:
    return Place(data=tmp_path, demo=False, hosts=hosts, time_zone="Europe/London")


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "localhost", "::1"])  # noqa: S104
def test_the_address_given_is_one_where_cookies_and_passkeys_work(
    host: str, tmp_path: Path
) -> None:
    assert serve.address_of(place(tmp_path), host, 8000) == "http://localhost:8000"
    named = place(tmp_path, "lantern.example")
    assert serve.address_of(named, host, 8000) == "https://lantern.example"


def test_a_port_in_use_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["run", "--port", str(port), "--data", str(tmp_path / "data")]) == 1
    assert f"Port {port} on 127.0.0.1 cannot be used" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_a_demo_keeps_to_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALONGSIDE_DATA", str(tmp_path))
    monkeypatch.setenv("ALONGSIDE_DEMO", "")
    monkeypatch.setenv("ALONGSIDE_DATABASE", "postgresql://real/place")
    chosen = serve.choose_place(Namespace(demo=True, data=None))
    assert (chosen.data, chosen.demo) == (tmp_path / "demo", True)
    assert "ALONGSIDE_DATABASE" not in os.environ


@pytest.mark.parametrize("demo_first", [True, False])
def test_a_demo_and_a_real_place_stand_side_by_side(
    demo_first: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    places = [tmp_path / "data" / "demo", tmp_path / "data"]
    for data in places if demo_first else reversed(places):
        make_private(data)
        with serve.hold(data):
            make_ready(data, {})
    assert all((data / "master.key").exists() for data in places)


def test_a_demo_never_clears_away_what_it_did_not_make(tmp_path: Path) -> None:
    (tmp_path / "alongside.sqlite3").touch()
    with pytest.raises(Stop, match="not a demo"):
        serve.clear_away(tmp_path)
    assert (tmp_path / "alongside.sqlite3").exists()


def test_a_demo_begins_afresh(tmp_path: Path) -> None:
    serve.clear_away(tmp_path)
    (tmp_path / "static").mkdir()
    (tmp_path / "alongside.sqlite3").touch()
    serve.clear_away(tmp_path)
    assert [item.name for item in tmp_path.iterdir()] == ["made-up"]


def test_a_place_is_served_once(tmp_path: Path) -> None:
    with serve.hold(tmp_path), pytest.raises(Stop, match="already using"):
        serve.hold(tmp_path)
    serve.hold(tmp_path).close()


def test_the_file_that_says_ready_is_whole_and_for_one_reader(tmp_path: Path) -> None:
    file = tmp_path / "ready.json"
    serve.write_whole(file, json.dumps({"address": "http://localhost:1"}))
    assert json.loads(file.read_text()) == {"address": "http://localhost:1"}
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_nothing_answers_where_nothing_serves() -> None:
    assert not serve.answers("127.0.0.1", serve.free_port("127.0.0.1", 0))


@pytest.mark.parametrize(
    ("machine", "sits_here", "opens"),
    [
        ({"DISPLAY": ":0"}, True, True),
        ({}, True, False),
        ({"DISPLAY": ":0"}, False, False),
        ({"DISPLAY": "localhost:10.0", "SSH_CONNECTION": "192.0.2.7 22"}, True, False),
    ],
)
def test_the_first_page_opens_by_itself_where_somebody_sits_at_a_screen(
    *, machine: dict[str, str], sits_here: bool, opens: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("sys.stdout.isatty", lambda: sits_here, raising=False)
    monkeypatch.setattr(serve, "answers", lambda *_where: True)
    monkeypatch.setattr("webbrowser.open", opened.append)
    shows = serve.has_a_screen(machine)
    serve.tell_when_ready("127.0.0.1", 1, "http://localhost:1", {}, None, shows=shows)
    assert opened == (["http://localhost:1"] if opens else [])
