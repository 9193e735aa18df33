"""Puts together what a host of static files needs: the site, the downloads, and pages that lead to Explore."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from vostochny.database.reading import opened
from vostochny.explore.host_config import headers_file, nginx_snippet
from vostochny.explore.packed_scripts import lacking
from vostochny.model.atomic_folder import swap
from vostochny.model.errors import BuildError
from vostochny.model.project import Project
from vostochny.model.schema import Dataset
from vostochny.render.inert_text import in_html
from vostochny.web.tilde_encoding import tilded

DATA = "data"
# Datasette's endings of the addresses of tables, views and questions.
FORMS = ("csv", "json", "geojson", "atom")
# Longest name of a file on common file systems.
LONGEST_NAME = 255
POLICY = "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'"
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<script src="{root}assets/explore/forward.js" data-explore="{root}explore/" data-path="{path}"></script>
</head>
<body>
<h1>{title}</h1>
<p>This address opens these rows in <a href="{root}explore/#{path}">Explore</a>, which needs scripts and WebAssembly.
Without them: {others}.</p>
</body>
</html>
"""


def build_static(project: Project) -> int:
    """Write build/static/ in place of the old folder; returns how many addresses of Datasette lead to Explore.

    Raises BuildError when what Explore is made of is not installed.
    """
    if missing := lacking():
        raise BuildError(f"What Explore is made of is not installed ({missing} is missing); run: make shapes")
    with tempfile.TemporaryDirectory(prefix=".static-", dir=project.build) as scratch:
        folder = Path(scratch) / "static"
        shutil.copytree(project.build / "site", folder)
        shutil.copytree(project.build / "downloads", folder / "downloads", dirs_exist_ok=True)
        with opened(project.database) as connection:
            count = write_addresses(project, connection, folder)
        (folder / "_headers").write_text(headers_file(), encoding="utf-8", newline="\n")
        (folder / "nginx.conf").write_text(nginx_snippet(), encoding="utf-8", newline="\n")
        # GitHub Pages would leave out files that begin with an underscore.
        (folder / ".nojekyll").write_text("", encoding="utf-8")
        swap(folder, project.build / "static")
    return count


def write_addresses(project: Project, connection: sqlite3.Connection, folder: Path) -> int:
    """One small page for each address that Datasette has; returns how many."""
    count = 0
    for parts, title, table in addresses(project.dataset, connection, project.database.stem):
        if any(len(part) > LONGEST_NAME for part in parts):
            continue
        place = folder.joinpath(DATA, *parts)
        place.mkdir(parents=True, exist_ok=True)
        page = forwarding(parts, title, table)
        (place / "index.html").write_text(page, encoding="utf-8", newline="\n")
        count += 1
    return count


def addresses(
    dataset: Dataset, connection: sqlite3.Connection, database: str
) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Parts of each address below /data/, what is there, and the table whose file holds the rows or an empty text."""
    yield (), "Tables and questions", ""
    yield ("search",), "Search all tables", ""
    for form in ("", *(f".{form}" for form in FORMS)):
        yield (f"{database}{form}",), "SQL, tables and questions", ""
        for name, table in dataset.published.items():
            yield (database, f"{name}{form}"), table.title, name
        for item in (*dataset.views, *dataset.queries):
            yield (database, f"{item.name}{form}"), item.title, ""
        yield (database, f"records{form}"), "All records", ""
    keys = {name: table.primary_key for name, table in dataset.published.items()} | {"records": ("record_id",)}
    for name, columns in keys.items():
        file = name if name in dataset.published else ""
        for row in connection.execute(f"select {', '.join(f'[{column}]' for column in columns)} from [{name}]"):
            values = [str(value) for value in row]
            yield (database, name, ",".join(map(tilded, values))), ", ".join(values), file


def forwarding(parts: tuple[str, ...], title: str, table: str) -> str:
    """A page that leads to the same rows in Explore, and says where else they are.

    table: the table whose file of the downloads holds the rows; empty where there is none
    """
    root = "../" * (len(parts) + 1)
    places = {"downloads/": "the files to download", "tables/": "the list of tables"}
    if table:
        places = {f"downloads/{table}.csv": f"{table}.csv", f"tables/{table}/": "what this table is", **places}
    others = [f'<a href="{root}{path}">{words}</a>' for path, words in places.items()]
    # What is percent-encoded in the path of an address is read the same after the hash.
    path = "/" + "/".join(quote(part, safe="~+,") for part in parts)
    return PAGE.format(policy=POLICY, title=in_html(title), root=root, path=path, others=", ".join(others))
