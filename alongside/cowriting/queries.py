from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.trail import Look
from alongside.access.viewer import Viewer
from alongside.cowriting.models import Document, Presence, Version, Writing, Wrote
from alongside.kit.prepared import prepared
from alongside.kit.time import DayPart
from alongside.kit.words import day, part_of_day
from alongside.people.models import Person
from alongside.vault.fields import open_rows


def open_documents(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Document]:
    """Those of these that the viewer may see, opened: each with `words` and `on_ground`."""
    wanted = list(ids)
    found = _visible(viewer, wanted) if wanted else []
    open_rows(found)
    return {document.id: document for document in found}


@prepared
def _visible(viewer: Viewer, ids: list[UUID]) -> QuerySet[Document]:
    return Document.objects.visible_to(viewer).filter(id__in=ids).with_ground(viewer).defer("state")


def editions_of(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, int]:
    """Of these, the ones the viewer may write in, and which change was the last in each."""
    wanted = list(ids)
    return dict(_editions(viewer, wanted)) if wanted else {}


@prepared
def _editions(viewer: Viewer, ids: list[UUID]) -> "QuerySet[Any, tuple[UUID, int]]":
    return Document.objects.ours(viewer).filter(id__in=ids).values_list("id", "edition")


def merged_documents(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Document]:
    """Of these, the ones the viewer may write in, opened, with all that merging needs."""
    wanted = list(ids)
    found = _merged(viewer, wanted) if wanted else []
    open_rows(found)
    return {document.id: document for document in found}


@prepared
def _merged(viewer: Viewer, ids: list[UUID]) -> QuerySet[Document]:
    return Document.objects.ours(viewer).filter(id__in=ids).with_ground(viewer)


def words_of(document: Document) -> str:
    """What it says now. The row is opened."""
    return str(document.words)


def saw_documents(look: Look, documents: Iterable[Document]) -> None:
    """These were shown: a line about whose life it is, and about everybody else who wrote there.

    They come from `open_documents`: each says on which ground it was seen.
    """
    shown = [document for document in documents if words_of(document)]
    writers = writers_of(look.viewer, [document.id for document in shown])
    for document in shown:
        strand, ground = Strand(document.strand), Ground(document.on_ground)  # type: ignore[attr-defined]
        for person_id in {document.about_id, *writers.get(document.id, ())}:
            look.saw(person_id, strand, ground, document.relationship_id)


def saw_versions(look: Look, document: Document, versions: Iterable[Version]) -> None:
    """What it said before was shown: of whoever wrote that, too, and where nothing stands now."""
    strand, ground = Strand(document.strand), Ground(document.on_ground)  # type: ignore[attr-defined]
    for person_id in {by for each in versions for by in (document.about_id, each.by_id)}:
        look.saw(person_id, strand, ground, document.relationship_id)


def writers_of(viewer: Viewer, ids: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    """Who ever wrote in each of these."""
    found: dict[UUID, set[UUID]] = {}
    for document_id, person_id in _writers(viewer, list(ids)) if ids else ():
        found.setdefault(document_id, set()).add(person_id)
    return found


@prepared
def _writers(viewer: Viewer, ids: list[UUID]) -> "QuerySet[Any, tuple[UUID, UUID]]":
    seen = Writing.objects.filter(document__in=Document.objects.visible_to(viewer))
    return seen.filter(document_id__in=ids).values_list("document_id", "by_id").distinct()


def versions_of(viewer: Viewer, document_id: UUID) -> list[Version]:
    """What it said before, newest first, opened; a week of it."""
    found = list(
        Version.objects.ours(viewer).filter(document_id=document_id).order_by("-taken_at", "-id")
    )
    open_rows(found)
    return found


def places_of(viewer: Viewer, document_id: UUID, words: str) -> tuple[int, int]:
    """In how many places these words stand now, and in how many versions."""
    document = open_documents(viewer, [document_id]).get(document_id)
    versions = versions_of(viewer, document_id)
    now = words_of(document).count(words) if document else 0
    return now, sum(words in version.words for version in versions)


@dataclass(frozen=True, slots=True)
class WroteHere:
    """Somebody wrote in a part of a day."""

    document_id: UUID
    by_id: UUID
    called: str
    what: str
    day: date
    part: DayPart

    @property
    def says(self) -> str:
        """Say it gently: "Sam wrote here, Tuesday 17 November, in the morning"."""
        told = {"name": self.called, "day": day(self.day), "part": part_of_day(self.part)}
        if self.what == Wrote.TOOK_OUT:
            return _("%(name)s took words out for good, %(day)s, %(part)s.") % told
        return _("%(name)s wrote here, %(day)s, %(part)s.") % told


def who_wrote(viewer: Viewer, ids: Iterable[UUID]) -> list[WroteHere]:
    """Who wrote in these and in which part of which day, newest first."""
    found = list(
        Writing.objects.ours(viewer).filter(document_id__in=list(ids)).order_by("-day", "-id")
    )
    called = _called(viewer, {writing.by_id for writing in found})
    return [
        WroteHere(w.document_id, w.by_id, called[w.by_id], w.what, w.day, DayPart(w.part))
        for w in found
    ]


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody is writing here now."""

    document_id: UUID
    person_id: UUID
    called: str


def who_writes_here(viewer: Viewer, ids: Iterable[UUID]) -> list[Here]:
    """Who else is writing in these now."""
    wanted = list(ids)
    rows = _present(viewer, wanted) if wanted else []
    called = _called(viewer, {person_id for _document_id, person_id in rows})
    return [Here(document_id, person_id, called[person_id]) for document_id, person_id in rows]


@prepared
def _present(viewer: Viewer, ids: list[UUID]) -> "QuerySet[Any, tuple[UUID, UUID]]":
    here = Presence.objects.ours(viewer).filter(document_id__in=ids)
    others = here.exclude(person_id=viewer.person_id)
    return others.order_by("until").values_list("document_id", "person_id")


def _called(viewer: Viewer, ids: set[UUID]) -> dict[UUID, str]:
    """What these people are called, as far as the viewer may know."""
    people = Person.objects.visible_to(viewer).filter(id__in=ids).opened() if ids else []
    known = {person.id: person.called for person in people}
    return {each: known.get(each) or _("Somebody") for each in ids}
