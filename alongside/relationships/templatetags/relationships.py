"""`{% load relationships %}`: what a place cannot promise, said before anything is shared."""

from typing import Any

from django import template

from alongside.relationships.limits import limits as limits_here

register = template.Library()


@register.inclusion_tag("relationships/limits.html")
def limits(*, unfolded: bool = False) -> dict[str, Any]:
    """The place's own words on it; to somebody who comes in, all of them at once."""
    return {"limits": limits_here(), "unfolded": unfolded}
