"""Every page a person opens, and where in the house each part of it is: written from the code.

A page is an address whose view answers to more than a button. What its view and what it calls
name is looked up: its templates, its verbs (what takes `by`), its models, and their rules.
"""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from django.db.models import Model
from django.urls import URLResolver, get_resolver

from alongside.access.book import rules_for, written_for
from alongside.access.grounds import Ground

BEGINNING = """# Every screen, and where its parts are
Written by `alongside screens` from the code itself: do not change it by hand. Find a screen by its
word in the first column. Names are paths below `alongside/`: `promises.views.one` is the function
`one` of `alongside/promises/views.py`; a template is below `templates/` of its slice. A verb is
what a button on the page does. The models are those the page asks for; the rules that say who may
see each are named in the last table. [architecture.md](architecture.md) says what each slice is
for.
"""
MODELS = """
## The models, and who may see them
The rules for one's own and for the two sides, each a function. What opens beyond the two sides is
in the same module, on the grounds of a share.

| model | rules |
|---|---|"""
HEADINGS = "| screen | its name | view | template | verbs | models | rules in |"
URL = re.compile(r'{% url "([\w:-]+)"')
INCLUDED = re.compile(r'{% include "([^"]+)"')
HOUSE = Path(__file__).parent.parent
OUR_OWN = (Ground.MINE, Ground.SIDE)
DEEP = 1
"""So many steps from a view its models are looked for: what it names, and what that names."""
ASKS = ("is_", "has_", "can_", "may_")
"""What is called so takes `by` and changes nothing."""


@dataclass
class Screen:
    """One page: its address, and what its view names."""

    word: str
    name: str
    view: Callable[..., Any]
    templates: list[str] = field(default_factory=list)
    verbs: list[str] = field(default_factory=list)
    models: list[type[Model]] = field(default_factory=list)

    @property
    def rules_in(self) -> list[str]:
        """Where the rules of these models are written."""
        found = [rule.rpartition(".")[0] for model in self.models for rule in rules_of(model)]
        return list(dict.fromkeys(found))


def rules_of(model: type[Model]) -> list[str]:
    """Who may see it, as its owner or as a side: the functions that say so."""
    found = [short(rule) for ground, rule in written_for(model) if ground in OUR_OWN]
    return list(dict.fromkeys(found))


def page() -> str:
    """The whole page, in Markdown."""
    lines, before, every = [BEGINNING.rstrip()], "", screens()
    for screen in every:
        slice_name = screen.name.partition(":")[0]
        if slice_name != before:
            lines += [f"\n## {slice_name}", HEADINGS, "|---|---|---|---|---|---|---|"]
            before = slice_name
        cells = (
            [screen.word],
            [screen.name],
            [short(screen.view)],
            screen.templates,
            screen.verbs,
            [short(model) for model in screen.models],
            screen.rules_in,
        )
        lines.append(f"| {' | '.join(_code(cell) for cell in cells)} |")
    lines.append(MODELS)
    shown = {model for screen in every for model in screen.models}
    for model in sorted(shown, key=short):
        lines.append(f"| {_code([short(model)])} | {_code(rules_of(model))} |")
    return "\n".join(lines) + "\n"


def screens() -> list[Screen]:
    """Every page, slice by slice, in the order of the address book."""
    book = list(doors())
    buttons = {name: view for _word, name, view in book if _is_for_buttons(view)}
    found = [_looked_up(*each) for each in book if each[1] not in buttons]
    for screen in found:
        for name in _doors_on(screen.templates):
            if name in buttons:
                for verb in _looked_up("", name, buttons[name]).verbs:
                    _add(screen.verbs, verb, when=True)
    return found


def doors() -> Iterator[tuple[str, str, Callable[..., Any]]]:
    """The word, the name and the view of every address."""
    yield from _doors(get_resolver(), "/", "")


def short(thing: Callable[..., Any]) -> str:
    """`alongside.promises.views.one` is `promises.views.one`."""
    return f"{thing.__module__}.{thing.__qualname__}".removeprefix("alongside.")


