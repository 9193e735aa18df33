"""Completes the pages that the generator laid out with what search engines, other sites and browsers ask for."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Collection, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from html import unescape
from pathlib import Path

from vostochny.desk.pieces import with_desk
from vostochny.explore.packed_scripts import FIRST_REQUESTS
from vostochny.model.package import Package
from vostochny.model.site_url import site_address
from vostochny.model.wording import MONTHS
from vostochny.render.inert_text import in_html
from vostochny.render.page_guard import ForeignMarkup, PageGuard, foreign_markup
from vostochny.site.foreign_words import with_languages
from vostochny.site.paper_addresses import with_paper_addresses
from vostochny.site.process_pool import PAGES_AT_ONCE
from vostochny.site.relative_links import NOT_FOUND, forwarding, relative_links
from vostochny.site.share_pictures import picture_path
from vostochny.site.stacked_tables import stacked_tables
from vostochny.web.security_headers import COMPILED, LOADED

DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
PARAGRAPH = re.compile(r"<(?:p|li)\b[^>]*>(.*?)</(?:p|li)>", re.DOTALL)
# The sentence of a record's page (`render/record_page.py`).
STANDING = re.compile(r'<p class="standing">(.*?)</p>', re.DOTALL)
HEADING = re.compile(r"<h1[^>]*>(.*?)(?:<a class=\"headerlink\".*?)?</h1>", re.DOTALL)
# Parts of the theme that a screen reader would announce without a name.
NAMED = {'data-md-component="search" role="dialog"': 'data-md-component="search" role="dialog" aria-label="Search"'}
LONGEST_DESCRIPTION = 200
# Tables that assets/tables.js lets a reader filter: those without a class of their own and with so many rows.
PLAIN_TABLE = re.compile(r"<table(?![^>]*\bclass=)[^>]*>.*?</table>", re.DOTALL)
ROWS_TO_FILTER = 9
CELL = re.compile(r"(<td\b[^>]*>)(.*?)(?=</td>)", re.DOTALL)
# A day outside of tags, such as 22 November 2024.
DAY = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}\b(?![^<]*>)")
# What the page has that runs SQLite, which is WebAssembly.
EXPLORE = 'id="explore"'
POLICY = f"default-src 'none'; script-src 'self'{{scripts}}; {LOADED}"


@dataclass(frozen=True)
class PageFinish:
    """What the pages of a built site are completed with.

    site: the folder of the site
    described: the dataset as schema.org has it, which the first page carries for search engines
    scripts: the inline scripts of the theme, the only ones that run
    released_on: the day of the release
    topics: those that a reader can follow
    addresses: of the sources, by `source_id`
    """

    site: Path
    package: Package
    described: dict[str, object]
    scripts: frozenset[str]
    released_on: str
    topics: frozenset[str]
    addresses: Mapping[str, str]

    def page(self, here: str, laid_out: str) -> str:
        """A page as the generator laid it out, with its description, its card and its policy for scripts.

        here: its path in the site
        """
        content = with_languages(stacked_tables(relative_links(laid_out, here, site_address())))
        if here == NOT_FOUND:
            content = content.replace("</head>", f"{forwarding(site_address())}</head>", 1)
        dataset = self.described if here == "index.html" else None
        own = picture_path(here)
        picture = own if (self.site / own).is_file() else picture_of(content)
        content = finished(content, here, self.package, dataset, self.scripts, picture)
        content = with_paper_addresses(content, self.addresses)
        return with_desk(content, self.package, here, title_of(content), self.released_on, self.topics)


def finish_pages(finish: PageFinish, guard: PageGuard, pool: Executor) -> dict[str, list[ForeignMarkup]]:
    """Let `pool` give every page of a built site its description, its card for other sites, and its policy for scripts.

    Returns of each page, by its path in the site, what the guard finds in it.
    """
    pages = sorted(path.relative_to(finish.site).as_posix() for path in finish.site.rglob("*.html"))
    complete = partial(finish_page, finish, guard)
    return dict(zip(pages, pool.map(complete, pages, chunksize=PAGES_AT_ONCE), strict=True))


def finish_page(finish: PageFinish, guard: PageGuard, here: str) -> list[ForeignMarkup]:
    """Complete the page with the path `here` in the site; returns what the guard finds in it then."""
    path = finish.site / here
    content = finish.page(here, path.read_text(encoding="utf-8"))
    path.write_text(content, encoding="utf-8", newline="\n")
    return list(foreign_markup(guard, here, content))


def finished(
    content: str,
    here: str,
    package: Package,
    dataset: dict[str, object] | None,
    scripts: Collection[str],
    picture: str,
) -> str:
    """One page with all that its head was lacking; a description of the dataset only where one is given."""
    address = site_address() + here.removesuffix("index.html")
    title, words = title_of(content), description_of(content)
    head = [
        property_tag("og:type", "website"),
        property_tag("og:site_name", package["title"]),
        property_tag("og:title", title),
        property_tag("og:description", words),
        property_tag("og:url", address),
        property_tag("og:image", f"{site_address()}{picture}"),
        '<meta name="twitter:card" content="summary_large_image">',
        # The word order keeps the theme from taking it for a translation of the page, whose site map it would fetch.
        f'<link rel="feed alternate" type="application/atom+xml" title="{in_html(package["title"])}" '
        f'href="{site_address()}feed.xml">',
    ]
    if dataset:
        described = json.dumps(dataset, ensure_ascii=False).replace("<", "\\u003c")
        head.append(f'<script type="application/ld+json">{described}</script>')
    described_tag = f'<meta name="description" content="{in_html(words)}">'
    if DESCRIPTION.search(content):
        content = DESCRIPTION.sub(lambda _: described_tag, content, count=1)
    else:
        head.insert(0, described_tag)
    content = content.replace("</head>", "".join(head) + "</head>", 1)
    for unnamed, named in NAMED.items():
        content = content.replace(unnamed, named, 1)
    content = with_room_for_filters(unbroken_days(content))
    ahead = FIRST_REQUESTS if EXPLORE in content else ""
    policy = f'<meta http-equiv="Content-Security-Policy" content="{policy_of(ahead + content, scripts)}">'
    return content.replace('<meta charset="utf-8">', f'<meta charset="utf-8">{policy}{ahead}', 1)


def unbroken_days(content: str) -> str:
    """A page in whose tables no day is broken in two lines."""
    return CELL.sub(lambda cell: cell[1] + DAY.sub(r'<span class="day">\g<0></span>', cell[2]), content)


def with_room_for_filters(content: str) -> str:
    """A page in which the script's filters over a long table have their room from the start, so that nothing jumps."""

    def with_room(found: re.Match[str]) -> str:
        rows = found[0].partition("<tbody")[2].count("<tr")
        return f'<div class="table-bar" data-waiting></div>{found[0]}' if rows >= ROWS_TO_FILTER else found[0]

    return PLAIN_TABLE.sub(with_room, content)


