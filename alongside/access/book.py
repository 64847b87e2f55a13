"""The rule book: empty here, written by each slice's `access.py`."""

from collections.abc import Callable

from django.db.models import Model, Q

from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer

Rule = Callable[[Viewer], Q]

_book: dict[type[Model], dict[Ground, Rule]] = {}


def rule(model: type[Model], ground: Ground) -> Callable[[Rule], Rule]:
    """Write a rule: on this ground, the viewer may see the rows that match."""

    def write(function: Rule) -> Rule:
        _book.setdefault(model, {})[ground] = function
        return function

    return write


def rules_for(model: type[Model]) -> dict[Ground, Rule]:
    return _book.get(model, {})


def guarded_models() -> list[type[Model]]:
    return list(_book)
