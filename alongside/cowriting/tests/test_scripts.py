"""What the browser is given: ours short, what is not ours as it was made, all of it small."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest

from alongside.config import settings

ROOT = Path(settings.__file__).parents[2]
SCRIPTS = Path(__file__).parents[1] / "static" / "cowriting"
HASHES = ROOT / "requirements" / "vendor" / "hashes.txt"
OURS = ("write.js", "text.js")


def test_what_is_not_ours_is_what_was_made() -> None:
    """Remade by bin/vendor, never changed by hand."""
    lines = (line.split() for line in HASHES.read_text().splitlines())
    said = {name: fingerprint for fingerprint, name in lines}
    files = {file.name: file for file in (SCRIPTS / "vendor").iterdir()}
    assert said.keys() == files.keys()
    for name, file in files.items():
        assert hashlib.sha256(file.read_bytes()).hexdigest() == said[name], name


def test_it_says_whose_it_is_and_under_which_licence() -> None:
    version = re.search(r'"yjs": "([\d.]+)"', (HASHES.parent / "package.json").read_text())
    assert version
    assert f"Yjs {version.group(1)}" in (SCRIPTS / "vendor" / "yjs.js").read_text()
    assert "MIT License" in (SCRIPTS / "vendor" / "yjs.LICENCE.txt").read_text()


def test_no_list_of_packages_names_a_host() -> None:
    lock = (HASHES.parent / "package-lock.json").read_text()
    assert '"resolved"' not in lock
    assert '"integrity"' in lock


@pytest.mark.parametrize("name", OURS)
def test_our_scripts_are_short_and_bring_no_words_of_their_own(name: str) -> None:
    assert len((SCRIPTS / name).read_text().splitlines()) < 170


@pytest.mark.parametrize("file", sorted(SCRIPTS.rglob("*.js")), ids=lambda file: file.name)
def test_nothing_is_kept_in_the_browser(file: Path) -> None:
    said = file.read_text()
    for store in ("localStorage", "sessionStorage", "indexedDB", "caches", "sendBeacon"):
        assert store not in said


def test_a_page_that_is_written_together_loads_little_script() -> None:
    kit = Path(settings.__file__).parents[1] / "kit" / "static" / "kit"
    files = [*SCRIPTS.rglob("*.js"), kit / "leave.js", kit / "keep.js", kit / "show.js"]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= 40 * 1024
