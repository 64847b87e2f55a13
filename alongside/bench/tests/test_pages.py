"""The bench runs as a program of its own; its shape, counts and bytes are asserted, never time."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

ACTS = {"today", "story_500", "story_5000", "note", "search", "people"}
TAKES_AT_MOST = 360


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    command = [sys.executable, "-m", "alongside.bench", "pages", "--small", "--rounds", "1"]
    env = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
    done = subprocess.run(
        command, env=env, capture_output=True, text=True, timeout=TAKES_AT_MOST, check=True
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.slow
def test_it_prints_one_object_with_every_act(told: dict[str, Any]) -> None:
    assert told["bench"] == "pages"
    assert set(told["acts"]) == ACTS | {"first_visit", "later_page"}
    figures = {"median_ms", "p95_ms", "cpu_ms", "queries", "bytes", "floor_ms", "ratio", "cold"}
    for act in ACTS:
        assert figures <= set(told["acts"][act])


@pytest.mark.slow
def test_a_long_story_asks_no_more_questions(told: dict[str, Any]) -> None:
    assert told["acts"]["story_5000"]["against_500"]["same_queries"]


@pytest.mark.slow
def test_pages_weigh_no_more_than_they_may(told: dict[str, Any]) -> None:
    for weighed in ("first_visit", "later_page"):
        assert told["acts"][weighed]["bytes"] <= told["acts"][weighed]["must"]


@pytest.mark.slow
def test_the_floor_is_cheaper_in_questions(told: dict[str, Any]) -> None:
    """A floor that asked more than we do would flatter us."""
    for act in ACTS:
        assert told["acts"][act]["floor_queries"] <= told["acts"][act]["queries"]
