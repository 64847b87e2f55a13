import time
import urllib.request
from pathlib import Path

import pytest

from alongside.config.made_up import Beside

PATIENCE = 120.0


@pytest.mark.slow
def test_a_made_up_team_opens_beside_and_goes_with_whoever_began_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALONGSIDE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    beside = Beside()
    assert beside.people() == {}
    beside.open()
    began = time.monotonic()
    while beside.is_there and not beside.people() and time.monotonic() - began < PATIENCE:
        time.sleep(0.1)
    links = beside.people()
    beside.open()  # pressed twice: it is the same one
    assert beside.people() == links
    with urllib.request.urlopen(links["Dawn"], timeout=30) as page:  # noqa: S310  ours
        assert page.status == 200
    assert (tmp_path / "data" / "demo").exists()
    beside.close()
    assert not beside.is_there
    assert beside.people() == {}


def test_it_says_so_when_it_could_not_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Something else is in the folder: nothing of it is touched, and no team opens there.
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "letters.txt").write_text("mine", encoding="utf-8")
    monkeypatch.setenv("ALONGSIDE_DATA", str(tmp_path))
    beside = Beside()
    beside.open()
    began = time.monotonic()
    while beside.is_there and time.monotonic() - began < PATIENCE:
        time.sleep(0.1)
    assert beside.people() == {}
    beside.close()
    assert (tmp_path / "demo" / "letters.txt").read_text(encoding="utf-8") == "mine"
