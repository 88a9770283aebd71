"""`{{ child.phone|masked:"phone" }}`: what everybody may see of a value."""

from django import template

from notoneless.protection import masking

register = template.Library()


@register.filter
def masked(value: str, kind: str) -> str:
    """The value masked as that kind."""
    return masking.masked(kind, str(value or ""))
