"""Holds every built page against what pages may consist of, and names the cell from which anything else comes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape

from vostochny.database.reading import opened
from vostochny.explore.packed_scripts import ASSETS, FIRST_REQUEST, SCRIPTS
from vostochny.model.errors import BuildError
from vostochny.model.findings import shorten
from vostochny.model.project import Project
from vostochny.model.site_url import letter_to_keeper, repository_address, site_address
from vostochny.render.context import RenderContext
from vostochny.render.inert_text import web_address
from vostochny.render.page_guard import ForeignMarkup, PageGuard, observed, own_elements

# The page of the licence under which the record is published, and what the pages of this program link to by themselves.
OWN_LINKS = ("https://creativecommons.org/licenses/by/4.0/",)
# What is written by hand, and so may name addresses beside those of the record; so may descriptions of tables.
WRITTEN_BY_HAND = ("site/pages/*.md", "site/examples/*", "CHANGELOG.md", "mkdocs.yml")
ADDRESS = re.compile(r"https?://[^\s<>\"'`)\]|]+")
MOST_SHOWN = 5


def page_guard(project: Project, blank: list[str]) -> PageGuard:
    """What the pages of this publication may consist of.

    blank: pages of the theme without content
    """
    of_theme, scripts, addresses = observed(blank)
    elements = own_elements()
    for name, attributes in of_theme.items():
        elements[name] = elements.get(name, frozenset()) | attributes
    files = {path.relative_to(project.root / "site").as_posix() for path in (project.root / "site").rglob("*.js")}
    files |= {f"{ASSETS}/{name}" for name in SCRIPTS}
    return PageGuard(
        elements=elements,
        scripts=scripts | {FIRST_REQUEST},
        files=frozenset(files | set(theme_files(blank))),
        addresses=addresses
        | recorded_addresses(project)
        | written_addresses(project)
        | {*OWN_LINKS, letter_to_keeper()},
        own=tuple(filter(None, (site_address(), repository_address()))),
    )


def theme_files(blank: list[str]) -> Iterator[str]:
    """Paths in the site of the scripts of the theme, whose pages lead to them from the root or by steps up."""
    for content in blank:
        for address in re.findall(r'<script src="([^"]+)"', content):
            yield address[address.index("assets/") :]


def recorded_addresses(project: Project) -> frozenset[str]:
    """Every address in a column of addresses, as links have it."""
    found: set[str] = set()
    with opened(project.database) as connection:
        context = RenderContext(project.dataset, connection)
        for table in project.dataset.published.values():
            for field in table.fields:
                if field.format_name == "url":
                    rows = context.rows(f"select distinct [{field.name}] as address from [{table.name}]")
                    found |= {unescape(web_address(row["address"])) for row in rows}
    return frozenset(found - {""})


def written_addresses(project: Project) -> frozenset[str]:
    """Every address in what is written by hand."""
    files = [path for pattern in WRITTEN_BY_HAND for path in project.root.glob(pattern)]
    texts = [path.read_text(encoding="utf-8") for path in files]
    texts += [json.dumps(project.dataset.package)]
    texts += [item.description for table in project.dataset.published.values() for item in table.fields]
    texts += [table.description for table in project.dataset.published.values()]
    return frozenset(address.rstrip(".,;:") for content in texts for address in ADDRESS.findall(content))


def check_pages(project: Project, found: Mapping[str, Sequence[ForeignMarkup]]) -> None:
    """Raises BuildError that names page, file, record and value where a page has anything that it may not have.

    found: of each page, by its path in the site, what it may not have
    """
    faults = [f"{here}: {foreign.what}{origin(project, foreign)}" for here in found for foreign in found[here]]
    if faults:
        more = f"\nand {len(faults) - MOST_SHOWN} more" if len(faults) > MOST_SHOWN else ""
        raise BuildError(
            "Pages have markup that neither the theme nor this program writes, so nothing was published. A cell of the "
            "record was taken for markup; correct the cell, and report that it was not written as text:\n"
            + "\n".join(faults[:MOST_SHOWN])
            + more
        )


def origin(project: Project, foreign: ForeignMarkup) -> str:
    """The cell that has the text, as file, record, column and value; empty where none is found."""
    with opened(project.database) as connection:
        context = RenderContext(project.dataset, connection)
        for table in project.dataset.published.values():
            for field in table.fields:
                if field.type != "string":
                    continue
                for row in context.rows(
                    f"select * from [{table.name}] where instr(lower([{field.name}]), lower(:sought)) limit 1",
                    sought=foreign.value,
                ):
                    key = "|".join(str(row[name]) for name in table.primary_key)
                    place = f"data/{table.file_name}, record {key}, column {field.name}"
                    return f", from {place}: {shorten(str(row[field.name]))!r}"
    return ""
