"""The verdict of the plain checker, faster: with caches, the fast path, a speculative load and a process for the rules.

Each of them is in its own file; here is only where each takes the place of a step of `Checker`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from pathlib import Path
from shutil import copyfile

from vostochny.checks.checker import Checker
from vostochny.checks.expectations import guarded_sql
from vostochny.checks.expectations_process import RuleProcess
from vostochny.checks.fast_reading import load_all
from vostochny.checks.sql_rules import tables_read
from vostochny.checks.staged_database_cache import StagedDatabaseCache
from vostochny.checks.verdict import Verdict
from vostochny.checks.verdict_cache import VerdictCache, contents_of
from vostochny.database.reading import opened
from vostochny.database.staging import complete, create_all, fill, list_records
from vostochny.model.findings import Finding
from vostochny.model.project import Project
from vostochny.tables.arrow_reader import Loaded


class RuleProcessChecker(Checker):
    """Runs the rules in another process, over a copy of the database, while the indexes for readers are made."""

    def __init__(self, project: Project, staged: Path, report: Callable[[str], None], process: RuleProcess) -> None:
        super().__init__(project, staged, report)
        self.process = process

    def stage(self, tables: Mapping[str, Loaded], *, valid: bool) -> None:
        """Stage in two steps: what the rules need, and then, while they run, what only readers need."""
        dataset = self.project.dataset
        if not (valid and self.staged.exists()):
            create_all(dataset, self.staged, lenient=not valid)
            fill(dataset, tables, self.staged, lenient=not valid)
        if self.rules:
            self.process.start()
        list_records(dataset, self.staged)
        if self.rules:
            self.process.ask(self.rules, Path(copyfile(self.staged, self.staged.with_name("rules.db"))))
        complete(dataset, self.staged)

    def broken(self) -> set[str]:
        """The answer of the process that `stage` asked."""
        return self.process.broken()


class TablesChecker(RuleProcessChecker):
    """Checks the record as it would be with a contribution in it; nothing of that is cached."""

    def __init__(
        self,
        project: Project,
        staged: Path,
        report: Callable[[str], None],
        process: RuleProcess,
        tables: Mapping[str, Loaded],
    ) -> None:
        super().__init__(project, staged, report, process)
        self.tables = tables

    def read(self) -> Mapping[str, Loaded]:
        """The tables that were given."""
        return self.tables


class QuickChecker(RuleProcessChecker):
    """Checks data/ and skips what the caches show to be unchanged since it was found valid."""

    def __init__(
        self,
        project: Project,
        staged: Path,
        report: Callable[[str], None],
        process: RuleProcess,
        cache: VerdictCache,
        side: Executor,
    ) -> None:
        super().__init__(project, staged, report, process)
        self.cache = cache
        self.database_cache = StagedDatabaseCache(cache, staged, side)
        self.tables: Mapping[str, Loaded] = {}
        self.cacheable = False

    def check(self) -> Verdict:
        """As the plain checker does; afterwards what was found valid is in the cache."""
        verdict = super().check()
        self.cache.write()
        return verdict

    def read(self) -> Mapping[str, Loaded]:
        """Every table, as fast as its state allows; the database is loaded on the way where nothing is cached."""
        self.tables = load_all(self.project, self.cache, early=self.staged)
        return self.tables

    def table_findings(self, tables: Mapping[str, Loaded]) -> list[Finding]:
        """As the plain checker does; none where exactly these tables were found valid before."""
        contents = contents_of(list(tables.values()))
        key = self.cache.key("tables", *contents)
        if contents and self.cache.recall(key) is not None:
            return []
        findings = super().table_findings(tables)
        if contents and not findings:
            self.cache.note(key, "valid")
        return findings

    def stage(self, tables: Mapping[str, Loaded], *, valid: bool) -> None:
        """The staged database of the last run, if it is of exactly these tables; else a new one.

        Rules that were satisfied by exactly these tables are not run again.
        """
        self.cacheable = valid
        if valid:
            self.rules = [rule for rule in self.rules if not self.cache.rule_valid(rule, tables)]
        if self.database_cache.holds(tables) and valid:
            self.process.ask(self.rules, self.staged)
            return
        super().stage(tables, valid=valid)
        if valid:
            self.database_cache.read_through()

    def content_findings(self, tables: Mapping[str, Loaded], broken: set[str]) -> list[Finding]:
        """As the plain checker does; satisfied rules go into the cache."""
        findings = super().content_findings(tables, broken)
        stale = {item.file for item in findings}
        with opened(self.staged) as connection:
            for rule in self.rules if self.cacheable else ():
                if rule.name not in broken and f"schemas/rules/{rule.path.name}" not in stale:
                    reads = tables_read(self.project.dataset, connection, guarded_sql(rule))
                    self.cache.note_rule(rule, reads, tables)
        return findings

    def keep_database(self) -> None:
        """Leave the staged database to the next run, if nobody moved it away."""
        if self.staged.exists():
            self.database_cache.keep(self.tables)
