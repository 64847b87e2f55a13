"""A slice that stands in for those above: what two people write, opens to both of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest

from alongside.access import book
from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.viewer import Viewer
from alongside.cowriting import queries
from alongside.cowriting.actions import begin_document
from alongside.cowriting.models import Document
from alongside.kit.prepared import Prepared
from alongside.relationships.access import open_between_us
from alongside.vault.scopes import between_scope
from conftest import Pair


@contextmanager
def opening_between_us() -> Iterator[None]:
    """While this lasts, a document opens to both sides of its relationship."""
    before = list(book._book[Document])
    book.rule(Document, Ground.SIDE)(open_between_us)
    _forget()
    yield
    book._book[Document] = before
    _forget()


def _forget() -> None:
    """Questions said before this rule was written are said again."""
    for each in vars(queries).values():
        if isinstance(each, Prepared):
            each.kept.clear()


@pytest.fixture
def between(pair: Pair) -> Iterator[Pair]:
    """Sam and Dawn; what they write together opens to both."""
    with opening_between_us():
        yield pair


def together(
    pair: Pair, by: Viewer | None = None, words: str = "", id: UUID | None = None
) -> Document:
    """A text of Dawn's life, that Dawn and Sam write."""
    return begin_document(
        by=by or pair.sam,
        scope=between_scope(pair.relationship_id, pair.dawn.person_id),
        about_id=pair.dawn.person_id,
        strand=Strand.PLANS,
        relationship_id=pair.relationship_id,
        words=words,
        id=id,
    )
