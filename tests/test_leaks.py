"""What looks for leaks reads all that leaves, also what is pressed together."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from alongside.prove.answers import all_words
from conftest import SignIn

FOREIGN = b"harbour zq00000042 " * 3


def pressed(**files: bytes) -> bytes:
    whole = io.BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
        for name, words in files.items():
            archive.writestr(name, words)
    return whole.getvalue()


@pytest.mark.parametrize("body", [pressed(page=FOREIGN), pressed(copy=pressed(page=FOREIGN))])
def test_a_foreign_word_in_a_copy_is_read_and_in_a_copy_within_a_copy(body: bytes) -> None:
    assert b"zq00000042" not in body, "the control: it cannot be read without unpacking"
    parts: list[bytes] = [body[:20], body[20:]]
    for answer in (HttpResponse(body), StreamingHttpResponse(parts)):
        assert b"zq00000042" in all_words(answer)  # type: ignore[arg-type]


def test_the_name_of_a_file_in_a_copy_is_read_too() -> None:
    assert b"zq00000042" in all_words(HttpResponse(pressed(zq00000042=b"")))


@pytest.mark.usefixtures("both_databases")
def test_dawns_own_words_are_read_in_her_copy(sign_in: SignIn) -> None:
    answer = sign_in("Dawn").post("/my-copy/", {"id": "1" * 32}, secure=True)
    assert b"lost twice" in all_words(answer)  # type: ignore[arg-type]
