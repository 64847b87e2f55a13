"""Ids sort by age, and say what RFC 9562 says they say."""

import time
from concurrent.futures import ThreadPoolExecutor
from uuid import RFC_4122

import pytest

from alongside.kit import ids


def test_an_id_is_a_version_7_uuid_that_carries_its_millisecond() -> None:
    before = time.time_ns() // 1_000_000
    given = ids.new_id()
    assert given.version == 7
    assert given.variant == RFC_4122
    assert before - 1 <= given.int >> 80 <= before + 1_000


def test_ids_come_in_order_and_never_twice_even_from_several_threads() -> None:
    def some() -> list[int]:
        return [ids.new_id().int for _ in range(2_000)]

    with ThreadPoolExecutor(4) as pool:
        runs = [run.result() for run in [pool.submit(some) for _ in range(4)]]
    assert all(run == sorted(run) for run in runs)
    assert len({one for run in runs for one in run}) == 8_000


def test_a_clock_that_steps_back_does_not_break_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    first = ids.new_id()
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000)
    second, third = ids.new_id(), ids.new_id()
    assert first < second < third


def test_a_full_counter_borrows_from_the_next_millisecond(monkeypatch: pytest.MonkeyPatch) -> None:
    first = ids.new_id()
    monkeypatch.setattr(ids, "_last_random", (1 << 74) - 1)
    monkeypatch.setattr(ids, "_last_ms", (first.int >> 80) + 1_000)
    assert ids.new_id().int >> 80 == (first.int >> 80) + 1_001
