from uuid import UUID

from alongside.interchange.safety import kept_apart
from alongside.relationships.apart import keeps_apart


@keeps_apart
def a_file_said_so(one: UUID, other: UUID) -> bool:
    """Whether another system's file said that one must be kept from the other."""
    return frozenset((one, other)) in kept_apart({one})
