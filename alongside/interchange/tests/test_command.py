"""The same from a terminal: what it prints can be relied on."""

import json

import pytest

from alongside.accounts.actions import give_work, make_account
from alongside.interchange.command import main
from alongside.interchange.tests.conftest import Desk
from alongside.interchange.tests.test_writing import small
from alongside.people.actions import add_person

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
