import json
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from alongside.access.viewer import Viewer
from alongside.drafts.models import Draft
from alongside.kit.prepared import prepared
from alongside.vault.fields import open_rows

Fields = dict[str, list[str]]
"""A form's fields as a browser sends them: each name with all its values."""


def draft_of(viewer: Viewer, form: str) -> Fields | None:
    """What the viewer has typed in this form and not yet saved."""
    return drafts_of(viewer, [form]).get(form)


def drafts_of(viewer: Viewer, forms: Iterable[str]) -> dict[str, Fields]:
    """The same for every form of one page, with one question."""
    drafts = list(Draft.objects.visible_to(viewer).filter(form__in=list(forms)))
    open_rows(drafts)
    return {draft.form: json.loads(draft.words) for draft in drafts if draft.words}


def forms_begun(viewer: Viewer, form: str) -> list[str]:
    """Which forms of this name, or under it, hold words: typed and not yet saved."""
    names = [name for name in _touched(viewer) if name == form or name.startswith(f"{form}/")]
    typed = drafts_of(viewer, names) if names else {}
    return [name for name, fields in typed.items() if any(map(str.strip, fields.get("words", ())))]


@prepared
def _touched(viewer: Viewer) -> "QuerySet[Any, str]":
    return Draft.objects.visible_to(viewer).values_list("form", flat=True)
