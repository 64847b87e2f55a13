from django.db.models import Exists, OuterRef, Q

from alongside.access.book import rule
from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.kit.time import now
from alongside.moments.access import not_kept_apart, read_through
from alongside.promises.models import Answer, Promise, Reply
from alongside.relationships.queries import my_relationship_ids


def between_us(viewer: Viewer) -> Q:
    return Q(relationship_id__in=my_relationship_ids(viewer))


@rule(Promise, Ground.MINE)
def promises_i_wrote(viewer: Viewer) -> Q:
    return between_us(viewer) & Q(written_by_id=viewer.person_id)


@rule(Promise, Ground.SIDE)
def promises_between_us(viewer: Viewer) -> Q:
    # A promise made inside a moment opens with it, and is kept apart with it.
    seen = not_kept_apart("moment_id") & read_through("moment_id")
    return between_us(viewer) & Q(opens_at__lte=now()) & seen


def seen_promise(viewer: Viewer, promise: str) -> Q:
    seen = promises_i_wrote(viewer) | promises_between_us(viewer)
    return Q(Exists(Promise.objects.filter(seen, pk=OuterRef(promise))))


@rule(Answer, Ground.SIDE)
def answers_between_us(viewer: Viewer) -> Q:
    return between_us(viewer) & seen_promise(viewer, "promise_id")


@rule(Reply, Ground.SIDE)
def replies_between_us(viewer: Viewer) -> Q:
    return between_us(viewer) & seen_promise(viewer, "answer__promise_id")
