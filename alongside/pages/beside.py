"""What whoever walks with somebody is told about their safety."""

from collections.abc import Collection

from alongside.access.strands import Strand
from alongside.access.trail import Look
from alongside.access.viewer import Viewer
from alongside.interchange.safety import safety_lines
from alongside.relationships.queries import Between, records_of
from alongside.shares.models import SafetyLine


def saw_safety(
    viewer: Viewer, look: Look, people: Collection[Between], *, new: bool = False
) -> list[SafetyLine]:
    """The lines about these people, or the new ones only; each leaves a line on the trail."""
    if not viewer.is_working:
        return []
    beside = {record: each for each in people for record in records_of(each)}
    beside |= {each.other.id: each for each in people}
    lines = safety_lines(viewer, beside) if beside else []
    lines = [line for line in lines if not (new and line.talked_at)]
    for line in lines:
        each = beside[line.person_id]
        look.saw(line.person_id, Strand.ABOUT_ME, each.ground, each.id)
    return lines
