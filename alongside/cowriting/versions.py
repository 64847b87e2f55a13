"""A week's versions: kept when the words change hands, thrown away by themselves."""

from datetime import timedelta

from alongside.access.viewer import Viewer
from alongside.cowriting.models import Document, Version
from alongside.kit.folding import folded
from alongside.kit.time import now
from alongside.vault.fields import open_rows

KEPT_FOR = timedelta(days=7)
A_SITTING = timedelta(minutes=15)
AT_ONCE = timedelta(minutes=1)
"""Two who write at the same time change hands all the while: once a minute is enough."""
SHORTEST_PIECE = 3


A_LOT = 40
"""Letters: more than anybody takes back while typing."""


def keep_version(document: Document, by: Viewer, *, then: str) -> None:
    """Keep what it says now, if somebody else wrote it or a quarter of an hour has passed.

    And always where a lot of it goes: `then` is what it will say. The document is opened, and not
    yet changed.
    """
    forget_old_versions(document)
    if not document.words:
        return
    last = document.versions.order_by("-taken_at").values_list("taken_at", flat=True).first()
    other_hand = document.changed_by_id != by.person_id
    lately = last and now() - last < (AT_ONCE if other_hand else A_SITTING)
    if lately and len(document.words) - len(then) < A_LOT:
        return
    Version.objects.create(
        document=document,
        scope=document.scope,
        words=document.words,
        by_id=document.changed_by_id,
        at=document.changed_at,
    )


def forget_old_versions(document: Document | None = None) -> None:
    """Throw away what is older than a week; of every document, if none is named."""
    old = Version.objects.filter(taken_at__lt=now() - KEPT_FOR)
    (old.filter(document=document) if document else old).delete()


def take_out_of_versions(document: Document, words: str) -> bool:
    """Take these words out of every version; whether there were any to take out.

    A version kept while they were being typed has the beginning of them only: it goes whole.
    """
    found = False
    for version in _opened(document):
        left = version.words.replace(words, "")
        if _still_says(left, words):
            version.delete()
        elif left != version.words:
            version.words = left
            version.save(update_fields=["words"])
        else:
            continue
        found = True
    return found


def _opened(document: Document) -> list[Version]:
    versions = list(document.versions.all())
    open_rows(versions)
    return versions


def _still_says(left: str, words: str) -> bool:
    """The first half of them still stands there, in whatever letters."""
    piece = folded(words)[: max(SHORTEST_PIECE, len(words) // 2)]
    return len(piece) >= SHORTEST_PIECE and piece in folded(left)
