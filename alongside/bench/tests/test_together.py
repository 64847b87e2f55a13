"""The bench of what is written together: shapes and bytes are asserted, never time."""

import json
import os
import subprocess
import sys
from random import Random
from typing import Any

import pytest

from alongside.bench.together import edited_to_and_fro, missed

TAKES_AT_MOST = 360


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    command = [sys.executable, "-m", "alongside.bench", "together", "--small", "--rounds", "1"]
    env = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
    done = subprocess.run(
        command, env=env, capture_output=True, text=True, timeout=TAKES_AT_MOST, check=True
    )
    acts: dict[str, Any] = json.loads(done.stdout)["acts"]
    return acts


@pytest.mark.slow
def test_a_page_with_a_plan_loads_no_more_script_than_it_may(told: dict[str, Any]) -> None:
    assert 20_000 < told["plan_script"]["bytes"] <= told["plan_script"]["must"]


@pytest.mark.slow
def test_each_page_is_made_for_each_kind_of_paper(told: dict[str, Any]) -> None:
    pages = ("plan", "about_me", "one_page", "life_map", "circle")
    kinds = {f"{page}_{kind}" for page in pages for kind in ("pdf", "large")}
    assert set(told["paper"]) == kinds | {"plan_word", "about_me_word"}
    assert all(made["bytes"] > 5_000 for made in told["paper"].values())


def test_a_text_edited_to_and_fro_is_one_text_with_words_of_both() -> None:
    edited = edited_to_and_fro(Random(1), 300)
    assert len(edited.have) == 2
    assert len(edited.words.split()) > 30


def test_what_is_heavy_or_slow_is_named() -> None:
    fine: dict[str, Any] = {
        "plan_script": {"bytes": 9, "must": 9},
        "plan_open": {"ratio": 1.5, "must": 1.5},
    }
    fine["circle"] = {"cpu_ms": 15, "must_ms": 15}
    assert missed(fine, 1.0) == []
    fine["circle"]["cpu_ms"] = 16
    fine["plan_script"]["bytes"] = 10
    fine["plan_open"]["ratio"] = 1.6
    names = [line.split(":")[0] for line in missed(fine, 1.0)]
    assert names == ["plan_script", "plan_open", "circle"]
