"""`{% load rights %}`: names in a copy."""

from typing import Any
from uuid import UUID

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def name_of(context: dict[str, Any], person_id: UUID) -> str:
    """What somebody is called, if the one whose copy it is knows them."""
    name: str = context["reader"].name(person_id)
    return name
