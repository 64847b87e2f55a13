"""`{% load kit %}`: the parts of the look."""

from typing import Any
from uuid import UUID

from django import forms, template
from django.conf import settings
from django.forms.boundfield import BoundField
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as link_to
from django.template.loader import render_to_string
from django.templatetags.i18n import TranslateNode, do_translate
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from alongside.kit import assets, fields, words
from alongside.kit.ids import new_id

register = template.Library()

register.filter("day", words.day)
register.filter("date_words", words.date_words)
register.filter("clock", words.clock)
register.filter("day_and_time", words.day_and_time)
register.filter("when", words.when)
register.filter("due_words", words.due_words)
register.filter("late_words", words.late_words)
register.filter("sounds_for", words.sounds_for)

KINDS = frozenset({"worker", "self", "family", "community", "partner"})
_AVATAR_SIZES = {"": "", "s": " av--s", "l": " av--l"}


class _Drawn(Node):
    """A drawing whose name is known when the template is read: checked then, and drawn once."""

    def __init__(self, markup: SafeString) -> None:
        self.markup = markup

    def render(self, context: Context) -> SafeString:
        """Give the drawing."""
        del context
        return self.markup

    def render_annotated(self, context: Context) -> SafeString:
        """Give the drawing, without the cost of catching what cannot go wrong."""
        del context
        return self.markup


class _DrawnLater(Node):
    """A drawing whose name comes from the page."""

    def __init__(self, draw: Any, names: list[FilterExpression]) -> None:
        self.draw, self.names = draw, names

    def render(self, context: Context) -> SafeString:
        """Give the drawing; raises NotDrawnError when nobody has drawn it."""
        markup: SafeString = self.draw(*(str(name.resolve(context)) for name in self.names))
        return markup


def _drawing(draw: Any) -> Any:
    """Make a tag of a function that draws."""

    def compile_tag(parser: Parser, token: Token) -> Node:
        bits = token.split_contents()[1:]
        if all(bit[0] in "\"'" and "|" not in bit for bit in bits):
            return _Drawn(draw(*(bit[1:-1] for bit in bits)))
        return _DrawnLater(draw, [parser.compile_filter(bit) for bit in bits])

    return compile_tag


register.tag("icon", _drawing(assets.icon))
register.tag("promise_mark", _drawing(assets.promise_mark))
register.tag("script", _drawing(assets.script))
register.tag("asset", _drawing(assets.address))


class _SaidOnce(Node):
    """Words of a page, looked up once in each language and not each time they are shown."""

    def __init__(self, words: TranslateNode) -> None:
        self.words = words
        self.said: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        """Give the words in the language of the page."""
        language = get_language()
        if language not in self.said:
            self.said[language] = self.words.render(context)
        return self.said[language]

    render_annotated = render


@register.tag("translate")
def translate(parser: Parser, token: Token) -> Node:
    """Django's own, where the words are known when the template is read: looked up once."""
    node: TranslateNode = do_translate(parser, token)
    words = node.filter_expression
    is_known = words.var.lookups is None and not words.filters
    changes = node.asvar or node.noop or node.message_context
    return _SaidOnce(node) if is_known and not changes else node


class _Way(Node):
    """Where a link leads, worked out once: afterwards only the ids in it are exchanged."""

    def __init__(self, link: URLNode) -> None:
        self.link = link
        self.ways: dict[str, str] = {}

    def render(self, context: Context) -> str:
        """Give the address; anything but ids in it is Django's to write."""
        ids = [arg.resolve(context) for arg in self.link.args]
        if not all(isinstance(each, UUID) for each in ids):
            return self.link.render(context)
        book = settings.ROOT_URLCONF
        if book not in self.ways:
            self.ways[book] = self._way(context, len(ids))
        return self.ways[book].format(*ids)

    render_annotated = render

    def _way(self, context: Context, ids: int) -> str:
        stand_ins = [UUID(int=number) for number in range(ids)]
        address = reverse(self.link.view_name.resolve(context), args=stand_ins)
        for each in stand_ins:
            address = address.replace(str(each), "{}")
        return address


@register.tag("url")
def url(parser: Parser, token: Token) -> Node:
    """Django's own, quicker where the name is known and nothing but ids stands in the address."""
    link: URLNode = link_to(parser, token)
    is_known = isinstance(link.view_name.var, str)
    return _Way(link) if is_known and not link.asvar and not link.kwargs else link


@register.simple_tag
def avatar(name: str, kind: str = "worker", size: str = "") -> SafeString:
    """Draw the first letter of a name on a round ground; the name itself stands beside it."""
    if kind not in KINDS:
        message = f"Nobody is of the kind {kind!r}."
        raise template.TemplateSyntaxError(message)
    return format_html(
        '<span class="av {}{}" aria-hidden="true">{}</span>',
        *(kind, _AVATAR_SIZES[size], name.strip()[:1].upper()),
    )


@register.simple_tag
def field(bound: BoundField, **extra: Any) -> SafeString:
    """Render one field: its words, its hint, its control and any problem beside it.

    `label`, `hint` and `lead_icon` may be given here; other words become attributes of the
    control (`rows=2`, `placeholder=...`), with `_` for `-`.
    """
    return fields.rendered(bound, extra)


@register.simple_tag
def problems(form: forms.BaseForm) -> SafeString:
    """Name every problem of a form, each with a link to its field. Nothing when there is none."""
    if not form.is_bound or not form.errors:
        return SafeString("")
    told = {"problems": fields.problems(form), "emptied": fields.emptied(form)}
    return render_to_string("kit/problems.html", told)


@register.simple_tag
def once() -> SafeString:
    """Give a form its record's id, for forms written by hand: sent twice, it is one record."""
    return format_html('<input type="hidden" name="id" value="{}">', new_id())


class _Kept(Node):
    """A form whose words are kept on the server while they are typed."""

    def __init__(self, key: FilterExpression, inside: NodeList) -> None:
        self.key, self.inside = key, inside

    def render(self, context: Context) -> SafeString:
        """Wrap the form; without script it is the form alone."""
        form = context.get("form")
        told = {
            "key": self.key.resolve(context),
            "whose": context.get("whose", ""),
            # It came back with a problem: what it holds is not kept yet.
            "unsaved": bool(form is not None and form.errors),
            "inside": self.inside.render(context),
        }
        return render_to_string("kit/keep_words.html", told)


@register.tag("keep_words")
def keep_words(parser: Parser, token: Token) -> Node:
    """`{% keep_words key %}<form>...</form>{% end_keep_words %}`."""
    _name, key = token.split_contents()
    inside = parser.parse(("end_keep_words",))
    parser.delete_first_token()
    return _Kept(parser.compile_filter(key), inside)
