"""A form begins with what was typed in it before."""

from collections.abc import Mapping
from typing import Any, TypeVar

from alongside.access.viewer import Viewer
from alongside.drafts.queries import Fields, draft_of
from alongside.kit.forms import Form, first_said

F = TypeVar("F", bound=Form)


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
        form.begun = bool(kept)
    form.draft = key
    return form
