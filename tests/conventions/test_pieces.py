"""Each piece of the desk can be taken out alone: who imports it is what CONTRIBUTING.md says, and nobody else."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = ROOT / "scripts" / "vostochny"
# Where pieces are registered. Commands import theirs when they run.
REGISTERED = {"desk/pieces.py", "cli/desk.py", "server/application.py"}
# Lines of Python that all pieces and their commands may have.
MOST_LINES = 1500
# What a line may consist of without being one of code.
NO_CODE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef


def pieces() -> dict[str, tuple[set[str], set[str]]]:
    """Of each piece its modules in desk/, and those of other pieces that it uses, as CONTRIBUTING.md lists them."""
    listed = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("| piece | modules")[2]
    found = re.findall(r"^\| \*([a-z ]+)\* \|([^|]+)\|([^|]*)\|", listed, re.MULTILINE)
    return {name: (set(re.findall(r"`(\w+)`", own)), set(re.findall(r"`(\w+)`", used))) for name, own, used in found}


def imported(path: Path) -> set[str]:
    """The modules of desk/ that a module imports."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            start = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            names += [f"{start}{alias.name}" for alias in node.names]
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


def lines_of_code(path: Path) -> int:
    """The lines of a module that have a token of code: blank lines, comments and docstrings are none."""
    text = path.read_text(encoding="utf-8")
    tokens = [token for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.type not in NO_CODE]
    lines = {line for token in tokens for line in range(token.start[0], token.end[0] + 1)}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node) is not None:
            lines -= set(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    return len(lines)


def test_all_pieces_together_stay_small() -> None:
    counted = {path.name: lines_of_code(path) for path in [*(CODE / "desk").glob("*.py"), CODE / "cli" / "desk.py"]}
    assert sum(counted.values()) <= MOST_LINES, counted
    assert counted["tools.py"] > 100
