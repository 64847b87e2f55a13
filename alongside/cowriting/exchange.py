"""One turn with an open page: what is new there is merged, what is new here goes back."""

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from alongside.access.trail import looking
from alongside.access.viewer import Viewer
from alongside.cowriting.actions import (
    CannotBeRead,
    TooMuch,
    i_left,
    merge_update,
    say_i_write_here,
)
from alongside.cowriting.merging import Together
from alongside.cowriting.queries import (
    editions_of,
    merged_documents,
    saw_documents,
    who_writes_here,
)
from alongside.cowriting.updates import Incomplete, NotAnUpdate, read_vector
from alongside.vault.keyring import KeyDestroyed

MOST_DOCUMENTS = 60
Says = dict[str, Any]


NOT_OURS = (
    *(ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError),
    *(binascii.Error, NotAnUpdate),
)
"""What reading something else than what our page sends can come to."""


class NotUnderstood(Exception):
    """A page of ours would not ask like this."""


@dataclass(slots=True)
class Asked:
    """One document on the page: the last edition it had, how far it came, and what is new there."""

    id: UUID
    seen: int | None
    vector: bytes
    update: bytes | None


def read_asked(body: bytes) -> tuple[list[Asked], UUID | None]:
    """What the page asks, and where somebody writes. Raises NotUnderstood."""
    try:
        said = json.loads(body)
        asked = [_asked(each) for each in said["documents"]]
        where = UUID(said["writing"]) if said["writing"] else None
    except NOT_OURS:
        raise NotUnderstood from None
    if len(asked) > MOST_DOCUMENTS or len({each.id for each in asked}) < len(asked):
        raise NotUnderstood
    return asked, where


def _asked(each: Any) -> Asked:
    seen, update = each["seen"], each["update"]
    vector = base64.b64decode(each["vector"], validate=True)
    read_vector(vector)
    return Asked(
        id=UUID(each["id"]),
        seen=None if seen is None else int(seen),
        vector=vector,
        update=None if update is None else base64.b64decode(update, validate=True),
    )


def exchange(viewer: Viewer, asked: list[Asked], where: UUID | None) -> Says:
    """Merge what came, each in a transaction of its own; then read all in one, and answer."""
    came = {each.id: _merged(viewer, each) for each in asked}
    _say_where(viewer, where)
    with looking(viewer) as look:
        editions = editions_of(viewer, [each.id for each in asked])
        wanted = [
            each
            for each in asked
            if each.id in editions and (each.seen != editions[each.id] or came[each.id])
        ]
        merged = merged_documents(viewer, [each.id for each in wanted])
        for each in wanted:
            if each.id not in merged:
                # Taken back between the two questions, where a store lets that be seen.
                del editions[each.id]
        new = [each.id for each in wanted if each.seen != editions.get(each.id, each.seen)]
        saw_documents(look, [merged[id] for id in new])
        here = who_writes_here(viewer, editions)
        answers = [_answer(each, editions, merged, came[each.id]) for each in asked]
    shown = [{"id": str(one.document_id), "called": one.called} for one in here]
    return {"documents": answers, "here": shown}


def _merged(viewer: Viewer, each: Asked) -> Says:
    """Lay it over what is there, or say why not; and whether the page has the newest by that."""
    if each.update is None:
        return {}
    try:
        document = merge_update(by=viewer, document_id=each.id, update=each.update)
    except (Http404, KeyDestroyed):
        return {"gone": True}
    except Incomplete:
        return {"everything": True}
    except (TooMuch, CannotBeRead, NotAnUpdate) as why:
        return {"refused": WHY_NOT[type(why)]()}
    if each.seen == document.edition_before:
        each.seen = document.edition
    return {}


def too_much() -> str:
    """There is no room for more in this document."""
    return _(
        "There is no room for more here. Begin a new part for what comes next. "
        "Your words stay on this page until then."
    )


def cannot_be_read() -> str:
    """The words that are kept cannot be opened."""
    return _("What was here is damaged, so nothing is written over it. Copy your words.")


def not_read() -> str:
    """What the page sent is nothing we can read."""
    return _("This could not be read. Your words stay on this page: copy them.")


WHY_NOT: dict[type[Exception], Callable[[], str]] = {
    TooMuch: too_much,
    CannotBeRead: cannot_be_read,
    NotAnUpdate: not_read,
}


def _say_where(viewer: Viewer, where: UUID | None) -> None:
    if where is None:
        i_left(by=viewer)
        return
    try:
        say_i_write_here(by=viewer, document_id=where)
    except Http404:
        return


def _answer(each: Asked, editions: dict[UUID, int], merged: Any, came: Says) -> Says:
    document = merged.get(each.id)
    if each.id not in editions or "gone" in came or (document and not document.state):
        return {"id": str(each.id), "gone": True}
    answer = {"id": str(each.id), "seen": editions[each.id], "vector": None, "update": None, **came}
    if document:
        together = Together(document.state)
        answer["vector"] = _said(together.vector)
        if each.seen != editions[each.id]:
            answer["update"] = _said(together.since(each.vector))
    return answer


def _said(given: bytes) -> str:
    return base64.b64encode(given).decode()
