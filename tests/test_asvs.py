"""docs/asvs.md says how we stand against a standard. Here every test it names is looked for."""

import ast
import re
from dataclasses import dataclass
from functools import cache

import pytest

from tests import house

PAGE = house.ROOT / "docs" / "asvs.md"
STANDS = {"kept", "partly", "not met", "none here"}
ROW = re.compile(r"^\| (?P<number>\d[\d., ]*) \|(?P<rest>.*)\|$", re.MULTILINE)
COLUMNS = 4


@dataclass(frozen=True)
class Row:
    number: str
    asks: str
    stands: str
    how: str
    tests: tuple[str, ...]


def rows_of(page: str) -> list[Row]:
    rows = []
    for found in ROW.finditer(page):
        asks, stands, how, tests = (each.strip() for each in found["rest"].split("|"))
        rows.append(Row(found["number"], asks, stands, how, tuple(re.findall(r"`(.+?)`", tests))))
    return rows


@cache
def names_in(file: str) -> set[str]:
    path = house.ROOT / file
    if not path.exists():
        return set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def there_is(test: str) -> bool:
    file, _colons, name = test.partition("::")
    return name.startswith("test_") and name in names_in(file)


ROWS = rows_of(PAGE.read_text(encoding="utf-8"))


def test_the_page_is_read_whole() -> None:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:3] > "| /"]
    assert len(ROWS) == len([line for line in lines if re.match(r"\| \d", line)])
    numbers = [number for row in ROWS for number in row.number.split(", ")]
    assert len(numbers) == len(set(numbers))
    assert len(numbers) > 90


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.number)
def test_every_row_names_tests_that_exist(row: Row) -> None:
    assert row.asks
    assert row.stands in STANDS
    assert [test for test in row.tests if not there_is(test)] == []
    if row.stands == "kept":
        assert row.tests, "kept, and held by nothing"
    if row.stands in {"partly", "not met"}:
        assert row.how, "what is missing is said"
    if row.stands in {"not met", "none here"}:
        assert not row.tests


@pytest.mark.parametrize(
    "made_up",
    [
        "tests/test_asvs.py::test_nobody_wrote",
        "tests/nowhere.py::test_x",
        "tests/test_asvs.py::Row",
    ],
)
def test_a_test_that_is_not_there_is_found_missing(made_up: str) -> None:
    assert not there_is(made_up)
    assert there_is("tests/test_asvs.py::test_a_test_that_is_not_there_is_found_missing")
