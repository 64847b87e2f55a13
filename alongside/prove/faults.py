"""Faults put into the rule files on purpose, one at a time, by changing their syntax trees.

What is left out, because it changes nothing that can be seen: a rule that shows nobody anything,
where another rule stands beside it. Worlds are wilder than the verbs allow, so each part of every
other rule decides something.
"""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from django.apps import apps
from django.db.models import Model

from alongside.access import book

OTHER = {"WORKING": "OWN", "OWN": "WORKING", "SAFETY": "COVER", "DUTY": "SAFETY"}
ASK = {"Q", "filter"}
"""Calls whose keywords narrow what is seen."""
WRITES = {"rule", "rule_on_each"}
"""What writes a rule into the book."""
ALIASES = "alongside.people.aliases"
"""Who looks, and who is one person: no rule stands on it, so `prove access` asks it by itself."""
BELOW_THE_RULES = {
    "alongside.teams.queries": ("my_team_ids", "places_now", "asked_to_join", "colleague_ids"),
    "alongside.relationships.queries": (
        "my_relationship_ids",
        "my_open_relationship_ids",
        "who_paused",
        "of",
    ),
    ALIASES: (
        "standing",
        "agreed",
        "also_me",
        "_agreed_with",
        "one_with",
        "_around",
    ),
    "alongside.partners.queries": ("my_partner_ids",),
    "alongside.shares.fearing": ("_pairs", "_me", "_fear_me", "_every_record_of_theirs"),
    "alongside.shares.queries": (
        "to_me",
        "standing_shares",
        "not_feared",
        "names_me",
        "live_shares",
        "not_withdrawn",
        "holds",
        "who_is_away",
        "from_own_life",
        "kept_for_now",
        "told_later",
    ),
}
"""What every rule about relationships stands on, outside the rule files."""
SHOWS_NOTHING = ast.dump(ast.parse("Q(pk__in=[])", mode="eval").body)


@dataclass(frozen=True)
class Fault:
    """One change in one function, or none at all: what it is, and where it goes."""

    name: str
    module: str
    function: str = ""
    line: int = 0
    number: int = 0
    """Which of the function's nodes, as they are walked."""
    changed: ast.AST | None = None

    def tree(self) -> ast.Module:
        """The module as it would then be."""
        tree = _source(self.module)
        if self.changed is not None:
            _put(_function_at(tree, self.line), self.number, self.changed)
        return ast.fix_missing_locations(tree)


def rule_modules() -> list[str]:
    """The rule files of every slice that has one, lowest slice first."""
    names = [f"{app.name}.access" for app in apps.get_app_configs()]
    return [
        name for name in names if name in sys.modules and not hasattr(sys.modules[name], "__path__")
    ]


def all_faults() -> list[Fault]:
    """Every fault we know how to make, in every rule and in what the rules stand on."""
    found = []
    for module in rule_modules():
        found += list(_faults_in(module, None))
    for module, functions in BELOW_THE_RULES.items():
        found += list(_faults_in(module, functions))
    return found


def unchanged() -> list[Fault]:
    """Every rule file as it stands, put in place like a fault: nothing may show."""
    modules = [*rule_modules(), *BELOW_THE_RULES]
    return [Fault(f"{module} unchanged", module) for module in modules]


def _source(module: str) -> ast.Module:
    return ast.parse(_text(module))


@cache
def _text(module: str) -> str:
    return Path(str(import_module(module).__file__)).read_text(encoding="utf-8")


def _function_at(tree: ast.Module, line: int) -> ast.FunctionDef:
    return next(
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.lineno == line
    )


def _faults_in(module: str, only: tuple[str, ...] | None) -> Iterator[Fault]:
    tree = _source(module)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for function in functions:
        if (only is not None and function.name not in only) or _shows_nothing(function):
            continue
        # Which ground a rule is written under changes only what it is called, never what it shows.
        above = {id(node) for line in function.decorator_list for node in ast.walk(line)}
        for number, node in enumerate(ast.walk(function)):
            for what, changed in _changes(node) if id(node) not in above else ():
                name = f"{module}.{function.name}:{getattr(node, 'lineno', 0)} {what}"
                yield Fault(name, module, function.name, function.lineno, number, changed)


def _shows_nothing(function: ast.FunctionDef) -> bool:
    last = function.body[-1]
    said = last.value if isinstance(last, ast.Return) else None
    return said is not None and ast.dump(said) == SHOWS_NOTHING


def _put(function: ast.FunctionDef, number: int, changed: ast.AST) -> None:
    """Put `changed` where the node of this number stands."""
    old = list(ast.walk(function))[number]
    if old is function:
        function.decorator_list = []
        return
    for parent in ast.walk(function):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, changed)
            elif isinstance(value, list) and any(item is old for item in value):
                value[[item is old for item in value].index(True)] = changed


