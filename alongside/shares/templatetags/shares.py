"""`{% load shares %}`: who sees what is on a page."""

from typing import Any

from django import template

from alongside.access.strands import Strand
from alongside.access.viewer import selves_of, viewer_of
from alongside.relationships.queries import Between
from alongside.shares.seeing import who_sees
from alongside.shares.seeing_mine import who_sees_mine

register = template.Library()


@register.inclusion_tag("shares/seen.html", takes_context=True)
def seen_by(
    context: dict[str, Any], between: Between | None, strand: str = "", moment_id: Any = None
) -> dict[str, Any]:
    """Say who sees this strand of my life; nothing to a worker, whose it is not."""
    if between is None:
        return {"seen": None}
    of = Strand(strand) if strand else None
    return {
        "between": between,
        "seen": who_sees(viewer_of(context["request"]), between, of, moment_id),
    }


@register.inclusion_tag("shares/seen_of_mine.html", takes_context=True)
def seen_of_mine(context: dict[str, Any], page: str) -> dict[str, Any]:
    """Say who sees this page of mine, which is between no two people; nothing at work."""
    return {"seen": who_sees_mine(selves_of(context["request"]), page)}
