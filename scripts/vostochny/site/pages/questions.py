"""The named queries, each as a question with a link to its answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from vostochny.database.reading import Row
from vostochny.model.site_url import DATABASE_PATH
from vostochny.model.sqlfile import SqlFile
from vostochny.render.context import RenderContext, page
from vostochny.render.markup import link, pairs, text
from vostochny.site.pages.examples import address, in_curl, in_python, in_r


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """One section a query of schemas/queries/."""
    blocks = [
        "Questions that readers ask often, answered by one statement each. The link opens the answer in Datasette, "
        "where it can be changed, filtered and taken away; the lines under *From a program or a spreadsheet* fetch the "
        f"same answer, and are run by the project's tests. {link('More for programs', 'api.md')}."
    ]
    for query in context.dataset.queries:
        blocks += question(query)
    yield "questions.md", page("Ask the data", *blocks)


def question(query: SqlFile) -> list[str]:
    """One question: what it answers, what can be set, where the answer is, and how to fetch it."""
    parameters: Row = query.header.get("parameters") or {}
    blocks = [
        f"## {text(query.title)} {{ #{query.name.replace('_', '-')} }}",
        text(query.description),
        text(query.header.get("example")),
    ]
    if parameters:
        blocks.append(pairs((text(name), described(item)) for name, item in parameters.items()))
    settings = {name: str(item["default"]) for name, item in parameters.items() if item.get("default")}
    asked = f"?{urlencode(settings)}" if settings else ""
    places = [link("Open the answer", f"{DATABASE_PATH}/{query.name}{asked}")]
    places += [link(f"as {kind}", f"{DATABASE_PATH}/{query.name}.{kind.lower()}{asked}") for kind in ("CSV", "JSON")]
    blocks.append(" · ".join(places))
    blocks.append(elsewhere(address(f"/{query.name}.csv", **settings)))
    return blocks


def elsewhere(target: str) -> str:
    """How to have an answer outside the browser."""
    blocks = [
        "<details markdown data-search-exclude>\n<summary>From a program or a spreadsheet</summary>",
        f"With curl:\n\n```bash\n{in_curl(target)}\n```",
        f"In Python:\n\n```python\n{in_python(target)}\n```",
        f"In R:\n\n```r\n{in_r(target)}\n```",
        f'In a spreadsheet, import from the web, or in Google Sheets:\n\n```text\n=IMPORTDATA("{target}")\n```',
        "</details>",
    ]
    return "\n\n".join(blocks)


def described(item: Mapping[str, object]) -> str:
    """What a parameter means and what it is when left alone."""
    default = str(item.get("default") or "")
    words = text(item.get("title"))
    return f"{words}; unless set, {text(default)}" if default else words
