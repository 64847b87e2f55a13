"""The head of the trail goes with each copy, so that a trail cut or made anew shows."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from alongside.access.models import TrailLine
from alongside.access.trail import fingerprint, head
from alongside.config import backup
from alongside.config.head import head_in, trail_whole
from alongside.config.tests.test_backup import copy, place, sql

if TYPE_CHECKING:
    from alongside.world.small import World

__all__ = ["place"]


def test_a_copy_says_where_the_trail_stood(place: Path, tmp_path: Path) -> None:
    assert backup.manifest_of(copy(tmp_path))["trail"] == [0, ""]
    words = place / "alongside.sqlite3"
    sql(words, "CREATE TABLE access_trailline (number, fingerprint)")
    sql(words, "INSERT INTO access_trailline VALUES (1, 'aa'), (2, 'bb')")
    assert head_in(words) == (2, "bb")
    (tmp_path / "monday.tar").unlink()
    assert backup.manifest_of(copy(tmp_path))["trail"] == [2, "bb"]
    assert "trail" not in backup.manifest_of(tmp_path / "monday.keys.tar")


@pytest.fixture
def monday(world: "World", monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy that was made of the small world as it stands."""
    stood = head()
    monkeypatch.setattr(backup, "manifest_of", lambda _file: {"trail": list(stood)})
    return Path("monday.tar")


def test_a_trail_that_went_on_is_whole(monday: Path) -> None:
    assert list(trail_whole(monday)) == list(trail_whole(None)) == []


def test_a_line_that_was_changed_is_named(monday: Path) -> None:
    TrailLine.objects.filter(number=1).update(part="night")
    name, says, unsafe = next(trail_whole(None))
    assert name == "trail-changed"
    assert "line 1 does not fit" in says
    assert unsafe


def test_a_tail_cut_off_shows_only_beside_the_copy(monday: Path) -> None:
    TrailLine.objects.order_by("number").last().delete()  # type: ignore[union-attr]
    assert list(trail_whole(None)) == []
    assert "was cut, or made anew" in next(trail_whole(monday))[1]


def test_a_trail_made_anew_shows_only_beside_the_copy(monday: Path) -> None:
    line = TrailLine.objects.order_by("number").last()
    assert line is not None
    line.strand = "address"
    line.fingerprint = fingerprint(line)
    line.save()
    assert list(trail_whole(None)) == []
    assert "was cut, or made anew" in next(trail_whole(monday))[1]
