"""The named queries, each as a question with a link to its answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from vostochny.database.reading import Row
from vostochny.model.site_url import DATABASE_PATH
from vostochny.model.sqlfile import SqlFile
from vostochny.render.context import RenderContext, page
from vostochny.render.markup import link, pairs, text
from vostochny.render.tabs import FIRST_QUESTIONS
from vostochny.site.pages.examples import address, in_curl, in_python, in_r


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """One section a query of schemas/queries/."""
    queries = {query.name: query for query in context.dataset.queries}
    others = [query for query in context.dataset.queries if query.name not in FIRST_QUESTIONS]
    blocks = [
        "Questions that readers ask often. The link opens the answer in Datasette, where it can be changed, filtered "
        "and taken away; *From a program or a spreadsheet* fetches the same answer. "
        f"{link('More for programs', 'api.md')}.",
        *(part for name in FIRST_QUESTIONS for part in question(queries[name])),
        f"## {len(others)} more questions",
        *(part for query in others for part in question(query, level=3)),
    ]
    yield "questions.md", page("Questions", *blocks)


def question(query: SqlFile, *, level: int = 2) -> list[str]:
    """One question under a heading: what it answers, what can be set, where the answer is, and how to fetch it."""
    parameters: Row = query.header.get("parameters") or {}
    blocks = [
        f"{'#' * level} {text(query.title)} {{ #{query.name.replace('_', '-')} }}",
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
