from django.db.models import Exists, OuterRef, Q

from alongside.access.book import rule, rule_on_each
from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.viewer import Viewer
from alongside.kit.time import now
from alongside.moments.access import not_kept_apart, read_through
from alongside.promises.models import Answer, Promise, Reply
from alongside.relationships.access import between_us
from alongside.shares.access import whole_strand
from alongside.shares.queries import BEYOND, live_shares


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


@rule_on_each(Promise, BEYOND)
def promises_opened_to_me(viewer: Viewer, ground: Ground) -> Q:
    seen = not_kept_apart("moment_id") & read_through("moment_id")
    live = live_shares(viewer, ground).filter(strand=Strand.PROMISES)
    this_one = live.filter(promise_id=OuterRef("pk"), relationship_id=OuterRef("relationship_id"))
    opened = whole_strand(viewer, ground, Strand.PROMISES) | Q(Exists(this_one))
    return opened & Q(opens_at__lte=now()) & seen


@rule_on_each(Answer, BEYOND)
def answers_opened_to_me(viewer: Viewer, ground: Ground) -> Q:
    return opened_promise(viewer, ground, "promise_id")


@rule_on_each(Reply, BEYOND)
def replies_opened_to_me(viewer: Viewer, ground: Ground) -> Q:
    return opened_promise(viewer, ground, "answer__promise_id")


def opened_promise(viewer: Viewer, ground: Ground, promise: str) -> Q:
    seen = Promise.objects.filter(promises_opened_to_me(viewer, ground), pk=OuterRef(promise))
    return Q(Exists(seen.filter(relationship_id=OuterRef("relationship_id"))))


@rule(Answer, Ground.SIDE)
def answers_between_us(viewer: Viewer) -> Q:
    return between_us(viewer) & seen_promise(viewer, "promise_id")


@rule(Reply, Ground.SIDE)
def replies_between_us(viewer: Viewer) -> Q:
    return between_us(viewer) & seen_promise(viewer, "answer__promise_id")
