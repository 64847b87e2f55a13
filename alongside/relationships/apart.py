"""Whom never to make one: what keeps two people apart is for slices above to know.

They write their answers into the empty list here, as rules do in `access`.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

Knows = Callable[[UUID, UUID], bool]

_known_by: list[Knows] = []


def keeps_apart(knows: Knows) -> Knows:
    """Say who knows whether one must be kept from another."""
    _known_by.append(knows)
    return knows


def must_stay_apart(these: Iterable[UUID], those: Iterable[UUID]) -> bool:
    """Whether any of these must be kept from any of those, or the other way round."""
    others = list(those)
    return any(
        knows(one, other) or knows(other, one)
        for one in these
        for other in others
        for knows in _known_by
    )
