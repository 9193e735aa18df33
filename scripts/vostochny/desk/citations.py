"""One page or selection as others cite it: Chicago, APA, MLA, BibTeX, CSL-JSON, and a line for a print newsroom."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date

from vostochny.model.package import Package
from vostochny.model.site_url import site_address
from vostochny.model.wording import MONTHS, day
from vostochny.release.metadata.citation import author
from vostochny.render.context import RenderContext
from vostochny.render.inert_text import in_html_with_blanks

STYLES = {"print": "One line for print", "chicago": "Chicago", "apa": "APA", "mla": "MLA"}
STYLES |= {"bibtex": "BibTeX", "csl": "CSL-JSON"}


def citations(package: Package, title: str, address: str, released_on: str) -> dict[str, str]:
    """The citation of what is at an address in every style, with the version and day of the release.

    title: plain text
    address: absolute; that of a selection has its filters
    released_on: the day of the release, which is the same on every page and file
    """
    made, version, whole = author(package), str(package["version"]), package["title"]
    released = date.fromisoformat(released_on)
    month = MONTHS[released.month - 1]
    short = month if len(month) < 5 else f"{'Sept' if month == 'September' else month[:3]}."
    name = title.rstrip(".")
    tex = re.sub(r"([\\{}$&#_%^~])", r"\\\1", name)
    item = {
        "id": f"vostochny-ledger-{version}",
        "type": "dataset",
        "title": name,
        "container-title": whole,
        "author": [{"literal": made}],
        "issued": {"date-parts": [[released.year, released.month, released.day]]},
        "version": version,
        "URL": address,
    }
    key = re.sub(r"[^a-z0-9]+", "_", f"vostochny_ledger_{version}_{address.rpartition('://')[2].lower()}")
    fields = {"title": tex, "author": made, "year": released.year, "month": released.month, "howpublished": whole}
    lines = "".join(f"  {field} = {{{{{value}}}}},\n" for field, value in (fields | {"version": version}).items())
    work = f"{name} (Version {version}) [Data set]"
    return {
        "print": f"Source: {whole}, “{name}”, version of {day(released)}, {address}",
        "chicago": f"{made}. “{name}.” {whole}, version {version}. {month} {released.day}, {released.year}. {address}.",
        "apa": f"{made}. ({released.year}, {month} {released.day}). {work}. {whole}. {address}",
        "mla": f"{made}. “{name}.” {whole}, version {version}, {released.day} {short} {released.year}, {address}.",
        "bibtex": f"@misc{{{key.rstrip('_')},\n{lines}  url = {{{address}}}\n}}",
        "csl": json.dumps([item], ensure_ascii=False),
    }


def with_citation(content: str, package: Package, here: str, title: str, released_on: str) -> str:
    """A page with its citation in every style at its end.

    here: path of the page's file from the root of the site
    title: of the page, as plain text
    """
    address = site_address() + here.removesuffix("index.html")
    entries = citations(package, title, address, released_on).items()
    lines = [f"<dt>{STYLES[style]}</dt><dd><code>{in_html_with_blanks(words)}</code></dd>" for style, words in entries]
    head = '<details class="cite-page" data-search-exclude><summary>Cite this page</summary>'
    block = f"{head}<dl>{''.join(lines)}</dl></details>"
    return content.replace("</article>", f"{block}</article>", 1)


def citation_styles(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The styles with the words ADDRESS and TITLE in place of an address and a title, for the form on *How to cite*."""
    made = citations(context.dataset.package, "TITLE", "ADDRESS", context.released_on)
    yield "desk/styles.json", json.dumps({name: {"label": STYLES[name], "text": words} for name, words in made.items()})