def policy_of(content: str, scripts: Collection[str]) -> str:
    """What the page may load and run: its own files, and those of the theme's inline scripts that it has.

    A script that came into the page in another way is not among them and does not run.
    """
    used = sorted(script for script in scripts if f">{script}</script>" in content)
    digests = [base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii") for script in used]
    compiled = f" {COMPILED}" if EXPLORE in content else ""
    return POLICY.format(scripts=compiled + "".join(f" 'sha256-{digest}'" for digest in digests))


def title_of(content: str) -> str:
    """The heading of a page, or its title where it has none."""
    found = HEADING.search(content) or TITLE.search(content)
    return plain(found[1]) if found else ""


def description_of(content: str) -> str:
    """A record's sentence of standing, else the first paragraph that has words; cut at a word.

    The title of the page where there is neither.
    """
    _, _, article = content.partition("<article")
    if sentence := STANDING.search(article):
        article = f"<p>{sentence[1]}</p>"
    paragraphs = (plain(found[1]) for found in PARAGRAPH.finditer(article))
    words = next((item for item in paragraphs if item), "") or title_of(content)
    if len(words) <= LONGEST_DESCRIPTION:
        return words
    return words[:LONGEST_DESCRIPTION].rsplit(" ", maxsplit=1)[0].rstrip(",;:") + " …"


def picture_of(content: str) -> str:
    """The picture that other sites show for a page: its own chart, or else the chart of the first page."""
    found = re.search(r'href="[^"]*(charts/[a-z-]+\.png)"', content)
    return found[1] if found else "charts/cap-by-day.png"


def plain(markup: str) -> str:
    """Markup as one line of text."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", markup)).replace("¶", "").split())


def property_tag(name: str, value: str) -> str:
    """One line of the card that other sites show."""
    return f'<meta property="{name}" content="{in_html(value)}">'
