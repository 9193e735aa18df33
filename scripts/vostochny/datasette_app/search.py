"""The search over all tables: one page with the best matches of each table."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TypedDict

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Response
from markupsafe import Markup

from vostochny.datasette_app.record_context import RecordContext
from vostochny.model.schema import Table
from vostochny.render.inert_text import in_html_with_blanks, straight
from vostochny.web.tilde_encoding import tilded

if TYPE_CHECKING:
    import sqlite3

    from datasette.app import Datasette
    from datasette.database import Database
    from datasette.utils.asgi import Request

BEST = 5
# Beyond this the rows of a table that have the words are neither counted nor compared.
MOST_COUNTED = 10_000
LONGEST_QUESTION = 200
# What surrounds a found word in SQLite's answer; no text of the record has these characters.
OPEN, CLOSE = "\x02", "\x03"
# A ship's numbers as people write them: IMO 8660313, IMO8660313, IMO-Nr. 8660313, MMSI: 341985000.
NUMBER_SIGN = r"[\s:.#/_-]*(?:n[or]\.?|n°|number)?[\s:.#/_-]*"
IMO = re.compile(rf"\bIMO{NUMBER_SIGN}(\d{{7}})\b", re.IGNORECASE)
MMSI = re.compile(rf"\bMMSI{NUMBER_SIGN}(\d{{9}})\b", re.IGNORECASE)
# What is written before a ship's name and is no part of it.
SHIP_PREFIX = re.compile(r"^\s*m/?[vt]\.?\s+(?=\w)", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


class Found(TypedDict):
    """The matches in one table.

    count: rows that match, up to the most that are counted
    rows: the best of them, as the template shows them
    """

    table: Table
    count: int
    all_counted: bool
    rows: list[dict[str, object]]


def normalised(question: str) -> str:
    """A question in the form of the record's own text.

    Letters composed and full-width ones made plain (Unicode's NFKC), numbers without IMO or MMSI before them, and a
    name without M/V or M/T.
    """
    words = SHIP_PREFIX.sub("", unicodedata.normalize("NFKC", question))
    return MMSI.sub(r"\1", IMO.sub(r"\1", words))


def match(question: str) -> str:
    """An FTS5 query for all the words, the last of which may be unfinished."""
    words = WORD.findall(normalised(question)[:LONGEST_QUESTION])
    return " ".join(f'"{word}"' for word in words) + "*" if words else ""


def statement(table: Table, *, ranked: bool) -> str:
    """The best matches in one table, or the first where there are too many to rank, with the words in context."""
    keys = ", ".join(f"[{table.name}].[{key}]" for key in table.primary_key)
    index = f"[{table.name}_fts]"
    order = f"order by {index}.rank " if ranked else ""
    return (
        f"select {keys}, [{table.name}].[{table.label}] as found_label, "
        f"snippet({index}, -1, char(2), char(3), '…', 24) as found_words "
        f"from {index} join [{table.name}] on [{table.name}].rowid = {index}.rowid "
        f"where {index} match :words {order}limit {BEST}"
    )


async def found(record_context: RecordContext, database: Database, question: str) -> tuple[list[Found], list[Table]]:
    """Each table that has the words, with how many rows have them and the best of these; most telling tables first.

    Beside them the tables that could not be searched, because too many of their words begin like the last one.
    """
    words = match(question)
    results: list[Found] = []
    left_out: list[Table] = []
    for table in record_context.dataset.published.values() if words else ():
        if not table.search:
            continue
        try:
            count, rows = await best_of(database, table, words)
        except (QueryInterrupted, MemoryError):
            left_out.append(table)
            continue
        if count:
            shown = [hit(record_context, table, row) for row in rows]
            results.append({"table": table, "count": count, "all_counted": count < MOST_COUNTED, "rows": shown})
    return results, left_out


async def best_of(database: Database, table: Table, words: str) -> tuple[int, list[sqlite3.Row]]:
    """How many rows of a table have the words, up to the most that are counted, and the best of them."""
    index = f"[{table.name}_fts]"
    counting = f"select count(*) from (select 1 from {index} where {index} match :words limit {MOST_COUNTED})"
    count = int((await database.execute(counting, {"words": words})).rows[0][0])
    if not count:
        return 0, []
    best = await database.execute(statement(table, ranked=count < MOST_COUNTED), {"words": words})
    return count, best.rows


def hit(record_context: RecordContext, table: Table, row: sqlite3.Row) -> dict[str, object]:
    """One row: what it is called, where it is, and the words in their place."""
    keys = [str(row[key]) for key in table.primary_key]
    record = keys[0] if len(keys) == 1 else ""
    address = f"{record_context.database}/{table.name}/{','.join(tilded(key) for key in keys)}"
    excerpt = straight(str(row["found_words"] or ""))
    named = record_context.name(record) or record_context.name(keys[0]) or str(row["found_label"])
    return {
        "title": straight(named),
        "key": straight(", ".join(keys)),
        "page": record_context.page(record) or address,
        "row": address,
        "words": "" if excerpt.replace(OPEN, "").replace(CLOSE, "") == straight(named) else marked(excerpt),
    }


def marked(text: str) -> Markup:
    """Text with the found words marked, and nothing else in it taken for markup."""
    tags = {OPEN: "<mark>", CLOSE: "</mark>"}
    parts = re.split(f"([{OPEN}{CLOSE}])", text)
    return Markup("".join(tags.get(part) or in_html_with_blanks(part) for part in parts))


async def search_page(datasette: Datasette, request: Request) -> Response:
    """The page at /data/search."""
    record_context: RecordContext = datasette.record_context
    question = straight(request.args.get("q") or "").strip()
    database = datasette.get_database(record_context.database.rpartition("/")[2])
    results, left_out = await found(record_context, database, question)
    context = {
        "question": question,
        "ships": record_context.ships.find(question[:LONGEST_QUESTION]),
        "results": results,
        "left_out": left_out,
        "total": sum(item["count"] for item in results),
        "all_counted": all(item["all_counted"] for item in results),
        "cut": len(question) > LONGEST_QUESTION,
    }
    return Response.html(await datasette.render_template("search.html", context, request=request))
