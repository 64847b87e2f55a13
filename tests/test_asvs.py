"""docs/asvs.md says how we stand against a standard. Here every test it names is looked for."""

import ast
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

import pytest

from tests import house

PAGE = house.ROOT / "docs" / "asvs.md"
STANDS = {"kept", "partly", "not met", "none here"}
ROW = re.compile(r"^\| (?P<number>\d[\d., ]*) \|(?P<rest>.*)\|$", re.MULTILINE)
FEW = 4
"""One broad test says little about many lines."""
ENOUGH = 120
HOW_MANY = {
    1: (2, 10, 12, 3, 3),
    2: (3, 3, 5, 2),
    3: (1, 3, 5, 8, 8, 1, 5),
    4: (5, 5, 2, 4),
    5: (1, 6, 3, 3),
    6: (3, 12, 8, 6, 8, 4, 2, 4),
    7: (3, 4, 2, 5, 3, 2),
    8: (4, 4, 3, 2),
    9: (3, 4),
    10: (2, 3, 5, 16, 5, 2, 3),
    11: (4, 5, 5, 4, 2, 2, 2),
    12: (5, 2, 5),
    13: (4, 6, 4, 7),
    14: (2, 8, 3),
    15: (5, 5, 7, 4),
    16: (1, 5, 4, 3, 4),
    17: (2, 8, 2),
}
"""How many lines each section of each chapter of the standard has."""
THIRD = """
1.2.10 1.3.12 1.5.3 2.3.5 2.4.2 3.1.1 3.2.3 3.3.5 3.4.7 3.4.8 3.5.6 3.5.7 3.5.8 3.6.1 3.7.3
3.7.4 3.7.5 4.1.4 4.1.5 4.2.2 4.2.3 4.2.4 4.2.5 5.2.4 5.2.5 5.2.6 5.3.3 6.3.5 6.3.6 6.3.7 6.3.8
6.4.5 6.4.6 6.5.6 6.5.7 6.5.8 6.6.4 6.7.1 6.7.2 7.5.3 8.1.3 8.1.4 8.2.4 8.3.2 8.3.3 8.4.2 10.2.3
10.3.5 10.4.12 10.4.13 10.4.14 10.4.15 10.4.16 11.1.3 11.1.4 11.2.4 11.2.5 11.3.4 11.3.5 11.5.2
11.6.2 11.7.1 11.7.2 12.1.4 12.1.5 12.3.5 13.1.2 13.1.3 13.1.4 13.2.6 13.3.3 13.3.4 13.4.6
13.4.7 14.2.5 14.2.6 14.2.7 14.2.8 15.1.4 15.1.5 15.2.4 15.2.5 15.4.1 15.4.2 15.4.3 15.4.4
16.5.4 17.1.2 17.2.5 17.2.6 17.2.7 17.2.8
"""
LEVEL_3 = set(THIRD.split())
EVERY = {
    f"{chapter}.{section}.{line}"
    for chapter, sections in HOW_MANY.items()
    for section, lines in enumerate(sections, start=1)
    for line in range(1, lines + 1)
}


@dataclass(frozen=True)
class Row:
    number: str
    asks: str
    stands: str
    how: str
    tests: tuple[str, ...]

    @property
    def numbers(self) -> list[str]:
        return self.number.split(", ")


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
NUMBERS = [number for row in ROWS for number in row.numbers]


def test_the_page_is_read_whole() -> None:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:3] > "| /"]
    assert len(ROWS) == len([line for line in lines if re.match(r"\| \d", line)])
    assert len(NUMBERS) == len(set(NUMBERS))


def test_no_line_of_the_standard_is_passed_over_and_none_made_up() -> None:
    assert (len(EVERY), len(LEVEL_3), len(LEVEL_3 - EVERY)) == (345, 92, 0)
    assert set(NUMBERS) == EVERY


def test_enough_lines_of_the_first_two_levels_are_tested() -> None:
    tested = {number for row in ROWS if row.tests for number in row.numbers}
    assert len(tested - LEVEL_3) >= ENOUGH


def test_no_one_test_stands_for_more_than_a_few_lines() -> None:
    named = Counter(test for row in ROWS for test in row.tests for _ in row.numbers)
    assert {test: times for test, times in named.items() if times > FEW} == {}


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
