"""How a program asks this publication: forms, filters, paging, SQL, limits, errors, and what stays as it is."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.model.site_url import DATABASE_PATH, DATASETTE_PATH
from vostochny.render.context import RenderContext, page
from vostochny.render.markup import code, link, table
from vostochny.site.pages import examples
from vostochny.web.limits import (
    LONGEST_ADDRESS,
    LONGEST_PATTERN,
    LONGEST_VALUE,
    MAX_ANSWER_CELLS,
    MAX_ANSWER_CHARACTERS,
    MAX_ROWS,
    MOST_FACETS,
    PAGE_ROWS,
    TIME_LIMIT_MS,
)


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """One page."""
    yield "api.md", page("API", *asking(context), *with_sql(context), *answers(context))


def asking(context: RenderContext) -> list[str]:
    """Addresses, forms and what chooses rows."""
    return [
        "Every table can be had over HTTP, by GET, without a key and without an account. Who wants whole "
        f"files does better with {link('the downloads', 'downloads.md')}: they are static, lie under fixed names and "
        "come in more forms. Every example on this page is run by the project's tests, against this release.",
        "## Addresses",
        addresses(),
        "## JSON",
        "Add `.json` to an address. `_shape=objects` gives each row as an object, `_shape=array` only the rows; "
        "without either, rows are lists in the order of `columns`.",
        examples.one_value(context).markdown,
        "## Filter, sort, search",
        filters(),
        examples.selection(context).markdown,
        "## Paging",
        f"A page has {PAGE_ROWS} rows unless `_size` says otherwise, at most {MAX_ROWS:,}. `next_url` is the "
        "address of the next "
        "page, and null on the last one; go by it and do not build it yourself.",
        examples.paging(context).markdown,
        "## CSV",
        "Add `.csv`. With `_stream=on` the table comes whole, whatever its length; without it, the CSV file has the "
        "rows of one page. The header `x-complete` says `yes` where the file is all of what was asked for; where it "
        "says `no`, the name of the file ends in `-not-all-rows`. `_labels=on` adds the name beside each key. Text "
        "that a spreadsheet would take for a formula begins with an apostrophe.",
        examples.whole(context).markdown,
    ]


def with_sql(context: RenderContext) -> list[str]:
    """Statements of the reader's own, ready ones, and pages of other sites."""
    return [
        "## SQL",
        f"Any `select` in the dialect of SQLite, at {code(DATABASE_PATH + '.json?sql=...')}; a name after a colon is a "
        "parameter of the address. The tables and their columns are described under "
        f"{link('Tables', 'tables.md')}.",
        examples.in_sql(context).markdown,
        f"Many questions have {link('a query ready', 'questions.md')}, at an address of its own that takes the same "
        "endings:",
        examples.in_statistics(context).markdown,
        "## From a page of your own",
        "Answers allow any site to read them (CORS, `Access-Control-Allow-Origin: *`). No header of your "
        "own is needed; "
        "a request that asks for leave beforehand (a preflight) is refused.",
        examples.in_browser(context).markdown,
    ]


def answers(context: RenderContext) -> list[str]:
    """What an answer may hold, how it fails, and what of it stays."""
    return [
        "## Limits",
        limits(),
        "## Errors",
        "An error has a status and a sentence: as `error` in JSON, as a line of text where CSV or Atom was asked for.",
        examples.mistaken(context).markdown,
        errors(),
        "## What stays stable",
        "Tables, columns, identifiers and addresses follow "
        f"{link('the rules of what stays stable', 'stability.md')}: nothing "
        "is renamed or removed without a release in which it was marked as deprecated. The same holds for the names, "
        "parameters and columns of the named queries, for the endings and the parameters on this page, and "
        "for the keys "
        "`rows`, `columns`, `next_url`, `truncated` and `error`. Other keys of an answer come from Datasette and may "
        "change; do not rely on them. An answer changes only with a release, so ask again no more often than you need "
        "to: `ETag` and `If-None-Match` tell at no cost whether anything is new.",
        f"Data are {link('CC BY 4.0', 'licences.md')}. Please name the release that you used: see {code('release')}.",
    ]


def addresses() -> str:
    """What is where."""
    base = DATABASE_PATH
    return table(
        ["What", "Address", "Endings"],
        [
            ["A table or a view", code(f"{base}/port_calls"), "`.json` `.csv` `.geojson` `.atom`"],
            ["One row, by its key", code(f"{base}/port_calls/call-001"), "`.json` `.geojson` `.atom`"],
            ["A named query", code(f"{base}/calls_between_two_days?first_day=2024-04-01"), "the same as a table"],
            ["SQL of your own", code(f"{base}?sql=select+1"), "the same as a table"],
            ["A search over all tables", code(f"{DATASETTE_PATH}/search?q=chon+ma"), "a page for people only"],
        ],
    )


def filters() -> str:
    """Parameters that choose rows and columns."""
    return table(
        ["Parameter", "Rows or columns"],
        [
            [code("authority=UN"), "where the column is exactly this"],
            [code("note__contains=fire"), "where it contains this; also `__startswith`, `__endswith`, `__not`"],
            [code("date_earliest__gte=2024-03-01"), "where it is at least this; also `__gt`, `__lt`, `__lte`"],
            [code("imo_number__isblank=1"), "where it is empty; `__notblank=1` where it is not"],
            [code("_search=blue ocean"), "with these words, in the columns that are indexed for it"],
            [code("_sort=listed_on"), "in this order; `_sort_desc` the other way round"],
            [code("_col=name"), "only this column beside the key; may be given several times"],
            [code("_facet=authority"), "also how often each value occurs, in `facet_results`"],
        ],
    )


def limits() -> str:
    """What one request may take, from the values that the server holds to."""
    seconds = TIME_LIMIT_MS // 1000
    return (
        table(
            ["Of one request", "At most"],
            [
                ["Time of a statement", f"{seconds} second"],
                ["Rows of an answer", f"{MAX_ROWS:,}; then it is cut and `truncated` is true"],
                ["Size of an answer", f"{MAX_ANSWER_CELLS:,} cells and {MAX_ANSWER_CHARACTERS:,} characters"],
                ["One value", f"{LONGEST_VALUE:,} characters"],
                ["A pattern of `like` or `glob`", f"{LONGEST_PATTERN} characters"],
                ["Facets", str(MOST_FACETS)],
                ["Address", f"{LONGEST_ADDRESS:,} characters"],
            ],
        )
        + "\nOnly a few statements of readers run at once; the rest wait, and a long queue answers 503."
    )


def errors() -> str:
    """Statuses and what to do."""
    return table(
        ["Status", "Why", "What to do"],
        [
            ["400", "the statement or a parameter is wrong, or asked for more than the limits allow", "read `error`"],
            ["404", "no such table, row or query", f"look under {link('Tables', 'tables.md')}"],
            ["405", "something other than GET or HEAD", "nothing can be changed here"],
            ["414", "the address is too long", "shorten the statement"],
            ["503", "too many statements at once", "wait as long as `Retry-After` says"],
        ],
    )
