"""Finding words on life maps: mine, and those opened to me."""

from typing import Any

from django.db.models import QuerySet

from alongside.access.viewer import Viewer
from alongside.kit.prepared import prepared
from alongside.lifemaps.models import FromElsewhere, Patch, Saying
from alongside.vault.finding import Found, Lie, found_in

LIFE = "life"
PATCHES = Lie(LIFE, Patch, ("called",), where="life", whose="person_id", at="made_at")
SAID = Lie(
    LIFE,
    Saying,
    ("words", "more"),
    where="life",
    whose="person_id",
    at="said_at",
    thing="patch_id",
)
BROUGHT = Lie(LIFE, FromElsewhere, ("called", "words"), where="life", whose="person_id")


def find_on_life_maps(viewer: Viewer, looked_for: str) -> list[Found]:
    """What patches are called, what was said of them, and what was brought in."""
    return [
        *found_in(PATCHES, _patches.as_kept(viewer), looked_for),
        *found_in(SAID, _said.as_kept(viewer), looked_for),
        *found_in(BROUGHT, _brought.as_kept(viewer), looked_for),
    ]


@prepared
def _patches(viewer: Viewer) -> "QuerySet[Any, Any]":
    return Patch.objects.ours(viewer).values_list(*PATCHES.asked)


@prepared
def _said(viewer: Viewer) -> "QuerySet[Any, Any]":
    return Saying.objects.ours(viewer).filter(replaced_at=None).values_list(*SAID.asked)


@prepared
def _brought(viewer: Viewer) -> "QuerySet[Any, Any]":
    return FromElsewhere.objects.ours(viewer).values_list(*BROUGHT.asked)
