"""The rule book: empty here, written by each slice's `access.py`."""

from collections.abc import Callable, Iterable
from functools import reduce, wraps
from operator import or_

from django.db.models import Model, Q

from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer

Rule = Callable[[Viewer], Q]
GroundRule = Callable[[Viewer, Ground], Q]

_book: dict[type[Model], list[tuple[Ground, Rule]]] = {}


def rule(model: type[Model], ground: Ground) -> Callable[[Rule], Rule]:
    """Write a rule: on this ground, the viewer may see the rows that match.

    Several slices may know the same ground for one kind of record: any of them is enough.
    """

    def write(function: Rule) -> Rule:
        _book.setdefault(model, []).append((ground, function))
        return function

    return write


def rule_on_each(
    model: type[Model], grounds: Iterable[Ground]
) -> Callable[[GroundRule], GroundRule]:
    """Write one rule for each of these grounds; it is told which ground it stands on."""

    def write(function: GroundRule) -> GroundRule:
        for ground in grounds:
            rule(model, ground)(_on(ground, function))
        return function

    return write


def _on(ground: Ground, function: GroundRule) -> Rule:
    @wraps(function)
    def on_this_ground(viewer: Viewer) -> Q:
        return function(viewer, ground)

    return on_this_ground


def written_for(model: type[Model]) -> list[tuple[Ground, Rule]]:
    """Each rule as it was written, one by one: for the page that names them."""
    return list(_book.get(model, []))


def rules_for(model: type[Model]) -> dict[Ground, Rule]:
    """One rule for each ground that opens this kind of record, nearest ground first."""
    written = _book.get(model, [])
    return {
        ground: _any_of([rule for its, rule in written if its == ground])
        for ground in Ground
        if any(its == ground for its, _rule in written)
    }


def _any_of(rules: list[Rule]) -> Rule:
    if len(rules) == 1:
        return rules[0]
    return lambda viewer: reduce(or_, (rule(viewer) for rule in rules))


def guarded_models() -> list[type[Model]]:
    return list(_book)
