"""Small made-up extracts in the shape that Creme and Tryton export: the headings are theirs.

Everybody in them was invented for these tests. So bringing in is tried out whole wherever the
tests run, and not only where real exports are at hand (`ALONGSIDE_EXPORTS`, test_exports.py).
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from alongside.access.viewer import Life, Viewer
from alongside.accounts.actions import give_work, make_account
from alongside.interchange.command import main
from alongside.moments.models import BroughtIn, Moment, Telling
from alongside.people.actions import add_person
from alongside.people.models import Person
from alongside.promises.models import Answer, Promise
from alongside.relationships.models import Relationship, Side
from alongside.vault.fields import open_rows
from alongside.vault.keyring import keyring

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
EXTRACTS = Path(__file__).parent / "extracts"
WHAT = ("people", "relationships", "moments", "promises")
BringIn = Callable[..., tuple[int, ...]]


@pytest.fixture
def bring_in(capsys: pytest.CaptureFixture[str]) -> BringIn:
    """Greta brings the extracts of one system in: how many people, relationships, and so on."""
    greta = make_account(person_id=add_person(by=None, called="Greta").id, handle="Greta")
    give_work(account=greta, by_id=None)

    def run(system: str, *more: str) -> tuple[int, ...]:
        files = [str(path) for path in sorted(EXTRACTS.glob(f"{system}-*.csv"))]
        assert main([*files, "--yes", "--json", *more]) == 0
        told = json.loads(capsys.readouterr().out)
        return tuple(told[name] for name in WHAT)

    return run


def names() -> dict[str, Person]:
    with keyring():
        people = list(Person.objects.all())
        open_rows(people)
        return {one.full_name or one.called: one for one in people}


def opened(model: type[Telling | Promise]) -> list[str]:
    with keyring():
        rows: list[Any] = list(model.objects.all())
        open_rows(rows)
        return [row.words for row in rows]


def rows_of_all() -> list[int]:
    kinds = (Person, Relationship, Side, Moment, Telling, Promise, Answer)
    return [model._default_manager.count() for model in kinds]


@pytest.mark.parametrize(("system", "numbers"), [("creme", (5, 5, 4, 3)), ("tryton", (4, 3, 4, 0))])
def test_an_extract_comes_in_whole_and_a_second_time_doubles_nothing(
    bring_in: BringIn, system: str, numbers: tuple[int, ...]
) -> None:
    assert bring_in(system) == numbers
    there = rows_of_all()
    assert bring_in(system) == (0, 0, 0, 0)
    assert rows_of_all() == there


def test_cremes_notes_tasks_and_relations_become_what_they_say(bring_in: BringIn) -> None:
    bring_in("creme")
    told = [words.replace("\r\n", "\n") for words in opened(Telling)]
    for words in (
        "Saw Odette Applebough\nTea on the step.\n“Put that down,” she said. <3",
        "Saw Kit Yarrowby\n-no answer, rang twice",
        "Saw Plover\nMet at the chemist 🙂",
    ):
        assert words in told
    kinds = dict(Moment.objects.values_list("happened_at", "kind"))
    assert kinds[datetime(2026, 3, 5, 15, 30, tzinfo=UTC)] == "tried"
    assert kinds[datetime(2026, 3, 6, 11, 5, tzinfo=UTC)] == "chance"
    assert sorted(opened(Promise)) == [
        "Ring the choir",
        "Sit with Dot at the review",
        "Two passport photos",
    ]
    assert [answer.became for answer in Answer.objects.all()] == ["kept"]
    people = names()
    sides = [
        set(one.sides.values_list("person_id", flat=True)) for one in Relationship.objects.all()
    ]
    assert {people["Odette Applebough"].id, people["Idris Gullwing"].id} in sides
    # A tie between two who are supported is told in old words; it begins nothing between them.
    assert "Odette Applebough: Friend: Kit Yarrowby" in told
    assert people["Odette Applebough"].called == "Dot"


def test_trytons_things_to_do_become_promises_where_greta_says_so(
    bring_in: BringIn, tmp_path: Path
) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text('"todos:tryton-notes.csv" = "promises"\n', encoding="utf-8")
    assert bring_in("tryton", "--answers", str(answers)) == (4, 3, 2, 2)
    assert sorted(opened(Promise)) == ["Book the vet", "Measure for curtains"]
    at = Moment.objects.values_list("happened_at", flat=True)
    # The server's own time, with nothing that says so; in July it is an hour later here.
    assert datetime(2026, 7, 5, 22, 30, 0, 1, tzinfo=UTC) in at


@pytest.mark.parametrize("system", ["creme", "tryton"])
def test_nobody_an_extract_is_about_sees_it_before_it_is_read_through(
    bring_in: BringIn, system: str
) -> None:
    bring_in(system)
    assert BroughtIn.objects.exists()
    assert not BroughtIn.objects.exclude(read_at=None).exists()
    for person in Person.objects.all():
        own = Viewer(person.id, Life.OWN)
        assert not Moment.objects.visible_to(own).exists()
        assert not Promise.objects.visible_to(own).exists()


@pytest.mark.parametrize("system", ["creme", "tryton"])
def test_scores_and_endings_of_an_extract_stay_behind(bring_in: BringIn, system: str) -> None:
    bring_in(system)
    said = " ".join(opened(Telling))
    for word in ("RISK", "16/25", "Amber", "Eligible", "Moved"):
        assert word not in said
