from typing import Any

from alongside.bench.pages import GOALS, SEARCH_MS, missed


def figures() -> dict[str, Any]:
    told: dict[str, Any] = {name: {"cpu_ratio": must} for name, (must, _goal) in GOALS.items()}
    told["story_5000"]["against_500"] = {"ratio": 1.0, "same_queries": True}
    told["search"] = {"cpu_ms": SEARCH_MS[0]}
    for name, must in (("first_visit", 60_000), ("later_page", 12_000)):
        told[name] = {"bytes": must, "must": must}
    return told


def test_what_holds_is_not_missed() -> None:
    assert missed(figures()) == []


def test_what_got_slow_or_heavy_is_named() -> None:
    told = figures()
    told["today"]["cpu_ratio"] = GOALS["today"][0] * 1.3
    told["search"]["cpu_ms"] = SEARCH_MS[0] * 1.3
    told["story_5000"]["against_500"]["same_queries"] = False
    told["later_page"]["bytes"] = 12_001
    assert [line.split(":")[0] for line in missed(told)] == [
        "today",
        "search",
        "story_5000",
        "later_page",
    ]