def _changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Each thing that can go wrong at this node."""
    match node:
        case ast.FunctionDef(decorator_list=[ast.Call(func=ast.Name(id=id)), *_]) if id in WRITES:
            yield "is not written into the book", node
        case ast.BinOp(op=ast.BitAnd() | ast.BitOr()):
            yield from _changes_of_both(node)
        case ast.Call(func=ast.Name(id="Exists")):
            yield "is turned round", ast.UnaryOp(op=ast.Invert(), operand=deepcopy(node))
        case ast.Call():
            yield from _changes_of_call(node)
        case ast.Return(value=ast.expr()) if not _gives_nothing(node.value):
            anything = ast.Call(func=ast.Name(id="Q", ctx=ast.Load()), args=[], keywords=[])
            yield "asks nothing", ast.Return(value=anything)
        case _:
            yield from _changes_of_a_word(node)


def _changes_of_a_word(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.UnaryOp(op=ast.Invert() | ast.Not()):
            yield "loses its not", deepcopy(node.operand)
        case ast.Compare(ops=[ast.Eq()]):
            twin = deepcopy(node)
            twin.ops = [ast.NotEq()]
            yield "compares the other way", twin
        case ast.If() | ast.IfExp():
            decided = deepcopy(node)
            decided.test = ast.UnaryOp(op=ast.Not(), operand=deepcopy(node.test))
            yield "decides the other way", decided
        case ast.Constant(value=str(line)) if line.startswith(("UNION ALL ", "WHERE ", "AND ")):
            yield f"does not say {line}", ast.Constant(value="")
        case ast.Attribute(attr=str(attr)) if attr in OTHER:
            other = deepcopy(node)
            other.attr = OTHER[node.attr]
            yield "means another one", other


def _gives_nothing(value: ast.expr | None) -> bool:
    """It says `Q()` already, or gives rows instead of a condition."""
    if not isinstance(value, ast.Call):
        return False
    bare = isinstance(value.func, ast.Name) and not value.args and not value.keywords
    return bare or isinstance(value.func, ast.Attribute)


def _changes_of_both(node: ast.BinOp) -> Iterator[tuple[str, ast.AST]]:
    yield "drops what comes first", deepcopy(node.right)
    yield "drops what comes second", deepcopy(node.left)
    twin = deepcopy(node)
    both = isinstance(node.op, ast.BitAnd)
    twin.op = ast.BitOr() if both else ast.BitAnd()
    yield ("takes either for both" if both else "takes both for either"), twin


def _changes_of_call(node: ast.Call) -> Iterator[tuple[str, ast.AST]]:
    called = (
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    )
    if called not in ASK:
        return
    for number, keyword in enumerate(node.keywords):
        dropped = deepcopy(node)
        del dropped.keywords[number]
        yield f"drops {keyword.arg}", dropped
        for ends, turned_to in (("__lte", "__gte"), ("__gt", "__lt")):
            if str(keyword.arg).endswith(ends):
                turned = deepcopy(node)
                turned.keywords[number].arg = str(keyword.arg).replace(ends, turned_to)
                yield f"turns {keyword.arg} round", turned
    for number, _ in enumerate(node.args):
        dropped = deepcopy(node)
        del dropped.args[number]
        yield f"drops its condition {number + 1}", dropped


@contextmanager
def in_place(fault: Fault) -> Iterator[set[type[Model]]]:
    """Run with this fault in the rule book; gives the models whose rules may say otherwise."""
    kept = {model: list(rules) for model, rules in book._book.items()}  # noqa: SLF001
    module = import_module(fault.module)
    undo: list[tuple[Any, str, Any]] = []
    try:
        here = _written_again(module, fault.tree())
        _change_methods(module, fault, here, undo)
        _change_where_used(module, here, undo)
        reached = standing_on(fault.function) if fault.function else None
        yield {
            model
            for model, rules in kept.items()
            if reached is None or any(rule.__name__ in reached for _ground, rule in rules)
        }
    finally:
        for owner, name, value in reversed(undo):
            setattr(owner, name, value)
        book._book.clear()  # noqa: SLF001
        book._book.update(kept)  # noqa: SLF001


@cache
def standing_on(function: str) -> frozenset[str]:
    """The functions that call this one, however many steps away, and itself; by their names."""
    standing, before = {function}, set[str]()
    while standing != before:
        before = set(standing)
        standing |= {caller for caller, called in _calls().items() if called & before}
    return frozenset(standing)


@cache
def _calls() -> dict[str, set[str]]:
    """What each function of the rules, and of what they stand on, names inside itself."""
    calls: dict[str, set[str]] = defaultdict(set)
    for module in (*rule_modules(), *BELOW_THE_RULES):
        for node in ast.walk(_source(module)):
            if isinstance(node, ast.FunctionDef):
                calls[node.name] |= _names_in(node)
    return calls


def _names_in(function: ast.FunctionDef) -> set[str]:
    named = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    return named | {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)}


def _written_again(module: ModuleType, tree: ast.Module) -> dict[str, Any]:
    """Run the file as `tree` says it; its rules take the place of those it wrote before."""
    here: dict[str, Any] = {"__name__": module.__name__}
    for written in book._book.values():  # noqa: SLF001
        written[:] = [line for line in written if line[1].__module__ != module.__name__]
    exec(compile(tree, str(module.__file__), "exec"), here)  # noqa: S102 - our own, changed
    return here


def _change_methods(
    module: ModuleType, fault: Fault, here: dict[str, Any], undo: list[tuple[Any, str, Any]]
) -> None:
    """Questions that a class of this file knows, such as those of a QuerySet."""
    for name, thing in vars(module).items():
        if not isinstance(thing, type) or thing.__module__ != module.__name__:
            continue
        if fault.function in vars(thing):
            undo.append((thing, fault.function, vars(thing)[fault.function]))
            setattr(thing, fault.function, vars(here[name])[fault.function])


def _change_where_used(
    module: ModuleType, here: dict[str, Any], undo: list[tuple[Any, str, Any]]
) -> None:
    """Other files that took a function from this one use it as it now is."""
    ours = [user for name, user in sys.modules.items() if name.startswith("alongside.")]
    for user in ours:
        for name, thing in list(vars(user).items()):
            if isinstance(thing, FunctionType) and thing.__module__ == module.__name__:
                undo.append((user, name, thing))
                setattr(user, name, here[thing.__name__])
