"""What people can do with words written together: each verb checks, changes and records at once.

Nobody writes by a share: every verb asks `get_ours`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from alongside.access.strands import Strand
from alongside.access.viewer import Viewer
from alongside.cowriting.merging import Together
from alongside.cowriting.models import Document, Presence, Writing, Wrote
from alongside.cowriting.threeway import Edit, merge
from alongside.cowriting.versions import forget_old_versions, keep_version, take_out_of_versions
from alongside.kit.ids import new_id
from alongside.kit.once import already
from alongside.kit.time import day_part, now, today
from alongside.kit.transactions import writing
from alongside.vault.fields import Damaged, DamagedBytes, open_rows
from alongside.vault.keyring import KeyDestroyed

MOST_WORDS = 1_000_000
"""Bytes of words in one document: beyond it, a new part is begun."""
MOST_UPDATE = 1 << 20
"""Bytes a browser sends of one document at a time."""
MOST_STATE = 8 * MOST_WORDS
"""Bytes of the merged state: a life of changes beside the longest words."""
HERE_FOR = timedelta(seconds=20)
HERE_AGAIN_AFTER = timedelta(seconds=8)


class TooMuch(Exception):
    """There is no room for more in this document. Nothing was changed."""


class CannotBeRead(Exception):
    """What lies here is damaged: nothing is written over it."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a plain form came to: the document, and whether two wrote in the same place."""

    document: Document
    both_stay: bool


def begin_document(
    *,
    by: Viewer,
    scope: str,
    about_id: UUID,
    strand: Strand,
    relationship_id: UUID | None = None,
    words: str = "",
    id: UUID | None = None,
) -> Document:
    """Begin a text. The slice that calls has checked that `by` may, and seals it by its scope."""
    with writing():
        if there := already(Document, id, made_by_id=by.person_id, scope=scope):
            return there
        document = Document(
            id=id or new_id(),
            scope=scope,
            about_id=about_id,
            strand=strand.value,
            relationship_id=relationship_id,
            made_by_id=by.person_id,
            changed_by_id=by.person_id,
        )
        together = Together()
        together.write(plain(words))
        _must_fit(document, together)
        _fill(document, together)
        document.save(force_insert=True)
        if document.words:
            _note(document, by, Wrote.WROTE)
        return document


def merge_update(*, by: Viewer, document_id: UUID, update: bytes) -> Document:
    """Lay what a browser sends over the words that are there.

    Raises Http404, TooMuch, CannotBeRead; NotAnUpdate for what is not plain words, and Incomplete
    where something is missing that it builds on: then nothing was changed.
    """
    if len(update) > MOST_UPDATE:
        raise TooMuch
    with writing():
        document, together = _opened(by, document_id)
        _change(by, document, together, lambda: together.merge(update))
        return document


def write_plainly(
    *, by: Viewer, document_id: UUID, base: str, words: str, id: UUID | None = None
) -> Written:
    """Write without script: what changed from `base` to `words` is laid over what others wrote.

    Raises Http404, TooMuch, CannotBeRead. Twice with one id is once.
    """
    with writing():
        document, together = _opened(by, document_id, hand=id)
        if id and together.has_written(id):
            return Written(document, both_stay=False)
        merged = merge(plain(base), plain(words), together.words)
        _change(by, document, together, lambda: together.change(merged.edits))
        return Written(document, merged.both_stay)


def take_out_now(*, by: Viewer, document_id: UUID, words: str) -> int:
    """Take these words out, here and in every kept version; gives in how many places they stood.

    Raises Http404, CannotBeRead.
    """
    words = plain(words).strip()
    with writing():
        document, together = _opened(by, document_id)
        if not words:
            return 0
        found = re.finditer(re.escape(words), document.words)
        places = [Edit(each.start(), each.end(), "") for each in found]
        if places:
            together.change(places)
            _fill(document, together)
            _touch(document, by)
        if take_out_of_versions(document, words) or places:
            _note(document, by, Wrote.TOOK_OUT)
        return len(places)


def say_i_write_here(*, by: Viewer, document_id: UUID) -> None:
    """Let the others who may write here know, for some seconds. Never said of reading."""
    document = Document.objects.get_ours(by, id=document_id)
    until = now() + HERE_FOR
    mine = Presence.objects.filter(document=document, person_id=by.person_id)
    if mine.filter(until__gt=until - HERE_AGAIN_AFTER).exists():
        return
    with writing():
        Presence.objects.filter(until__lte=now()).delete()
        Presence.objects.update_or_create(
            document=document, person_id=by.person_id, defaults={"until": until}
        )


def i_left(*, by: Viewer, document_id: UUID | None = None) -> None:
    """I write here no longer; nowhere, if no document is named."""
    mine = Presence.objects.filter(person_id=by.person_id)
    mine = mine if document_id is None else mine.filter(document_id=document_id)
    if mine.exists():
        with writing():
            mine.delete()


def let_go_of_what_is_over() -> None:
    """Every day: versions older than a week, and who was here some seconds ago."""
    with writing():
        forget_old_versions()
        Presence.objects.filter(until__lte=now()).delete()


def plain(words: str) -> str:
    """Words as every browser counts them: one sign for a new line, no halves of letters."""
    words = words.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _opened(by: Viewer, document_id: UUID, hand: UUID | None = None) -> tuple[Document, Together]:
    document = Document.objects.get_ours(by, id=document_id)
    open_rows([document])
    if isinstance(document.words, Damaged) or isinstance(document.state, DamagedBytes):
        raise CannotBeRead
    if not document.state:
        # Its key was destroyed, or somebody decided that these words go.
        raise KeyDestroyed(document.scope)
    return document, Together(document.state, hand)


def _change(by: Viewer, document: Document, together: Together, change: Callable[[], None]) -> None:
    """Change the words; keep what they were for a week; note who wrote. Nothing new: nothing."""
    document.edition_before = document.edition
    before = (document.words, together.have)
    change()
    if before == (together.words, together.have):
        return
    _must_fit(document, together)
    keep_version(document, by, then=together.words)
    _fill(document, together)
    _touch(document, by)
    _note(document, by, Wrote.WROTE)


def _must_fit(document: Document, together: Together) -> None:
    size, was = len(together.words.encode()), len(document.words.encode())
    if size > max(MOST_WORDS, was) or len(together.state) > MOST_STATE:
        raise TooMuch


def _fill(document: Document, together: Together) -> None:
    document.words, document.state = together.words, together.state


def _touch(document: Document, by: Viewer) -> None:
    document.edition += 1
    document.changed_at, document.changed_by_id = now(), by.person_id
    document.save()


def _note(document: Document, by: Viewer, what: Wrote) -> None:
    Writing.objects.get_or_create(
        document_id=document.id,
        by_id=by.person_id,
        what=what.value,
        day=today(),
        part=day_part(now()).value,
    )
