"""Notes begun and not saved: Today says that they wait, and leads back to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from alongside.access.viewer import Viewer
from alongside.drafts.queries import forms_begun
from alongside.pages.actions import NOTE
from alongside.relationships.queries import Between


@dataclass(frozen=True, slots=True)
class Begun:
    """One of them: from whose page it was begun, if from anybody's."""

    between: Between | None = None


def notes_begun(viewer: Viewer, between: Mapping[UUID, Between]) -> list[Begun]:
    """Those about nobody yet first. About whom I no longer see, it waits unnamed."""
    places = {NOTE: Begun()} | {f"{NOTE}/{id}": Begun(each) for id, each in between.items()}
    return [places[form] for form in sorted(forms_begun(viewer, NOTE)) if form in places]
