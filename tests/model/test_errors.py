"""All errors of the program have one base, and the tree in errors.py lists every one of them."""

from __future__ import annotations

import ast
import re

from vostochny.model import errors
from vostochny.model.project import this_checkout

SOURCE = this_checkout().root / "scripts" / "vostochny"


def defined() -> dict[str, list[str]]:
    """Every error class of the program with the names of its bases."""
    return {
        node.name: [ast.unparse(base) for base in node.bases]
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and node.name.endswith("Error")
    }


def test_the_tree_lists_every_error_of_the_program() -> None:
    assert set(re.findall(r"\w+Error\b", (errors.__doc__ or "").replace("ValueError", ""))) == set(defined())


def test_every_error_derives_from_the_base() -> None:
    ours = defined()
    assert len(ours) > 5
    for name, bases in ours.items():
        assert name == "LedgerError" or any(base in ours for base in bases), name
