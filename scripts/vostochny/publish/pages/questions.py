"""The named queries, each as a question with a link to its answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from vostochny.model.address import site_address
from vostochny.model.sqlfile import SqlFile
from vostochny.publish.pages.book import DATASETTE, Book, page
from vostochny.publish.pages.markup import link, pairs, text


def pages(book: Book) -> Iterator[tuple[str, str]]:
    """One section a query of schemas/queries/."""
    blocks = [
        "Questions that readers ask often, answered by one statement each. The link opens the answer in Datasette, "
        "where it can be changed, filtered and saved as CSV or JSON."
    ]
    for query in book.dataset.queries:
        blocks += question(query)
    blocks += elsewhere(book.dataset.queries[0])
    yield "questions.md", page("Questions", *blocks)


def elsewhere(query: SqlFile) -> list[str]:
    """How to have an answer outside the browser; the commands are tried by the tests."""
    address = f"{site_address().rstrip('/')}{DATASETTE}/{query.name}.csv?_size=max"
    return [
        "## From a program or a spreadsheet { #elsewhere }",
        "Every answer is a CSV file at an address, and JSON at the same address with another ending. Here for the "
        "first question of this page.",
        f'```bash\ncurl "{address}"\n```',
        f'```python\nimport csv, io, urllib.request\n\nwith urllib.request.urlopen("{address}") as answer:\n'
        '    rows = list(csv.DictReader(io.TextIOWrapper(answer, encoding="utf-8")))\n```',
        f'```r\nrows <- read.csv("{address}", fileEncoding = "UTF-8")\n```',
        f'In LibreOffice, Excel or a web spreadsheet: import from the web, or `=IMPORTDATA("{address}")`.',
    ]


def question(query: SqlFile) -> list[str]:
    """One question: what it answers, what can be set, and where the answer is."""
    parameters: dict[str, Any] = query.header.get("parameters") or {}
    blocks = [
        f"## {text(query.title)} {{ #{query.name.replace('_', '-')} }}",
        text(query.description),
        text(query.header.get("example")),
    ]
    if parameters:
        blocks.append(pairs((text(name), described(item)) for name, item in parameters.items()))
    settings = urlencode({name: item.get("default", "") for name, item in parameters.items()})
    address = f"{DATASETTE}/{query.name}"
    page_address = f"{address}?{settings}" if settings else address
    file_address = f"{address}.csv?{settings}&_size=max" if settings else f"{address}.csv?_size=max"
    blocks.append(f"{link('Open the answer', page_address)} · {link('as CSV', file_address)}")
    return blocks


def described(item: Mapping[str, Any]) -> str:
    """What a parameter means and what it is when left alone."""
    default = str(item.get("default") or "")
    words = text(item.get("title"))
    return f"{words}; unless set, {text(default)}" if default else words
