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
        if cache.empty:
            # Before anything else, because it takes longer to load than small tables take to read and stage.
            rules.start()
        checker = QuickChecker(project, staged, report, rules, cache, side)
        verdict = checker.check()
        yield verdict, staged
        if verdict.valid:
            checker.keep_database()
