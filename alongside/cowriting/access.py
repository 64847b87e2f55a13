"""Who may see a document: whoever the slices above say. Here it opens to nobody.

They write their rules for `Document` into the book; a version, who wrote and who is writing
follow the document, on the same ground, and only for those who may write in it.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access.book import rule, rule_on_each
from alongside.access.grounds import OURS, Ground
from alongside.access.viewer import Viewer
from alongside.cowriting.models import Document, Presence, Version, Writing
from alongside.kit.time import now


def held_by(parts: QuerySet[Any, Any]) -> Q:
    """For rules: the documents that these rows point to as their `document`."""
    return Q(Exists(parts.filter(document_id=OuterRef("pk"))))


@rule(Document, Ground.SIDE)
def nobody_by_itself(viewer: Viewer) -> Q:
    return Q(pk__in=[])


@rule_on_each(Version, OURS)
def versions_of_what_i_may_write(viewer: Viewer, ground: Ground) -> Q:
    return in_documents(viewer, ground)


@rule_on_each(Writing, OURS)
def who_wrote_where_i_may_write(viewer: Viewer, ground: Ground) -> Q:
    return in_documents(viewer, ground)


@rule_on_each(Presence, OURS)
def who_writes_where_i_may_write(viewer: Viewer, ground: Ground) -> Q:
    return in_documents(viewer, ground) & Q(until__gt=now())


def in_documents(viewer: Viewer, ground: Ground) -> Q:
    return Q(document__in=Document.objects.visible_to(viewer, ground))
