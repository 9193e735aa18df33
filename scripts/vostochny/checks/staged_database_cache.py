"""The staged database that a check leaves to the build that may follow; it is taken up only if it was not altered."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor, Future
from pathlib import Path

from vostochny.checks.verdict_cache import Known, contents_of, digest_of
from vostochny.tables.arrow_reader import Loaded


class Kept:
    """What the last check left, if anything, read through beside other work."""

    def __init__(self, known: Known, staged: Path, beside: Executor) -> None:
        self.known = known
        self.staged = staged
        self.path = known.project.build / ".staged.db"
        self.beside = beside
        self.digest: Future[str] | None = None
        if not known.nothing and self.path.exists():
            # Moved first and looked at then, so that nobody can change it in between.
            self.path.replace(staged)
            self.read_through()

    def read_through(self) -> None:
        """Begin to read the staged database, to which nothing is added any more."""
        self.digest = self.beside.submit(digest_of, self.staged)

    def holds(self, tables: Mapping[str, Loaded]) -> bool:
        """Whether the staged database is of exactly these tables and was not altered; if not, it is deleted."""
        if self.digest is None:
            return False
        contents = contents_of(list(tables.values()))
        wanted = self.known.recall(self.known.key("staged", *contents)) if contents else None
        if self.digest.result() == wanted:
            return True
        self.staged.unlink()
        return False

    def keep(self, tables: Mapping[str, Loaded]) -> None:
        """Leave the staged database, which was found right, to the next run."""
        contents = contents_of(list(tables.values()))
        if contents and self.digest is not None:
            self.known.note(self.known.key("staged", *contents), self.digest.result())
            self.staged.replace(self.path)
            self.known.write()
