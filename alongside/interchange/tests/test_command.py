"""The same from a terminal: what it prints can be relied on."""

import json
import re

import pytest

from alongside.accounts.actions import give_work, make_account
from alongside.interchange.command import main
from alongside.interchange.models import BringIn
from alongside.interchange.tests.conftest import Desk
from alongside.interchange.tests.test_writing import small
from alongside.moments.models import Telling
from alongside.people.actions import add_person
from alongside.vault.fields import open_rows
from alongside.vault.keyring import keyring

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def printed(capsys: pytest.CaptureFixture[str], *line: str) -> dict[str, object]:
    assert main(line) == 0
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    return told


def test_a_preview_of_what_is_here_already_counts_nothing_as_new(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    greta = make_account(person_id=add_person(by=None, called="Greta").id, handle="Greta")
    give_work(account=greta, by_id=None)
    files = [str(path) for path in small(desk)]
    first = printed(capsys, *files, "--preview", "--json")
    numbers = {"people": 3, "relationships": 1, "moments": 4, "promises": 3}
    assert list(first)[:6] == [*numbers, "left_out", "problems"]
    assert {name: first[name] for name in numbers} == numbers
    assert printed(capsys, *files, "--yes", "--json")["moments"] == 4
    again = printed(capsys, *files, "--preview", "--json")
    assert {name: again[name] for name in numbers} == dict.fromkeys(numbers, 0)
    assert again["already_here"] == numbers


def words_of_notes() -> list[str]:
    with keyring():
        notes = list(Telling.objects.all())
        open_rows(notes)
        return [note.words for note in notes]


@pytest.fixture
def greta() -> None:
    account = make_account(person_id=add_person(by=None, called="Greta").id, handle="Greta")
    give_work(account=account, by_id=None)


def test_columns_that_no_guess_knows_come_in_as_a_map_says(
    greta: None, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    people = desk.sheet("folk.csv", ("Wer", "Art"), ("Dawn Fell", "Client"))
    notes = desk.sheet(
        "talk.csv", ("Wann", "Mit", "Was"), ("2026-03-04", "Dawn Fell", "Rang at ten")
    )
    line = (str(people), str(notes), "--preview", "--json")
    assert printed(capsys, *line)["moments"] == 0
    columns = desk.folder / "map.toml"
    columns.write_text(
        '[files."folk.csv"]\nkind = "people"\n'
        '[files."folk.csv".columns]\n"Wer" = "name"\n"Art" = "group"\n'
        '[files."talk.csv"]\nkind = "notes"\n'
        '[files."talk.csv".columns]\n"Wann" = "when"\n"Mit" = "who"\n"Was" = "words"\n',
        encoding="utf-8",
    )
    told = printed(capsys, *line, "--columns", str(columns))
    assert (told["people"], told["moments"]) == (1, 1)
    printed(capsys, str(people), str(notes), "--yes", "--json", "--columns", str(columns))
    assert "Rang at ten" in words_of_notes()


def test_a_map_that_cannot_be_read_says_what_is_wrong_and_nothing_comes_in(
    greta: None, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    people = desk.sheet("folk.csv", ("Name",), ("Dawn Fell",))
    columns = desk.folder / "map.toml"
    columns.write_text('[files."folk.csv".columns]\n"Name" = "shoe size"\n', encoding="utf-8")
    assert main([str(people), "--yes", "--columns", str(columns)]) == 1
    assert '"shoe size" is not one of the words known here' in capsys.readouterr().err
    assert main([str(people), "--yes", "--answers", str(people)]) == 1
    assert "folk.csv is not a file of answers" in capsys.readouterr().err
    assert not BringIn.objects.exists()


def test_an_answer_to_a_question_that_the_preview_names_is_heard(
    greta: None, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    people = desk.sheet(
        "people.csv",
        ("Name", "Birthday", "Group"),
        ("Grace Hall", "1970-01-02", "Client"),
        ("Grace Hall", "1991-03-04", "Client"),
    )
    notes = desk.sheet(
        "notes.csv", ("Date", "Client", "Note"), ("2026-03-04", "Grace Hall", "Rang at ten")
    )
    line = (str(people), str(notes))
    assert main([*line, "--preview"]) == 0
    asked = re.search(r'"([^"]+)" = "[^"]*"    # .*?(\S+) \(.*1991', capsys.readouterr().out)
    assert asked, "the preview names the question, its key and what can be said"
    answers = desk.folder / "answers.toml"
    answers.write_text(f'"{asked[1]}" = "{asked[2]}"\n', encoding="utf-8")
    assert printed(capsys, *line, "--preview", "--json")["moments"] == 0
    told = printed(capsys, *line, "--yes", "--json", "--answers", str(answers))
    assert told["moments"] == 1
    assert "Rang at ten" in words_of_notes()
