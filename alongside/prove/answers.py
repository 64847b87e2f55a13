"""What an answer says, to the last word: also those that a ZIP holds pressed together."""

import base64
import io
import re
from typing import Any
from zipfile import ZipFile

from django.http import HttpResponse

from alongside.prove.canaries import AN_ID

CHANGES_EACH_TIME = re.compile(rb'(?<=")[0-9A-Za-z]{64}(?=")')
"""The token of a form."""
A_ZIP = b"PK\x03\x04"


def all_words(answer: HttpResponse) -> bytes:
    """Its heads, its body, what is pressed together in its body, and its cookies."""
    heads = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    body = b"".join(answer) if answer.streaming else answer.content
    return b"\n".join([heads.encode(), *_unpacked(body), answer.cookies.output().encode()])


def _unpacked(body: bytes) -> list[bytes]:
    """A copy is a ZIP, and so is a page for Word, and either may be in the other."""
    if not body.startswith(A_ZIP):
        return [body]
    with ZipFile(io.BytesIO(body)) as archive:
        inside = [words for name in archive.namelist() for words in _unpacked(archive.read(name))]
        return [body, *(name.encode() for name in archive.namelist()), *inside]


def with_merged_words(answer: HttpResponse) -> HttpResponse:
    """What is sent to an open page, with the words in it to be read."""
    given = re.findall(rb'"update": "([\w+/=]+)"', answer.content)
    return HttpResponse(answer.content + b"".join(map(base64.b64decode, given)))


def plainly(answer: Any) -> HttpResponse:
    found: HttpResponse = answer
    return found


def shape(answer: HttpResponse, named: str) -> tuple[Any, ...]:
    """All that tells one answer from another, once what was asked for has another name."""
    heads = sorted(
        (name, AN_ID.sub(b"-", value.replace(named, "-").encode()))
        for name, value in answer.headers.items()
    )
    body = CHANGES_EACH_TIME.sub(b"-", answer.content.replace(named.encode(), b"-"))
    body = AN_ID.sub(b"-", body)
    return answer.status_code, heads, sorted(answer.cookies), body
