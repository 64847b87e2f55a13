"""docs/screens.md: every screen by its word, and each thing it names is really there."""

import re
from importlib import import_module

from alongside.config.screens import page, template_file
from tests import house
from tests.doors import DOORS

PAGE = house.ROOT / "docs" / "screens.md"


def test_the_page_of_screens_is_as_new_as_the_code() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "Write it again: alongside screens > docs/screens.md"
    )


def test_every_page_somebody_opens_is_in_a_row() -> None:
    """Held against the table of doors, which knows by hand what is a page and what a button."""
    said = PAGE.read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `/[^|]*\| `([\w:-]+)` \|", said, re.MULTILINE))
    written = {name for name, _address, _view in house.addresses()}
    missing = {name for name in written & set(DOORS) if DOORS[name].how == "get"} - named
    assert not missing
    assert not named - written


def test_each_thing_a_row_names_is_there() -> None:
    said = PAGE.read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w./-]+)`", said.split("\n## ", 1)[1]))
    templates = {name for name in named if name.endswith(".html")}
    assert all(template_file(name).exists() for name in templates)
    paths = {name for name in named if "." in name and name not in templates}
    assert not [path for path in paths if not is_there(path)]
    assert templates
    assert paths


def is_there(path: str) -> bool:
    module, _dot, name = path.rpartition(".")
    if name == "access":
        return import_module(f"alongside.{path}") is not None
    return hasattr(import_module(f"alongside.{module}"), name)