def _doors(
    book: URLResolver, before: str, slice_name: str
) -> Iterator[tuple[str, str, Callable[..., Any]]]:
    for each in book.url_patterns:
        here = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _doors(each, here, f"{each.namespace}:" if each.namespace else "")
        elif not slice_name.startswith("world"):
            yield here, f"{slice_name}{each.name}", inspect.unwrap(each.callback)


def _is_for_buttons(view: Callable[..., Any]) -> bool:
    marks = getattr(_source(view).body[0], "decorator_list", ())
    return any("POST" in ast.unparse(mark) for mark in marks)


def _source(function: Callable[..., Any]) -> ast.Module:
    return ast.parse(textwrap.dedent(inspect.getsource(function)))


def _looked_up(word: str, name: str, view: Callable[..., Any]) -> Screen:
    found = Screen(word, name, view)
    seen, near = {view}, [view]
    for step in range(DEEP + 1):
        further: list[Callable[..., Any]] = []
        while near:
            function = near.pop(0)
            for thing in _named_in(function):
                if not inspect.isfunction(thing):
                    _note(found, thing, first=step == 0)
                elif thing not in seen:
                    seen.add(thing)
                    _add(found.verbs, short(thing), when=step == 0 and _is_verb(thing))
                    same = thing.__module__ == function.__module__
                    if _is_followed(thing):
                        (near if same else further).append(thing)
        near = further
    return found


def _note(found: Screen, thing: Any, *, first: bool) -> None:
    if isinstance(thing, str):
        _add(found.templates, thing, when=first)
    else:
        _add(found.models, thing, when=bool(rules_for(thing)))


def _is_followed(function: Callable[..., Any]) -> bool:
    """What a verb writes is not what a page asks for; and nothing below the slices knows models."""
    below = function.__module__.startswith(("alongside.kit", "alongside.access"))
    return not below and not _is_verb(function)


def template_file(name: str) -> Path:
    """Where a template lies."""
    return HOUSE / name.partition("/")[0] / "templates" / name


def _doors_on(templates: list[str]) -> list[str]:
    """The addresses that links and buttons of these templates lead to, and of what they include."""
    found: list[str] = []
    left, seen = list(templates), set(templates)
    while left:
        source = template_file(left.pop(0)).read_text(encoding="utf-8")
        found += URL.findall(source)
        further = [each for each in INCLUDED.findall(source) if each not in seen]
        left += further
        seen |= set(further)
    return found


def _add(those: list[Any], one: Any, *, when: bool) -> None:
    if when and one not in those:
        those.append(one)


def _is_verb(function: Callable[..., Any]) -> bool:
    by = inspect.signature(function).parameters.get("by")
    takes_by = by is not None and by.kind == inspect.Parameter.KEYWORD_ONLY
    return takes_by and not function.__name__.startswith(ASKS)


def _named_in(function: Callable[..., Any]) -> Iterator[Any]:
    """Templates, models and functions of ours that its body names."""
    tree, here = _source(function), dict(vars(inspect.getmodule(function)))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            there = import_module(node.module)
            here |= {one.asname or one.name: getattr(there, one.name) for one in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and str(node.value).endswith(".html"):
            yield node.value
        thing = _thing(node, here)
        thing = inspect.unwrap(thing) if callable(thing) else thing
        if _is_model(thing) or (_is_ours(thing) and thing is not function):
            yield thing


def _is_model(thing: Any) -> bool:
    return isinstance(thing, type) and issubclass(thing, Model) and hasattr(thing, "kept")


def _is_ours(thing: Any) -> bool:
    return inspect.isfunction(thing) and thing.__module__.startswith("alongside.")


def _thing(node: ast.AST, here: dict[str, Any]) -> Any:
    if isinstance(node, ast.Name):
        return here.get(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        owner = here.get(node.value.id)
        return getattr(owner, node.attr, None) if inspect.ismodule(owner) else None
    return None


def _code(cell: list[str]) -> str:
    return "<br>".join(f"`{each}`" for each in cell)
