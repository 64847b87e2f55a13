"""Files kept beside their bring-in: only if somebody agreed, and for nobody but them."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from alongside.access.models import TrailLine
from alongside.access.viewer import Life
from alongside.interchange import command
from alongside.interchange.models import KeptFile, KeptPart
from alongside.interchange.tests.test_pages import NOTES, PEOPLE, home, sent, somebody
from alongside.moments.models import Telling
from alongside.vault.fields import open_rows
from alongside.vault.keyring import keyring
from alongside.vault.parts import PART

__all__ = ["home"]

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def brought(client: Client, people: str = PEOPLE, **more: str) -> str:
    address: str = sent(client, people=people, notes=NOTES)["Location"]
    client.post(address, {"do": "bring", "agreed": "1", **more})
    return address


def read(client: Client, file: KeptFile) -> bytes:
    answer = client.get(reverse("interchange:kept-file", args=[file.id]))
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_nothing_is_kept_unless_somebody_says_so() -> None:
    client, _account = somebody("Greta")
    page = client.get(brought(client)).content.decode()
    assert not KeptFile.objects.exists()
    assert "Your files are thrown away" in page


def test_what_has_no_place_here_can_be_kept_and_read_by_the_one_who_brought_it(
    home: Path,
) -> None:
    client, _account = somebody("Greta")
    long = PEOPLE + "".join(f"Dawn {letter * 90} Fell,,Client,,14\n" for letter in "abc") * 1_000
    address = brought(client, long, keep_left_out="1")
    assert not list(home.iterdir())
    file = KeptFile.objects.get(size=len(long))
    assert file.size > PART
    assert read(client, file) == long.encode()
    page = client.get(address).content.decode()
    assert "people.csv" in page
    assert "Your files are thrown away" not in page
    assert address in client.get(reverse("interchange:bring-in")).content.decode()
    assert not any(b"Risk score" in bytes(part.sealed) for part in KeptPart.objects.all())


def test_it_is_never_among_the_words_people_read_or_find() -> None:
    client, _account = somebody("Greta")
    brought(client, PEOPLE.replace(",14", ",fourteenish"), keep_left_out="1")
    with keyring():
        told = list(Telling.objects.all())
        open_rows(told)
    assert not any("fourteenish" in telling.words for telling in told)
    found = client.get(reverse("pages:search"), {"words": "fourteenish"}).content.decode()
    assert "people.csv" not in found


def test_nobody_else_opens_it_and_nobody_in_their_own_life() -> None:
    client, account = somebody("Greta")
    brought(client, keep_left_out="1")
    file = KeptFile.objects.earliest("size")
    other, _other = somebody("Col")
    at_home = Client()
    at_home.force_login(account)
    session = at_home.session
    session["life"] = Life.OWN.value
    session.save()
    for stranger in (other, at_home):
        assert stranger.get(reverse("interchange:kept-file", args=[file.id])).status_code == 404
        removal = reverse("interchange:kept-file-removal", args=[file.id])
        assert stranger.post(removal).status_code == 404
    assert KeptFile.objects.filter(id=file.id).exists()


def test_opening_it_leaves_a_line_about_everybody_in_it() -> None:
    client, _account = somebody("Greta")
    brought(client, keep_left_out="1")
    before = TrailLine.objects.count()
    read(client, KeptFile.objects.earliest("size"))
    assert TrailLine.objects.count() == before + 2


def test_it_can_be_taken_out_for_good() -> None:
    client, _account = somebody("Greta")
    address = brought(client, keep_left_out="1")
    for file in KeptFile.objects.all():
        answer = client.post(reverse("interchange:kept-file-removal", args=[file.id]))
        assert answer["Location"] == address
    assert not KeptPart.objects.exists()
    assert client.get(address).status_code == 200


def test_the_command_keeps_them_only_when_asked(tmp_path: Path) -> None:
    somebody("Greta")
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE)
    assert command.main([str(file), "--yes"]) == 0
    assert not KeptFile.objects.exists()
    assert command.main([str(file), "--yes", "--keep-left-out"]) == 0
    assert KeptFile.objects.get().size == len(PEOPLE)
