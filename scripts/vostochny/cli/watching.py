"""`vostochny serve --watch`: what is saved is checked and shown; while it is not valid the last state stays."""

from __future__ import annotations

import shutil
import tempfile
import threading
from pathlib import Path
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Any

import click

from vostochny.model.edition import LIST, servable
from vostochny.model.errors import CallError, LedgerError
from vostochny.model.file_lock import using
from vostochny.model.project import Project
from vostochny.model.wording import plural
from vostochny.volumes import DEFAULT_DRAWS, DEFAULT_SEED

if TYPE_CHECKING:
    from vostochny.checks.verdict import Verdict
    from vostochny.model.schema import Dataset
    from vostochny.server.live_preview import WatchedServer
    from vostochny.site.preview import Preview

# In seconds; a file that is being written is read when it has not changed for as long.
PACE = 0.2
PAGES = "site/pages/"
DATA, SCHEMAS = "data/", "schemas/"
WATCHED = (DATA, SCHEMAS, PAGES)
MOST_SHOWN = 20

# Path below the root -> when it was changed, and its size.
State = dict[str, tuple[int, int]]


def serve_watched(project: Project, port: int) -> None:
    """Serve the edition that there is, and whatever is saved from then on, until Ctrl-C.

    What is shown is no edition and is put nowhere: downloads, Explore, the site's search and pictures stay those of
    the edition. Raises BuildError when there is none, CallError when the port is in use.
    """
    from vostochny.server.application import application, listen, run
    from vostochny.server.live_preview import WatchedServer
    from vostochny.site.preview import Preview

    listening = listen(port)
    if listening is None:
        raise CallError(f"Port {port} is in use; choose another, such as: vostochny serve --watch --port {port + 1}")
    base, _why = servable(project, drafts=True)
    with using(base.build / LIST), tempfile.TemporaryDirectory(prefix="vostochny-watch-") as scratch:
        pages = Preview(base)
        server = WatchedServer(application(base), pages.page)
        watcher = Watcher(base, server, pages, Path(scratch))
        threading.Thread(target=watcher.follow, daemon=True).start()
        click.echo(f"Watching {', '.join(WATCHED)}: a page that is open loads again when something is saved.")
        run(server, listening, patience=1)


class Watcher:
    """Looks for saved files, checks them and has them shown.

    base: the project as of the edition that is served
    scratch: an empty folder for databases
    """

    def __init__(self, base: Project, server: WatchedServer, pages: Preview, scratch: Path) -> None:
        from vostochny.checks.expectations_process import RuleProcess

        self.base = base
        self.server = server
        self.pages = pages
        self.scratch = scratch
        self.rules = RuleProcess(base.schemas)
        # Saved since the last valid state.
        self.changed: set[str] = set()
        self.project = base

    def follow(self) -> None:
        """Look for ever."""
        seen = state_of(self.base.root)
        self.rules.start()
        # What the first save would wait for.
        self.pages.warm()
        standard_estimates(self.base.dataset, self.base.database, DEFAULT_SEED, DEFAULT_DRAWS)
        while True:
            sleep(PACE)
            now = state_of(self.base.root)
            if now == seen:
                continue
            while (later := settled(self.base.root)) != now:
                now = later
            self.changed |= {name for name in {*seen, *now} if seen.get(name) != now.get(name)}
            seen = now
            self.look()

    def look(self) -> None:
        """Show the files as they are now, or what is wrong with them."""
        started = perf_counter()
        try:
            project = self.checked() if any(name.startswith((DATA, SCHEMAS)) for name in self.changed) else self.project
            if project is None:
                return
            edited = {name.removeprefix(PAGES) for name in self.changed if name.startswith(PAGES)}
            self.pages.renew(project, edited)
            self.put_in_place(project)
        except LedgerError as error:
            self.tell(str(error))
        else:
            told = f"{plural(len(self.changed), 'file')} saved"
            self.changed.clear()
            click.echo(f"{told}, shown after {perf_counter() - started:.1f} s.")

    def checked(self) -> Project | None:
        """The record as it is in data/ now, with its database in a folder of its own; None when it is not valid."""
        from vostochny.checks.expectations_process import RuleProcess
        from vostochny.checks.run import checked
        from vostochny.checks.validation_report import write
        from vostochny.database.model_results import add_estimates
        from vostochny.database.reproducible_bytes import seal

        saved = Project(self.base.root)
        project = saved.built_in(Path(tempfile.mkdtemp(dir=self.scratch)))
        try:
            with checked(saved, lambda _step: None, process=self.rules) as (verdict, staged):
                if verdict.valid:
                    shutil.copyfile(staged, project.database)
        finally:
            # It answers once; the next one loads until it is needed.
            self.rules = RuleProcess(saved.schemas)
            self.rules.start()
        if not verdict.valid:
            shutil.rmtree(project.build)
            self.tell(*lines(verdict))
            return None
        add_estimates(project.dataset, project.database, standard_estimates)
        seal(project.database)
        write(project, verdict)
        for name in ("downloads", "site", "pages", "gate.json"):
            (project.build / name).symlink_to(self.base.build / name)
        return project

    def put_in_place(self, project: Project) -> None:
        """Have a state shown, and remove the one before if it was made here."""
        from vostochny.server.application import application

        before, self.project = self.project, project
        self.server.replace(application(project) if project is not before else None)
        if before not in (project, self.base):
            shutil.rmtree(before.build)

    def tell(self, *findings: str) -> None:
        """Show findings on the pages and here."""
        self.server.tell(findings)
        for line in findings:
            click.echo(line)


def standard_estimates(dataset: Dataset, database: Path, _seed: int, _draws: int) -> dict[str, list[Any]]:
    """The standard run of the volume model, which is not run again on what it was given the last time."""
    from vostochny.diff.headline import standard_run

    return standard_run(dataset, database)


def lines(verdict: Verdict) -> list[str]:
    """What a verdict finds, as a page shows it: not more than fits on one."""
    found = [finding.as_text() for finding in verdict.findings] + verdict.skipped
    more = len(found) - MOST_SHOWN
    return found if more <= 0 else [*found[:MOST_SHOWN], f"and {more} more; `vostochny check` lists all"]


def state_of(root: Path) -> State:
    """All files of the folders that are watched. Hidden ones, as editors keep them, are left out."""
    found: State = {}
    for path in (path for folder in WATCHED for path in (root / folder).rglob("[!.]*")):
        try:
            known = path.stat()
        except FileNotFoundError:  # renamed or deleted since it was listed
            continue
        found[path.relative_to(root).as_posix()] = (known.st_mtime_ns, known.st_size)
    return found


def settled(root: Path) -> State:
    """The same, a moment later."""
    sleep(PACE)
    return state_of(root)
