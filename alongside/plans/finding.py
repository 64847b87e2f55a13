"""Finding words in plans: what a part is called, and its text as it is now."""

from typing import Any

from django.db.models import QuerySet

from alongside.access.viewer import Viewer
from alongside.cowriting.models import Document
from alongside.kit.prepared import prepared
from alongside.plans.models import Part, Spend
from alongside.vault.finding import Found, Lie, found_in

PLANS = "plans"
NAMES = Lie(PLANS, Part, ("called",), at="made_at", sealed_by=("scope",), thing="document_id")
TEXTS = Lie(
    PLANS, Document, ("words",), whose="changed_by_id", at="changed_at", sealed_by=("scope",)
)


MONEY = Lie(PLANS, Spend, ("what", "how_much", "why"))


def find_in_plans(viewer: Viewer, looked_for: str) -> list[Found]:
    """In the parts I see; the thing found is the text. And in what was spent."""
    return [
        *found_in(MONEY, _money.as_kept(viewer), looked_for),
        *found_in(NAMES, _names.as_kept(viewer), looked_for),
        *found_in(TEXTS, _texts.as_kept(viewer), looked_for),
    ]


@prepared
def _money(viewer: Viewer) -> "QuerySet[Any, Any]":
    return Spend.objects.ours(viewer).values_list(*MONEY.asked)


@prepared
def _names(viewer: Viewer) -> "QuerySet[Any, Any]":
    return Part.objects.ours(viewer).values_list(*NAMES.asked)


@prepared
def _texts(viewer: Viewer) -> "QuerySet[Any, Any]":
    parts = Part.objects.ours(viewer)
    texts = Document.objects.ours(viewer).filter(id__in=parts.values("document_id"))
    return texts.values_list(*TEXTS.asked)
