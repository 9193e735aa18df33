"""The rooms and the house rules: which room imports which, how long files and functions are, what none may do."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from vostochny.model.project import this_checkout

ROOT = this_checkout().root
SOURCE = ROOT / "scripts" / "vostochny"
FILES = sorted(SOURCE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
# The one list of rooms is the table in CONTRIBUTING.md: room, purpose, what it may import.
ROOMS = {
    name: set(others.replace(" ", "").split(",")) - {""}
    for name, others in re.findall(
        r"^\| `(\w+)` \|[^|]*\| ([\w, ]*)\|$", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE
    )
}
# No room may hold a larger part of the program's lines.
LARGEST_ROOM = 0.2
NON_DETERMINISTIC = {"time.time", "datetime.now", "datetime.today", "date.today", "datetime.utcnow", "random.random"}
# Tells the caller's own day to commands that publish nothing.
CLOCKS = {SOURCE / "cli" / "upkeep.py"}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> Iterator[str]:
    """Full names of all modules that a file imports, at its top or inside a function."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_its_row_names(room: str) -> None:
    for path in sorted((SOURCE / room).rglob("*.py")):
        others = {name.split(".")[1] for name in imported(path) if name.startswith("vostochny.")}
        assert others - {room} <= ROOMS[room], path.name


def test_the_rooms_are_listed_so_that_each_imports_only_rooms_above_it() -> None:
    above: set[str] = set()
    for room, others in ROOMS.items():
        assert others <= above, room
        above.add(room)


def test_no_room_is_more_than_a_fifth_of_the_program() -> None:
    def lines(folder: Path) -> int:
        return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in folder.rglob("*.py"))

    whole = lines(SOURCE)
    assert [room for room in ROOMS if lines(SOURCE / room) > whole * LARGEST_ROOM] == []


def test_every_room_is_known() -> None:
    # The command line is over all rooms; that none of them imports it follows from ROOMS.
    folders = {path.name for path in SOURCE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == {*ROOMS, "cli"}


def test_only_the_model_reads_the_schemas() -> None:
    for path in FILES:
        if path.parent.name != "model":
            assert "import yaml" not in path.read_text(encoding="utf-8"), path.name


@pytest.mark.parametrize("path", [*FILES, *TESTS], ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_fits_in_one_look_and_says_what_it_is_for(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 300
    assert lines[0].startswith('"""')
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, node.name


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_clock_no_broad_except_no_open_without_encoding(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None
            assert ast.unparse(node.type) not in {"Exception", "BaseException"}
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            assert path in CLOCKS or not any(name.endswith(clock) for clock in NON_DETERMINISTIC), name
            keywords = {keyword.arg for keyword in node.keywords}
            if name.endswith((".read_text", ".write_text")):
                assert "encoding" in keywords, f"{path.name}:{node.lineno}"
            # os.open gives a descriptor, which has no encoding.
            if name == "open" or (name.endswith(".open") and name != "os.open"):
                assert "encoding" in keywords or "b" in ast.unparse(node), f"{path.name}:{node.lineno}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_values_become_text_of_markup_in_one_module(path: Path) -> None:
    if path == SOURCE / "render" / "inert_text.py":
        return
    content = tree(path)
    named = {
        f"{node.module}.{alias.name}"
        for node in ast.walk(content)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    called = {ast.unparse(node.func) for node in ast.walk(content) if isinstance(node, ast.Call)}
    assert not named & {"html.escape", "markupsafe.escape"}
    assert "xml.sax.saxutils" not in set(imported(path))
    assert not called & {"html.escape", "markupsafe.escape", "Markup.escape"}


def test_the_locks_hold_hashes_and_name_no_index() -> None:
    for path in sorted(ROOT.glob("*.lock")):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index" not in text
        packages = re.findall(r"^[a-z0-9._-]+==", text, re.MULTILINE)
        assert len(packages) == len(re.findall(r"==\S+.*\\\n {4}--hash=sha256:", text)), path.name


def test_tests_mirror_the_rooms() -> None:
    assert [room for room in ROOMS if not (ROOT / "tests" / room).is_dir()] == []


def test_every_tracked_text_file_ends_its_lines_with_lf() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in listed.splitlines():
        path = ROOT / name
        if path.suffix in {".py", ".sql", ".yaml", ".md", ".csv", ".toml", ".sh", ".css", ".html"} and path.exists():
            assert b"\r" not in path.read_bytes(), name


def test_lint_and_types_are_clean() -> None:
    for command in (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]):
        run = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr
