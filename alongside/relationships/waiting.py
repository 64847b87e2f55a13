"""When somebody is let in by my name: I am asked first where I am still in, and told after."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.access.viewer import Life, Viewer
from alongside.accounts.models import Account, MayWork
from alongside.accounts.queries import is_in_somewhere
from alongside.kit.prepared import prepared
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.people.aliases import standing
from alongside.people.models import Alias
from alongside.relationships.models import ComingBack, Invitation, Side
from alongside.vault.fields import open_rows

WAITS_FOR = timedelta(hours=24)
THEN_WORKS_FOR = timedelta(hours=24)
STAYS_FOR = timedelta(hours=1)
"""Whoever came in cannot put the news of it away before."""


_waited_with_by: list[Callable[[UUID], bool]] = []


class NotYet(Exception):
    """The news of coming back stays in sight for an hour."""


def waited_with_by(knows: Callable[[UUID], bool]) -> Callable[[UUID], bool]:
    """Say who knows whether keepers wait with somebody: a slice above, as with `lives_known_by`."""
    _waited_with_by[:] = [knows]
    return knows


def has_somebody_at_work(person_id: UUID) -> bool:
    """Whether somebody at work walks with them, or keepers wait with them until somebody does."""
    return _walks_with(person_id) or any(knows(person_id) for knows in _waited_with_by)


def _walks_with(person_id: UUID) -> bool:
    theirs = Side.objects.filter(person_id=person_id).values("relationship_id")
    working = MayWork.objects.filter(ended_at=None).values("account__person_id")
    others = Side.objects.filter(relationship_id__in=theirs, life=Life.WORKING.value, left_at=None)
    return others.exclude(person_id=person_id).filter(person_id__in=working).exists()


def waits_until(account: Account | None, *, shown_for: timedelta) -> dict[str, object]:
    """From when a code works, and until when: later where its owner can still be asked."""
    if account is None or not is_in_somewhere(account):
        return {"ends_at": now() + shown_for}
    opens_at = now() + WAITS_FOR
    return {"waits_until": opens_at, "ends_at": opens_at + THEN_WORKS_FOR}


def is_open() -> Q:
    """Of the codes that have not ended: those that nobody has to be asked about any more."""
    return Q(waits_until=None) | Q(waits_until__lte=now()) | Q(let_in_at__isnull=False)


def is_waiting(invitation: Invitation) -> bool:
    """Whether its owner is still being asked."""
    until = invitation.waits_until
    return until is not None and until > now() and invitation.let_in_at is None


def anything_to_say(viewer: Viewer) -> "QuerySet[Any, UUID]":
    """Whether somebody is being let in as me, or was: one question, for every page."""
    asked = Invitation.objects.filter(
        person_id=viewer.person_id, used_at=None, let_in_at=None, waits_until__gt=now()
    )
    news = ComingBack.objects.ours(viewer).filter(read_at=None)
    twice = one_of_two_records(viewer) if not viewer.is_working else Alias.objects.none()
    found = (one.values_list("id", flat=True) for one in (news, twice))
    return asked.values_list("id", flat=True).union(*found)


def one_of_two_records(viewer: Viewer) -> "QuerySet[Alias]":
    """Somebody said that I am two records here, and I have not said so myself."""
    mine = Q(kept_as_id=viewer.person_id) | Q(other_id=viewer.person_id)
    return standing().filter(mine, agreed_at=None)


# --- asked first ------------------------------------------------------------------------------


@prepared
def asked_about(person_id: UUID) -> "QuerySet[Invitation]":
    """The code that waits for this person's answer."""
    asked = Invitation.objects.filter(person_id=person_id, used_at=None, let_in_at=None)
    return asked.filter(waits_until__gt=now(), ends_at__gt=now()).order_by("-made_at")[:1]


def let_in(*, by: Viewer, invitation_id: UUID, works_for: timedelta) -> None:
    """It is me: the code works now, and briefly. Twice is once; what has ended stays ended."""
    with writing():
        asked = _my(by, invitation_id).filter(let_in_at=None, stopped_at=None)
        mine = asked.filter(waits_until__gt=now(), ends_at__gt=now())
        mine.update(let_in_at=now(), ends_at=now() + works_for)


def stop(*, by: Viewer, invitation_id: UUID) -> None:
    """It is not me: the code ends. Twice is once."""
    with writing():
        mine = _my(by, invitation_id).filter(stopped_at=None)
        mine.update(stopped_at=now(), ends_at=now())


def _my(by: Viewer, invitation_id: UUID) -> "QuerySet[Invitation]":
    """Raises Http404 unless this person was asked about this code, and it was not used."""
    asked = Invitation.objects.filter(
        id=invitation_id, person_id=by.person_id, used_at=None, waits_until__isnull=False
    )
    if not asked.exists():
        raise Http404
    return asked


# --- told after -------------------------------------------------------------------------------


def news_of_coming_back(viewer: Viewer) -> list[ComingBack]:
    """Times somebody was let in by my name, until I say I have read it, helpers' names opened."""
    news = _news(viewer)
    open_rows([told.helped_by for told in news])
    return news


@prepared
def _news(viewer: Viewer) -> "QuerySet[ComingBack]":
    unread = ComingBack.objects.ours(viewer).filter(read_at=None)
    return unread.select_related("helped_by").order_by("-at")


def times_helped_back(viewer: Viewer) -> list[ComingBack]:
    """Each time somebody was let in by my name, newest first: who helped, and when. It stays."""
    every = ComingBack.objects.ours(viewer).select_related("helped_by").order_by("-at")
    told = list(every)
    open_rows([each.helped_by for each in told])
    return told


def can_be_put_away(told: ComingBack) -> bool:
    """Whether the news has been in sight for its hour."""
    return now() - told.at >= STAYS_FOR


def read_coming_back(*, by: Viewer, coming_back_id: UUID) -> None:
    """I have read that I was helped back in. Raises NotYet within the first hour."""
    with writing():
        told = ComingBack.objects.get_ours(by, id=coming_back_id)
        if not can_be_put_away(told):
            raise NotYet
        told.read_at = told.read_at or now()
        told.save(update_fields=["read_at"])
