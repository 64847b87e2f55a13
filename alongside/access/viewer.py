from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.http import HttpRequest
from django.utils.crypto import salted_hmac


class Life(StrEnum):
    """A session, and a side of a relationship, is in one of two lives. They never mix."""

    WORKING = "working"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person looking, in one of their two lives."""

    person_id: UUID
    life: Life

    @property
    def is_working(self) -> bool:
        return self.life == Life.WORKING


def mark_of(viewer: Viewer) -> str:
    """Whose a page is, without saying who: what it sends later never lands with somebody else."""
    return salted_hmac("whose page", f"{viewer.person_id} {viewer.life}").hexdigest()[:20]


def viewer_of(request: HttpRequest) -> Viewer:
    """The signed-in viewer. Pages behind the door always have one."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def selves_of(request: HttpRequest) -> tuple[Viewer, ...]:
    """Each record of whoever is signed in, as one viewer: nearly always one alone.

    What names one thing is answered as the record it belongs to (`access.middleware`); what
    names none, such as a list of everybody, asks for each of these and puts it together.
    """
    selves: tuple[Viewer, ...] = request.selves  # type: ignore[attr-defined]
    return selves
