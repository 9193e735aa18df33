"""The places in the sources that carry a record's cells: what to look for, where, how it was read, and a link there."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from vostochny.database.reading import Row
from vostochny.model.passage_plan import PassagePlan, read_passage_plan
from vostochny.passages.coverage import LocatedShare, coverage, total
from vostochny.render.context import RenderContext
from vostochny.render.markup import day, link, number, table, text
from vostochny.render.record_page import folded

PASSAGES = """
select passages.*, sources.url, sources.url_kind
from passages join sources on sources.source_id = passages.source_id
where record_id = :id order by passage_id
"""


def in_the_source(context: RenderContext, here: str, records: Sequence[str]) -> str:
    """One line a passage of these records, and what could not be located; empty where there is neither."""
    cells = []
    for record in records:
        for row in context.rows(PASSAGES, id=record):
            entry = [
                text(", ".join(column.replace("_", " ") for column in row["fields"].split(";"))),
                f"“{text(row['find'])}”" if row["find"] else "not located",
                where(row),
                how(context, row),
                context.source(here, row["source_id"]),
            ]
            cells.append([context.record(here, record), *entry] if len(records) > 1 else entry)
    if not cells:
        return ""
    headers = ["Carries", "Words to look for", "Where", "How it was read", "Source"]
    return "\n\n".join(
        [
            "## In the source { data-search-exclude }",
            "The words help to find the place; a program holds the cells against them. For the rest read the source.",
            table(["Record", *headers] if len(records) > 1 else headers, cells),
        ]
    )


def folded_passages(context: RenderContext, here: str, records: Sequence[str]) -> str:
    """The same, shown when asked for; empty where there is nothing."""
    located = in_the_source(context, here, records).partition("\n\n")[2]
    return folded("In the source: words to look for, and where", located, "in-the-source") if located else ""


def of_listed(context: RenderContext, here: str, table_name: str, column: str, record_id: str) -> str:
    """The same for a ship or an organisation and its designations, which are the rows of `table_name` that name it."""
    found = context.rows(
        f"select designation_id from [{table_name}] where [{column}] = :id order by listed_on, designation_id",
        id=record_id,
    )
    return folded_passages(context, here, [record_id, *(row["designation_id"] for row in found)])


def where(row: Row) -> str:
    """The place in words, and a link that opens the document there where its address is the publisher's own."""
    place = text(row["locator"])
    if not row["find"] or not row["url"] or row["url_kind"] != "original":
        return place
    return f"{place} ({link('in the source', fragment(row['url'], row['find']))})".strip()


def fragment(url: str, words: str) -> str:
    """An address with a text fragment, which browsers scroll to and mark.

    Source of the form: https://wicg.github.io/scroll-to-text-fragment/. Hyphens, commas and ampersands are its marks.
    """
    plain = url.split("#", 1)[0]
    return f"{plain}#:~:text={quote(words, safe='').replace('-', '%2D')}"


def how(context: RenderContext, row: Row) -> str:
    """What was read and when, or why there are no words."""
    if row["not_located"]:
        reason = context.label("passages", "not_located", row["not_located"])
        return f"{text(reason)}; looked for on {day(row['read_on'])}"
    return f"{text(context.label('passages', 'read_from', row['read_from']))}, {day(row['read_on'])}"


def located_share(context: RenderContext) -> str:
    """How many of the cells that matter lead to their passage, by table, and why the others do not."""
    plan = read_passage_plan(context.dataset)
    found = covered(context, plan)
    reasons = context.dataset.tables["passages"].by_name["not_located"].categories
    lines = [
        [text(title), number(counted.cells), f"{100 * counted.share:.1f} %", text(why_not(counted, reasons))]
        for title, counted in [
            *((context.dataset.tables[name].title, counted) for name, counted in found.items()),
            ("All", total(found.values())),
        ]
    ]
    floor = f"The share of all is not let fall below {100 * plan.floor:.0f} per cent."
    return f"{table(['Table', 'Cells that matter', 'Located', 'Not located'], lines)}\n{floor}"


def covered(context: RenderContext, plan: PassagePlan) -> dict[str, LocatedShare]:
    """The coverage of the record as it is published."""
    tables = {
        name: [
            {column: "" if value is None else str(value) for column, value in row.items()}
            for row in context.rows(f"select * from [{name}]")
        ]
        for name in plan.tables
    }
    return coverage(plan, tables, {name: context.dataset.tables[name].primary_key[0] for name in plan.coverage})


def why_not(counted: LocatedShare, reasons: dict[str, str]) -> str:
    """The reasons with their numbers, the most frequent first."""
    parts = [
        f"{count} {reasons[reason][:1].lower()}{reasons[reason][1:]}" for reason, count in counted.reasons.most_common()
    ]
    return "; ".join(parts)
