"""Promises as they open beyond the two sides: by a share, as cover, for safety or by duty."""

from uuid import UUID

from alongside.access.grounds import OURS, Ground
from alongside.access.viewer import Viewer
from alongside.kit.time import now
from alongside.moments.access import not_kept_apart, read_through
from alongside.promises.models import Answer, Promise, Reply
from alongside.promises.queries import Standing
from alongside.vault.fields import open_rows


def opened_promises(viewer: Viewer, relationship_id: UUID, ground: Ground) -> list[Standing]:
    """The promises of this relationship that are open to the viewer on this ground."""
    return _standings(viewer, relationship_id, (ground,), None)


def promises_as_others_get_them(
    viewer: Viewer, relationship_id: UUID, promise_id: UUID | None = None
) -> list[Standing]:
    """The same, before they are opened."""
    return _standings(viewer, relationship_id, OURS, promise_id)


def _standings(
    viewer: Viewer,
    relationship_id: UUID,
    grounds: tuple[Ground, ...],
    promise_id: UUID | None,
) -> list[Standing]:
    found = Promise.objects.visible_to(viewer, *grounds).filter(
        not_kept_apart("moment_id") & read_through("moment_id"),
        relationship_id=relationship_id,
        opens_at__lte=now(),
    )
    found = found if promise_id is None else found.filter(id=promise_id)
    standing = {promise.id: Standing(promise) for promise in found.soonest_first()}
    said = Answer.objects.visible_to(viewer, *grounds).filter(promise_id__in=standing)
    answers = list(said.order_by("at", "id"))
    replied = Reply.objects.visible_to(viewer, *grounds)
    replies = list(replied.filter(answer_id__in=[answer.id for answer in answers]))
    open_rows([*(one.promise for one in standing.values()), *answers, *replies])
    promise_of = {answer.id: answer.promise_id for answer in answers}
    for answer in answers:
        standing[answer.promise_id].answers.append(answer)
    for reply in replies:
        standing[promise_of[reply.answer_id]].replies[reply.answer_id] = reply
    return list(standing.values())
