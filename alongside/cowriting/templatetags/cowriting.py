"""`{% load cowriting %}`: a text that several write, as a form; better with script."""

from typing import Any

from django import template
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from alongside.cowriting.exchange import too_much
from alongside.cowriting.models import Document
from alongside.cowriting.queries import words_of
from alongside.kit.assets import address
from alongside.kit.ids import new_id

register = template.Library()


@register.simple_tag
def write_script() -> SafeString:
    """For `{% block scripts %}` of a page with `{% write_together %}`."""
    return format_html('<script type="module" src="{}"></script>', address("cowriting/write.js"))


@register.simple_tag(takes_context=True)
def write_words(context: Context, document: Document, label: str, **extra: Any) -> SafeString:
    """One text as a labelled form of its own: `{% write_words document label hint= rows= %}`.

    Saved without script, it comes back to this page; `next` may name another.
    """
    request = context["request"]
    told = {
        "document": document,
        "words": words_of(document),
        "label": label,
        "once": new_id(),
        "next": request.get_full_path(),
        "csrf_token": context.get("csrf_token", ""),
        **extra,
    }
    return render_to_string("cowriting/words.html", told)


class _Together(Node):
    """Forms that are written together; without script they are the forms alone."""

    def __init__(self, inside: NodeList) -> None:
        self.inside = inside

    def render(self, context: Context) -> SafeString:
        """Wrap them."""
        told = {
            "to": reverse("cowriting:together"),
            "yjs": address("cowriting/vendor/yjs.js"),
            "text": address("cowriting/text.js"),
            "says": _says(),
            "inside": self.inside.render(context),
        }
        return render_to_string("cowriting/together.html", told)


@register.tag("write_together")
def write_together(parser: Parser, token: Token) -> Node:
    """`{% write_together %}...{% end_write_together %}`."""
    del token
    inside = parser.parse(("end_write_together",))
    parser.delete_first_token()
    return _Together(inside)


def _says() -> dict[str, str]:
    return {
        "begun": _("What you write is saved as you go."),
        "saved": _("Saved."),
        "no-signal": _("No signal. Keep writing: your words stay on this page until it is back."),
        "not-saved": _("Not saved just now. Your words stay on this page, and we try again."),
        "signed-out": _(
            "You are signed out. Your words are still on this page. Copy them before you leave it."
        ),
        "gone": _(
            "This is no longer open to you. Your words are still on this page. "
            "Copy them before you leave it."
        ),
        "too-much": too_much(),
        "is-here": _("{name} is writing here."),
    }
