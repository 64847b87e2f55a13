"""Reading our own source: files, templates, functions and the words the product says."""

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / "alongside"
MADE_UP = {"world", "prove", "bench"}
"""Outside working code."""
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}


@cache
def python_files(*, tests: bool = True) -> tuple[Path, ...]:
    """Every Python file of ours but migrations, which Django writes."""
    found = [*HOUSE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    return tuple(
        file
        for file in sorted(found)
        if "migrations" not in file.parts and (tests or "tests" not in file.parts)
    )


def working_files() -> Iterator[Path]:
    """The Python files a place runs: no tests, nothing made up."""
    for file in python_files(tests=False):
        if file.relative_to(HOUSE).parts[0] not in MADE_UP:
            yield file


def templates() -> Iterator[Path]:
    """Every template of ours."""
    yield from sorted(HOUSE.rglob("templates/**/*.html"))
    yield from sorted(HOUSE.rglob("templates/**/*.txt"))


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


def slices() -> list[str]:
    """Every slice of working code, and the made-up ones beside it."""
    return sorted(
        folder.name
        for folder in HOUSE.iterdir()
        if folder.is_dir() and (folder / "__init__.py").exists()
    )


def texts_said() -> Iterator[tuple[str, str]]:
    """Every sentence given to gettext in Python, with the file it is in."""
    for file in working_files():
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in GETTEXT:
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield name_of(file), argument.value


COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", re.DOTALL)


def words_of_template(file: Path) -> str:
    """A template's words without its comments."""
    return COMMENT.sub(" ", file.read_text(encoding="utf-8"))


def addresses() -> Iterator[tuple[str, str, Callable[..., Any]]]:
    """Every address of ours: its name, as it is written in `urls.py`, and where it leads."""
    yield from _addresses(get_resolver(), "/", "")


def _addresses(
    book: URLResolver, before: str, slice_name: str
) -> Iterator[tuple[str, str, Callable[..., Any]]]:
    for each in book.url_patterns:
        here = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _addresses(each, here, f"{each.namespace}:" if each.namespace else "")
        elif isinstance(each, URLPattern):
            yield f"{slice_name}{each.name}", here, each.callback


def written_addresses() -> list[str]:
    return [address for _name, address, _view in addresses()]


def views() -> list[Callable[..., Any]]:
    return [view for _name, _address, view in addresses()]


# --- words of tables, and names in code ---------------------------------------------------


def our_models() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("alongside.")]


def names_of_fields() -> Iterator[tuple[str, str]]:
    """Every table and field of ours, as (label, word): `Promise.due_at` gives due, at."""
    for model in our_models():
        for field in model._meta.concrete_fields:
            label = f"{model._meta.label}.{field.name}"
            yield from ((label, word) for word in field.name.split("_"))
        for word in re.findall(r"[A-Z][a-z]+", model.__name__):
            yield model._meta.label, word.lower()


def with_a_word_of(words: set[str]) -> list[str]:
    return sorted({label for label, word in names_of_fields() if word in words})


def imports_of(file: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def names_called(file: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name):
            yield node.id


def scripts() -> list[Path]:
    return sorted(HOUSE.rglob("static/**/*.js"))
