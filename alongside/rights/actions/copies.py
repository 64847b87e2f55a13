"""Taking a copy out."""

from collections.abc import Iterable
from uuid import UUID

from alongside.access.trail import looking
from alongside.access.viewer import Viewer
from alongside.kit.once import already
from alongside.kit.transactions import writing
from alongside.rights.copies.gathering import Gathered, Rows, Without, gather
from alongside.rights.models import TakenOut


def take_out(
    *,
    by: Viewer,
    id: UUID,
    without: Without = frozenset(),
    reached: Rows | None = None,
    also: Iterable[Viewer] = (),
) -> Gathered:
    """Gather all that I may see, and write down that I took it out. Twice with one id is once.

    `also` are my other records here: what they may see is in the same copy.
    """
    with looking(by) as look:
        gathered = gather(by, look, without=without, reached=reached)
    for me in also:
        with looking(me) as look:
            gathered.also.append(gather(me, look))
    with writing():
        mine = {"person_id": by.person_id, "life": by.life.value}
        if not already(TakenOut, id, **mine):
            TakenOut.objects.create(id=id, **mine)
    return gathered
