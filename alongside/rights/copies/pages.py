"""The files of a copy: pages to read and print, one stylesheet, JSON, and who looked."""

from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string

from alongside.rights.copies.as_json import as_json
from alongside.rights.copies.attached import attached_in
from alongside.rights.copies.circles import circles_of
from alongside.rights.copies.gathering import Gathered
from alongside.rights.copies.telling import Reader
from alongside.rights.copies.zipping import File, zipped

LEAVES_AS = "copy.zip"
"""The file's own name says nothing to whoever finds the phone."""


def files_of(all_of_it: Gathered) -> Iterator[File]:
    """Each file by name; a page is written when its turn comes, not before."""
    reader = Reader(all_of_it)
    stories, others, circles = reader.stories(), reader.others(), circles_of(all_of_it)
    shared: dict[str, Any] = {
        "all": all_of_it,
        "reader": reader,
        "me": reader.name(all_of_it.viewer.person_id),
        "stories": stories,
        "has_others": bool(others),
        "circles": circles,
        "passkeys": all_of_it.of("accounts.Passkey"),
    }

    def page(template: str, **more: Any) -> Iterator[bytes]:
        yield render_to_string(f"rights/copy/{template}", {**shared, **more}).encode()

    yield "index.html", page("index.html")
    for number, story in enumerate(stories, start=1):
        yield f"story-{number}.html", page("story.html", story=story)
    if circles:
        yield "circles.html", page("circles.html")
    if others:
        yield "other-things.html", page("others.html", others=others)
    yield "who-looked.html", page("looked.html", looks=all_of_it.looks)
    yield from attached_in(all_of_it)
    yield "look.css", page("look.css")
    yield "everything.json", as_json(all_of_it)
    for number, other in enumerate(all_of_it.also, start=2):
        for name, parts in files_of(other):
            yield f"record-{number}/{name}", parts


def copy_of(all_of_it: Gathered) -> Iterator[bytes]:
    """The whole ZIP, part by part."""
    return zipped(files_of(all_of_it), all_of_it.made_at)
