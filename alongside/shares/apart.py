from uuid import UUID

from alongside.relationships.apart import keeps_apart
from alongside.shares.feared import MustNotKnow, must_not_be_feared


@keeps_apart
def fears(one: UUID, other: UUID) -> bool:
    """Whether one asked never to tell the other."""
    try:
        must_not_be_feared(one, other, None)
    except MustNotKnow:
        return True
    return False
