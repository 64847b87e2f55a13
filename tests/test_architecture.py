"""The shape of the house, held by machine. docs/architecture.md says what the shape is for."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import models

from alongside.access import book
from alongside.access.guarded import GuardedQuerySet
from alongside.kit.kept import Kept
from tests import house

LAYERS = [
    {"config"},
    {"pages"},
    {"interchange", "rights"},
    {"plans"},
    {"asks"},
    {"circles"},
    {"lifemaps"},
    {"profiles"},
    {"promises"},
    {"moments"},
    {"agreements"},
    {"shares"},
    {"relationships"},
    {"partners"},
    {"teams"},
    {"accounts"},
    {"drafts"},
    {"cowriting"},
    {"people"},
    {"access"},
    {"vault"},
    {"kit"},
]
"""Top to bottom: each slice may point at slices below it, never above or beside."""

NO_CONTENT = {
    "kit": "it knows no domain word",
    "vault": "only keys, which nobody is ever shown",
    "access": "it holds the empty book; the trail is opened by its own page, which comes later",
    "pages": "it only composes",
    "config": "it ties the slices together",
    "world": "it is made up",
    "prove": "it proves",
    "bench": "it measures",
}
"""Slices with no rules of their own, and why."""

BY_OTHER_DOORS = {
    "access.TrailLine": "ids only; written for every look, read by the page that shows the trail",
    "accounts.Account": "a way in, never shown as content",
    "accounts.MayWork": "ids and times; asked when a session opens",
    "accounts.PaperCode": "a hash; its owner is told only how many are left",
    "accounts.Session": "a fingerprint; its owner's list asks by account",
    "accounts.Try": "a fingerprint of nobody in particular",
    "interchange.Arrived": "a fingerprint and an id, so that nothing comes in twice",
    "shares.Letters": "a fingerprint; gone once whoever was shown the letters types them",
    "lifemaps.StarterSet": "names somebody wrote down for this place, for all who are here",
    "relationships.Invitation": "fingerprints of codes; opened by whoever holds the code",
    "rights.Hearer": "a name somebody chose to put on the wall, for all who are here",
    "vault.Key": "wrapped keys, never shown",
}
"""Tables nobody asks through the rule book, and why."""

MOST_LINES_OF_A_FUNCTION, MOST_LINES_OF_A_FILE = 60, 400


def label_of(model: type[models.Model]) -> str:
    return f"{model._meta.app_label}.{model.__name__}"


def height(label: str) -> int:
    return next(number for number, layer in enumerate(LAYERS) if label in layer)


# --- arrows ----------------------------------------------------------------------------------


def test_tables_point_down_only() -> None:
    """import-linter cannot see a foreign key given as text."""
    wrong = []
    for model in house.our_models():
        for field in model._meta.get_fields():
            other: Any = field.related_model if field.is_relation and field.concrete else None
            if other not in house.our_models():
                continue
            here, there = model._meta.app_label, other._meta.app_label
            if here != there and height(here) >= height(there):
                wrong.append(f"{label_of(model)}.{field.name} -> {there}")
    assert not wrong


def test_every_app_of_ours_has_its_place_in_the_house() -> None:
    known = set().union(*LAYERS) | house.MADE_UP
    assert set(house.slices()) <= known
    assert {m._meta.app_label for m in house.our_models()} <= known


def test_imports_keep_the_arrows() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    answer = subprocess.run(  # noqa: S603 - our own linter
        [linter, "--no-logo", "--no-cache"],
        cwd=house.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stdout


# --- what every table says of itself ----------------------------------------------------------


@pytest.mark.parametrize("model", house.our_models(), ids=label_of)
def test_every_table_says_why_each_field_is_kept(model: type[models.Model]) -> None:
    kept = getattr(model, "kept", None)
    assert isinstance(kept, Kept)
    assert set(kept.fields) == {field.name for field in model._meta.concrete_fields}
    assert all(kept.fields.values())
    said = (kept.owner, kept.key, kept.export, kept.erase, kept.merge, kept.retention)
    assert all(said)


@pytest.mark.parametrize("model", house.our_models(), ids=label_of)
def test_every_table_has_a_rule_or_a_reason(model: type[models.Model]) -> None:
    label = label_of(model)
    assert bool(book.rules_for(model)) != (label in BY_OTHER_DOORS), label


def test_every_table_with_a_rule_is_asked_through_it() -> None:
    for model in book.guarded_models():
        assert isinstance(model._default_manager.all(), GuardedQuerySet), label_of(model)


# --- rooms ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", house.slices())
def test_every_slice_says_what_it_is_for(name: str) -> None:
    said = (house.HOUSE / name / "README.md").read_text(encoding="utf-8")
    assert said.startswith(f"# {name}\n")


@pytest.mark.parametrize("name", house.slices())
def test_every_slice_with_content_has_rules(name: str) -> None:
    has = (house.HOUSE / name / "access.py").exists()
    assert has != (name in NO_CONTENT) or name == "prove"


@pytest.mark.parametrize("name", sorted(set(house.slices()) - {"prove", "bench"}))
def test_every_slice_has_tests_of_its_own(name: str) -> None:
    assert list((house.HOUSE / name / "tests").glob("test_*.py"))


# --- size -------------------------------------------------------------------------------------


def test_no_function_is_long() -> None:
    long = [
        f"{house.name_of(file)}:{node.lineno} {node.name}"
        for file in house.python_files()
        for node in ast.walk(house.tree_of(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > MOST_LINES_OF_A_FUNCTION
    ]
    assert not long


def test_no_file_is_long() -> None:
    long = [
        house.name_of(file)
        for file in house.python_files()
        if len(file.read_text(encoding="utf-8").splitlines()) > MOST_LINES_OF_A_FILE
    ]
    assert not long


# --- no query in a view or a template that does not start at what the viewer may see ------------

STARTS = {"visible_to", "get_visible", "ours", "get_ours", "likely_matches"}
"""All of them begin by `visible_to` themselves."""
NO_ONES_CONTENT = {label.rpartition(".")[2] for label in BY_OTHER_DOORS}


def unguarded_in_python(source: str) -> Iterator[int]:
    """The lines on which something is asked of a table in another way."""
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute):
            continue
        if node.attr in {"_default_manager", "_base_manager", "raw", "cursor"}:
            yield node.lineno
        if node.attr == "objects" and getattr(node.value, "id", "") not in NO_ONES_CONTENT:
            after = parents.get(node)
            if not (isinstance(after, ast.Attribute) and after.attr in STARTS):
                yield node.lineno


ASKS_IN_A_TEMPLATE = re.compile(r"\{[{%][^}]*?(\.objects\b|_set\b|\.all\b|\.count\b)[^}]*?[}%]\}")


def unguarded_in_a_template(source: str) -> list[str]:
    """What a template would ask of a table by itself."""
    return [found.group(0) for found in ASKS_IN_A_TEMPLATE.finditer(source)]


@pytest.mark.parametrize(
    ("line", "is_good"),
    [
        ("Moment.objects.visible_to(viewer).filter(id=id)", True),
        ("Moment.objects.get_visible(viewer, id=id)", True),
        ("entry_of(viewer, id)", True),
        ("Account.objects.exists()", True),
        ("Moment.objects.get(id=id)", False),
        ("Moment.objects.all()", False),
        ("Moment.objects.filter(id=id).visible_to(viewer)", False),
        ("moments = Moment.objects", False),
        ("get_object_or_404(Moment.objects, id=id)", False),
        ("Moment._default_manager.visible_to(viewer)", False),
        ("connection.cursor().execute('select')", False),
    ],
)
def test_our_lint_tells_good_lines_from_bad(line: str, is_good: bool) -> None:  # noqa: FBT001
    assert (not list(unguarded_in_python(line))) == is_good


@pytest.mark.parametrize(
    ("line", "is_good"),
    [
        ("{{ entry.moment.happened_at }}", True),
        ("{% for entry in entries %}", True),
        ("{% for telling in moment.tellings.all %}", False),
        ("{{ person.side_set }}", False),
        ("{{ relationship.moments.count }}", False),
        ("{{ Moment.objects }}", False),
    ],
)
def test_our_lint_tells_good_templates_from_bad(line: str, is_good: bool) -> None:  # noqa: FBT001
    assert (not unguarded_in_a_template(line)) == is_good


def files_of_views() -> set[Path]:
    """Wherever the address book leads, and every `views.py`."""
    leads_to = {view.__module__ for view in house.views()}
    found = {house.ROOT / f"{name.replace('.', '/')}.py" for name in leads_to}
    return found | {file for file in house.working_files() if file.name == "views.py"}


def test_views_ask_only_for_what_the_viewer_may_see() -> None:
    wrong = [
        f"{house.name_of(file)}:{number}"
        for file in sorted(files_of_views())
        for number in unguarded_in_python(file.read_text(encoding="utf-8"))
    ]
    assert not wrong


def test_templates_ask_nothing() -> None:
    wrong = [
        f"{house.name_of(file)}: {found}"
        for file in house.templates()
        for found in unguarded_in_a_template(house.words_of_template(file))
    ]
    assert not wrong


# --- decisions -------------------------------------------------------------------------------


def test_every_decision_is_listed_and_every_one_listed_is_there() -> None:
    folder = house.ROOT / "docs" / "decisions"
    listed = re.findall(r"\]\(([^)]+)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert listed == sorted(file.name for file in folder.glob("[0-9]*.md"))
