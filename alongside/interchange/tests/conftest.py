"""Small made-up sheets, written into a folder of their own, and the plan of them."""

import csv
import io
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from alongside.interchange.columns_map import ColumnsMap, map_from
from alongside.interchange.planning import plan_files
from alongside.interchange.planning.plan import KnownPerson, Plan

if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
    settings.configure(USE_I18N=False)

Rows = Sequence[Sequence[str]]
LONDON = ZoneInfo("Europe/London")


def written(rows: Rows, delimiter: str = ",") -> str:
    """The rows as the text of a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


class Desk:
    """A folder with sheets in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.paths: list[Path] = []

    def sheet(self, name: str, *rows: Sequence[str], encoding: str = "utf-8") -> Path:
        """Put a sheet on the desk."""
        return self.text(name, written(rows), encoding)

    def text(self, name: str, text: str, encoding: str = "utf-8") -> Path:
        """Put a file of this text on the desk."""
        return self.raw(name, text.encode(encoding))

    def raw(self, name: str, content: bytes) -> Path:
        """Put a file of these bytes on the desk."""
        path = self.folder / name
        path.write_bytes(content)
        self.paths.append(path)
        return path

    def plan(
        self,
        answers: Mapping[str, str] | None = None,
        said: Mapping[str, object] | None = None,
        known: Sequence[KnownPerson] = (),
    ) -> Plan:
        """The plan of everything on the desk."""
        heard = map_from(said) if said else ColumnsMap()
        return plan_files(self.paths, zone=LONDON, said=heard, answers=answers, known=known)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty desk."""
    return Desk(tmp_path)


@pytest.fixture
def exports() -> Callable[[str], list[Path]]:
    """Real exports of other systems, where somebody says they have them."""
    folder = os.environ.get("ALONGSIDE_EXPORTS", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("ALONGSIDE_EXPORTS names no folder of exports")
    return lambda pattern: sorted(Path(folder).glob(pattern))
