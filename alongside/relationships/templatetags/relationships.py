"""`{% load relationships %}`: what a place cannot promise, said before anything is shared."""

from typing import Any

from django import template

from alongside.relationships.limits import limits as limits_here

register = template.Library()


@register.inclusion_tag("relationships/limits.html")
def limits() -> dict[str, Any]:
    """The place's own words on it, open: before the form in which something is said or shared."""
    return {"limits": limits_here()}
