"""Caches the staged database so that `build` after `check` can reuse it, if data and file are unchanged."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor, Future
from pathlib import Path

from vostochny.checks.verdict_cache import VerdictCache, contents_of, digest_of
from vostochny.tables.arrow_reader import Loaded


class StagedDatabaseCache:
    """The database that the last check left, if there is one; its digest is computed in another thread."""

    def __init__(self, cache: VerdictCache, staged: Path, executor: Executor) -> None:
        self.cache = cache
        self.staged = staged
        self.path = cache.project.cache / ".staged.db"
        self.executor = executor
        self.digest: Future[str] | None = None
        if not cache.empty and self.path.exists():
            # Moved first and hashed then, so that no other process can change it in between.
            self.path.replace(staged)
            self.read_through()

    def read_through(self) -> None:
        """Begin to compute the digest of the staged database, to which nothing is added any more."""
        self.digest = self.executor.submit(digest_of, self.staged)

    def holds(self, tables: Mapping[str, Loaded]) -> bool:
        """Whether the staged database is of exactly these tables and unaltered; if not, it is deleted."""
        if self.digest is None:
            return False
        contents = contents_of(list(tables.values()))
        wanted = self.cache.recall(self.cache.key("staged", *contents)) if contents else None
        if self.digest.result() == wanted:
            return True
        self.staged.unlink()
        return False

    def keep(self, tables: Mapping[str, Loaded]) -> None:
        """Leave the staged database, which was found valid, to the next run."""
        contents = contents_of(list(tables.values()))
        if contents and self.digest is not None:
            self.cache.note(self.cache.key("staged", *contents), self.digest.result())
            self.staged.replace(self.path)
            self.cache.write()
