"""Each piece of the desk can be taken out alone: who imports it is what CONTRIBUTING.md says, and nobody else."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = ROOT / "scripts" / "vostochny"
# Where pieces are registered. Commands import theirs when they run.
REGISTERED = {"desk/pieces.py", "cli/desk.py", "server/application.py"}


def pieces() -> dict[str, tuple[set[str], set[str]]]:
    """Of each piece its modules in desk/, and those of other pieces that it uses, as CONTRIBUTING.md lists them."""
    listed = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("| piece | modules")[2]
    found = re.findall(r"^\| \*([a-z ]+)\* \|([^|]+)\|([^|]*)\|", listed, re.MULTILINE)
    return {name: (set(re.findall(r"`(\w+)`", own)), set(re.findall(r"`(\w+)`", used))) for name, own, used in found}


def imported(path: Path) -> set[str]:
    """The modules of desk/ that a module imports."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    names = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.split(".")[2] for name in names if name.startswith("vostochny.desk.")}


def test_every_module_of_the_desk_is_of_one_piece() -> None:
    modules = sorted(path.stem for path in (CODE / "desk").glob("*.py") if path.stem not in ("__init__", "pieces"))
    assert len(pieces()) == 6
    assert sorted(module for own, _ in pieces().values() for module in own) == modules


def test_a_piece_imports_of_others_only_what_its_row_names() -> None:
    for name, (own, used) in pieces().items():
        needed = {module for stem in own for module in imported(CODE / "desk" / f"{stem}.py")} - own
        assert needed == used, name


def test_nothing_else_knows_a_piece_but_where_it_is_registered() -> None:
    known = {
        path.relative_to(CODE).as_posix()
        for path in CODE.rglob("*.py")
        if path.parent.name != "desk" and imported(path) - {"pieces"}
    }
    assert known == REGISTERED - {"desk/pieces.py"}
