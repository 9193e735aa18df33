"""Every file of a branch that is neither a table nor a schema: what it is for, and what becomes of it.

Tables and schemas have their own words in a review; all the rest of a branch would otherwise pass beside them.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import vostochny
from vostochny.diff.branch_schemas import ENDINGS
from vostochny.diff.places import ends
from vostochny.diff.revision import commit_of
from vostochny.model.errors import BuildError
from vostochny.model.git import NEVER_COMMITTED, git
from vostochny.model.project import Project
from vostochny.model.wording import plural

LINK, SUBMODULE, GONE = "120000", "160000", "000000"
MEGABYTE = 1_000_000
# Larger files are not read, and longer ones not compared line by line, so that a branch cannot keep a review busy.
MOST_BYTES, MOST_COMPARED = 20 * MEGABYTE, 5_000
# Lines of a file that are shown, and how much of each; of code only how many, for a review of code is another matter.
MOST_LINES, LONGEST_LINE = 8, 200
# What a file does, by its name or where it lies; the first that fits counts. In the order in which they are shown.
MADE = "MADE, AND NEVER TO BE COMMITTED: "
ELSEWHERE = "LEADS ELSEWHERE: "
HIDING = "CHANGES WHAT GIT SHOWS: "
RUNNING = "RUNS OR INSTALLS: "
CHECKING = "PART OF THE PROGRAM: "
READ = "READERS SEE IT: "
TESTING = "TESTS: "
RANKS = (MADE, ELSEWHERE, HIDING, RUNNING, CHECKING, READ, TESTING, "")
HIDING_NAMES = {".gitattributes", ".gitmodules", ".gitignore", ".mailmap", "CODEOWNERS"}
RUNNING_NAMES = {"Makefile", "Dockerfile", ".dockerignore", "pyproject.toml", "package.json", "package-lock.json"}
RUNNING_ENDINGS = {".lock", ".sh", ".cfg", ".toml", ".pth", ".so"}
RUNNING_FOLDERS = (".github/workflows/", ".github/actions/", ".ci/")
PROGRAM = "scripts/vostochny/"
# Python elsewhere is run too: a yaml.py where a command is called from can stand in for a library.
CODE_FOLDERS = (PROGRAM, "tests/", "site/examples/")
FOLDERS = (
    ("scripts/vostochny/desk/", READ),
    (PROGRAM, CHECKING),
    ("scripts/", RUNNING),
    ("site/", READ),
    ("tests/", TESTING),
)


OWN_PROGRAM = (
    "The branch changes the program that made this review. Review it with the main branch's program too: "
    "`vostochny --project FOLDER review`, called in a checkout of the main branch, with this one as FOLDER."
)
OTHER_PROGRAM = (
    "The branch changes the program, and this review is made by another: check, headline and grades may differ with it."
)


@dataclass(frozen=True)
class FileChange:
    """One file of the branch; a mode of zeros where it was not or is not there."""

    path: str
    old_mode: str
    mode: str
    status: str

    @property
    def mark(self) -> str:
        """What the file is for, as the beginning of its sentence."""
        if self.mode in {LINK, SUBMODULE}:
            return ELSEWHERE
        if self.path.startswith(NEVER_COMMITTED):
            return MADE
        if PurePosixPath(self.path).name in HIDING_NAMES:
            return HIDING
        return RUNNING if self.runs else next((mark for start, mark in FOLDERS if self.path.startswith(start)), "")

    @property
    def runs(self) -> bool:
        """Whether it is run or installed outside the program: by make, a workflow, a container or pip."""
        path = PurePosixPath(self.path)
        named = path.name in RUNNING_NAMES or path.suffix in RUNNING_ENDINGS or self.path.startswith(RUNNING_FOLDERS)
        code = path.suffix == ".py" and not self.path.startswith(CODE_FOLDERS)
        return named or code or (self.mode == "100755" and self.old_mode != self.mode)


def file_sentences(project: Project, base: str) -> Iterator[str]:
    """Every file that the branch changes beside tables and schemas, what runs, hides or leads elsewhere first."""
    commit = commit_of(project.root, base)
    if not commit:
        yield f"Files beside tables and schemas were not compared, because {base} is no commit of this checkout."
        return
    tables = {f"data/{table.file_name}" for table in project.dataset.tables.values()}
    found = [change for change in changed_files(project.root, commit) if not told_elsewhere(change, tables)]
    if any(change.path.startswith(PROGRAM) and change.mark == CHECKING for change in found):
        yield OWN_PROGRAM if runs_from(project.root) else OTHER_PROGRAM
    for change in sorted(found, key=lambda item: RANKS.index(item.mark)):
        path = change.path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        yield f"{change.mark}{path}: {described(project.root, commit, change)}"


def runs_from(root: Path) -> bool:
    """Whether the program that runs is the one of this checkout."""
    return Path(vostochny.__file__).resolve().is_relative_to(root.resolve())


def changed_files(root: Path, commit: str) -> list[FileChange]:
    """What differs between a commit and the checkout, by mode and path.

    Nothing that the branch says in .gitattributes or .gitmodules alters this list, and nothing of it is run.
    Raises BuildError when git cannot compare them.
    """
    plain = ("--raw", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty")
    asked = git(root, "--no-optional-locks", "-c", "core.fsmonitor=false", "diff", *plain, commit, "--")
    if asked is None or asked.returncode:
        message = asked.stderr.decode("utf-8", "replace").strip() if asked else "there is no git"
        raise BuildError(f"git could not compare the files with {commit}: {message}")
    parts = asked.stdout.decode("utf-8", "surrogateescape").split("\0")
    found = []
    for head, path in zip(parts[0::2], parts[1::2], strict=False):
        old_mode, mode, _old, _new, status = head.removeprefix(":").split(" ")
        found.append(FileChange(path, old_mode, mode, status))
    return found


def told_elsewhere(change: FileChange, tables: set[str]) -> bool:
    """Whether the rows or the entries of a file are compared one by one; then only another mode is left to say."""
    compared = change.path in tables or (change.path.startswith("schemas/") and change.path.endswith(ENDINGS))
    return compared and change.mode in {change.old_mode, "100644"} and change.old_mode in {GONE, "100644"}


def described(root: Path, commit: str, change: FileChange) -> str:
    """What becomes of a file, with its first changed lines."""
    path = root / change.path
    if change.mode == SUBMODULE:
        return "another repository (a submodule), which this review does not look into."
    if change.mode == LINK:
        return f"a link to {path.readlink()}." if path.is_symlink() else "a link to another place."
    size = path.stat().st_size if path.is_file() and change.mode != GONE else 0
    words = {GONE: "taken out"}.get(change.mode, "new" if change.old_mode == GONE else "changed")
    if GONE not in {change.old_mode, change.mode} and change.old_mode != change.mode:
        words += f", its mode from {change.old_mode} to {change.mode}"
    if size > MEGABYTE:
        words += f", {size / MEGABYTE:,.1f} MB"
    if size > MOST_BYTES:
        return f"{words}, too large to be read here."
    before, after = content_of(root, commit, change), path.read_bytes() if size else b""
    if b"\0" in after or b"\0" in before:
        return f"{words}, binary."
    return f"{words}{lines_of(change, before, after)}"


def content_of(root: Path, commit: str, change: FileChange) -> bytes:
    """The file as the commit has it; nothing where it has none, or has a link or a submodule there."""
    if change.old_mode in {GONE, LINK, SUBMODULE}:
        return b""
    asked = git(root, "cat-file", "blob", f"{commit}:{change.path}")
    return asked.stdout if asked is not None and asked.returncode == 0 else b""


def lines_of(change: FileChange, before: bytes, after: bytes) -> str:
    """How many lines come and go, and the first of them where they are few and no code of the program or of a test."""
    one, other = (content.decode("utf-8", "replace").splitlines() for content in (before, after))
    if max(len(one), len(other)) > MOST_COMPARED:
        return f": {len(one):,} lines before, {len(other):,} now."
    gone = come = 0
    lines: list[str] = []
    for kind, start, end, begin, stop in difflib.SequenceMatcher(None, one, other).get_opcodes():
        if kind != "equal":
            gone, come = gone + end - start, come + stop - begin
            lines += windows(one[start:end], other[begin:stop])
    counts = f": {plural(come, 'line')} added, {gone:,} taken out"
    code = change.mark in {CHECKING, TESTING} and change.path.endswith(".py")
    if code or change.mode == GONE or not lines:
        return f"{counts}."
    more = len(lines) - MOST_LINES
    return f"{counts}: {' | '.join(lines[:MOST_LINES])}" + (f" | and {more:,} more" if more > 0 else "")


def windows(gone: list[str], come: list[str]) -> Iterator[str]:
    """Lines as they were and as they are; of a long one the part in which it differs from its counterpart."""
    for sign, lines, others in (("-", gone, come), ("+", come, gone)):
        for place, line in enumerate(lines):
            other = others[place] if place < len(others) else ""
            same, _rest = ends(line, other)
            start = max(same - LONGEST_LINE // 4, 0) if len(line) > LONGEST_LINE else 0
            end = start + LONGEST_LINE
            yield f"{sign} {'… ' * (start > 0)}{line[start:end]}{' …' * (end < len(line))}"
