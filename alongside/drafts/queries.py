import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from alongside.access.viewer import Viewer
from alongside.drafts.models import Draft
from alongside.kit.forms import Form, first_said
from alongside.vault.fields import open_rows

Fields = dict[str, list[str]]
"""A form's fields as a browser sends them: each name with all its values."""
F = TypeVar("F", bound=Form)


def draft_of(viewer: Viewer, form: str) -> Fields | None:
    """What the viewer has typed in this form and not yet saved."""
    return drafts_of(viewer, [form]).get(form)


def drafts_of(viewer: Viewer, forms: Iterable[str]) -> dict[str, Fields]:
    """The same for every form of one page, with one question."""
    drafts = list(Draft.objects.visible_to(viewer).filter(form__in=list(forms)))
    open_rows(drafts)
    return {draft.form: json.loads(draft.words) for draft in drafts if draft.words}


def as_left(
    viewer: Viewer,
    key: str,
    kind: type[F],
    data: Any = None,
    *,
    first: Mapping[str, object] | None = None,
    drafts: Mapping[str, Fields] | None = None,
    **more: Any,
) -> F:
    """A form as the viewer left it: what was sent; else what was typed; else how it begins.

    `drafts`: of every form of the page, where it has many.
    """
    if data is not None:
        form = kind(data, **more)
    else:
        kept = draft_of(viewer, key) if drafts is None else drafts.get(key)
        form = kind(initial={**(first or {}), **(first_said(kind, kept) if kept else {})}, **more)
    form.draft = key
    return form
