"""Kills the making of an edition at random moments and looks each time at what readers would find.

Run with: make kills (KILLS=100 by default, STEP=site; STEP=release leaves the site out and is faster). Works on a copy.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.hostile.ledgers import command, run

from vostochny.model import edition
from vostochny.model.project import Project, this_checkout

TEXT = "Position to the arc minute."
PARTS = ("data", "schemas", "site", "mkdocs.yml", "CHANGELOG.md", "CITATION.cff", "LICENSE", "README.md")


def mark(project: Project, number: int) -> None:
    """Make everything out of date: one note says its number."""
    path = project.csv_path("ports")
    before, found, after = path.read_text(encoding="utf-8").partition(TEXT)
    assert found
    rest = after[after.index("|") + 1 :] if after.startswith(" Trial ") else after
    path.write_text(f"{before}{TEXT} Trial {number}|{rest}", encoding="utf-8", newline="\n")


def marked(project: Project) -> int:
    """The number in the database that readers would find."""
    with sqlite3.connect(f"{project.database.resolve().as_uri()}?mode=ro", uri=True) as connection:
        (note,) = connection.execute("select note from ports where note like ?", (f"%{TEXT} Trial %",)).fetchone()
    return int(note.partition("Trial ")[2].partition("|")[0])


def disagreement(project: Project) -> str:
    """What is wrong with the current edition, but for parts that it does not have."""
    folder = project.build / "edition"
    listed = edition.read_parts(folder)
    if listed is None:
        return "no list of parts"
    for name, part in listed.parts.items():
        if edition.digest(folder, name) != part.sha256:
            return f"{name} is not whole"
        if edition.digest(project.build, name) != part.sha256:
            return f"{name} at its public address is another"
        if any(listed.parts[source].sha256 != digest for source, digest in part.made_from.items()):
            return f"{name} was made from something else"
    return ""


def trial(project: Project, kills: int, step: str) -> Counter[str]:
    """Make an edition again and again, each time of other data, and kill it; returns how often what was found.

    Raises AssertionError when readers would find anything but the edition before or the new one.
    """
    dice = random.Random(43)
    found: Counter[str] = Counter()
    mark(project, 0)
    began = time.perf_counter()
    first = run(project, step)
    assert first.returncode == 0, first.stdout + first.stderr
    seconds, last = time.perf_counter() - began, 0
    for number in range(1, kills + 1):
        mark(project, number)
        process = subprocess.Popen(
            command(project, step), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            process.wait(timeout=dice.uniform(0.05, seconds * 1.1))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            found["killed"] += 1
        assert disagreement(project) == "", (number, disagreement(project))
        now = marked(project)
        assert now in (last, number), (number, last, now)
        found["old" if now == last else "new"] += 1
        last = now
    again = run(project, step)
    assert again.returncode == 0, again.stdout + again.stderr
    assert (disagreement(project), marked(project)) == ("", kills)
    assert not list((project.build / edition.MADE).glob(".*"))
    return found


def copy_of_checkout(root: Path) -> Project:
    """What an edition is made of, in a folder of its own."""
    project, checkout = Project(root), this_checkout()
    project.root.mkdir()
    for part in PARTS:
        source = checkout.root / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, project.root / part)
    return project


def main() -> None:
    """Run the trial on a copy of this checkout and print the counts."""
    step = os.environ.get("STEP", "site")
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        project = copy_of_checkout(Path(folder) / "ledger")
        found = trial(project, int(os.environ.get("KILLS", "100")), step)
    print(f"{step}: {sum(found[name] for name in ('old', 'new'))} tried, {dict(found)}; every edition found was whole")


if __name__ == "__main__":
    main()
