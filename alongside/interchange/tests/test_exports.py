"""Real exports of two systems and a folder of test data, where somebody has them at hand."""

from collections.abc import Callable
from pathlib import Path

from alongside.interchange.counting import count, summary
from alongside.interchange.planning import plan_files
from alongside.interchange.planning.plan import Plan
from alongside.interchange.tests.conftest import LONDON

Exports = Callable[[str], list[Path]]


def planned(paths: list[Path], answers: dict[str, str] | None = None) -> Plan:
    return plan_files(paths, zone=LONDON, answers=answers)


def kinds(plan: Plan) -> list[int]:
    return [
        sum(person.kind == kind for person in plan.people)
        for kind in ("person", "worker", "partner")
    ]


def keys(plan: Plan) -> list[set[str]]:
    return [
        {person.ref for person in plan.people},
        {one.key for one in plan.relationships},
        {one.key for one in plan.moments},
        {one.key for one in plan.promises},
        {one.key for one in plan.undated},
    ]


def test_saltmere_comes_in_whole(exports: Exports) -> None:
    plan = planned(exports("creme-*.csv"))
    assert kinds(plan) == [60, 12, 8]
    assert len(plan.organisations) == 9
    # 200 relations: one about safety, two name a Daniel and wait.
    assert (len(plan.relationships), len(plan.safety)) == (197, 1)
    # 860 notes: 8 about a Daniel, 5 about nobody.
    assert (len(plan.moments), len(plan.waiting_moments)) == (847, 13)
    assert sum(len(moment.people) == 2 for moment in plan.moments) == 18
    assert (len(plan.promises), len(plan.undated)) == (115, 20)


def test_eldmouth_comes_in_whole(exports: Exports) -> None:
    plan = planned(exports("tryton-*.csv"))
    assert kinds(plan) == [60, 12, 8]
    assert (len(plan.relationships), len(plan.safety)) == (199, 1)
    assert (len(plan.moments), len(plan.waiting_moments)) == (990, 42)
    assert (len(plan.promises), len(plan.offered)) == (0, 120)
    told = {"todos:tryton-notes.csv": "promises", "doubles:tryton-notes.csv": "one"}
    answered = planned(exports("tryton-*.csv"), told)
    assert (len(answered.moments), len(answered.waiting_moments)) == (862, 38)
    assert (len(answered.promises), len(answered.waiting_promises)) == (116, 4)


def test_six_people_known_to_both_teams_are_offered_and_none_is_joined(exports: Exports) -> None:
    plan = planned(exports("creme-*.csv") + exports("tryton-*.csv"))
    assert kinds(plan) == [120, 24, 16]
    assert sum(one.key.startswith("perhaps") for one in plan.questions) == 6


def test_the_workbook_after_the_text_file_adds_nothing(exports: Exports) -> None:
    texts = exports("creme-*.csv")
    rest = [path for path in texts if "contacts" not in path.name]
    assert keys(planned(texts)) == keys(planned([*exports("creme-*.xlsx"), *rest]))
    assert keys(planned(texts)) == keys(planned([*texts, *exports("creme-*.xlsx")]))


def test_the_folder_that_does_not_agree_with_itself_brings_in_three_people(
    exports: Exports,
) -> None:
    plan = planned(exports("hmis/*.csv"))
    assert sorted(person.full_name for person in plan.people) == [
        "ClientA One",
        "ClientB Two",
        "ClientC Three",
    ]
    assert len(plan.organisations) == 1
    assert sum(one.key.startswith("colleague") for one in plan.questions) == 4
    assert {problem.file for problem in plan.problems} >= {"Event.csv", "Assessment.csv"}


def test_nothing_that_has_no_place_is_brought_in_and_no_address_is_shown(exports: Exports) -> None:
    plan = planned(exports("creme-*.csv") + exports("tryton-*.csv"))
    told = repr(summary(plan, count(plan, None, None))) + repr(plan.people)
    assert "ZZ1 1LB" not in told
    assert {"Priority", "Risk score", "Eligibility", "Case closed on"} <= {
        left.column for left in plan.left_out
    }
    for person in plan.people:
        assert "Client" not in {words.words for words in person.words}


def test_words_are_the_files_own(exports: Exports) -> None:
    plan = planned(exports("creme-*.csv"))
    assert max(len(moment.words) for moment in plan.moments) > 6_000
    spoken = [words.words for person in plan.people for words in person.safe_contact]
    assert any(words.startswith("= same phone") for words in spoken)
