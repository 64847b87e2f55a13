"""A place is put back on another machine: only the two copies and the master key came along."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from alongside.config.data import make_ready

HOUSE = Path(__file__).parent.parent
JOIN = """
import django; django.setup()
from alongside.accounts.actions import make_account
from alongside.people.actions import add_person
dawn = add_person(by=None, called="Dawn")
make_account(person_id=dawn.id, handle="dawn of the hill", passphrase="biscuit is a good dog")
"""
COME_IN = """
import django; django.setup()
from alongside.accounts.actions import account_named
print(bool(account_named(handle="Dawn of the Hill", passphrase="biscuit is a good dog")))
"""


def run(data: Path, *arguments: str) -> str:
    env = {name: told for name, told in os.environ.items() if not name.startswith("ALONGSIDE_")}
    env |= {"ALONGSIDE_DATA": str(data), "DJANGO_SETTINGS_MODULE": "alongside.config.settings"}
    done = subprocess.run(  # noqa: S603  our own command
        [sys.executable, *arguments], env=env, cwd=HOUSE, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_dawn_comes_in_with_her_passphrase_after_a_restore(tmp_path: Path) -> None:
    old, new, copy = tmp_path / "old", tmp_path / "new", str(tmp_path / "monday.tar")
    make_ready(old, {})
    run(old, "-m", "alongside", "prepare")
    run(old, "-c", JOIN)
    run(old, "-m", "alongside", "backup", copy)
    new.mkdir()
    shutil.copy2(old / "master.key", new / "master.key")
    run(new, "-m", "alongside", "restore", copy)
    assert (old / "secret.key").read_text() != (new / "secret.key").read_text()
    assert run(new, "-c", COME_IN) == "True"
