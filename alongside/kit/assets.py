"""Where the files of the look are served, worked out once per process."""

import re
from functools import cache
from pathlib import Path

from django.template.exceptions import TemplateSyntaxError
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

_SPRITE = Path(__file__).parent / "static" / "kit" / "icons.svg"
_POINTS_ALONG = frozenset({"back", "next", "leave"})
_SIZES = {"": "", "s": " i--s", "l": " i--l"}


class NotDrawnError(TemplateSyntaxError):
    """A page asks for a drawing that nobody has drawn."""


@cache
def address(path: str) -> str:
    """Give the served address of a static file, with its hash where files are hashed."""
    return static(path)


@cache
def drawn() -> frozenset[str]:
    """Give the ids of every drawing in the sprite."""
    return frozenset(re.findall(r'<symbol id="([^"]+)"', _SPRITE.read_text(encoding="utf-8")))


@cache
def icon(name: str, size: str = "") -> SafeString:
    """Draw an icon. The word beside it carries the meaning, so it is hidden from readers aloud.

    Raises NotDrawnError for an icon or size that nobody has drawn.
    """
    if f"i-{name}" not in drawn() or size not in _SIZES:
        message = f"There is no icon {name!r} of size {size!r}."
        raise NotDrawnError(message)
    # Icons that point along the line of reading turn round in right-to-left pages.
    turn = " i--turn" if name in _POINTS_ALONG else ""
    return format_html(
        '<svg class="i{}{}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        *(_SIZES[size], turn, address("kit/icons.svg"), name),
    )


@cache
def promise_mark(state: str) -> SafeString:
    """Draw the mark of a promise; always write the word beside it.

    Raises NotDrawnError for a state that has no mark.
    """
    if f"pm-{state}" not in drawn():
        message = f"There is no promise mark {state!r}."
        raise NotDrawnError(message)
    return format_html(
        '<svg class="pm pm--{}" aria-hidden="true"><use href="{}#pm-{}"/></svg>',
        *(state, address("kit/icons.svg"), state),
    )


@cache
def script(name: str) -> SafeString:
    """Load an island: a module that improves a page which already works without it.

    `name`: one of the kit's own; or `slice/name` for one of a slice's.
    """
    path = name if "/" in name else f"kit/{name}"
    return format_html('<script type="module" src="{}"></script>', address(f"{path}.js"))
