"""Packs the scripts of Explore, so that a page asks for one file and not for twenty, and SQLite for a third."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from vostochny.model.errors import BuildError

# What scripts/shapes.sh fetches; a machine without a network for it has no such files, and its site no Explore.
MODULES = Path(sys.prefix) / "shapes" / "node_modules"
COMPILED = MODULES / "@sqlite.org" / "sqlite-wasm" / "dist" / "sqlite3.wasm"
# The program itself. That of the package `esbuild` needs Node.js, which not every machine has that builds the site.
PACKERS = "@esbuild/*/bin/esbuild"
# What the page loads, from the folder of the site's assets; the worker asks for SQLite beside itself.
ASSETS = "assets/explore"
SCRIPTS = ("main.js", "worker.js")

# Asks for the rows of the address before any script has come. It is part of the page, whose policy has its hash.
FIRST_REQUEST = (
    r"{const [,name]=/^#\/[^/?]+\/([a-z0-9_]+)(?:\?|$)/.exec(location.hash)??[];"
    r'if(name)window.firstFile={name,response:fetch(`tables/${name}.json`,{cache:"no-cache"}).catch(()=>null)}}'
)
# What comes before the style sheets: a browser that finds the policy of a page in the page does not look ahead.
FIRST_REQUESTS = (
    f'<script>{FIRST_REQUEST}</script><link rel="modulepreload" href="../{ASSETS}/main.js">'
    f'<link rel="stylesheet" href="../{ASSETS}/explore.css">'
)


def lacking() -> str:
    """The package without which there is no Explore here; empty where all are installed."""
    if not COMPILED.is_file():
        return "@sqlite.org/sqlite-wasm"
    return "" if packer() else "esbuild"


def packer() -> Path | None:
    """The esbuild for this machine."""
    return next(iter(sorted(MODULES.glob(PACKERS))), None)


def write_scripts(source: Path, folder: Path) -> None:
    """Write what the page of Explore runs; nothing where a package for it is lacking.

    source: the folder of the modules
    folder: the site
    Raises BuildError with what esbuild says of a module.
    """
    program = packer()
    if lacking() or program is None:
        return
    target = folder / ASSETS
    target.mkdir(parents=True, exist_ok=True)
    command = [str(program), *SCRIPTS, "--bundle", "--minify", "--format=esm", "--charset=utf8", "--log-level=warning"]
    done = subprocess.run(
        [*command, f"--outdir={target}"],
        cwd=source,
        env={**os.environ, "NODE_PATH": str(MODULES)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise BuildError(f"The scripts of Explore could not be packed:\n{done.stderr}")
    shutil.copyfile(COMPILED, target / COMPILED.name)
