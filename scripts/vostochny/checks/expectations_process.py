"""Great Expectations in a process of its own: loading it takes a second, in which the tables are read and staged."""

from __future__ import annotations

import gc
import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from types import TracebackType

from vostochny.checks.expectations import broken_rules, load
from vostochny.model.errors import BuildError
from vostochny.model.sqlfile import SqlFile, read_sql_folder

YIELDING = 5
# All rules together take seconds on a million calls. A rule of a contributor's branch must not run or grow for ever.
LONGEST_RUN = 300
MOST_MEMORY = 8 * 2**30


class RuleProcess:
    """A process that answers one question: which of these rules are broken by this database?"""

    def __init__(self, schemas: Path) -> None:
        self.schemas = schemas
        self.process: subprocess.Popen[str] | None = None
        self.asked = False

    def start(self) -> None:
        """Begin to load; does nothing when that has begun."""
        if self.process is None:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "vostochny.checks.expectations_process"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
            )

    def ask(self, rules: list[SqlFile], staged: Path) -> None:
        """Have these rules run over the database at `staged`, which must stay as it is until the answer is there."""
        if not rules:
            return
        self.start()
        assert self.process is not None
        assert self.process.stdin is not None
        question = {"schemas": str(self.schemas), "staged": str(staged), "rules": [rule.name for rule in rules]}
        try:
            self.process.stdin.write(json.dumps(question) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # `broken` reports that it ended
        self.asked = True

    def broken(self) -> set[str]:
        """Names of the rules that are broken among those that were asked about; none when none were.

        Raises BuildError when the process ends without an answer, or does not end.
        """
        if not self.asked:
            return set()
        assert self.process is not None
        try:
            answer, _nothing = self.process.communicate(timeout=LONGEST_RUN)
        except subprocess.TimeoutExpired as error:
            raise BuildError(
                f"the rules did not end within {LONGEST_RUN} seconds; look for one that recurses"
            ) from error
        if self.process.returncode:
            raise BuildError(f"the rules could not be run: their process ended with code {self.process.returncode}")
        return set(json.loads(answer)["broken"])

    def __enter__(self) -> RuleProcess:
        return self

    def __exit__(self, _kind: type | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.communicate()


def answer(question: dict[str, object]) -> dict[str, list[str]]:
    """What `RuleProcess.broken` reads."""
    wanted = question["rules"]
    assert isinstance(wanted, list)
    rules = [rule for rule in read_sql_folder(Path(str(question["schemas"])), "rules") if rule.name in wanted]
    return {"broken": sorted(broken_rules(rules, Path(str(question["staged"]))))}


def main() -> None:
    """Load, wait for the one question, answer it; what a library prints must not get into the answer."""
    # Whoever asks has more to do than to wait for this, until the rules are run.
    os.nice(YIELDING)
    # What is loaded stays until the process ends; to look again and again for cycles in it is a quarter of the time.
    gc.disable()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    load()
    if line := sys.stdin.readline():
        with out:
            json.dump(answer(json.loads(line)), out)


if __name__ == "__main__":
    main()
