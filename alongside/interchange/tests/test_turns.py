"""Many rows go in a little at a time, unseen, and either all of them stay or none."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection

from alongside.access.viewer import Life, Viewer
from alongside.interchange import coming, writing
from alongside.interchange.incoming import clear_old
from alongside.interchange.models import Arrived, BringIn
from alongside.interchange.tests.conftest import Desk
from alongside.interchange.tests.test_writing import (
    bringer,
    brought,
    planned,
    rows,
    side_of,
    small,
)
from alongside.kit.ids import new_id
from alongside.kit.lots import Ready
from alongside.moments.models import Moment, Telling
from alongside.people.models import Person
from alongside.promises.models import Promise
from alongside.relationships.models import Relationship, SafeReach
from alongside.teams.models import Member, Team

__all__ = ["bringer"]

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="others have room for many writers"),
]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "incoming"
    (tmp_path / "incoming").mkdir()
    return tmp_path / "incoming"


def test_what_goes_in_early_opens_to_nobody(
    desk: Desk, bringer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    put_rest = Ready.put_rest

    def look(ready: Ready) -> None:
        assert Moment.objects.count() == 4
        viewers = [side_of(name, life) for name in ("Dawn", "Sam Tealby") for life in Life]
        for viewer in (*viewers, bringer):
            tables: tuple[Any, ...] = (Relationship, Moment, Telling, Promise, SafeReach)
            seen.extend(table.objects.visible_to(viewer).count() for table in tables)
            others = Person.objects.visible_to(viewer).exclude(id=viewer.person_id)
            seen.append(others.count())
        put_rest(ready)

    monkeypatch.setattr(Ready, "put_rest", look)
    brought(small(desk), bringer)
    assert seen == [0] * 30
    assert Moment.objects.visible_to(side_of("Sam Tealby", Life.WORKING)).exists()


def test_nothing_stays_of_what_fails_at_the_very_end(
    desk: Desk, bringer: Viewer, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    paths, before = small(desk), rows()

    def full(_desk: object) -> None:
        assert Moment.objects.exists()
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as now_full:
        now_full.setattr(writing, "told_of", full)
        with pytest.raises(OperationalError):
            brought(paths, bringer)
    assert rows() == before
    tables: tuple[Any, ...] = (BringIn, Arrived, Team, Member)
    assert not any(table.objects.exists() for table in tables)
    assert not list(home.glob("*/coming*"))
    assert brought(paths, bringer).moments == 4


def test_what_a_process_that_died_left_behind_is_tidied_away(
    desk: Desk, bringer: Viewer, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    paths, before = small(desk), rows()

    class Died(BaseException):
        """As if somebody pulled the plug."""

    def die(_ready: Ready) -> None:
        raise Died

    with monkeypatch.context() as dying:
        dying.setattr(Ready, "put_rest", die)
        dying.setattr(coming, "_take_out", lambda _unseen: None)
        dying.setattr(Path, "unlink", lambda _path, missing_ok=False: None)
        with pytest.raises(Died):
            brought(paths, bringer)
    assert rows() != before
    assert list(home.glob("*/coming"))
    clear_old()
    assert rows() == before
    assert not list(home.glob("*/coming"))


def test_what_came_in_after_all_stays(desk: Desk, bringer: Viewer, home: Path) -> None:
    written = brought(small(desk), bringer)
    left, after = home / written.id.hex, rows()
    left.mkdir(exist_ok=True)
    people = [one.hex for one in Person.objects.values_list("id", flat=True)]
    (left / "coming").write_text(json.dumps([people, []]))
    clear_old()
    assert rows() == after


def test_somebody_kept_apart_in_the_meantime_stops_it(
    desk: Desk, bringer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = small(desk)
    plan = planned(paths, bringer)
    said: list[set[frozenset[Any]]] = [set(), {frozenset((new_id(), new_id()))}]
    monkeypatch.setattr(writing, "kept_apart", lambda _people: said.pop(0))
    before = rows()
    with pytest.raises(OperationalError):
        writing.bring_in(bringer, plan)
    assert rows() == before
