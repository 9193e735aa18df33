"""Names in the program: one meaning each, none that nobody uses, and few values without a type."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from vostochny.model.project import this_checkout

SOURCE = this_checkout().root / "scripts" / "vostochny"
FILES = sorted(SOURCE.rglob("*.py"))
# Modules of one name in two rooms that are about the same thing: what computes it, and what writes it.
SAME_THING = {"validation_report"}
# A module here is named after its page, which may be about what a module of another room computes.
PAGES = SOURCE / "site" / "pages"
# What other programs call: hooks of Datasette, methods of base classes, entry points.
CALLED_FROM_OUTSIDE = re.compile(r"hook|\.command|\.group|override")
# `Any` in the whole program; rows of statements are one of them, named once in database/reading.py.
MOST_ANY = 250


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0]


def in_several_rooms(places: dict[str, set[str]]) -> dict[str, set[str]]:
    return {name: rooms for name, rooms in places.items() if len(rooms) > 1}


def test_no_two_rooms_have_a_module_of_the_same_name() -> None:
    places: defaultdict[str, set[str]] = defaultdict(set)
    for path in FILES:
        if path.parent not in {SOURCE, PAGES} and path.stem not in {"__init__", *SAME_THING}:
            places[path.stem].add(room(path))
    assert in_several_rooms(places) == {}


def test_no_two_rooms_have_a_class_of_the_same_name() -> None:
    places: defaultdict[str, set[str]] = defaultdict(set)
    for path in FILES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                places[node.name].add(room(path))
    assert in_several_rooms(places) == {}


def defined(module: ast.Module) -> Iterator[str]:
    """Functions, classes and constants at the top of a module that nothing outside the program calls."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if not any(CALLED_FROM_OUTSIDE.search(ast.unparse(item)) for item in node.decorator_list):
                yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def used(module: ast.Module) -> Iterator[str]:
    """Names that a module reads, not those that it binds or only imports."""
    for node in ast.walk(module):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            # Annotations in quotation marks, and plugins that are named by their module.
            yield from re.findall(r"\w+", node.value)


def test_no_name_at_the_top_of_a_module_is_unused() -> None:
    modules = {path: tree(path) for path in FILES}
    reads = Counter(name for module in modules.values() for name in used(module))
    dead = {
        f"{path.relative_to(SOURCE)}: {name}"
        for path, module in modules.items()
        for name in defined(module)
        if not reads[name] and not name.startswith("__")
    }
    assert dead == set()


def test_a_dead_name_would_be_noticed() -> None:
    module = ast.parse("LOST = 1\nKEPT = 2\n\ndef lost() -> int:\n    return KEPT\n")
    assert set(defined(module)) - set(used(module)) == {"LOST", "lost"}


def test_few_values_have_no_type() -> None:
    names = (node for path in FILES for node in ast.walk(tree(path)) if isinstance(node, ast.Name))
    assert sum(node.id == "Any" for node in names) <= MOST_ANY
