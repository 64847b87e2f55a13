import json

from alongside.access.viewer import Viewer
from alongside.drafts.models import Draft
from alongside.vault.fields import open_rows

Fields = dict[str, list[str]]
"""A form's fields as a browser sends them: each name with all its values."""


def draft_of(viewer: Viewer, form: str) -> Fields | None:
    """What the viewer has typed in this form and not yet saved."""
    draft = Draft.objects.visible_to(viewer).filter(form=form).first()
    if draft is None:
        return None
    open_rows([draft])
    return json.loads(draft.words) if draft.words else None
