"""A disk with no room left while files are sent: said plainly, no word lost, nothing half there."""

import errno
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from alongside.access.viewer import Life
from alongside.interchange import uploads
from alongside.interchange.incoming import Incoming
from alongside.interchange.tests.test_pages import NOTES, sent, somebody
from alongside.vault.parts import PART

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "incoming"
    (tmp_path / "incoming").mkdir()
    return tmp_path / "incoming"


class FullDisk(BytesIO):
    """What a file on a disk without room does: sooner or later, when its bytes get there."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self.room = room

    def write(self, part: Any) -> int:
        if self.room <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.room -= len(part)
        return super().write(part)

    def flush(self) -> None:
        if self.room <= PART:
            raise OSError(errno.ENOSPC, "No space left on device")

    def close(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


def sent_by_a_browser(client: Client, address: str, form: dict[str, Any]) -> Any:
    """As a browser sends it, with the mark of the page it was sent from."""
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = client.cookies
    page = browser.get(address).content.decode()
    token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0]
    return browser.post(address, {"csrfmiddlewaretoken": token, **form})


def no_file(**_said: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    "disk", [no_file, lambda **_: FullDisk(PART), lambda **_: FullDisk(2 * PART)]
)
def test_a_full_disk_while_files_are_sent_says_so_and_what_to_do(
    home: Path, monkeypatch: pytest.MonkeyPatch, disk: Callable[..., object]
) -> None:
    client, _account = somebody("Greta")
    monkeypatch.setattr(uploads, "TemporaryFile", disk)
    sheets = [SimpleUploadedFile("notes.csv", (NOTES * 10_000).encode())]
    answer = sent_by_a_browser(client, reverse("interchange:bring-in"), {"sheets": sheets})
    assert answer.status_code == 503
    page = answer.content.decode()
    assert "The disk here is full" in page
    assert "The file you chose is not: choose it again then." in page
    assert not list(home.iterdir())


def test_a_full_disk_while_a_photo_is_sent_keeps_the_words_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client, _account = somebody("Dawn", Life.OWN)
    monkeypatch.setattr(uploads, "TemporaryFile", no_file)
    photo = SimpleUploadedFile("me.jpg", b"a photo")
    form = {"photo": photo, "words": "The sea, early."}
    answer = sent_by_a_browser(client, "/about-me/writing/wellness/", form)
    assert answer.status_code == 503
    assert 'name="words" value="The sea, early."' in answer.content.decode()


def test_a_full_disk_while_files_are_put_by_leaves_nothing_half_there(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Incoming, "keep", lambda _kept: no_file())
    client, _account = somebody("Greta")
    answer = sent(client, notes=NOTES)
    assert answer.status_code == 503
    assert "The disk here is full" in answer.content.decode()
    assert not list(home.iterdir())
