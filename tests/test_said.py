"""Never number 4 in other languages: no translation says a word that is never said."""

from pathlib import Path

from tests import house
from tests.said import NEVER_SAID, said_by_catalogues


def test_4_catalogues_never_say_them(tmp_path: Path) -> None:
    assert not said_by_catalogues(house.HOUSE)
    (tmp_path / "good.po").write_text('msgstr "two people"')
    (tmp_path / "bad.po").write_text(f'msgstr "our {NEVER_SAID[0]}"')
    assert said_by_catalogues(tmp_path) == ["bad.po"]
