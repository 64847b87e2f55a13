"""`{% load shares %}`: who sees what is on a page."""

from typing import Any

from django import template

from alongside.access.strands import Strand
from alongside.access.viewer import viewer_of
from alongside.relationships.queries import Between
from alongside.shares.seeing import who_sees

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
