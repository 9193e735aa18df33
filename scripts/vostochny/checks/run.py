"""Runs one check in a temporary folder of build/, with everything that makes it quick."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from vostochny.checks.expectations_process import RuleProcess
from vostochny.checks.quick_checker import QuickChecker, TablesChecker
from vostochny.checks.verdict import Verdict
from vostochny.checks.verdict_cache import VerdictCache
from vostochny.model.project import Project
from vostochny.tables.csv_reader import RawTable

# All tables together; a hundred times the size of the record.
LARGE_BYTES = 50_000_000


@contextmanager
def checked(
    project: Project,
    report: Callable[[str], None],
    tables: Mapping[str, RawTable] | None = None,
    process: RuleProcess | None = None,
) -> Iterator[tuple[Verdict, Path]]:
    """Check everything; gives the verdict and the staged database, which is complete when the verdict is valid.

    tables: the record as it would be with a contribution in it; without it, as it is in data/
    process: one that has begun to load; it is used up
    The staged file is in build/, next to the published one. Whoever publishes it renames it; otherwise a valid one is
    kept for the next build.
    """
    project.cache.mkdir(exist_ok=True)
    temporary = tempfile.TemporaryDirectory(prefix=f".staged-{os.getpid()}-", dir=project.cache)
    with process or RuleProcess(project.schemas) as rules, temporary as folder, ThreadPoolExecutor(1) as side:
        staged = Path(folder) / "staged.db"
        if tables is not None:
            yield TablesChecker(project, staged, report, rules, tables).check(), staged
            return
        cache = VerdictCache(project)
        if cache.empty and size_of(project) < LARGE_BYTES:
            # Before anything else, because it takes longer to load than small tables take to read and stage. Large ones
            # keep two processors busy while they are read, and one later, while they are staged.
            rules.start()
        checker = QuickChecker(project, staged, report, rules, cache, side)
        verdict = checker.check()
        yield verdict, staged
        if verdict.valid:
            checker.keep_database()


def size_of(project: Project) -> int:
    """The bytes of all tables; those that are missing are left out."""
    paths = [project.csv_path(name) for name in project.dataset.tables]
    return sum(path.stat().st_size for path in paths if path.is_file())
